"""The two sides of a comparison: each a policy that decides in the ordinary way, with the readings that are fixed for it."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol

from kmopolicy.facts.model import Facts
from kmopolicy.program.program import Program
from kmopolicy.proof.explanation import Decision, Explanation

Readings = Mapping[str, str]


class Ordinary(Protocol):
    """A policy that decides in the ordinary way."""

    @property
    def program(self) -> Program: ...

    def decide(self, facts: Facts, *, readings: Readings | None = None) -> tuple[Decision, ...]: ...

    def decisions(self, facts: Facts, *, readings: Readings | None = None) -> Iterator[Decision]: ...

    def explain(self, facts: Facts, subject: str, *, readings: Readings | None = None) -> Explanation: ...

    def query(self, facts: Facts, goal: str, *, readings: Readings | None = None) -> Any: ...


class Side(NamedTuple):
    """One of two policies, with the readings that are fixed for it."""

    program: Program
    fixed: Readings = MappingProxyType({})

    def readings(self, chosen: Readings) -> dict[str, str]:
        """Every reading with its option: the one that is fixed, else the one that is chosen for both, else the default."""
        known = self.program.readings
        return {name: self.fixed.get(name, chosen.get(name, reading.default)) for name, reading in known.items()}
