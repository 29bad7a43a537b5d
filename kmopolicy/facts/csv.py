"""Reads CSV to rows of positioned cells, as people save it: Excel's separators, encodings and first line too."""

import csv
import io
import re
from collections.abc import Iterator
from typing import TypeAlias

from kmopolicy.facts.nodes import Scalar
from kmopolicy.facts.refused import Refused
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import plain, without_nul
from kmopolicy.text.span import Span

Cells: TypeAlias = list[Scalar]

_SEPARATORS = ",;\t"


def decode(content: bytes, file: str) -> str | Diagnostic:
    """The text of a table: UTF-8 or UTF-16 where it says so or fits, else the Windows encoding of Western Europe."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "cp1252")):
        if content.startswith(mark):
            try:
                return without_nul(plain(content.decode(encoding)), file)
            except UnicodeDecodeError:
                continue
    return without_nul(plain(content.decode("latin-1")), file)


def rows(text: str, file: str) -> Iterator[Cells]:
    """The rows that are not blank, the head first. Refuses the rest of a table where a quotation mark breaks it."""
    separator, skipped = _separator(text)
    lines = text.split("\n")
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    last = 0
    try:
        for cells in reader:
            first, last = last + 1, reader.line_num
            if first > skipped and any(cell.strip() for cell in cells):
                spans = _spans(cells, lines, separator, Span(file, first, 1, last, len(lines[last - 1]) + 1))
                yield [Scalar(cell.strip(), "plain", span) for cell, span in zip(cells, spans, strict=True)]
    except csv.Error:
        column, help_key = _slip("\n".join(lines[last:]), separator)
        raise Refused(catalogue.BAD_CSV, _placed(lines, last, column, file), help_key) from None


def _separator(text: str) -> tuple[str, int]:
    """What separates the cells, and how many lines to skip: Excel may say so itself on a first line `sep=;`."""
    first = text.lstrip("\n").partition("\n")[0]
    said = re.fullmatch(r'"?sep=(.)"?', first)
    if said and said[1] not in '"':
        return said[1], 1 + len(text) - len(text.lstrip("\n"))
    return max(_SEPARATORS, key=first.count), 0


def _spans(cells: list[str], lines: list[str], separator: str, row: Span) -> Iterator[Span]:
    """Where each cell stands in its line; in a row over several lines, the row."""
    source, at = lines[row.line - 1], 0
    for cell in cells:
        width = len(cell) + (cell.count('"') + 2 if source.startswith('"', at) else 0)
        yield Span(row.file, row.line, at + 1, row.line, at + 1 + max(1, width)) if row.line == row.end_line else row
        at += width + len(separator)


def _slip(text: str, separator: str) -> tuple[int, str]:
    """The quotation mark that breaks the first row: it is not closed, or stands within its field as it is."""
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
