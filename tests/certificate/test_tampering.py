"""No explanation that was tampered with stands: one change anywhere in its JSON, also by who makes the digest fit again."""

import json
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import POLICY, ROOT

from kmopolicy import ProofError
from kmopolicy.text.diagnostic import Diagnostic

from .tampering import GONE, Place, Tampered, Target, at, put, resealed

SUBJECTS = {
    "service:zonder_advies": "policy/scenarios/openbare-orde/strijdig-met-en-zonder-advies.yaml",
    "service:c36": "fixtures/dossiers/gezondheid/mindfulness-voor-verpleegkundigen.yaml",
    "request:op_lijst": "policy/scenarios/aanvragen-tot-opname/elke-stand-een-keer.yaml",
    "request:nee": "policy/scenarios/aanvragen-tot-opname/ongunstig-getoetst.yaml",
}
"""With every kind of node among them, and one of each kind of subject that has short proofs."""

CLAIMS = {
    "outcome",
    "kind",
    "atom",
    "rule",
    "sentence",
    "quote",
    "citations",
    "file",
    "line",
    "judgement",
    "children",
    "why",
}
CHANCE = st.randoms(use_true_random=False)


@cache
def facts_of(subject):
    return POLICY.read(ROOT / SUBJECTS[subject])


@cache
def target(subject):
    return Target(json.loads(POLICY.certified(facts_of(subject), subject)))


def problem(content, facts=None) -> Diagnostic | None:
    """What is found to be wrong."""
    try:
        return POLICY.verify_proof(json.dumps(content, indent=1), name="uitleg.json", facts=facts).problem
    except ProofError as refused:
        return refused.diagnostics[0]


def shown(place: Place) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place).removeprefix(".")


@given(st.sampled_from(sorted(SUBJECTS)), CHANCE)
def test_any_change_at_all_is_found_with_its_place_and_a_reason(subject, chance):
    changed = target(subject).tampered(chance)
    found = problem(changed.content)
    assert found is not None, changed.where
    assert found.help, found
    assert found.span or found.code == "B101"


@given(st.sampled_from(sorted(SUBJECTS)), CHANCE)
def test_it_is_found_as_well_where_the_digest_was_made_to_fit(subject, chance):
    changed = target(subject).tampered(chance, lambda place: place[0] != "certificate")
    assert problem(resealed(changed.content)) is not None, changed.where


def _is_claim(place: Place) -> bool:
    """A claim of the proof itself: not a word, not what was tried in vain, not the text of a ground that repeats its proof."""
    inside = (
        place[0] in ("proof", "alternatives") or (place[0] == "grounds" and "proof" in place) or place == ("outcome",)
    )
    return inside and "attempts" not in place and place[-1] in CLAIMS


@given(st.sampled_from(sorted(SUBJECTS)), CHANCE)
def test_a_claim_of_the_proof_falls_by_the_replay_at_its_place(subject, chance):
    changed = target(subject).tampered(chance, _is_claim)
    found = problem(resealed(changed.content))
    assert found is not None, changed.where
    assert found.code in ("B201", "B103"), (changed.where, found)
    told, node = found.args["where"], shown(changed.where[:-1])
    assert told.startswith(node) or node.startswith(told), (told, node)


@settings(max_examples=25)
@given(st.sampled_from(sorted(SUBJECTS)), CHANCE)
def test_no_part_of_a_proof_can_be_left_out_doubled_or_moved(subject, chance):
    whole = target(subject)
    lists = [
        place for place in whole.places["children.children"] if place[-1] == "children" and "attempts" not in place
    ]
    place = chance.choice([place for place in lists if at(whole.content, place)])
    children = at(whole.content, place)
    one = chance.randrange(len(children))
    ways = [
        children[:one] + children[one + 1 :],
        [*children, children[one]],
        [*children[:one], *children[:one:-1], children[one]],
    ]
    changed = chance.choice([way for way in ways if way != children])
    found = problem(resealed(put(whole.content, place, changed)))
    assert found is not None
    assert found.code == "B201", found


def _as_set(certificate):
    return {key: sorted(map(json.dumps, each)) if isinstance(each, list) else each for key, each in certificate.items()}


@given(st.sampled_from(sorted(SUBJECTS)), CHANCE)
def test_other_facts_are_told_from_those_of_the_dossier(subject, chance):
    whole = target(subject)
    told = ("things", "facts", "constants", "dates", "replaces")
    changed = whole.tampered(chance, lambda place: place[0] == "certificate" and place[1:2] and place[1] in told)
    content = resealed(changed.content)
    if GONE not in content and _other(whole.content, changed):
        assert problem(content, facts_of(subject)) is not None, changed.where


def _other(content, changed: Tampered) -> bool:
    """Whether it says anything else: in which order facts stand says nothing."""
    one, two = content["certificate"], changed.content["certificate"]
    listed = all(isinstance(two.get(key), list) for key in ("things", "facts", "replaces"))
    return not listed or {**_as_set(one), "digest": ""} != {**_as_set(two), "digest": ""}
