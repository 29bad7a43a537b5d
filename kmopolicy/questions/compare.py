"""Holds two policies (or two readings of one) against each other for every possible subject.

The same facts are put to both. For each outcome that one gives and the other does not, the smallest facts that show it; where
there are none, the two are the same for every possible subject. Facts that only one of them knows are told, never guessed.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import lower
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.questions.space import Free, Space, space
from kmopolicy.questions.witness import Witness
from kmopolicy.questions.worlds import Worlds, shipped

_CHANGED = "changed"
_SIDES = ("old_", "new_")


class Side(NamedTuple):
    """One of two policies, under one choice of readings."""

    program: Program
    readings: Mapping[str, str]


class Difference(NamedTuple):
    """A word of the vocabulary that only one side knows, or that they declare differently."""

    kind: Literal["constant", "input", "outcome", "declaration"]
    name: str
    only: Literal["old", "new", "both"]


class Change(NamedTuple):
    """A subject's outcome that differs, with the smallest facts for which it does."""

    outcome: str
    before: str
    after: str
    witness: Witness


class Comparison(NamedTuple):
    """Every pair of outcomes that differ, and what could not be compared. `space` holds what both can speak of."""

    space: Space
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]


def compare(old: Side, new: Side) -> Comparison:
    """Compares two sides over the facts that can be stated to both."""
    common = _common(old.program, new.program)
    lines = [line for side, prefix in zip((old, new), _SIDES, strict=True) for line in _side(side, prefix)]
    outcomes = [name for name in old.program.outcomes if name in new.program.outcomes]
    for name in outcomes:
        before, after = (f"{asp.name_of(name, prefix)}(S,V{prefix})" for prefix in _SIDES)
        yield_pair = f"{_CHANGED}({asp.value(name)},Vold_,Vnew_)"
        lines.append(f"{yield_pair} :- {before}, {after}, Vold_ != Vnew_.")
    worlds = Worlds(common, lines, [f"{_CHANGED}/3"])
    changes = tuple(_changes(worlds, old.program, outcomes))
    return Comparison(common, tuple(_differences(old.program, new.program)), changes)


def _side(side: Side, prefix: str) -> Iterator[str]:
    own = frozenset(side.program.tables)
    yield from shipped(side.program, prefix)
    yield from asp.rules(lower(side.program, side.readings), prefix, own)


def _changes(worlds: Worlds, program: Program, outcomes: list[str]) -> Iterator[Change]:
    """The pairs in the order in which the policy lists outcomes and their values."""
    found = {(name, before, after) for _, name, before, after in worlds.possible()}
    for name in outcomes:
        values = [constant.name for constant in program.types[program.predicates[name].arguments[-1].type].constants]
        order = {value: place for place, value in enumerate(values)}
        pairs = [pair for pair in found if pair[0] == name]
        for _, before, after in sorted(
            pairs, key=lambda pair: [(order.get(each, len(order)), each) for each in pair[1:]]
        ):
            symbols = [clingo.String(each) for each in (name, before, after)]
            witness = worlds.smallest([(clingo.Function(_CHANGED, symbols), True)])
            assert witness is not None, "what is possible has a witness"
            yield Change(name, before, after, witness)


def _common(old: Program, new: Program) -> Space:
    """What both can speak of: inputs that both declare alike, with the constants that both know."""
    theirs = {free.predicate.name: free for free in space(old, new).free}
    ours = space(new, old)
    free = tuple(
        _shared(each, theirs[each.predicate.name])
        for each in ours.free
        if each.predicate.name in theirs and _alike(each.predicate, theirs[each.predicate.name].predicate)
    )
    return ours._replace(free=free)


def _shared(one: Free, other: Free) -> Free:
    domains = (
        tuple(value for value in mine if value in theirs)
        for mine, theirs in zip(one.domains, other.domains, strict=True)
    )
    return Free(one.predicate, tuple(domains))


def _alike(one: Predicate, other: Predicate) -> bool:
    """Whether the same facts can be stated by two declarations."""
    return [argument.type for argument in one.arguments] == [argument.type for argument in other.arguments] and (
        one.cardinality,
        one.today,
    ) == (other.cardinality, other.today)


def _differences(old: Program, new: Program) -> Iterator[Difference]:
    ours, theirs = (
        {each.name: each for each in side.predicates.values() if each.role == "input"} for side in (old, new)
    )
    yield from _only("input", ours, theirs)
    for name in (name for name in ours if name in theirs and not _alike(ours[name], theirs[name])):
        yield Difference("declaration", name, "both")
    yield from _only("outcome", old.outcomes, new.outcomes)
    for name in (name for name in old.types if name in new.types):
        mine, others = ({constant.name: None for constant in side.types[name].constants} for side in (old, new))
        yield from _only("constant", mine, others)


def _only(
    kind: Literal["constant", "input", "outcome"], old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[Difference]:
    yield from (Difference(kind, name, "old") for name in old if name not in new)
    yield from (Difference(kind, name, "new") for name in new if name not in old)
