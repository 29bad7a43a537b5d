"""The head of a table, and whether the rows under it fit: told alike of a small table and of one that is read in bulk."""

from collections.abc import Sequence
from typing import TypeAlias

from kmopolicy.facts.nodes import Scalar, cut
from kmopolicy.facts.refused import same_key
from kmopolicy.facts.values import listed
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.facts import tables as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

Cells: TypeAlias = list[Scalar]


def head_of(first: Cells | None, file: str) -> Cells:
    """The head of a table, of which there is nothing where the file is empty."""
    return trimmed(first or [Scalar("", "null", Span(file, 1, 1, 1, 2))], 1)


def trimmed(cells: Cells, least: int) -> Cells:
    """The cells without the empty ones at the end that a spreadsheet adds."""
    last = len(cells)
    while last > least and not cells[last - 1].text:
        last -= 1
    return cells[:last]


def wrong_in_head(head: Cells, needed: Sequence[str], optional: Sequence[str]) -> list[Diagnostic]:
    """What is wrong where a head has not every column that is needed, has one twice, or another."""
    names = [cell.text for cell in head]
    known = (*needed, *optional)
    wrong = []
    for place, cell in enumerate(head):
        if cell.text in names[:place]:
            wrong.append(same_key(cell, head[names.index(cell.text)]))
        elif cell.text not in known and cell.kind != "null":
            args = near_or("known", cell.text, [column for column in known if column not in names] or known)
            help_key = args.pop("help")
            told = {"column": cut(cell.text) or "…", **args, "known": listed(known)}
            wrong.append(Diagnostic(catalogue.UNKNOWN_COLUMN, cell.span, told, help_key))
    # A column that someone gave another name is not missing as well.
    missing = () if wrong else [column for column in needed if column not in names]
    return wrong + [
        Diagnostic(catalogue.MISSING_COLUMN, head[0].span, {"column": column, "known": listed(needed)}, "add")
        for column in missing
    ]


def uneven(cells: Cells, expected: int) -> Diagnostic:
    """What is wrong with a row that has more or fewer cells than the head."""
    args = {"found": str(len(cells)), "expected": str(expected)}
    span = cells[0].span.to(cells[-1].span)
    return Diagnostic(catalogue.RAGGED, span, args, "short" if len(cells) < expected else "quote")
