"""A source text with its numbered sentences found in it: line by line, in passages that belong to the same sentences."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from kmopolicy.program.quotes import find, fold


class Passage(NamedTuple):
    """A stretch of text, and the number of the shortest sentence that it belongs to ("" for none)."""

    text: str
    number: str


class Paragraph(NamedTuple):
    """A line of the source: how deep it is indented, its passages, and the sentences that begin in it, in order."""

    indent: int
    passages: tuple[Passage, ...]
    begins: tuple[str, ...]


class _Stretch(NamedTuple):
    start: int
    end: int
    number: str


def paragraphs(text: str, sentences: Mapping[str, str]) -> tuple[Paragraph, ...]:
    """The lines of a text that say something."""
    text = unicodedata.normalize("NFC", text)
    stretches = list(_stretches(text, sentences))
    lines = (line for line in re.finditer(r"[^\r\n]+", text) if line[0].strip())
    return tuple(_paragraph(line[0], line.start(), stretches) for line in lines)


def _stretches(text: str, sentences: Mapping[str, str]) -> Iterator[_Stretch]:
    """Where each sentence stands: after the beginning of the one before it, else the first place anywhere."""
    words = list(re.finditer(r"\S+", text))
    starts: list[int] = []
    for place, word in enumerate(words):
        starts += [word.start() + offset for offset in range(len(word[0]))]
        starts += [word.end()] if place + 1 < len(words) else []
    folded, last = fold(text), 0
    for number, sentence in sentences.items():
        wanted = fold(sentence)
        at = find(wanted, folded, last)
        at = find(wanted, folded) if at < 0 else at
        if at >= 0:
            last = at
            yield _Stretch(starts[at], starts[at + len(wanted) - 1] + 1, number)


def _paragraph(line: str, offset: int, stretches: Iterable[_Stretch]) -> Paragraph:
    end = offset + len(line)
    here = [each for each in stretches if each.start < end and offset < each.end]
    cuts = {offset, end} | {cut for each in here for cut in (each.start, each.end) if offset < cut < end}
    ordered = sorted(cuts)
    found = tuple(
        Passage(line[start - offset : stop - offset], _shortest(start, here)) for start, stop in pairwise(ordered)
    )
    begins = sorted((each for each in here if each.start >= offset), key=lambda each: (each.start, -each.end))
    return Paragraph(len(line) - len(line.lstrip()), found, tuple(each.number for each in begins))


def _shortest(at: int, here: Iterable[_Stretch]) -> str:
    around = [each for each in here if each.start <= at < each.end]
    return min(around, key=lambda each: each.end - each.start).number if around else ""
