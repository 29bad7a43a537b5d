"""One possible world, found by a solver, as facts that the ordinary engine can decide about."""

from collections.abc import Mapping
from typing import NamedTuple

from kmopolicy.facts.model import Entity, Fact, Facts, GroundAtom
from kmopolicy.questions.space import Space

FILE = "tegenvoorbeeld.yaml"
"""What a world that no file holds is called."""


class Witness(NamedTuple):
    """The things that are there (type and id), the facts about them, and the readings under which they stand.

    `added`: what is stated besides, where the question is what that does.
    """

    entities: tuple[tuple[str, str], ...]
    atoms: tuple[GroundAtom, ...]
    readings: Mapping[str, str]
    added: tuple[GroundAtom, ...] = ()

    def after(self, space: Space) -> "Witness":
        """The world in which what is added is stated, in the place of what it excludes."""
        single = {free.predicate.name for free in space.free if free.predicate.cardinality != "many"}
        excluded = {(atom.predicate, atom.values[:-1]) for atom in self.added if atom.predicate in single}
        kept = (atom for atom in self.atoms if (atom.predicate, atom.values[:-1]) not in excluded)
        return Witness(self.entities, (*kept, *self.added), self.readings)

    def facts(self, space: Space, file: str = FILE) -> Facts:
        """The witness as facts, with the constants that it must declare itself."""
        used = {str(value) for atom in self.atoms for value in atom.values}
        constants = {
            name: tuple(constant for constant in own if constant.name in used) for name, own in space.own.items()
        }
        return Facts(
            file,
            tuple(Fact(atom.predicate, atom.values) for atom in self.atoms),
            tuple(Entity(kind, name, None) for kind, name in self.entities),
            {name: own for name, own in constants.items() if own},
            {},
        )

    def departures(self, space: Space) -> dict[str, str]:
        """The readings that are not the default."""
        return {
            name: option for name, option in self.readings.items() if option != space.program.readings[name].default
        }
