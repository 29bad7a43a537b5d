"""The answers to a goal as JSON."""

from collections.abc import Iterable, Sequence
from typing import Any

from kmopolicy.render.documents.parts import dumped, plain


def answers(goal: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """`kmopolicy.answers/1`: the answers to a goal, dates as text."""
    return dumped({"schema": "kmopolicy.answers/1", "goal": goal, "columns": list(columns), "rows": plain(rows)})
