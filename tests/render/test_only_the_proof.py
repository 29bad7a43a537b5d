"""Nothing is asserted that the proof does not hold: each reason that is told is a node of the proof, in its own words."""

import re

import pytest

from kmopolicy.render.atoms import parts
from kmopolicy.render.safe import clean
from kmopolicy.render.story import outline
from kmopolicy.render.words import WORDS, capitalised, word

LED_IN, ABOUT_RULES = ("holds", "fails"), ("attempt", "other reading")


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


def said_by(key, text, lang):
    """The places of one of the fixed phrases in a text; None where it is not that phrase."""
    pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(WORDS[key][lang]))
    return re.match(pattern + (r"$" if key in LED_IN else ""), text, re.I)


@pytest.mark.parametrize("section", ["why", "missing", "presumes", "notices"])
def test_every_line_is_a_sentence_of_the_explanation(outlined, section):
    lines = 0
    for explanation, labels, full, told in outlined(outline):
        lang = labels.lang
        proof = list(nodes(explanation))
        sentences = {clean(node.sentence[lang]).lower() for node in proof}
        sentences |= {clean(notice.message[lang]).lower() for notice in explanation.decision.notices}
        counts = {str(node.candidates) for node in proof if node.kind == "absent"}
        for item in items_under(told, word(section, lang)):
            for text in told_by(item):
                lines += 1
                assert asserted(text, sentences, counts, lang) or section == "missing" or dated(text, lang), (
                    full,
                    text,
                )
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


def asserted(text, sentences, counts, lang):
    if text.lower() in sentences:
        return True
    counted = said_by("none of", text, lang)
    if counted:
        return counted["count"] in counts
    led_in = [found for key in LED_IN if (found := said_by(key, text, lang))]
    if led_in:
        return asserted(led_in[0]["sentence"], sentences, counts, lang)
    return any(said_by(key, text, lang) for key in ABOUT_RULES)


def dated(text, lang):
    return any(text == capitalised(word(key, lang), lang) for key in ("date today", "date option"))


def test_what_is_missing_is_told_with_every_fact_in_it(outlined):
    for explanation, labels, _, told in outlined(outline):
        words = " ".join(item.text for item in items_under(told, word("missing", labels.lang)))
        for missing in explanation.missing:
            predicate, (_, *values) = parts(missing.atom)
            for spoken in labels.spoken(predicate, (None, *values))[1:-1]:
                assert spoken in words
