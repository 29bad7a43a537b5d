"""A verification on a terminal: what does not hold with its smallest counterexample, what holds, and of what."""

from collections.abc import Iterator, Sequence

from kmopolicy.program.program import Property
from kmopolicy.program.show import show_ground, show_literal
from kmopolicy.questions.verification.confirm import Counterexample
from kmopolicy.questions.verification.parts import Part
from kmopolicy.questions.verification.verify import Result, Verification
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.layout import Line, prose, wrap
from kmopolicy.render.terminal.proved import domain, dossier, heading, indented, told
from kmopolicy.render.told.proved import readings, said, sentence, subjects
from kmopolicy.render.told.verification import text_of, varied
from kmopolicy.render.words.fixed import capitalised, place
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean


def render(found: Verification, labels: Labels, width: int, *, full: bool = False) -> list[Line]:
    """The verification in lines of at most `width` cells; `full` explains counterexamples in full."""
    return list(_Told(found, labels, width, full=full).lines())


class _Told:
    def __init__(self, found: Verification, labels: Labels, width: int, *, full: bool) -> None:
        self._full = full
        self._found = found
        self._labels = labels
        self._lang = labels.lang
        self._width = width
        self._program = found.space.program
        self._properties = {prop.name: prop for prop in self._program.properties}

    def lines(self) -> Iterator[Line]:
        failing = [result for result in self._found.results if not result.holds]
        yield ((clean(self._program.title[self._lang]), "strong"),)
        yield ()
        yield from (
            ((line, "bad" if failing else "good"),) for line in wrap(self._verdict(len(failing)).upper(), self._width)
        )
        for result in failing:
            yield from self._failure(result)
        yield from self._holding([result for result in self._found.results if result.holds])
        yield from domain(self._found.space, self._labels, varied(self._found), self._found.fixed, self._width)

    def _verdict(self, failing: int) -> str:
        if not failing:
            return said("all hold", self._lang, subjects=subjects(self._program, self._labels))
        key = "one fails" if failing == 1 else "some fail"
        return said(key, self._lang, failing=failing, count=len(self._found.results))

    def _holding(self, results: Sequence[Result]) -> Iterator[Line]:
        own = [result for result in results if result.kind == "property"]
        for key, part in (("own properties", own), ("own parts", [each for each in results if each not in own])):
            if part:
                yield from heading(f"{sentence('hold', self._lang)}: {said(key, self._lang)}", self._width)
                yield from prose(map(self._item, part), self._width)

    def _item(self, result: Result) -> Item:
        source = place(result.span, self._lang) if result.span and result.kind == "property" else ""
        return Item(capitalised(text_of(result, self._labels), self._lang), source)

    def _failure(self, result: Result) -> Iterator[Line]:
        yield ()
        item = Item(
            sentence("fails", self._lang, text=text_of(result, self._labels)), self._item(result).source, strong=True
        )
        yield from (
            tuple((text, "strong" if text and not style else style) for text, style in line[1:])
            for line in prose([item], self._width + 3)
        )
        if result.counterexample:
            yield from indented(self._counterexample(result.counterexample))
        if result.impossible:
            yield from indented(self._impossible(self._properties[result.name], result.impossible))
        yield from prose(map(self._part, result.failing), self._width)

    def _counterexample(self, found: Counterexample) -> Iterator[Line]:
        width = self._width - 3
        if found.departures:
            text = sentence("under", self._lang, readings=readings(found.departures, self._lang))
            yield from (((line, ""),) for line in wrap(text, width))
        yield from heading(sentence("counterexample", self._lang), width)
        yield from indented(dossier(found.facts, self._program))
        yield from self._explained(found, width)

    def _explained(self, found: Counterexample, width: int) -> Iterator[Line]:
        if found.added:
            yield from heading(sentence("without fact", self._lang), width)
        for each in found.explanations:
            yield ()
            yield from told(each, self._program, self._lang, found.facts, width, full=self._full)
        if found.added:
            fact = self._labels.atom(show_ground(found.added.predicate, found.added.values))
            yield from heading(sentence("with fact", self._lang, fact=fact), width)
        for each in found.after:
            yield ()
            yield from told(each, self._program, self._lang, found.facts, width, full=self._full)

    def _impossible(self, prop: Property, numbers: Sequence[int]) -> Iterator[Line]:
        yield from heading(sentence("never so", self._lang), self._width - 3)
        for number in numbers:
            text = ", ".join(map(show_literal, prop.possible[number]))
            yield from indented(((line, ""),) for line in wrap(text, self._width - 6))

    def _part(self, part: Part) -> Item:
        flaw = next(result for result in self._found.results if part in result.failing).kind.partition(" ")[0]
        name = said(part.kind, self._lang, name=clean(part.name))
        return Item(capitalised(f"{name} {said(f'{flaw} part', self._lang)}", self._lang), place(part.span, self._lang))
