"""Ask finds what brute force finds: the possible outcomes, the questions that matter, the outcomes after each answer."""

from every_completion import Table
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from small import small_dossiers, small_policies

from kmopolicy.api import Policy
from kmopolicy.questions.ask import ask
from kmopolicy.questions.groups import groups
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings

MOST = 1000
"""Completions that are enumerated."""


def _same_as_brute_force(policy, facts, subject, chosen):
    situation = policy._situation(facts, subject, chosen)
    presuming, whatever = (Table(situation, chosen, presuming=each) for each in (True, False))
    assume(whatever.size <= MOST)
    step = ask(situation)
    assert set(step.presuming) == presuming.fill().possible()
    assert set(step.whatever) == whatever.fill().possible()
    table = whatever if len(step.presuming) == 1 and len(step.whatever) > 1 else presuming
    assert {each.id for each in step.questions} == {each.id for each in groups(situation) if table.matters(each)}
    for question in step.questions:
        for choices, outcomes in question.answers:
            assert set(outcomes) == table.after(question.group, choices)


@given(st.data())
def test_random_policies(data):
    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    chosen = data.draw(readings(policy.program))
    things = [entity.id for entity in facts.entities if entity.type == "Thing"]
    assume(things)
    _same_as_brute_force(policy, facts, f"thing:{things[0]}", chosen)


@settings(max_examples=15)
@given(small_policies(), small_dossiers())
def test_dates_together_and_constants_that_are_alike(drawn, dossier):
    policy = Policy(drawn.program)
    _same_as_brute_force(policy, policy.read_data(dossier), "t", {})
