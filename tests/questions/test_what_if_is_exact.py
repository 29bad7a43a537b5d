"""What-if finds what brute force finds: all minimal sets of changes, and no other."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kmopolicy.api import Policy
from kmopolicy.questions.otherwise.whatif import what_if
from kmopolicy.testing import naive
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings
from questions.dated import dated_dossiers, dated_policies
from questions.every_way import minimal_sets, sets_of


def _same_as_brute_force(policy, facts, subject, chosen, most):
    """For every outcome, the ways stand for all minimal sets and each set is told by one way."""
    situation = policy._situation(facts, subject, chosen)

    def decide(changed):
        return naive.decide(policy.program, changed, situation.cases.name, situation.subject, chosen).value

    for target in situation.values:
        found = what_if(situation, target, decide, most)
        told = [each for way in found.ways for each in set(sets_of(situation, way))]
        assert len(told) == len(set(told))
        assert set(told) == (minimal_sets(situation, target, most, chosen) if found.present != target else set())


@given(st.data())
def test_random_policies(data):
    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    chosen = data.draw(readings(policy.program))
    for subject in [entity.id for entity in facts.entities if entity.type == "Thing"][:1]:
        _same_as_brute_force(policy, facts, f"thing:{subject}", chosen, 2)


@settings(max_examples=15)
@given(dated_policies(), dated_dossiers())
def test_dates_together_and_constants_that_are_alike(drawn, dossier):
    policy = Policy(drawn.program)
    _same_as_brute_force(policy, policy.read_data(dossier), "t", {}, 2)
