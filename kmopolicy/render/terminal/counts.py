"""How many subjects have which outcome, and what was not decided."""

from collections.abc import Sequence

from kmopolicy.render.terminal.layout import Line
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.numbers import number
from kmopolicy.text.localized import Lang

Rows = Sequence[tuple[str, str, int]]
"""A type, an outcome ("" where it is not decided), and how many."""


def render(rows: Rows, apart: int, labels: Labels, width: int) -> list[Line]:
    """A line for each type and outcome, and one that sums up."""
    outcomes = {cases.subject_type: cases.name for cases in labels.program.outcomes.values()}
    told = []
    for kind, outcome, count in rows:
        values = labels.program.predicates[outcomes[kind]].arguments[-1].type
        label = labels.value(values, outcome) if outcome else word("not decided", labels.lang)
        told.append((labels.thing(kind), label, number(count, labels.lang)))
    wide = [max((len(row[at]) for row in told), default=0) for at in range(3)]
    lines: list[Line] = [
        ((f"{kind:<{wide[0]}}  {label:<{wide[1]}}  {count:>{wide[2]}}"[:width], ""),) for kind, label, count in told
    ]
    return [*lines, ((summary(rows, apart, labels.lang).rstrip("\n"), ""),)]


def summary(rows: Rows, apart: int, lang: Lang) -> str:
    """How many were decided, how many were not, and how many rows were set apart."""
    undecided = sum(count for _, outcome, count in rows if not outcome)
    decided = sum(count for *_, count in rows) - undecided
    return word("decided in bulk", lang, decided=decided, undecided=undecided, apart=apart) + "\n"
