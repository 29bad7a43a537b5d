"""Every explanation that is made stands: of each dossier and scenario, under readings in turn, and of random policies."""

import json
from itertools import cycle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS, ROOT

from kmopolicy.api import Policy
from kmopolicy.program.show import show_type
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings

FILES = sorted(
    file
    for folder in ("policy/scenarios", "fixtures/dossiers", "fixtures/cli", "fixtures/docs")
    for file in (ROOT / folder).rglob("*.yaml")
    if "expect" in file.read_text(encoding="utf-8") or folder != "policy/scenarios"
)
TABLES = sorted(folder for folder in (ROOT / "fixtures" / "tables").iterdir() if folder.is_dir())
CHOICES = [{}, *({name: option.name} for name, each in POLICY.program.readings.items() for option in each.options)]


def _stands(policy, facts, decision, chosen):
    subject = f"{show_type(decision.type)}:{decision.subject}"
    text = policy.certified(facts, subject, readings=chosen)
    found = policy.verify_proof(text, facts=facts)
    assert found.problem is None, (subject, chosen, found.problem.message_in("en"), found.problem.help_in("en"))
    assert json.loads(text)["outcome"] == found.told.outcome


@pytest.mark.parametrize("part", range(8))
def test_what_is_explained_of_every_dossier_stands(part):
    turn = cycle(CHOICES)
    for file in [*FILES, *TABLES][part::8]:
        facts = POLICY.read(file)
        for decision in POLICY.decide(facts):
            _stands(POLICY, facts, decision, next(turn))


@given(DOSSIERS, READINGS)
def test_what_is_explained_of_any_dossier_stands(dossier, chosen):
    facts = POLICY.read_data(dossier)
    for decision in POLICY.decide(facts, readings=chosen)[:1]:
        _stands(POLICY, facts, decision, chosen)


@given(st.data())
def test_what_a_random_policy_explains_stands(data):
    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    chosen = data.draw(readings(policy.program))
    for decision in policy.decide(facts, readings=chosen):
        _stands(policy, facts, decision, chosen)
