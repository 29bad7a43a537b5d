"""Alterations of a policy that no scenario notices: in words, with the quote of what they alter, and as JSON."""

from collections.abc import Iterator

from kmopolicy.program.show import show_literal
from kmopolicy.program.terms import Atom, Negative, Positive, UnderReading, Value, Var
from kmopolicy.questions.scenarios.alterations import Alteration
from kmopolicy.questions.scenarios.mutate import Report
from kmopolicy.render.documents import explanation as documents
from kmopolicy.render.terminal.layout import NBSP, Line, wrap
from kmopolicy.render.words.fixed import capitalised, place, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang

_INDENT = 3
_LANGS: tuple[Lang, ...] = ("nl", "en")


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


def in_words(alteration: Alteration, labels: Labels) -> str:
    """The alteration as a sentence."""
    return word(alteration.kind, labels.lang, about=_about(alteration, labels), new=clean(alteration.new))


def _about(alteration: Alteration, labels: Labels) -> str:
    match alteration.literal:
        case Positive(atom=atom) if alteration.kind != "bound":
            return _sentence(atom, labels, negated=False)
        case Negative(atom=atom):
            return _sentence(atom, labels, negated=True)
        case UnderReading(reading=reading, option=option):
            options = labels.program.readings[reading].options
            label = next(each.label for each in options if each.name == option)
            return word("about reading", labels.lang, option=clean(label[labels.lang]))
        case None if alteration.atom:
            predicate, values = alteration.atom
            return labels.statement(predicate, _shown(values))
        case literal:
            return show_literal(literal) if literal else ""


def _sentence(atom: Atom, labels: Labels, *, negated: bool) -> str:
    values = tuple(None if isinstance(term, Var) else term.value for term in atom.terms)
    return labels.statement(atom.predicate, _shown(values), negated=negated)


def _shown(values: tuple[Value | None, ...]) -> tuple[str | None, ...]:
    return tuple(None if value is None else str(value) for value in values)


def json(told: Report, labels: Labels) -> str:
    """`kmopolicy.alterations/1`."""
    program = labels.program
    return documents.dumped(
        {
            "schema": "kmopolicy.alterations/1",
            "policy": {"name": program.name, "digest": program.digest},
            "count": told.tried,
            "unexplained": [_one(each, labels) for each in told.unexplained],
            "allowed": [{**_one(each, labels), "reason": allowance.reason} for each, allowance in told.allowed],
            "superfluous": [each.name for each in told.superfluous],
        }
    )


def _one(alteration: Alteration, labels: Labels) -> documents.Json:
    spoken = {lang: in_words(alteration, Labels(labels.program, lang)) for lang in _LANGS}
    return {
        "name": alteration.key,
        "kind": alteration.kind,
        "words": spoken,
        "citations": [{"sentence": each.sentence, "quote": each.quote} for each in alteration.citations],
        "file": alteration.span.file,
        "line": alteration.span.line,
    }
