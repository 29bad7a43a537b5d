"""Places in a text as an editor counts them: lines and UTF-16 units from 0; and as a span does: characters from 1.

>>> Text("één 😀 x").position(1, 7)
Position(line=0, character=7)
>>> Text("één 😀 x").place(Position(0, 7))
(1, 7)
"""

from typing import NamedTuple

from kmopolicy.text.files import plain
from kmopolicy.text.span import Span

_MARK = "\ufeff"


class Position(NamedTuple):
    """A place between two characters."""

    line: int
    character: int


class Range(NamedTuple):
    """A stretch of a text; the end is exclusive."""

    start: Position
    end: Position


class Edit(NamedTuple):
    """What comes in the place of a stretch of a text."""

    range: Range
    text: str


START = Range(Position(0, 0), Position(0, 1))
"""Where to point at what concerns a file as a whole."""


class Text:
    """A text by its lines, as every reader of the program takes them; a byte order mark stands before them all."""

    def __init__(self, source: str) -> None:
        self._marked = int(source.startswith(_MARK))
        self.plain = plain(source[self._marked :])
        self.lines = self.plain.split("\n")

    def place(self, position: Position) -> tuple[int, int]:
        """Line and column of a position; what lies beyond the text is its end, or that of the line."""
        if position.line >= len(self.lines):
            return len(self.lines), len(self.lines[-1]) + 1
        line, units = self.lines[position.line], position.character - self._shift(position.line)
        if line.isascii():
            return position.line + 1, min(max(0, units), len(line)) + 1
        before = line.encode("utf-16-le", "surrogatepass")[: 2 * max(0, units)]
        return position.line + 1, len(before.decode("utf-16-le", "surrogatepass")) + 1

    def position(self, line: int, column: int) -> Position:
        """The position of a line and column."""
        if not 0 < line <= len(self.lines):
            return Position(max(0, min(line - 1, len(self.lines) - 1)), 0)
        before = self.lines[line - 1][: column - 1]
        units = len(before) if before.isascii() else len(before.encode("utf-16-le", "surrogatepass")) // 2
        return Position(line - 1, units + self._shift(line - 1))

    def range(self, span: Span) -> Range:
        """The range of a span; of a file as a whole its start."""
        if not span.line:
            return START
        return Range(self.position(span.line, span.column), self.position(span.end_line, span.end_column))

    def at(self, span: Span) -> str:
        """What a span covers, as far as it goes on its first line."""
        if not 0 < span.line <= len(self.lines):
            return ""
        line = self.lines[span.line - 1]
        return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else len(line)]

    def _shift(self, line: int) -> int:
        return self._marked if line == 0 else 0


def holds(span: Span, line: int, column: int) -> bool:
    """Whether a place lies in a span, or right behind it."""
    return (span.line, span.column) <= (line, column) <= (span.end_line, span.end_column)
