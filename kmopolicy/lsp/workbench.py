"""The workbench of an editor: the documents that are open, and what there is to say about each.

Pages belong to the policy whose folder they lie in; a dossier is read by the policy that the command line would take for it:
the one that was asked for, else the nearest folder upwards, else the nearest one from where the editor works, else the one that
ships. Texts that are not saved yet come in the place of their files.
"""

import os
import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from kmopolicy.api import shipped_policy
from kmopolicy.facts.read import facts_from_text
from kmopolicy.language.formatter import formatted
from kmopolicy.lsp.completion import completion
from kmopolicy.lsp.dossier_completion import dossier_completion
from kmopolicy.lsp.dossier_hover import dossier_hover
from kmopolicy.lsp.fixes import Fix, fixes
from kmopolicy.lsp.hover import hover
from kmopolicy.lsp.items import Item
from kmopolicy.lsp.marks import Mark
from kmopolicy.lsp.outline import Item as Line
from kmopolicy.lsp.outline import outline
from kmopolicy.lsp.positions import START, Edit, Position, Range, Text
from kmopolicy.lsp.rename import Refused, Renaming, renamable, rename
from kmopolicy.lsp.view import View, Views
from kmopolicy.program.pages import FRONT_PAGE, is_part, nearest_policy
from kmopolicy.program.program import Program
from kmopolicy.questions.allowances import PAGE
from kmopolicy.text.catalogue import usage
from kmopolicy.text.catalogue.files import TOO_LARGE
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import decoded, read_bytes
from kmopolicy.text.localized import Lang
from kmopolicy.text.span import Span

Sort = Literal["page", "part", "dossier", "other"]

_DOSSIERS = (".yaml", ".yml", ".json")
_SCENARIOS = "scenarios"
_LARGEST = 2_000_000
"""Characters; whoever writes has no larger page or dossier open."""
_MOST = 1_000
"""Dossiers of one policy that are read to rename something in them."""


class Document(NamedTuple):
    """An open document: where it stands ("" in a name for one that was never saved), its text, and in what language."""

    path: Path
    source: str
    language: str = ""

    @property
    def sort(self) -> Sort:
        """What it seems to be, by its name, else by the language that the editor takes it for."""
        suffix = self.path.suffix.lower()
        if suffix == ".md" or (not suffix and self.language == "markdown"):
            return "page"
        if suffix in _DOSSIERS or (not suffix and self.language in ("yaml", "json")):
            return "dossier"
        return "part" if suffix in (".csv", ".txt") else "other"


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
        if path in self._texts:
            return self._texts[path]
        try:
            found = path.stat()
        except (OSError, ValueError):
            return Text("")
        return _text_of(path, found.st_mtime_ns, found.st_size)

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
            among = _is_scenario(document.path)
            wrong = (Diagnostic(usage.POLICY_FIRST, None, {"folder": str(folder)}, "check"),) if among else ()
        elif len(document.source) > _LARGEST:
            wrong = (Diagnostic(TOO_LARGE, None, {"file": name, "limit": str(_LARGEST // 1_000_000)}, "split"),)
        elif _is_scenario(document.path) or _reads_as_dossier(document.source, program):
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
        scenarios = dict(self._scenarios(view.folder.path)) if view and mark else {}
        return rename(view, mark, new, scenarios, self.lang)

    # Pages.

    def outline(self, path: Path) -> tuple[tuple[Line, ...], Text]:
        """The headings and declarations of a page, and the text that their places are in."""
        view, file = self._part(path)
        return (outline(view, file) if view else ()), self.text(path)

    def layout(self, path: Path) -> list[Edit]:
        """The one edit that lays out a page, but for what stays the same above and below."""
        document = self._documents.get(path)
        if document is None or document.sort != "page" or len(document.source) > _LARGEST:
            return []
        text = self.text(path)
        new = Text(formatted(document.source, str(path)).text)
        end = "\r\n" if "\r\n" in document.source else "\n"
        return [Edit(edit.range, edit.text.replace("\n", end)) for edit in _difference(text, new)]

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
        return self._program(self._folder_for(path)) if document and len(document.source) <= _LARGEST else None

    def _scenarios(self, folder: Path) -> Iterator[tuple[str, Text]]:
        """The scenarios of a policy, by their path in the folder, and the page beside them."""
        place = folder / _SCENARIOS
        files = [each for each in sorted(place.rglob("*")) if each.suffix.lower() in _DOSSIERS] + [place / PAGE]
        for path in dict.fromkeys([*files[:_MOST], *(each for each in self._texts if each.is_relative_to(place))]):
            if path.is_file() or path in self._texts:
                yield path.relative_to(folder).as_posix(), self.text(path)


@lru_cache(64)
def _text_of(path: Path, _changed: int, _size: int) -> Text:
    """The text of a file as it is on the disk."""
    content = read_bytes(path, str(path))
    return Text(content.decode("utf-8", errors="replace") if isinstance(content, bytes) else "")


def _wrong(document: Document, program: Program) -> tuple[Diagnostic, ...]:
    """What is wrong with a dossier."""
    name = str(document.path)
    text = decoded(document.source.encode("utf-8", "surrogatepass"), name)
    if isinstance(text, Diagnostic):
        return (text,)
    return facts_from_text(program, text, name=name, today=date.today()).diagnostics


def _is_scenario(path: Path) -> bool:
    """Whether a file lies among the scenarios of a policy."""
    folder = nearest_policy(path.parent) if path.is_absolute() else None
    return folder is not None and path.is_relative_to(folder / _SCENARIOS)


def _reads_as_dossier(source: str, program: Program) -> bool:
    """Whether a file elsewhere has a section of a dossier and a fact in it: many another file has `services`."""
    sections = [kind.section for kind in program.types.values() if kind.section]
    facts = [each.name for each in program.predicates.values() if each.role == "input"]
    return all(
        re.search(rf"""(?:^|[{{,])[ \t]*["']?(?:{"|".join(map(re.escape, names))})["']?[ \t]*:""", source, re.M)
        for names in (sections, facts)
    )


def _touch(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _difference(old: Text, new: Text) -> Iterator[Edit]:
    """One edit from the first line that differs to the last one."""
    if old.lines == new.lines:
        return
    most = min(len(old.lines), len(new.lines))
    first = next((at for at in range(most) if old.lines[at] != new.lines[at]), most)
    same = next((at for at in range(most - first) if old.lines[-1 - at] != new.lines[-1 - at]), most - first)
    last = len(old.lines) - same
    lines = new.lines[first : len(new.lines) - same]
    if same:
        # What stays the same below starts on a line of its own.
        yield Edit(Range(Position(first, 0), Position(last, 0)), "".join(f"{line}\n" for line in lines))
    else:
        start = old.position(first, len(old.lines[first - 1]) + 1) if first else Position(0, 0)
        end = old.position(len(old.lines), len(old.lines[-1]) + 1)
        yield Edit(Range(start, end), ("\n" if first else "") + "\n".join(lines))
