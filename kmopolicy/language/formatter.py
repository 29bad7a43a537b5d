"""Formats a page: its rule blocks and the tables of its declarations get their one layout, and nothing else changes.

Cells have a space on either side and columns are not lined up. A longer word in one row then changes that row only, so that
whoever compares two versions sees what changed; who reads the page reads it as Markdown shows it, with its columns in line.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.layout import laid_out
from kmopolicy.language.markdown import Block, Cell, Heading, Table, read_page
from kmopolicy.language.parser import MOST_STATEMENTS, Parsed, parse_block
from kmopolicy.language.rows import first_fit, takes_table
from kmopolicy.text.diagnostic import MOST, Diagnostic

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_BYTE_ORDER_MARK = "\ufeff"


class Formatted(NamedTuple):
    """The text of a page in its layout, and why some of it was left as it was."""

    text: str
    diagnostics: tuple[Diagnostic, ...]


def formatted(text: str, file: str) -> Formatted:
    """The page in its layout, with the line ends and the byte order mark that it has."""
    mark = _BYTE_ORDER_MARK if text.startswith(_BYTE_ORDER_MARK) else ""
    pieces = _LINE_END.split(text.removeprefix(mark))
    formatter = _Formatter(pieces[::2], [*pieces[1::2], ""], file)
    return Formatted(mark + formatter.text(), tuple(formatter.diagnostics))


class _Edit(NamedTuple):
    """What comes in the place of some lines, counted from 0."""

    first: int
    end: int
    lines: list[str]


class _Formatter:
    def __init__(self, lines: list[str], ends: list[str], file: str) -> None:
        self._lines = lines
        self._ends = ends
        self._page = read_page("\n".join(lines), file)
        self._count = 0
        self.diagnostics = list(self._page.diagnostics)

    def text(self) -> str:
        """The text with everything in its layout."""
        found = [line + end for line, end in zip(self._lines, self._ends, strict=True)]
        for edit in reversed(list(self._edits())):
            found[edit.first : edit.end] = edit.lines
        return "".join(found)

    def _edits(self) -> Iterator[_Edit]:
        waiting: list[tree.Statement | tree.UnreadNode] = []
        for element in self._page.elements:
            match element:
                case Heading():
                    waiting = []
                case Block():
                    parsed = self._parsed(element)
                    waiting = list(filter(takes_table, parsed.statements)) if parsed else []
                    if parsed:
                        yield from self._block(element)
                case Table():
                    place = first_fit(element, waiting)
                    if place is not None:
                        del waiting[place]
                        yield from self._table(element)

    def _parsed(self, block: Block) -> Parsed | None:
        """What a block says, or None where it does not parse; after so many findings or statements nothing is read."""
        if not block.counts or len(self.diagnostics) >= MOST:
            return None
        parsed = parse_block(block, max(0, MOST_STATEMENTS - self._count))
        self._count += len(parsed.statements)
        self.diagnostics += parsed.diagnostics
        return None if parsed.diagnostics else parsed

    def _block(self, block: Block) -> Iterator[_Edit]:
        """The lines of a block, as far in as the block is, with the line end of its first line."""
        margin, end = " " * (block.span.column - 1), self._ends[block.line - 2]
        old = block.text.split("\n")
        new = [f"{margin}{line}" if line else "" for line in laid_out(block.text)]
        if new and new != old:
            yield _Edit(block.line - 1, block.line - 1 + len(old), [line + end for line in new])

    def _table(self, table: Table) -> Iterator[_Edit]:
        """The lines of a table; a row with too few or too many cells is left, for `check` tells of it."""
        first = table.span.line - 1
        yield self._line(first, self._cells(first, table.head))
        yield self._line(first + 1, [_bar(cell) for cell in self._lines[first + 1].strip().strip("|").split("|")])
        for at, row in enumerate(table.rows, first + 2):
            if len(row) == len(table.head):
                yield self._line(at, self._cells(at, row))

    def _cells(self, at: int, row: Sequence[Cell]) -> list[str]:
        """The cells as they stand in the file, a bar in a cell with the mark before it."""
        line = self._lines[at]
        return [line[cell.span.column - 1 : cell.span.end_column - 1] if cell.text else "" for cell in row]

    def _line(self, at: int, cells: Sequence[str]) -> _Edit:
        line = self._lines[at]
        margin = line[: len(line) - len(line.lstrip())]
        row = "".join(f" {cell} |" if cell else " |" for cell in cells)
        return _Edit(at, at + 1, [f"{margin}|{row}{self._ends[at]}"])


def _bar(cell: str) -> str:
    """A cell of the line under the head, with the side that its column is lined up on."""
    bare = cell.strip()
    return f"{':' * bare.startswith(':')}---{':' * bare.endswith(':')}"
