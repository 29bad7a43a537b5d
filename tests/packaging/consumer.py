"""What a developer may write, checked strictly against the types of the installed package."""

import datetime

import kmopolicy


def outcomes(dossier: str) -> dict[str, str]:
    policy: kmopolicy.Policy = kmopolicy.load()
    facts: kmopolicy.Facts = policy.read(dossier, date=datetime.date(2024, 3, 1))
    decisions: tuple[kmopolicy.Decision, ...] = policy.decide(facts, readings={"licence_a": "enkel_a"})
    return {decision.subject: decision.outcome for decision in decisions}


def reasons(data: dict[str, object], subject: str) -> list[str]:
    policy = kmopolicy.load("policy")
    explanation: kmopolicy.Explanation = policy.explain(policy.read_data(data), subject)
    cited = [ground.citation for ground in explanation.decision.grounds]
    return [f"{each.sentence}: {each.quote}" for each in cited if each is not None]


def themes(policy: kmopolicy.Policy, facts: kmopolicy.Facts) -> list[str]:
    answers: kmopolicy.Answers = policy.query(facts, "fits_theme(_, Theme)")
    return [str(theme) for (theme,) in answers.rows]


def complaints(dossier: str) -> list[str]:
    try:
        outcomes(dossier)
    except kmopolicy.KmopolicyError as error:
        return [found.message_in("en") for found in error.diagnostics]
    return []
