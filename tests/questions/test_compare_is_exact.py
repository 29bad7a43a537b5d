"""What `compare` finds between two small policies is what the oracle finds in every dossier: pairs, sizes, and what else."""

from collections.abc import Iterator

import pytest
from hypothesis import assume, given

from kmopolicy.api import Policy, compare
from kmopolicy.testing.small import Small, small_pairs
from questions.enumerated import Enumerated, Size, seen_of

pytest.importorskip("clingo")


@given(small_pairs())
def test_pairs_and_what_else_people_see(pair: tuple[Small, Small]):
    old, new = pair
    found = compare(Policy(old.drawn.program), Policy(new.drawn.program)).comparison
    assume(not found.space.limits)
    every = Enumerated(new, found.space)
    assume(every.whole)
    pairs, shifts = _told(every, old, new)
    assert {change[1:3]: _size(found, change.witness) for change in found.changes} == pairs
    assert {(shift.name, shift.only): _size(found, shift.witness) for shift in found.shifts} == shifts


def _size(found, witness) -> Size:
    return len(witness.departures(found.space)), len(witness.entities), len(witness.atoms)


def _told(every: Enumerated, old: Small, new: Small):
    """The smallest world for each pair of outcomes, and for each relation that differs where the outcomes do not."""
    pairs: dict[tuple[str, str], Size] = {}
    shifts: dict[tuple[str, str], Size] = {}
    names = [name for name in seen_of(old.drawn.program) if name in seen_of(new.drawn.program)]
    for one, other in zip(every.under(old.drawn.program), every.worlds, strict=True):
        changed = [
            (str(value), str(other.outcomes[key]))
            for key, value in one.outcomes.items()
            if value != other.outcomes[key]
        ]
        for pair in changed:
            pairs[pair] = min(pairs.get(pair, other.size), other.size)
        for shift in () if changed else _shifted(one.seen(names), other.seen(names)):
            shifts[shift] = min(shifts.get(shift, other.size), other.size)
    return pairs, shifts


def _shifted(mine: dict[str, set], theirs: dict[str, set]) -> Iterator[tuple[str, str]]:
    """The relations of which one side has more."""
    for name in dict.fromkeys((*mine, *theirs)):
        told = name.replace("ground of decision: ", "ground#")
        if mine.get(name, set()) - theirs.get(name, set()):
            yield told, "old"
        if theirs.get(name, set()) - mine.get(name, set()):
            yield told, "new"
