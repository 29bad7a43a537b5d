"""The prover: for any atom, why it holds or why it does not, from the rules and the facts alone.

It is apart from the engine that made the decision, so that every answer is found twice.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from kmopolicy.facts.world import Pattern, Values, World
from kmopolicy.program.terms import (
    Atom,
    BodyLiteral,
    Comparison,
    Negative,
    Positive,
    Rule,
    UnderReading,
    Value,
    Var,
    YearOf,
)
from kmopolicy.proof.absence import Absence
from kmopolicy.proof.plan import Plan, Plans, names
from kmopolicy.proof.solver import Solver, bound_by_head, pattern_of, value_of
from kmopolicy.proof.support import (
    NOTHING,
    Absent,
    Attempt,
    Barred,
    Bindings,
    Derived,
    Failing,
    Given,
    Leaning,
    Support,
    Tested,
    strongest,
    together,
    weakest,
)

_LIGHTEST = (0, False, 0)


class Prover:
    """Proves and refutes atoms in one world under one choice of readings. Short-lived; not for several threads."""

    def __init__(self, plans: Plans, world: World, readings: Mapping[str, str]) -> None:
        self.solver = Solver(plans, world, readings)
        self._plans = plans
        self._world = world
        self._readings = readings
        self.absence = Absence(plans.program, world)
        self._proofs: dict[tuple[str, Values], Given | Derived] = {}
        self._absents: dict[tuple[str, Pattern], Absent] = {}

    def rules(self, predicate: str) -> tuple[Rule, ...]:
        """The rules for a derived predicate, cases included."""
        return self._plans.rules[predicate]

    def prove(self, predicate: str, values: Values) -> Given | Derived:
        """The best proof of a ground atom that holds: the one that leans on least, then the first rule's."""
        key = (predicate, values)
        if key not in self._proofs:
            self._proofs[key] = self._proved(predicate, values)
        return self._proofs[key]

    def refute(self, predicate: str, pattern: Pattern) -> Absent:
        """Why no instance of an atom holds, of which none does (None: any value)."""
        key = (predicate, pattern)
        if key not in self._absents:
            self._absents[key] = self._refuted(predicate, pattern)
        return self._absents[key]

    def _proved(self, predicate: str, values: Values) -> Given | Derived:
        if predicate not in self._plans.rules:
            origin = self._world.origin(predicate, values)
            assert origin is not None, "only what holds is proved"
            return Given(predicate, values, origin)
        best: Derived | None = None
        for support in self.derivations(predicate, values):
            if best is None or support.leaning.weight < best.leaning.weight:
                best = support
            if best.leaning.weight == _LIGHTEST:
                break
        assert best is not None, "only what holds is proved"
        return best

    def derivations(self, predicate: str, values: Values) -> Iterator[Derived]:
        """Every proof of a derived ground atom, in the order of the rules."""
        for plan in self._plans.fitting(predicate, values):
            rule = plan.rule
            bindings = bound_by_head(rule.head, values) if plan.bases <= self._world.stated else None
            if bindings is None:
                continue
            for instance in self.solver.instances(rule, bindings):
                body = tuple(self.support(literal, instance) for literal in rule.body)
                yield Derived(predicate, values, rule, body, together(part.leaning for part in body))

    def support(self, literal: BodyLiteral, instance: Bindings) -> Support:
        """What a literal that holds under the bindings rests on."""
        match literal:
            case Positive(atom=atom):
                return self.prove(atom.predicate, _ground(pattern_of(atom, instance)))
            case Negative(atom=atom):
                return self.refute(atom.predicate, pattern_of(atom, instance))
            case _:
                return self._tested(literal, instance, holds=True)

    def _tested(self, literal: Comparison | YearOf | UnderReading, bindings: Bindings, *, holds: bool) -> Tested:
        if isinstance(literal, UnderReading):
            leaning = Leaning(frozenset((literal.reading,)), frozenset())
            return Tested(literal, self._readings[literal.reading], literal.option, holds, leaning)
        left, right = (literal.left, literal.right) if isinstance(literal, Comparison) else (literal.year, literal.date)
        return Tested(literal, value_of(left, bindings), value_of(right, bindings), holds)

    def _refuted(self, predicate: str, pattern: Pattern) -> Absent:
        if predicate not in self._plans.rules:
            return self.absence.of(predicate, pattern)
        attempts: list[Attempt] = []
        for plan in self._plans.fitting(predicate, pattern):
            bindings = bound_by_head(plan.rule.head, pattern)
            if bindings is not None:
                attempts += self._attempts(plan, bindings)
        status = weakest([attempt.status for attempt in attempts])
        leaning = together([attempt.leaning for attempt in attempts])
        return Absent(predicate, pattern, status, leaning, attempts=tuple(attempts))

    def candidates(self, predicate: str, pattern: Pattern) -> int:
        """How many instances of an atom there could have been."""
        if None not in pattern or predicate not in self._plans.rules:
            return 1
        instances: set[object] = set()
        for number, plan in enumerate(self._plans.fitting(predicate, pattern)):
            bindings = bound_by_head(plan.rule.head, pattern)
            if bindings is not None:
                instances |= self._instances(number, plan, bindings)
        return len(instances)

    def _attempts(self, plan: Plan, bindings: Bindings) -> list[Attempt]:
        """Why the rule yields nothing under the bindings: at once, or for each way to bind one more literal."""
        fails = self._failing(plan, bindings)
        if fails:
            table = self._table_beside(plan, bindings, fails) if plan.tables else None
            if table is None:
                return [_attempt(plan.rule, bindings, _lighter(fails, self._blocked(plan, bindings)))]
            return self._branched(plan, table, bindings)
        literal = self._narrowest(plan, bindings)
        if literal is not None:
            return self._branched(plan, literal, bindings)
        blocked = self._blocked(plan, bindings)
        assert blocked, "a rule that yields nothing has something that fails"
        return [_attempt(plan.rule, bindings, blocked)._replace(by_reading=True)]

    def _blocked(self, plan: Plan, bindings: Bindings) -> list[Failing]:
        """The readings that keep a rule from speaking."""
        return [
            self._tested(literal, bindings, holds=False)
            for literal in plan.under
            if self._readings[literal.reading] != literal.option
        ]

    def _failing(self, plan: Plan, bindings: Bindings) -> list[Failing]:
        """What fails under the bindings, readings aside; one that is certain whatever else holds is enough."""
        found = []
        for literal in self.ready(plan.rule, bindings):
            failing = self._fails(literal, bindings)
            if failing is None:
                continue
            if failing.status == "refuted" and failing.leaning == NOTHING:
                return [failing]
            found.append(failing)
        return found

    def ready(self, rule: Rule, bindings: Bindings) -> list[BodyLiteral]:
        """The literals that can be looked at, readings aside: what they need is bound, and which entity they are about.

        The world may be the part that one subject can reach: of entities out of its reach nothing can be said.
        """
        bound = bindings.keys()
        if self._world.tables.local:
            return [literal for literal, _, wants in self._plans.of(rule).steps if wants <= bound]
        return [literal for literal, needs, _ in self._plans.of(rule).steps if needs <= bound]

    def _fails(self, literal: BodyLiteral, bindings: Bindings) -> Failing | None:
        """A literal that can be looked at, where it fails whatever the rest."""
        if type(literal) is Positive or type(literal) is Negative:
            return self._fails_as_atom(literal, bindings)
        if next(self.solver.matches(literal, bindings), None) is not None:
            return None
        return self._tested(literal, bindings, holds=False)  # type: ignore[arg-type]

    def _fails_as_atom(self, literal: Positive | Negative, bindings: Bindings) -> Failing | None:
        predicate, pattern = literal.atom.predicate, pattern_of(literal.atom, bindings)
        if type(literal) is Negative:
            if not self.solver.holds(predicate, pattern):
                return None
            return Barred(literal, self.prove(predicate, self.solver.solutions(predicate, pattern)[0]))
        if self._plans.repeats(literal):
            holds = next(self.solver.matches(literal, bindings), None) is not None
        else:
            holds = self.solver.holds(predicate, pattern)
        return None if holds else self.refute(predicate, pattern)

    def _table_beside(self, plan: Plan, bindings: Bindings, fails: Sequence[Failing]) -> Positive | None:
        """A table literal that says over which values an open input fails: asked one by one, some may be settled."""
        for failing in fails:
            if failing.status != "unknown":
                return None
        missing = {failing.predicate for failing in fails if isinstance(failing, Absent) and None in failing.pattern}
        atoms = [literal.atom for literal in _positives(plan.rule) if literal.atom.predicate in missing]
        free = _free(atoms) - bindings.keys()
        for literal in plan.tables:
            if (names(literal.atom) - bindings.keys()) & free:
                return literal
        return None

    def _narrowest(self, plan: Plan, bindings: Bindings) -> BodyLiteral | None:
        """The literal to bind next: the one that holds in the fewest ways."""
        choices = [each for each in self.ready(plan.rule, bindings) if not self._plans.binds(each) <= bindings.keys()]
        return min(choices, key=lambda literal: self._ways(literal, bindings), default=None)

    def _ways(self, literal: BodyLiteral, bindings: Bindings) -> int:
        return sum(1 for _ in self.solver.matches(literal, bindings))

    def _branched(self, plan: Plan, literal: BodyLiteral, bindings: Bindings) -> list[Attempt]:
        ways = list(self.solver.matches(literal, bindings))
        attempts = [attempt for more in ways for attempt in self._attempts(plan, more)]
        if isinstance(literal, Positive) and self._role(literal) == "input":
            pattern = pattern_of(literal.atom, bindings)
            recorded = self.solver.solutions(literal.atom.predicate, pattern)
            others = self.absence.others(literal.atom.predicate, pattern, recorded)
            attempts += [_attempt(plan.rule, bindings, [others])] if others else []
        return attempts

    def _instances(self, number: int, plan: Plan, bindings: Bindings) -> set[object]:
        """How many instances of the head there could have been, by the tables: told apart by their values."""
        if self._blocked(plan, bindings):
            return set()
        head = plan.rule.head
        free = _free((head,)) - bindings.keys()
        for literal in plan.tables if free else ():
            if free <= names(literal.atom):
                ways = self.solver.matches(literal, bindings)
                return {tuple(value_of(term, way) for term in head.terms) for way in ways}
        return self._by_types(head, bindings) or {number}

    def _by_types(self, head: Atom, bindings: Bindings) -> set[object]:
        """The instances of a head that its types leave room for; none where there is no end of them."""
        pattern = pattern_of(head, bindings)
        declared = self._plans.program.predicates.get(head.predicate)
        if None not in pattern:
            return {pattern}
        if declared is None:
            return set()
        domains = [self.absence.domain(declared, place, value) for place, value in enumerate(pattern)]
        finite = [domain for domain in domains if domain is not None]
        return set(product(*finite)) if len(finite) == len(pattern) else set()

    def _role(self, literal: Positive) -> str:
        declared = self._plans.program.predicates.get(literal.atom.predicate)
        return declared.role if declared else ""


