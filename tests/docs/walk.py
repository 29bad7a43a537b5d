"""Follows a page to the letter in a folder of its own, and gives the page back as it should be.

What a block asks for stands in its first line:

- `console`: every line after `$ ` is a command, with what it prints under it; a line `…` stands for lines left out.
- `python`: a session with `>>>`, checked as doctest does; the blocks of a page share their names.
- `file=NAME`: the block is written to that file. `append=NAME`: it is added to its end.
- `after=NAME`: the first line of the block stands in that file; the others are added after it.
- `find=NAME`, then a block `replace`: the one text in that file is replaced by the other.
- `datalog`, `yaml`, `json` without any of these: it must parse; a dossier must be valid.
"""

import contextlib
import doctest
import io
import json
import shlex
import shutil
import sys
import textwrap
from pathlib import Path

from kmopolicy.api import Policy
from kmopolicy.cli.main import run
from kmopolicy.language.markdown import Block as RuleBlock
from kmopolicy.language.parser import parse_block
from kmopolicy.text.span import Span

from .pages import Block, Page

LEFT_OUT = "…"


class Walk:
    """A reader in a folder, with a shell and a Python session."""

    def __init__(self, folder: Path, policy: Policy) -> None:
        self._policy = policy
        self._here = folder
        self._exit = 0
        self._names: dict[str, object] = {}
        self._sought: tuple[Path, str] | None = None

    def follow(self, page: Page) -> str:
        """The text of the page, with the output of its commands as it is."""
        text, at = "", 0
        for block in page.blocks:
            try:
                shown = self._followed(block)
            except AssertionError as failure:
                line = page.text.count("\n", 0, block.start) + 1
                raise AssertionError(f"{page.path}:{line}: {failure}") from failure
            text += page.text[at : block.start] + textwrap.indent(shown, block.indent)
            at = block.end
        assert self._sought is None, f"{page.path}: a block to find is not followed by one to replace it with"
        return text + page.text[at:]

    def _followed(self, block: Block) -> str:
        if block.language == "console":
            return self._console(block)
        if block.language == "python":
            self._session(block)
        elif block.options:
            self._edited(block)
        elif block.language in ("datalog", "yaml", "json"):
            getattr(self, f"_{block.language}")(block.text)
        return block.text

    def _console(self, block: Block) -> str:
        assert block.text.startswith("$ "), "a console block starts with a command"
        shown = ""
        for part in block.text.removeprefix("$ ").split("\n$ "):
            command, _, output = part.partition("\n")
            real = self._command(command)
            shown += f"$ {command}\n" + as_shown(output.rstrip("\n"), real.rstrip("\n"))
        self._succeeded("the block")
        return shown

    def _command(self, line: str) -> str:
        """What a command line prints."""
        name, *arguments = shlex.split(line)
        if line == "echo $?":
            printed, self._exit = f"{self._exit}\n", 0
            return printed
        self._succeeded(f"what comes before `{line}`")
        if name == "kmopolicy":
            return self._program(arguments)
        assert name in ("cp", "cat"), f"the test knows no command `{name}`"
        return self._cp(*arguments) if name == "cp" else self._cat(*arguments)

    def _succeeded(self, what: str) -> None:
        assert self._exit == 0, f"{what} ends with exit code {self._exit}: let the page say so, with `echo $?`"

    def _program(self, arguments: list[str]) -> str:
        given = b""
        if "<" in arguments:
            given = (self._here / arguments.pop()).read_bytes()
            arguments.remove("<")
        printed, stdin = io.StringIO(), sys.stdin
        sys.stdin = io.TextIOWrapper(io.BytesIO(given))
        try:
            with contextlib.chdir(self._here), contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                self._exit = run(arguments)
        finally:
            sys.stdin = stdin
        return printed.getvalue()

    def _cp(self, *arguments: str) -> str:
        *flags, source, target = arguments
        assert flags in ([], ["-r"])
        (shutil.copytree if flags else shutil.copy)(self._here / source, self._here / target)
        return ""

    def _cat(self, file: str) -> str:
        return (self._here / file).read_text(encoding="utf-8")

    def _session(self, block: Block) -> None:
        test = doctest.DocTestParser().get_doctest(block.text, self._names, "the page", None, 0)
        assert test.examples, "a python block is a session, with >>>"
        told = io.StringIO()
        with contextlib.chdir(self._here):
            result = doctest.DocTestRunner(verbose=False).run(test, out=told.write, clear_globs=False)
        self._names = test.globs
        assert not result.failed, told.getvalue()

    def _edited(self, block: Block) -> None:
        (action, name), *others = block.options.items()
        assert not others, f"the test does one thing with a block, not {block.options}"
        assert action in ("append", "after", "file", "find", "replace"), f"the test knows no `{action}`"
        file = self._here / name
        if action == "find":
            self._sought = (file, block.text)
        elif action == "replace":
            assert self._sought, "a block to replace with comes after one to find"
            _replace(*self._sought, block.text)
            self._sought = None
        elif action == "after":
            _replace(file, block.text.partition("\n")[0] + "\n", block.text)
        else:
            file.parent.mkdir(exist_ok=True)
            before = file.read_text(encoding="utf-8") if action == "append" else ""
            file.write_text(before + block.text, encoding="utf-8")

    def _datalog(self, text: str) -> None:
        parsed = parse_block(RuleBlock(text, 1, Span("the page", 1, 1, 1, 1)))
        assert not parsed.diagnostics, [each.message_in("en") for each in parsed.diagnostics]
        assert parsed.statements, "the block says nothing"

    def _yaml(self, text: str) -> None:
        file = self._here / "dossier.yaml"
        file.write_text(text, encoding="utf-8")
        self._policy.read(file)

    def _json(self, text: str) -> None:
        json.loads(text)


def _replace(file: Path, old: str, new: str) -> None:
    found = file.read_text(encoding="utf-8")
    assert found.count(old) == 1, f"{file.name} holds this {found.count(old)} times:\n{old}"
    file.write_text(found.replace(old, new), encoding="utf-8")


def as_shown(shown: str, real: str) -> str:
    """What the page shows where it fits what was printed, else what was printed."""
    told = shown if _fits(shown.split("\n"), real.split("\n")) else real
    return f"{told}\n" if told else ""


def _fits(shown: list[str], real: list[str]) -> bool:
    """Whether the lines are the same, but for those left out."""
    if LEFT_OUT not in shown:
        return shown == real
    at = shown.index(LEFT_OUT)
    start, rest = shown[:at], shown[at + 1 :]
    if real[:at] != start:
        return False
    return any(_fits(rest, real[place:]) for place in range(at, len(real) + 1)) if rest else len(real) > at
