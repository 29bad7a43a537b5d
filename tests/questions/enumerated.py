"""All dossiers of a small random policy, and what the naive oracle says of each: what the solver is held against."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from kmopolicy.facts.model import Fact, Facts, GroundAtom
from kmopolicy.program.expand import expanded
from kmopolicy.program.program import Program, Property
from kmopolicy.program.terms import Atom, BodyLiteral, Negative, Positive, Value, Var
from kmopolicy.questions.possible.space import Space
from kmopolicy.testing.exhaustive import dossiers
from kmopolicy.testing.naive import Naive
from kmopolicy.testing.small import Small

MOST = 2_500
"""Dossiers that are enumerated; a policy with more is left aside."""

_SPRING = date(2024, 3, 1)
_DAYS = [date(year, month, 1) for year in range(2022, 2029) for month in (1, 7)]
_DAYS += [
    date(2024, 2, 28),
    date(2024, 2, 29),
    _SPRING,
    date(2024, 3, 2),
    date(2024, 3, 3),
    date(2024, 1, 2),
    date(1, 1, 1),
]
_FEW_DAYS = [
    date(2023, 6, 1),
    date(2023, 6, 2),
    date(2024, 1, 1),
    date(2024, 2, 1),
    date(2024, 2, 2),
    _SPRING,
    date(2024, 6, 1),
]
_FEW_DAYS += [
    date(2024, 6, 2),
    date(2025, 1, 1),
    date(2025, 6, 1),
    date(2025, 6, 2),
    date(2026, 1, 1),
    date(2026, 6, 1),
]

Size = tuple[int, int, int]
"""How large a world is: readings that are not the default, things, facts."""


class World(NamedTuple):
    """A dossier under one choice of readings."""

    facts: Facts
    readings: Mapping[str, str]
    holds: Naive

    @property
    def size(self) -> Size:
        defaults = {name: reading.default for name, reading in self.holds.program.readings.items()}
        departures = sum(self.readings[name] != option for name, option in defaults.items())
        return departures, len(self.facts.entities), len(self.facts.facts)

    @property
    def outcomes(self) -> dict[tuple[str, Value], Value]:
        return {
            (name, subject): value
            for name in self.holds.program.outcomes
            for subject, value in self.holds.relations[name]
        }

    def seen(self, names: Iterable[str]) -> dict[str, object]:
        """The outcomes, the grounds of each by predicate, and all that holds by these names."""
        found: dict[str, set[object]] = {name: set(self.holds.relations[name]) for name in names}
        for name, cases in self.holds.program.outcomes.items():
            for entity in (each for each in self.facts.entities if each.type == cases.subject_type):
                verdict = self.holds.verdict(cases, entity.id)
                found.setdefault(name, set()).add((entity.id, verdict.value))
                for atom in verdict.grounds:
                    found.setdefault(f"ground of {name}: {atom.predicate}", set()).add(atom.values)
        return dict(found)


def seen_of(program: Program) -> list[str]:
    """What people ask for by itself: what no rule and no case uses."""
    bodies = [rule.body for rules in expanded(program).values() for rule in rules]
    used = {literal.atom.predicate for body in bodies for literal in body if isinstance(literal, Positive | Negative)}
    used |= {atom.predicate for cases in program.outcomes.values() for case in cases.cases for atom in case.because}
    return [name for name, each in program.predicates.items() if each.role == "derived" and name not in used]


class Enumerated:
    """Every world of a small policy."""

    def __init__(self, small: Small, space: Space) -> None:
        self.program = small.drawn.program
        self._inputs = [free.predicate.name for free in space.free]
        self._values = self._values_for(small, space)
        self.facts = list(islice(dossiers(self.program, self._values, self._inputs), MOST + 1))
        self.whole = len(self.facts) <= MOST

    def _values_for(self, small: Small, space: Space) -> dict[str, list[Value]]:
        days = _FEW_DAYS if {"since", "until"} <= set(small.kinds) else _DAYS
        colours = ["rood", "groen", *(constant.name for constant in space.own["Colour"])]
        # One more than the solver has, where that can still be enumerated.
        colours += ["nog_iets"] if len(small.kinds) < 2 else []
        return {
            "Thing": ["t1"],
            "Box": ["b1"] if "inside" in small.kinds else [],
            "Colour": colours,
            "Verdict": ["ja", "nee"],
            "Date": days,
            "Year": list(range(2022, 2029)),
            "Text": ["a", "b", "c", "d"],
        }

    @cached_property
    def worlds(self) -> list[World]:
        return list(self.under(self.program))

    def under(self, program: Program, fixed: Mapping[str, str] | None = None) -> Iterator[World]:
        """Every world, seen by a program over the same facts."""
        names = list(program.readings)
        options = [
            [fixed[name]] if fixed and name in fixed else [each.name for each in program.readings[name].options]
            for name in names
        ]
        for chosen in product(*options):
            readings = dict(zip(names, chosen, strict=True))
            for facts in self.facts:
                yield World(facts, readings, Naive(program, facts, readings))

    def smallest(self, body: tuple[BodyLiteral, ...]) -> Size | None:
        """The size of the smallest world in which a body holds; None where there is none."""
        return min((world.size for world in self.worlds if _any(world.holds.solutions(body, {}))), default=None)

    def smallest_effect(self, prop: Property) -> Size | None:
        """The size of the smallest world in which one more fact does what it never does."""
        assert prop.effect is not None
        known = {_key(world): world for world in self.worlds}
        sizes = (world.size for world in self.worlds if any(self._affected(prop, world, known)))
        return min(sizes, default=None)

    def _affected(self, prop: Property, world: World, known: Mapping[object, World]) -> Iterator[bool]:
        effect = prop.effect
        assert effect is not None
        rank = {value: place for place, values in enumerate(effect.ranks) for value in values}
        stated = {(fact.predicate, fact.values) for fact in world.facts.facts}
        for fact, start in self._additions(effect.added, world):
            if (fact.predicate, fact.values) in stated or not _any(world.holds.solutions(effect.where, start)):
                continue
            after = known[_key(world, self._with(world.facts, fact))]
            for (name, subject), value in world.outcomes.items():
                other = after.outcomes[name, subject]
                up = rank.get(str(other), 0) - rank.get(str(value), 0)
                if name == effect.outcome:
                    yield {"lowers": up < 0, "raises": up > 0, "changes": other != value}[effect.verb]

    def _additions(self, atom: Atom, world: World) -> Iterator[tuple[Fact, dict[str, Value]]]:
        declared = self.program.predicates[atom.predicate]
        there = {(entity.type, entity.id) for entity in world.facts.entities}
        for values in product(*(self._values[argument.type] for argument in declared.arguments)):
            bound: dict[str, Value] = {}
            fits = all(
                (bound.setdefault(term.name, value) if isinstance(term, Var) else term.value) == value
                and (self.program.types[argument.type].kind != "entity" or (argument.type, value) in there)
                for argument, term, value in zip(declared.arguments, atom.terms, values, strict=True)
            )
            if fits:
                named = {name: value for name, value in bound.items() if not name.startswith("_")}
                yield Fact(atom.predicate, values), named

    def _with(self, facts: Facts, added: Fact) -> frozenset[GroundAtom]:
        single = self.program.predicates[added.predicate].cardinality != "many"
        kept = (
            fact
            for fact in facts.facts
            if not (single and fact.predicate == added.predicate and fact.values[:-1] == added.values[:-1])
        )
        return frozenset(GroundAtom(fact.predicate, fact.values) for fact in (*kept, added))


def _key(world: World, facts: frozenset[GroundAtom] | None = None) -> object:
    stated = (
        frozenset(GroundAtom(fact.predicate, fact.values) for fact in world.facts.facts) if facts is None else facts
    )
    things = frozenset((entity.type, entity.id) for entity in world.facts.entities)
    return stated, things, tuple(sorted(world.readings.items()))


def _any(found: Iterator[object]) -> bool:
    return next(found, None) is not None
