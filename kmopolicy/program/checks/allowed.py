"""Allowances: of a warning that there is, and with a reason."""

from collections.abc import Iterator

from kmopolicy.program.desk import Desk
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.policy import every, syntax
from kmopolicy.text.diagnostic import Diagnostic


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Each allowance that cannot be taken for one."""
    names = {entry.name for entry in every.ENTRIES if entry.severity == "error"}
    for allowance in desk.draft.allowances:
        name = allowance.name
        if name not in every.ALLOWABLE:
            args = {"name": name, **near_or("known", name, every.ALLOWABLE)}
            help_key = args.pop("help")
            yield Diagnostic(syntax.NOT_ALLOWABLE, allowance.span, args, "error" if name in names else help_key)
        elif not allowance.reason:
            args = {"name": name, "shown": allowance.shown}
            yield Diagnostic(syntax.NO_REASON, allowance.span, args, "reason")
