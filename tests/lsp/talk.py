"""How the tests talk with the server: a policy to change, and texts in which `‸` marks the cursor."""

import shutil
from pathlib import Path
from typing import NamedTuple

from lsprotocol import types
from shipped import ROOT

SHIPPED, SMALL = ROOT / "policy", ROOT / "fixtures" / "klein-beleid"
CURSOR = "‸"


class Cursor(NamedTuple):
    """A text without the mark, and where the mark stood, as an editor counts."""

    text: str
    line: int
    character: int

    @property
    def position(self) -> types.Position:
        return types.Position(self.line, self.character)


def cursor(marked: str) -> Cursor:
    """The text and the place of the mark in it."""
    before, mark, after = marked.partition(CURSOR)
    assert mark, "no cursor in the text"
    line = before.rpartition("\n")[2]
    return Cursor(before + after, before.count("\n"), len(line.encode("utf-16-le")) // 2)


def at(text: str, piece: str) -> Cursor:
    """The cursor where it stands in a piece of a text: `off‸ered_by(Service`."""
    bare = piece.replace(CURSOR, "")
    assert text.count(bare) == 1, f"{bare!r} stands {text.count(bare)} times in the text"
    return cursor(text.replace(bare, piece))


def copied(policy: Path, to: Path) -> Path:
    """A policy of one's own."""
    return Path(shutil.copytree(policy, to))


def changed(text: str, edits: list[types.TextEdit]) -> str:
    """A text after some edits, as an editor makes them."""
    lines = text.split("\n")
    for edit in sorted(edits, key=lambda each: (each.range.start.line, each.range.start.character), reverse=True):
        (first, start), (last, end) = (
            (place.line, _index(lines[place.line], place.character)) for place in (edit.range.start, edit.range.end)
        )
        lines[first : last + 1] = (lines[first][:start] + edit.new_text + lines[last][end:]).split("\n")
    return "\n".join(lines)


def within(text: str, range_: types.Range) -> str:
    """What a range of one line covers."""
    line = text.split("\n")[range_.start.line]
    return line[_index(line, range_.start.character) : _index(line, range_.end.character)]


def _index(line: str, units: int) -> int:
    return len(line.encode("utf-16-le")[: 2 * units].decode("utf-16-le"))
