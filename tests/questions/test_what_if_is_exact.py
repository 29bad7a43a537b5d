"""What-if finds what brute force finds: all minimal sets of changes, and no other."""

from every_way import minimal_sets, sets_of
from hypothesis import given
from hypothesis import strategies as st

from kmopolicy.api import Policy
from kmopolicy.questions.whatif import what_if
from kmopolicy.testing import naive
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings


@given(st.data())
def test_the_ways_are_all_minimal_sets_of_changes(data):
    policy = Policy(data.draw(policies()).program)
    facts = policy.read_data(data.draw(dossiers(policy.program)))
    chosen = data.draw(readings(policy.program))
    for subject in [entity.id for entity in facts.entities if entity.type == "Thing"][:1]:
        situation = policy._situation(facts, subject, chosen)
        target = data.draw(st.sampled_from(situation.values))

        def decide(changed, outcome=situation.cases.name, subject=subject):
            return naive.decide(policy.program, changed, outcome, subject, chosen).value

        found = what_if(situation, target, decide, 2)
        told = [each for way in found.ways for each in sets_of(situation, way)]
        wanted = minimal_sets(situation, target, 2, chosen) if found.present != target else set()
        assert set(told) == wanted
