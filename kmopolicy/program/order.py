"""Whether comparisons can hold together: values in an order that goes round cannot exist.

>>> from kmopolicy.program.order import goes_round
>>> goes_round([("A", "<", "B"), ("B", "<=", "A")])
True
"""

from collections.abc import Hashable, Iterable
from itertools import pairwise

Comparison = tuple[Hashable, str, Hashable]
"""Left, operator, right: variables by their name, and values that can be compared."""

_TURNED = {">": "<", ">=": "<="}
_MANY = 40
"""Terms; of more nothing is said."""


def goes_round(comparisons: Iterable[Comparison], values: Iterable[tuple[object, Hashable]] = ()) -> bool:
    """Whether no values fit all comparisons. `values`: those among the terms that are known, by what they are called."""
    steps: dict[tuple[Hashable, Hashable], bool] = {}
    unequal: list[tuple[Hashable, Hashable]] = []
    for left, op, right in comparisons:
        if op in _TURNED:
            left, op, right = right, _TURNED[op], left
        if op == "!=":
            unequal.append((left, right))
            continue
        _step(steps, left, right, strict=op == "<")
        if op == "=":
            _step(steps, right, left, strict=False)
    for (one, name), (other, following) in pairwise(sorted(values, key=lambda each: each[0])):  # type: ignore[arg-type,return-value]
        _step(steps, name, following, strict=one != other)
    if len({name for step in steps for name in step}) > _MANY:
        return False
    _close(steps)
    if any(strict for (left, right), strict in steps.items() if left == right):
        return True
    return any(left == right or ((left, right) in steps and (right, left) in steps) for left, right in unequal)


def _step(steps: dict[tuple[Hashable, Hashable], bool], left: Hashable, right: Hashable, *, strict: bool) -> None:
    steps[left, right] = steps.get((left, right), False) or strict


def _close(steps: dict[tuple[Hashable, Hashable], bool]) -> None:
    """Adds every step that follows from two others."""
    names = list(dict.fromkeys(name for step in steps for name in step))
    for middle in names:
        for left in names:
            for right in names:
                if (left, middle) in steps and (middle, right) in steps:
                    _step(steps, left, right, strict=steps[left, middle] or steps[middle, right])
