"""The question that is put first is as good as the best there is: how much worse it can be is bounded."""

from hypothesis import assume, given
from hypothesis import strategies as st

from kmopolicy.api import Policy
from kmopolicy.testing.completions import Completed
from kmopolicy.testing.policies import policies
from kmopolicy.testing.regret import Game, mean, worst
from kmopolicy.testing.strategies import dossiers, readings
from questions.dated import dated_dossiers, dated_policies

MOST = 300
"""Completions that are enumerated."""


def _at_most_one_question_too_many(policy, facts, subject, chosen):
    situation = policy._situation(facts, subject, chosen)
    completed = Completed(situation, chosen, presuming=False)
    assume(completed.size <= MOST)
    game = Game(situation, completed)
    assume(game.fair)
    for cost in (worst, mean):
        assert 0 <= game.asked(cost) - game.least(cost) <= 1


@given(st.data())
def test_random_policies(data):
    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    things = [entity.id for entity in facts.entities if entity.type == "Thing"]
    assume(things)
    _at_most_one_question_too_many(policy, facts, f"thing:{things[0]}", data.draw(readings(policy.program)))


@given(dated_policies(), dated_dossiers())
def test_policies_about_dates(drawn, dossier):
    policy = Policy(drawn.program)
    _at_most_one_question_too_many(policy, policy.read_data(dossier), "t", {})
