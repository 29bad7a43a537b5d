"""An impact on a terminal: how many change, from what to what, by what, for whom, and a few of them explained by both sides."""

from collections.abc import Iterator
from functools import partial

from kmopolicy.questions.impact.impact import Cause, Example, Group, Impact
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.beside import BESIDE, beside, heads
from kmopolicy.render.terminal.layout import Line, pairs, prose, tree, wrap
from kmopolicy.render.terminal.proved import INDENT, heading, indented, told
from kmopolicy.render.terminal.table import Cell, Text, aligned
from kmopolicy.render.told.differing import Differing
from kmopolicy.render.told.impact import Names, Teller, said, sentence
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.text.localized import Lang

_NAMED = 6
_UNREAD = 10


def render(found: Impact, names: Names, lang: Lang, width: int, *, full: bool = False) -> list[Line]:
    """The impact in lines of at most `width` cells."""
    return list(_Told(Teller(found, names, lang), width, full=full).lines())


class _Told:
    def __init__(self, teller: Teller, width: int, *, full: bool) -> None:
        self._tell = teller
        self._found = teller.found
        self._lang = teller.lang
        self._width = width
        self._full = full

    def lines(self) -> Iterator[Line]:
        yield from heads(
            (self._found.old, self._found.new), self._tell.names.shown(self._lang), self._lang, self._width
        )
        yield ()
        tone = "doubt" if self._found.groups else "good"
        yield from (((line, tone),) for line in wrap(self._tell.verdict().upper(), self._width))
        yield from prose(map(Item, self._tell.directions(self._found.directions)), self._width)
        if self._found.differences:
            yield from heading(sentence("apart", self._lang), self._width)
            yield from prose(map(Item, self._tell.differences()), self._width)
        yield from self._matrices()
        for number, cause in enumerate(self._found.causes, 1):
            yield from self._cause(number, cause)
        yield from self._unread()
        if self._found.size:
            yield ()
            for text in (self._tell.sum(), *self._tell.notes()):
                yield from (((line, "dim"),) for line in wrap(text, self._width))

    def _matrices(self) -> Iterator[Line]:
        if self._found.groups:
            yield from heading(sentence("matrix", self._lang), self._width)
        for kind in self._found.types:
            if any(group.type == kind for group in self._found.groups):
                yield ()
                yield (("   ", ""), (capitalised(self._tell.things(kind), self._lang), "strong"))
                yield from indented(self._matrix(kind))

    def _matrix(self, kind: str) -> list[Line]:
        counts = self._found.matrix(kind)
        old, new = self._tell.values(kind)
        heads = [sentence("from", self._lang), *(self._tell.outcome(kind, each, self._tell.new) for each in new)]
        rows: list[list[Cell]] = []
        for before in old:
            row = [counts.get((before, after), 0) for after in new]
            cells = [self._cell(count, changed=before != after) for count, after in zip(row, new, strict=True)]
            rows.append(
                [
                    [Text(self._tell.outcome(kind, before, self._tell.old))],
                    *cells,
                    [Text(self._tell.number(sum(row)), "dim")],
                ]
            )
        sums = [sum(counts.get((before, after), 0) for before in old) for after in new]
        rows.append(
            [
                [Text(sentence("total", self._lang), "dim")],
                *([Text(self._tell.number(each), "dim")] for each in (*sums, sum(sums))),
            ]
        )
        return aligned([*heads, sentence("total", self._lang)], rows, self._width - INDENT)

    def _cell(self, count: int, *, changed: bool) -> Cell:
        if not count:
            return [Text("·", "dim")]
        return [Text(self._tell.number(count), "strong" if changed else "dim")]

    def _cause(self, number: int, cause: Cause) -> Iterator[Line]:
        yield from heading(f"{number}. {self._tell.heading(cause, {})}", self._width, "strong")
        differing = Differing(self._tell.new)
        items = [item for unit in cause.responsible for item in differing.items(unit)]
        yield from indented(tree(items, self._width - INDENT))
        for group in cause.groups:
            yield from self._group(group)

    def _group(self, group: Group) -> Iterator[Line]:
        shown = group.subjects if self._full else group.subjects[:_NAMED]
        items = [Item(self._tell.name(each), self._tell.file(each)) for each in shown]
        if len(shown) < group.size:
            items.append(Item(said("more", self._lang, count=group.size - len(shown))))
        told = f"{self._tell.pair(group)}: {self._tell.number(group.size)}"
        yield from indented(heading(told, self._width - INDENT))
        yield from indented(tree(items, self._width - INDENT))
        for example in group.examples if self._full else group.examples[:1]:
            yield from self._example(example)

    def _example(self, example: Example) -> Iterator[Line]:
        width = self._width - 2 * INDENT
        old, new = (
            partial(told, each, side.program, self._lang, facts, full=self._full)
            for side, each, facts in zip(
                (self._found.old, self._found.new), (example.old, example.new), example.facts, strict=True
            )
        )
        yield ()
        yield from indented(beside(old, new, self._lang, width, wide=self._width >= BESIDE), 2 * INDENT)

    def _unread(self) -> Iterator[Line]:
        found = self._tell.unread()
        if not found:
            return
        yield from heading(sentence("unread", self._lang), self._width)
        most = len(found) if self._full else _UNREAD
        items = [
            Item("; ".join((said(subject.status, self._lang), *why)), term=self._tell.name(subject))
            for subject, why in found[:most]
        ]
        yield from pairs(items, self._width)
        if self._tell.unread_count > len(items):
            yield from prose([Item(said("more", self._lang, count=self._tell.unread_count - len(items)))], self._width)