def _positives(rule: Rule) -> Iterator[Positive]:
    return (literal for literal in rule.body if isinstance(literal, Positive))


def _free(atoms: Iterable) -> frozenset[str]:  # type: ignore[type-arg]
    return frozenset(term.name for atom in atoms for term in atom.terms if isinstance(term, Var))


def _ground(pattern: Pattern) -> tuple[Value, ...]:
    return pattern  # type: ignore[return-value]  # an instance binds every variable


def _decisive(fails: Sequence[Failing]) -> list[Failing]:
    """What is established goes before what merely is not."""
    refuted = [failing for failing in fails if failing.status == "refuted"]
    return refuted or list(fails)


def _lighter(fails: list[Failing], blocked: list[Failing]) -> list[Failing]:
    """The facts explain a failure better than a reading does, unless they lean on readings themselves."""
    if len(fails) == 1 and not blocked:
        return fails
    plain = [failing for failing in fails if not failing.leaning.readings]
    if not blocked or plain:
        return _decisive(plain if blocked else fails)
    return min(_decisive(fails), blocked, key=lambda each: min(failing.leaning.weight for failing in each))


def _attempt(rule: Rule, bindings: Bindings, fails: Sequence[Failing]) -> Attempt:
    if len(fails) == 1:
        return Attempt(rule, bindings, (fails[0],), fails[0].leaning, fails[0].status)
    lightest = min((failing.leaning for failing in fails), key=lambda leaning: leaning.weight)
    return Attempt(rule, bindings, tuple(fails), lightest, strongest([failing.status for failing in fails]))
