"""The same facts as each of two policies reads them, and per subject what one of them has no words for.

Where both can read all of it, that is what they do. Else the facts are read by all words that either has, and each side gets
those that it knows; a subject that leads to any other is not for that side to decide about.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Literal, NamedTuple

import msgspec

from kmopolicy.facts.model import Fact, Facts
from kmopolicy.facts.read import Read
from kmopolicy.facts.world import Slices, Tables
from kmopolicy.program.declarations import Cardinality, Predicate, Type
from kmopolicy.program.program import Program
from kmopolicy.questions.sides.vocabularies import Difference

Which = Literal["old", "new"]
Key = tuple[str, str]
"""A subject: its type and its id."""

_LOOSE: tuple[Cardinality, ...] = ("many", "at most one", "exactly one")
_EVERYWHERE: Key = ("", "")


class Both(NamedTuple):
    """The facts of each side; per subject what a side cannot read of it, nothing where it can read all."""

    facts: tuple[Facts, Facts]
    unread: Mapping[Key, tuple[tuple[Difference, ...], tuple[Difference, ...]]]


def both(
    old: Program, new: Program, readers: tuple[Callable[[Program], Read], Callable[[Program], Read]]
) -> Both | Read:
    """The facts by `readers`, one for each side, that read by any program; or why they cannot be read by both together."""
    programs = old, new
    own = [reader(program).facts for reader, program in zip(readers, programs, strict=True)]
    if own[0] is not None and own[1] is not None:
        return _told(old, new, (own[0], own[1]), (own[0], own[1]))
    first = None
    for joint in (union(new, old), union(old, new)):
        one, other = (reader(joint) for reader in readers)
        if one.facts is not None and other.facts is not None:
            return _told(old, new, (one.facts, other.facts), (own[0], own[1]), joint)
        first = first or (one if one.facts is None else other)
    assert first is not None, "one of two readers failed"
    return first


def subjects(program: Program, facts: Facts) -> Iterator[Key]:
    """What a policy decides about, by the order of its types, and within a type that of the facts."""
    for declared in program.types:
        if any(cases.subject_type == declared for cases in program.outcomes.values()):
            yield from ((declared, entity.id) for entity in facts.entities if entity.type == declared)


def _told(
    old: Program,
    new: Program,
    facts: tuple[Facts, Facts],
    own: tuple[Facts | None, Facts | None],
    union: Program | None = None,
) -> Both:
    one = _Reader(old, new, "old", facts[0], union)
    other = _Reader(new, old, "new", facts[1], union)
    keys = dict.fromkeys([*subjects(new, facts[1]), *subjects(old, facts[0])])
    unread = {key: (tuple(one.unread(key)), tuple(other.unread(key))) for key in keys}
    return Both((own[0] or one.known, own[1] or other.known), unread)


class _Reader:
    """One side before facts that are read by all words that either side has."""

    def __init__(self, program: Program, other: Program, which: Which, facts: Facts, union: Program | None) -> None:
        self._program = program
        self._other = other
        self._which: Which = which
        self._lacks: Which = "new" if which == "old" else "old"
        self._facts = facts
        self._union = union or program
        self._all_known = union is None

    def unread(self, key: Key) -> Iterator[Difference]:
        """What this side cannot read of a subject, and what it cannot decide."""
        kind, _ = key
        if kind in self._program.types and not any(
            each.subject_type == kind for each in self._program.outcomes.values()
        ):
            outcomes = (name for name, each in self._other.outcomes.items() if each.subject_type == kind)
            yield from (Difference("outcome", name, self._lacks) for name in outcomes)
        if not self._all_known:
            reached = self._slices.reach(*key) if self._local else list(self._troubles)
            yield from dict.fromkeys(
                each for place in (_EVERYWHERE, *reached) for each in self._troubles.get(place, ())
            )

    @cached_property
    def known(self) -> Facts:
        """The facts in the words of this side."""
        types = self._program.types
        return msgspec.structs.replace(
            self._facts,
            facts=tuple(
                fact for fact in self._facts.facts if fact.predicate in self._inputs and not any(self._trouble(fact))
            ),
            entities=tuple(entity for entity in self._facts.entities if entity.type in types),
            constants={
                name: own for name, own in self._facts.constants.items() if name in types and types[name].section
            },
            expectations=(),
            answers=(),
        )

    @cached_property
    def _slices(self) -> Slices:
        return Slices(self._union, Tables(self._union), self._facts)

    @cached_property
    def _local(self) -> bool:
        return Tables(self._program).local

    @cached_property
    def _troubles(self) -> Mapping[Key, tuple[Difference, ...]]:
        """What this side cannot read, by the thing that it is about."""
        found: dict[Key, list[Difference]] = {}
        for key, difference in self._all_troubles():
            found.setdefault(key, []).append(difference)
        return {key: tuple(differences) for key, differences in found.items()}

    def _all_troubles(self) -> Iterator[tuple[Key, Difference]]:
        for entity in self._facts.entities:
            if entity.type not in self._program.types:
                yield (entity.type, entity.id), Difference("type", entity.type, self._lacks)
        for fact in self._facts.facts:
            yield from ((self._home(fact), each) for each in self._trouble(fact))
        yield from self._miscounted()

    def _miscounted(self) -> Iterator[tuple[Key, Difference]]:
        """Facts of which this side takes only one, and facts that it does not do without."""
        given = Counter((fact.predicate, fact.values[:-1]) for fact in self._facts.facts)
        for fact in self._facts.facts:
            declared = self._inputs.get(fact.predicate)
            if declared and declared.cardinality != "many" and given[fact.predicate, fact.values[:-1]] > 1:
                yield self._home(fact), Difference("declaration", fact.predicate, "both")
        needed = [each for each in self._inputs.values() if each.cardinality == "exactly one"]
        for entity in self._facts.entities:
            for declared in needed:
                if entity.type == declared.arguments[0].type and (declared.name, (entity.id,)) not in given:
                    yield (entity.type, entity.id), self._required(declared)

    def _required(self, declared: Predicate) -> Difference:
        """A fact that this side needs: one that only it has, or that only it does not do without."""
        if declared.name in _inputs(self._other):
            return Difference("declaration", declared.name, "both")
        return Difference("fact", declared.name, self._which)

    def _trouble(self, fact: Fact) -> Iterator[Difference]:
        """Why this side cannot read a fact."""
        declared = self._inputs.get(fact.predicate)
        types = [argument.type for argument in self._union.predicates[fact.predicate].arguments]
        if declared is None:
            if not self._filled_in(fact):
                yield Difference("fact", fact.predicate, self._lacks)
        elif [argument.type for argument in declared.arguments] != types:
            yield Difference("declaration", fact.predicate, "both")
        else:
            for name, value in zip(types, fact.values, strict=True):
                if not self._knows(self._program.types[name], str(value)):
                    yield Difference("constant", str(value), self._lacks, name)

    def _knows(self, kind: Type, value: str) -> bool:
        if kind.kind != "closed" or any(constant.name == value for constant in kind.constants):
            return True
        return bool(kind.section) and any(each.name == value for each in self._facts.constants.get(kind.name, ()))

    def _filled_in(self, fact: Fact) -> bool:
        """Whether nobody stated it."""
        today = self._union.predicates[fact.predicate].today
        return today and self._facts.reference_date_from.get(str(fact.values[0])) in ("option", "today")

    def _home(self, fact: Fact) -> Key:
        first = self._union.predicates[fact.predicate].arguments[0].type
        return (first, str(fact.values[0])) if self._union.types[first].kind == "entity" else _EVERYWHERE

    @cached_property
    def _inputs(self) -> Mapping[str, Predicate]:
        return _inputs(self._program)


def _inputs(program: Program) -> dict[str, Predicate]:
    return {name: each for name, each in program.predicates.items() if each.role == "input"}


def union(first: Program, second: Program) -> Program:
    """A program that reads what either reads; where they differ otherwise, what `first` says."""
    types = {**second.types, **{name: _joined(each, second.types.get(name)) for name, each in first.types.items()}}
    mine, others = _inputs(first), _inputs(second)
    inputs = {name: _loosened(each, mine.get(name), others.get(name)) for name, each in {**others, **mine}.items()}
    return msgspec.structs.replace(
        first,
        types=types,
        predicates={**second.predicates, **first.predicates, **inputs},
        tables={**second.tables, **first.tables},
        outcomes={**second.outcomes, **first.outcomes},
        readings={**second.readings, **first.readings},
    )


def _joined(one: Type, other: Type | None) -> Type:
    """A type with the constants of both."""
    known = {constant.name for constant in one.constants}
    more = (each for each in other.constants if each.name not in known) if other else ()
    return msgspec.structs.replace(one, constants=(*one.constants, *more))


def _loosened(each: Predicate, mine: Predicate | None, other: Predicate | None) -> Predicate:
    """A declaration that allows what either allows: required only where both require it."""
    asked = [declared.cardinality if declared else "at most one" for declared in (mine, other)]
    return msgspec.structs.replace(each, cardinality=min(asked, key=_LOOSE.index))
