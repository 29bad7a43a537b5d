"""The questions that there are about a situation: which facts belong to one question, and which answers it can have."""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from kmopolicy.facts.model import GroundAtom
from kmopolicy.program.show import show_ground
from kmopolicy.program.terms import Value
from kmopolicy.questions.possible.space import Free, is_thing
from kmopolicy.questions.subject.situation import Situation

Pattern = tuple[Value | None, ...]
Choices = tuple[tuple[Value, ...], ...]
"""For each argument the values that one answer stands for."""


class Group(NamedTuple):
    """The facts that one question is about: of a predicate those with this pattern (None: any value)."""

    free: Free
    pattern: Pattern

    @property
    def id(self) -> str:
        """The pattern as text."""
        return show_ground(self.free.predicate.name, self.pattern)

    @property
    def several(self) -> bool:
        """Whether more than one of the facts can hold."""
        return None in (self.pattern if self.free.predicate.cardinality == "many" else self.pattern[:-1])

    @property
    def required(self) -> bool:
        """Whether one of the facts must hold."""
        return self.free.predicate.cardinality == "exactly one"

    def holds(self, atom: GroundAtom) -> bool:
        """Whether an atom is among the facts."""
        return atom.predicate == self.free.predicate.name and all(
            want in (None, value) for want, value in zip(self.pattern, atom.values, strict=True)
        )


def groups(situation: Situation) -> tuple[Group, ...]:
    """The questions that are not settled yet, in the order of the declarations.

    Of what is open there is one for each key that has a name; of what is closed one for all that can be said of a thing:
    which of these?
    """
    return tuple(group for group in every(situation) if _open(situation, group))


def every(situation: Situation) -> tuple[Group, ...]:
    """All questions that there are, those that are settled included."""
    return tuple(group for free in situation.space.free for group in _groups(situation, free))


def _groups(situation: Situation, free: Free) -> Iterator[Group]:
    home, arity = free.predicate.arguments[0].type, free.predicate.arity
    about = free.domains[0] if is_thing(situation.program, home) else (None,)
    for each in (each for each in about if each is None or (home, each) in situation.things):
        named = [[value for value in domain if value not in situation.unnamed] for domain in free.domains[1:-1]]
        keys = product(*named) if free.predicate.open and arity > 2 else [(None,) * (arity - 2)]
        for key in keys:
            yield Group(free, (each, *key, None)[:arity])


def _open(situation: Situation, group: Group) -> bool:
    return group.several or not any(map(group.holds, situation.stated))


def answers(situation: Situation, group: Group) -> Iterator[Choices]:
    """The answers that a question can have: one for all constants that are alike, and for all days of a cell."""
    declared = group.free.predicate
    columns = []
    for place, (want, domain) in enumerate(zip(group.pattern, group.free.domains, strict=True)):
        values = domain if want is None else (want,)
        alike = (situation.alike(declared, place, value) for value in values)
        columns.append(list(dict.fromkeys(alike)) if want is None else [(want,)])
    for choices in product(*columns):
        if GroundAtom(declared.name, tuple(values[0] for values in choices)) not in situation.stated:
            yield choices
