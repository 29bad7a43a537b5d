"""The one layout of a rule block: where each of its words stands. Only the white space between them changes.

Statements have an empty line between them, but for facts of one predicate, which are a list. A comment stays behind the
word that it stands behind, or on a line of its own; an empty line above or under it stays as well.
"""

from collections.abc import Sequence

from kmopolicy.language.statements import lines_of
from kmopolicy.language.tokens import Gap, Token, told_apart, words

_ENDS = ("COMMA", "DOT", "RPAR", "COLON", "_IF")
"""What ends or closes something stands before the comments that come with it."""


def laid_out(text: str) -> list[str]:
    """The lines of a block that parses."""
    gaps, statements = words(text)
    lines: list[str] = []
    before: Sequence[Token] = ()
    for gap, statement in zip(gaps, map(_settled, statements), strict=False):
        _close(lines, before, gap, apart=bool(before) and not _one_list(before, statement))
        lines += lines_of(statement)
        before = statement
    _close(lines, before, gaps[-1]._replace(spaced=False), apart=False)
    return lines


def _settled(statement: Sequence[Token]) -> list[Token]:
    """The tokens with each comment after whatever ends there."""
    settled: list[Token] = []
    for token in statement:
        if token.type in _ENDS and settled:
            last = settled.pop()
            settled.append(last._replace(comments=()))
            token = token._replace(comments=(*last.comments, *token.comments))
        settled.append(token)
    return settled


def _close(lines: list[str], statement: Sequence[Token], gap: Gap, *, apart: bool) -> None:
    """Adds what stands between a statement and the next; `apart`: at least an empty line."""
    before = statement[-1].comments if statement else ()
    behind, own = told_apart((*before, *gap.comments))
    if behind:
        lines[-1] += behind
    spaces = [comment.spaced for comment in own]
    spaces.append(gap.spaced if own else apart)
    if apart and not any(spaces):
        spaces[0] = True
    for comment, spaced in zip([*own, None], spaces, strict=True):
        lines += [""] if spaced and lines else []
        lines += [comment.text] if comment else []


def _one_list(first: Sequence[Token], second: Sequence[Token]) -> bool:
    """Whether these are facts of one predicate."""
    named = first[0].type == second[0].type == "NAME" and first[0].text == second[0].text
    return named and not any(token.type == "_IF" for token in (*first, *second))
