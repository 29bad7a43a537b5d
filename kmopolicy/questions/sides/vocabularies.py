"""What two policies can both speak of, and the words that only one of them knows or that they declare differently."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.questions.possible.space import Free, Space, space

WordKind = Literal["type", "constant", "fact", "declaration", "outcome", "reading", "option", "default"]
Only = Literal["old", "new", "both"]
_STRICT = ("many", "at most one", "exactly one")


class Difference(NamedTuple):
    """A word that only one side knows, or that both know and declare differently; `of`: its type, or its reading."""

    kind: WordKind
    name: str
    only: Only
    of: str = ""


def differences(old: Program, new: Program) -> Iterator[Difference]:
    """The words that cannot be compared, in the order of the policies."""
    yield from _only("type", old.types, new.types)
    for name in (name for name in old.types if name in new.types):
        mine, others = ([constant.name for constant in each.types[name].constants] for each in (old, new))
        yield from _only("constant", mine, others, name)
    ours, theirs = (_inputs(each) for each in (old, new))
    yield from _only("fact", ours, theirs)
    changed = (name for name in ours if name in theirs and _declared(old, ours[name]) != _declared(new, theirs[name]))
    yield from (Difference("declaration", name, "both") for name in changed)
    yield from _only("outcome", old.outcomes, new.outcomes)
    yield from _readings(old, new)


def _readings(old: Program, new: Program) -> Iterator[Difference]:
    yield from _only("reading", old.readings, new.readings)
    for name in (name for name in old.readings if name in new.readings):
        mine, theirs = (each.readings[name] for each in (old, new))
        ours, others = ([option.name for option in each.options] for each in (mine, theirs))
        yield from _only("option", ours, others, name)
        if mine.default != theirs.default:
            yield Difference("default", name, "both")


def _only(kind: WordKind, old: Iterable[str], new: Iterable[str], of: str = "") -> Iterator[Difference]:
    mine, theirs = dict.fromkeys(old), dict.fromkeys(new)
    yield from (Difference(kind, name, "old", of) for name in mine if name not in theirs)
    yield from (Difference(kind, name, "new", of) for name in theirs if name not in mine)


def _inputs(program: Program) -> dict[str, Predicate]:
    return {name: each for name, each in program.predicates.items() if each.role == "input"}


def _declared(program: Program, each: Predicate) -> tuple[object, ...]:
    """What a declaration says of the facts that can be stated, and whether rows ship with it."""
    types = [argument.type for argument in each.arguments]
    return types, each.cardinality, each.today, each.open, each.name in program.tables


def common(old: Program, new: Program) -> Space:
    """The space of the facts that can be stated to both, as the stricter of two declarations allows."""
    ours, theirs = space(new, old, properties=False), space(old, new, properties=False)
    known = {free.predicate.name: free for free in theirs.free}
    shared = [
        _shared(free, known[free.predicate.name], new)
        for free in ours.free
        if free.predicate.name in known and _alike(free.predicate, known[free.predicate.name].predicate)
    ]
    things = {
        name: max(ids, theirs.entities[name], key=len) for name, ids in ours.entities.items() if name in theirs.entities
    }
    limits = (*ours.limits, *(limit for limit in theirs.limits if limit not in ours.limits))
    dates = tuple(dict.fromkeys((*ours.dates, *theirs.dates)))
    return ours._replace(entities=things, free=tuple(shared), dates=dates, limits=limits)


def _alike(one: Predicate, other: Predicate) -> bool:
    return [argument.type for argument in one.arguments] == [argument.type for argument in other.arguments]


def _shared(ours: Free, theirs: Free, program: Program) -> Free:
    cardinality = max(ours.predicate.cardinality, theirs.predicate.cardinality, key=_STRICT.index)
    today = ours.predicate.today or theirs.predicate.today
    predicate = msgspec.structs.replace(ours.predicate, cardinality=cardinality, today=today)
    kinds = [program.types[argument.type].kind for argument in predicate.arguments]
    return Free(predicate, tuple(map(_values, kinds, ours.domains, theirs.domains)))


def _values(kind: str, ours: tuple[Value, ...], theirs: tuple[Value, ...]) -> tuple[Value, ...]:
    """Of constants those that both know; of things, days and the like all that either has."""
    if kind == "closed":
        return tuple(value for value in ours if value in theirs)
    return tuple(dict.fromkeys((*ours, *theirs)))


def shared_readings(old: Program, new: Program, *fixed: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The readings that are chosen for both sides at once, with the options that both know.

    A reading that one side fixes, or whose default differs, is not: each side then has its own.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name, reading in new.readings.items():
        other = old.readings.get(name)
        if other and other.default == reading.default and not any(name in each for each in fixed):
            theirs = {option.name for option in other.options}
            found[name] = tuple(option.name for option in reading.options if option.name in theirs)
    return found
