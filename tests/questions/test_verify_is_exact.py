"""What `verify` finds is what the oracle finds in every dossier of small random policies, to the size of the counterexample."""

import pytest
from hypothesis import assume, given, settings

from kmopolicy.api import Policy
from kmopolicy.testing.small import Small, small_policies
from questions.enumerated import Enumerated

pytest.importorskip("clingo")


@settings()
@given(small_policies())
def test_properties(small: Small):
    program = small.drawn.program
    found = Policy(program).verify()
    assume(not found.space.limits)
    every = Enumerated(small, found.space)
    assume(every.whole)
    results = {result.name: result for result in found.results if result.kind == "property"}
    for prop in program.properties:
        result = results[prop.name]
        if prop.possible:
            never = [number for number, body in enumerate(prop.possible) if every.smallest(body) is None]
            assert list(result.impossible) == never
            continue
        size = every.smallest_effect(prop) if prop.effect else every.smallest(prop.never)
        assert result.holds == (size is None)
        if result.witness:
            told = len(result.witness.departures(found.space)), len(result.witness.entities), len(result.witness.atoms)
            assert told == size, result.witness
