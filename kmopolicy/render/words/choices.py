"""What one of several values is in words: a few by name, many by their number, days as ranges."""

from collections.abc import Iterable
from datetime import date, timedelta

from kmopolicy.program.terms import Value
from kmopolicy.questions.possible.calendar import Range, ranges
from kmopolicy.questions.subject.situation import Situation
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.dates import in_words

_FEW = 4
_NAMED = 3
"""How many are named where there are more than a few."""

_DAY = timedelta(days=1)


class Choices:
    """Words the values of one situation's space; `full` names all."""

    def __init__(self, situation: Situation, labels: Labels, *, full: bool = False) -> None:
        self._situation = situation
        self._labels = labels
        self._lang = labels.lang
        self._full = full

    def words(self, predicate: str, place: int, values: Iterable[Value | None]) -> str:
        """One of these values, in an argument of a predicate."""
        argument = self._situation.program.predicates[predicate].arguments[place]
        known = [value for value in values if value is not None]
        days = [value for value in known if isinstance(value, date)]
        if days:
            return self.days(days)
        names = tuple(dict.fromkeys(self.name(argument.type, str(value)) for value in known))
        if len(names) <= _FEW or self._full:
            return self._labels.alternatives(names) if names else "…"
        some = ", ".join(names[:_NAMED])
        return word("one of", self._lang, count=len(names), things=self._labels.things(argument.type), some=some)

    def name(self, type_name: str, value: str) -> str:
        """A value by its label; a thing that is not there by its kind."""
        kind = self._situation.program.types[type_name].kind
        if kind == "entity" and (type_name, value) not in self._situation.things:
            return word("new thing", self._lang, id=clean(value))
        own = next((each for each in self._situation.space.own.get(type_name, ()) if each.name == value), None)
        return clean(own.label[self._lang]) if own else self._labels.value(type_name, value)

    def days(self, days: Iterable[date]) -> str:
        """A day in one of some ranges."""
        found = ranges(days, self._situation.calendar)
        if len(found) == 1 and found[0].first and found[0].first == found[0].last:
            return in_words(found[0].first, self._lang)
        return word("a day", self._lang, when=self._labels.alternatives(tuple(map(self._range, found))))

    def _range(self, days: Range) -> str:
        if days.first and days.first == days.last:
            return word("day on", self._lang, day=in_words(days.first, self._lang))
        told = (*self._from(days.first), *self._until(days.last))
        return f" {word('and', self._lang)} ".join(told) or word("day any", self._lang)

    def _from(self, day: date | None) -> Iterable[str]:
        if day:
            marked = self._matters(day)
            key, shown = ("day from", day) if marked else ("day after", day - _DAY)
            yield word(key, self._lang, day=in_words(shown, self._lang))

    def _until(self, day: date | None) -> Iterable[str]:
        if day:
            key, shown = ("day until", day) if self._matters(day) else ("day before", day + _DAY)
            yield word(key, self._lang, day=in_words(shown, self._lang))

    def _matters(self, day: date) -> bool:
        return day in self._situation.space.thresholds
