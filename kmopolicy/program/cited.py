"""What cites which sentence: rules, cases, warnings, tables and their rows."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.markdown import Quote
from kmopolicy.program.desk import Desk
from kmopolicy.program.quotes import fold, whole
from kmopolicy.program.terms import Citation
from kmopolicy.text.span import Span


class Cited(NamedTuple):
    """A sentence number, where it is cited, and whether by a quote (which is checked as one)."""

    number: str
    span: Span
    quoted: bool


def cited_by_rules(desk: Desk) -> Iterator[Cited]:
    """All citations by what encodes: rules, cases, tables and rows; not by what only declares."""
    for placed in desk.draft.rules:
        yield from _cited(placed.node.cites, placed.quotes)
    for outcome in desk.draft.outcomes.values():
        for case in outcome.node.cases:
            yield from _cited(case.cites, outcome.quotes)
    for predicate in desk.draft.predicates.values():
        yield from _cited((), predicate.quotes if predicate.node.role == "table" else ())
    rows = (row.sentence for rows in desk.tables.rows.values() for row in rows if row.sentence and row.sentence.text)
    yield from (Cited(cell.text, cell.span, quoted=False) for cell in rows)


def citations(
    cites: tuple[tree.Word, ...], quotes: tuple[Quote, ...], sentences: Mapping[str, str]
) -> tuple[Citation, ...]:
    """What a rule cites: the numbers it names, else all quotes above it; with the quote, or the whole sentence."""
    if not cites:
        return tuple(Citation(quote.number, fold(quote.text), quote.span) for quote in quotes)
    above = {quote.number: quote for quote in reversed(quotes)}
    return tuple(
        Citation(word.text, fold(above[word.text].text), above[word.text].span)
        if word.text in above
        else Citation(word.text, whole(word.text, sentences), word.span)
        for word in cites
    )


def _cited(cites: tuple[tree.Word, ...], quotes: tuple[Quote, ...]) -> Iterator[Cited]:
    if cites:
        yield from (Cited(word.text, word.span, quoted=False) for word in cites)
    else:
        yield from (Cited(quote.number, quote.span, quoted=True) for quote in quotes)
