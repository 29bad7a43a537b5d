"""Nothing is asserted that the proof does not hold: each reason that is told is a node of the proof, in its own words."""

import re

import pytest

from kmopolicy.render.outline.story import outline
from kmopolicy.render.words.atoms import parts
from kmopolicy.render.words.fixed import WORDS, capitalised, word
from kmopolicy.render.words.safe import clean

_WRAPPED = ("holds", "fails")


def nodes(explanation):
    """Every node of an explanation, also of the rules that were tried."""
    seen = {}
    queue = [explanation.proof, *(ground.proof for ground in explanation.decision.grounds)]
    queue += [node for alternative in explanation.alternatives for node in alternative.why]
    for node in queue:
        if id(node) not in seen:
            seen[id(node)] = node
            queue += node.children
            queue += [each for attempt in node.attempts for each in (*attempt.holds, *attempt.fails)]
    return seen.values()


def unwrapped(text, lang):
    """A sentence of the proof without what the outline says of it: that it holds, how many it looked at."""
    counted = re.fullmatch(r"(.+) \(([^()]+)\)", text)
    if counted and re.fullmatch(re.escape(word("looked at", lang, counted="#")).replace(r"\#", ".+"), counted[2]):
        return unwrapped(counted[1], lang)
    led_in = next(filter(None, (phrase(key, text, lang) for key in _WRAPPED)), None)
    return unwrapped(led_in["sentence"], lang) if led_in else text.lower()


def phrase(key, text, lang):
    """The places of one of the fixed phrases in a text; None where it is not that phrase."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(WORDS[key][lang]))
    return re.fullmatch(pattern, text, re.I)


def about_the_rest(text, explanation, lang):
    """What is no node itself: what another reading would make of it, how much more there is, where a date comes from."""
    otherwise = phrase("read otherwise", text, lang)
    if otherwise:
        tried = {clean(each.sentence[lang]).lower() for node in nodes(explanation) for each in node.attempts}
        return otherwise["sentence"].lower() in tried
    if phrase("and more", text, lang):
        return True
    return any(text == capitalised(word(key, lang), lang) for key in ("attempt", "date today", "date option"))


@pytest.mark.parametrize("section", ["why", "presumes", "notices"])
def test_every_line_is_a_sentence_of_the_explanation(outlined, section):
    lines = 0
    for explanation, labels, full, told in outlined(outline):
        lang = labels.lang
        proof = list(nodes(explanation))
        sentences = {clean(node.sentence[lang]).lower() for node in proof}
        sentences |= {clean(notice.message[lang]).lower() for notice in explanation.decision.notices}
        for item in items_under(told, word(section, lang)):
            for text in told_by(item):
                lines += 1
                assert unwrapped(text, lang) in sentences or about_the_rest(text, explanation, lang), (full, text)
    assert lines


def items_under(told, heading):
    return [
        item
        for each in told.sections
        if each.heading == heading or each.heading.startswith(f"{heading}:")
        for item in each.items
    ]


def told_by(item):
    yield item.text
    for child in item.children:
        yield from told_by(child)


def test_what_is_missing_is_told_with_every_fact_in_it(outlined):
    for explanation, labels, full, told in outlined(outline):
        words = " ".join(item.text for item in items_under(told, word("missing", labels.lang)))
        for missing in explanation.missing if full else ():
            predicate, (_, *values) = parts(missing.atom)
            for spoken in labels.spoken(predicate, (None, *values))[1:-1]:
                assert spoken in words
