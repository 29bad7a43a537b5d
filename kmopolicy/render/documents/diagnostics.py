"""Diagnostics as JSON, with their words in both languages and the page that tells more."""

from collections.abc import Iterable

from kmopolicy.program.load import Allowed
from kmopolicy.render.documents.parts import Json, dumped, stands
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span


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
        "page": found.entry.page,
        **_place(found.span),
    }


def _place(span: Span | None) -> Json:
    end = {"end_line": span.end_line, "end_column": span.end_column} if span else {}
    return {**stands(span), "column": span.column if span else None, **end}
