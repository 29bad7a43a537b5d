"""One subject before the rules: its outcome, the grounds that decide, and what they lean on."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from kmopolicy.facts.model import GroundAtom, Verdict
from kmopolicy.facts.world import Pattern, Values, World
from kmopolicy.program.declarations import Type
from kmopolicy.program.expand import holds
from kmopolicy.program.program import Case, Cases, Program
from kmopolicy.program.terms import Atom, Rule, Value
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.prover import Prover
from kmopolicy.proof.solver import pattern_of
from kmopolicy.proof.support import Absent, Derived, Given, Leaning, Support, together


class GroundSupport(NamedTuple):
    """A ground that decides: the case (counted from 1) that names it, and what it rests on."""

    case: int
    support: Derived | Given


class Court:
    """Finds the outcome of one subject in one world under one choice of readings, with all that it rests on."""

    def __init__(self, plans: Plans, world: World, readings: Mapping[str, str], cases: Cases, subject: str) -> None:
        self.program = plans.program
        self.cases = cases
        self.subject = subject
        self.prover = Prover(plans, world, readings)

    @property
    def value(self) -> str:
        """The value of the outcome."""
        return self._case(self.deciding[0]).value

    @cached_property
    def deciding(self) -> tuple[int, ...]:
        """The cases that decide: those with the outcome's value, before which no case with another value holds."""
        found: list[int] = []
        for number, case in enumerate(self.cases.cases, 1):
            if self.prover.solver.holds(holds(self.cases.name, number), (self.subject,)):
                if found and case.value != self._case(found[0]).value:
                    break
                found.append(number)
        return tuple(found)

    @cached_property
    def grounds(self) -> tuple[GroundSupport, ...]:
        """All true instances of the grounds of the cases that decide, each once, in the order of the policy."""
        found: dict[tuple[str, Values], GroundSupport] = {}
        for number in self.deciding:
            for atom in self._case(number).because:
                for values in self._instances(atom):
                    support = self.prover.prove(atom.predicate, values)
                    found.setdefault((atom.predicate, values), GroundSupport(number, support))
        return tuple(found.values())

    @property
    def verdict(self) -> Verdict:
        """What an engine must say as well."""
        atoms = (GroundAtom(each.support.predicate, each.support.values) for each in self.grounds)
        return Verdict(self.value, frozenset(atoms))

    @cached_property
    def condition(self) -> tuple[Support, ...]:
        """What the first deciding case's condition rests on: its grounds, or the literals of its body."""
        first = self.deciding[0]
        case = self._case(first)
        if case.any or not case.body:
            return tuple(each.support for each in self.grounds if each.case == first)
        proof = self.prover.prove(holds(self.cases.name, first), (self.subject,))
        return proof.body if isinstance(proof, Derived) else ()

    @property
    def condition_rule(self) -> Rule:
        """The rule that the first deciding case stands for."""
        return self.prover.rules(holds(self.cases.name, self.deciding[0]))[0]

    @cached_property
    def earlier(self) -> Mapping[int, Absent]:
        """Per earlier case with another value: why it does not hold."""
        return {number: self.failed(number) for number in self._before(self.deciding[0])}

    def failed(self, number: int) -> Absent:
        """Why the condition of a case does not hold."""
        return self.prover.refute(holds(self.cases.name, number), (self.subject,))

    @cached_property
    def leaning(self) -> Leaning:
        """What the outcome and all of its grounds lean on."""
        supports: Iterable[Support] = (
            *self.condition,
            *(each.support for each in self.grounds),
            *self.earlier.values(),
        )
        return together(support.leaning for support in supports)

    def _before(self, number: int) -> Iterator[int]:
        for earlier, case in enumerate(self.cases.cases[: number - 1], 1):
            if case.value != self.value:
                yield earlier

    def _case(self, number: int) -> Case:
        return self.cases.cases[number - 1]

    def _instances(self, atom: Atom) -> list[Values]:
        pattern: Pattern = (self.subject, *pattern_of(atom, {})[1:])
        found = self.prover.solver.solutions(atom.predicate, pattern)
        return (
            sorted(found, key=lambda values: in_order(self.program, atom.predicate, values))
            if len(found) > 1
            else list(found)
        )


def in_order(program: Program, predicate: str, values: Values) -> tuple[tuple[int, str], ...]:
    """A key that sorts constants as their types list them, and everything else by its text."""
    arguments = program.predicates[predicate].arguments
    return tuple(
        (_rank(program.types[arg.type], value), str(value)) for arg, value in zip(arguments, values, strict=True)
    )


def _rank(kind: Type, value: Value) -> int:
    names = [constant.name for constant in kind.constants]
    return names.index(str(value)) if value in names else len(names)
