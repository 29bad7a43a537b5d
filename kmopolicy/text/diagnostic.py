"""A finding about a file: what, where, why and how to mend it. Its words stand in the catalogue, in two languages."""

from collections.abc import Iterable, Mapping
from typing import Literal

import msgspec

from kmopolicy.text.excerpt import Excerpt
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

Severity = Literal["error", "warning"]

MOST = 100
"""How many findings of one kind of work are told: after that, whoever reads them mends those first."""


class Entry(msgspec.Struct, frozen=True):
    """A kind of diagnostic. `message` and each of `helps` have `{name}` places, filled from a diagnostic's `args`.

    `name` reads as "allow ..."; `why` is a paragraph for the documentation page: what it finds and why it matters.
    """

    code: str
    name: str
    severity: Severity
    message: Localized
    helps: dict[str, Localized]
    why: Localized

    @property
    def page(self) -> str | None:
        """Where its page stands in the documentation; None where it has none."""
        return f"docs/diagnostics/{self.code}.md" if self.code.startswith("K") else None


class Diagnostic(msgspec.Struct, frozen=True):
    """One finding. `help` picks one of the entry's helps ("" for none); `notes` point at other places that matter.

    `excerpts` shows the span and each note as they were read; where it is empty, their files are read again.
    """

    entry: Entry
    span: Span | None
    args: Mapping[str, str] = {}
    help: str = ""
    notes: tuple[tuple[Span, Localized], ...] = ()
    excerpts: tuple[Excerpt | None, ...] = ()

    @property
    def code(self) -> str:
        return self.entry.code

    def message_in(self, lang: Lang) -> str:
        return _filled(self.entry.message[lang], self.args)

    def help_in(self, lang: Lang) -> str:
        return _filled(self.entry.helps[self.help][lang], self.args) if self.help else ""


def _filled(template: str, args: Mapping[str, str]) -> str:
    # One pass, so that braces in what the user wrote are never read as places.
    parts = template.split("{")
    return parts[0] + "".join(_place(part, args) for part in parts[1:])


def _place(part: str, args: Mapping[str, str]) -> str:
    name, closed, rest = part.partition("}")
    return args.get(name, "{" + name + closed) + rest


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those that stop a program or a dossier from being used."""
    return tuple(found for found in diagnostics if found.entry.severity == "error")
