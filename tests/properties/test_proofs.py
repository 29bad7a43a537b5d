"""Every node of every proof stands, by a checker that asks the oracle; and no proof that was tampered with does."""

from collections.abc import Iterator

import msgspec
from hypothesis import assume, given
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS

from kmopolicy.api import Policy
from kmopolicy.proof.explanation import Explanation, Node
from kmopolicy.testing.checker import check
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings


@given(DOSSIERS, READINGS)
def test_every_proof_of_the_policy_that_ships_stands(dossier, chosen):
    _all_stand(POLICY, dossier, chosen)


@given(st.data())
def test_every_proof_of_a_random_policy_stands(data):
    policy = Policy(data.draw(policies()).program)
    _all_stand(policy, data.draw(dossiers(policy.program)), data.draw(readings(policy.program)))


def _all_stand(policy, dossier, chosen):
    facts = policy.read_data(dossier)
    for decision in policy.decide(facts, readings=chosen):
        subject = f"{decision.type.lower()}:{decision.subject}"
        explanation = policy.explain(facts, subject, readings=chosen)
        assert check(explanation, policy.program, facts, chosen) == ()


@given(DOSSIERS, READINGS, st.data())
def test_no_proof_that_was_tampered_with_stands(dossier, chosen, data):
    facts = POLICY.read_data(dossier)
    decisions = POLICY.decide(facts, readings=chosen)
    assume(decisions)
    decision = data.draw(st.sampled_from(decisions))
    explanation = POLICY.explain(facts, f"{decision.type.lower()}:{decision.subject}", readings=chosen)
    forgery = data.draw(st.sampled_from([_outcome, _ground, _node]))(explanation, data)
    assume(forgery != explanation)
    assert check(forgery, POLICY.program, facts, chosen)


def _outcome(explanation: Explanation, data: st.DataObject) -> Explanation:
    """Another outcome than the one that was found."""
    cases = next(each for each in POLICY.program.outcomes.values() if each.subject_type == explanation.decision.type)
    value = data.draw(st.sampled_from([case.value for case in cases.cases]))
    return msgspec.structs.replace(explanation, decision=msgspec.structs.replace(explanation.decision, outcome=value))


def _ground(explanation: Explanation, data: st.DataObject) -> Explanation:
    """One ground fewer."""
    grounds = explanation.decision.grounds
    gone = data.draw(st.sampled_from(range(len(grounds) + 1)))
    kept = grounds[:gone] + grounds[gone + 1 :]
    return msgspec.structs.replace(explanation, decision=msgspec.structs.replace(explanation.decision, grounds=kept))


def _node(explanation: Explanation, data: st.DataObject) -> Explanation:
    """A node of the proof that says something else, rests on something else or stands somewhere else."""
    proofs = list(_nodes(explanation.proof))
    chosen = data.draw(st.sampled_from(proofs))
    forged = data.draw(st.sampled_from([_renamed, _by_another_rule, _cut, _moved]))(chosen)
    return msgspec.structs.replace(explanation, proof=_replaced(explanation.proof, chosen, forged))


def _renamed(node: Node) -> Node:
    if node.kind in ("comparison", "absent") or "(" not in node.atom:
        return node
    return msgspec.structs.replace(node, atom=node.atom.replace("(", '("van een ander", ', 1))


def _by_another_rule(node: Node) -> Node:
    return msgspec.structs.replace(node, rule="bestaat/99") if node.kind == "derived" and node.rule[-2] != "/" else node


def _cut(node: Node) -> Node:
    return msgspec.structs.replace(node, children=node.children[1:]) if node.kind == "derived" else node


def _moved(node: Node) -> Node:
    if node.place is None or node.kind not in ("given", "table", "derived"):
        return node
    return msgspec.structs.replace(node, place=msgspec.structs.replace(node.place, line=node.place.line + 1))


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def _replaced(node: Node, old: Node, new: Node) -> Node:
    if node is old:
        return new
    return msgspec.structs.replace(node, children=tuple(_replaced(child, old, new) for child in node.children))
