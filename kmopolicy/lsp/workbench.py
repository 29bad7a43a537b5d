"""The workbench of an editor: the documents that are open, and what there is to say about each.

Pages belong to the policy whose folder they lie in; a dossier is read by the policy that the command line would take for it:
the one that was asked for, else the nearest folder upwards, else the nearest one from where the editor works, else the one that
ships. Texts that are not saved yet come in the place of their files.
"""

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kmopolicy.api import shipped_policy
from kmopolicy.facts.read import facts_from_text
from kmopolicy.lsp.completion import completion
from kmopolicy.lsp.documents import (
    LARGEST,
    Document,
    Sort,
    is_scenario,
    reads_as_dossier,
    scenarios,
    text_of,
)
from kmopolicy.lsp.dossier_completion import dossier_completion
from kmopolicy.lsp.dossier_hover import dossier_hover
from kmopolicy.lsp.fixes import Fix, fixes
from kmopolicy.lsp.hover import hover
from kmopolicy.lsp.items import Item
from kmopolicy.lsp.layout import layout
from kmopolicy.lsp.marks import Mark
from kmopolicy.lsp.outline import Item as Line
from kmopolicy.lsp.outline import outline
from kmopolicy.lsp.positions import START, Edit, Position, Range, Text
from kmopolicy.lsp.rename import Refused, Renaming, renamable, rename
from kmopolicy.lsp.view import View, Views
from kmopolicy.program.pages import FRONT_PAGE, is_part, nearest_policy
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue import authoring
from kmopolicy.text.catalogue.files import TOO_LARGE
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import decoded
from kmopolicy.text.localized import Lang
from kmopolicy.text.span import Span


class Found(NamedTuple):
    """A diagnostic where it stands, and the places that it points at."""

    range: Range
    diagnostic: Diagnostic
    notes: "tuple[tuple[Path, Range, str], ...]" = ()


class Spot(NamedTuple):
    """A stretch of a file."""

    path: Path
    range: Range


class Told(NamedTuple):
    """What is said about a stretch of a text, in Markdown."""

    range: Range
    text: str


class Offer(NamedTuple):
    """What can be filled in, and the stretch that it comes in the place of."""

    range: Range
    items: tuple[Item, ...]


