"""What lies between two policies: the new one with some of its differences undone, put to the ordinary rules again.

A reference date that was filled in counts as a difference of the rules that ask for it: on the old side they ask for a fact of
another name, which holds the old day. So is found which rules give another answer on another day.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from kmopolicy.facts.model import Fact
from kmopolicy.facts.world import Tables, World
from kmopolicy.program.expand import expanded, is_existence
from kmopolicy.program.program import Case, Cases, Program
from kmopolicy.program.terms import Atom, BodyLiteral, Negative, Positive, Rule
from kmopolicy.proof.court import Court
from kmopolicy.proof.plan import Plans
from kmopolicy.questions.sides.responsible import Unit, alike, smallest, undone, units

_THEN = "_then"


class Place(NamedTuple):
    """A subject in its part of the facts, as each side sees it."""

    type: str
    id: str
    old: World
    new: World


class _Mixture(NamedTuple):
    program: Program
    plans: Plans
    tables: Tables
    sound: bool


class Mixtures:
    """Everything between two resolved programs; each mixture is made once, however many subjects are put to it.

    `dated`: the two sides have filled in another reference date.
    """

    def __init__(self, old: Program, new: Program, *, dated: bool) -> None:
        self.days = tuple(name for name, each in new.predicates.items() if each.today) if dated else ()
        """The facts that have another day on the old side."""
        self._suffix = _THEN
        while any(name.endswith(self._suffix) for name in (*old.predicates, *new.predicates)):
            self._suffix += "_"
        self._old = _renamed(old, self.days, self.then)
        self._new = new
        self.units = tuple(units(self._old, new))
        self._made: dict[frozenset[int], _Mixture] = {}
        self._found: dict[tuple[str, str, str], dict[tuple[Unit, ...], None]] = {}

    def responsible(self, place: Place, before: str, after: str) -> tuple[Unit, ...]:
        """A smallest set of differences without which the subject would have the old outcome still.

        Where what was found for an earlier subject does for this one as well, it is that: so that few differ.
        """
        facts = tuple(self._facts(place))

        def restored(kept: Iterable[Unit]) -> bool:
            return self._value(kept, place, facts) == before

        known = self._found.setdefault((place.type, before, after), {})
        for found in known:
            if restored(found) and not any(restored(_without(found, unit)) for unit in found):
                return found
        found = tuple(smallest(self.units, restored)) if restored(self.units) else self.units
        known[found] = None
        return found

    def told(self, found: Iterable[Unit]) -> tuple[Unit, ...]:
        """The differences as they stand in the two policies."""
        return tuple(self._told(unit) for unit in found)

    def then(self, name: str) -> str:
        """What the fact with the old day is called."""
        return name + self._suffix

    def _now(self, name: str) -> str:
        return name.removesuffix(self._suffix)

    def program(self, kept: Iterable[Unit]) -> Program | None:
        """The new program with some differences undone, to decide many subjects by; None where it runs in circles."""
        mixture = self._mixture(kept)
        return mixture.program if mixture.sound else None

    def _told(self, unit: Unit) -> Unit:
        if isinstance(unit.old, Rule):
            old = _rule(unit.old, self._now)
            return unit._replace(old=old, dated=isinstance(unit.new, Rule) and alike(old, unit.new))
        return unit._replace(old=_cases(unit.old, self._now)) if isinstance(unit.old, Cases) else unit

    def _value(self, kept: Iterable[Unit], place: Place, facts: Sequence[Fact]) -> str:
        """The outcome in a mixture; "" where its rules run in circles or do not decide about such a subject."""
        mixture = self._mixture(kept)
        outcomes = [each for each in mixture.program.outcomes.values() if each.subject_type == place.type]
        if not mixture.sound or len(outcomes) != 1:
            return ""
        world = World(mixture.tables, facts, place.new.entities, place.old.replaces | place.new.replaces)
        return Court(mixture.plans, world, {}, outcomes[0], place.id).value

    def _mixture(self, kept: Iterable[Unit]) -> _Mixture:
        key = frozenset(map(id, kept))
        if key not in self._made:
            chosen = [unit for unit in self.units if id(unit) in key]
            program = undone(self._old, self._new, chosen)
            self._made[key] = _Mixture(program, Plans(program), Tables(program), not _in_circles(program))
        return self._made[key]

    def _facts(self, place: Place) -> Iterator[Fact]:
        """All that either side sees, the old days by their other name."""
        seen: dict[object, Fact] = {}
        for world, then in ((place.new, False), (place.old, True)):
            for name, facts in world.facts.items():
                renamed = self.then(name) if then and name in self.days else name
                if not is_existence(name):
                    for values, fact in facts.items():
                        seen.setdefault((renamed, values), msgspec.structs.replace(fact, predicate=renamed))
        yield from seen.values()


def _without(found: Sequence[Unit], one: Unit) -> list[Unit]:
    return [unit for unit in found if unit is not one]


def _in_circles(program: Program) -> bool:
    """Whether a predicate depends on itself, as in no policy."""
    rules = expanded(program)
    state: dict[str, bool] = {}

    def circular(name: str) -> bool:
        if name not in state:
            state[name] = True
            bodies = (rule.body for rule in rules.get(name, ()))
            atoms = (each.atom for body in bodies for each in body if isinstance(each, Positive | Negative))
            if any(circular(atom.predicate) for atom in atoms):
                return True
            state[name] = False
        return state[name]

    return any(map(circular, rules))


def _renamed(program: Program, names: Sequence[str], rename: Callable[[str], str]) -> Program:
    """The program with other names for some of its facts."""
    if not names:
        return program

    def other(name: str) -> str:
        return rename(name) if name in names else name

    more = {
        rename(name): msgspec.structs.replace(program.predicates[name], name=rename(name))
        for name in names
        if name in program.predicates
    }
    return msgspec.structs.replace(
        program,
        rules=tuple(_rule(rule, other) for rule in program.rules),
        outcomes={name: _cases(cases, other) for name, cases in program.outcomes.items()},
        predicates={**program.predicates, **more},
    )


def _rule(rule: Rule, rename: Callable[[str], str]) -> Rule:
    return msgspec.structs.replace(rule, body=_body(rule.body, rename))


def _cases(cases: Cases, rename: Callable[[str], str]) -> Cases:
    return msgspec.structs.replace(cases, cases=tuple(_case(case, rename) for case in cases.cases))


def _case(case: Case, rename: Callable[[str], str]) -> Case:
    because = tuple(Atom(rename(atom.predicate), atom.terms) for atom in case.because)
    return msgspec.structs.replace(case, body=_body(case.body, rename), because=because)


def _body(body: Iterable[BodyLiteral], rename: Callable[[str], str]) -> tuple[BodyLiteral, ...]:
    return tuple(
        type(literal)(Atom(rename(literal.atom.predicate), literal.atom.terms), literal.span)
        if isinstance(literal, Positive | Negative)
        else literal
        for literal in body
    )
