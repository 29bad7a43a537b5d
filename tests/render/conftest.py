"""Explanations of dossiers with ordinary and with odd names, and what they are called by."""

import pytest

from kmopolicy.render.labels import Labels

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
    """Calls a function with every explanation and its labels, in both languages, brief and full."""

    def each(render):
        for facts, explanation in explained:
            for lang in ("nl", "en"):
                labels = Labels(policy.program, lang, facts)
                for full in (False, True):
                    yield explanation, labels, full, render(explanation, labels, full=full)

    return each
