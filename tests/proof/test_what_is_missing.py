"""What an explanation says is missing could still matter, and what it counts is what there could have been."""

import pytest


@pytest.fixture(scope="module")
def explanation(policy, root):
    """A service whose link with sustainability is certain, whose other themes are ruled out, and whose topics are not judged."""
    return policy.explain(policy.read(root / "fixtures" / "docs" / "klimaatplan.yaml"), "d1")


def test_only_the_topics_of_a_theme_that_is_left_are_missing(explanation, policy):
    sustainability = {row.values[0] for row in policy.program.tables["topic_of"] if row.values[1] == "duurzaamheid"}
    missing = [each.atom for each in explanation.missing if each.atom.startswith("concerns_topic(")]
    assert sorted(missing) == sorted(f"concerns_topic(d1, {topic}, _)" for topic in sustainability)


def test_doubt_is_counted_over_every_theme(explanation, policy):
    submitted = next(each for each in explanation.alternatives if each.outcome == "voor_te_leggen")
    counted = {node.atom: node.candidates for attempt in _attempts(submitted) for node in attempt.fails}
    assert counted["theme_in_doubt(d1, _)"] == len(policy.program.tables["theme"])


def _attempts(alternative):
    return [attempt for node in alternative.why for attempt in node.attempts]
