"""Constants that are the same to a policy and to a dossier: no rule, row or fact tells one from another."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kmopolicy.engines.core import CoreRule, lower
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value, Var
from kmopolicy.questions.possible.space import Space

Row = tuple[object, ...]


def places(program: Program) -> dict[object, int]:
    """In how many places of tables and rules each value stands."""
    counts: dict[object, int] = {}
    for value in _values(program):
        counts[value] = counts.get(value, 0) + 1
    return counts


def outline(values: Iterable[Value], counts: Mapping[object, int]) -> Row:
    """A row with its private constants, which stand nowhere else, left out: rows with one outline are the same to every rule.

    A date or a year is never private: rules hold it against others.
    """
    return tuple("*" if isinstance(value, str) and counts.get(value, 0) == 1 else value for value in values)


def classes(space: Space, mentioned: Iterable[Value]) -> Mapping[Value, tuple[Value, ...]]:
    """For each constant of the closed types those that are like it, itself included, in the order of the declarations.

    Alike are those that no rule names, and that stand in the same tables beside the same values.
    """
    rows = _rows_of(space.program)
    constants = {
        kind.name: [constant.name for constant in (*kind.constants, *space.own.get(kind.name, ()))]
        for kind in space.program.types.values()
        if not kind.includes
    }
    apart = {*_in_rules(space.program), *mentioned, *_several(constants.values())}
    found: dict[Value, tuple[Value, ...]] = {}
    for names in constants.values():
        groups: dict[object, list[Value]] = {}
        for name in names:
            alike: object = name if name in apart else tuple(sorted(rows.get(name, ()), key=repr))
            groups.setdefault(alike, []).append(name)
        found |= {name: tuple(group) for group in groups.values() for name in group}
    return found


def _several(names: Iterable[Iterable[Value]]) -> Iterator[Value]:
    """The names that constants of several types share."""
    seen: set[Value] = set()
    for kind in names:
        for name in kind:
            if name in seen:
                yield name
            seen.add(name)


def _rows_of(program: Program) -> dict[Value, list[Row]]:
    """For each text in a table what stands beside it: the table, its place, and the other values."""
    found: dict[Value, list[Row]] = {}
    for name, rows in program.tables.items():
        for row in rows:
            for place, value in enumerate(row.values):
                if not isinstance(value, date | int):
                    found.setdefault(value, []).append((name, place, row.values[:place], row.values[place + 1 :]))
    return found


def _values(program: Program) -> Iterator[object]:
    for rows in program.tables.values():
        for row in rows:
            yield from row.values
    yield from _in_rules(program)


def _in_rules(program: Program) -> Iterator[Value]:
    for rule in lower(program, None).rules:
        yield from _constants(rule)


def _constants(rule: CoreRule) -> Iterator[Value]:
    for atom in (rule.head, *rule.positives, *rule.negatives):
        yield from (term.value for term in atom.terms if not isinstance(term, Var))
    for comparison in rule.comparisons:
        yield from (term.value for term in (comparison.left, comparison.right) if not isinstance(term, Var))
