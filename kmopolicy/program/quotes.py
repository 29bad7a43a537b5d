"""Compares quotes with the pinned sentences: verbatim but for white space, `…` for words left out, never a negation."""

import re
from collections.abc import Mapping
from typing import NamedTuple

_SPACE = re.compile(r"\s+")
_DIGIT = re.compile(r"\d")
_PART = re.compile(r"\.\d+")
_LETTERED_PART = re.compile(r"\.?\d+")
_WORD = re.compile(r"[\w-]+")
_NEGATIONS = frozenset(("niet", "geen", "nooit", "noch", "zonder", "tenzij", "behalve", "uitgezonderd", "uitzondering"))


class Misquote(NamedTuple):
    """What is wrong with a quote: a `negation` that it leaves out, or the `nearest` passage."""

    negation: str
    nearest: str


def fold(text: str) -> str:
    """The text with every stretch of white space, no-break ones too, as one space."""
    return _SPACE.sub(" ", text).strip()


def parts_of(number: str, sentences: Mapping[str, str]) -> tuple[str, ...]:
    """The numbers that one number stands for: itself, else its parts (`U07x` for `U07x1` and `U07x2`).

    >>> parts_of("U07x", {"U07": "", "U07x1": "", "U07x2": ""}), parts_of("U0", {"U07": ""}), parts_of("U", {"U07": ""})
    (('U07x1', 'U07x2'), (), ())
    """
    if number in sentences:
        return (number,)
    part = _PART if number[-1:].isdigit() else _LETTERED_PART
    known = [each for each in sentences if each.startswith(number)] if _DIGIT.search(number) else []
    return tuple(each for each in known if part.fullmatch(each, len(number)))


def whole(number: str, sentences: Mapping[str, str]) -> str:
    """The whole text that a number stands for; that of parts joined by `…`."""
    return " … ".join(fold(sentences[each]) for each in parts_of(number, sentences))


def misquote(quote: str, text: str) -> Misquote | None:
    """What is wrong with a quote of the text; None where it is verbatim."""
    at, source = 0, fold(text)
    for place, fragment in enumerate(filter(None, map(fold, quote.split("…")))):
        found = source.find(fragment, at)
        if found < 0:
            return Misquote("", nearest(fragment, source))
        skipped = _WORD.findall(source[at:found].lower()) if place else []
        negation = next((word for word in skipped if word in _NEGATIONS), "")
        if negation:
            return Misquote(negation, "")
        at = found + len(fragment)
    return None


def nearest(fragment: str, source: str) -> str:
    """The passage of the source that comes nearest to a fragment, in whole words."""
    from rapidfuzz import fuzz

    found = fuzz.partial_ratio_alignment(fragment, source)
    if found is None or not source:
        return source
    start, end = found.dest_start, found.dest_end
    start = source.rfind(" ", 0, start) + 1
    stop = source.find(" ", end)
    return source[start : stop if stop >= 0 else len(source)]
