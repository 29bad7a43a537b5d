"""Diagnostics as text, one after the other, with a line that counts them; and what to say where there are none."""

from collections.abc import Iterable, Iterator, Sequence

from kmopolicy.program.program import Program
from kmopolicy.program.terms import Citation
from kmopolicy.render.words import word
from kmopolicy.text.diagnostic import Diagnostic, Severity
from kmopolicy.text.localized import Lang
from kmopolicy.text.underline import underlined


def render(found: Sequence[Diagnostic], lang: Lang) -> str:
    """All of them, and how many there were if there are several."""
    told = [underlined(diagnostic, lang).rstrip("\n") + "\n" for diagnostic in found]
    return "\n".join(told) + (f"\n{counted(found, lang)}\n" if len(found) > 1 else "")


def counted(found: Iterable[Diagnostic], lang: Lang) -> str:
    """2 fouten en 1 waarschuwing."""
    severities = [diagnostic.entry.severity for diagnostic in found]
    parts = [_count(severity, severities.count(severity), lang) for severity in _SEVERITIES if severity in severities]
    return f" {word('and', lang)} ".join(parts)


_SEVERITIES: tuple[Severity, ...] = ("error", "warning")


def _count(severity: str, count: int, lang: Lang) -> str:
    return word(f"one {severity}", lang) if count == 1 else word(f"{severity}s", lang, count=count)


def all_well(program: Program, lang: Lang) -> str:
    """That nothing is wrong, and how much was looked at."""
    numbers = {sentence.number for source in program.sources for sentence in source.sentences}
    cited = {citation.sentence for citation in _citations(program)}
    classified = {classification.sentence for classification in program.classifications}
    return word(
        "all well",
        lang,
        rules=len(program.rules),
        cited=len(numbers & cited),
        sentences=len(numbers),
        classified=len(numbers & classified - cited),
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
