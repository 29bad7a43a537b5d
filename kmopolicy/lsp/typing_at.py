"""What is being typed at a place in a rule block: the words of the statement so far, and what can come next.

A statement that is being typed does not parse, so this goes by its words, from the full stop before it to the cursor.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kmopolicy.language.chunks import TOKEN, chunks, pieces

Wanted = Literal["statement", "head", "literal", "value", "side", "sentence", "reading", "option", "type", "other"]

DECLARES = ("input", "table", "define", "warning", "cases")
_LISTS = ("cites", "on")
_CONDITIONS = (":-", "not", "when", "any", "because", "never", "possible", "each", "where", "adding")
_COMPARES = ("=", "<", ">")


class Typing(NamedTuple):
    """What is wanted at the cursor. `partial`: the letters that stand there already; `words`: all words before them.

    `predicate` and `argument`: of a value, the atom that it stands in, and its place there. `left`: of a side of a
    comparison, the word on the other side; of an option its reading.
    """

    wanted: Wanted
    partial: str
    words: tuple[str, ...]
    predicate: str = ""
    argument: int = 0
    left: str = ""

    @property
    def first(self) -> str:
        """The word that the statement starts with."""
        return self.words[0] if self.words else ""


def typing_at(before: str) -> Typing | None:
    """What is being typed at the end of the text of a block up to the cursor; None within a text or a comment."""
    line = list(TOKEN.finditer(before, before.rfind("\n") + 1))
    if line and _is_inside(line[-1][0], ends=line[-1].end() == len(before)):
        return None
    statement = _last_statement(before)
    found = list(TOKEN.finditer(statement))
    words = [token[0] for token in found if not token[0].startswith("%")]
    partial = ""
    if words and found[-1].end() == len(statement) and _is_word(words[-1]):
        partial = words.pop()
    return _wanted(words, partial)


def _last_statement(before: str) -> str:
    """The statement that the cursor stands in: nothing where the last one has ended."""
    last = ""
    for chunk in chunks(before):
        *_, last = (piece.text for piece in pieces(chunk))
    return "" if last.endswith(".") else last


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


def _is_inside(token: str, *, ends: bool) -> bool:
    """Whether one still types a text or a comment; both end with their line."""
    if token.startswith('"'):
        return ends and (len(token) == 1 or not token.endswith('"') or token.endswith('\\"'))
    return token.startswith("%") and ends


def _wanted(words: Sequence[str], partial: str) -> Typing:
    start = Typing("other", partial, tuple(words))
    if not words:
        return start._replace(wanted="statement")
    opened = _opened(words)
    if opened is not None:
        return _within(start, words, opened)
    wanted, left = _outside(words)
    return start._replace(wanted=wanted, left=left)


def _opened(words: Sequence[str]) -> int | None:
    """The place of the bracket that is still open; None where none is."""
    open_at: list[int] = []
    for place, each in enumerate(words):
        if each == "(":
            open_at.append(place)
        elif each == ")" and open_at:
            open_at.pop()
    return open_at[-1] if open_at else None


def _within(start: Typing, words: Sequence[str], opened: int) -> Typing:
    """Between the brackets of an atom, or of a declaration."""
    name = words[opened - 1] if opened else ""
    inside = words[opened + 1 :]
    argument = inside.count(",")
    if start.first in DECLARES and opened == 2:
        return start._replace(wanted="type" if words[-1] == ":" else "other", predicate=name, argument=argument)
    wanted: Wanted = "value" if words[-1] in ("(", ",") else "other"
    return start._replace(wanted=wanted, predicate=name, argument=argument)


def _outside(words: Sequence[str]) -> tuple[Wanted, str]:
    """Where no bracket is open: what is wanted, and the word on the other side of a comparison."""
    last, first = words[-1], words[0]
    if last in _COMPARES:
        return _compared(words)
    if last in _LISTS or (last == "," and _list_word(words) in _LISTS):
        return "sentence", ""
    if last in _CONDITIONS or (last == "," and any(each in _CONDITIONS for each in words)):
        return "literal", ""
    if last == "includes" or (last == "," and first == "type"):
        return "type", ""
    if last == "reading" and len(words) > 1:
        return "reading", ""
    return ("head" if last == ":" and first == "rule" else "other"), ""


def _compared(words: Sequence[str]) -> tuple[Wanted, str]:
    """Behind a comparison: the option of a reading, or the other side."""
    left = [each for each in words[:-1] if each not in ("!", *_COMPARES)]
    if len(left) > 1 and left[-2] == "reading":
        return "option", left[-1]
    return "side", left[-1] if left else ""


def _list_word(words: Sequence[str]) -> str:
    """The word before a list of words with commas that is being typed."""
    place = len(words) - 1
    while place > 1 and words[place] == "," and _is_word(words[place - 1]):
        place -= 2
        # `S06.1` is three words: the number goes on over a full stop.
        while place > 1 and words[place] == "." and _is_word(words[place - 1]):
            place -= 2
    return words[place] if words[place] != "," else ""


def variables(words: Sequence[str]) -> Iterator[str]:
    """The variables among the words, each once."""
    yield from dict.fromkeys(each for each in words if each[0].isupper() and each.isidentifier() and not _number(each))


def _number(word: str) -> bool:
    """Whether a word is the number of a sentence."""
    return word.rstrip("abcdefghijklmnopqrstuvwxyz")[-1:].isdigit() and word[:2].isupper()


def atoms(words: Sequence[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The atoms that are whole or begun, with the words that are their arguments."""
    for place, each in enumerate(words):
        if each == "(" and place:
            end = next((at for at in range(place, len(words)) if words[at] == ")"), len(words))
            yield words[place - 1], tuple(word for word in words[place + 1 : end] if word != ",")
