"""The layout of one statement.

A rule has its conditions under its head, each on its line. A declaration has its sentences under its first line, each on
its line, but the labels of a type in pairs. What is longer than a line goes on, further in, after a comma.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kmopolicy.language.tokens import Token, told_apart

WIDTH = 120
_STEP = 4


class _Start(NamedTuple):
    """How a line starts: how far in, and how far in it goes on. `spaced`: after an empty line."""

    indent: int
    further: int
    spaced: bool = False


def lines_of(statement: Sequence[Token]) -> list[str]:
    """The lines of a statement, without the comments after its full stop."""
    walk = _Rule() if statement[0].type in ("RULE", "NAME") else _Declaration(statement)
    lines: list[str] = []
    start, line = _Start(0, 2 * _STEP), [statement[0]]
    for place, (before, token) in enumerate(pairwise(statement), 1):
        following = walk.start(place, before, token)
        if following is None and not before.comments:
            line.append(token)
            continue
        behind, own = told_apart(before.comments)
        lines += _rows(start, line)
        lines[-1] += behind
        start, line = following or _Start(start.further, start.further), [token]
        lines += [""] if start.spaced else []
        lines += [" " * start.indent + comment.text for comment in own]
    return lines + _rows(start, line)


class _Rule:
    """Goes through a rule: its name, its head and each condition start a line."""

    def __init__(self) -> None:
        self._depth = 0
        self._in_body = False

    def start(self, _: int, before: Token, __: Token) -> _Start | None:
        """How a line starts with this token; None where the line before goes on."""
        self._depth += (before.type == "LPAR") - (before.type == "RPAR")
        self._in_body |= before.type == "_IF"
        if self._depth == 0 and before.type == "COLON":
            return _Start(0, 2 * _STEP)
        if before.type == "_IF" or (self._in_body and self._depth == 0 and before.type == "COMMA"):
            return _Start(_STEP, 2 * _STEP)
        return None


class _Declaration:
    """Goes through a declaration: its parts and its sentences start a line, those of an option or a case further in."""

    def __init__(self, statement: Sequence[Token]) -> None:
        self._beside = set(_beside(statement)) if statement[0].type in ("TYPE", "ENTITY") else set()
        self._level = _STEP
        self._condition = ""

    def start(self, place: int, before: Token, token: Token) -> _Start | None:
        """How a line starts with this token; None where the line before goes on."""
        match token.type:
            case "CASE" | "OPTION":
                self._level = 2 * _STEP
                return _Start(_STEP, 3 * _STEP, spaced=token.type == "CASE")
            case "ON" | "NEVER" | "POSSIBLE" | "ADDING" | "WHERE" | "TEXT" | "SENTENCES":
                return _Start(_STEP, 2 * _STEP)
            case "WHEN" | "OTHERWISE":
                self._condition = token.type
            case "BECAUSE" if self._condition == "OTHERWISE":
                return None
            case "LANG" if place in self._beside and not before.comments:
                return None
            case kind if kind not in ("BECAUSE", "LANG"):
                return None
        return _Start(self._level, self._level + _STEP)


def _beside(statement: Sequence[Token]) -> Iterator[int]:
    """Where an English label starts that stands beside the same in Dutch: both fit on a line."""
    starts = [place for place, token in enumerate(statement) if token.type == "LANG"]
    for dutch, english in pairwise(starts):
        length = english - dutch
        both = [statement[start : start + length] for start in (dutch, english)]
        langs = [text[0].text for text in both]
        about = [[*(token.text for token in text[1:-1]), text[-1].type] for text in both]
        if langs == ["nl", "en"] and about[0] == about[1] and len(_joined([*both[0], *both[1]])) < WIDTH - _STEP:
            yield english


def _rows(start: _Start, line: Sequence[Token]) -> list[str]:
    """A line, or the lines that it takes where it is too long for one."""
    rows = [" " * start.indent + _joined(line)]
    if len(rows[0]) <= WIDTH:
        return rows
    rows, room = [" " * start.indent], WIDTH - start.further
    for unit in _units(line, 0):
        for part in [unit] if len(_joined(unit)) <= room else _units(unit, 1):
            joined = _joined(part)
            if rows[-1].strip() and len(rows[-1]) + 1 + len(joined) > WIDTH:
                rows.append(" " * start.further)
            rows[-1] += f" {joined}" if rows[-1].strip() else joined
    return rows


def _units(line: Sequence[Token], depth: int) -> Iterator[Sequence[Token]]:
    """The stretches of a line, each up to a comma within so many brackets."""
    first = 0
    for place, token in enumerate(line, 1):
        depth += (token.type == "RPAR") - (token.type == "LPAR")
        if place == len(line) or (token.type == "COMMA" and depth == 0):
            yield line[first:place]
            first = place


def _joined(tokens: Sequence[Token]) -> str:
    """Tokens on one line: a space between them, but not inside brackets or before a mark."""
    text = tokens[0].text
    for before, token in pairwise(tokens):
        close = before.type == "LPAR" or token.type in ("LPAR", "RPAR", "COMMA", "COLON", "DOT")
        text += token.text if close else f" {token.text}"
    return text
