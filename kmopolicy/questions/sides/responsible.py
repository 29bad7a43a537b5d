"""Which differences between two policies are responsible for an outcome: those that, undone, give the old outcome back.

A reading is taken for the rules that it lets speak: two readings of one policy differ in those.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import msgspec

from kmopolicy.program.declarations import Row
from kmopolicy.program.program import Case, Cases, Program
from kmopolicy.program.terms import BodyLiteral, Rule, UnderReading, Value
from kmopolicy.proof.explanation import Explanation
from kmopolicy.text.span import Span

Readings = Mapping[str, str]
Part = Rule | Case | Row


class Unit(NamedTuple):
    """One difference: a rule, the cases of an outcome or the rows of a table that only one side has, or has otherwise.

    Of a table each side holds the rows that only it has. `decides`: the case of each side that gives the outcome asked about.
    `dated`: both sides have the rule alike, and ask it about another day.
    """

    name: str
    old: Rule | Cases | tuple[Row, ...] | None
    new: Rule | Cases | tuple[Row, ...] | None
    decides: tuple[Case, Case] | None = None
    dated: bool = False

    @property
    def kind(self) -> Literal["rule", "cases", "rows"]:
        side = self.new or self.old
        return "rule" if isinstance(side, Rule) else "cases" if isinstance(side, Cases) else "rows"

    @property
    def texts(self) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
        """What stands on each side and not on the other; the cases that decide; all, where only their order differs."""
        if self.decides:
            return self.decides[:1], self.decides[1:]
        if isinstance(self.old, Cases) and isinstance(self.new, Cases):
            pair = (self.old.cases, self.new.cases)
            mine, theirs = (_not_among(cases, others) for cases, others in (pair, pair[::-1]))
            return (mine, theirs) if mine or theirs else pair
        old, new = (_parts(side) for side in (self.old, self.new))
        return old, new


def deciding(program: Program, explanation: Explanation) -> Case:
    """The case that an outcome is by."""
    outcome, _, number = explanation.proof.rule.rpartition("/")
    return program.outcomes[outcome].cases[int(number) - 1]


def _parts(side: Rule | Cases | tuple[Row, ...] | None) -> tuple[Part, ...]:
    if side is None:
        return ()
    if isinstance(side, Cases):
        return side.cases
    return side if isinstance(side, tuple) else (side,)


def _not_among(cases: tuple[Case, ...], others: tuple[Case, ...]) -> tuple[Case, ...]:
    known = set(map(_case, others))
    return tuple(case for case in cases if _case(case) not in known)


class Text(NamedTuple):
    """A program under one choice of readings: the rules that speak, without the condition that they may."""

    program: Program
    readings: Readings

    @property
    def resolved(self) -> Program:
        rules = tuple(
            msgspec.structs.replace(rule, body=_resolved(rule.body))
            for rule in self.program.rules
            if self._speaks(rule.body)
        )
        outcomes = {name: self._cases(cases) for name, cases in self.program.outcomes.items()}
        return msgspec.structs.replace(self.program, rules=rules, outcomes=outcomes)

    def _cases(self, cases: Cases) -> Cases:
        kept = (case for case in cases.cases if self._speaks(case.body))
        resolved = tuple(msgspec.structs.replace(case, body=_resolved(case.body)) for case in kept)
        return msgspec.structs.replace(cases, cases=resolved)

    def _speaks(self, body: Iterable[BodyLiteral]) -> bool:
        asked = (literal for literal in body if isinstance(literal, UnderReading))
        return all(self.readings[literal.reading] == literal.option for literal in asked)


def _resolved(body: Iterable[BodyLiteral]) -> tuple[BodyLiteral, ...]:
    return tuple(literal for literal in body if not isinstance(literal, UnderReading))


def responsible(old: Program, new: Program, verdict: Callable[[Program], str], before: str) -> tuple[Unit, ...]:
    """A smallest set of differences without which the verdict is the old outcome still. Both programs are resolved."""
    found = tuple(units(old, new))

    def restored(kept: Sequence[Unit]) -> bool:
        return verdict(undone(old, new, kept)) == before

    return tuple(smallest(found, restored)) if restored(found) else found


def smallest(units: Sequence[Unit], restored: Callable[[Sequence[Unit]], bool]) -> list[Unit]:
    """Those of the units that are needed, found by halves."""

    def needed(kept: list[Unit], left: Sequence[Unit], *, new: bool) -> list[Unit]:
        if new and restored(kept):
            return []
        if len(left) == 1:
            return list(left)
        middle = len(left) // 2
        second = needed([*kept, *left[:middle]], left[middle:], new=True)
        first = needed([*kept, *second], left[:middle], new=bool(second))
        return [*first, *second]

    return needed([], units, new=True) if units else []


def units(old: Program, new: Program) -> Iterator[Unit]:
    """All differences, rules first."""
    yield from _rules(old, new)
    for name in dict.fromkeys((*old.outcomes, *new.outcomes)):
        mine, theirs = old.outcomes.get(name), new.outcomes.get(name)
        if _said(mine) != _said(theirs):
            yield Unit(name, mine, theirs)
    for name in dict.fromkeys((*old.tables, *new.tables)):
        ours, others = (set(_values(each, name)) for each in (old, new))
        if ours != others:
            yield Unit(name, _rows(old, name, others), _rows(new, name, ours))


def _rules(old: Program, new: Program) -> Iterator[Unit]:
    """Rules that only one side has; two by one name are one that changed."""
    mine, theirs = (
        [rule for rule in ours.rules if _key(rule) not in set(map(_key, others.rules))]
        for ours, others in ((old, new), (new, old))
    )
    named = {rule.id: rule for rule in theirs}
    yield from (Unit(rule.id, rule, named.pop(rule.id, None)) for rule in mine)
    yield from (Unit(rule.id, None, rule) for rule in named.values())


def alike(one: Rule, other: Rule) -> bool:
    """Whether two rules say the same, wherever they stand."""
    return _key(one) == _key(other)


def _key(rule: Rule) -> Hashable:
    return rule.head, tuple(map(_literal, rule.body))


def _literal(literal: BodyLiteral) -> Hashable:
    return msgspec.structs.replace(literal, span=_NOWHERE)


_NOWHERE = Span("", 0, 0, 0, 0)


def _said(cases: Cases | None) -> Hashable:
    """What cases say, wherever they stand and however they word it."""
    return cases and (cases.subject, tuple(map(_case, cases.cases)))


def _case(case: Case) -> Hashable:
    return case.value, case.any, tuple(map(_literal, case.body)), case.because


def _values(program: Program, name: str) -> Iterator[tuple[Value, ...]]:
    return (row.values for row in program.tables.get(name, ()))


def _rows(program: Program, name: str, others: set[tuple[Value, ...]]) -> tuple[Row, ...]:
    return tuple(row for row in program.tables.get(name, ()) if row.values not in others)


def undone(old: Program, new: Program, units: Iterable[Unit]) -> Program:
    """The new program without some of its differences from the old one."""
    rules, outcomes, tables = list(new.rules), dict(new.outcomes), dict(new.tables)
    for unit in units:
        if isinstance(unit.old, Rule) or isinstance(unit.new, Rule):
            rules = [rule for rule in rules if rule is not unit.new]
            rules += [unit.old] if isinstance(unit.old, Rule) else []
        elif isinstance(unit.old, Cases) or isinstance(unit.new, Cases):
            outcomes = {name: cases for name, cases in outcomes.items() if name != unit.name}
            outcomes |= {unit.name: unit.old} if isinstance(unit.old, Cases) else {}
        else:
            tables[unit.name] = old.tables.get(unit.name, ())
    return msgspec.structs.replace(
        new,
        rules=tuple(rules),
        outcomes=outcomes,
        tables=tables,
        types={**old.types, **new.types},
        predicates={**old.predicates, **new.predicates},
    )
