"""What makes a file unreadable as a dossier, in whatever format it is written."""

from kmopolicy.facts.nodes import Scalar, cut
from kmopolicy.text.catalogue.facts import forms as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

FIRST = Localized("de eerste staat hier", "the first is here")


class Refused(Exception):  # noqa: N818  # ends the reading of a file; never leaves the reader
    """The reading cannot go on; the diagnostic says why."""

    def __init__(self, entry: Entry, span: Span, help_key: str, **args: str) -> None:
        super().__init__(entry.code)
        self.diagnostic = Diagnostic(entry, span, args, help_key)


def same_key(key: Scalar, first: Scalar) -> Diagnostic:
    """A key that stands twice, with the place of the first."""
    return Diagnostic(catalogue.SAME_KEY, key.span, {"key": cut(key.text)}, "merge", ((first.span, FIRST),))
