"""Reads a table as spreadsheets save it: rows of cells between commas, semicolons or tabs, each cell with its place."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kmopolicy.text.span import Span

_SEPARATORS = ",;\t"


class Field(NamedTuple):
    """A cell, without the white space around it; `span` has what stands in the file."""

    text: str
    span: Span


class Broken(NamedTuple):
    """The quotation mark from which a table cannot be read: it is not closed, or stands within its cell as it is."""

    span: Span
    why: Literal["open_quote", "inner_quote"]


def records(text: str, file: str) -> Iterator[tuple[Field, ...] | Broken]:
    """The rows that are not blank, the head first; after what is broken comes nothing."""
    separator, skipped = _separator(text)
    lines = text.split("\n")
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    last = 0
    try:
        for cells in reader:
            first, last = last + 1, reader.line_num
            if first > skipped and any(cell.strip() for cell in cells):
                row = Span(file, first, 1, last, len(lines[last - 1]) + 1)
                yield tuple(_fields(cells, lines[first - 1], separator, row))
    except csv.Error:
        column, why = _slip("\n".join(lines[last:]), separator)
        yield Broken(_placed(lines, last, column, file), why)


def _separator(text: str) -> tuple[str, int]:
    """What separates the cells, and how many lines to skip: Excel may say so itself on a first line `sep=;`."""
    first = text.lstrip("\n").partition("\n")[0]
    said = re.fullmatch(r'"?sep=(.)"?', first)
    if said and said[1] not in '"':
        return said[1], 1 + len(text) - len(text.lstrip("\n"))
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


def _placed(lines: list[str], row: int, at: int, file: str) -> Span:
    """The place of a character, counted from the start of a line."""
    while at > len(lines[row]):
        at -= len(lines[row]) + 1
        row += 1
    return Span(file, row + 1, at + 1, row + 1, at + 2)
