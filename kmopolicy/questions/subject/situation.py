"""A subject amid the facts that it reaches: what a question about it starts from."""

from collections.abc import Mapping
from functools import cached_property

import msgspec

from kmopolicy.engines.core import Core, lower, part
from kmopolicy.facts.model import Fact, Facts, GroundAtom
from kmopolicy.facts.world import World
from kmopolicy.program.declarations import Predicate, Row
from kmopolicy.program.expand import is_existence
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.terms import Value, constant
from kmopolicy.questions.possible.alike import classes
from kmopolicy.questions.possible.calendar import Cell, cells
from kmopolicy.questions.possible.space import Space, space_about
from kmopolicy.text.span import Span

Thing = tuple[str, str]
"""An entity by its type and id."""

_NOWHERE = Span("", 0, 0, 0, 0)


class Situation(msgspec.Struct, frozen=True, dict=True):
    """What is asked about, and what is known of it.

    `program` has the registers that the facts bring; `facts` are those that the subject reaches, with the things that they
    are about; `core` are the rules that its outcome depends on; `space` is all that these ask and that could be said.
    """

    program: Program
    facts: Facts
    cases: Cases
    subject: str
    core: Core
    space: Space

    @cached_property
    def things(self) -> dict[Thing, None]:
        """What there is, the subject first."""
        return {(entity.type, entity.id): None for entity in self.facts.entities}

    @cached_property
    def given(self) -> tuple[GroundAtom, ...]:
        """The facts that the space is about."""
        known = {free.predicate.name for free in self.space.free}
        return tuple(GroundAtom(fact.predicate, fact.values) for fact in self.facts.facts if fact.predicate in known)

    @cached_property
    def stated(self) -> frozenset[GroundAtom]:
        """The facts that someone stated: all but today's date where none was given."""
        from_today = {name for name, origin in self.facts.reference_date_from.items() if origin == "today"}
        return frozenset(
            atom
            for atom in self.given
            if not (self.program.predicates[atom.predicate].today and str(atom.values[0]) in from_today)
        )

    @cached_property
    def unnamed(self) -> frozenset[Value]:
        """The constants that stand for any that a dossier would still declare."""
        declared = {own.name for constants in self.facts.constants.values() for own in constants}
        return frozenset(own.name for constants in self.space.own.values() for own in constants) - declared

    @cached_property
    def values(self) -> tuple[str, ...]:
        """All values that the outcome can have, in the order of the policy."""
        outcome = self.program.predicates[self.cases.name]
        return tuple(constant.name for constant in self.program.types[outcome.arguments[-1].type].constants)

    @cached_property
    def classes(self) -> Mapping[Value, tuple[Value, ...]]:
        """For each constant those that are like it."""
        return classes(self.space, (value for atom in self.given for value in atom.values))

    @cached_property
    def calendar(self) -> tuple[Cell, ...]:
        """The days of the space, those together that nothing tells apart."""
        return cells(self.space)

    @cached_property
    def others(self) -> Mapping[str, tuple[Value, ...]]:
        """By type the things that are not there, to which facts could refer."""
        return {
            kind: tuple(name for name in names if (kind, name) not in self.things)
            for kind, names in self.space.entities.items()
        }

    @cached_property
    def _cell_of(self) -> Mapping[Value, tuple[Value, ...]]:
        return {day: cell.days for cell in self.calendar for day in cell.days}

    def alike(self, predicate: Predicate, place: int, value: Value) -> tuple[Value, ...]:
        """The values that are like one in an argument of a predicate, itself included; of days those of its cell."""
        kind = self.program.types[predicate.arguments[place].type]
        if kind.kind == "entity":
            others = self.others.get(kind.name, ())
            return others if value in others else (value,)
        known = {"closed": self.classes, "date": self._cell_of}
        return known.get(kind.kind, {}).get(value, (value,))

    def kind(self, predicate: str, place: int) -> str:
        """The kind of the type of an argument."""
        return self.program.types[self.program.predicates[predicate].arguments[place].type].kind


def situation(
    program: Program, facts: Facts, world: World, subject: tuple[Cases, str], readings: Mapping[str, str]
) -> Situation:
    """The situation of a subject in the part of the facts that it can see."""
    mine = tuple(fact for name, found in world.facts.items() if not is_existence(name) for fact in found.values())
    things = [(entity.type, entity.id) for entity in world.entities]
    full = _with_registers(program, mine, world.replaces)
    own = Facts(facts.file, mine, world.entities, facts.constants, facts.reference_date_from, (), world.replaces)
    taken = {entity.id for entity in facts.entities}
    core = part(lower(full, readings), subject[0].name)
    possible = space_about(full, own, things, taken)
    asked = tuple(each for each in possible.free if each.predicate.exists or each.predicate.name in core.base)
    return Situation(full, own, *subject, core, possible._replace(free=asked))


def _with_registers(program: Program, facts: tuple[Fact, ...], replaces: frozenset[str]) -> Program:
    """The program with the rows of its registers as the facts have them: added to those that ship, or in their place."""
    stated: dict[str, list[Row]] = {}
    for fact in facts:
        if fact.predicate in program.tables:
            row = Row(tuple(map(constant, fact.values)), None, fact.span or _NOWHERE)
            stated.setdefault(fact.predicate, []).append(row)
    if not stated and not replaces:
        return program
    kept = {name: () if name in replaces else rows for name, rows in program.tables.items()}
    return msgspec.structs.replace(
        program, tables={name: (*rows, *stated.get(name, ())) for name, rows in kept.items()}
    )
