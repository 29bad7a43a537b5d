"""Diagnostics as SARIF 2.1.0, the form in which code hosts and editors take findings: one run, its rules, its results.

A warning that the policy allows is a result with the reason as its suppression.
"""

import json
import os
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from kmopolicy.program.load import Allowed
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.localized import Lang
from kmopolicy.text.span import Span
from kmopolicy.version import VERSION

Json = dict[str, Any]
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def diagnostics(found: Sequence[Diagnostic], allowed: Sequence[Allowed], lang: Lang) -> str:
    """One document, in one language."""
    every = [*found, *(each.diagnostic for each in allowed)]
    entries = list({each.code: each.entry for each in every}.values())
    places = {entry.code: place for place, entry in enumerate(entries)}
    reasons = [None] * len(found) + [each.reason for each in allowed]
    driver = {"name": "kmopolicy", "version": VERSION, "rules": [_rule(entry, lang) for entry in entries]}
    results = [_result(each, places[each.code], reason, lang) for each, reason in zip(every, reasons, strict=True)]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=2) + "\n"


def _rule(entry: Entry, lang: Lang) -> Json:
    return {
        "id": entry.code,
        "name": entry.name,
        "shortDescription": {"text": entry.name},
        "fullDescription": {"text": entry.why[lang]},
        "defaultConfiguration": {"level": entry.severity},
    }


def _result(found: Diagnostic, place: int, reason: str | None, lang: Lang) -> Json:
    message = "\n".join(filter(None, (found.message_in(lang), found.help_in(lang))))
    result: Json = {
        "ruleId": found.code,
        "ruleIndex": place,
        "level": found.entry.severity,
        "message": {"text": message},
        "locations": [_location(found.span)] if found.span else [],
    }
    if found.notes:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": text[lang]}, **_location(span)}
            for number, (span, text) in enumerate(found.notes, 1)
        ]
    if reason is not None:
        result["suppressions"] = [{"kind": "inSource", "justification": reason}]
    return result


def _location(span: Span) -> Json:
    physical: Json = {"artifactLocation": {"uri": _uri(span.file)}}
    if span.line:
        physical["region"] = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
    return {"physicalLocation": physical}


def _uri(file: str) -> str:
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(os.fsencode(path.as_posix()))
