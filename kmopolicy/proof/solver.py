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
            if predicate in self.plans.rules:
                found = tuple(dict.fromkeys(self._solved(predicate, pattern)))
            else:
                found = self.world.matching(predicate, pattern)
            self._solutions[key] = found
        return found

    def holds(self, predicate: str, pattern: Pattern) -> bool:
        """Whether there is such an instance at all."""
        key = (predicate, pattern)
        found = self._holds.get(key)
        if found is None:
            found = self._holds[key] = self._answered(key)
        return found

    def _answered(self, key: tuple[str, Pattern]) -> bool:
        known = self._solutions.get(key)
        if known is not None:
            return bool(known)
        if key[0] not in self.plans.rules:
            return self.world.holds(*key)
        return next(self._solved(*key), None) is not None

    def _solved(self, predicate: str, pattern: Pattern) -> Iterator[Values]:
        for plan in self.plans.fitting(predicate, pattern):
            rule = plan.rule
            bindings = bound_by_head(rule.head, pattern) if plan.bases <= self.world.stated else None
            if bindings is not None:
                for instance in self.instances(rule, bindings):
                    yield tuple(value_of(term, instance) for term in rule.head.terms)  # type: ignore[misc]

    def instances(self, rule: Rule, bindings: Bindings) -> Iterator[Bindings]:
        """The bindings under which the whole body holds."""
        return self._extended(self.plans.order(rule, bindings), 0, bindings)

    def _extended(self, body: tuple[BodyLiteral, ...], at: int, bindings: Bindings) -> Iterator[Bindings]:
        for place in range(at, len(body)):
            ways = self._ways(body[place], bindings)
            if ways is False:
                return
            if ways is not True:
                for more in ways:
                    yield from self._extended(body, place + 1, more)
                return
        yield bindings

    def matches(self, literal: BodyLiteral, bindings: Bindings) -> Iterator[Bindings]:
        """The bindings, extended by each way in which the literal holds under them."""
        ways = self._ways(literal, bindings)
        if isinstance(ways, bool):
            return iter((bindings,) if ways else ())
        return ways

    def _ways(self, literal: BodyLiteral, bindings: Bindings) -> Iterator[Bindings] | bool:
        """The ways in which a literal holds; of one that has nothing to bind whether it does."""
        if type(literal) is Positive:
            pattern = pattern_of(literal.atom, bindings)
            if None in pattern:
                return self._unified_with(literal.atom, pattern, bindings)
            return self.holds(literal.atom.predicate, pattern)
        if type(literal) is YearOf:
            return _with_year(literal, bindings)
        return self._test(literal, bindings)

    def _unified_with(self, atom: Atom, pattern: Pattern, bindings: Bindings) -> Iterator[Bindings]:
        for values in self.solutions(atom.predicate, pattern):
            more = _unified(atom.terms, values, bindings)
            if more is not None:
                yield more

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
