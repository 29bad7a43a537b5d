"""Why a command ends before it is done: a diagnostic and the exit code that goes with it, or nobody left to read it."""

from typing import NoReturn

from kmopolicy.text.diagnostic import Diagnostic, Entry

WRONG_USAGE = 2


class Refusal(Exception):  # noqa: N818  # it is no error of ours
    """Ends a command with diagnostics on standard error."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...], exit_code: int = WRONG_USAGE) -> None:
        super().__init__(", ".join(found.code for found in diagnostics))
        self.diagnostics = diagnostics
        self.exit_code = exit_code


class Unread(Exception):  # noqa: N818  # it is no error at all
    """Ends a command in silence: whoever read its output has closed the pipe."""


def refuse(entry: Entry, help_key: str = "", **args: str) -> NoReturn:
    """Ends the command: it was not used as it is meant."""
    raise Refusal((Diagnostic(entry, None, args, help_key),))
