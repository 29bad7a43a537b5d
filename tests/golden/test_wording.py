"""What every explanation of every dossier keeps to, whatever it says: quotes of the source, labels, whole sentences."""

import re
from collections.abc import Iterator

import pytest
from golden.fixtures import dossiers, explained, read
from shipped import POLICY

from kmopolicy.proof.explanation import Attempt, Explanation
from kmopolicy.render.outline.items import Item, Outline, Quote
from kmopolicy.render.outline.story import outline
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.localized import Lang

LANGS: tuple[Lang, ...] = ("nl", "en")
SENTENCES = {each.number: each.text for source in POLICY.program.sources for each in source.sentences}
_NAME = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
_SLIPS = {
    "nl": re.compile(r"\b(geen|een|de|het) een\b|\{|\}|\[, | ,|\bniet niet\b", re.I),
    "en": re.compile(r"\b(no|a|the|any) (any|a)\b|\{|\}|\[, | ,|\bnot not\b|\b1 others\b", re.I),
}


def told(dossier: str, lang: Lang, *, full: bool = False) -> Iterator[tuple[Explanation, Outline]]:
    """Every subject of a dossier, explained and told in one language."""
    facts = read(dossier)
    for each in facts.expectations:
        explanation = explained(dossier, each.subject)
        yield explanation, outline(explanation, Labels(POLICY.program, lang, facts), full=full)


def items(found: Outline) -> Iterator[Item]:
    """All items of an outline, those under others too."""
    waiting = [item for section in found.sections for item in section.items]
    while waiting:
        item = waiting.pop()
        yield item
        waiting += item.children


@pytest.mark.parametrize("dossier", dossiers())
def test_a_quote_is_one_sentence_of_the_source_or_an_opening_and_its_item(dossier: str) -> None:
    for _, found in told(dossier, "nl", full=True):
        for item in items(found):
            for quote in item.quotes:
                assert _stands(quote, item.source), (item.source, quote)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("dossier", dossiers())
def test_an_explanation_speaks_in_labels_and_whole_sentences(dossier: str, lang: Lang) -> None:
    own = {part for entity in read(dossier).entities for part in _NAME.findall(entity.id)}
    for _, found in told(dossier, lang):
        for item in items(found):
            lines = (item.term, item.text, *item.remarks)
            assert not [name for line in lines for name in _NAME.findall(line) if name not in own], item
            assert not [line for line in lines if _SLIPS[lang].search(line)], item


@pytest.mark.parametrize("dossier", dossiers())
def test_an_explanation_gives_every_ground_and_every_other_outcome(dossier: str) -> None:
    for explanation, found in told(dossier, "nl"):
        strong = [item.text.lower() for item in items(found) if item.strong]
        grounds = [ground.proof.sentence["nl"].lower() for ground in explanation.decision.grounds]
        assert sorted(strong) == sorted(grounds)
        others = {other.label.nl for other in explanation.alternatives}
        assert others == {item.term for item in items(found) if item.term}


@pytest.mark.parametrize("dossier", [each for each in dossiers() if "gezondheid" in each or "openbare-orde" in each])
def test_what_only_a_reading_keeps_from_holding_holds_under_the_other(dossier: str) -> None:
    facts, tried = read(dossier), set[tuple[str, tuple[tuple[str, str], ...]]]()
    for each in facts.expectations:
        for attempt in _attempts(explained(dossier, each.subject)):
            if attempt.by_reading:
                readings = {str(node.reading and node.reading[0]): node.atom.split()[-1] for node in attempt.fails}
                tried.add((attempt.atom, tuple(sorted(readings.items()))))
    for atom, chosen in sorted(tried):
        assert POLICY.query(facts, atom, readings=dict(chosen)).rows, (atom, chosen)


def _attempts(explanation: Explanation) -> Iterator[Attempt]:
    """All attempts in an explanation, each once."""
    waiting = [explanation.proof, *(node for other in explanation.alternatives for node in other.why)]
    seen: set[int] = set()
    while waiting:
        node = waiting.pop()
        if id(node) not in seen:
            seen.add(id(node))
            yield from node.attempts
            waiting += [
                *node.children,
                *(each for attempt in node.attempts for each in (*attempt.holds, *attempt.fails)),
            ]


def _stands(quote: Quote, source: str) -> bool:
    """Whether a quote is a part of a sentence that its line cites: alone, or after the opening of an enumeration."""
    numbers = [quote.number] if quote.number else source.split(", ")
    texts = [SENTENCES[number] for number in numbers if number in SENTENCES]
    texts += [f"{_opening(number)} {SENTENCES[number]}" for number in numbers if number in SENTENCES]
    texts += [" ".join(SENTENCES[part] for part in parts) for number in numbers for parts in [_parts(number)] if parts]
    return any(_in_order(quote.text.split(" … "), text) for text in texts)


def _opening(number: str) -> str:
    """The text that opens the enumeration in which a sentence stands: the nearest before it that ends in a colon."""
    before = list(SENTENCES)[: list(SENTENCES).index(number)]
    return next((SENTENCES[each] for each in reversed(before) if SENTENCES[each].endswith(":")), "")


def _parts(number: str) -> list[str]:
    """The parts of a whole that has no text of its own (`U07x`)."""
    return [each for each in SENTENCES if each.startswith(number)] if number not in SENTENCES else []


def _in_order(fragments: list[str], text: str) -> bool:
    at = 0
    for fragment in fragments:
        at = text.find(fragment, at)
        if at < 0:
            return False
    return True
