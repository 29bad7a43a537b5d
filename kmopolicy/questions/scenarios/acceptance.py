"""Expectations brought up to date in the text of their dossier: only the values change, and all of them or none."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from kmopolicy.program.goal import variables
from kmopolicy.questions.scenarios.scenarios import Answered, Result
from kmopolicy.text.span import Span

_PLAIN = re.compile(r"[A-Za-z][\w.]*", re.ASCII)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")


def accepted(text: str, results: Iterable[Result], answers: Iterable[Answered] = ()) -> str:
    """The text of a dossier with what was found where something else was expected; its line ends stay as they are."""
    starts = [found.start() for found in _LINE.finditer(text)]

    def at(line: int, column: int) -> int:
        return starts[line - 1] + column - 1

    for span, written in sorted((*_changes(results), *_answers(answers)), key=lambda each: each[0], reverse=True):
        start, end = at(span.line, span.column), at(span.end_line, span.end_column)
        text = text[:start] + written(text[start:end]) + text[end:]
    return text


Written = Callable[[str], str]
"""Makes the new text of the old one."""


def _changes(results: Iterable[Result]) -> Iterator[tuple[Span, Written]]:
    """The places to write at, and what."""
    for result in results:
        expectation = result.expectation
        if not result.outcome_holds:
            yield expectation.outcome_span, partial(_written, result.found[0])
        if not result.sentence_holds and expectation.sentence_span:
            yield expectation.sentence_span, partial(_written, result.found[1])


def _answers(answers: Iterable[Answered]) -> Iterator[tuple[Span, Written]]:
    """A list of answers as a whole, between brackets."""
    for each in answers:
        if not each.holds:
            yield each.expectation.rows_span, partial(_listed, each)


def _listed(answered: Answered, old: str) -> str:
    if not variables(answered.expectation.atom):
        return str(bool(answered.found)).lower()
    mark = '"' if answered.expectation.span.file.lower().endswith(".json") or '"' in old else ""
    rows = [", ".join(_written(str(value), mark) for value in row) for row in answered.found]
    several = len(variables(answered.expectation.atom)) > 1
    return f"[{', '.join(f'[{row}]' if several else row for row in rows)}]"


def _written(value: str, old: str) -> str:
    """The value between quotation marks where the old one is, or where it would not be text without."""
    mark = old[:1] if old[:1] in ("'", '"') else "" if _PLAIN.fullmatch(value) else '"'
    return f"{mark}{value}{mark}"
