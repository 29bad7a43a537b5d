"""Puts laid-out lines on a stream: as they are when piped, with Rich on a terminal."""

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from typing import TextIO

from kmopolicy.render.terminal.layout import Line

STYLES: Mapping[str, str] = {
    "": "",
    "guide": "dim",
    "dim": "dim",
    "strong": "bold",
    "heading": "bold",
    "good": "bold green",
    "bad": "bold red",
    "doubt": "bold yellow",
    "open": "bold cyan",
}
PIPED = 100
_WIDEST = 120


def width_of(stream: TextIO) -> int:
    """How many cells a line may take: of a terminal what it has (120 at most), else 100, unless COLUMNS says."""
    if not stream.isatty() and not os.environ.get("COLUMNS", "").isdigit():
        return PIPED
    return max(40, min(shutil.get_terminal_size().columns, _WIDEST))


def plain(lines: Iterable[Line]) -> str:
    """The lines without any style."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines)


def show(lines: Iterable[Line], stream: TextIO | None = None) -> None:
    """Writes the lines, in colour on a terminal (but not under NO_COLOR)."""
    stream = stream or sys.stdout
    if not stream.isatty():
        stream.write(plain(lines))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(file=stream, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in lines:
        console.print(Text.assemble(*((text, STYLES[style]) for text, style in line)))
