"""What must hold of every decision, whatever the dossier and the readings."""

import random
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS, ROOT

from kmopolicy.api import Policy
from kmopolicy.testing import naive

RANK = {"niet_subsidieerbaar": 0, "voor_te_leggen": 1, "onvoldoende_gegevens": 1, "subsidieerbaar": 2}
ACTIVITIES = list(POLICY.program.labels["Activity"])
INTERESTS = list(POLICY.program.labels["Interest"])
HARMS = [("aimed_at", activity, verdict) for activity in ACTIVITIES for verdict in ("ja", "twijfel")]
HARMS += [("contrary_to", interest, verdict) for interest in INTERESTS for verdict in ("ja", "twijfel")]
HARMS += [("quality_chamber_advice", "vlaio", "ongunstig")]
SOURCE = " ".join((ROOT / "policy" / POLICY.program.sources[0].file).read_text(encoding="utf-8").split())


def decided(policy: Policy, dossier: dict[str, Any], readings: dict[str, str]) -> dict[tuple[str, str], Any]:
    """Per subject all that a decision says, but where things stand."""
    decisions = policy.decide(policy.read_data(dossier), readings=readings)
    return {
        (each.type, each.subject): (
            each.outcome,
            each.themes,
            frozenset(ground.proof.atom for ground in each.grounds),
            frozenset(each.readings.items()),
            each.presumes,
        )
        for each in decisions
    }


@given(DOSSIERS, READINGS)
def test_exactly_one_outcome_per_subject(dossier, readings):
    facts = POLICY.read_data(dossier)
    decisions = POLICY.decide(facts, readings=readings)
    subjects = [(each.type, each.id) for each in facts.entities if each.type != "Provider"]
    assert sorted((each.type, each.subject) for each in decisions) == sorted(subjects)
    for outcome in POLICY.program.outcomes.values():
        rows = POLICY.query(facts, f"{outcome.name}(Subject, Value)", readings=readings).rows
        ours = [(each.subject, each.outcome) for each in decisions if each.type == outcome.subject_type]
        assert sorted(rows) == sorted(ours)


@given(DOSSIERS, READINGS)
def test_every_ground_quotes_the_source_verbatim(dossier, readings):
    for decision in POLICY.decide(POLICY.read_data(dossier), readings=readings):
        assert decision.grounds or decision.outcome in ("onvoldoende_gegevens", "aanhouden", "in_beoordeling")
        for ground in decision.grounds:
            if ground.citation is not None:
                assert all(part.strip() in SOURCE for part in ground.citation.quote.split("…")), ground.citation


@given(DOSSIERS, READINGS, st.sampled_from(HARMS))
def test_an_exclusion_never_makes_anything_more_eligible(dossier, readings, harm):
    predicate, key, verdict = harm
    before = decided(POLICY, dossier, readings)
    for service in dossier.get("services", {}).values():
        said = service.get(predicate, {})
        # What is certain stays so: from `ja` to `twijfel` would be no harm.
        service[predicate] = {**said, key: "ja" if said.get(key) == "ja" else verdict}
    after = decided(POLICY, dossier, readings)
    for key, (outcome, *_) in before.items():
        if key[0] == "Service":
            assert RANK[after[key][0]] <= RANK[outcome]


@given(DOSSIERS, READINGS, st.data())
def test_facts_about_one_service_never_change_another(dossier, readings, data):
    services = dossier.get("services", {})
    if not services:
        return
    changed = data.draw(st.sampled_from(sorted(services)))
    before = decided(POLICY, dossier, readings)
    dossier["services"] = {**services, changed: {"kind": "advies", "aimed_at": {"pendelen": "ja"}}}
    after = decided(POLICY, dossier, readings)
    about = {changed}
    about |= {name for name, each in dossier.get("applications", {}).items() if each["applies_for"] == changed}
    about |= {
        name for name, each in dossier.get("listing_requests", {}).items() if each["requests_listing_of"] == changed
    }
    assert {key: each for key, each in before.items() if key[1] not in about} == {
        key: each for key, each in after.items() if key[1] not in about
    }


@given(DOSSIERS, READINGS, st.integers())
def test_the_order_of_facts_does_not_matter(dossier, readings, seed):
    assert decided(POLICY, dossier, readings) == decided(POLICY, _shuffled(dossier, random.Random(seed)), readings)


@given(DOSSIERS, READINGS, st.integers(0, 9))
def test_the_order_of_rules_does_not_matter(dossier, readings, seed):
    assert _bare(decided(POLICY, dossier, readings)) == _bare(decided(_reordered(seed), dossier, readings))


@given(DOSSIERS, READINGS)
def test_a_dossier_and_its_decisions_are_the_same_every_time(dossier, readings):
    facts = POLICY.read_data(dossier)
    once, again = (POLICY.decide(facts, readings=readings) for _ in range(2))
    assert msgspec.json.encode(once) == msgspec.json.encode(again)


def _bare(decisions):
    """Without readings and what is presumed: of proofs that weigh the same, the first rule's is shown."""
    return {key: each[:3] for key, each in decisions.items()}


_REORDERED: dict[int, Policy] = {}


def _reordered(seed: int) -> Policy:
    if seed not in _REORDERED:
        rules = list(POLICY.program.rules)
        random.Random(seed).shuffle(rules)
        _REORDERED[seed] = Policy(msgspec.structs.replace(POLICY.program, rules=tuple(rules)))
    return _REORDERED[seed]


def _shuffled(node: Any, chance: random.Random) -> Any:
    if isinstance(node, dict):
        items = [(key, _shuffled(value, chance)) for key, value in node.items()]
        chance.shuffle(items)
        return dict(items)
    return chance.sample(node, len(node)) if isinstance(node, list) else node


@pytest.mark.parametrize("name", [each.name for each in POLICY.program.properties if each.never])
@given(dossier=DOSSIERS, readings=READINGS)
def test_nothing_is_that_the_policy_states_is_never(name, dossier, readings):
    stated = next(each for each in POLICY.program.properties if each.name == name)
    facts = POLICY.read_data(dossier)
    assert naive.solutions(POLICY.program, facts, stated.never, readings) == ()
