"""Gathers what is wrong: of each kind the first few, and how many more there are."""

import msgspec

from kmopolicy.text.catalogue.facts import tables as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.excerpt import Excerpt, Lines
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

Note = tuple[Span, Localized]
_MOST = 20
"""How many errors of one kind are shown."""


class Findings:
    """What is wrong so far. False where nothing is."""

    def __init__(self) -> None:
        self._told: list[Diagnostic] = []
        self._counts: dict[str, int] = {}
        self._lines: dict[str, Lines] = {}

    def __bool__(self) -> bool:
        return bool(self._told)

    def reads(self, file: str, text: str) -> None:
        """Notes the text of a file, so that its lines can be shown."""
        self._lines[file] = Lines(text)

    def add(self, *found: Diagnostic) -> None:
        """Notes diagnostics that were made elsewhere."""
        for diagnostic in found:
            if not self.plenty(diagnostic.entry):
                self._counts[diagnostic.code] = self._counts.get(diagnostic.code, 0) + 1
                self._told.append(diagnostic)

    def wrong(self, entry: Entry, span: Span | None, help_key: str = "", *notes: Note, **args: str) -> None:
        """Notes something that is wrong."""
        self.add(Diagnostic(entry, span, args, help_key, notes))

    def plenty(self, entry: Entry) -> bool:
        """Whether enough of a kind is told, so that one more is only counted: no need to find the words for it."""
        full = self._counts.get(entry.code, 0) >= _MOST
        if full:
            self._counts[entry.code] += 1
        return full

    def in_order(self) -> tuple[Diagnostic, ...]:
        """All of them in the order of the files, and how many of each kind there are beyond those."""
        told = sorted(self._told, key=lambda each: each.span or Span("", 0, 0, 0, 0))
        more = {code: count - _MOST for code, count in sorted(self._counts.items()) if count > _MOST}
        rest = [
            Diagnostic(catalogue.AND_MORE, None, {"count": str(count), "code": code}, "first")
            for code, count in more.items()
        ]
        return (*map(self._with_excerpts, told), *rest)

    def _with_excerpts(self, found: Diagnostic) -> Diagnostic:
        if found.excerpts:
            return found
        spans = (found.span, *(span for span, _ in found.notes))
        return msgspec.structs.replace(found, excerpts=tuple(map(self._excerpt, spans)))

    def _excerpt(self, span: Span | None) -> Excerpt | None:
        lines = self._lines.get(span.file) if span else None
        return lines.excerpt(span) if lines and span else None
