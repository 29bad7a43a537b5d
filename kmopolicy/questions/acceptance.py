"""Expectations brought up to date in the text of their dossier: only the values change, and all of them or none."""

import re
from collections.abc import Iterable

from kmopolicy.questions.scenarios import Result
from kmopolicy.text.span import Span

_PLAIN = re.compile(r"[A-Za-z][\w.]*", re.ASCII)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def accepted(text: str, results: Iterable[Result]) -> str:
    """The text of a dossier with what was found where something else was expected; its line ends stay as they are."""
    lines = _LINE.findall(text)
    for span, value in sorted(_changes(results), reverse=True):
        line = lines[span.line - 1]
        old = line[span.column - 1 : span.end_column - 1]
        lines[span.line - 1] = line[: span.column - 1] + _written(value, old) + line[span.end_column - 1 :]
    return "".join(lines)


def _changes(results: Iterable[Result]) -> Iterable[tuple[Span, str]]:
    """The places to write at, and what."""
    for result in results:
        expectation = result.expectation
        if not result.outcome_holds:
            yield expectation.outcome_span, result.found[0]
        if not result.sentence_holds and expectation.sentence_span:
            yield expectation.sentence_span, result.found[1]


def _written(value: str, old: str) -> str:
    """The value between quotation marks where the old one is, or where it would not be text without."""
    mark = old[:1] if old[:1] in ("'", '"') else "" if _PLAIN.fullmatch(value) else '"'
    return f"{mark}{value}{mark}"
