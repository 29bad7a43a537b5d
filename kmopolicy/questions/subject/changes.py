"""Changes of facts: what is no longer stated and what is stated instead, and the world after it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kmopolicy.facts.model import Entity, Fact, Facts, GroundAtom
from kmopolicy.program.declarations import Constant
from kmopolicy.program.terms import Value
from kmopolicy.questions.possible.space import Space

Place = tuple[int, int]
"""An argument of what a change states: the number of the change, and of the argument."""


class Edit(NamedTuple):
    """One change: what is no longer stated, and what is stated instead."""

    predicate: str
    before: GroundAtom | None
    after: GroundAtom | None


class Change(NamedTuple):
    """Edits that would all do. For each argument the values it may have; None, last: or nothing is stated.

    What is stated takes the place of what stood there. `taken_back`: instead, facts with these values are no longer stated.
    Of days there is one for each cell of the calendar.
    """

    predicate: str
    taken_back: bool
    choices: tuple[tuple[Value | None, ...], ...]


class Link(NamedTuple):
    """How the value in one place must stand to the value in a later one: "=", "!=", or for days any order."""

    one: Place
    operator: str
    other: Place


class Way(NamedTuple):
    """A minimal set of changes: any choice with any other, as far as the links allow. `example` is one that they allow.

    `fixed`: some of it is what the subject is, which nobody changes by doing something.
    """

    changes: tuple[Change, ...]
    links: tuple[Link, ...]
    example: tuple[Edit, ...]
    fixed: bool


def taken_back(atom: GroundAtom) -> Edit:
    """That a fact is no longer stated."""
    return Edit(atom.predicate, atom, None)


def changed(facts: Facts, space: Space, edits: Sequence[Edit]) -> Facts:
    """The facts after the changes, with whatever they speak of that was not there before."""
    gone = {(each.before.predicate, each.before.values) for each in edits if each.before}
    stated = [each.after for each in edits if each.after]
    kept = [fact for fact in facts.facts if (fact.predicate, fact.values) not in gone]
    return with_facts(facts, space, (*kept, *(Fact(atom.predicate, atom.values) for atom in stated)), stated)


def with_facts(facts: Facts, space: Space, kept: Iterable[Fact], new: Iterable[GroundAtom]) -> Facts:
    """A world with other facts; the things and the constants of the space that `new` ones speak of are declared."""
    new = tuple(new)
    entities = {(entity.type, entity.id): entity for entity in facts.entities}
    constants = {name: dict.fromkeys(own) for name, own in facts.constants.items()}
    for kind, name in _named(space, new, "entity"):
        entities.setdefault((kind, name), Entity(kind, name, None))
    for kind, name in _named(space, new, "closed"):
        constants.setdefault(kind, {}).update(dict.fromkeys(_own(space, kind, name)))
    declared = {name: tuple(own) for name, own in constants.items() if own}
    return Facts(
        facts.file,
        tuple(kept),
        tuple(entities.values()),
        declared,
        facts.reference_date_from,
        facts.expectations,
        facts.replaces,
        facts.answers,
    )


def _named(space: Space, atoms: Iterable[GroundAtom], of_kind: str) -> Iterator[tuple[str, str]]:
    """The types and names of what atoms speak of."""
    for atom in atoms:
        for argument, value in zip(space.program.predicates[atom.predicate].arguments, atom.values, strict=True):
            kind = space.program.types[argument.type]
            if kind.kind == of_kind:
                yield from ((name, str(value)) for name in (kind.name, *kind.includes))


def _own(space: Space, kind: str, name: str) -> Iterator[Constant]:
    return (constant for constant in space.own.get(kind, ()) if constant.name == name)
