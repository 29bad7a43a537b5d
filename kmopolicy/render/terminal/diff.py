"""What changes in a file, as a unified diff that `patch` and `git apply` read."""

import difflib
from collections.abc import Iterator

from kmopolicy.render.terminal.layout import Line
from kmopolicy.render.words.safe import clean

_STYLES = {"+": "good", "-": "bad", "@": "dim"}


def unified(file: str, before: str, after: str) -> str:
    """The diff, byte for byte."""
    return "".join(_lines(file, before, after))


def lines(file: str, before: str, after: str) -> list[Line]:
    """The diff for a terminal: in colour, and without anything that a terminal would act on."""
    return [((clean(line.rstrip("\r\n")), _STYLES.get(line[0], "")),) for line in _lines(file, before, after)]


def _lines(file: str, before: str, after: str) -> Iterator[str]:
    for line in difflib.unified_diff(_split(before), _split(after), file, file):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(text: str) -> list[str]:
    """The lines with their ends; nothing but a line feed ends one here, as in `patch`."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
