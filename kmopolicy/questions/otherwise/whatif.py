"""What would have to be otherwise for a subject to have another outcome: all minimal sets of changes of its facts.

A change states a fact, takes one back, or gives another value where there can be only one. A set is minimal where no part of it
would do. Sets that say the same are told as one way, of which one is put to the ordinary engine first.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from kmopolicy.facts.model import Facts, GroundAtom
from kmopolicy.questions.otherwise.search import Search
from kmopolicy.questions.otherwise.ways import ways
from kmopolicy.questions.subject.changes import Edit, Way, changed, taken_back
from kmopolicy.questions.subject.situation import Situation

LIMIT = 5000
"""Sets of one size that are looked at; where there are more, no larger ones are looked for."""

Decide = Callable[[Facts], str]
"""The ordinary engine: the outcome of the subject under other facts."""


class Pillar(NamedTuple):
    """A fact that carries the present outcome alone: without it the outcome is `outcome`."""

    atom: GroundAtom
    outcome: str


class WhatIf(NamedTuple):
    """All ways to an outcome within `most` changes, the smallest first, and what carries the present one.

    `more`: there are ways that are not told.
    """

    situation: Situation
    present: str
    target: str
    most: int
    ways: tuple[Way, ...]
    pillars: tuple[Pillar, ...]
    more: bool


def what_if(situation: Situation, target: str, decide: Decide, most: int = 3) -> WhatIf:
    """The ways to `target` by at most `most` changes."""
    present = decide(situation.facts)
    found, more = _found(situation, target, decide, most) if present != target else ([], False)
    pillars = tuple(_pillars(situation, decide, present))
    return WhatIf(situation, present, target, most, tuple(found), pillars, more)


def _found(situation: Situation, target: str, decide: Decide, most: int) -> tuple[list[Way], bool]:
    search = Search(situation, target, most, LIMIT)
    found: list[Way] = []
    for size in range(1, most + 1):
        sets, more = search.of_size(size)
        for way in ways(situation, sets):
            assert decide(_after(situation, way.example)) == target, "the engine and the solver disagree"
            found.append(way)
        if more:
            return found, True
    return found, False


def _pillars(situation: Situation, decide: Decide, present: str) -> Iterator[Pillar]:
    """The facts without which the outcome is another one. What every subject must have cannot be taken away."""
    for atom in situation.given:
        declared = situation.program.predicates[atom.predicate]
        if declared.cardinality != "exactly one" and not declared.today:
            outcome = decide(_after(situation, (taken_back(atom),)))
            if outcome != present:
                yield Pillar(atom, outcome)


def _after(situation: Situation, edits: tuple[Edit, ...]) -> Facts:
    return changed(situation.facts, situation.space, edits)
