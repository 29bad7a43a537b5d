"""Tables of plain aligned columns: the answers of a query, the outcomes of decide, what is covered by what."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len

from kmopolicy.facts.model import Value
from kmopolicy.proof.explanation import Decision, Ground
from kmopolicy.render.outline.story import WEIGHT, about, reference_date_note, tone
from kmopolicy.render.terminal.layout import Line, wrap
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang

_GAP = "   "
_SHOWN = 3
_LEAST = 8
_BULLET = "– "


class Text(NamedTuple):
    """A text of a cell, with its style and what goes before it."""

    text: str
    style: str = ""
    bullet: str = ""

    @property
    def width(self) -> int:
        """How many cells it takes on one line."""
        return cell_len(self.bullet) + cell_len(self.text)

    @property
    def longest(self) -> int:
        """How many cells its longest word takes."""
        return cell_len(self.bullet) + max(cell_len(word) for word in self.text.split(" "))

    def lines(self, width: int) -> Iterator[tuple[str, str]]:
        """Its lines in a column, with their style."""
        lead = self.bullet
        for line in wrap(self.text, width - cell_len(self.bullet)):
            yield lead + line, self.style
            lead = " " * cell_len(self.bullet)


Cell = Sequence[Text]


def decisions(found: Sequence[Decision], labels: Labels, width: int) -> list[Line]:
    """The outcome of each subject with its title and grounds, under its file where there are several."""
    lang = labels.lang
    if not found:
        return [((capitalised(word("nothing to decide", lang), lang), ""),)]
    several = len({decision.file for decision in found}) > 1
    heads = [capitalised(word(head, lang), lang) for head in ("subject", "outcome", "title and grounds")]
    subject, outcome, rest = _natural(heads, [_decision(decision, labels) for decision in found])
    subject, outcome = min(subject, width // 4), min(outcome, width // 3)
    widths = [subject, outcome, min(rest, width - subject - outcome - 2 * len(_GAP))]
    lines = list(_head(heads, widths))
    for file, group in groupby(found, key=lambda decision: decision.file):
        lines += [(), *(((line, "heading"),) for line in wrap(clean(file), width))] if several else []
        lines += [line for decision in group for line in _row(_decision(decision, labels), widths)]
    return [*lines, *_notes(found, labels, width, filed=several)]


def answers(names: Sequence[str], rows: Sequence[Sequence[Value]], lang: Lang, width: int) -> list[Line]:
    """The answers to a goal, as they may be used in another one."""
    if not rows:
        return [((capitalised(word("no answers", lang), lang), ""),)]
    cells = [[[Text(clean(str(cell)))] for cell in row] for row in rows]
    return aligned(names, cells, width)


def aligned(heads: Sequence[str], rows: Sequence[Sequence[Cell]], width: int) -> list[Line]:
    """Any rows under their heads."""
    widths = _widths(heads, rows, width)
    return [*_head(heads, widths), *(line for row in rows for line in _row(row, widths))]


def _decision(decision: Decision, labels: Labels) -> list[Cell]:
    grounds = sorted(decision.grounds, key=lambda ground: WEIGHT.index(ground.kind))
    told = [Text(_ground(ground, labels), bullet=_BULLET) for ground in grounds[:_SHOWN]]
    if len(grounds) > _SHOWN:
        more = word("and more", labels.lang, count=len(grounds) - _SHOWN).partition(" (")[0]
        told.append(Text(more, "dim", _BULLET))
    return [
        [Text(clean(decision.subject), "strong")],
        [Text(clean(decision.outcome_label[labels.lang]), tone(decision.grounds))],
        [Text(clean(decision.title) or labels.kind(decision.type, decision.subject)), *told],
    ]


def _ground(ground: Ground, labels: Labels) -> str:
    cited = ground.citation or next(iter(ground.proof.citations), None)
    said = capitalised(clean(ground.proof.sentence[labels.lang]), labels.lang)
    return f"{said} ({clean(cited.sentence)})" if cited else said


def _notes(found: Sequence[Decision], labels: Labels, width: int, *, filed: bool) -> Iterator[Line]:
    told = ((f"{clean(each.file)}, " if filed else "", text) for each in found for text in notes(each, labels))
    said = dict.fromkeys(file + text for file, text in told)
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
    widths = [min(natural, width) for natural in _natural(heads, rows)]
    longest = [max(text.longest for text in column) for column in _columns(heads, rows)]
    over = sum(widths) - (width - len(_GAP) * (len(heads) - 1))
    for floors in (longest, [_LEAST] * len(heads), [1] * len(heads)):
        while over > 0 and (wide := [place for place in range(len(widths)) if widths[place] > floors[place]]):
            widths[max(wide, key=lambda place: widths[place])] -= 1
            over -= 1
    return widths


def _natural(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[int]:
    return [max(text.width for text in column) for column in _columns(heads, rows)]


def _columns(heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[list[Text]]:
    return [[Text(head), *(text for row in rows for text in row[place])] for place, head in enumerate(heads)]


def _head(heads: Sequence[str], widths: Sequence[int]) -> Iterator[Line]:
    yield from _row([[Text(head, "heading")] for head in heads], widths)
    yield tuple(((_GAP if place else "") + "─" * column, "dim") for place, column in enumerate(widths))


def _row(cells: Sequence[Cell], widths: Sequence[int]) -> Iterator[Line]:
    """The lines of a row; what does not fit is wrapped within its column."""
    wrapped = [
        [line for text in cell for line in text.lines(column)] for cell, column in zip(cells, widths, strict=True)
    ]
    for place in range(max(map(len, wrapped))):
        line: list[tuple[str, str]] = []
        for column, cell in zip(widths, wrapped, strict=True):
            text, style = cell[place] if place < len(cell) else ("", "")
            line += [(text, style), (" " * (column - cell_len(text)) + _GAP, "")]
        yield tuple(line[:-1])
