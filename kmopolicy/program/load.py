"""Loads a policy folder: reads its pages, checks them all, and makes the program where nothing is wrong."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from kmopolicy.program.pages import Folder, read_folder
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import MOST, Diagnostic, Entry, errors
from kmopolicy.text.files import decoded
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

if TYPE_CHECKING:
    from kmopolicy.language.markdown import Page
    from kmopolicy.language.reading import Reading
    from kmopolicy.program.desk import Desk


class Loaded(NamedTuple):
    """The program, or None where a diagnostic is an error; and all diagnostics, in the order of the files."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]


def load_program(path: Path, aside: Collection[Entry] = ()) -> Loaded:
    """The program of a folder."""
    return checked(read_folder(path), aside)


def checked(folder: Folder, aside: Collection[Entry] = ()) -> Loaded:
    """The program of a folder that was read; made as well where nothing is wrong but errors `aside`."""
    if folder.diagnostics:
        return Loaded(None, _opened(folder, folder.diagnostics))
    work = Work(folder)
    return work.loaded(work.errors(), aside)


class Work:
    """A folder that is checked: what it declares, as far as it can be read. `reading` may keep what was read before."""

    def __init__(self, folder: Folder, reading: "Reading | None" = None) -> None:
        from kmopolicy.language.reading import Reading
        from kmopolicy.program.desk import Desk
        from kmopolicy.program.draft import drafted
        from kmopolicy.program.sources import Sources
        from kmopolicy.program.tables import Tables

        reading = reading or Reading()
        self.folder = folder
        self.pages, self._unreadable = _pages(folder, reading)
        draft = drafted(self.pages, reading)
        self._sources = Sources(draft, folder.files)
        self.desk = Desk(draft, Tables(draft, folder.files), self._sources.sentences)
        self._more = False

    def errors(self) -> list[Diagnostic]:
        """What stops it from being a program, each slip told once."""
        from kmopolicy.program.checks import CHECKS
        from kmopolicy.program.entailed import told_apart

        draft, tables, sources = self.desk.draft, self.desk.tables, self._sources
        kinds = [draft.diagnostics, tables.diagnostics, sources.diagnostics, _whole(self.desk)]
        kinds += [list(_first(check(self.desk))) for check in CHECKS]
        unread = (*draft.unread, *tables.unread, *sources.unread)
        found = (each for kind in kinds for each in kind)
        self._more |= any(len(errors(kind)) >= MOST for kind in kinds)
        return [*self._unreadable, *told_apart(found, unread, whole=not self._unreadable)]

    def told(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What was found, in the order of the files, as the user would open them."""
        told = _opened(self.folder, found)
        return (*told, Diagnostic(catalogue.AND_MORE, None, {}, "mend")) if self._more else told

    def loaded(self, found: list[Diagnostic], aside: Collection[Entry] = ()) -> Loaded:
        """All that was found, and the program where none of it is an error but those `aside`."""
        stops = any(each.entry not in aside for each in errors(found))
        return Loaded(None if stops else self.program(), self.told(found))

    def program(self) -> Program:
        """The program, once no error was found."""
        from kmopolicy.program.assemble import assembled

        return assembled(self.desk, self._sources, self.folder.digest)


def _first(found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first errors, and with them the first warnings."""
    count = {"error": 0, "warning": 0}
    for diagnostic in found:
        severity = diagnostic.entry.severity
        count[severity] += 1
        if count[severity] <= MOST:
            yield diagnostic
        elif severity == "error":
            return


def _pages(folder: Folder, reading: "Reading") -> "tuple[list[Page], list[Diagnostic]]":
    texts = {name: decoded(folder.files[name], name) for name in folder.pages}
    pages = [reading.page(text, name) for name, text in texts.items() if isinstance(text, str)]
    return pages, [text for text in texts.values() if isinstance(text, Diagnostic)]


def _whole(desk: "Desk") -> list[Diagnostic]:
    """What the policy as a whole lacks."""
    found = []
    if not desk.draft.policies:
        found.append(Diagnostic(catalogue.NO_POLICY, None, {"page": "kmopolicy.md"}, "declare"))
    for placed in desk.draft.policies[1:]:
        note = (desk.draft.policies[0].node.name.span, Localized("de eerste staat hier", "the first stands here"))
        found.append(Diagnostic(catalogue.DUPLICATE, placed.node.name.span, {"name": "policy"}, "drop", (note,)))
    if not desk.draft.sources:
        found.append(Diagnostic(catalogue.NO_SOURCE, None, {}, "declare"))
    return found


def _opened(folder: Folder, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics with their files as the user would open them, in the order of the pages."""
    told = (msgspec.structs.replace(each, span=_at(folder, each.span), notes=_notes(folder, each)) for each in found)
    return tuple(sorted(told, key=lambda each: each.span or Span("", 0, 0, 0, 0)))


def _notes(folder: Folder, found: Diagnostic) -> tuple[tuple[Span, Localized], ...]:
    return tuple((_at(folder, span) or span, text) for span, text in found.notes)


def _at(folder: Folder, span: Span | None) -> Span | None:
    return span and msgspec.structs.replace(span, file=str(folder.path / span.file))
