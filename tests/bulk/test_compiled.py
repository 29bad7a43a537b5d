"""What the policy is compiled to says what the rules say, in every language that can be run here."""

import pytest
import small
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS

from kmopolicy.api import Policy
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings

from .worlds import ENGINES, by_the_oracle, without_registers


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=8)
@given(DOSSIERS, READINGS)
def test_the_policy_that_ships_decides_alike(engine, dossier, chosen):
    facts = without_registers(POLICY.program, POLICY.read_data(dossier))
    assert ENGINES[engine](POLICY.program, facts, chosen) == by_the_oracle(POLICY.program, facts, chosen)


@pytest.mark.parametrize("option", ["ja", "nee"])
@pytest.mark.parametrize("engine", ENGINES)
def test_a_case_may_ask_for_a_reading(engine, option):
    statements = """
type Outcome nl "uitkomst" nl plural "uitkomsten".
reading strict nl "hoe streng?" option ja default nl "streng" option nee nl "soepel" on S01.
cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"
    case goed when reading strict = nee, good(Thing) because good(Thing) nl "soepel"
    case slecht otherwise because good(Thing) nl "verder niets".
"""
    table = "| constant | nl |\n| --- | --- |\n| goed | goed |\n| slecht | slecht |\n\n"
    policy = Policy(small.program(small.block(statements) + table))
    facts = policy.read_data({"things": {"d1": {"has": True}}})
    found = ENGINES[engine](policy.program, facts, {"strict": option})
    assert found == by_the_oracle(policy.program, facts, {"strict": option})
    assert found["decision", "d1"][0] == {"ja": "slecht", "nee": "goed"}[option]


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=25)
@given(st.data())
def test_random_policies_decide_alike(engine, data):
    policy = Policy(data.draw(policies()).program)
    facts = without_registers(policy.program, policy.read_data(data.draw(dossiers(policy.program))))
    chosen = data.draw(readings(policy.program))
    assert ENGINES[engine](policy.program, facts, chosen) == by_the_oracle(policy.program, facts, chosen)
