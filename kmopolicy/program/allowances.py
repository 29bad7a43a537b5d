"""Warnings that are allowed where they stand, with the reason: `% allow dead-rule: reason`, a comment in a rule block.

At the end of a line it is about that line; on a line of its own about what comes next: the statement, or a line within one.
A warning about a row of a table is allowed where the table is declared, by the first cell of the row:
`% allow unused-row dierenarts: reason`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.markdown import Block, Cell
from kmopolicy.text.span import Span

# A text between quotation marks is no comment, whatever stands in it.
_PIECE = re.compile(r'"(?:[^"\\\n]|\\[^\n])*"?|%[^\n]*')
_ALLOW = re.compile(r"%\s*allow\s+(?P<name>[\w-]+)(?P<row>[^\n:]*)(?P<colon>:?)(?P<reason>[^\n]*)")


class Allowance(NamedTuple):
    """The name of a warning, the row that it is about where it is about one, why it is allowed, and where that stands.

    `lines`: those in which the warning may stand; `statement`: those of the statement there, which declares the row's table.
    """

    name: str
    row: str
    reason: str
    span: Span
    lines: range
    statement: range

    @property
    def shown(self) -> str:
        """What is allowed, as it is written."""
        return f"{self.name} {self.row}" if self.row else self.name


def allowances(block: Block, statements: Iterable[tree.Statement], names: Iterable[str]) -> Iterator[Allowance]:
    """The allowances in a block. Without a colon it is one where it begins with one of these names; else it is mere prose."""
    if "allow" not in block.text:
        return
    known, spans = set(names), [statement.span for statement in statements]
    lines = block.text.split("\n")
    for found in _PIECE.finditer(block.text):
        allow = _ALLOW.match(found[0])
        if not allow or not (allow["colon"] or allow["name"] in known):
            continue
        at = block.text.count("\n", 0, found.start())
        column = found.start() - (block.text.rfind("\n", 0, found.start()) + 1)
        span = Span(block.span.file, block.line + at, column + 1, block.line + at, column + 1 + len(found[0].rstrip()))
        covered = _covered(lines, at, column, block.line, spans)
        yield Allowance(allow["name"], allow["row"].strip(), allow["reason"].strip(), span, *covered)


def _covered(lines: list[str], at: int, column: int, first: int, spans: list[Span]) -> tuple[range, range]:
    """The lines that an allowance is about, and those of the statement there."""
    line = at
    if not lines[at][:column].strip():
        following = (place for place in range(at + 1, len(lines)) if lines[place].split("%")[0].strip())
        line = next(following, at)
    place = line + first
    inside = next((span for span in spans if span.line <= place <= span.end_line), None)
    statement = range(inside.line, inside.end_line + 1) if inside else range(place, place + 1)
    above = line != at and inside is not None and inside.line == place
    return (statement if above else range(place, place + 1)), statement


class Rows(NamedTuple):
    """The rows of the tables of a policy: per line of a file the first cell, and the statement that declares the table."""

    of: Mapping[tuple[str, int], tuple[str, Span]]

    def matches(self, allowance: Allowance, span: Span) -> bool:
        """Whether an allowance names the row in which something stands."""
        cell, declared = self.of.get((span.file, span.line), ("", None))
        return bool(
            declared
            and allowance.row == cell
            and declared.file == allowance.span.file
            and declared.line in allowance.statement
        )


def rows_of(tables: Iterable[tuple[Span, Iterable[tuple[Cell, ...]]]]) -> Rows:
    """The rows of tables, each with the statement that declares it."""
    return Rows(
        {(row[0].span.file, row[0].span.line): (row[0].text, span) for span, rows in tables for row in rows if row}
    )


def allows(allowance: Allowance, name: str, span: Span, rows: Rows) -> bool:
    """Whether it is about a warning of this name in this place."""
    if allowance.name != name:
        return False
    if allowance.row:
        return rows.matches(allowance, span)
    return span.file == allowance.span.file and span.line in allowance.lines
