"""The examples on the page of a diagnostic, in Markdown: a bad one with what is said of it, and a good one."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import msgspec

from kmopolicy.program.load import examined
from kmopolicy.program.pages import folder_of
from kmopolicy.render.terminal.diagnostics import render
from kmopolicy.text.commands import Command, commands
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.examples import Example, examples
from kmopolicy.text.excerpt import Excerpt, Lines
from kmopolicy.text.span import Span

DAY = date(2026, 1, 1)
"""On which the examples are looked at."""
_LANGUAGES = {"md": "markdown", "yaml": "yaml", "json": "json"}


def found_in(example: Example) -> tuple[Diagnostic, ...]:
    """What is wrong with an example, with what stands there."""
    files = example.policy()
    lines = {name: Lines(content.decode("utf-8", errors="replace")) for name, content in files.items()}

    def excerpt(span: Span | None) -> Excerpt | None:
        return lines[span.file].excerpt(span) if span and span.file in lines else None

    return tuple(
        msgspec.structs.replace(each, excerpts=tuple(map(excerpt, (each.span, *(span for span, _ in each.notes)))))
        for each in examined(folder_of(Path(), files), DAY).diagnostics
    )


def shown(code: str) -> Iterator[list[str]]:
    """The bad and the good example of a code: of a policy as it is, else as the commands that meet it."""
    for example in examples(code):
        found = found_in(example)
        said = _block("text", render(found, "nl"), "```") if found else []
        yield [*policy(example), *said]
    for command in commands(code):
        yield [*files(command.files), *_block("console", _told(command), "```")]


def policy(example: Example) -> list[str]:
    """The part of a policy that is shown, and the files beside it."""
    return [*(_block("markdown", example.page) if example.page else ()), *files(example.files)]


def files(named: Mapping[str, str]) -> Iterator[str]:
    """Files, each under its name."""
    for name, text in named.items():
        yield from (f"`{name}`:", "", *_block(_LANGUAGES.get(name.rpartition(".")[2], "text"), text))


def dossier() -> Iterator[str]:
    """The dossier that lies beside all commands."""
    (begin,) = commands("begin")
    return files(begin.files)


def _told(command: Command) -> str:
    return "".join(f"$ {line}\n" for line in command.lines) + command.said


def _block(language: str, text: str, fence: str = "````") -> list[str]:
    return [f"{fence}{language}", *text.rstrip("\n").split("\n"), fence, ""]
