"""The engine, the prover and the naive oracle answer alike: on random policies, random dossiers, and in threads."""

from concurrent.futures import ThreadPoolExecutor

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, READINGS

from kmopolicy.api import Policy
from kmopolicy.program.show import show_ground
from kmopolicy.testing import naive
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings


def grounds(decision):
    """The grounds of a decision, as text."""
    return {ground.proof.atom for ground in decision.grounds}


def _agree(policy, facts, chosen):
    """Decisions and grounds (which the API has both the engine and the prover find) are those of the oracle."""
    outcomes = {each.subject_type: each.name for each in policy.program.outcomes.values()}
    for decision in policy.decide(facts, readings=chosen):
        verdict = naive.decide(policy.program, facts, outcomes[decision.type], decision.subject, chosen)
        assert decision.outcome == verdict.value
        assert grounds(decision) == {show_ground(each.predicate, each.values) for each in verdict.grounds}


def _same_model(policy, facts, chosen):
    """The engine's answers to the most general goal of every predicate are the oracle's model."""
    model = naive.model(policy.program, facts, chosen)
    for name, declared in policy.program.predicates.items():
        goal = f"{name}({', '.join(f'V{at}' for at in range(declared.arity))})"
        rows = policy.query(facts, goal, readings=chosen).rows
        assert sorted(map(str, rows)) == sorted(str(atom.values) for atom in model if atom.predicate == name), goal


@given(DOSSIERS, READINGS)
def test_decisions_of_the_policy_that_ships(dossier, chosen):
    _agree(POLICY, POLICY.read_data(dossier), chosen)


@given(st.data())
def test_decisions_of_random_policies(data):
    policy = Policy(data.draw(policies()).program)
    _agree(policy, policy.read_data(data.draw(dossiers(policy.program))), data.draw(readings(policy.program)))


@settings(max_examples=10)
@given(DOSSIERS, READINGS)
def test_the_whole_model_of_the_policy_that_ships(dossier, chosen):
    _same_model(POLICY, POLICY.read_data(dossier), chosen)


@given(st.data())
def test_the_whole_model_of_random_policies(data):
    policy = Policy(data.draw(policies()).program)
    _same_model(policy, policy.read_data(data.draw(dossiers(policy.program))), data.draw(readings(policy.program)))


@settings(max_examples=5)
@given(st.lists(st.tuples(DOSSIERS, READINGS), min_size=8, max_size=8))
def test_threads_get_the_answers_that_one_thread_gets(work):
    def answers(job):
        dossier, chosen = job
        decisions = POLICY.decide(POLICY.read_data(dossier), readings=chosen)
        return [(each.subject, each.outcome, grounds(each)) for each in decisions]

    alone = [answers(job) for job in work] * 4
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answers, work * 4)) == alone


def test_two_policies_in_two_threads_do_not_see_each_other():
    """pyDatalog keeps its clauses per process: two programs with the same predicates must stay apart."""
    rules = tuple(rule for rule in POLICY.program.rules if rule.head.predicate != "excluded")
    lenient = Policy(msgspec.structs.replace(POLICY.program, rules=rules))
    dossier = {
        "services": {"d1": {"kind": "advies", "linked_to_theme": {"innovatie": "ja"}, "aimed_at": {"pendelen": "ja"}}}
    }

    def outcome(policy):
        return policy.decide(policy.read_data(dossier))[0].outcome

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(outcome, [POLICY, lenient] * 100))
    assert found == ["niet_subsidieerbaar", "subsidieerbaar"] * 100
