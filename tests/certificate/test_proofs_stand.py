"""Every explanation that is made stands: of each dossier and scenario, subjects and readings in turn, and of random policies."""

import json
from itertools import cycle

from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS, ROOT

from kmopolicy.api import Policy
from kmopolicy.program.show import show_type
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings

FILES = sorted(
    file
    for folder in ("policy/scenarios", "fixtures/dossiers", "fixtures/cli", "fixtures/docs")
    for file in (ROOT / folder).rglob("*.*")
    if file.suffix in (".yaml", ".json")
)
TABLES = sorted(folder for folder in (ROOT / "fixtures" / "tables").iterdir() if folder.is_dir())
CHOICES = [{}, *({name: option.name} for name, each in POLICY.program.readings.items() for option in each.options)]


def _stands(policy, facts, decision, chosen):
    subject = f"{show_type(decision.type)}:{decision.subject}"
    text = policy.certified(facts, subject, readings=chosen)
    found = policy.verify_proof(text, facts=facts)
    assert found.problem is None, (subject, chosen, found.problem.message_in("en"), found.problem.help_in("en"))
    assert json.loads(text)["outcome"] == found.told.outcome


def test_what_is_explained_of_every_dossier_stands():
    for turn, (file, chosen) in enumerate(zip([*FILES, *TABLES], cycle(CHOICES))):
        facts = POLICY.read(file)
        decisions = POLICY.decide(facts, readings=chosen)
        _stands(POLICY, facts, decisions[turn % len(decisions)], chosen)


@settings(max_examples=15)
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
