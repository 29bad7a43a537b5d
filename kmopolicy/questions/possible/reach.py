"""How far rules look: how many things of each type can bear on one subject, by the references between them.

A rule that follows references from what it is about sees one thing per reference. Where a reference can be made many times, or
a rule looks at things that nothing leads to, any number of things could bear on a subject: the types of those are told.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kmopolicy.program.declarations import Predicate
from kmopolicy.program.expand import expanded
from kmopolicy.program.program import Program, Property
from kmopolicy.program.terms import Atom, BodyLiteral, Negative, Positive, Term

MOST = 3
"""Things of one type that are looked at, however many there could be."""

Body = tuple[BodyLiteral, ...]


class Reach(NamedTuple):
    """How many things of each entity type are looked at, and of which types more could bear on a subject."""

    counts: Mapping[str, int]
    unbounded: frozenset[str]


def reach(program: Program, inputs: Iterable[Predicate], properties: Iterable[Property]) -> Reach:
    """How many things of each type tell all there is to tell about a subject."""
    kinds = [kind.name for kind in program.types.values() if kind.kind == "entity"]
    references = list(_references(program, inputs))
    counts = dict.fromkeys(kinds, 1)
    unbounded = {target for _, target, many in references if many}
    for root in kinds:
        reached, endless = _from(root, references)
        unbounded |= endless
        counts |= {name: max(counts[name], count) for name, count in reached.items()}
    unbounded |= {name for name, count in counts.items() if count > MOST}
    follower = _Follower(program)
    follower.rules()
    for prop in properties:
        follower.property(prop)
    unbounded |= follower.lost
    return Reach({name: min(count, MOST) for name, count in counts.items()}, frozenset(unbounded))


def claimed(prop: Property) -> Iterator[Body]:
    """The bodies of a property: what is never, what can be, or the fact that it adds with what holds before."""
    yield from filter(None, (prop.never, *prop.possible))
    if prop.effect:
        yield (Positive(prop.effect.added, prop.span), *prop.effect.where)


def _references(program: Program, inputs: Iterable[Predicate]) -> Iterator[tuple[str, str, bool]]:
    """From which type to which facts lead, and whether one thing can lead to many."""
    for each in inputs:
        home = each.arguments[0].type
        for place, argument in enumerate(each.arguments):
            if program.types[argument.type].kind == "entity" and (place or program.types[home].kind != "entity"):
                yield home, argument.type, each.cardinality == "many" or each.arity != 2 or place != 1


def _from(root: str, references: Iterable[tuple[str, str, bool]]) -> tuple[dict[str, int], set[str]]:
    """How many things of each type one thing leads to, by how many ways; and the types that lead back to themselves."""
    counts: dict[str, int] = {}
    endless: set[str] = set()
    ways: list[tuple[str, ...]] = [(root,)]
    for way in ways:
        counts[way[-1]] = counts.get(way[-1], 0) + 1
        for source, target, many in references:
            if source == way[-1] and target in way:
                endless.add(target)
            elif source == way[-1] and not many:
                ways.append((*way, target))
    return counts, endless


def _atoms(body: Body) -> list[Atom]:
    return [literal.atom for literal in body if isinstance(literal, Positive | Negative)]


class _Follower:
    """Follows rules from the thing that each predicate is about: the first of its arguments that leads to all the rest."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._rules = expanded(program)
        self._homes: dict[str, int | None] = {}
        self.lost: set[str] = set()
        """The types of the things that rules look at without being led to them."""

    def rules(self) -> None:
        """Follows every rule."""
        for name in self._rules:
            self._home_of(name)

    def property(self, prop: Property) -> None:
        """Follows a property, from whatever in it leads furthest."""
        for body in claimed(prop):
            atoms = _atoms(body)
            homes = ((atom, self._home_of(atom.predicate)) for atom in atoms)
            starts = dict.fromkeys(atom.terms[place] for atom, place in homes if place is not None)
            self.lost |= min((self._lost(start, atoms) for start in starts), key=len, default=set())

    def _home_of(self, predicate: str) -> int | None:
        """The place of the argument that a predicate is about; None where none of them is a thing."""
        if predicate not in self._homes:
            self._homes[predicate] = self._found_home(predicate)
        return self._homes[predicate]

    def _found_home(self, predicate: str) -> int | None:
        places: list[int | None] = [*self._things_in(predicate)]
        lost = {place: self._lost_from(place, predicate) for place in places or [None]}
        home = min(lost, key=lambda place: len(lost[place]))
        self.lost |= lost[home]
        return home

    def _lost_from(self, place: int | None, predicate: str) -> set[str]:
        """What the rules of a predicate lose, followed from one of its arguments."""
        found: set[str] = set()
        for rule in self._rules.get(predicate, ()):
            found |= self._lost(None if place is None else rule.head.terms[place], _atoms(rule.body))
        return found

    def _lost(self, start: Term | None, atoms: Sequence[Atom]) -> set[str]:
        """The types of the things that the atoms are about and that nothing leads to from the start."""
        reached = {start}
        waiting = [(atom, place) for atom in atoms if (place := self._home_of(atom.predicate)) is not None]
        while ready := [atom for atom, place in waiting if atom.terms[place] in reached]:
            reached = reached.union(*(atom.terms for atom in ready))
            waiting = [(atom, place) for atom, place in waiting if atom not in ready]
        return {self._program.predicates[atom.predicate].arguments[place].type for atom, place in waiting}

    def _things_in(self, predicate: str) -> list[int]:
        declared = self._program.predicates.get(predicate)
        if declared is None:  # a case, or that a thing exists: about the subject itself
            return [0]
        types = self._program.types
        return [place for place, each in enumerate(declared.arguments) if types[each.type].kind == "entity"]
