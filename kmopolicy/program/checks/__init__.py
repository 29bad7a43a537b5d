"""The checks that make a program of a draft, in their order; each yields what it finds and raises nothing."""

from collections.abc import Callable, Iterator

from kmopolicy.program.checks import cases, declarations, names, properties, quotes, recursion, safety, terms
from kmopolicy.program.desk import Desk
from kmopolicy.text.diagnostic import Diagnostic

Check = Callable[[Desk], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    declarations.check,
    names.check,
    terms.check,
    cases.check,
    properties.check,
    safety.check,
    recursion.check,
    quotes.check,
)
