"""What changes in a file, as a unified diff that `patch` and `git apply` read."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from kmopolicy.render.terminal.layout import Line
from kmopolicy.render.words.safe import clean

_STYLES = {"+": "good", "-": "bad", "@": "dim"}
_AROUND = 3


def unified(file: str, before: str, after: str) -> str:
    """The diff, byte for byte."""
    return "".join(_lines(file, before, after))


def lines(file: str, before: str, after: str) -> list[Line]:
    """The diff for a terminal: in colour, and without anything that a terminal would act on."""
    return [((clean(line.rstrip("\r\n")), _STYLES.get(line[0], "")),) for line in _lines(file, before, after)]


def changed(file: str, old: Sequence[str], new: Sequence[str], around: int = _AROUND, end: str = "\n") -> Iterator[str]:
    """The lines of the diff, with `around` lines about each change; `end`: with what the lines end.

    `difflib.unified_diff` takes lines that stand in a long file often, such as fences, for noise, and shows them as changed.
    """
    for number, hunk in enumerate(SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(around)):
        if not number:
            yield from (f"--- {file}{end}", f"+++ {file}{end}")
        first, last = hunk[0], hunk[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@{end}"
        for kind, start, stop, new_start, new_stop in hunk:
            yield from (f"{' ' if kind == 'equal' else '-'}{line}" for line in old[start:stop])
            yield from (f"+{line}" for line in new[new_start:new_stop] if kind != "equal")


def _range(start: int, end: int) -> str:
    """Which lines a hunk is about, counted from 1; of no lines, the one before them."""
    count = end - start
    return str(start + 1) if count == 1 else f"{start + 1 if count else start},{count}"


def _lines(file: str, before: str, after: str) -> Iterator[str]:
    for line in changed(file, _split(before), _split(after)):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _split(text: str) -> list[str]:
    """The lines with their ends; nothing but a line feed ends one here, as in `patch`."""
    return [f"{line}\n" for line in text.split("\n")[:-1]] + [last for last in text.split("\n")[-1:] if last]
