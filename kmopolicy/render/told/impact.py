"""The words of an impact, whatever it is shown as: how many change, which way, by what, and what could not be compared."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from kmopolicy.questions.impact.decided import Status, Subject
from kmopolicy.questions.impact.impact import Cause, Direction, Group, Impact, ranks
from kmopolicy.questions.sides.sides import Side
from kmopolicy.render.told.differing import word_of
from kmopolicy.render.told.proved import joined
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.numbers import number
from kmopolicy.render.words.safe import clean
from kmopolicy.text.dates import in_words
from kmopolicy.text.localized import Lang, Localized

_SAID: Mapping[str, Localized] = {
    "none": Localized("geen enkele van de {all} krijgt een andere uitkomst", "none of the {all} gets another outcome"),
    "one": Localized("1 van de {all} krijgt een andere uitkomst", "1 of the {all} gets another outcome"),
    "several": Localized(
        "{count} van de {all} krijgen een andere uitkomst", "{count} of the {all} get another outcome"
    ),
    "worse": Localized("slechter af", "worse off"),
    "better": Localized("beter af", "better off"),
    "other": Localized("anders, niet beter of slechter", "different, neither better nor worse"),
    "same": Localized("dezelfde uitkomst", "the same outcome"),
    "changed": Localized("een andere uitkomst", "another outcome"),
    "only_old": Localized("enkel door oud te beslissen", "only old can decide"),
    "only_new": Localized("enkel door nieuw te beslissen", "only new can decide"),
    "neither": Localized("door geen van beide te beslissen", "neither can decide"),
    "sum same": Localized("{count} met dezelfde uitkomst", "{count} with the same outcome"),
    "sum changed": Localized("{count} met een andere", "{count} with another"),
    "sum only_old": Localized("{count} waarover enkel oud kan beslissen", "{count} that only old can decide"),
    "sum only_new": Localized("{count} waarover enkel nieuw kan beslissen", "{count} that only new can decide"),
    "sum neither": Localized("{count} waarover geen van beide kan beslissen", "{count} that neither can decide"),
    "adds up": Localized("{parts}: samen {all}", "{parts}: together {all}"),
    "matrix": Localized("van welke naar welke uitkomst", "from which outcome to which"),
    "from": Localized("van ↓ naar →", "from ↓ to →"),
    "total": Localized("samen", "together"),
    "causes": Localized("waardoor, en voor wie", "by what, and for whom"),
    "pair": Localized("{before} → {after}", "{before} → {after}"),
    "example": Localized("bijvoorbeeld {name}", "for example {name}"),
    "more": Localized("en nog {count}", "and {count} more"),
    "unread": Localized("niet door beide te beslissen", "not for both to decide"),
    "apart": Localized("woorden die niet in beide hetzelfde zijn", "words that are not the same in both"),
    "own dates": Localized(
        "{count} hebben een eigen peildatum, die op beide zijden geldt",
        "{count} have a reference date of their own, which holds on both sides",
    ),
    "one own date": Localized(
        "1 heeft een eigen peildatum, die op beide zijden geldt",
        "1 has a reference date of its own, which holds on both sides",
    ),
    "on": Localized("peildatum {day}", "reference date {day}"),
    "best first": Localized(
        "Wat beter en wat slechter is, zegt het beleid zelf: {orders}.",
        "What is better and what is worse is what the policy itself says: {orders}.",
    ),
    "nothing": Localized("er is niets te beslissen", "there is nothing to decide"),
}
DIRECTIONS: tuple[Direction, ...] = ("worse", "better", "other")
APART: tuple[Status, ...] = ("only_old", "only_new", "neither")


def said(key: str, lang: Lang, **places: str | int) -> str:
    """A fixed phrase with its places filled."""
    text = _SAID[key][lang]
    told = {name: number(each, lang) if isinstance(each, int) else each for name, each in places.items()}
    return text.format(**told) if places else text


def sentence(key: str, lang: Lang, **places: str | int) -> str:
    """The same, with a capital."""
    return capitalised(said(key, lang, **places), lang)


class Names(NamedTuple):
    """What the two sides are called, and on which day each decides (None for the day of each subject)."""

    old: str
    new: str
    days: tuple[date | None, date | None] = (None, None)

    def shown(self, lang: Lang) -> tuple[str, str]:
        """The names with their days."""
        old, new = (
            " · ".join(filter(None, (clean(name), said("on", lang, day=in_words(day, lang)) if day else "")))
            for name, day in zip(self[:2], self.days, strict=True)
        )
        return old, new


class Teller:
    """Tells of one impact in one language."""

    def __init__(self, found: Impact, names: Names, lang: Lang) -> None:
        self.found = found
        self.names = names
        self.lang = lang
        self.old = Labels(found.old.program, lang)
        self.new = Labels(found.new.program, lang)
        self._several = len({subject.file for subject in found.subjects or ()}) > 1

    def things(self, kind: str) -> str:
        """What subjects of a type are called."""
        labels = self.new if kind in self.new.program.types else self.old
        return labels.things(kind)

    def counted(self, kind: str, count: int) -> str:
        """So many of them."""
        labels = self.new if kind in self.new.program.types else self.old
        return f"{self.number(count)} {labels.thing(kind) if count == 1 else labels.things(kind)}"

    def all_of(self) -> str:
        """3 diensten en 2 steunaanvragen."""
        return joined([self.counted(kind, self.found.of_type(kind)) for kind in self.found.types], self.lang)

    def number(self, count: int) -> str:
        """A number as people of the language write it."""
        return number(count, self.lang)

    def outcome(self, kind: str, value: str, labels: Labels | None = None) -> str:
        """The label of an outcome: the new policy's where it has one."""
        for each in (labels,) if labels else (self.new, self.old):
            for name, cases in each.program.outcomes.items():
                if cases.subject_type == kind:
                    told = each.value(each.program.predicates[name].arguments[-1].type, value)
                    if told != value:
                        return told
        return clean(value)

    def pair(self, group: Group) -> str:
        """From which outcome to which."""
        before = self.outcome(group.type, group.before, self.old)
        return said("pair", self.lang, before=before, after=self.outcome(group.type, group.after, self.new))

    def values(self, kind: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The outcomes that occur, of each side those that it has: the best first where the policy says what that is."""
        occurring = {value for pair in self.found.matrix(kind) for value in pair}
        rank = ranks(self.new.program, kind)
        known = [list(self._values(labels, kind)) for labels in (self.old, self.new)]
        order = {value: place for place, value in enumerate(dict.fromkeys((*known[1], *known[0])))}
        first = sorted(occurring, key=lambda value: (-rank.get(value, -1), order[value]))
        old, new = (tuple(value for value in first if value in side) for side in known)
        return old, new

    def _values(self, labels: Labels, kind: str) -> Iterator[str]:
        for name, cases in labels.program.outcomes.items():
            if cases.subject_type == kind:
                last = labels.program.predicates[name].arguments[-1].type
                yield from (each.name for each in labels.program.types[last].constants)

    def name(self, subject: Subject) -> str:
        """A subject by its title and id."""
        title = clean(subject.title)
        return f"{title} ({clean(subject.id)})" if title else clean(subject.id)

    def file(self, subject: Subject) -> str:
        """The name of the file that it stands in, where there are several."""
        return clean(Path(subject.file).name) if self._several else ""

    def verdict(self) -> str:
        """How many change."""
        if not self.found.size:
            return said("nothing", self.lang)
        count = self.found.counts["changed"]
        return said(
            "none" if not count else "one" if count == 1 else "several", self.lang, count=count, all=self._all()
        )

    def _all(self) -> str:
        """How many there are, and what, where all are of one type."""
        return self.all_of() if len(self.found.types) == 1 else self.number(self.found.size)

    def directions(self, found: Mapping[Direction, int]) -> list[str]:
        """How many go which way, of those ways that there are."""
        return [f"{self.number(found[each])} {said(each, self.lang)}" for each in DIRECTIONS if found[each]]

    def heading(self, cause: Cause, marks: Mapping[Direction, str]) -> str:
        """How many subjects a cause moves, and which way."""
        counts: dict[str, int] = {}
        for group in cause.groups:
            counts[group.type] = counts.get(group.type, 0) + group.size
        whom = ", ".join(self.counted(kind, count) for kind, count in counts.items())
        ways = [each for each in DIRECTIONS if cause.directions[each]]
        told = (
            " ".join(
                filter(
                    None,
                    (marks.get(each), self.number(cause.directions[each]) * (len(ways) > 1), said(each, self.lang)),
                )
            )
            for each in ways
        )
        return f"{whom}: {', '.join(told)}"

    def sum(self) -> str:
        """That every subject is counted once."""
        counts = self.found.counts
        shown: list[Status] = [
            "same",
            "changed",
            *(each for each in APART if counts[each]),
        ]
        parts = joined([said(f"sum {each}", self.lang, count=counts[each]) for each in shown], self.lang)
        return sentence("adds up", self.lang, parts=parts, all=self.all_of())

    def notes(self) -> Iterator[str]:
        """What a reader of the numbers must know."""
        orders = [order for order in map(self._order, self.found.types) if order]
        if self.found.groups and orders:
            yield said("best first", self.lang, orders="; ".join(orders))
        if self.found.own_dates:
            key = "one own date" if self.found.own_dates == 1 else "own dates"
            yield said(key, self.lang, count=self.found.own_dates) + "."

    def _order(self, kind: str) -> str:
        rank = ranks(self.new.program, kind)
        steps = [
            [self.outcome(kind, value) for value in rank if rank[value] == step] for step in sorted(set(rank.values()))
        ]
        return " < ".join("/".join(step) for step in steps)

    def unread(self) -> list[tuple[Subject, list[str]]]:
        """The subjects that not both sides can decide about, each with why."""
        return [
            (each, [word_of(word, self.lang) for word in dict.fromkeys((*each.unread[0], *each.unread[1]))])
            for each in self.found.unread
        ]

    @property
    def unread_count(self) -> int:
        """How many there are of those, whether they are named or not."""
        return sum(self.found.counts[each] for each in APART)

    def differences(self) -> list[str]:
        """The words that are not the same in both."""
        return [word_of(each, self.lang) for each in self.found.differences]

    def readings(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The readings that are fixed for each side: what is asked of the text, and how it is answered."""
        old, new = (list(self._read(side)) for side in (self.found.old, self.found.new))
        return old, new

    def _read(self, side: Side) -> Iterator[tuple[str, str]]:
        for name, option in side.fixed.items():
            reading = side.program.readings[name]
            answer = next(each.label for each in reading.options if each.name == option)
            yield tuple(capitalised(clean(each[self.lang]), self.lang) for each in (reading.label, answer))  # type: ignore[misc]
