"""Alterations of a policy as JSON: those that no scenario notices, and those that are allowed."""

from kmopolicy.questions.scenarios.alterations import Alteration
from kmopolicy.questions.scenarios.mutate import Report
from kmopolicy.render.documents.parts import Json, dumped
from kmopolicy.render.told.alterations import in_words
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.localized import Lang

_LANGS: tuple[Lang, ...] = ("nl", "en")


def alterations(told: Report, labels: Labels) -> str:
    """`kmopolicy.alterations/1`."""
    program = labels.program
    return dumped(
        {
            "schema": "kmopolicy.alterations/1",
            "policy": {"name": program.name, "digest": program.digest},
            "count": told.tried,
            "unexplained": [_one(each, labels) for each in told.unexplained],
            "allowed": [{**_one(each, labels), "reason": allowance.reason} for each, allowance in told.allowed],
            "superfluous": [each.name for each in told.superfluous],
        }
    )


def _one(alteration: Alteration, labels: Labels) -> Json:
    spoken = {lang: in_words(alteration, Labels(labels.program, lang)) for lang in _LANGS}
    return {
        "name": alteration.key,
        "kind": alteration.kind,
        "words": spoken,
        "citations": [{"sentence": each.sentence, "quote": each.quote} for each in alteration.citations],
        "file": alteration.span.file,
        "line": alteration.span.line,
    }
