"""Tables of plain aligned columns, for the answers of a query and the outcomes of decide."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from kmopolicy.facts.model import Value
from kmopolicy.proof.explanation import Decision, Ground
from kmopolicy.render.labels import Labels
from kmopolicy.render.layout import Line, wrap
from kmopolicy.render.safe import clean
from kmopolicy.render.story import WEIGHT, about, reference_date_note, tone
from kmopolicy.render.words import capitalised, file_name, word
from kmopolicy.text.localized import Lang

_GAP = "   "
_SHOWN = 3
_LEAST = 8

Cell = Sequence[tuple[str, str]]
"""The lines of a cell, each with its style."""


def decisions(found: Sequence[Decision], labels: Labels, width: int) -> list[Line]:
    """The outcome of each subject with its grounds; the file too where there are several."""
    lang = labels.lang
    if not found:
        return [((capitalised(word("nothing to decide", lang), lang), ""),)]
    files = len({decision.file for decision in found}) > 1
    heads = ["subject", "title", "outcome", "grounds"]
    rows = [_decision(decision, labels) for decision in found]
    if files:
        heads.insert(0, "file")
        rows = [[[(file_name(decision.file, lang), "dim")], *row] for decision, row in zip(found, rows, strict=True)]
    lines = list(table([capitalised(word(head, lang), lang) for head in heads], rows, width))
    return [*lines, *_notes(found, labels, width)]


def answers(columns: Sequence[str], rows: Sequence[Sequence[Value]], lang: Lang, width: int) -> list[Line]:
    """The answers to a goal, as they may be used in another one."""
    if not rows:
        return [((capitalised(word("no answers", lang), lang), ""),)]
    return list(table(columns, [[[(clean(str(cell)), "")] for cell in row] for row in rows], width))


def table(heads: Sequence[str], rows: Sequence[Sequence[Cell]], width: int) -> Iterator[Line]:
    """A head, a rule, and the rows; what does not fit is wrapped within its column."""
    widths = _widths(heads, rows, width)
    yield from _row([[(head, "heading")] for head in heads], widths)
    yield tuple(((_GAP if place else "") + "─" * column, "dim") for place, column in enumerate(widths))
    for row in rows:
        yield from _row(row, widths)


def _decision(decision: Decision, labels: Labels) -> list[Cell]:
    grounds = sorted(decision.grounds, key=lambda ground: WEIGHT.index(ground.kind))
    told = [(_ground(ground, labels), "") for ground in grounds[:_SHOWN]]
    if len(grounds) > _SHOWN:
        more = len(grounds) - _SHOWN
        told.append((word("and more", labels.lang, count=more).partition(" (")[0], "dim"))
    return [
        [(clean(decision.subject), "strong")],
        [(clean(decision.title) or labels.kind(decision.type, decision.subject), "")],
        [(clean(decision.outcome_label[labels.lang]), tone(decision.grounds))],
        told or [("", "")],
    ]


def _ground(ground: Ground, labels: Labels) -> str:
    cited = ground.citation or next(iter(ground.proof.citations), None)
    said = capitalised(clean(ground.proof.sentence[labels.lang]), labels.lang)
    return f"{said} ({clean(cited.sentence)})" if cited else said


def _notes(found: Sequence[Decision], labels: Labels, width: int) -> Iterator[Line]:
    said = dict.fromkeys(text for decision in found for text in notes(decision, labels))
    if said:
        yield ()
        yield ((word("notices", labels.lang), "heading"),)
    for text in said:
        yield from ((("   " + line, ""),) for line in wrap(text, width - 3))


def notes(decision: Decision, labels: Labels) -> Iterator[str]:
    """What a reader of the decision must know: the policy's warnings, and a reference date that was filled in."""
    for notice in decision.notices:
        yield f"{clean(notice.subject)}: {clean(notice.message[labels.lang])}"
    note = reference_date_note(decision, labels)
    if note:
        yield f"{clean(decision.subject)}: {note} ({about(decision, labels)[-1]})"


def _widths(heads: Sequence[str], rows: Sequence[Sequence[Cell]], width: int) -> list[int]:
    """As wide as the content asks; where that is too much, the widest columns give way."""
    columns = [[head, *(text for row in rows for text, _ in row[place])] for place, head in enumerate(heads)]
    widths = [min(max(map(cell_len, column)), width) for column in columns]
    longest = [max(cell_len(word) for text in column for word in text.split(" ")) for column in columns]
    over = sum(widths) - (width - len(_GAP) * (len(heads) - 1))
    for floors in (longest, [_LEAST] * len(heads)):
        while over > 0 and (wide := [place for place in range(len(widths)) if widths[place] > floors[place]]):
            widths[max(wide, key=lambda place: widths[place])] -= 1
            over -= 1
    return widths


def _row(cells: Sequence[Cell], widths: Sequence[int]) -> Iterator[Line]:
    wrapped = [
        [(line, style) for text, style in cell for line in wrap(text, column)]
        for cell, column in zip(cells, widths, strict=True)
    ]
    for place in range(max(map(len, wrapped))):
        line: list[tuple[str, str]] = []
        for column, cell in zip(widths, wrapped, strict=True):
            text, style = cell[place] if place < len(cell) else ("", "")
            line += [(text, style), (" " * (column - cell_len(text)) + _GAP, "")]
        yield tuple(line[:-1])
