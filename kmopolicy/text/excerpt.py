"""The piece of a line that a diagnostic shows: cut out of the text that was read, so that nothing is read again."""

from functools import cached_property

import msgspec

from kmopolicy.text.span import Span

_AROUND = 60
"""Characters of a long line that are shown on either side of the piece."""


class Excerpt(msgspec.Struct, frozen=True, array_like=True):
    """The first line of a span as it is shown, and from where to where in it the span runs."""

    text: str
    start: int
    end: int


class Lines:
    """The lines of a text, found by their number."""

    def __init__(self, text: str) -> None:
        self._text = text

    def excerpt(self, span: Span) -> Excerpt | None:
        """What a span covers in its first line, with what stands around it; None where there is no such line."""
        if not 0 < span.line <= len(self._starts):
            return None
        begin = self._starts[span.line - 1]
        stop = self._text.find("\n", begin)
        width = (stop if stop >= 0 else len(self._text)) - begin
        start = min(span.column - 1, width)
        end = max(start + 1, min(span.end_column - 1 if span.end_line == span.line else width, width))
        first, last = max(0, start - _AROUND), min(width, end + _AROUND, start + 3 * _AROUND)
        before, after = "…" if first else "", "…" if last < width else ""
        shown = before + self._text[begin + first : begin + last].expandtabs(1) + after
        moved = len(before) - first
        return Excerpt(shown, start + moved, min(end, max(last, start + 1)) + moved)

    @cached_property
    def _starts(self) -> list[int]:
        starts, at = [0], self._text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = self._text.find("\n", at + 1)
        return starts
