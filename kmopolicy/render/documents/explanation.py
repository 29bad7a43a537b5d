"""Decisions and explanations as JSON."""

from collections.abc import Iterable, Sequence

from kmopolicy.facts.model import Judgement
from kmopolicy.program.show import show_type
from kmopolicy.proof.explanation import (
    Alternative,
    Attempt,
    Decision,
    Explanation,
    Ground,
    Missing,
    Node,
    Notice,
    OtherReading,
    ReadingUsed,
)
from kmopolicy.render.documents.parts import Json, both, citation, dumped, stands


def decisions(found: Sequence[Decision], policy: str, digest: str) -> str:
    """`kmopolicy.decisions/1`."""
    return dumped(
        {
            "schema": "kmopolicy.decisions/1",
            "policy": {"name": policy, "digest": digest},
            "decisions": [_decision(decision) for decision in found],
            "warnings": _warnings(found),
        }
    )


def explanation(found: Explanation) -> str:
    """`kmopolicy.explanation/1`."""
    return dumped(explained(found))


def explained(found: Explanation) -> Json:
    """An explanation, by itself or as a part of another document."""
    return {
        "schema": "kmopolicy.explanation/1",
        "policy": {"name": found.policy_name, "title": both(found.policy_title), "digest": found.policy_digest},
        **_decision(found.decision),
        "grounds": [_ground_with_proof(ground) for ground in found.decision.grounds],
        "proof": _node(found.proof),
        "alternatives": [_alternative(alternative) for alternative in found.alternatives],
        "readings_used": [_reading(reading) for reading in found.readings],
        "missing": [_missing(missing) for missing in found.missing],
        "warnings": _warnings((found.decision,)),
    }


def _decision(decision: Decision) -> Json:
    return {
        "subject": decision.subject,
        "type": show_type(decision.type),
        "title": decision.title,
        "outcome": decision.outcome,
        "outcome_label": both(decision.outcome_label),
        "reference_date": decision.reference_date.isoformat() if decision.reference_date else None,
        "themes": list(decision.themes),
        "grounds": [_ground(ground) for ground in decision.grounds],
        "readings": dict(decision.readings),
        "presumes": list(decision.presumes),
        "file": decision.file,
        "reference_date_from": decision.reference_date_from,
    }


def _ground(ground: Ground) -> Json:
    cited = ground.citation or next(iter(ground.proof.citations), None)
    return {
        "atom": ground.proof.atom,
        "sentence": cited.sentence if cited else None,
        "quote": cited.quote if cited else None,
        **stands(ground.proof.place),
        "kind": ground.kind,
        "words": both(ground.proof.sentence),
    }


def _ground_with_proof(ground: Ground) -> Json:
    return {**_ground(ground), "proof": _node(ground.proof)}


def _node(node: Node) -> Json:
    cited = next(iter(node.citations), None)
    told: Json = {
        "kind": node.kind,
        "atom": node.atom,
        "words": both(node.sentence),
        "rule": node.rule or None,
        "sentence": cited.sentence if cited else None,
        "quote": cited.quote if cited else None,
        **stands(node.place),
    }
    told |= {"citations": [citation(each) for each in node.citations]} if len(node.citations) > 1 else {}
    told |= _absence(node)
    if node.reading:
        told["reading"] = {"name": node.reading[0], "option": node.reading[1]}
    if node.judgement:
        told["judgement"] = _judgement(node.judgement)
    told["children"] = [_node(child) for child in node.children]
    return told


def _judgement(judgement: Judgement) -> Json:
    on = judgement.on.isoformat() if judgement.on else None
    return {"by": judgement.by, "on": on, "because": judgement.because}


def _absence(node: Node) -> Json:
    if node.kind != "absent":
        return {}
    return {
        "status": node.status,
        "candidates": node.candidates,
        "others": node.others,
        "attempts": [_attempt(attempt) for attempt in node.attempts],
    }


def _attempt(attempt: Attempt) -> Json:
    return {
        "rule": attempt.rule,
        "atom": attempt.atom,
        "words": both(attempt.sentence),
        "citations": [citation(each) for each in attempt.citations],
        **stands(attempt.place),
        "count": attempt.count,
        "by_reading": attempt.by_reading,
        "holds": [_node(node) for node in attempt.holds],
        "fails": [_node(node) for node in attempt.fails],
    }


def _alternative(alternative: Alternative) -> Json:
    return {
        "outcome": alternative.outcome,
        "label": both(alternative.label),
        "first": alternative.first or None,
        "reason": both(alternative.reason) if alternative.first else None,
        "why": [_node(node) for node in alternative.why],
    }


def _reading(reading: ReadingUsed) -> Json:
    return {
        "name": reading.name,
        "label": both(reading.label),
        "option": reading.option,
        "option_label": both(reading.option_label),
        "sentences": list(reading.sentences),
        "others": [_other(other) for other in reading.others],
    }


def _other(other: OtherReading) -> Json:
    return {
        "option": other.option,
        "label": both(other.label),
        "outcome": other.outcome,
        "outcome_label": both(other.outcome_label),
        "grounds_gone": list(other.grounds_gone),
        "grounds_new": list(other.grounds_new),
    }


def _missing(missing: Missing) -> Json:
    return {"atom": missing.atom, "words": both(missing.sentence)}


def _warnings(found: Iterable[Decision]) -> list[Json]:
    """Each once: what the policy warns of about a service holds for the applications that are made for it as well."""
    each = dict.fromkeys((decision.file, notice) for decision in found for notice in decision.notices)
    return [_notice(notice, file) for file, notice in each]


def _notice(notice: Notice, file: str) -> Json:
    return {
        "name": notice.name,
        "subject": notice.subject,
        "message": both(notice.message),
        "citations": [citation(each) for each in notice.citations],
        "file": file,
    }
