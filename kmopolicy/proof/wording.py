"""Puts atoms and comparisons into words, in both languages, with the sentences and labels of the policy and the facts."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kmopolicy.facts.model import Facts
from kmopolicy.facts.world import Pattern
from kmopolicy.program.declarations import Predicate, Sentence
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.text.dates import in_words
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled

_ANY: Mapping[Lang, str] = {"nl": "een {thing}", "en": "any {thing}"}
_OTHER: Mapping[Lang, str] = {"nl": "nog een {thing}", "en": "another {thing}"}
_NOT_ESTABLISHED = Localized("niet vastgesteld: {sentence}", "not established: {sentence}")
_NO_START = Localized("er is geen begindatum", "there is no first date")
_NO_END = Localized("er is geen einddatum", "there is no last date")
_REFERENCE = Localized("de peildatum ({date})", "the reference date ({date})")
_IN_YEAR = {
    True: Localized("{date} valt in {year}", "{date} falls in {year}"),
    False: Localized("{date} valt niet in {year}", "{date} does not fall in {year}"),
}
_READING = {
    True: Localized("gelezen als: {label}", "read as: {label}"),
    False: Localized("niet gelezen als: {label}", "not read as: {label}"),
}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_DATES = {
    "=": Localized("{left} is {right}", "{left} is {right}"),
    "!=": Localized("{left} is niet {right}", "{left} is not {right}"),
    "<": Localized("{left} valt vóór {right}", "{left} is before {right}"),
    "<=": Localized("{left} valt op of vóór {right}", "{left} is on or before {right}"),
    ">": Localized("{left} valt na {right}", "{left} is after {right}"),
    ">=": Localized("{left} valt op of na {right}", "{left} is on or after {right}"),
}
_NUMBERS = {
    **_DATES,
    "<": Localized("{left} is kleiner dan {right}", "{left} is less than {right}"),
    "<=": Localized("{left} is hoogstens {right}", "{left} is at most {right}"),
    ">": Localized("{left} is groter dan {right}", "{left} is greater than {right}"),
    ">=": Localized("{left} is minstens {right}", "{left} is at least {right}"),
}


def both(make: Callable[[Lang], str]) -> Localized:
    """A text made once in each language."""
    return Localized(make("nl"), make("en"))


class Side(NamedTuple):
    """One side of a comparison; `reference`: its value is the date at which everything is judged."""

    type: str
    value: Value | None
    reference: bool


class Wording:
    """The words for one program and one world of facts."""

    def __init__(self, program: Program, facts: Facts) -> None:
        self._program = program
        self.facts = facts

    def sentence(self, predicate: str, pattern: Pattern, *, negated: bool = False, others: bool = False) -> Localized:
        """The sentence of an atom (None: any value; with `others`: any further one), or of its absence."""
        declared = self._program.predicates[predicate]
        last = pattern[-1] if isinstance(pattern[-1], str) else ""
        found, plain = _chosen(declared, last, negated=negated)
        words = [
            self.value(arg.type, value, others=others) for arg, value in zip(declared.arguments, pattern, strict=True)
        ]
        names = [argument.name for argument in declared.arguments]
        endless = {name for name, value in zip(names, pattern, strict=True) if value in (date.min, date.max)}
        open_types = {
            arg.name: arg.type for arg, value in zip(declared.arguments, pattern, strict=True) if value is None
        }

        def fill(lang: Lang) -> str:
            template = found[lang]
            for name, type_name in open_types.items():
                template = _without_noun(template, name, self._program.types[type_name].label[lang])
            return filled(template, dict(zip(names, (word[lang] for word in words), strict=True)), endless)

        said = both(fill)
        return said if plain else both(lambda lang: _NOT_ESTABLISHED[lang].format(sentence=said[lang]))

    def value(self, type_name: str, value: Value | None, *, others: bool = False) -> Localized:
        """The label of a value: of a constant its own, of an entity its title with its id, of a date its words."""
        if value is None:
            return self._left_open(type_name, others=others)
        if isinstance(value, date):
            return both(lambda lang: in_words(value, lang))
        if not isinstance(value, str):
            return Localized(str(value))
        if self._program.types[type_name].kind == "entity":
            title = self.titles.get((type_name, value))
            return Localized(f"‘{title}’ ({value})" if title else value)
        return self._labels.get(type_name, {}).get(value) or Localized(value)

    def comparison(self, op: str, sides: Sequence[Side], *, holds: bool) -> Localized:
        """A comparison between two values, or what fails of it."""
        if any(side.value == date.min for side in sides):
            return _NO_START
        if any(side.value == date.max for side in sides):
            return _NO_END
        left, right = map(self._side, sides)
        words = _DATES if any(isinstance(side.value, date) for side in sides) else _NUMBERS
        said = words[op if holds else _OPPOSITE[op]]
        return both(lambda lang: said[lang].format(left=left[lang], right=right[lang]))

    def _side(self, side: Side) -> Localized:
        words = self.value(side.type, side.value)
        return both(lambda lang: _REFERENCE[lang].format(date=words[lang])) if side.reference else words

    def year(self, day: Value | None, year: Value | None, *, holds: bool) -> Localized:
        """That a date falls in a year, or not."""
        words = self.value("Date", day)
        return both(lambda lang: _IN_YEAR[holds][lang].format(date=words[lang], year=year))

    def reading(self, name: str, option: str, *, holds: bool) -> Localized:
        """That a reading has an option, or not."""
        label = next(each.label for each in self._program.readings[name].options if each.name == option)
        return both(lambda lang: _READING[holds][lang].format(label=label[lang]))

    @cached_property
    def titles(self) -> Mapping[tuple[str, str], str]:
        """What the facts call the entities, by type and id."""
        naming = {name: each.arguments[0].type for name, each in self._program.predicates.items() if each.label}
        return {
            (naming[fact.predicate], str(fact.values[0])): str(fact.values[-1])
            for fact in reversed(self.facts.facts)
            if fact.predicate in naming
        }

    @cached_property
    def _labels(self) -> Mapping[str, Mapping[str, Localized]]:
        return labels_of(self._program, self.facts)

    def _left_open(self, type_name: str, *, others: bool) -> Localized:
        label = self._program.types[type_name].label
        form = _OTHER if others else _ANY
        return both(lambda lang: form[lang].format(thing=label[lang]))


def labels_of(program: Program, facts: Facts) -> Mapping[str, Mapping[str, Localized]]:
    """The labels of all constants by type: those of the policy, and those that the facts declare."""
    labels = program.labels
    if not facts.constants:
        return labels
    found = {name: dict(known) for name, known in labels.items()}
    for name, declared in program.types.items():
        own = [each for each in (name, *declared.includes) if each in facts.constants]
        if own:
            extra = {constant.name: constant.label for each in own for constant in facts.constants[each]}
            found[name] = {**extra, **found.get(name, {})}
    return found


def _chosen(declared: Predicate, last: str, *, negated: bool) -> tuple[Localized, bool]:
    """The sentence to use, and whether it says what is asked (else it must be denied)."""
    exact, general = _find(declared, last, negated=negated), _find(declared, "", negated=negated)
    if exact is not None:
        return exact.text, True
    affirmed = _find(declared, last, negated=False)
    if negated and last and affirmed is not None:
        return affirmed.text, False
    if general is not None:
        return general.text, True
    affirmed = affirmed or _find(declared, "", negated=False)
    return (affirmed.text, not negated) if affirmed else (Localized(declared.name), not negated)


def _find(declared: Predicate, value: str, *, negated: bool) -> Sentence | None:
    fitting = (each for each in declared.sentences if each.negated == negated and each.value == value)
    return next(fitting, None)


def _without_noun(template: str, name: str, noun: str) -> str:
    """Without "het beroep", or an article alone, before a place where "een beroep" will stand."""
    article = r"(?:\b(?:het|de|een|the|an?) )?"
    return re.sub(rf"{article}(?:\b{re.escape(noun)} )?\{{{name}\}}", f"{{{name}}}", template)
