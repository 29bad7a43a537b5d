"""Quotes: verbatim, of sentences that exist; and every sentence of the sources has a rule or a reason for none."""

import re
from collections.abc import Iterator

from kmopolicy.language.markdown import Quote
from kmopolicy.program.cited import cited_by_rules
from kmopolicy.program.desk import Desk
from kmopolicy.program.quotes import fold, misquote, parts_of
from kmopolicy.text.catalogue.policy import quotes as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

CLASSES = ("judgement", "procedure", "competence", "information", "definition")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Quotes, citations and classifications against the numbered sentences."""
    yield from _classes(desk)
    if desk.sentences:
        for quote in desk.draft.quotes:
            yield from _quote(desk, quote)
        yield from _loose(desk)
        yield from _numbers(desk)
        yield from _uncovered(desk)


def _quote(desk: Desk, quote: Quote) -> Iterator[Diagnostic]:
    if not parts_of(quote.number, desk.sentences):
        yield _unknown(desk, quote.number, quote.span)
        return
    wrong = misquote(quote.text, quote.number, desk.sentences)
    if wrong and wrong.help == "elsewhere":
        args = {"number": quote.number, **wrong.args}
        yield Diagnostic(catalogue.WRONG_SENTENCE, quote.span, args, "number")
    elif wrong:
        span = _stretch(quote, wrong.start, wrong.end)
        yield Diagnostic(catalogue.NOT_VERBATIM, span, {"number": quote.number, **wrong.args}, wrong.help)


def _stretch(quote: Quote, start: int, end: int) -> Span:
    """Where a stretch of the folded quote stands in the file, by counting words."""
    words = [(line.span, word) for line in quote.lines for word in re.finditer(r"\S+", line.text)]
    folded = list(re.finditer(r"\S+", fold(quote.text)))
    covered = [place for place, word in enumerate(folded) if word.start() < end and start < word.end()]
    if not covered or len(words) != len(folded):
        return quote.span
    (first, word), (last, other) = words[covered[0]], words[covered[-1]]
    column = first.column + word.start() + max(0, start - folded[covered[0]].start())
    cut = max(0, folded[covered[-1]].end() - end)
    return Span(first.file, first.line, column, last.line, last.column + other.end() - cut)


def _loose(desk: Desk) -> Iterator[Diagnostic]:
    for quote in desk.draft.loose_quotes:
        if quote.number in desk.sentences:
            yield Diagnostic(catalogue.BARE_NUMBER, quote.span, {"number": quote.number}, "bold")


def _numbers(desk: Desk) -> Iterator[Diagnostic]:
    """Numbers of no sentence, wherever one is named."""
    named = [(cited.number, cited.span) for cited in cited_by_rules(desk) if not cited.quoted]
    named += [(word.text, word.span) for placed in desk.draft.readings.values() for word in placed.node.sentences]
    named += [(row.sentence.text, row.sentence.span) for row in desk.tables.classes]
    for number, span in named:
        if not parts_of(number, desk.sentences):
            yield _unknown(desk, number, span)


def _unknown(desk: Desk, number: str, span: Span) -> Diagnostic:
    source = next(iter(desk.draft.sources.values()), None)
    near = next((each for each in desk.sentences if _bare(each) == _bare(number)), "")
    args = {"number": number, "near": near, "file": source.node.sentences.text if source else ""}
    return Diagnostic(catalogue.UNKNOWN_NUMBER, span, args, "near" if near else "list")


def _bare(number: str) -> str:
    """A number without what people vary: capitals, leading zeros, a dot at the end. All numbers look alike."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", number.lower().strip("."))


def _classes(desk: Desk) -> Iterator[Diagnostic]:
    known = ", ".join(f"`{each}`" for each in CLASSES)
    for row in desk.tables.classes:
        if row.kind.text not in CLASSES:
            yield Diagnostic(catalogue.UNKNOWN_CLASS, row.kind.span, {"found": row.kind.text, "known": known}, "known")


def _uncovered(desk: Desk) -> Iterator[Diagnostic]:
    numbers = [row.sentence.text for row in desk.tables.classes] + [cited.number for cited in cited_by_rules(desk)]
    covered = {part for number in numbers for part in parts_of(number, desk.sentences)}
    for number, text in desk.sentences.items():
        if number not in covered:
            shown = fold(text)
            args = {"number": number, "text": shown if len(shown) < 80 else shown[:77] + "…"}
            span = desk.draft.sources[desk.sentences.home[number]].node.sentences.span
            yield Diagnostic(catalogue.UNCOVERED, span, args, "cite")
