"""What would have to be otherwise for a subject to have another outcome: all minimal sets of changes of its facts.

A change states a fact, takes one back, or gives another value where there can be only one. Constants that are alike count as
one, and so do dates that do the same. Every set is put to the ordinary engine before it is told.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise, permutations
from typing import NamedTuple

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import lower
from kmopolicy.facts.model import Entity, Fact, Facts, GroundAtom
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.terms import Value
from kmopolicy.questions.alike import classes
from kmopolicy.questions.space import Space, space_about
from kmopolicy.questions.witness import Witness
from kmopolicy.questions.worlds import Worlds, shipped

LIMIT = 5000
"""Sets of one size that are looked at; more are not told apart any further."""

Decide = Callable[[Facts], str]
"""The ordinary engine: the outcome of the subject under other facts."""


class Edit(NamedTuple):
    """One change: what is no longer stated, and what is stated instead.

    `choices`: for each argument the values that would do, any with any; None for the last one: nothing is stated.
    """

    predicate: str
    before: GroundAtom | None
    choices: tuple[tuple[Value | None, ...], ...]

    @property
    def after(self) -> GroundAtom | None:
        """What is stated instead, by the first of the choices."""
        values = tuple(choice[0] for choice in self.choices)
        return None if values[-1] is None else GroundAtom(self.predicate, values)  # type: ignore[arg-type]


class Way(NamedTuple):
    """A minimal set of changes. `fixed`: some of it is what the subject is, which nobody changes by doing something."""

    edits: tuple[Edit, ...]
    fixed: bool


class Pillar(NamedTuple):
    """A fact that carries the present outcome alone: without it the outcome is `outcome`."""

    atom: GroundAtom
    outcome: str


class WhatIf(NamedTuple):
    """All ways to an outcome within `most` changes, and what carries the present one. `more`: there are ways not told."""

    space: Space
    present: str
    target: str
    most: int
    ways: tuple[Way, ...]
    pillars: tuple[Pillar, ...]
    more: bool


def what_if(
    program: Program,
    facts: Facts,
    subject: tuple[Cases, str],
    reached: Sequence[tuple[str, str]],
    target: str,
    readings: Mapping[str, str],
    decide: Decide,
    most: int = 3,
) -> WhatIf:
    """The ways to `target` for a subject that reaches these entities, by at most `most` changes."""
    search = _Search(program, facts, subject, reached, target, readings)
    present = decide(facts)
    ways: list[Way] = []
    more = False
    for size in range(1, most + 1) if present != target else ():
        found, cut = search.of_size(size)
        more = more or cut
        for edits in found:
            assert decide(changed(facts, search.space, edits)) == target, "the engine and the solver disagree"
        ways += [
            Way(edits, any(program.predicates[each.predicate].fixed for each in edits))
            for edits in search.merged(found)
        ]
    return WhatIf(search.space, present, target, most, tuple(ways), tuple(_pillars(search, decide, present)), more)


def changed(facts: Facts, space: Space, edits: Iterable[Edit]) -> Facts:
    """The facts after the changes, with whatever they speak of that was not there before."""
    edits = tuple(edits)
    gone = {(each.before.predicate, each.before.values) for each in edits if each.before}
    stated = [each.after for each in edits if each.after]
    kept = [fact for fact in facts.facts if (fact.predicate, fact.values) not in gone]
    kept += [Fact(atom.predicate, atom.values) for atom in stated]
    return facts_with(facts, space, kept, stated)


def facts_with(facts: Facts, space: Space, kept: Iterable[Fact], stated: Iterable[GroundAtom]) -> Facts:
    """The same world with other facts; entities and constants that are new in them are declared."""
    there = {(entity.type, entity.id) for entity in facts.entities}
    entities, constants = list(facts.entities), {name: list(own) for name, own in facts.constants.items()}
    for atom in stated:
        for argument, value in zip(space.program.predicates[atom.predicate].arguments, atom.values, strict=True):
            kind = space.program.types[argument.type]
            if kind.kind == "entity" and (kind.name, str(value)) not in there:
                there.add((kind.name, str(value)))
                entities.append(Entity(kind.name, str(value), None))
            new = [each for each in space.own.get(kind.name, ()) if each.name == value]
            constants[kind.name] = list(dict.fromkeys((*constants.get(kind.name, ()), *new)))
    return Facts(
        facts.file,
        tuple(kept),
        tuple(entities),
        {name: tuple(own) for name, own in constants.items() if own},
        facts.reference_date_from,
        (),
        facts.replaces,
    )


class _Search:
    """Looks for sets of changes, size by size: what holds a smaller set that was found is not minimal."""

    def __init__(
        self,
        program: Program,
        facts: Facts,
        subject: tuple[Cases, str],
        reached: Sequence[tuple[str, str]],
        target: str,
        readings: Mapping[str, str],
    ) -> None:
        self.facts = facts
        self.space = space_about(program, facts, reached)
        known = {free.predicate.name for free in self.space.free}
        things = set(reached)
        self.before = tuple(
            GroundAtom(fact.predicate, fact.values)
            for fact in facts.facts
            if fact.predicate in known and _about(program.predicates[fact.predicate], fact.values) in things
        )
        self._alike = classes(self.space, (value for atom in self.before for value in atom.values))
        cases, name = subject
        goal = f"{asp.name_of(cases.name)}({asp.value(name)},{asp.value(target)})"
        lines = (
            *shipped(program),
            *asp.rules(lower(program, readings)),
            *self._present(reached),
            *self._changes(),
            *self._in_turn(),
            f":- not {goal}.",
        )
        self._worlds = Worlds(self.space, lines)
        self._ranks = {free.predicate.name: [_ranked(domain) for domain in free.domains] for free in self.space.free}

    def of_size(self, size: int) -> tuple[list[tuple[Edit, ...]], bool]:
        """The minimal sets of one size, and whether there were too many to look at."""
        found = self._worlds.every([(clingo.Function("size", [clingo.Number(size)]), True)], LIMIT)
        sets = sorted({self._edits(witness) for witness in found}, key=self._listed)
        self._worlds.exclude(text for edits in sets for text in self._variants(edits))
        return sets, len(found) >= LIMIT

    def _present(self, reached: Iterable[tuple[str, str]]) -> Iterator[str]:
        """What there is now: it stays, but for its facts."""
        yield from (f"{asp.fact(exists(kind), (name,))}." for kind, name in reached)
        for atom in self.before:
            yield f"{asp.fact(_was(atom.predicate), atom.values)}."
        for kind, names in self.space.entities.items():
            for name in (each for each in names if (kind, each) not in set(reached)):
                yield f":- {asp.fact(exists(kind), (name,))}, {', '.join(self._unused(kind, name)) or '#true'}."

    def _unused(self, kind: str, name: str) -> Iterator[str]:
        """That nothing refers to a thing: then it need not be there."""
        for free in self.space.free:
            for place, argument in enumerate(free.predicate.arguments):
                if place and argument.type == kind:
                    terms = [asp.value(name) if at == place else "_" for at in range(free.predicate.arity)]
                    yield f"not {asp.name_of(free.predicate.name)}({','.join(terms)})"

    def _changes(self) -> Iterator[str]:
        """A change per fact, or per key where a key has at most one fact."""
        for free in self.space.free:
            arity = free.predicate.arity
            terms = [f"V{place}" for place in range(arity)]
            key = terms if free.predicate.cardinality == "many" else terms[:-1]
            now, was = (
                f"{asp.name_of(name)}({','.join(terms)})" for name in (free.predicate.name, _was(free.predicate.name))
            )
            change = f"change({','.join((asp.value(free.predicate.name), *key))})"
            yield f"{change} :- {now}, not {was}."
            yield f"{change} :- {was}, not {now}."
        arities = {
            free.predicate.arity + (1 if free.predicate.cardinality == "many" else 0) for free in self.space.free
        }
        for arity in sorted(arities):
            named = ",".join(f"V{place}" for place in range(arity))
            yield f"changed(({named},)) :- change({named})."
        yield "size(K) :- K = #count { C : changed(C) }."

    def _in_turn(self) -> Iterator[str]:
        """Of constants that are alike the first is used first: the others would say the same again."""
        for group in dict.fromkeys(group for group in self._alike.values() if len(group) > 1):
            for free in self.space.free:
                for place, domain in enumerate(free.domains):
                    for value in (value for value in group if value in domain):
                        terms = [asp.value(value) if at == place else "_" for at in range(free.predicate.arity)]
                        yield f"used({asp.value(value)}) :- {asp.name_of(free.predicate.name)}({','.join(terms)})."
            for first, second in pairwise(group):
                yield f":- used({asp.value(second)}), not used({asp.value(first)})."

    def _edits(self, witness: Witness) -> tuple[Edit, ...]:
        """What differs between a world and the present one, in the order of the declarations."""
        now, was = set(witness.atoms), set(self.before)
        edits: list[Edit] = []
        for free in self.space.free:
            name, many = free.predicate.name, free.predicate.cardinality == "many"
            gone = {atom.values if many else atom.values[:-1]: atom for atom in was - now if atom.predicate == name}
            for atom in (atom for atom in now - was if atom.predicate == name):
                before = None if many else gone.pop(atom.values[:-1], None)
                edits.append(Edit(name, before, tuple((value,) for value in atom.values)))
            edits += [Edit(name, atom, _taken_back(atom)) for atom in gone.values()]
        return tuple(sorted(edits, key=str))

    def merged(self, found: Iterable[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
        """The sets, with constants that are alike as choices, and sets that differ in one value made one."""
        ways = [tuple(map(self._with_likes, edits)) for edits in found]
        while True:
            joined = ways
            for at, place in sorted({(at, place) for way in ways for at, place in _places(way)}):
                joined = self._joined(joined, at, place)
            if len(joined) == len(ways):
                return ways
            ways = joined

    def _with_likes(self, edit: Edit) -> Edit:
        choices = (self._alike.get(choice[0], choice) if choice[0] is not None else choice for choice in edit.choices)
        return edit._replace(choices=tuple(choices)) if edit.after else edit

    def _joined(self, ways: Iterable[tuple[Edit, ...]], at: int, place: int) -> list[tuple[Edit, ...]]:
        """Ways that differ in nothing but what they choose in one place, as one way."""
        groups: dict[object, list[tuple[Edit, ...]]] = {}
        for way in ways:
            there = at < len(way) and place < len(way[at].choices)
            groups.setdefault(_without(way, at, place) if there else way, []).append(way)
        return [self._union(group, at, place) if len(group) > 1 else group[0] for group in groups.values()]

    def _union(self, group: Sequence[tuple[Edit, ...]], at: int, place: int) -> tuple[Edit, ...]:
        edit = group[0][at]
        ranks = self._ranks[edit.predicate][place]
        values = {value for way in group for value in way[at].choices[place]}
        choice = tuple(sorted(values, key=lambda value: ranks.get(value, len(ranks))))
        choices = (*edit.choices[:place], choice, *edit.choices[place + 1 :])
        return (*group[0][:at], edit._replace(choices=choices), *group[0][at + 1 :])

    def _listed(self, edits: tuple[Edit, ...]) -> tuple[object, ...]:
        """Sets in the order of the declarations: first what a person can change."""
        order = list(self.space.program.predicates)
        fixed = sum(self.space.program.predicates[edit.predicate].fixed for edit in edits)
        return fixed, [order.index(edit.predicate) for edit in edits], [str(edit) for edit in edits]

    def _variants(self, edits: tuple[Edit, ...]) -> Iterator[str]:
        """That a set does not hold, nor any that says the same with other constants that are alike."""
        stated = [edit.after for edit in edits if edit.after]
        used = [value for atom in stated for value in atom.values if len(self._alike.get(value, ())) > 1]
        groups = list(dict.fromkeys(self._alike[value] for value in used))
        gone = [
            f"not {asp.fact(each.predicate, each.before.values)}" for each in edits if each.before and not each.after
        ]
        for renaming in _renamings(groups, used, len(edits)):
            new = [asp.fact(atom.predicate, [renaming.get(value, value) for value in atom.values]) for atom in stated]
            yield f":- {', '.join((*new, *gone))}."


def _renamings(
    groups: Sequence[tuple[Value, ...]], used: Sequence[Value], size: int
) -> Iterator[Mapping[Value, Value]]:
    """Every way to put other constants of its group, among the first few, in the place of each that is used."""
    if not groups:
        yield {}
        return
    group, rest = groups[0], groups[1:]
    mine = list(dict.fromkeys(value for value in used if value in group))
    for others in permutations(group[: size + 2], len(mine)):
        for further in _renamings(rest, used, size):
            yield {**dict(zip(mine, others, strict=True)), **further}


def _taken_back(atom: GroundAtom) -> tuple[tuple[Value | None, ...], ...]:
    return (*((value,) for value in atom.values[:-1]), (None,))


def _places(way: Sequence[Edit]) -> Iterator[tuple[int, int]]:
    return ((at, place) for at, edit in enumerate(way) for place in range(len(edit.choices)))


def _without(way: tuple[Edit, ...], at: int, place: int) -> object:
    """A way but for one choice."""
    edit = way[at]
    rest = edit._replace(choices=(*edit.choices[:place], (), *edit.choices[place + 1 :]))
    return (*way[:at], rest, *way[at + 1 :])


def _ranked(domain: Iterable[Value]) -> dict[Value | None, int]:
    """The places of values: dates in their own order, others as they are declared."""
    values = list(domain)
    return {value: place for place, value in enumerate(sorted(values, key=str) if _dated(values) else values)}


def _dated(values: Sequence[Value]) -> bool:
    return bool(values) and isinstance(values[0], date)


def _pillars(search: _Search, decide: Decide, present: str) -> Iterator[Pillar]:
    """The facts without which the outcome is another one. What every subject must have cannot be taken away."""
    predicates = search.space.program.predicates
    for atom in search.before:
        declared = predicates[atom.predicate]
        if declared.cardinality != "exactly one" and not declared.today:
            outcome = decide(changed(search.facts, search.space, [Edit(atom.predicate, atom, _taken_back(atom))]))
            if outcome != present:
                yield Pillar(atom, outcome)


def _was(predicate: str) -> str:
    return f"was#{predicate}"


def _about(declared: Predicate, values: Sequence[Value]) -> tuple[str, str]:
    return declared.arguments[0].type, str(values[0])
