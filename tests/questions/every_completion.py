"""Brute force: all ways to complete the facts of a situation, put one by one to the naive evaluator."""

from itertools import chain, combinations, product
from math import prod

from kmopolicy.facts.model import Fact, GroundAtom
from kmopolicy.questions.changes import with_facts
from kmopolicy.testing import naive


class Table:
    """The outcome of every completion, by the facts that it has."""

    def __init__(self, situation, readings, *, presuming):
        self.situation = situation
        slots = list(_slots(situation, presuming=presuming))
        self.size = prod(map(len, slots))
        self._slots = slots
        self._readings = readings

    def fill(self):
        """Decides about every completion."""
        self.outcomes = {}
        for parts in product(*self._slots):
            atoms = frozenset(chain(*parts))
            self.outcomes[atoms] = self._outcome(atoms)
        return self

    def _outcome(self, atoms):
        others = [fact for fact in self.situation.facts.facts if GroundAtom(fact.predicate, fact.values) not in self._given]
        stated = [Fact(atom.predicate, atom.values) for atom in atoms]
        facts = with_facts(self.situation.facts, self.situation.space, (*others, *stated), atoms)
        cases, subject = self.situation.cases, self.situation.subject
        return naive.decide(self.situation.program, facts, cases.name, subject, self._readings).value

    @property
    def _given(self):
        return set(self.situation.given)

    def possible(self, holds=lambda _: True):
        """The outcomes of the completions that meet a condition."""
        return {outcome for atoms, outcome in self.outcomes.items() if holds(atoms)}

    def after(self, group, choices):
        """The outcomes after an answer: () says that nothing more is stated."""
        if not choices:
            recorded = self._given
            return self.possible(lambda atoms: not any(group.holds(atom) for atom in atoms - recorded))
        stated = {GroundAtom(group.free.predicate.name, values) for values in product(*choices)}
        return self.possible(lambda atoms: not stated.isdisjoint(atoms))

    def matters(self, group):
        """Whether two completions differ in the answer to one question alone, and in their outcome."""
        found = {}
        for atoms, outcome in self.outcomes.items():
            found.setdefault(frozenset(atom for atom in atoms if not group.holds(atom)), set()).add(outcome)
        return any(len(outcomes) > 1 for outcomes in found.values())


def _slots(situation, *, presuming):
    """What can be chosen by itself: for each, the facts that each choice states."""
    given = set(situation.given)
    for free in situation.space.free:
        declared = free.predicate
        keys = {}
        for values in product(*free.domains):
            atom = GroundAtom(declared.name, values)
            if not presuming or declared.open or atom in given:
                keys.setdefault(values if declared.cardinality == "many" else values[:-1], []).append(atom)
        for atoms in keys.values():
            fixed = [atom for atom in atoms if atom in situation.stated]
            choices = [(atom,) for atom in atoms] if not declared.today else [(atom,) for atom in atoms]
            yield [tuple(fixed)] if fixed else choices if declared.today else [(), *choices]


def answers_of(group, atoms):
    """All answers of a group in completions: every set of its facts."""
    return [frozenset(each) for size in range(len(atoms) + 1) for each in combinations(atoms, size)]
