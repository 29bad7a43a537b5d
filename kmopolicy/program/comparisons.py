"""What comparisons of values leave possible, and when no values at all fit them."""

from collections.abc import Iterable, Mapping
from datetime import date

from kmopolicy.language import tree
from kmopolicy.program.order import goes_round
from kmopolicy.program.terms import Value


def contradictory(comparisons: Iterable[tree.ComparisonNode], known: Mapping[str, Value] | None = None) -> bool:
    """Whether no values fit these comparisons; `known` are the values of some of their variables."""
    known, told = known or {}, list(comparisons)
    ordered: dict[object, Value] = {}

    def named(term: tree.TermNode) -> object:
        if term.kind == "variable" and str(term.value) not in known:
            return str(term.value)
        value = known[str(term.value)] if term.kind == "variable" else term.value
        ordered["=", value] = value
        return "=", value

    labels: list[tuple[object, str, object]] = []
    ranked: list[tuple[object, str, object]] = []
    for each in told:
        shown = (named(each.left), each.op, named(each.right))
        # Labels and names have no order: of these only the same value is equal.
        (labels if any(isinstance(ordered.get(side), str) for side in shown) else ranked).append(shown)
    both = [each for each in labels if each[0] in ordered and each[2] in ordered]
    if any(not _holds(ordered[left], op, ordered[right]) for left, op, right in both):
        return True
    return any(goes_round(ranked, _of_kind(ordered, kind)) for kind in (date, int))


def _of_kind(ordered: Mapping[object, Value], kind: type) -> list[tuple[object, object]]:
    return [(value, name) for name, value in ordered.items() if isinstance(value, kind)]


def _holds(one: Value, op: str, other: Value) -> bool:
    if op in ("=", "!="):
        return (one == other) == (op == "=")
    if type(one) is not type(other):
        return True
    first, second = (one, other) if op.startswith("<") else (other, one)
    return first < second or (op.endswith("=") and first == second)  # type: ignore[operator]


def kept(values: frozenset[Value], op: str, others: frozenset[Value]) -> frozenset[Value]:
    """The values that go together with any of the others."""
    if not others:
        return others
    if op == "!=":
        return values - others if len(others) == 1 else values
    # Whatever is before the last is before one of them.
    last = max(others, key=_rank) if op.startswith("<") else min(others, key=_rank)
    return frozenset(value for value in values if _holds(value, op, last))


def _rank(value: Value) -> tuple[str, str]:
    return type(value).__name__, f"{value:09}" if isinstance(value, int) else str(value)
