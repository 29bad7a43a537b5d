"""Every explanation that is made stands: of each dossier and scenario, subjects and readings in turn, and of random policies."""

import json
from itertools import cycle

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS, ROOT

from kmopolicy.api import Policy
from kmopolicy.certificate.checker import Checker
from kmopolicy.certificate.document import Explained
from kmopolicy.program.show import show_type
from kmopolicy.render.documents.explanation import explained
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


NOTHING_CARRIED = {"readings": {}, "things": [], "facts": [], "constants": {}, "dates": {}, "replaces": []}


def _subjects(policy, facts):
    """All that there is something to decide about."""
    types = {each.subject_type for each in policy.program.outcomes.values()}
    return [f"{show_type(entity.type)}:{entity.id}" for entity in facts.entities if entity.type in types]


def _stands(policy, facts, subject, chosen):
    text = policy.certified(facts, subject, readings=chosen)
    found = policy.verify_proof(text, facts=facts)
    assert found.problem is None, (subject, chosen, found.problem.message_in("en"), found.problem.help_in("en"))
    assert json.loads(text)["outcome"] == found.told.outcome


def _every(step):
    """Of every dossier, or every so many, a subject in turn under a reading in turn."""
    for turn, (file, chosen) in enumerate(zip([*FILES, *TABLES], cycle(CHOICES))):
        if turn % step == 0:
            facts = POLICY.read(file)
            subjects = _subjects(POLICY, facts)
            yield facts, subjects[turn % len(subjects)], chosen


def test_the_checker_accepts_what_is_explained_of_every_dossier():
    defaults = {name: each.default for name, each in POLICY.program.readings.items()}
    for facts, subject, chosen in _every(1):
        found = explained(POLICY.explain(facts, subject, readings=chosen))
        told = msgspec.convert({**found, "certificate": NOTHING_CARRIED}, Explained)
        Checker(POLICY.program, facts, {**defaults, **chosen}).check(told)


def test_with_the_facts_that_it_carries_it_stands_by_itself():
    for facts, subject, chosen in _every(5):
        _stands(POLICY, facts, subject, chosen)


@settings(max_examples=10)
@given(DOSSIERS, READINGS)
def test_what_is_explained_of_any_dossier_stands(dossier, chosen):
    facts = POLICY.read_data(dossier)
    for subject in _subjects(POLICY, facts)[:1]:
        _stands(POLICY, facts, subject, chosen)


@settings(max_examples=25)
@given(st.data())
def test_what_a_random_policy_explains_stands(data):
    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    chosen = data.draw(readings(policy.program))
    for subject in _subjects(policy, facts):
        _stands(policy, facts, subject, chosen)
