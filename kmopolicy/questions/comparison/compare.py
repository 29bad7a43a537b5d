"""Holds two policies (or two readings of one) against each other for every possible subject.

The same facts are put to both. For each outcome that one gives and the other does not, the smallest facts that show it; where
there are none, the outcomes are the same for every possible subject. What people see besides an outcome is compared where the
outcomes are the same. Words that only one of them knows are told, never guessed.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import READING, Core, lower
from kmopolicy.program.program import Program
from kmopolicy.questions.possible.seen import grounds, in_order, seen, told
from kmopolicy.questions.possible.space import Space
from kmopolicy.questions.possible.witness import Witness
from kmopolicy.questions.possible.worlds import Worlds, shipped
from kmopolicy.questions.sides.sides import Side
from kmopolicy.questions.sides.vocabularies import Difference, common, differences, shared_readings

_CHANGED, _SHIFTED = "changed", "shifted"
_SIDES = ("old_", "new_")


class Change(NamedTuple):
    """A subject's outcome that differs, with the smallest facts for which it does."""

    outcome: str
    before: str
    after: str
    witness: Witness


class Shift(NamedTuple):
    """What people see besides the outcomes, where those are the same: instances that only one side has."""

    name: str
    only: Literal["old", "new"]
    witness: Witness


class Comparison(NamedTuple):
    """Every pair of outcomes that differ, what else differs, and what could not be compared.

    `space` holds what both can speak of; `shared` the readings that both were given alike, in every combination.
    """

    old: Side
    new: Side
    space: Space
    shared: Mapping[str, tuple[str, ...]]
    differences: tuple[Difference, ...]
    changes: tuple[Change, ...]
    shifts: tuple[Shift, ...]


def compare(old: Side, new: Side) -> Comparison:
    """Compares two sides over the facts that can be stated to both, under every reading that both have alike."""
    space, shared = common(old.program, new.program), shared_readings(old.program, new.program, old.fixed, new.fixed)
    cores = [lower(side.program, None, grounds(side.program)) for side in (old, new)]
    lines = [*_chosen(shared)]
    for side, core, prefix in zip((old, new), cores, _SIDES, strict=True):
        lines += _side(side, core, prefix, shared)
    outcomes = [name for name in in_order(new.program) if name in old.program.outcomes]
    lines += [_pair(name) for name in outcomes]
    for name, arity in _seen((old, new), cores).items():
        lines += _apart(name, arity)
    lines.append("otherwise :- changed(_,_,_).")
    worlds = Worlds(space, lines, [f"{_CHANGED}/3", f"{_SHIFTED}/2"])
    found = worlds.possible()
    return Comparison(
        old,
        new,
        space,
        shared,
        tuple(differences(old.program, new.program)),
        tuple(_changes(worlds, {each[1:] for each in found if each[0] == _CHANGED}, new.program, outcomes)),
        tuple(_shifts(worlds, {each[1:] for each in found if each[0] == _SHIFTED})),
    )


def _chosen(shared: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    for name, options in shared.items():
        yield f"1 {{ {'; '.join(asp.fact(READING, (name, option)) for option in options)} }} 1."


def _side(side: Side, core: Core, prefix: str, shared: Mapping[str, object]) -> Iterator[str]:
    own = frozenset((*side.program.tables, READING))
    yield from shipped(side.program, prefix)
    for name, option in side.readings({}).items():
        if name not in shared:
            yield f"{asp.fact(READING, (name, option), prefix)}."
    yield f"{asp.name_of(READING, prefix)}(N,O) :- {asp.name_of(READING)}(N,O)."
    yield from asp.rules(core, prefix, own)


def _pair(outcome: str) -> str:
    before, after = (f"{asp.name_of(outcome, prefix)}(S,{value})" for prefix, value in zip(_SIDES, "VW", strict=True))
    return f"{_CHANGED}({asp.value(outcome)},V,W) :- {before}, {after}, V != W."


def _seen(sides: tuple[Side, Side], cores: list[Core]) -> dict[str, int]:
    """What people see besides the outcomes: on both sides, or told with a decision on one of them."""
    one, other = (seen(side.program, core) for side, core in zip(sides, cores, strict=True))
    return {
        name: arity
        for name, arity in {**one, **other}.items()
        if one.get(name, arity) == other.get(name, arity)
        and not any(name in side.program.outcomes for side in sides)
        and ((name in one and name in other) or any(told(side.program, name) for side in sides))
    }


def _apart(name: str, arity: int) -> Iterator[str]:
    arguments = ",".join(f"V{place}" for place in range(arity))
    one, other = (f"{asp.name_of(name, prefix)}({arguments})" for prefix in _SIDES)
    yield f"{_SHIFTED}({asp.value(name)},{asp.value('old')}) :- {one}, not {other}, not otherwise."
    yield f"{_SHIFTED}({asp.value(name)},{asp.value('new')}) :- {other}, not {one}, not otherwise."


def _changes(worlds: Worlds, found: set[tuple[str, ...]], program: Program, outcomes: list[str]) -> Iterator[Change]:
    """The pairs in the order in which the policy lists outcomes and their values."""
    for name in outcomes:
        values = [constant.name for constant in program.types[program.predicates[name].arguments[-1].type].constants]
        order = {value: place for place, value in enumerate(values)}
        pairs = [pair for pair in found if pair[0] == name]
        for _, before, after in sorted(
            pairs, key=lambda pair: [(order.get(each, len(order)), each) for each in pair[1:]]
        ):
            yield Change(name, before, after, _smallest(worlds, _CHANGED, name, before, after))


def _shifts(worlds: Worlds, found: set[tuple[str, ...]]) -> Iterator[Shift]:
    for name, only in sorted(found):
        yield Shift(name, "old" if only == "old" else "new", _smallest(worlds, _SHIFTED, name, only))


def _smallest(worlds: Worlds, name: str, *values: str) -> Witness:
    witness = worlds.smallest([(clingo.Function(name, [clingo.String(each) for each in values]), True)])
    assert witness is not None, "what is possible has a witness"
    return witness
