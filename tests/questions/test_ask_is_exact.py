"""Ask finds what brute force finds: the possible outcomes, the questions that matter, the outcomes after each answer."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kmopolicy.api import Policy
from kmopolicy.facts.model import GroundAtom
from kmopolicy.questions.asking.ask import ask
from kmopolicy.questions.asking.groups import groups
from kmopolicy.testing.completions import Completed
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings
from questions.dated import dated_dossiers, dated_policies

MOST = 1000
"""Completions that are enumerated."""


def _same_as_brute_force(policy, facts, subject, chosen):
    situation = policy._situation(facts, subject, chosen)
    presuming, whatever = (Completed(situation, chosen, presuming=each) for each in (True, False))
    assume(whatever.size <= MOST)
    step = ask(situation)
    assert set(step.presuming) == presuming.possible()
    assert set(step.whatever) == whatever.possible()
    every = whatever if len(step.presuming) == 1 and len(step.whatever) > 1 else presuming
    assert {each.id for each in step.questions} == {each.id for each in groups(situation) if every.matters(each)}
    for question in step.questions:
        for choices, outcomes in question.answers:
            assert set(outcomes) == every.after(question.group, choices)
        _all_that_can_be_said(question, every.outcomes, situation)
    _nothing_more_of_what_was_answered(situation, step, whatever)


def _all_that_can_be_said(question, completions, situation):
    """The answers are all facts that a completion can add."""
    added = {atom for atoms in completions for atom in atoms if question.group.holds(atom)} - situation.stated
    said = [
        GroundAtom(question.predicate, values)
        for answer in question.answers
        if answer.choices
        for values in product(*answer.choices)
    ]
    assert sorted(said) == sorted(added)


def _nothing_more_of_what_was_answered(situation, step, whatever):
    """After a question was answered, only the completions are left that add nothing to it."""
    for question in step.questions[:2]:
        left = ask(situation, answered=[question.id])
        assert set(left.whatever) == whatever.after(question.group, ())
        assert all(each.id != question.id for each in left.questions)


@given(st.data())
def test_random_policies(data):
    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    chosen = data.draw(readings(policy.program))
    things = [entity.id for entity in facts.entities if entity.type == "Thing"]
    assume(things)
    _same_as_brute_force(policy, facts, f"thing:{things[0]}", chosen)


@settings(max_examples=15)
@given(dated_policies(), dated_dossiers())
def test_dates_together_and_constants_that_are_alike(drawn, dossier):
    policy = Policy(drawn.program)
    _same_as_brute_force(policy, policy.read_data(dossier), "t", {})
