"""Constants that are the same to a policy and to a dossier: no rule, row or fact tells one from another."""

from collections.abc import Iterable, Iterator, Mapping

from kmopolicy.engines.core import CoreRule, lower
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value, Var
from kmopolicy.questions.space import Space

Row = tuple[object, ...]


def places(program: Program) -> dict[object, int]:
    """In how many places of tables and rules each value stands."""
    counts: dict[object, int] = {}
    for value in _values(program):
        counts[value] = counts.get(value, 0) + 1
    return counts


def outline(values: Iterable[Value], counts: Mapping[object, int]) -> Row:
    """A row with its private constants, which stand nowhere else, left out: rows with one outline are the same to every rule."""
    return tuple("*" if counts.get(value, 0) == 1 else value for value in values)


def classes(space: Space, mentioned: Iterable[Value]) -> Mapping[Value, tuple[Value, ...]]:
    """For each constant of the closed types those that are like it, itself included, in the order of the declarations."""
    counts = places(space.program)
    rows = _rows_of(space.program, counts)
    named = set(_in_rules(space.program)) | set(mentioned)
    found: dict[Value, tuple[Value, ...]] = {}
    for kind in space.program.types.values():
        groups: dict[object, list[Value]] = {}
        for constant in (*kind.constants, *space.own.get(kind.name, ())):
            name = constant.name
            alike: object = name if name in named or counts.get(name, 0) > 1 else rows.get(name, ())
            groups.setdefault(alike, []).append(name)
        found |= {name: tuple(group) for group in groups.values() for name in group}
    return found


def _rows_of(program: Program, counts: Mapping[object, int]) -> dict[Value, Row]:
    """For each private constant the outline of the row that it stands in, with its table and place."""
    return {
        value: (name, place, outline(row.values, counts))
        for name, rows in program.tables.items()
        for row in rows
        for place, value in enumerate(row.values)
        if counts[value] == 1
    }


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
