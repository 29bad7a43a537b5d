"""Decisions and answers as CSV, for a spreadsheet: a cell that it would run as a formula is neutralised."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from kmopolicy.program.show import show_type
from kmopolicy.proof.explanation import Decision
from kmopolicy.render.terminal.table import notes
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_RUNS = ("=", "+", "-", "@")
_SPACES = ("\t", "\r")
_BETWEEN = " | "
_HEADS = (
    "file",
    "subject",
    "type",
    "title",
    "outcome",
    "outcome_label",
    "reference_date",
    "reference_date_from",
    "themes",
    "sentences",
    "grounds",
    "readings",
    "warnings",
)


def decisions(found: Iterable[Decision], labels: Labels) -> str:
    """One row per decision; several values in one cell are separated by ` | `."""
    return _written(_HEADS, (_row(decision, labels) for decision in found))


def answers(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """One row per answer."""
    return _written(columns, rows)


def _row(decision: Decision, labels: Labels) -> tuple[str, ...]:
    cited = [ground.citation or next(iter(ground.proof.citations), None) for ground in decision.grounds]
    return (
        decision.file,
        decision.subject,
        show_type(decision.type),
        decision.title,
        decision.outcome,
        decision.outcome_label[labels.lang],
        decision.reference_date.isoformat() if decision.reference_date else "",
        decision.reference_date_from,
        _BETWEEN.join(decision.themes),
        _BETWEEN.join(dict.fromkeys(each.sentence for each in cited if each)),
        _BETWEEN.join(ground.proof.sentence[labels.lang] for ground in decision.grounds),
        _BETWEEN.join(f"{name}={option}" for name, option in decision.readings.items()),
        _BETWEEN.join(notes(decision, labels)),
    )


def _written(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_cell(head) for head in heads])
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> str | int:
    """What is left after cleaning is what a spreadsheet sees: that must not start like a formula either."""
    if isinstance(value, int):
        return value
    text = clean(str(value))
    runs = text.lstrip().startswith(_RUNS) or str(value).startswith(_SPACES)
    return "'" + text if runs else text
