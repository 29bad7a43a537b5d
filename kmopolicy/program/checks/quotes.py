"""Quotes: verbatim, of sentences that exist; and every sentence of the sources has a rule or a reason for none."""

from collections.abc import Iterator

from kmopolicy.language.markdown import Quote
from kmopolicy.program.cited import Cited, cited_by_rules
from kmopolicy.program.desk import Desk
from kmopolicy.program.near import near_or
from kmopolicy.program.quotes import fold, misquote, parts_of, whole
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

CLASSES = ("judgement", "procedure", "competence", "information")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Quotes, citations and classifications against the numbered sentences."""
    if not desk.sentences:
        return
    for quote in desk.draft.quotes:
        yield from _quote(desk, quote)
    cites = tuple(cited_by_rules(desk))
    for cited in cites:
        if not parts_of(cited.number, desk.sentences) and not cited.quoted:
            yield _unknown(desk, cited.number, cited.span)
    yield from _reading_numbers(desk)
    classified = dict(_classified(desk))
    for number, span in classified.items():
        if number not in desk.sentences:
            yield _unknown(desk, number, span)
    yield from _classes(desk)
    yield from _uncovered(desk, cites, set(classified))
    yield from _uncited_rules(desk)


def _quote(desk: Desk, quote: Quote) -> Iterator[Diagnostic]:
    if not parts_of(quote.number, desk.sentences):
        yield _unknown(desk, quote.number, quote.span)
        return
    text = whole(quote.number, desk.sentences).replace(" … ", " ")
    wrong = misquote(quote.text, text)
    if wrong:
        args = {"number": quote.number, "word": wrong.negation, "nearest": wrong.nearest}
        yield Diagnostic(catalogue.NOT_VERBATIM, quote.span, args, "negation" if wrong.negation else "nearest")


def _unknown(desk: Desk, number: str, span: Span) -> Diagnostic:
    source = next(iter(desk.draft.sources.values()), None)
    file = source.node.sentences.text if source else ""
    args = {"number": number, "file": file, **near_or("list", number, desk.sentences)}
    return Diagnostic(catalogue.UNKNOWN_NUMBER, span, args, args.pop("help"))


def _reading_numbers(desk: Desk) -> Iterator[Diagnostic]:
    for placed in desk.draft.readings.values():
        for word in placed.node.sentences:
            if not parts_of(word.text, desk.sentences):
                yield _unknown(desk, word.text, word.span)


def _classified(desk: Desk) -> Iterator[tuple[str, Span]]:
    for placed in desk.draft.classifications:
        if placed.table:
            columns = [cell.text for cell in placed.table.head]
            place = columns.index("sentence") if "sentence" in columns else 0
            yield from ((row[place].text, row[place].span) for row in placed.table.rows if len(row) > place)


def _classes(desk: Desk) -> Iterator[Diagnostic]:
    known = ", ".join(f"`{each}`" for each in CLASSES)
    for placed in desk.draft.classifications:
        table = placed.table
        columns = [cell.text for cell in table.head] if table else []
        for column in ("sentence", "kind", "nl"):
            if table and column not in columns:
                args = {"name": "classification", "column": column}
                yield Diagnostic(catalogue.MISSING_COLUMN, table.head[0].span, args, "add")
        if table and {"kind", "nl"} <= set(columns):
            for row in (row for row in table.rows if len(row) == len(columns)):
                kind, reason = row[columns.index("kind")], row[columns.index("nl")]
                if kind.text not in CLASSES:
                    yield Diagnostic(catalogue.UNKNOWN_CLASS, kind.span, {"found": kind.text, "known": known}, "known")
                elif not reason.text:
                    yield Diagnostic(catalogue.UNKNOWN_CLASS, reason.span, {"found": "", "known": known}, "reason")


def _uncovered(desk: Desk, cites: tuple[Cited, ...], classified: set[str]) -> Iterator[Diagnostic]:
    covered = classified | {part for cited in cites for part in parts_of(cited.number, desk.sentences)}
    source = next(iter(desk.draft.sources.values()), None)
    for number, text in desk.sentences.items():
        if number not in covered and source:
            shown = fold(text)
            args = {"number": number, "text": shown if len(shown) < 80 else shown[:77] + "…"}
            yield Diagnostic(catalogue.UNCOVERED, source.node.sentences.span, args, "cite")


def _uncited_rules(desk: Desk) -> Iterator[Diagnostic]:
    for placed in desk.draft.rules:
        warns = desk.draft.role(placed.node.head.name.text) == "warning"
        if not placed.node.cites and not placed.quotes and not warns:
            yield Diagnostic(catalogue.NO_CITATION, placed.node.head.span, {}, "quote")
