"""The words of a rule block as they stand there: its tokens, and the comments between them, in order."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kmopolicy.language.chunks import chunks
from kmopolicy.language.parser import tokens

_COMMENT = re.compile(r"%[^\n]*")


class Comment(NamedTuple):
    """A comment. `own_line`: nothing stands before it on its line; `spaced`: an empty line stands above it."""

    text: str
    own_line: bool
    spaced: bool


class Token(NamedTuple):
    """A token, of the type that the grammar gives it in its place, with the comments that follow it."""

    type: str
    text: str
    comments: tuple[Comment, ...] = ()


class Gap(NamedTuple):
    """What stands between two statements. `spaced`: an empty line stands above whatever follows."""

    comments: tuple[Comment, ...]
    spaced: bool


class Words(NamedTuple):
    """The statements of a block, and the gaps before, between and after them: one more."""

    gaps: tuple[Gap, ...]
    statements: tuple[tuple[Token, ...], ...]


def words(text: str) -> Words:
    """The words of a block that parses."""
    lines = _starts_of_lines(text)
    gaps: list[Gap] = []
    statements: list[tuple[Token, ...]] = []
    at = 0
    for chunk in chunks(text):
        start = lines[chunk.line - 1] + chunk.column - 1
        gaps.append(_gap(text[at:start], first=not statements))
        statements.append(tuple(_statement(chunk.text)))
        at = start + len(chunk.text)
    gaps.append(_gap(text[at:], first=not statements))
    return Words(tuple(gaps), tuple(statements))


def told_apart(comments: Sequence[Comment]) -> tuple[str, Sequence[Comment]]:
    """What is added to the line before, and the comments on lines of their own."""
    if comments and not comments[0].own_line:
        return f"  {comments[0].text}", comments[1:]
    return "", comments


def _starts_of_lines(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer("\n", text))]


def _statement(text: str) -> Iterator[Token]:
    """The tokens of one statement, each with the comments up to the next one."""
    found = list(tokens(text))
    ends = [token.end_pos or 0 for token in found]
    starts = [*(token.start_pos or 0 for token in found[1:]), len(text)]
    for token, end, start in zip(found, ends, starts, strict=True):
        yield Token(token.type, str(token), _gap(text[end:start], first=False).comments)


def _gap(text: str, *, first: bool) -> Gap:
    """The comments in a stretch of white space and comments; `first`: it is the first of its block."""
    comments, at, own_line = [], 0, first
    for found in _COMMENT.finditer(text):
        breaks = text.count("\n", at, found.start())
        comments.append(Comment(found[0].rstrip(), own_line or breaks > 0, breaks > 1))
        at, own_line = found.end(), True
    return Gap(tuple(comments), text.count("\n", at) > 1)
