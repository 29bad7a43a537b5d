"""Compares quotes with the pinned sentences: verbatim but for white space, `…` for words left out, never a negation."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

_SPACE = re.compile(r"\s+")
_FRAGMENT = re.compile(r"[^…]*[^…\s][^…]*")
_CLAUSE_END = re.compile(r"[,;:.…]")
_PART = re.compile(r"(.+?)(?:\.\d+|(?<=[a-z])\d+)")
_NEGATION = re.compile(
    r"(?<![\w-])(?:niet|geen|nooit|noch|zonder|tenzij|behalve|behoudens|uitgezonderd|uitzondering|uitgesloten|niets"
    r"|niemand|nergens|geenszins|evenmin)(?![\w-])",
    re.I,
)
_SHOWN = 200
_LEAD = 4
"""Words by which the beginning of a sentence is known."""
_CLAUSE = 80
"""Characters; who leaves out or changes more did not just slip."""
_LIKE = 70
"""Of a hundred; a passage that is less like a fragment is another text."""
_LONG = 4000
"""Characters; for what is longer nothing is sought that comes near."""


class Sentences(dict[str, str]):
    """The numbered sentences of all sources, and in `home` the name of the source of each."""

    def __init__(self, sentences: Iterable[tuple[str, str]] | Mapping[str, str] = (), home: str = "") -> None:
        super().__init__(sentences)
        self.home = dict.fromkeys(self, home)

    def add(self, other: "Sentences") -> None:
        """The sentences of another source; of a number that is there already, the first counts."""
        for number, text in other.items():
            self.setdefault(number, text)
            self.home.setdefault(number, other.home[number])

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """For each number without a sentence of its own, those whose common start it is: `U07x`, `U07x1`."""
        found: dict[str, list[str]] = {}
        for number in self:
            part = _PART.fullmatch(number)
            if part:
                found.setdefault(part[1], []).append(number)
        return {whole: tuple(numbers) for whole, numbers in found.items()}


class Misquote(NamedTuple):
    """What is wrong with a quote: how to say it, and the stretch of the (folded) quote that it is about."""

    help: str
    start: int
    end: int
    args: Mapping[str, str]


def fold(text: str) -> str:
    """The text with every stretch of white space, no-break ones too, as one space."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip()


def parts_of(number: str, sentences: Mapping[str, str]) -> tuple[str, ...]:
    """The numbers that one number stands for: itself, else the sentences whose common start it is."""
    if number in sentences:
        return (number,)
    known = sentences if isinstance(sentences, Sentences) else Sentences(sentences)
    return known.parts.get(number, ())


def whole(number: str, sentences: Mapping[str, str]) -> str:
    """The whole text that a number stands for; that of parts joined by `…`, over which no fragment reaches."""
    return " … ".join(fold(sentences[each]) for each in parts_of(number, sentences))


def misquote(quote: str, number: str, sentences: Mapping[str, str]) -> Misquote | None:
    """What is wrong with a quote of a numbered sentence; None where it is verbatim."""
    source, at, quote = whole(number, sentences), 0, fold(quote)
    fragments = [(found[0].strip(), *_trimmed(found)) for found in _FRAGMENT.finditer(quote)]
    if not fragments:
        return Misquote("empty", 0, 0, {})
    for place, (fragment, start, end) in enumerate(fragments):
        found = find(fragment, source, at)
        if found < 0:
            said = [each for each, _, _ in fragments]
            other = _elsewhere(said, number, sentences)
            if other:
                return Misquote("elsewhere", 0, len(quote), {"other": other})
            return _misplaced(fragment, start, end, source, sentences)
        negation = _negation(source[at:found], joint=place > 0)
        if negation:
            return Misquote("negation", start, end, {"word": negation})
        at = found + len(fragment)
    following = _NEGATION.match(source, at + 1)
    if following:
        return Misquote("negation", *fragments[-1][1:], {"word": following[0]})
    return None


def find(fragment: str, source: str, start: int = 0) -> int:
    """Where a fragment stands in a text, in whole words; -1 where it does not."""
    at = source.find(fragment, start)
    while at >= 0 and not _whole_words(source, at, at + len(fragment)):
        at = source.find(fragment, at + 1)
    return at


def nearest(fragment: str, source: str) -> str:
    """The passage of a text that comes nearest to a fragment, in whole words; "" where none comes near."""
    from rapidfuzz import fuzz

    if len(fragment) > _LONG or len(source) > 50 * _LONG:
        return ""
    found = fuzz.partial_ratio_alignment(fragment, source, score_cutoff=_LIKE)
    if found is None:
        return ""
    start = source.rfind(" ", 0, found.dest_start) + 1
    stop = source.find(" ", found.dest_end)
    return _cut(source[start : stop if stop >= 0 else len(source)], fragment)


