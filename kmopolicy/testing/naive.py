"""An oracle: the whole model of a program and its facts, bottom-up and as plainly as it can be said.

It shares the data types with the rest and nothing else: outcomes are taken literally as "the first case that applies".
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kmopolicy.facts.model import Facts, GroundAtom, Verdict
from kmopolicy.program.program import Case, Cases, Program
from kmopolicy.program.terms import Atom, BodyLiteral, Comparison, Negative, Positive, UnderReading, Value, Var, YearOf

Bindings = dict[str, Value]


def model(program: Program, facts: Facts, readings: Mapping[str, str] | None = None) -> frozenset[GroundAtom]:
    """All ground atoms that hold. Readings that are not given have their default."""
    return frozenset(
        GroundAtom(name, values) for name, rows in Naive(program, facts, readings).relations.items() for values in rows
    )


def decide(
    program: Program, facts: Facts, outcome: str, subject: str, readings: Mapping[str, str] | None = None
) -> Verdict:
    """The value of an outcome for one subject, and the true instances of the grounds of the cases that decide."""
    return Naive(program, facts, readings).verdict(program.outcomes[outcome], subject)


def solutions(
    program: Program, facts: Facts, body: Iterable[BodyLiteral], readings: Mapping[str, str] | None = None
) -> tuple[Bindings, ...]:
    """The ways in which a body holds, such as that of a property, which has none where it is true."""
    return tuple(Naive(program, facts, readings).solutions(body, {}))


class Naive:
    """One world under one choice of readings, with all that holds in it as `relations`."""

    def __init__(self, program: Program, facts: Facts, readings: Mapping[str, str] | None) -> None:
        self.program = program
        self.facts = facts
        defaults = {name: reading.default for name, reading in program.readings.items()}
        self.readings = {**defaults, **(readings or {})}
        self.relations: dict[str, set[tuple[Value, ...]]] = {name: set() for name in program.predicates}
        self._fill()
        for stratum in program.strata:
            for name in stratum:
                if name in program.outcomes:
                    self._decide_all(program.outcomes[name])
                else:
                    self._derive(name)

    def verdict(self, cases: Cases, subject: str) -> Verdict:
        """The first case that applies gives the value; every case like it, before any unlike it, gives grounds."""
        value, grounds = "", set[GroundAtom]()
        for case in cases.cases:
            if not self.applies(case, cases.subject, subject):
                continue
            if value and case.value != value:
                break
            value = case.value
            for atom in case.because:
                instances = self._matches(atom, {cases.subject: subject})
                grounds |= {GroundAtom(atom.predicate, _values(atom, found)) for found in instances}
        return Verdict(value, frozenset(grounds))

    def _fill(self) -> None:
        for name, rows in self.program.tables.items():
            if name not in self.facts.replaces:
                self.relations[name] |= {row.values for row in rows}
        for fact in self.facts.facts:
            self.relations[fact.predicate].add(fact.values)

    def _derive(self, name: str) -> None:
        for rule in self.program.rules:
            if rule.head.predicate == name:
                self.relations[name] |= {_values(rule.head, found) for found in self.solutions(rule.body, {})}

    def _decide_all(self, cases: Cases) -> None:
        for entity in self.facts.entities:
            if entity.type == cases.subject_type:
                self.relations[cases.name].add((entity.id, self.verdict(cases, entity.id).value))

    def applies(self, case: Case, variable: str, subject: str) -> bool:
        """Whether the condition of a case holds for a subject, whatever the other cases."""
        start: Bindings = {variable: subject}
        if case.any:
            return any(next(self._matches(atom, start), None) is not None for atom in case.because)
        return next(self.solutions(case.body, start), None) is not None

    def solutions(self, body: Iterable[BodyLiteral], start: Bindings) -> Iterator[Bindings]:
        """Atoms first, then years, then everything that only tests."""
        ordered = sorted(
            body, key=lambda each: 0 if isinstance(each, Positive) else 1 if isinstance(each, YearOf) else 2
        )
        found: list[Bindings] = [start]
        for literal in ordered:
            found = [more for bindings in found for more in self._step(literal, bindings)]
        yield from found

    def _step(self, literal: BodyLiteral, bindings: Bindings) -> Iterator[Bindings]:
        match literal:
            case Positive(atom=atom):
                yield from self._matches(atom, bindings)
            case YearOf(year=year, date=date):
                day: Any = _value(date, bindings)
                if _value(year, bindings) in (None, day.year):
                    yield {**bindings, year.name: day.year} if isinstance(year, Var) else bindings
            case _:
                yield from (bindings,) if self._holds(literal, bindings) else ()

    def _holds(self, literal: BodyLiteral, bindings: Bindings) -> bool:
        """A literal that binds nothing."""
        match literal:
            case Negative(atom=atom):
                return next(self._matches(atom, bindings), None) is None
            case Comparison(op=op, left=left, right=right):
                return _compare(op, _value(left, bindings), _value(right, bindings))
            case UnderReading(reading=reading, option=option):
                return self.readings[reading] == option
            case _:
                raise TypeError(literal)

    def _matches(self, atom: Atom, bindings: Bindings) -> Iterator[Bindings]:
        for values in self.relations[atom.predicate]:
            more = dict(bindings)
            for term, value in zip(atom.terms, values, strict=True):
                expected = more.setdefault(term.name, value) if isinstance(term, Var) else term.value
                if expected != value:
                    break
            else:
                yield more


def _value(term: Any, bindings: Bindings) -> Value | None:
    return bindings.get(term.name) if isinstance(term, Var) else term.value


def _values(atom: Atom, bindings: Bindings) -> tuple[Value, ...]:
    return tuple(bindings[term.name] if isinstance(term, Var) else term.value for term in atom.terms)


def _compare(op: str, left: Any, right: Any) -> bool:
    if op in ("=", "!="):
        return bool((left == right) == (op == "="))
    return bool(("=" in op and left == right) or (left < right if "<" in op else left > right))
