"""Reads a table as spreadsheets save it: rows of cells between commas, semicolons or tabs, each cell with its place."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from kmopolicy.text.span import Span

_SEPARATORS = ",;\t"
_LONGEST = 20_000_000
"""Letters of a row; in a longer one of more than one line, a quotation mark is not closed."""


class Field(NamedTuple):
    """A cell, without the white space around it; `span` has what stands in the file."""

    text: str
    span: Span


class Broken(NamedTuple):
    """The quotation mark from which a table cannot be read: it is not closed, or stands within its cell as it is."""

    span: Span
    why: Literal["open_quote", "inner_quote"]
    source: str
    """The line that it stands in."""


class Row(NamedTuple):
    """A row that is not blank: its cells as they stand there, its place, its first line, and what separates the cells."""

    cells: Sequence[str]
    span: Span
    source: str
    separator: str

    def fields(self) -> tuple[Field, ...]:
        """Each cell with its place."""
        return tuple(_fields(self.cells, self.source, self.separator, self.span))


def records(text: str, file: str) -> Iterator[tuple[Field, ...] | Broken]:
    """The rows that are not blank, the head first; after what is broken comes nothing."""
    for row in rows(io.StringIO(text, newline=""), file):
        yield row if isinstance(row, Broken) else row.fields()


def rows(lines: Iterator[str], file: str) -> Iterator[Row | Broken]:
    """The same of lines as they come, for a table that is too large to be held as a whole."""
    start = list(_until_something(lines))
    separator, skipped = _separator(start)
    csv.field_size_limit(2**31 - 1)
    kept = _Kept(chain(start, lines))
    reader = csv.reader(kept, delimiter=separator, strict=True)
    last = 0
    try:
        for cells in reader:
            first, last = last + 1, reader.line_num
            source = kept.taken()
            if first > skipped and any(cell.strip() for cell in cells):
                yield Row(cells, Span(file, first, 1, last, len(source[-1]) + 1), source[0], separator)
    except csv.Error:
        source = kept.taken()
        column, why = _slip("\n".join(source), separator)
        span = _placed(source, last, column, file)
        yield Broken(span, why, source[span.line - last - 1])


def _until_something(lines: Iterator[str]) -> Iterator[str]:
    """The lines up to the first that is not empty."""
    for line in lines:
        yield line
        if line != "\n":
            return


class _Kept:
    """Hands on lines, and keeps those of the row at hand."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._kept: list[str] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._kept and self._size > _LONGEST:
            raise csv.Error
        line = next(self._lines)
        self._kept.append(line)
        self._size += len(line)
        return line

    def taken(self) -> list[str]:
        """The lines of the row at hand, without their ends; from here on those of the next are kept."""
        kept, self._kept, self._size = self._kept, [], 0
        return [line.removesuffix("\n") for line in kept]


def _separator(start: Sequence[str]) -> tuple[str, int]:
    """What separates the cells, and how many lines to skip: Excel may say so itself on a first line `sep=;`."""
    first = start[-1].removesuffix("\n") if start else ""
    said = re.fullmatch(r'"?sep=(.)"?', first)
    if said and said[1] not in '"':
        return said[1], len(start)
    return max(_SEPARATORS, key=first.count), 0


def _fields(cells: Sequence[str], source: str, separator: str, row: Span) -> Iterator[Field]:
    """Each cell with where it stands in its line; in a row over several lines, with the row."""
    at = 0
    for cell in cells:
        quoted = source.startswith('"', at)
        width = len(cell) + (cell.count('"') + 2 if quoted else 0)
        start = at if quoted else at + len(cell) - len(cell.lstrip())
        length = width if quoted else len(cell.strip())
        span = Span(row.file, row.line, start + 1, row.line, start + 1 + max(1, length))
        yield Field(cell.strip(), span if row.line == row.end_line else row)
        at += width + len(separator)


def _slip(text: str, separator: str) -> tuple[int, Literal["open_quote", "inner_quote"]]:
    """The quotation mark that breaks the first row."""
    unquoted, at = re.compile(f"[^{re.escape(separator)}\n]*"), 0
    while at < len(text):
        if text[at] == '"':
            start, at = at, _closing(text, at) + 1
            if not at:
                return start, "open_quote"
            if text[at : at + 1] not in (separator, "\n", ""):
                return at - 1, "inner_quote"
        else:
            at += len(unquoted.match(text, at)[0])  # type: ignore[index]  # it matches nothing at all as well
        at += 1
    raise AssertionError("the row is in order")


def _closing(text: str, start: int) -> int:
    """The quotation mark that closes the one at `start`; two of them are one within the field. -1 where none does."""
    at = text.find('"', start + 1)
    while at >= 0 and text.startswith('"', at + 1):
        at = text.find('"', at + 2)
    return at


def _placed(lines: Sequence[str], before: int, at: int, file: str) -> Span:
    """The place of a character in lines that so many others stand before."""
    row = 0
    while at > len(lines[row]):
        at -= len(lines[row]) + 1
        row += 1
    return Span(file, before + row + 1, at + 1, before + row + 1, at + 2)
