"""Which differences between two policies are responsible for an outcome: those that, undone, give the old outcome back.

A reading is taken for the rules that it lets speak: two readings of one policy differ in those.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

import clingo
import msgspec

from kmopolicy.engines import asp
from kmopolicy.engines.core import YEAR_OF, lower
from kmopolicy.facts.model import Facts
from kmopolicy.program.declarations import Row
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Case, Cases, Program
from kmopolicy.program.terms import BodyLiteral, Rule, UnderReading, Value
from kmopolicy.text.span import Span

Readings = Mapping[str, str]
Part = Rule | Case | Row


class Unit(NamedTuple):
    """One difference: a rule, the cases of an outcome or the rows of a table that only one side has, or has otherwise.

    Of a table each side holds the rows that only it has. `decides`: the case of each side that gives the outcome asked about.
    """

    name: str
    old: Rule | Cases | tuple[Row, ...] | None
    new: Rule | Cases | tuple[Row, ...] | None
    decides: tuple[Case, Case] | None = None

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


def responsible(old: Text, new: Text, facts: Facts, outcome: str, subject: str, before: str) -> tuple[Unit, ...]:
    """A smallest set of differences without which the subject would have the old outcome still."""
    one, other = old.resolved, new.resolved
    found = list(_units(one, other))

    def restored(undone: Sequence[Unit]) -> bool:
        return _outcome(_undone(one, other, undone), facts, outcome, subject) == before

    return tuple(_smallest(found, restored)) if restored(found) else tuple(found)


def _smallest(units: Sequence[Unit], restored: Callable[[Sequence[Unit]], bool]) -> list[Unit]:
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


def _units(old: Program, new: Program) -> Iterator[Unit]:
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


def _undone(old: Program, new: Program, units: Iterable[Unit]) -> Program:
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


def _outcome(program: Program, facts: Facts, outcome: str, subject: str) -> str:
    """The outcome by a solver, which also answers where a mixture of two policies runs in circles."""
    days = {value for fact in facts.facts for value in fact.values if not isinstance(value, str | int)}
    lines = [
        *asp.rows({name: [row.values for row in rows] for name, rows in program.tables.items()}),
        *asp.rows({YEAR_OF: [(day, day.year) for day in sorted(days)]}),
        *(f"{asp.fact(exists(entity.type), (entity.id,))}." for entity in facts.entities),
        *(f"{asp.fact(fact.predicate, fact.values)}." for fact in facts.facts),
        *asp.rules(lower(program, {})),
        f"{_ANSWER}(V) :- {asp.name_of(outcome)}({asp.value(subject)},V).",
        f"#show {_ANSWER}/1.",
    ]
    control = clingo.Control(["--warn=none"])
    control.add("base", [], "\n".join(lines))
    control.ground([("base", [])])
    found: list[str] = []
    control.solve(on_model=lambda model: found.extend(each.arguments[0].string for each in model.symbols(shown=True)))
    return found[0] if len(found) == 1 else ""


_ANSWER = "answer"
