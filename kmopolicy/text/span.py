"""Where a piece of text stands: file, line and column, all counted from 1."""

import msgspec


# There may be millions, and none leads to another object: the garbage collector need not follow them.
class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A stretch of one file. Columns count characters (code points); the end is exclusive. Line 0: the file as a whole."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}" if self.line else self.file

    def to(self, other: "Span") -> "Span":
        """The stretch from the start of this span to the end of `other`."""
        return Span(self.file, self.line, self.column, other.end_line, other.end_column)
