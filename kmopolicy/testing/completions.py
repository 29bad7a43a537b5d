"""Brute force: all ways to complete the facts of a situation, put one by one to the naive evaluator.

For situations that leave little open: the oracle of what `ask` finds, and of how many questions it takes at least.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain, product
from math import prod

from kmopolicy.facts.model import Fact, GroundAtom
from kmopolicy.questions.asking.groups import Choices, Group
from kmopolicy.questions.possible.space import Free
from kmopolicy.questions.subject.changes import with_facts
from kmopolicy.questions.subject.situation import Situation
from kmopolicy.testing import naive

Atoms = frozenset[GroundAtom]


class Completed:
    """Every completion of a situation with its outcome; `presuming`: those that add nothing closed."""

    def __init__(self, situation: Situation, readings: Mapping[str, str], *, presuming: bool) -> None:
        self._situation = situation
        self._readings = readings
        self._recorded = frozenset(situation.given)
        self._parts = [part for free in situation.space.free for part in self._choices(free, presuming=presuming)]

    @property
    def size(self) -> int:
        """How many completions there are."""
        return prod(map(len, self._parts))

    @cached_property
    def outcomes(self) -> Mapping[Atoms, str]:
        """The outcome of each completion, by its facts."""
        return {
            atoms: self._outcome(atoms) for atoms in map(frozenset, map(chain.from_iterable, product(*self._parts)))
        }

    def possible(self, holds: Callable[[Atoms], bool] = lambda _: True) -> frozenset[str]:
        """The outcomes of the completions that meet a condition."""
        return frozenset(outcome for atoms, outcome in self.outcomes.items() if holds(atoms))

    def after(self, group: Group, choices: Choices) -> frozenset[str]:
        """The outcomes that are possible after an answer to a question: () says that nothing more is stated."""
        if not choices:
            return self.possible(lambda atoms: not any(group.holds(atom) for atom in atoms - self._recorded))
        stated = {GroundAtom(group.free.predicate.name, values) for values in product(*choices)}
        return self.possible(lambda atoms: not stated.isdisjoint(atoms))

    def matters(self, group: Group) -> bool:
        """Whether two completions differ in the answer to one question alone, and in their outcome."""
        found: dict[Atoms, set[str]] = {}
        for atoms, outcome in self.outcomes.items():
            found.setdefault(frozenset(atom for atom in atoms if not group.holds(atom)), set()).add(outcome)
        return any(len(outcomes) > 1 for outcomes in found.values())

    def _outcome(self, atoms: Atoms) -> str:
        situation = self._situation
        others = (
            each for each in situation.facts.facts if GroundAtom(each.predicate, each.values) not in self._recorded
        )
        stated = (Fact(atom.predicate, atom.values) for atom in atoms)
        facts = with_facts(situation.facts, situation.space, (*others, *stated), atoms)
        return naive.decide(situation.program, facts, situation.cases.name, situation.subject, self._readings).value

    def _choices(self, free: Free, *, presuming: bool) -> Iterator[list[tuple[GroundAtom, ...]]]:
        """What can be stated of each key of a predicate: for each choice its facts."""
        declared = free.predicate
        keys: dict[object, list[GroundAtom]] = {}
        for values in product(*free.domains):
            atom = GroundAtom(declared.name, values)
            if not presuming or declared.open or atom in self._recorded:
                keys.setdefault(values if declared.cardinality == "many" else values[:-1], []).append(atom)
        for atoms in keys.values():
            stated = [atom for atom in atoms if atom in self._situation.stated]
            none = [] if declared.today else [()]
            yield [tuple(stated)] if stated else [*none, *((atom,) for atom in atoms)]
