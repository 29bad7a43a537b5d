"""Explanations of dossiers with ordinary and with odd names, and what they are called by."""

import pytest

from kmopolicy.render.words.labels import Labels

FILES = ("alle-uitkomsten.yaml", "vreemde-namen.yaml", "zonder-peildatum.yaml")


@pytest.fixture(scope="session")
def explained(policy, root):
    """Per subject of the dossiers its facts and its explanation."""
    found = []
    for file in FILES:
        facts = policy.read(root / "fixtures" / "cli" / file)
        for decision in policy.decide(facts):
            found.append((facts, policy.explain(facts, f"{decision.type.lower()}:{decision.subject}")))
    return found


@pytest.fixture(scope="session")
def outlined(policy, explained):
    """Calls a function with every explanation and its labels: brief in both languages, in full in one."""

    def each(render):
        for facts, explanation in explained:
            for lang, full in (("nl", False), ("en", False), ("nl", True)):
                labels = Labels(policy.program, lang, facts)
                yield explanation, labels, full, render(explanation, labels, full=full)

    return each