def _cut(passage: str, fragment: str) -> str:
    """The passage without the words before and after it that a fragment has nothing like."""
    words = passage.split(" ")
    steps = SequenceMatcher(None, fragment.split(" "), words, autojunk=False).get_opcodes()
    start = steps[0][4] if steps[0][0] == "insert" and len(steps) > 1 else 0
    end = steps[-1][3] if steps[-1][0] == "insert" and len(steps) > 1 else len(words)
    return " ".join(words[start:end])


def _trimmed(found: re.Match[str]) -> tuple[int, int]:
    text = found[0]
    return found.start() + len(text) - len(text.lstrip()), found.start() + len(text.rstrip())


def _whole_words(source: str, start: int, end: int) -> bool:
    cut = [source[max(0, at - 1) : at + 1] for at in (start, end) if 0 < at < len(source)]
    return not any(len(pair) == 2 and pair.replace("_", "a").isalnum() for pair in cut)


def _negation(skipped: str, *, joint: bool) -> str:
    """A negation among the words that a quote leaves out; before its first word, in the same clause only."""
    if not joint:
        skipped = _CLAUSE_END.split(skipped)[-1]
    negation = _NEGATION.search(skipped)
    return negation[0] if negation else ""


def _elsewhere(fragments: Sequence[str], number: str, sentences: Mapping[str, str]) -> str:
    """The other sentence in which all fragments stand in their order, which a few words in each do not tell; "" for none."""
    if len(fragments) > 1 and not any(len(fragment.split()) >= _LEAD for fragment in fragments):
        return ""
    return next((each for each, text in sentences.items() if each != number and _follow(fragments, fold(text))), "")


def _follow(fragments: Sequence[str], source: str) -> bool:
    at = 0
    for fragment in fragments:
        found = find(fragment, source, at)
        if found < 0:
            return False
        at = found + len(fragment)
    return True


def _misplaced(fragment: str, start: int, end: int, source: str, sentences: Mapping[str, str]) -> Misquote:
    """A fragment that does not stand where it should."""
    if "..." in fragment:
        return Misquote("dots", start, end, {})
    if find(fragment, source) >= 0:
        return Misquote("order", start, end, {})
    return _across(fragment, start, source, sentences) or _different(fragment, start, end, source)


def _across(fragment: str, start: int, source: str, sentences: Mapping[str, str]) -> Misquote | None:
    """A fragment that ends its sentence and goes on with another one."""
    for other, text in sentences.items():
        at = fragment.find(" " + " ".join(text.split()[:_LEAD]))
        if at > 0 and find(fragment[:at], source) >= 0:
            return Misquote("across", start + at + 1, start + len(fragment), {"other": other})
    return None


def _different(fragment: str, start: int, end: int, source: str) -> Misquote:
    """The first words in which a fragment differs; where it is too unlike for that, what comes nearest, or the sentence."""
    near = nearest(fragment, source)
    for passage in (source, near) if len(source) <= _LONG else (near,):
        told = _word_by_word(fragment, start, passage)
        if told:
            return told
    if near:
        return Misquote("nearest", start, end, {"nearest": near})
    return Misquote("sentence", start, end, {"sentence": source if len(source) <= _SHOWN else source[:_SHOWN] + "…"})


def _word_by_word(fragment: str, start: int, passage: str) -> Misquote | None:
    """The first difference between a fragment and a passage that has at least half of its words in their order."""
    here, there = list(re.finditer(r"\S+", fragment)), passage.split()
    matcher = SequenceMatcher(None, [word[0] for word in here], there, autojunk=False)
    alike = sum(block.size for block in matcher.get_matching_blocks())
    tag, first, last, other, stop = next(_differences(matcher), ("", 0, 0, 0, 0))
    said = " ".join(there[other:stop])
    if not tag or 2 * alike < len(here) or len(said) > _CLAUSE:
        return None
    pointed = here[first:last] or here[max(0, first - 1) : first + 1]
    args = {"here": " ".join(word[0] for word in here[first:last]), "there": said}
    kind = {"replace": "changed", "delete": "added", "insert": "missing"}[tag]
    return Misquote(kind, start + pointed[0].start(), start + pointed[-1].end(), args)


def _differences(matcher: "SequenceMatcher[str]") -> Iterator[tuple[str, int, int, int, int]]:
    """The steps from one to the other; what the passage has before and after the fragment is none."""
    steps = matcher.get_opcodes()
    for place, (tag, first, last, other, stop) in enumerate(steps):
        at_start, at_end = place == 0, place == len(steps) - 1
        if tag == "equal" or (tag == "insert" and (at_start or at_end)):
            continue
        surplus = max(0, (stop - other) - (last - first)) if tag == "replace" else 0
        yield tag, first, last, other + surplus * at_start, stop - surplus * (at_end and not at_start)
