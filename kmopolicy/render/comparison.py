"""A comparison on a terminal: which outcomes differ, the smallest dossier for each explained by both sides, and why."""

from collections.abc import Iterator, Mapping
from itertools import zip_longest

from rich.cells import cell_len

from kmopolicy.program.program import Case
from kmopolicy.program.show import show_ground
from kmopolicy.program.terms import Citation, Rule, Var
from kmopolicy.questions.compare import Side
from kmopolicy.questions.confirm import Compared, Contrast, Sight
from kmopolicy.questions.responsible import Part, Unit
from kmopolicy.questions.seen import ground_of
from kmopolicy.questions.vocabularies import Difference
from kmopolicy.render.labels import Labels
from kmopolicy.render.layout import Line, pairs, prose, tree, wrap
from kmopolicy.render.outline import Item, Quote
from kmopolicy.render.proved import INDENT, domain, dossier, heading, indented, readings, subjects, told
from kmopolicy.render.safe import clean
from kmopolicy.render.words import capitalised, place
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

_BESIDE = 110
"""From how many cells two explanations stand side by side."""

_GAP = 3
_MOST = 3
_SAID: Mapping[str, Localized] = {
    "old": Localized("oud", "old"),
    "new": Localized("nieuw", "new"),
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
    "only old": Localized("enkel oud: {text}", "only old: {text}"),
    "only new": Localized("enkel nieuw: {text}", "only new: {text}"),
    "decides old": Localized("oud gaat voor: {text}", "old goes first: {text}"),
    "decides new": Localized("nieuw gaat voor: {text}", "new goes first: {text}"),
    "changed": Localized("anders geworden: {text}", "changed: {text}"),
    "case": Localized("het geval ‘{label}’: {outcome}", "the case ‘{label}’: {outcome}"),
    "row": Localized("de rij ‘{row}’", "the row ‘{row}’"),
    "more": Localized("nog {count} andere", "{count} more"),
    "also": Localized(
        "wat ook verschilt, waar de uitkomst dezelfde is", "what differs as well, where the outcome is the same"
    ),
    "ground": Localized("als grond: {text}", "as a ground: {text}"),
    "apart": Localized(
        "niet te vergelijken: woorden die niet in beide hetzelfde zijn",
        "not to be compared: words that are not the same in both",
    ),
    "type": Localized("het type {name}", "the type {name}"),
    "constant": Localized("de waarde {name} van {of}", "the value {name} of {of}"),
    "fact": Localized("het feit {name}", "the fact {name}"),
    "declaration": Localized(
        "het feit {name} is anders gedeclareerd; vergeleken is wat in beide kan",
        "the fact {name} is declared otherwise; what both allow was compared",
    ),
    "outcome": Localized("de uitkomst {name}", "the outcome {name}"),
    "reading": Localized("de lezing {name}", "the reading {name}"),
    "option": Localized("de optie {name} van de lezing {of}", "the option {name} of the reading {of}"),
    "default": Localized(
        "de lezing {name} heeft een andere standaard; elk is met de zijne gelezen",
        "the reading {name} has another default; each was read by its own",
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
        yield from self._heads()
        yield ()
        tone = "good" if self._found.same else "doubt"
        yield from (((line, tone),) for line in wrap(self._verdict().upper(), self._width))
        if comparison.differences:
            yield from heading(self._sentence("apart"), self._width)
            yield from prose((Item(self._word(each)) for each in comparison.differences), self._width)
        if self._found.contrasts:
            yield from heading(self._sentence("differences"), self._width)
            yield from pairs([self._pair_item(each) for each in self._found.contrasts], self._width)
        for number, contrast in enumerate(self._found.contrasts, 1):
            yield from self._contrast(number, contrast)
        if self._found.sights:
            yield from heading(self._sentence("also"), self._width)
            yield from prose(map(self._sight, self._found.sights), self._width)
        yield from domain(comparison.space, self._labels, comparison.shared, self._alike(), self._width)

    def _heads(self) -> Iterator[Line]:
        """What the two sides are, with the readings that only one of them has so."""
        items = []
        for key, name, side in zip(("old", "new"), self._names, self._sides, strict=True):
            title = clean(side.program.title[self._lang])
            items.append(Item(f"{title} · {clean(name)}" if name else title, term=self._said(key)))
        for line in pairs(items, self._width):
            yield line[1:] if line and not line[0][0].strip() else line

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

    def _word(self, each: Difference) -> str:
        text = self._said(each.kind, name=each.name, of=each.of)
        return self._sentence(f"only {each.only}", text=text) if each.only != "both" else capitalised(text, self._lang)

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
        yield from indented(tree([item for unit in found.responsible for item in self._unit(unit)], width))

    def _beside(self, found: Contrast, width: int) -> Iterator[Line]:
        """The explanations of both sides: in two columns where there is room, else one after the other."""
        wide = self._width >= _BESIDE
        column = (width - _GAP) // 2 if wide else width
        old, new = (
            [
                ((self._sentence(key), "heading"),),
                (),
                *told(each, side.program, self._lang, found.facts, column, full=self._full),
            ]
            for key, side, each in zip(("old", "new"), self._sides, (found.old, found.new), strict=True)
        )
        if not wide:
            yield from (*old, (), *new)
            return
        for left, right in zip_longest(old, new, fillvalue=()):
            filled = " " * (column + _GAP - sum(cell_len(text) for text, _ in left))
            yield (*left, (filled, ""), *right) if right else left

    def _unit(self, unit: Unit) -> Iterator[Item]:
        """A difference with where it stands and what it cites."""
        old, new = unit.texts
        if old and new and unit.kind == "rule":
            yield self._part("changed", unit, new[0])
            return
        keys = ("decides old", "decides new") if unit.decides else ("only old", "only new")
        for key, parts in zip(keys, (old, new), strict=True):
            yield from (self._part(key, unit, part) for part in parts[:_MOST])
            if len(parts) > _MOST:
                yield Item(self._sentence(key, text=self._said("more", count=len(parts) - _MOST)))

    def _part(self, key: str, unit: Unit, part: Part) -> Item:
        if isinstance(part, Rule):
            return self._item(key, self._head(part), part.span, part.citations)
        if isinstance(part, Case):
            text = self._said("case", label=clean(part.label[self._lang]), outcome=self._value(unit.name, part.value))
            return self._item(key, text, part.span, part.citations)
        text = self._said("row", row=self._labels.atom(show_ground(unit.name, part.values)))
        return self._item(key, text, part.span, (part.citation,) if part.citation else ())

    def _head(self, rule: Rule) -> str:
        """What a rule derives, in words; what it leaves open as `…`."""
        values = [None if isinstance(term, Var) else str(term.value) for term in rule.head.terms]
        return self._labels.statement(rule.head.predicate, values)

    def _value(self, outcome: str, value: str) -> str:
        return self._labels.value(self._labels.program.predicates[outcome].arguments[-1].type, value)

    def _item(self, key: str, text: str, span: Span, citations: tuple[Citation, ...]) -> Item:
        numbers = ", ".join(dict.fromkeys(clean(each.sentence) for each in citations))
        quotes = tuple(
            Quote(clean(each.quote), clean(each.sentence) if len(citations) > 1 else "")
            for each in citations
            if each.quote
        )
        source = ", ".join(filter(None, (numbers, place(span, self._lang))))
        return Item(self._sentence(key, text=text), source, quotes)

    def _sight(self, found: Sight) -> Item:
        text = self._labels.atom(found.atoms[0])
        text = self._said("ground", text=text) if ground_of(found.shift.name) else text
        if found.departures:
            text = self._said("under", pair=text, readings=readings(found.departures, self._lang))
        return Item(self._sentence(f"only {found.shift.only}", text=text))

    def _said(self, key: str, **places: str | int) -> str:
        return _SAID[key][self._lang].format(**places)

    def _sentence(self, key: str, **places: str | int) -> str:
        return capitalised(self._said(key, **places), self._lang)


def side_name(side: Side, lang: Lang) -> str:
    """The readings that are fixed for a side, in words."""
    return readings(side.fixed, lang) if side.fixed else ""
