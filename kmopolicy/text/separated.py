"""Reads a table as spreadsheets save it: rows of cells between commas, semicolons or tabs, each cell with its place."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kmopolicy.text.span import Span


class Field(NamedTuple):
    """A cell, without the white space around it."""

    text: str
    span: Span


class Broken(NamedTuple):
    """The line from which a table cannot be read: a quotation mark that is not closed, or not at the end of its cell."""

    span: Span


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
                yield tuple(_fields(cells, lines[first - 1] if first == last else "", file, first))
    except csv.Error:
        line = max(1, min(last + 1, len(lines)))
        yield Broken(Span(file, line, 1, line, len(lines[line - 1]) + 1))


def _separator(text: str) -> tuple[str, int]:
    """What separates the cells, and how many lines to skip: Excel may say so itself on a first line `sep=;`."""
    first = text.partition("\n")[0]
    said = re.fullmatch(r'"?sep=(.)"?', first)
    return (said[1], 1) if said else (max(",;\t", key=first.count), 0)


def _fields(cells: Sequence[str], source: str, file: str, line: int) -> Iterator[Field]:
    """Each cell with where it stands in its line; a row over several lines has only its first line."""
    at = 0
    for cell in cells:
        quoted = source[at : at + 1] == '"'
        width = len(cell) + cell.count('"') + 2 if quoted else len(cell)
        start = at if quoted else at + len(cell) - len(cell.lstrip())
        length = width if quoted else len(cell.strip())
        yield Field(cell.strip(), Span(file, line, start + 1, line, start + 1 + max(1, length)))
        at += width + 1 if source else 0
