"""Alterations of a policy that no scenario notices, on a terminal: in words, with the quote of what they alter."""

from collections.abc import Iterator

from kmopolicy.questions.scenarios.alterations import Alteration
from kmopolicy.questions.scenarios.mutate import Report
from kmopolicy.render.terminal.layout import NBSP, Line, wrap
from kmopolicy.render.told.alterations import in_words
from kmopolicy.render.words.fixed import capitalised, place, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_INDENT = 3


def lines(told: Report, labels: Labels, width: int) -> list[Line]:
    """All that is not explained, then how much there was."""
    found: list[Line] = []
    if told.unexplained:
        found += [((word("unnoticed", labels.lang), "heading"),), ()]
    for alteration in told.unexplained:
        found += [*_told(alteration, labels, width), ()]
    for allowance in told.superfluous:
        text = word("superfluous", labels.lang, name=clean(allowance.name))
        found += [((line, "bad"),) for line in wrap(text, width)]
    counts = {"count": told.tried, "unexplained": len(told.unexplained), "allowed": len(told.allowed)}
    good = not told.unexplained and not told.superfluous
    return [*found, ((word("altered", labels.lang, **counts), "good" if good else "bad"),)]


def _told(alteration: Alteration, labels: Labels, width: int) -> Iterator[Line]:
    for line in wrap(capitalised(in_words(alteration, labels), labels.lang), width):
        yield ((line, "strong"),)
    for citation in alteration.citations:
        quote = f"{citation.sentence} «{NBSP}{clean(citation.quote)}{NBSP}»"
        yield from (((" " * _INDENT + line, "dim"),) for line in wrap(quote, width - _INDENT))
    yield ((" " * _INDENT + place(alteration.span, labels.lang), ""),)
    # In one piece, however long: it is copied to the page of what is allowed.
    yield ((" " * _INDENT + f"`{clean(alteration.key)}`", ""),)
