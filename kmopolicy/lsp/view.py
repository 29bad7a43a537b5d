"""A policy as an editor has it open: its files with what is not saved yet, read again where something changed."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from kmopolicy.language.markdown import Block
from kmopolicy.language.reading import Kept
from kmopolicy.lsp.marks import Mark, Name, marks
from kmopolicy.lsp.positions import Text, holds
from kmopolicy.program.load import Work, checked
from kmopolicy.program.pages import Folder, read_folder
from kmopolicy.program.program import Program
from kmopolicy.text.diagnostic import Diagnostic, errors


class View:
    """What was found in the files of one policy at one moment."""

    def __init__(self, folder: Folder, kept: Kept) -> None:
        self.folder = folder
        self.reading = kept
        self.found: Work | None = None
        if folder.diagnostics:
            self.diagnostics: tuple[Diagnostic, ...] = checked(folder).diagnostics
        else:
            kept.turn()
            self.found = Work(folder, kept)
            self.diagnostics = self.found.told(self.found.everything(date.today())[0])
        self._texts: dict[str, Text] = {}

    @cached_property
    def program(self) -> Program | None:
        """The program, where nothing is wrong."""
        return self.found.program() if self.found and not errors(self.diagnostics) else None

    @cached_property
    def marks(self) -> Mapping[str, tuple[Mark, ...]]:
        """The marks by file, in the order of their places."""
        found: dict[str, list[Mark]] = {}
        for mark in marks(self.found) if self.found else ():
            found.setdefault(mark.span.file, []).append(mark)
        return {file: tuple(sorted(each, key=lambda mark: mark.span)) for file, each in found.items()}

    def text(self, file: str) -> Text:
        """The text of a file of the policy."""
        if file not in self._texts:
            self._texts[file] = Text(self.folder.files.get(file, b"").decode("utf-8", errors="replace"))
        return self._texts[file]

    def path(self, file: str) -> Path:
        """Where a file of the policy stands."""
        return self.folder.path / file

    def blocks(self, file: str) -> Iterator[Block]:
        """The rule blocks of a page."""
        for page in self.found.pages if self.found else ():
            if page.file == file:
                blocks = (element for element in page.elements if isinstance(element, Block))
                # What stands in no block, though it should, has no line with back-quotes above it.
                yield from (block for block in blocks if block.line > block.span.line)

    def block(self, file: str, line: int) -> Block | None:
        """The rule block that a line lies in."""
        within = (each for each in self.blocks(file) if each.line <= line <= each.line + each.text.count("\n"))
        return next(within, None)

    def mark(self, file: str, line: int, column: int) -> Mark | None:
        """The name at a place, inside a rule block only; between two that touch, the second."""
        if self.block(file, line) is None:
            return None
        found = [mark for mark in self.marks.get(file, ()) if holds(mark.span, line, column)]
        return found[-1] if found else None

    def named(self, name: Name) -> list[Mark]:
        """Every mark with a name, the declaration first."""
        found = [mark for file in sorted(self.marks) for mark in self.marks[file] if mark.name == name]
        return sorted(found, key=lambda mark: not mark.declares)


class Views:
    """The policies that are open, each as it last was."""

    def __init__(self) -> None:
        self._kept: dict[Path, Kept] = {}
        self._last: dict[Path, View] = {}
        self._sound: dict[Path, Program] = {}

    def of(self, folder: Path, unsaved: Mapping[str, bytes]) -> View:
        """A policy as it is now; what did not change is not looked at again."""
        read = read_folder(folder, unsaved)
        last = self._last.get(folder)
        if last is None or last.folder != read:
            last = self._last[folder] = View(read, self._kept.setdefault(folder, Kept()))
        return last

    def program(self, folder: Path, unsaved: Mapping[str, bytes]) -> Program | None:
        """The program of a policy; while it is being changed and something is wrong, the last that was right."""
        found = self.of(folder, unsaved).program
        if found is not None:
            self._sound[folder] = found
        return self._sound.get(folder)
