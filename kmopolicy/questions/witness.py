"""One possible world, found by a solver, as facts that the ordinary engine can decide about."""

from collections.abc import Mapping
from typing import NamedTuple

from kmopolicy.facts.model import Entity, Fact, Facts, GroundAtom
from kmopolicy.questions.space import Space

FILE = "tegenvoorbeeld.yaml"
"""What a world that no file holds is called."""


class Witness(NamedTuple):
    """The things that are there (type and id), the facts about them, and the readings under which they stand."""

    entities: tuple[tuple[str, str], ...]
    atoms: tuple[GroundAtom, ...]
    readings: Mapping[str, str]

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
