"""Diagnostics as text, one after the other, with a line that counts them; and what to say where there are none."""

import re
from collections.abc import Iterable, Iterator, Sequence

from kmopolicy.program.program import Program
from kmopolicy.program.terms import Citation
from kmopolicy.render.terminal.layout import Line
from kmopolicy.render.words.fixed import word
from kmopolicy.text.diagnostic import Diagnostic, Severity
from kmopolicy.text.localized import Lang
from kmopolicy.text.underline import underlined

_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<bad>(?:fout|error)\[\w+\])(?P<strong>:.*)",
        r"(?P<doubt>(?:waarschuwing|warning)\[\w+\])(?P<strong>:.*)",
        r"(?P<guide> *--> )(?P<dim>.*)",
        r"(?P<guide> *= )(?P<strong>[\w ]+:)(?P<plain>.*)",
        r"(?P<guide> *\| )(?P<bad> *\^+)",
        r"(?P<guide> *\d* \|)(?P<plain>.*)",
    )
)
"""The parts of each kind of line, by the style that each has on a terminal."""


def lines(text: str) -> list[Line]:
    """The text of diagnostics as lines for a terminal."""
    return [_styled(line) for line in text.splitlines()]


def _styled(line: str) -> Line:
    found = next((match for pattern in _PARTS if (match := pattern.fullmatch(line))), None)
    if found is None:
        return ((line, ""),)
    return tuple((part, "" if style == "plain" else style) for style, part in found.groupdict().items())


def render(found: Sequence[Diagnostic], lang: Lang, folder: str = "") -> str:
    """All of them, and how many there were: if there are several, or in which folder if it is named."""
    told = [underlined(diagnostic, lang).rstrip("\n") + "\n" for diagnostic in found]
    count = counted(found, lang)
    if folder:
        count = word("counted in", lang, counted=count, folder=folder)
    return "\n".join(told) + (f"\n{count}\n" if len(found) > 1 or folder else "")


def counted(found: Iterable[Diagnostic], lang: Lang) -> str:
    """2 fouten en 1 waarschuwing."""
    severities = [diagnostic.entry.severity for diagnostic in found]
    parts = [_count(severity, severities.count(severity), lang) for severity in _SEVERITIES if severity in severities]
    return f" {word('and', lang)} ".join(parts)


_SEVERITIES: tuple[Severity, ...] = ("error", "warning")


def _count(severity: str, count: int, lang: Lang) -> str:
    return word(f"one {severity}", lang) if count == 1 else word(f"{severity}s", lang, count=count)


def all_well(program: Program, lang: Lang, folder: str, allowed: int = 0) -> str:
    """That nothing is wrong, and how much was looked at; how many warnings are `allowed`."""
    numbers = {sentence.number for source in program.sources for sentence in source.sentences}
    cited = {citation.sentence for citation in _citations(program)}
    classified = {classification.sentence for classification in program.classifications}
    return word(
        "all well",
        lang,
        folder=folder,
        rules=_count("rule", len(program.rules), lang),
        cited=len(numbers & cited),
        sentences=_count("numbered", len(numbers), lang),
        classified=len(numbers & classified - cited),
        allowed=_count("allowed", allowed, lang) if allowed else "",
    )


def _citations(program: Program) -> Iterator[Citation]:
    for rule in program.rules:
        yield from rule.citations
    for predicate in program.predicates.values():
        yield from predicate.citations
    for outcome in program.outcomes.values():
        for case in outcome.cases:
            yield from case.citations
    for rows in program.tables.values():
        yield from (row.citation for row in rows if row.citation)
