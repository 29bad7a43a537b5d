"""The comparisons of rule bodies, over values of one type."""

import operator
from collections.abc import Callable, Mapping
from typing import Any

from kmopolicy.program.terms import Value

_TESTS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def compare(left: Value, op: str, right: Value) -> bool:
    """Whether `left op right`."""
    return _TESTS[op](left, right)
