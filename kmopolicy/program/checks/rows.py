"""Rows of tables and registers: those that no rule asks for, those that overlap, and the year that is missing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.program.bodies import Dead, Values
from kmopolicy.program.comparisons import contradictory
from kmopolicy.program.desk import Desk
from kmopolicy.program.possible import Worlds
from kmopolicy.program.tables import RowDraft
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue.policy import doubtful as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized

_MANY = 2_000
"""Rows of one table."""


class _Use(NamedTuple):
    """An atom in a body that can hold, what its variables can be there, and the comparisons beside it."""

    atom: tree.AtomNode
    values: Mapping[str, Values]
    body: tree.Body


class _Period(NamedTuple):
    """When a row holds."""

    first: date
    last: date
    row: RowDraft


def check(desk: Desk, worlds: Worlds) -> Iterator[Diagnostic]:
    """Rows that change nothing, and rows that hold at once; of what is used at all."""
    uses = _uses(desk, worlds)
    for name, rows in desk.tables.rows.items():
        yield from _unused(name, rows, uses.get(name, []))
        yield from _overlapping(desk, name, rows, uses.get(name, []))


def years(desk: Desk, day: date) -> Iterator[Diagnostic]:
    """Registers in which rules look up the year of a date, and that have no row for the year of this day."""
    for name, rows in desk.tables.rows.items():
        node = desk.draft.predicates[name].node
        places = [at for at, argument in enumerate(node.signature.arguments) if argument.type.text == "Year"]
        for place in (at for at in places if _looked_up(desk, name, at)):
            known = [int(str(row.values[place])) for row in rows]
            if day.year not in known:
                args = {"name": name, "year": str(day.year), "last": str(max(known, default="—"))}
                span = (node.from_file or node.signature.name).span
                yield Diagnostic(catalogue.NO_YEAR, span, args, "rows" if known else "")


def _bodies(desk: Desk) -> Iterator[tree.Body]:
    for clause in desk.clauses():
        yield clause.body
        yield from ((tree.PositiveNode(ground, ground.span),) for ground in clause.grounds)


def _uses(desk: Desk, worlds: Worlds) -> dict[str, list[_Use]]:
    """Where each table is asked for; a rule that can never hold asks for nothing."""
    found: dict[str, list[_Use]] = {}
    for body in _bodies(desk):
        atoms = [each.atom for each in body if isinstance(each, tree.PositiveNode | tree.NegativeNode)]
        asked = [atom for atom in atoms if atom.name.text in desk.tables.rows]
        values = worlds.bindings(body) if asked else {}
        if not isinstance(values, Dead):
            for atom in asked:
                found.setdefault(atom.name.text, []).append(_Use(atom, values, body))
    return found


def _unused(name: str, rows: list[RowDraft], uses: list[_Use]) -> Iterator[Diagnostic]:
    # What compares the dates of a row with others takes time, and long registers have no such columns.
    dated = len(rows) <= _MANY
    for row in rows if uses else ():
        if not any(_asked(row.values, use, dated=dated) for use in uses):
            yield Diagnostic(catalogue.UNUSED_ROW, row.span, {"name": name}, "rule")


def _asked(row: tuple[Value, ...], use: _Use, *, dated: bool) -> bool:
    """Whether an atom can stand for a row, with the comparisons beside it."""
    bound: dict[str, Value] = {}
    for value, term in zip(row, use.atom.terms, strict=True):
        if term.kind == "variable":
            values = use.values.get(str(term.value))
            if bound.setdefault(str(term.value), value) != value or (values is not None and value not in values):
                return False
        elif term.kind != "anything" and term.value != value:
            return False
    compared = [each for each in use.body if isinstance(each, tree.ComparisonNode)] if dated else []
    return not (compared and any(isinstance(value, date | int) for value in row) and contradictory(compared, bound))


def _overlapping(desk: Desk, name: str, rows: list[RowDraft], uses: list[_Use]) -> Iterator[Diagnostic]:
    """Rows about the same of which both periods, from the first date to the second, hold on one day."""
    arguments = desk.draft.predicates[name].node.signature.arguments
    dates = [at for at, argument in enumerate(arguments) if argument.type.text == "Date"]
    if len(dates) != 2:
        return
    keys = [at for at, argument in enumerate(arguments) if argument.type.text not in ("Date", "Text")]
    inclusive = not any(_ends_before(use, dates[1]) for use in uses)
    about: dict[tuple[Value, ...], list[RowDraft]] = {}
    for row in rows:
        about.setdefault(tuple(row.values[at] for at in keys), []).append(row)
    for same in about.values():
        yield from _one_after_the_other(name, same, dates, inclusive=inclusive)


def _one_after_the_other(name: str, rows: list[RowDraft], dates: list[int], *, inclusive: bool) -> Iterator[Diagnostic]:
    """Rows about one thing by their first day: each beside the one of those before it that lasts longest."""
    periods = sorted((each for row in rows if (each := _period(row, *dates))), key=lambda each: each.first)
    lasting = periods[0] if periods else None
    for period in periods[1:]:
        if lasting and (period.first < lasting.last or (inclusive and period.first == lasting.last)):
            note = (lasting.row.span, Localized("de andere rij", "the other row"))
            args = {"name": name, "day": period.first.isoformat()}
            yield Diagnostic(catalogue.OVERLAP, period.row.span, args, "dates", (note,))
        if lasting is None or period.last > lasting.last:
            lasting = period


def _period(row: RowDraft, start: int, end: int) -> _Period | None:
    """When a row holds; None where it ends before it begins."""
    first, last = row.values[start], row.values[end]
    if isinstance(first, date) and isinstance(last, date) and first <= last:
        return _Period(first, last, row)
    return None


def _ends_before(use: _Use, place: int) -> bool:
    """Whether the second date is the first day on which a row no longer holds."""
    end = use.atom.terms[place]
    compared = [each for each in use.body if isinstance(each, tree.ComparisonNode)]
    strict = [each.right if each.op == "<" else each.left for each in compared if each.op in ("<", ">")]
    return end.kind == "variable" and any(side.kind == "variable" and side.value == end.value for side in strict)


def _looked_up(desk: Desk, name: str, place: int) -> bool:
    """Whether a rule asks for the year of a date in this argument."""
    for body in _bodies(desk):
        found = {str(each.year.value) for each in body if isinstance(each, tree.YearNode)}
        for each in body:
            if isinstance(each, tree.PositiveNode) and each.atom.name.text == name:
                term = each.atom.terms[place]
                if term.kind == "variable" and str(term.value) in found:
                    return True
    return False
