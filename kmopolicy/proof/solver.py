"""The solver: which instances of an atom hold in a world, found top-down with a memo, apart from any engine."""

from collections.abc import Iterator, Mapping

from kmopolicy.facts.world import Pattern, Values, World
from kmopolicy.program.terms import (
    Atom,
    BodyLiteral,
    Comparison,
    Negative,
    Positive,
    Rule,
    Term,
    UnderReading,
    Value,
    Var,
    YearOf,
)
from kmopolicy.proof.compare import compare
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.support import Bindings


class Solver:
    """Solves atoms in one world under one choice of readings. Short-lived; not for several threads."""

    def __init__(self, plans: Plans, world: World, readings: Mapping[str, str]) -> None:
        self.plans = plans
        self.world = world
        self.readings = readings
        self._solutions: dict[tuple[str, Pattern], tuple[Values, ...]] = {}
        self._holds: dict[tuple[str, Pattern], bool] = {}

    @property
    def asked(self) -> Iterator[tuple[str, Pattern, tuple[Values, ...] | bool]]:
        """All that was asked so far, with the answers: the instances, or whether there is one. Nothing else was looked at."""
        for known in (self._solutions, self._holds):
            yield from ((predicate, pattern, found) for (predicate, pattern), found in known.items())

    def solutions(self, predicate: str, pattern: Pattern) -> tuple[Values, ...]:
        """The true instances of an atom that agree with the pattern (None: any value), each once, in a fixed order."""
        key = (predicate, pattern)
        found = self._solutions.get(key)
        if found is None:
            found = self._solutions[key] = tuple(dict.fromkeys(self._solved(predicate, pattern)))
        return found

    def holds(self, predicate: str, pattern: Pattern) -> bool:
        """Whether there is such an instance at all."""
        key = (predicate, pattern)
        found = self._holds.get(key)
        if found is None:
            known = self._solutions.get(key)
            found = next(self._solved(predicate, pattern), None) is not None if known is None else bool(known)
            self._holds[key] = found
        return found

    def _solved(self, predicate: str, pattern: Pattern) -> Iterator[Values]:
        if predicate not in self.plans.rules:
            yield from self.world.matching(predicate, pattern)
            return
        for rule in self.plans.fitting(predicate, pattern):
            bindings = bound_by_head(rule.head, pattern)
            if bindings is not None:
                for instance in self.instances(rule, bindings):
                    yield tuple(value_of(term, instance) for term in rule.head.terms)  # type: ignore[misc]

    def instances(self, rule: Rule, bindings: Bindings) -> Iterator[Bindings]:
        """The bindings under which the whole body holds."""
        return self._extended(rule.body, self.plans.order(rule, frozenset(bindings)), 0, bindings)

    def _extended(
        self, body: tuple[BodyLiteral, ...], order: tuple[int, ...], at: int, bindings: Bindings
    ) -> Iterator[Bindings]:
        for place in range(at, len(order)):
            literal = body[order[place]]
            if type(literal) is Positive or type(literal) is YearOf:
                for more in self.matches(literal, bindings):
                    yield from self._extended(body, order, place + 1, more)
                return
            if not self._test(literal, bindings):
                return
        yield bindings

    def matches(self, literal: BodyLiteral, bindings: Bindings) -> Iterator[Bindings]:
        """The bindings, extended by each way in which the literal holds under them."""
        if type(literal) is Positive:
            atom = literal.atom
            pattern = pattern_of(atom, bindings)
            if None not in pattern:
                if self.holds(atom.predicate, pattern):
                    yield bindings
                return
            for values in self.solutions(atom.predicate, pattern):
                more = _unified(atom.terms, values, bindings)
                if more is not None:
                    yield more
        elif type(literal) is YearOf:
            yield from _with_year(literal, bindings)
        elif self._test(literal, bindings):
            yield bindings

    def _test(self, literal: BodyLiteral, bindings: Bindings) -> bool:
        if type(literal) is Negative:
            return not self.holds(literal.atom.predicate, pattern_of(literal.atom, bindings))
        if type(literal) is UnderReading:
            return self.readings[literal.reading] == literal.option
        if type(literal) is Comparison:
            return compare(_bound(literal.left, bindings), literal.op, _bound(literal.right, bindings))
        raise AssertionError("a positive literal is matched, not tested")


def value_of(term: Term, bindings: Bindings) -> Value | None:
    """The value of a term, None where it is an unbound variable."""
    return bindings.get(term.name) if type(term) is Var else term.value  # type: ignore[union-attr]


def pattern_of(atom: Atom, bindings: Bindings) -> Pattern:
    """The atom's arguments under the bindings."""
    return tuple([bindings.get(term.name) if type(term) is Var else term.value for term in atom.terms])  # type: ignore[union-attr]


def bound_by_head(head: Atom, pattern: Pattern) -> Bindings | None:
    """What a goal's pattern binds of a rule's variables; None where the rule cannot serve the goal."""
    bindings: dict[str, Value] = {}
    for term, value in zip(head.terms, pattern, strict=True):
        if value is None:
            continue
        if type(term) is not Var:
            if term.value != value:  # type: ignore[union-attr]
                return None
        elif bindings.setdefault(term.name, value) != value:
            return None
    return bindings


def _bound(term: Term, bindings: Bindings) -> Value:
    return bindings[term.name] if type(term) is Var else term.value  # type: ignore[union-attr]


def _unified(terms: tuple[Term, ...], values: Values, bindings: Bindings) -> Bindings | None:
    more = dict(bindings)
    for term, value in zip(terms, values, strict=True):
        if type(term) is Var and more.setdefault(term.name, value) != value:
            return None
    return more


def _with_year(literal: YearOf, bindings: Bindings) -> Iterator[Bindings]:
    day = _bound(literal.date, bindings)
    year = day.year  # type: ignore[union-attr]
    known = value_of(literal.year, bindings)
    if known is None:
        yield {**bindings, literal.year.name: year}  # type: ignore[union-attr]
    elif known == year:
        yield bindings
