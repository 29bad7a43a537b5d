"""Cuts the text of a rule block into its statements, and a statement that does not parse where another evidently begins."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

# Strings and comments first, for a full stop in them ends nothing; a string that is not closed ends with its line.
_TEXT = r'"(?:[^"\\\n]|\\[^\n])*"?|%[^\n]*'
_PIECE = re.compile(rf'{_TEXT}|[A-Z]\w*(?:\.\d+)?|\d+(?:\.\d+)?|\.|[^".%A-Z0-9]+')
_NOTHING = re.compile(r"(?:\s|%[^\n]*)*")
_CODE = re.compile(rf"{_TEXT}|[^\s\"%]+")
TOKEN = re.compile(rf"{_TEXT}|:-|\w+|\S")
_START = re.compile(
    r"[ \t]*((?:policy|source|property)\s+[a-z]\w*\s+(?:nl|en|text)\b|(?:entity|type)\s+[A-Z]\w*\b"
    r"|(?:input|table|define|warning|cases)\s+[a-z]\w*\s*\(|reading\s+[a-z]\w*\s+(?:nl|en|option)\b"
    r"|rule\s+[a-z]\w*\s*(?:cites\b|:)|classification\s*\.)"
)


class Chunk(NamedTuple):
    """The text of one statement, and where in its block it starts, both counted from 1."""

    text: str
    line: int
    column: int


def chunks(text: str) -> Iterator[Chunk]:
    """Each statement up to its full stop."""
    start, line, line_start = 0, 1, 0
    for piece in _PIECE.finditer(text):
        if piece[0] != "." and piece.end() < len(text):
            continue
        blank = _NOTHING.match(text, start, piece.end())
        first = blank.end() if blank else start
        line, line_start = _moved(text, start, first, line, line_start)
        if first < piece.end():
            yield Chunk(text[first : piece.end()], line, first - line_start + 1)
        line, line_start = _moved(text, first, piece.end(), line, line_start)
        start = piece.end()


def _moved(text: str, start: int, end: int, line: int, line_start: int) -> tuple[int, int]:
    """The line number, and where that line begins, once one has read on from `start` to `end`."""
    lines = text.count("\n", start, end)
    return line + lines, text.rfind("\n", start, end) + 1 if lines else line_start


def pieces(chunk: Chunk) -> Iterator[Chunk]:
    """The chunk cut before each statement that evidently begins in it: by its keyword, or by its `:-`."""
    text, line, line_start = chunk.text, chunk.line, 1 - chunk.column
    cuts = sorted({0, *_starts(text), *_second_heads(text), len(text)})
    for start, end in pairwise(cuts):
        yield Chunk(text[start:end], line, start - line_start + 1)
        line, line_start = _moved(text, start, end, line, line_start)


def code_end(text: str) -> int:
    """Where the last piece of text ends that is neither white space nor a comment."""
    return max((found.end() for found in _CODE.finditer(text) if not found[0].startswith("%")), default=0)


def _starts(text: str) -> Iterator[int]:
    """Where a line begins with the words of a declaration."""
    at = text.find("\n") + 1
    while at:
        found = _START.match(text, at)
        if found:
            yield found.start(1)
        at = text.find("\n", at) + 1


def _second_heads(text: str) -> Iterator[int]:
    """Where the head begins of every `:-` but the first; of a declaration, which has none, of the first as well."""
    atom, depth, named = -1, 0, -1
    arrows, before = int(_START.match(text) is not None and not text.startswith("rule")), ""
    for token in TOKEN.finditer(text):
        word = token[0]
        if word == "(":
            atom = named if not depth else atom
            depth += 1
        elif word == ")":
            depth = max(0, depth - 1)
        elif word == ":-":
            arrows += 1
            if arrows > 1 and atom >= 0:
                yield atom
            depth = 0
        elif not depth and word[0].isalpha():
            # The head of a rule with a name does not begin a statement: the name does.
            named = -1 if before == ":" else token.start()
        before = word
