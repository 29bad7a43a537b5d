"""One possible world, found by a solver, as facts that the ordinary engine can decide about."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import msgspec

from kmopolicy.facts.model import Entity, Fact, Facts, GroundAtom
from kmopolicy.facts.printer import to_dossier
from kmopolicy.facts.read import facts_from_text
from kmopolicy.questions.possible.space import Space

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

    def after(self, space: Space, facts: Facts) -> Facts:
        """The facts once what is added is stated as well, in the place of what it excludes."""
        single = {free.predicate.name for free in space.free if free.predicate.cardinality != "many"}
        excluded = {(atom.predicate, atom.values[:-1]) for atom in self.added if atom.predicate in single}
        kept = (fact for fact in facts.facts if (fact.predicate, fact.values[:-1]) not in excluded)
        whole = Witness(self.entities, (*self.atoms, *self.added), self.readings).facts(space)
        added = (Fact(atom.predicate, atom.values) for atom in self.added)
        return msgspec.structs.replace(facts, facts=(*kept, *added), constants=whole.constants)

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

    def as_read(self, space: Space, file: str = FILE) -> Facts:
        """The same facts as the dossier that they make is read, with the place of each; as they are, where it is not valid."""
        facts = self.facts(space, file)
        text = to_dossier(facts, space.program)
        return facts_from_text(space.program, text, name=file, today=date.min).facts or facts

    def departures(self, space: Space) -> dict[str, str]:
        """The readings that are not the default."""
        return {
            name: option for name, option in self.readings.items() if option != space.program.readings[name].default
        }
