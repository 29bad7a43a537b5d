"""Rules, cases and rows that rest on no sentence of a source."""

from collections.abc import Iterator

from kmopolicy.program.checks.words import what
from kmopolicy.program.desk import Desk
from kmopolicy.text.catalogue.policy import quotes as catalogue
from kmopolicy.text.diagnostic import Diagnostic


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Rules but for those of warnings; cases; and rows that leave open on which, in a table that says so."""
    for placed in desk.draft.rules:
        node = placed.node
        if not node.cites and not placed.quotes and desk.draft.role(node.head.name.text) != "warning":
            yield Diagnostic(catalogue.NO_CITATION, node.head.span, what(node), "quote")
    yield from _cases(desk)
    for rows in desk.tables.rows.values():
        for cell in (row.sentence for row in rows if row.sentence and not row.sentence.text):
            yield Diagnostic(catalogue.UNCITED_ROW, cell.span, {}, "number")


def _cases(desk: Desk) -> Iterator[Diagnostic]:
    for outcome in desk.draft.outcomes.values():
        for case in outcome.node.cases:
            if not case.cites and not outcome.quotes:
                args = {"what": "dit geval", "what_en": "this case"}
                yield Diagnostic(catalogue.NO_CITATION, case.value.span, args, "quote")