class Workbench:
    """Answers what an editor asks, about documents as they are at the moment."""

    def __init__(self, lang: Lang = "nl", policy: Path | None = None, places: Sequence[Path] = ()) -> None:
        self.lang: Lang = lang
        self.policy = policy and Path(os.path.abspath(policy))
        self.places = tuple(places)
        self._documents: dict[Path, Document] = {}
        self._texts: dict[Path, Text] = {}
        self._views = Views()

    # What is open.

    def put(self, document: Document) -> None:
        """A document as it is now."""
        self._documents[document.path] = document
        self._texts[document.path] = Text(document.source)

    def drop(self, path: Path) -> None:
        """A document that is closed: its file counts again."""
        self._documents.pop(path, None)
        self._texts.pop(path, None)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The open documents."""
        return tuple(self._documents.values())

    def text(self, path: Path) -> Text:
        """The text of a document, or of a file."""
        return self._texts.get(path) or text_of(path)

    # Diagnostics.

    def home(self, path: Path) -> Path | None:
        """The policy folder whose part a file is."""
        folder = nearest_policy(path.parent) if path.is_absolute() else None
        return folder if folder and is_part(path.relative_to(folder).as_posix()) else None

    def diagnosed(self, path: Path) -> dict[Path, list[Found]]:
        """What is wrong with the files that a document bears upon, itself among them."""
        document = self._documents.get(path)
        folder = self.home(path)
        if folder is None:
            return {path: self._of_dossier(document) if document and document.sort == "dossier" else []}
        found = self._of_policy(folder)
        found.setdefault(path, [])
        for other in self.documents:
            if other.sort == "dossier" and self._folder_for(other.path) == folder:
                found[other.path] = self._of_dossier(other)
        return found

    def _of_policy(self, folder: Path) -> dict[Path, list[Found]]:
        view = self._view(folder)
        found: dict[Path, list[Found]] = {}
        for diagnostic in view.diagnostics:
            path = Path(diagnostic.span.file) if diagnostic.span else folder / FRONT_PAGE
            found.setdefault(path, []).append(self._found(diagnostic, path))
        return found

    def _of_dossier(self, document: Document) -> list[Found]:
        """What is wrong with a dossier; of YAML or JSON that is none, nothing."""
        name, folder = str(document.path), self._folder_for(document.path)
        program = self._program(folder)
        wrong: tuple[Diagnostic, ...] = ()
        if program is None:
            among = is_scenario(document.path)
            wrong = (Diagnostic(authoring.POLICY_FIRST, None, {"folder": str(folder)}, "check"),) if among else ()
        elif len(document.source) > LARGEST:
            wrong = (Diagnostic(TOO_LARGE, None, {"file": name, "limit": str(LARGEST // 1_000_000)}, "split"),)
        elif is_scenario(document.path) or reads_as_dossier(document.source, program):
            wrong = _wrong(document, program)
        return [self._found(each, document.path) for each in wrong]

    def _found(self, diagnostic: Diagnostic, path: Path) -> Found:
        range_ = self.text(path).range(diagnostic.span) if diagnostic.span else START
        noted = [(Path(span.file), span, text[self.lang]) for span, text in diagnostic.notes]
        told = tuple((file, self.text(file).range(span), said) for file, span, said in noted)
        return Found(range_, diagnostic, told)

    def fixes(self, path: Path, within: Range) -> list[tuple[Found, Fix]]:
        """The fixes of what is wrong in a stretch of a document."""
        found = [each for each in self.diagnosed(path).get(path, ()) if _touch(each.range, within)]
        return [(each, fix) for each in found for fix in fixes(each.diagnostic, self.text(path), self.lang)]

    # Names.

    def hover(self, path: Path, position: Position) -> Told | None:
        """What a name, a key or a value is."""
        text = self.text(path)
        line, column = text.place(position)
        if self._sort(path) == "dossier":
            program = self._program_for(path)
            found = dossier_hover(text.plain, str(path), program, line, column, self.lang) if program else None
            return found and Told(text.range(found[0].span), found[1])
        view, mark = self._mark(path, position)
        told = hover(view, mark, self.lang) if view and mark else ""
        return Told(text.range(mark.span), told) if mark and told else None

    def completion(self, path: Path, position: Position) -> Offer:
        """What can be filled in."""
        text = self.text(path)
        line, column = text.place(position)
        partial, items = "", tuple[Item, ...]()
        if self._sort(path) == "dossier":
            # Under what one is in JSON cannot be seen from how far in a line is.
            program = self._program_for(path) if path.suffix.lower() != ".json" else None
            if program:
                partial, items = dossier_completion(text.lines, program, line, column, self.lang)
        else:
            view, file = self._part(path)
            if view:
                partial, items = completion(view, file, line, column, self.lang)
        start = text.position(line, column - len(partial))
        return Offer(Range(start, text.position(line, column)), items)

    def definition(self, path: Path, position: Position) -> list[Spot]:
        """Where a name is declared; of a variable, where it first stands in its rule."""
        view, mark = self._mark(path, position)
        if view is None or mark is None:
            return []
        named = view.named(mark.name)
        declared = [each for each in named if each.declares]
        return [self._spot(view, each.span) for each in (declared or named[:1] * (mark.name.kind == "variable"))]

    def references(self, path: Path, position: Position, *, declared: bool) -> list[Spot]:
        """Everywhere a name stands in the policy."""
        view, mark = self._mark(path, position)
        if view is None or mark is None:
            return []
        named = [each for each in view.named(mark.name) if declared or not each.declares]
        return [self._spot(view, each.span) for each in named]

    def renamable(self, path: Path, position: Position) -> Range | Refused:
        """What would be renamed at a place, or why nothing can."""
        view, mark = self._mark(path, position)
        meant = renamable(view, mark, self.lang)
        return meant if isinstance(meant, Refused) else self.text(path).range(meant.span)

    def rename(self, path: Path, position: Position, new: str) -> Renaming | Refused:
        """The edits that rename what stands at a place: in the whole policy and its scenarios, or nowhere."""
        view, mark = self._mark(path, position)
        folder = view.folder.path if view else path.parent
        files = scenarios(folder, self._texts) if mark else ()
        texts = {each.relative_to(folder).as_posix(): self.text(each) for each in files}
        return rename(view, mark, new, texts, self.lang)

    # Pages.

    def outline(self, path: Path) -> tuple[tuple[Line, ...], Text]:
        """The headings and declarations of a page, and the text that their places are in."""
        view, file = self._part(path)
        return (outline(view, file) if view else ()), self.text(path)

    def layout(self, path: Path) -> list[Edit]:
        """The one edit that lays out a page, if it is one."""
        document = self._documents.get(path)
        laid = document is not None and document.sort == "page" and len(document.source) <= LARGEST
        return layout(document) if document and laid else []

    # Where things are.

    def _view(self, folder: Path) -> View:
        return self._views.of(folder, self._unsaved(folder))

    def _program(self, folder: Path) -> Program | None:
        return self._views.program(folder, self._unsaved(folder))

    def _unsaved(self, folder: Path) -> dict[str, bytes]:
        """The open documents within a folder, by their path in it."""
        return {
            each.path.relative_to(folder).as_posix(): each.source.encode("utf-8", "surrogatepass")
            for each in self.documents
            if each.path.is_relative_to(folder)
        }

    def _sort(self, path: Path) -> Sort:
        document = self._documents.get(path)
        return document.sort if document else Document(path, "").sort

    def _part(self, path: Path) -> tuple[View | None, str]:
        """The policy that a page belongs to, and its name there."""
        folder = self.home(path)
        return (self._view(folder), path.relative_to(folder).as_posix()) if folder else (None, "")

    def _mark(self, path: Path, position: Position) -> tuple[View | None, Mark | None]:
        view, file = self._part(path)
        return view, view.mark(file, *self.text(path).place(position)) if view else None

    def _spot(self, view: View, span: Span) -> Spot:
        return Spot(view.path(span.file), view.text(span.file).range(span))

    def _folder_for(self, path: Path) -> Path:
        """The policy that a dossier is read by."""
        if self.policy:
            return self.policy
        near = (nearest_policy(place) for place in (path.parent, *self.places) if place.is_absolute())
        return next(filter(None, near), None) or shipped_policy()

    def _program_for(self, path: Path) -> Program | None:
        """The program that a dossier is read by; None for one that is too large to be read while someone waits."""
        document = self._documents.get(path)
        return self._program(self._folder_for(path)) if document and len(document.source) <= LARGEST else None


def _wrong(document: Document, program: Program) -> tuple[Diagnostic, ...]:
    """What is wrong with a dossier."""
    name = str(document.path)
    text = decoded(document.source.encode("utf-8", "surrogatepass"), name)
    if isinstance(text, Diagnostic):
        return (text,)
    return facts_from_text(program, text, name=name, today=date.today()).diagnostics


def _touch(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end
