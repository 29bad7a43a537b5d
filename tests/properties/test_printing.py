"""Printing a dossier and reading it again is the identity, in YAML, in JSON and as plain data."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY

from kmopolicy.errors import FactsError
from kmopolicy.facts.model import Facts
from kmopolicy.facts.printer import plain, to_dossier
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers


def said(facts: Facts):
    """All that facts say, without where it stands."""
    return (
        {(fact.predicate, fact.values, fact.judgement) for fact in facts.facts},
        {(each.type, each.id) for each in facts.entities},
        {kind: {(each.name, each.label.nl) for each in own} for kind, own in facts.constants.items()},
        {(each.subject, each.outcome, each.sentence) for each in facts.expectations},
    )


def read_back(policy, text, tmp_path_factory, suffix):
    path = tmp_path_factory.mktemp("dossier") / f"dossier.{suffix}"
    path.write_text(text, encoding="utf-8")
    return policy.read(path)


@given(DOSSIERS)
def test_yaml(tmp_path_factory, dossier):
    facts = POLICY.read_data(dossier)
    assert said(read_back(POLICY, to_dossier(facts, POLICY.program), tmp_path_factory, "yaml")) == said(facts)


@given(DOSSIERS)
def test_json(tmp_path_factory, dossier):
    facts = POLICY.read_data(dossier)
    text = json.dumps(plain(facts, POLICY.program), default=date.isoformat)
    assert said(read_back(POLICY, text, tmp_path_factory, "json")) == said(facts)


@given(st.data())
def test_dossiers_of_any_policy(tmp_path_factory, data):
    from kmopolicy.api import Policy

    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    assert said(read_back(policy, to_dossier(facts, policy.program), tmp_path_factory, "yaml")) == said(facts)


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_comes_back_as_it_was(tmp_path_factory, title, name):
    """Titles and ids are free text: quotation marks, colons, dates, numbers and `nee` stay what they are."""
    dossier = {"services": {name: {"kind": "advies", "title": title}}}
    try:
        facts = POLICY.read_data(dossier)
    except FactsError:
        return
    assert said(read_back(POLICY, to_dossier(facts, POLICY.program), tmp_path_factory, "yaml")) == said(facts)


@given(
    st.sampled_from(["ja", "2024-03-01", "on", "null", "1e3", "0x1F", "=", "a: b", "- a", "'", '"', "#x", "é\u2028z"])
)
def test_text_that_looks_like_something_else(tmp_path_factory, title):
    facts = POLICY.read_data({"services": {"d1": {"kind": "advies", "title": title}}})
    assert said(read_back(POLICY, to_dossier(facts, POLICY.program), tmp_path_factory, "yaml")) == said(facts)
