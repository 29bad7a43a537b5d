"""Why an input or table atom has no instance: it is established that not, no fact says so, or an open fact is missing.

These are the three kinds of no that an explanation must never mix up.
"""

from collections.abc import Iterable, Sequence
from itertools import product

from kmopolicy.facts.model import Fact
from kmopolicy.facts.world import Pattern, Values, World
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.proof.support import NOTHING, UNKNOWN, Absent, Given, Leaning, Status


class Absence:
    """Judges the absence of base atoms in one world."""

    def __init__(self, program: Program, world: World) -> None:
        self._program = program
        self._world = world
        self._presuming: dict[str, Leaning] = {}

    def of(self, predicate: str, pattern: Pattern) -> Absent:
        """The absence of every instance of a base atom that agrees with the pattern."""
        declared = self._program.predicates.get(predicate)
        if declared is None or declared.role == "table":
            return Absent(predicate, pattern, "refuted", NOTHING)
        if declared.cardinality == "many":
            return Absent(predicate, pattern, *self._left_out(declared))
        against = tuple(self._against(declared, pattern))
        if against and None not in pattern and _settles(against):
            return Absent(predicate, pattern, self._contrary(declared, pattern, against), NOTHING, against=against)
        if self._settled(declared, pattern, [given.values for given in against]):
            return Absent(predicate, pattern, "refuted", NOTHING, against=against)
        status, leaning = self._left_out(declared)
        return Absent(predicate, pattern, status, leaning, against=against)

    def others(self, predicate: str, pattern: Pattern, recorded: Sequence[Values]) -> Absent | None:
        """That there is no instance but those recorded; None where the declarations leave no room for another."""
        declared = self._program.predicates[predicate]
        if declared.role == "table":
            return None
        known = [*recorded, *(given.values for given in self._against(declared, pattern))]
        if self._settled(declared, pattern, known):
            return None
        status, leaning = self._left_out(declared)
        return Absent(predicate, pattern, status, leaning, others=True)

    def unrecorded(self, predicate: str, pattern: Pattern) -> tuple[Pattern, ...]:
        """The keys (all arguments but the last) that the pattern covers and about which no fact says anything."""
        declared = self._program.predicates[predicate]
        domains = [self.domain(declared, place, value) for place, value in enumerate(pattern[:-1])]
        recorded = {values[:-1] for values in self._world.matching(predicate, (*pattern[:-1], None))}
        if any(domain is None for domain in domains):
            return (pattern[:-1],)
        keys = product(*(domain for domain in domains if domain is not None))
        return tuple(key for key in keys if key not in recorded)

    def _against(self, declared: Predicate, pattern: Pattern) -> Iterable[Given]:
        """Facts that differ from the pattern in their last argument alone."""
        if declared.cardinality == "many" or pattern[-1] is None:
            return
        for values in self._world.matching(declared.name, (*pattern[:-1], None)):
            origin = self._world.origin(declared.name, values)
            if values[-1] != pattern[-1] and origin is not None:
                yield Given(declared.name, values, origin)

    def _contrary(self, declared: Predicate, pattern: Pattern, against: Sequence[Given]) -> Status:
        """A verdict of doubt establishes nothing; its contrary, or another value of a plain type, does."""
        kind = self._program.types[declared.arguments[-1].type]
        plain = {pattern[-1], *(given.values[-1] for given in against)} <= {kind.default, kind.opposite}
        return (
            "refuted"
            if plain or not kind.judged or pattern[-1] not in (kind.default, kind.opposite)
            else ("not_established")
        )

    def _settled(self, declared: Predicate, pattern: Pattern, known: Iterable[Values]) -> bool:
        """Whether every key that the pattern covers has its one fact."""
        if declared.cardinality == "many":
            return False
        keys = {values[:-1] for values in known}
        if None not in pattern[:-1]:
            return pattern[:-1] in keys
        domains = [self.domain(declared, place, value) for place, value in enumerate(pattern[:-1])]
        if any(domain is None for domain in domains):
            return False
        return all(key in keys for key in product(*(domain for domain in domains if domain is not None)))

    def domain(self, declared: Predicate, place: int, value: Value | None) -> tuple[Value, ...] | None:
        """The values that an argument can have: the one it has, or the constants of its type; None where there is no end."""
        if value is not None:
            return (value,)
        kind = self._program.types[declared.arguments[place].type]
        return (
            tuple(constant.name for constant in kind.constants) if kind.kind == "closed" and not kind.section else None
        )

    def _left_out(self, declared: Predicate) -> tuple[Status, Leaning]:
        """What it means that no fact says so: nothing is known of what is open, no is presumed of what is closed."""
        if declared.open:
            return "unknown", UNKNOWN
        leaning = self._presuming.get(declared.name)
        if leaning is None:
            leaning = self._presuming[declared.name] = Leaning(frozenset(), frozenset((declared.name,)))
        return "not_established", leaning


def _settles(against: Sequence[Given]) -> bool:
    """Whether a fact leaves no room for another one beside it: a row of a table may have others."""
    return all(isinstance(given.origin, Fact) for given in against)
