"""How many questions it takes until the outcome is certain: asked in the order of `ask`, and in the best order there is."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import product

from kmopolicy.facts.model import GroundAtom
from kmopolicy.questions.asking.ask import Question
from kmopolicy.questions.asking.completions import Answer
from kmopolicy.questions.asking.groups import Choices, Group, answers, groups
from kmopolicy.questions.subject.situation import Situation
from kmopolicy.testing.completions import Completed

Some = int
"""Some of the completions, as the bits of a number."""


Cost = Callable[[Sequence[tuple[Some, Fraction]]], Fraction]
"""What a question costs whose answers leave some completions, and so many questions after each."""


def worst(parts: Sequence[tuple[Some, Fraction]]) -> Fraction:
    """At worst."""
    return max(cost for _, cost in parts)


def mean(parts: Sequence[tuple[Some, Fraction]]) -> Fraction:
    """On average, where every completion is as likely as any other."""
    return sum((part.bit_count() * cost for part, cost in parts), Fraction(0)) / sum(
        part.bit_count() for part, _ in parts
    )


class Game:
    """The questions about a situation, of which each answer tells all facts that belong to the question."""

    def __init__(self, situation: Situation, completed: Completed) -> None:
        self._situation = situation
        self._completions = list(completed.outcomes)
        self._every = (1 << len(self._completions)) - 1
        outcomes = list(completed.outcomes.values())
        self._outcomes = {value: self._where(each == value for each in outcomes) for value in situation.values}
        self._told = [(group, self._answers(group), self._rest(group)) for group in groups(situation)]

    @property
    def fair(self) -> bool:
        """Whether the answers to all questions tell everything."""
        found = [atom for atoms in self._completions for atom in atoms - self._situation.stated]
        return all(any(group.holds(atom) for group, _, _ in self._told) for atom in found)

    def least(self, cost: Cost) -> Fraction:
        """The number of questions that is enough in the best order."""
        return self._least(self._every, cost, {})

    def asked(self, cost: Cost) -> Fraction:
        """The number of questions where the next is always the one that `ask` puts first."""
        return self._asked(self._every, cost)

    def _least(self, left: Some, cost: Cost, known: dict[Some, Fraction]) -> Fraction:
        if self._possible(left) == 1:
            return Fraction(0)
        if left not in known:
            ways = ([(part, self._least(part, cost, known)) for part in parts] for _, parts in self._questions(left))
            known[left] = 1 + min(map(cost, ways))
        return known[left]

    def _asked(self, left: Some, cost: Cost) -> Fraction:
        if self._possible(left) == 1:
            return Fraction(0)
        matter = [(number, parts) for number, parts in self._questions(left) if self._matters(left, number)]
        _, parts = min(matter, key=lambda each: self._question(left, each[0]).narrowing)
        return 1 + cost([(part, self._asked(part, cost)) for part in parts])

    def _possible(self, some: Some) -> int:
        """How many outcomes are possible."""
        return sum(bool(some & where) for where in self._outcomes.values())

    def _questions(self, left: Some) -> Iterator[tuple[int, list[Some]]]:
        """The questions that have more than one answer, with what is left after each."""
        for number, (_, every, _) in enumerate(self._told):
            parts = [left & answer for answer in every if left & answer]
            if len(parts) > 1:
                yield number, parts

    def _question(self, left: Some, number: int) -> Question:
        """The question as `ask` has it: an answer is one fact, or that there is nothing more."""
        group = self._told[number][0]
        found = ((choices, left & self._saying(group, choices)) for choices in (*answers(self._situation, group), ()))
        told = (
            Answer(choices, tuple(v for v, where in self._outcomes.items() if after & where))
            for choices, after in found
        )
        return Question(group, tuple(answer for answer in told if answer.outcomes))

    def _matters(self, left: Some, number: int) -> bool:
        """Whether some of what is left differs in the answer to one question alone, and in the outcome."""
        return any(self._possible(left & part) > 1 for part in self._told[number][2])

    def _answers(self, group: Group) -> list[Some]:
        """For each answer, where it is given."""
        return self._parts(frozenset(filter(group.holds, atoms)) for atoms in self._completions)

    def _rest(self, group: Group) -> list[Some]:
        """For all that does not belong to the question, where it is the same."""
        return self._parts(frozenset(each for each in atoms if not group.holds(each)) for atoms in self._completions)

    def _parts(self, keys: Iterable[object]) -> list[Some]:
        found: dict[object, Some] = {}
        for number, key in enumerate(keys):
            found[key] = found.get(key, 0) | 1 << number
        return list(found.values())

    def _saying(self, group: Group, choices: Choices) -> Some:
        """Where one of these facts is stated; where nothing is, without choices."""
        if not choices:
            recorded = frozenset(self._situation.given)
            return self._where(not any(map(group.holds, atoms - recorded)) for atoms in self._completions)
        stated = {GroundAtom(group.free.predicate.name, values) for values in product(*choices)}
        return self._where(not stated.isdisjoint(atoms) for atoms in self._completions)

    def _where(self, found: Iterable[bool]) -> Some:
        return sum(1 << number for number, holds in enumerate(found) if holds)
