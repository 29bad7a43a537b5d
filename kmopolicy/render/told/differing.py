"""What differs between two policies, in words: rules, cases and rows that make a difference, and words that only one knows."""

from collections.abc import Iterator, Mapping

from kmopolicy.program.program import Case
from kmopolicy.program.show import show_ground
from kmopolicy.program.terms import Citation, Rule, Var
from kmopolicy.questions.sides.responsible import Part, Unit
from kmopolicy.questions.sides.vocabularies import Difference
from kmopolicy.render.outline.items import Item, Quote
from kmopolicy.render.words.fixed import capitalised, place
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

_MOST = 3
_SAID: Mapping[str, Localized] = {
    "only old": Localized("enkel oud: {text}", "only old: {text}"),
    "only new": Localized("enkel nieuw: {text}", "only new: {text}"),
    "decides old": Localized("oud gaat voor: {text}", "old goes first: {text}"),
    "decides new": Localized("nieuw gaat voor: {text}", "new goes first: {text}"),
    "changed": Localized("anders geworden: {text}", "changed: {text}"),
    "case": Localized("het geval ‘{label}’: {outcome}", "the case ‘{label}’: {outcome}"),
    "row": Localized("de rij ‘{row}’", "the row ‘{row}’"),
    "more": Localized("nog {count} andere", "{count} more"),
    "dated": Localized("op een andere dag gevraagd: {text}", "asked about another day: {text}"),
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


def said(key: str, lang: Lang, **places: str | int) -> str:
    """A fixed phrase with its places filled."""
    return _SAID[key][lang].format(**places)


def sentence(key: str, lang: Lang, **places: str | int) -> str:
    """The same, with a capital."""
    return capitalised(said(key, lang, **places), lang)


def only(side: str, text: str, lang: Lang) -> str:
    """That only one side has something."""
    return sentence(f"only {side}", lang, text=text)


def word_of(each: Difference, lang: Lang) -> str:
    """A word that cannot be compared."""
    text = said(each.kind, lang, name=each.name, of=each.of)
    return only(each.only, text, lang) if each.only != "both" else capitalised(text, lang)


class Differing:
    """Tells what makes a difference, by the labels of the new policy."""

    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._lang = labels.lang

    def items(self, unit: Unit) -> Iterator[Item]:
        """A difference with where it stands and what it cites."""
        old, new = unit.texts
        if unit.dated:
            yield self._part("dated", unit, new[0])
            return
        if old and new and unit.kind == "rule":
            yield self._part("changed", unit, new[0])
            return
        keys = ("decides old", "decides new") if unit.decides else ("only old", "only new")
        for key, parts in zip(keys, (old, new), strict=True):
            yield from (self._part(key, unit, part) for part in parts[:_MOST])
            if len(parts) > _MOST:
                yield Item(sentence(key, self._lang, text=said("more", self._lang, count=len(parts) - _MOST)))

    def _part(self, key: str, unit: Unit, part: Part) -> Item:
        if isinstance(part, Rule):
            return self._item(key, self._head(part), part.span, part.citations)
        if isinstance(part, Case):
            text = said(
                "case", self._lang, label=clean(part.label[self._lang]), outcome=self._value(unit.name, part.value)
            )
            return self._item(key, text, part.span, part.citations)
        text = said("row", self._lang, row=self._labels.atom(show_ground(unit.name, part.values)))
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
        return Item(sentence(key, self._lang, text=text), source, quotes)
