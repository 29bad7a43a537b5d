"""Reads a Markdown file as a policy sees it: headings, numbered quotes, rule blocks and tables, each with its place."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

_FENCE = re.compile(r"^( {0,3})(`{3,}|~{3,})\s*([\w-]*)")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$")
_QUOTE = re.compile(r"^\s*>\s?")
_NUMBERED = re.compile(r"\*\*([A-Za-z][\w.]*)\*\*\s*")
_RULE_OF_TABLE = re.compile(r"^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?:[^|\\]|\\.)*")


class Heading(NamedTuple):
    """A heading of any level."""

    text: str
    span: Span


class Block(NamedTuple):
    """The contents of a `datalog` block; `line` is where they start."""

    text: str
    line: int
    span: Span


class Quote(NamedTuple):
    """A quote of one numbered sentence."""

    number: str
    text: str
    span: Span


class Cell(NamedTuple):
    """A cell of a table."""

    text: str
    span: Span


class Table(NamedTuple):
    """A Markdown table: its head and its rows, of which each may have too few or too many cells."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span


Element = Heading | Block | Quote | Table


class Page(NamedTuple):
    """One file: its elements in order, and what is wrong with them."""

    file: str
    elements: tuple[Element, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_page(text: str, file: str) -> Page:
    """The elements of a file that matter to a policy; prose is passed over."""
    reader = _Reader(text.split("\n"), file)
    elements = tuple(reader.elements())
    return Page(file, elements, tuple(reader.diagnostics))


class _Reader:
    def __init__(self, lines: list[str], file: str) -> None:
        self._lines = lines
        self._file = file
        self._at = 0
        self.diagnostics: list[Diagnostic] = []

    def elements(self) -> Iterator[Element]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if fence := _FENCE.match(line):
                yield from self._fenced(fence)
            elif _QUOTE.match(line):
                yield from self._quotes()
            elif heading := _HEADING.match(line):
                yield Heading(heading[1], self._span(self._at, 0, len(line)))
                self._at += 1
            elif "|" in line and self._at + 1 < len(self._lines) and _is_rule(self._lines[self._at + 1]):
                yield self._table()
            else:
                self._at += 1

    def _fenced(self, fence: re.Match[str]) -> Iterator[Block]:
        start, mark, indent = self._at, fence[2], len(fence[1])
        end = next((at for at in range(start + 1, len(self._lines)) if _closes(self._lines[at], mark)), None)
        span = self._span(start, indent, len(self._lines[start]))
        self._at = len(self._lines) if end is None else end + 1
        if fence[3].lower() != "datalog":
            return
        if end is None:
            self.diagnostics.append(Diagnostic(catalogue.OPEN_BLOCK, span, {"mark": mark}, "close"))
            return
        yield Block("\n".join(self._lines[start + 1 : end]), start + 2, span)

    def _quotes(self) -> Iterator[Quote]:
        """The numbered quotes among consecutive quoted lines; a number starts a quote, an empty line ends it."""
        number, words, first = "", list[str](), self._at
        while self._at < len(self._lines) and (mark := _QUOTE.match(self._lines[self._at])):
            line = self._lines[self._at][mark.end() :]
            numbered = _NUMBERED.match(line)
            if numbered or not line.strip():
                if number:
                    yield self._quote(number, words, first)
                number, words, first = numbered[1] if numbered else "", [], self._at
            words.append(line[numbered.end() :] if numbered else line)
            self._at += 1
        if number:
            yield self._quote(number, words, first)

    def _quote(self, number: str, words: list[str], first: int) -> Quote:
        last = first + len(words) - 1
        start = self._lines[first].index("**") + 1
        span = Span(self._file, first + 1, start, last + 1, len(self._lines[last]) + 1)
        return Quote(number, " ".join(word.strip() for word in words).strip(), span)

    def _table(self) -> Table:
        first = self._at
        head = self._cells(first)
        self._at += 2
        rows = []
        while self._at < len(self._lines) and "|" in self._lines[self._at]:
            rows.append(self._cells(self._at))
            self._at += 1
        return Table(head, tuple(rows), self._span(first, 0, len(self._lines[first])))

    def _cells(self, at: int) -> tuple[Cell, ...]:
        line = self._lines[at]
        start, end = line.index("|") + 1 if line.lstrip().startswith("|") else 0, len(line.rstrip())
        cells: list[Cell] = []
        while start < end or (not cells and start == end):
            found = _CELL.match(line, start, end)
            stop = found.end() if found else end
            cells.append(self._cell(at, start, stop))
            start = stop + 1
        return tuple(cells)

    def _cell(self, at: int, start: int, stop: int) -> Cell:
        raw = self._lines[at][start:stop]
        text = raw.strip()
        left = start + len(raw) - len(raw.lstrip()) if text else start
        return Cell(re.sub(r"\\(.)", r"\1", text), self._span(at, left, left + max(1, len(text))))

    def _span(self, at: int, start: int, stop: int) -> Span:
        return Span(self._file, at + 1, start + 1, at + 1, max(stop, start + 1) + 1)


def _closes(line: str, mark: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= len(mark) and set(stripped) == {mark[0]}


def _is_rule(line: str) -> bool:
    return "-" in line and "|" in line and bool(_RULE_OF_TABLE.match(line))
