"""Where the cursor stands in a dossier that is being typed: under which keys, and whether a key or a value comes.

While one types, a dossier is seldom whole; so this goes by the lines above, by how far in they are, and by the brackets
on the line itself.
"""

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
    "(?:[^"\\]|\\.)*"? | '[^']*'?       # a text, also one that is not closed yet
    | [{}\[\],] | :(?=\s|$)             # marks
    | \#.*                              # a comment, where a word could start
    | [^\s{}\[\],:"'](?:[^\s{}\[\],:]|:(?!\s|$))*
    """,
    re.X,
)
_KEY = re.compile(r"""\s*(?:"([^"]*)"|'([^']*)'|([^\s#:"'{\[-](?:[^:#]|:(?!\s|$))*?))\s*:(?=\s|$)""")
_MARKS = ("{", "}", "[", "]", ",", ":")
_DASH = re.compile(r"\s*-\s+")


class At(NamedTuple):
    """The keys above the cursor, the letters that are typed already, and the keys that stand beside it."""

    path: tuple[str, ...]
    wants_key: bool
    partial: str
    beside: frozenset[str]


class _Frame:
    """The list or mapping that is open: its key before what is typed, and the keys it has."""

    def __init__(self, sort: str) -> None:
        self.sort = sort
        self.key = ""
        self.seen: set[str] = set()


def yaml_at(lines: list[str], line: int, column: int) -> At | None:
    """Where the cursor stands; None within a comment or a text."""
    before = lines[line - 1][: column - 1]
    dash = _DASH.match(before)
    indent = len(before) - len(before.lstrip())
    frames = _frames(before[dash.end() :] if dash else before, "list" if dash else "block")
    if frames is None:
        return None
    opened, partial = frames
    above = _above(lines, line, indent + 1 if dash else indent)
    path = (*above, *(frame.key for frame in opened if frame.key))
    last = opened[-1]
    wants_key = last.sort != "list" and not last.key
    beside = last.seen | (_beside(lines, line, indent) if last.sort == "block" else set())
    return At(path, wants_key, partial, frozenset(beside))


def _frames(before: str, sort: str) -> tuple[list[_Frame], str] | None:
    """What is open on a line up to the cursor, and the word that is being typed."""
    opened, word, ends = [_Frame(sort)], "", False
    for token in _TOKEN.finditer(before):
        text, ends = token[0], token.end() == len(before)
        if text.startswith("#") or (ends and text[0] in "\"'"):
            return None
        if text in _MARKS:
            _mark(opened, text, word)
        word = "" if text in _MARKS else text.strip("\"'")
    return opened, word if ends else ""


def _mark(opened: list[_Frame], mark: str, word: str) -> None:
    """Takes in a mark, with the word before it."""
    if mark in "{[":
        opened.append(_Frame("map" if mark == "{" else "list"))
    elif mark in "}]":
        if len(opened) > 1:
            opened.pop()
    elif mark == ",":
        opened[-1].key = ""
    else:
        opened[-1].key = word
        opened[-1].seen.add(word)


def _above(lines: list[str], line: int, indent: int) -> tuple[str, ...]:
    """The keys of the lines that this one is further in than, the outermost first."""
    found: list[str] = []
    for text in reversed(lines[: line - 1]):
        depth = len(text) - len(text.lstrip())
        key = _KEY.match(text) if depth < indent else None
        if key:
            found.append(_text(key))
            indent = depth
        if not indent:
            break
    return tuple(reversed(found))


def _beside(lines: list[str], line: int, indent: int) -> set[str]:
    """The keys that are as far in, under the same key."""
    return {*_run(lines[line:], indent), *_run(lines[: line - 1][::-1], indent)}


def _run(lines: list[str], indent: int) -> set[str]:
    """The keys that are as far in, up to the first line that is less so."""
    found: set[str] = set()
    for text in lines:
        depth = len(text) - len(text.lstrip())
        if text.strip() and not text.lstrip().startswith("#") and depth < indent:
            break
        key = _KEY.match(text) if depth == indent else None
        found |= {_text(key)} if key else set()
    return found


def _text(key: re.Match[str]) -> str:
    return next((each for each in key.groups() if each is not None), "")
