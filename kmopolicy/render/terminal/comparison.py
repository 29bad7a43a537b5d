"""A comparison on a terminal: which outcomes differ, the smallest dossier for each explained by both sides, and why."""

from collections.abc import Iterator, Mapping
from functools import partial

from kmopolicy.questions.comparison.confirm import Compared, Contrast, Sight
from kmopolicy.questions.possible.seen import ground_of
from kmopolicy.questions.sides.sides import Side
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.beside import BESIDE, beside, heads
from kmopolicy.render.terminal.layout import Line, pairs, prose, tree, wrap
from kmopolicy.render.terminal.proved import INDENT, domain, dossier, heading, indented, told
from kmopolicy.render.told.differing import Differing, only, word_of
from kmopolicy.render.told.proved import readings, subjects
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized

_SAID: Mapping[str, Localized] = {
    "same": Localized(
        "dezelfde uitkomst voor alle mogelijke {subjects}", "the same outcome for all possible {subjects}"
    ),
    "one": Localized("1 verschil in de uitkomst", "1 difference in the outcome"),
    "several": Localized("{count} verschillen in de uitkomst", "{count} differences in the outcome"),
    "elsewhere": Localized(
        "dezelfde uitkomsten, maar niet overal dezelfde uitleg",
        "the same outcomes, but not the same explanation everywhere",
    ),
    "differences": Localized("wat verschilt", "what differs"),
    "pair": Localized("{before} → {after}", "{before} → {after}"),
    "under": Localized("{pair} (enkel met {readings})", "{pair} (only with {readings})"),
    "numbered": Localized("{number}. {thing}: {pair}", "{number}. {thing}: {pair}"),
    "smallest": Localized("het kleinste dossier waarvoor dat zo is", "the smallest dossier for which it is so"),
    "responsible": Localized("wat het verschil maakt", "what makes the difference"),
    "also": Localized(
        "wat ook verschilt, waar de uitkomst dezelfde is", "what differs as well, where the outcome is the same"
    ),
    "ground": Localized("als grond: {text}", "as a ground: {text}"),
    "apart": Localized(
        "niet te vergelijken: woorden die niet in beide hetzelfde zijn",
        "not to be compared: words that are not the same in both",
    ),
}


def render(found: Compared, names: tuple[str, str], labels: Labels, width: int, *, full: bool = False) -> list[Line]:
    """The comparison in lines of at most `width` cells; `names` is what the sides are called, and `labels` the new one's."""
    return list(_Told(found, names, labels, width, full=full).lines())


class _Told:
    def __init__(self, found: Compared, names: tuple[str, str], labels: Labels, width: int, *, full: bool) -> None:
        self._full = full
        self._found = found
        self._names = names
        self._labels = labels
        self._lang: Lang = labels.lang
        self._width = width
        self._sides = (found.comparison.old, found.comparison.new)

    def lines(self) -> Iterator[Line]:
        comparison = self._found.comparison
        yield from heads(self._sides, self._names, self._lang, self._width)
        yield ()
        tone = "good" if self._found.same else "doubt"
        yield from (((line, tone),) for line in wrap(self._verdict().upper(), self._width))
        if comparison.differences:
            yield from heading(self._sentence("apart"), self._width)
            yield from prose((Item(word_of(each, self._lang)) for each in comparison.differences), self._width)
        if self._found.contrasts:
            yield from heading(self._sentence("differences"), self._width)
            yield from pairs([self._pair_item(each) for each in self._found.contrasts], self._width)
        for number, contrast in enumerate(self._found.contrasts, 1):
            yield from self._contrast(number, contrast)
        if self._found.sights:
            yield from heading(self._sentence("also"), self._width)
            yield from prose(map(self._sight, self._found.sights), self._width)
        yield from domain(comparison.space, self._labels, comparison.shared, self._alike(), self._width)

    def _alike(self) -> dict[str, str]:
        """The readings that both sides have fixed alike."""
        one, other = (side.fixed for side in self._sides)
        return {name: option for name, option in one.items() if other.get(name) == option}

    def _verdict(self) -> str:
        count = len(self._found.contrasts)
        if count:
            return self._said("one" if count == 1 else "several", count=count)
        if not self._found.same:
            return self._said("elsewhere")
        return self._said("same", subjects=subjects(self._sides[1].program, self._labels))

    def _thing(self, found: Contrast) -> str:
        return self._labels.thing(self._sides[1].program.outcomes[found.change.outcome].subject_type)

    def _pair(self, found: Contrast) -> str:
        before, after = (clean(each.decision.outcome_label[self._lang]) for each in (found.old, found.new))
        return self._said("pair", before=before, after=after)

    def _pair_item(self, found: Contrast) -> Item:
        text = self._pair(found)
        if found.departures:
            text = self._said("under", pair=text, readings=readings(found.departures, self._lang))
        return Item(text, term=self._thing(found))

    def _contrast(self, number: int, found: Contrast) -> Iterator[Line]:
        text = self._sentence(
            "numbered",
            number=number,
            thing=capitalised(self._thing(found), self._lang),
            pair=self._pair_item(found).text,
        )
        yield from heading(text, self._width, "strong")
        width = self._width - INDENT
        yield from indented(heading(self._sentence("smallest"), width))
        yield from indented(dossier(found.facts, self._sides[1].program), 2 * INDENT)
        yield ()
        yield from indented(self._beside(found, width))
        yield from indented(heading(self._sentence("responsible"), width))
        yield from indented(
            tree([item for unit in found.responsible for item in Differing(self._labels).items(unit)], width)
        )

    def _beside(self, found: Contrast, width: int) -> Iterator[Line]:
        """The explanations of both sides."""
        old, new = (
            partial(told, each, side.program, self._lang, found.facts, full=self._full)
            for side, each in zip(self._sides, (found.old, found.new), strict=True)
        )
        yield from beside(old, new, self._lang, width, wide=self._width >= BESIDE)

    def _sight(self, found: Sight) -> Item:
        text = self._labels.atom(found.atoms[0])
        text = self._said("ground", text=text) if ground_of(found.shift.name) else text
        if found.departures:
            text = self._said("under", pair=text, readings=readings(found.departures, self._lang))
        return Item(only(found.shift.only, text, self._lang))

    def _said(self, key: str, **places: str | int) -> str:
        return _SAID[key][self._lang].format(**places)

    def _sentence(self, key: str, **places: str | int) -> str:
        return capitalised(self._said(key, **places), self._lang)


def side_name(side: Side, lang: Lang) -> str:
    """The readings that are fixed for a side, in words."""
    return readings(side.fixed, lang) if side.fixed else ""
