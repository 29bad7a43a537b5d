"""Looks for the sets of changes that lead to an outcome, size by size: one that holds a smaller one is not minimal."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import combinations, pairwise, permutations, product

import clingo

from kmopolicy.engines import asp
from kmopolicy.facts.model import GroundAtom
from kmopolicy.program.terms import Value
from kmopolicy.questions.possible.space import Free, Space
from kmopolicy.questions.possible.worlds import Worlds, shipped
from kmopolicy.questions.subject.changes import Edit, taken_back
from kmopolicy.questions.subject.present import speaking, there
from kmopolicy.questions.subject.situation import Situation

Group = tuple[Value, ...]
Edits = tuple[Edit, ...]


class Search:
    """The sets of at most `most` changes after which the outcome is `target`."""

    def __init__(self, situation: Situation, target: str, most: int, limit: int) -> None:
        self._situation = situation
        self._most = most
        self._limit = limit
        self._order = {name: place for place, name in enumerate(situation.program.predicates)}
        self._space = situation.space._replace(free=tuple(map(self._narrowed, situation.space.free)))
        lines = (
            *shipped(situation.program),
            *asp.rules(situation.core),
            *there(situation),
            *(f"{asp.fact(_was(atom.predicate), atom.values)}." for atom in situation.given),
            *_sizes(situation.space),
            *self._in_turn(),
            f":- not {asp.fact(situation.cases.name, (situation.subject, target))}.",
        )
        self._worlds = Worlds(self._space, lines)
        self._smaller: list[Edits] = []

    def of_size(self, size: int) -> tuple[list[Edits], bool]:
        """The minimal sets of one size, and whether there were too many to look at. Sizes are asked for in order."""
        self._worlds.exclude(f":- {text}." for edits in self._smaller for text in self._variants(edits))
        found = self._worlds.every([(clingo.Function("size", [clingo.Number(size)]), True)], self._limit)
        self._smaller = sorted({self._edits(facts) for facts in found}, key=self._written)
        return self._smaller, len(found) >= self._limit

    def _edits(self, now: frozenset[GroundAtom]) -> Edits:
        """What differs between the facts of a world and the present ones."""
        was = set(self._situation.given)
        gone = {self._key(atom): atom for atom in was - now}
        edits = [Edit(atom.predicate, gone.pop(self._key(atom), None), atom) for atom in now - was]
        edits += map(taken_back, gone.values())
        return tuple(sorted(edits, key=self._place))

    def _key(self, atom: GroundAtom) -> tuple[Value, ...]:
        """What two facts must share for one to stand in the place of the other."""
        many = self._situation.program.predicates[atom.predicate].cardinality == "many"
        return (atom.predicate, *(atom.values if many else atom.values[:-1]))

    def _written(self, edits: Edits) -> list[tuple[int, str]]:
        return [self._place(edit) for edit in edits]

    def _place(self, edit: Edit) -> tuple[int, str]:
        return self._order[edit.predicate], str(edit)

    def _in_turn(self) -> Iterator[str]:
        """Of values that are alike the first is used first: the others would say the same again."""
        numbers = {group: number for number, group in enumerate(self._groups)}
        for free in self._space.free:
            for place, domain in enumerate(free.domains):
                for value in domain:
                    group = self._situation.alike(free.predicate, place, value)
                    if group in numbers:
                        yield f"used({numbers[group]},{asp.value(value)}) :- {speaking(free, place, value)}."
        for group, times in self._groups.items():
            for first, second in pairwise(map(asp.value, group[:times])):
                yield f":- used({numbers[group]},{second}), not used({numbers[group]},{first})."

    def _narrowed(self, free: Free) -> Free:
        """A predicate without the values whose turn cannot come."""
        domains = []
        for place, domain in enumerate(free.domains):
            groups = [(value, self._situation.alike(free.predicate, place, value)) for value in domain]
            domains.append(tuple(value for value, group in groups if value in group[: self._groups.get(group, 1)]))
        return Free(free.predicate, tuple(domains))

    @cached_property
    def _groups(self) -> Mapping[Group, int]:
        """Values that are alike, and how many of them the changes can use at most."""
        found: dict[Group, int] = {}
        for free in self._situation.space.free:
            places = enumerate(free.domains)
            groups = [
                {self._situation.alike(free.predicate, place, value) for value in values} for place, values in places
            ]
            for group in sorted(set().union(*groups), key=str):
                times = sum(group in each for each in groups)
                found[group] = max(found.get(group, 0), times * self._most)
        return {group: times for group, times in found.items() if len(group) > 1}

    def _variants(self, edits: Edits) -> Iterator[str]:
        """That these edits were made, and for each renaming of values to others like them, that those were made."""
        used: dict[Group, dict[Value, None]] = {}
        for edit in edits:
            for value, group in self._alike(edit.after):
                if len(group) > 1:
                    used.setdefault(group, {})[value] = None
        for renaming in self._renamings(used):
            yield ", ".join(self._made(edit, renaming) for edit in edits)

    def _alike(self, atom: GroundAtom | None) -> Iterator[tuple[Value, Group]]:
        """The values of an atom, each with those that are like it."""
        if atom:
            declared = self._situation.program.predicates[atom.predicate]
            for place, value in enumerate(atom.values):
                yield value, self._situation.alike(declared, place, value)

    def _renamings(self, used: Mapping[Group, Iterable[Value]]) -> Iterator[Mapping[Value, Value]]:
        """Every way to put others in the place of values, among those that can be used; days stay in their order."""
        ways = []
        for group, values in used.items():
            mine, few = sorted(values, key=group.index), group[: self._groups[group]]
            others = combinations(few, len(mine)) if isinstance(few[0], date) else permutations(few, len(mine))
            ways.append([dict(zip(mine, each, strict=True)) for each in others])
        for parts in product(*ways):
            yield {value: other for part in parts for value, other in part.items()}

    def _made(self, edit: Edit, renaming: Mapping[Value, Value]) -> str:
        """That an edit was made, with other values."""
        if edit.after:
            found = self._alike(edit.after)
            values = [renaming.get(value, value) if len(group) > 1 else value for value, group in found]
            return asp.fact(edit.predicate, values)
        assert edit.before is not None, "an edit changes something"
        if self._situation.program.predicates[edit.predicate].cardinality == "many":
            return f"not {asp.fact(edit.predicate, edit.before.values)}"
        key = [*map(asp.value, edit.before.values[:-1]), "_"]
        return f"not {asp.name_of(edit.predicate)}({','.join(key)})"


def _sizes(space: Space) -> Iterator[str]:
    """How many changes a world is away: one per fact, or per key where a key has at most one fact."""
    for free in space.free:
        name, many = free.predicate.name, free.predicate.cardinality == "many"
        terms = [f"V{place}" for place in range(free.predicate.arity)]
        key = ",".join((asp.value(name), *(terms if many else terms[:-1])))
        now, was = (f"{asp.name_of(each)}({','.join(terms)})" for each in (name, _was(name)))
        yield f"changed(({key},)) :- {now}, not {was}."
        yield f"changed(({key},)) :- {was}, not {now}."
    yield "size(K) :- K = #count { C : changed(C) }."


def _was(predicate: str) -> str:
    return f"was#{predicate}"
