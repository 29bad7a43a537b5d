"""Decisions and explanations as JSON: the contract for scripts. Sentences stand in both languages; keys are English.

The same input gives the same bytes: no time, no machine, no order that could differ.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from kmopolicy.facts.model import Judgement
from kmopolicy.program.load import Allowed
from kmopolicy.program.show import show_type
from kmopolicy.program.terms import Citation
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
from kmopolicy.render.manual.diagnostics import page_of
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

if TYPE_CHECKING:
    from kmopolicy.certificate.verify import Verification

Json = dict[str, Any]

_STEERS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Direction marks and the like, which JSON itself lets stand."""


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
        "policy": {"name": found.policy_name, "title": _both(found.policy_title), "digest": found.policy_digest},
        **_decision(found.decision),
        "grounds": [_ground_with_proof(ground) for ground in found.decision.grounds],
        "proof": _node(found.proof),
        "alternatives": [_alternative(alternative) for alternative in found.alternatives],
        "readings_used": [_reading(reading) for reading in found.readings],
        "missing": [_missing(missing) for missing in found.missing],
        "warnings": _warnings((found.decision,)),
    }


def replay(found: "Verification") -> str:
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


def answers(goal: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """`kmopolicy.answers/1`: the answers to a goal, dates as text."""
    return dumped({"schema": "kmopolicy.answers/1", "goal": goal, "columns": list(columns), "rows": plain(rows)})


def plain(rows: Iterable[Sequence[Any]]) -> list[list[str | int]]:
    """Rows of values, dates as text."""
    return [[cell if isinstance(cell, int) else str(cell) for cell in row] for row in rows]


def diagnostics(found: Iterable[Diagnostic], allowed: Iterable[Allowed] = ()) -> str:
    """`kmopolicy.diagnostics/1`."""
    return dumped(
        {
            "schema": "kmopolicy.diagnostics/1",
            "diagnostics": [diagnostic(each) for each in found],
            "allowed": [{**diagnostic(each), "reason": reason} for each, reason in allowed],
        }
    )


def diagnostic(found: Diagnostic) -> Json:
    """One diagnostic, with its words in both languages."""
    return {
        "code": found.code,
        "name": found.entry.name,
        "severity": found.entry.severity,
        "message": {lang: found.message_in(lang) for lang in ("nl", "en")},
        "help": {lang: found.help_in(lang) for lang in ("nl", "en")},
        "notes": [{"text": {lang: text[lang] for lang in ("nl", "en")}, **_place(span)} for span, text in found.notes],
        "page": page_of(found.entry),
        **_place(found.span),
    }


def dumped(content: Json) -> str:
    """Indented JSON text, in UTF-8 as it stands; what a terminal would act on, as its number."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", _indented(content)) + "\n"


def _indented(content: Json) -> str:
    """The text that `json` indents; most of it is proofs, which it would take five times as long over."""
    try:
        return msgspec.json.format(json.dumps(content, ensure_ascii=False))
    except UnicodeEncodeError:  # a file may have a name that is no text
        return json.dumps(content, ensure_ascii=False, indent=2)


def _decision(decision: Decision) -> Json:
    return {
        "subject": decision.subject,
        "type": show_type(decision.type),
        "title": decision.title,
        "outcome": decision.outcome,
        "outcome_label": _both(decision.outcome_label),
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
        **_stands(ground.proof.place),
        "kind": ground.kind,
        "words": _both(ground.proof.sentence),
    }


def _ground_with_proof(ground: Ground) -> Json:
    return {**_ground(ground), "proof": _node(ground.proof)}


def _node(node: Node) -> Json:
    cited = next(iter(node.citations), None)
    told: Json = {
        "kind": node.kind,
        "atom": node.atom,
        "words": _both(node.sentence),
        "rule": node.rule or None,
        "sentence": cited.sentence if cited else None,
        "quote": cited.quote if cited else None,
        **_stands(node.place),
    }
    told |= {"citations": [_citation(each) for each in node.citations]} if len(node.citations) > 1 else {}
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
        "words": _both(attempt.sentence),
        "citations": [_citation(each) for each in attempt.citations],
        **_stands(attempt.place),
        "count": attempt.count,
        "by_reading": attempt.by_reading,
        "holds": [_node(node) for node in attempt.holds],
        "fails": [_node(node) for node in attempt.fails],
    }


def _alternative(alternative: Alternative) -> Json:
    return {
        "outcome": alternative.outcome,
        "label": _both(alternative.label),
        "first": alternative.first or None,
        "reason": _both(alternative.reason) if alternative.first else None,
        "why": [_node(node) for node in alternative.why],
    }


def _reading(reading: ReadingUsed) -> Json:
    return {
        "name": reading.name,
        "label": _both(reading.label),
        "option": reading.option,
        "option_label": _both(reading.option_label),
        "sentences": list(reading.sentences),
        "others": [_other(other) for other in reading.others],
    }


def _other(other: OtherReading) -> Json:
    return {
        "option": other.option,
        "label": _both(other.label),
        "outcome": other.outcome,
        "outcome_label": _both(other.outcome_label),
        "grounds_gone": list(other.grounds_gone),
        "grounds_new": list(other.grounds_new),
    }


def _missing(missing: Missing) -> Json:
    return {"atom": missing.atom, "words": _both(missing.sentence)}


def _warnings(found: Iterable[Decision]) -> list[Json]:
    """Each once: what the policy warns of about a service holds for the applications that are made for it as well."""
    each = dict.fromkeys((decision.file, notice) for decision in found for notice in decision.notices)
    return [_notice(notice, file) for file, notice in each]


def _notice(notice: Notice, file: str) -> Json:
    return {
        "name": notice.name,
        "subject": notice.subject,
        "message": _both(notice.message),
        "citations": [_citation(each) for each in notice.citations],
        "file": file,
    }


def _citation(citation: Citation) -> Json:
    return {"sentence": citation.sentence, "quote": citation.quote, **_stands(citation.span)}


def _stands(span: Span | None) -> Json:
    return {"file": span.file if span else None, "line": span.line if span else None}


def _place(span: Span | None) -> Json:
    end = {"end_line": span.end_line, "end_column": span.end_column} if span else {}
    return {**_stands(span), "column": span.column if span else None, **end}


def _both(text: Localized) -> Json:
    return {"nl": text["nl"], "en": text["en"]}
