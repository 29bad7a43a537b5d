"""What stops a run over whole tables, as findings about the user's own files and servers."""

from kmopolicy.text.diagnostic import Diagnostic


class Refused(Exception):  # noqa: N818  # it carries findings about the user's files
    """The tables cannot be used, or the result cannot be put where it should go. `usage`: there is nothing at that address."""

    def __init__(self, *diagnostics: Diagnostic, usage: bool = False) -> None:
        super().__init__(", ".join(found.code for found in diagnostics))
        self.diagnostics = diagnostics
        self.usage = usage
