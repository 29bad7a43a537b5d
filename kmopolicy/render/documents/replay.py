"""The replay of an explanation as JSON."""

from kmopolicy.certificate.verify import Verification
from kmopolicy.render.documents.diagnostics import diagnostic
from kmopolicy.render.documents.parts import Json, dumped


def replay(found: Verification) -> str:
    """`kmopolicy.replay/1`: whether an explanation stands, on what, and what of it does not."""
    told, problems = found.told, [diagnostic(found.problem)] if found.problem else []
    about: Json = {}
    if told:  # where it has another form than an explanation, nothing can be said of what it claims
        about = {
            "policy": {"name": told.policy.name, "digest": told.policy.digest},
            "subject": told.subject,
            "type": told.type,
            "outcome": told.outcome,
            "readings": dict(told.certificate.readings),
            "facts": len(told.certificate.facts),
            "digest": told.certificate.digest,
        }
    compared = {"compared_with": found.compared or None}
    return dumped({"schema": "kmopolicy.replay/1", "stands": found.stands, **about, **compared, "problems": problems})
