"""The prover: for any atom, why it holds or why it does not, from the rules and the facts alone.

It evaluates top-down with a memo, apart from the engine that made the decision, so that every answer is found twice.
"""

from collections.abc import Iterator, Mapping
from itertools import product

from kmopolicy.facts.world import Pattern, Values, World
from kmopolicy.program.declarations import Row
from kmopolicy.program.program import Program
from kmopolicy.program.terms import (
    Atom,
    BodyLiteral,
    Comparison,
    Const,
    Negative,
    Positive,
    Rule,
    Term,
    UnderReading,
    Value,
    Var,
    YearOf,
)
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.support import NOTHING, Compared, Derived, Given, Leaning, Support, together
from kmopolicy.proof.tests import compare

Bindings = dict[str, Value]


class Prover:
    """Proves and refutes atoms in one world under one choice of readings. Short-lived; not for several threads."""

    def __init__(self, program: Program, plans: Plans, world: World, readings: Mapping[str, str]) -> None:
        self.program = program
        self.plans = plans
        self.world = world
        self.readings = readings
        self._solutions: dict[tuple[str, Pattern], tuple[Values, ...]] = {}
        self._proofs: dict[tuple[str, Values], Given | Derived] = {}
'''
