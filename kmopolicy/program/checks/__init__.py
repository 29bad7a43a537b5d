"""The checks of a draft; each yields what it finds and raises nothing.

`CHECKS`, in their order, find the errors: where there is none, a program can be made of it. The others find what is allowed and
probably wrong, for whoever edits the policy: `ASIDE` whatever else is wrong, `THROUGHOUT` over a whole policy without errors.
"""

from collections.abc import Callable, Iterator

from kmopolicy.program.checks import (
    allowed,
    cases,
    dead,
    declarations,
    languages,
    names,
    properties,
    quotes,
    recursion,
    redundant,
    rows,
    safety,
    singles,
    terms,
    uncited,
    unused,
)
from kmopolicy.program.desk import Desk
from kmopolicy.program.possible import Worlds
from kmopolicy.text.diagnostic import Diagnostic

Check = Callable[[Desk], Iterator[Diagnostic]]
WholeCheck = Callable[[Desk, Worlds], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    declarations.check,
    names.check,
    terms.check,
    cases.check,
    properties.check,
    safety.check,
    recursion.check,
    quotes.check,
    allowed.check,
)
ASIDE: tuple[Check, ...] = (singles.check, uncited.check)
THROUGHOUT: tuple[WholeCheck, ...] = (dead.check, redundant.check, unused.check, rows.check, languages.check)
