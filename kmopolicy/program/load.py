"""Loads a policy folder: reads its pages, checks them all, and makes the program where nothing is wrong.

Whoever decides with a policy needs its program, or its errors: `checked`. Whoever edits it needs the warnings as well:
`examined`.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from kmopolicy.program.pages import Folder, read_folder
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue.policy import names, quotes, syntax
from kmopolicy.text.diagnostic import MOST, Diagnostic, Entry, errors
from kmopolicy.text.files import decoded
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

if TYPE_CHECKING:
    from kmopolicy.language.markdown import Page
    from kmopolicy.language.reading import Reading
    from kmopolicy.program.desk import Desk


class Allowed(NamedTuple):
    """A warning that the policy allows, and why."""

    diagnostic: Diagnostic
    reason: str


class Loaded(NamedTuple):
    """The program, or None where a diagnostic is an error; all diagnostics, in the order of the files; what is allowed."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...] = ()


def load_program(path: Path, aside: Collection[Entry] = ()) -> Loaded:
    """The program of a folder, or its errors."""
    return checked(read_folder(path), aside)


def checked(folder: Folder, aside: Collection[Entry] = ()) -> Loaded:
    """The program of a folder that was read, or its errors; made as well where nothing is wrong but errors `aside`."""
    work = None if folder.diagnostics else Work(folder)
    return work.loaded(work.errors(), aside) if work else Loaded(None, _opened(folder, folder.diagnostics))


def examined(folder: Folder, day: date) -> Loaded:
    """The same with all warnings: those of registers are about the year of this day."""
    work = None if folder.diagnostics else Work(folder)
    if work is None:
        return Loaded(None, _opened(folder, folder.diagnostics))
    found, allowed = work.everything(day)
    loaded = work.loaded(found)
    told = (Allowed(_opened(folder, [each])[0], reason) for each, reason in allowed)
    return loaded._replace(allowed=tuple(sorted(told, key=_place)))


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

    def everything(self, day: date) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
        """The errors and the warnings; and the warnings that are allowed, with the reason."""
        found = self.errors()
        warnings, allowed = self.warnings(day, whole=not errors(found))
        return [*found, *warnings], allowed

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

    def warnings(self, day: date, *, whole: bool) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
        """What is probably wrong, and what of it is allowed and why. `whole`: the policy as a whole can be looked at."""
        from kmopolicy.program.checks import ASIDE, THROUGHOUT, rows
        from kmopolicy.program.possible import Worlds

        kinds = [list(_first(check(self.desk))) for check in ASIDE]
        if whole:
            worlds = Worlds(self.desk)
            kinds += [list(_first(check(self.desk, worlds))) for check in THROUGHOUT]
            kinds.append(list(_first(rows.years(self.desk, day))))
        self._more |= any(len(kind) >= MOST for kind in kinds)
        return _sifted(self.desk, (each for kind in kinds for each in kind), whole=whole)

    def told(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """What was found, in the order of the files, as the user would open them."""
        told = _opened(self.folder, found)
        return (*told, Diagnostic(syntax.AND_MORE, None, {}, "mend")) if self._more else told

    def loaded(self, found: list[Diagnostic], aside: Collection[Entry] = ()) -> Loaded:
        """All that was found, and the program where none of it is an error, but for those `aside`."""
        stops = any(each.entry not in aside for each in errors(found))
        return Loaded(None if stops else self.program(), self.told(found))

    def program(self) -> Program:
        """The program, once no error was found."""
        from kmopolicy.program.assemble import assembled

        return assembled(self.desk, self._sources, self.folder.digest)


def _sifted(
    desk: "Desk", found: Iterable[Diagnostic], *, whole: bool
) -> tuple[list[Diagnostic], list[tuple[Diagnostic, str]]]:
    """Warnings apart from those that are allowed; `whole`: what allows nothing is told as well."""
    from kmopolicy.program.allowances import allows, rows_of

    rows = rows_of(desk.tables.placed_rows() if desk.draft.allowances else ())
    left: list[Diagnostic] = []
    allowed: list[tuple[Diagnostic, str]] = []
    used: set[Span] = set()
    for each in found:
        by = [
            allowance
            for allowance in desk.draft.allowances
            if each.span and allows(allowance, each.entry.name, each.span, rows)
        ]
        used |= {allowance.span for allowance in by}
        if by:
            allowed.append((each, by[0].reason))
        else:
            left.append(each)
    for allowance in desk.draft.allowances if whole else ():
        if allowance.span not in used:
            help_key = "row" if allowance.row else "drop"
            left.append(Diagnostic(syntax.NEEDLESS, allowance.span, {"name": allowance.name}, help_key))
    return left, allowed


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
        found.append(Diagnostic(syntax.NO_POLICY, None, {"page": "kmopolicy.md"}, "declare"))
    for placed in desk.draft.policies[1:]:
        note = (desk.draft.policies[0].node.name.span, Localized("de eerste staat hier", "the first stands here"))
        found.append(Diagnostic(names.DUPLICATE, placed.node.name.span, {"name": "policy"}, "drop", (note,)))
    if not desk.draft.sources:
        found.append(Diagnostic(quotes.NO_SOURCE, None, {}, "declare"))
    return found


def _place(allowed: Allowed) -> Span:
    return allowed.diagnostic.span or Span("", 0, 0, 0, 0)


def _opened(folder: Folder, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics with their files as the user would open them, in the order of the pages."""
    told = (msgspec.structs.replace(each, span=_at(folder, each.span), notes=_notes(folder, each)) for each in found)
    return tuple(sorted(told, key=lambda each: each.span or Span("", 0, 0, 0, 0)))


def _notes(folder: Folder, found: Diagnostic) -> tuple[tuple[Span, Localized], ...]:
    return tuple((_at(folder, span) or span, text) for span, text in found.notes)


def _at(folder: Folder, span: Span | None) -> Span | None:
    return span and msgspec.structs.replace(span, file=str(folder.path / span.file))
