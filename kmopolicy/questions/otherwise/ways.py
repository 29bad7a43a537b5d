"""Sets of changes that say the same told as one: constants that are alike, days as ranges, whatever may be any of several."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from kmopolicy.program.terms import Value
from kmopolicy.questions.possible.calendar import boxes
from kmopolicy.questions.subject.changes import Change, Edit, Link, Place, Way
from kmopolicy.questions.subject.situation import Situation

Edits = tuple[Edit, ...]
_TURNED = {"=": "=", "!=": "!=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}


_Family = tuple[tuple[Change, ...], tuple[Place, ...], tuple[Link, ...]]


class _Spot(NamedTuple):
    """A place of one of the ways."""

    way: int
    place: Place


def ways(situation: Situation, sets: Iterable[Edits]) -> list[Way]:
    """The ways that sets of changes make, those first that a person can go."""
    joiner = _Joiner(situation)
    found = list({(way.changes, way.links): way for way in map(joiner.ordered, joiner.opened(sets))}.values())
    while len(fewer := joiner.joined(found)) < len(found):
        found = fewer
    return sorted(found, key=joiner.listed)


class _Joiner:
    def __init__(self, situation: Situation) -> None:
        self._situation = situation
        self._predicates = situation.program.predicates
        self._order = {name: number for number, name in enumerate(self._predicates)}
        self._domains = {free.predicate.name: free.domains for free in situation.space.free}

    def opened(self, sets: Iterable[Edits]) -> Iterator[Way]:
        """A way for each set; for those that differ in nothing but days, as few as can tell these."""
        families: dict[object, list[Edits]] = {}
        for edits in sets:
            families.setdefault(tuple(map(_undated, edits)), []).append(edits)
        for family in families.values():
            yield from self._dated(family)

    def _dated(self, family: Sequence[Edits]) -> Iterator[Way]:
        first = family[0]
        places = [place for place, value in _values(first) if isinstance(value, date)]
        found = {tuple(value for _, value in _values(edits) if isinstance(value, date)): edits for edits in family}
        fixed = any(self._predicates[edit.predicate].fixed for edit in first)
        for box in boxes(found, self._situation.calendar):
            days = dict(zip(places, box.days, strict=True))
            changes = tuple(self._change(number, edit, days) for number, edit in enumerate(first))
            orders = (Link(places[one], operator, places[other]) for one, operator, other in box.orders)
            yield Way(changes, (*self._links(first), *orders), found[box.example], fixed)

    def _change(self, number: int, edit: Edit, days: dict[Place, tuple[date, ...]]) -> Change:
        """An edit with the days that would do, and the constants that are like its own."""
        if edit.after is None:
            assert edit.before is not None, "an edit changes something"
            many = self._predicates[edit.predicate].cardinality == "many"
            values = edit.before.values if many else (*edit.before.values[:-1], None)
            return Change(edit.predicate, many, tuple((value,) for value in values))
        choices = (
            days.get((number, place)) or self._likes(edit.predicate, place, value)
            for place, value in enumerate(edit.after.values)
        )
        return Change(edit.predicate, False, tuple(choices))

    def _links(self, edits: Edits) -> Iterator[Link]:
        """Which of the constants that have others like them are the same, and which are not."""
        for (one, first), (other, second) in combinations(_values(edits), 2):
            group = self._likes(edits[one[0]].predicate, one[1], first)
            if len(group) > 1 and group == self._likes(edits[other[0]].predicate, other[1], second):
                yield Link(one, "=" if first == second else "!=", other)

    def _likes(self, predicate: str, place: int, value: Value) -> tuple[Value, ...]:
        """The constants that are like one; a day, or a new thing by its id, stands for itself here."""
        if self._situation.kind(predicate, place) != "closed":
            return (value,)
        return self._situation.alike(self._predicates[predicate], place, value)

    def ordered(self, way: Way) -> Way:
        """The way with its changes in one order, whichever of its constants came first."""
        order = sorted(range(len(way.changes)), key=lambda number: self._written(way.changes[number]))
        places = {number: place for place, number in enumerate(order)}
        links = (_moved(link, places) for link in way.links)
        return way._replace(changes=tuple(way.changes[number] for number in order), links=tuple(sorted(links)))

    def _written(self, change: Change) -> tuple[int, str]:
        return self._order[change.predicate], str(change)

    def joined(self, found: Sequence[Way]) -> list[Way]:
        """The ways with those made one that differ in one choice alone, or in whether two constants are the same."""
        spots: dict[object, list[_Spot]] = {}
        for number, way in enumerate(found):
            for place in _free_places(way):
                spots.setdefault(_without(way, place), []).append(_Spot(number, place))
        used: set[int] = set()
        joined = []
        for alike in sorted(spots.values(), key=len, reverse=True):
            rest = [spot for spot in alike if spot.way not in used]
            if len(rest) > 1:
                used.update(spot.way for spot in rest)
                joined.append(self._union(found, rest))
        rest_of_all = [way for number, way in enumerate(found) if number not in used]
        return self._unlinked([*joined, *self._paired(rest_of_all)])

    def _union(self, found: Sequence[Way], spots: Sequence[_Spot]) -> Way:
        """One way with all the values that these have in their places."""
        way, (number, place) = found[spots[0].way], spots[0].place
        change = way.changes[number]
        values = {value for spot in spots for value in _choices(found[spot.way], spot.place)}
        domain = [*sorted(self._domains[change.predicate][place], key=_dated), None]
        choice = tuple(value for value in domain if value in values)
        changed = _with_choice(change, place, choice)
        return way._replace(changes=(*way.changes[:number], changed, *way.changes[number + 1 :]))

    def _paired(self, found: Sequence[Way]) -> list[Way]:
        """The ways with those made one that differ in nothing but a constant that stands in several places."""
        families: dict[_Family, list[tuple[int, Value]]] = {}
        for number, way in enumerate(found):
            for value, places in self._repeated(way):
                families.setdefault((_blank(way, places), places, way.links), []).append((number, value))
        used: set[int] = set()
        paired = []
        for (_, places, _), family in families.items():
            rest = [(number, value) for number, value in family if number not in used]
            if len(rest) > 1:
                used.update(number for number, _ in rest)
                paired.append(self._together(found[rest[0][0]], places, {value for _, value in rest}))
        return [*paired, *(way for number, way in enumerate(found) if number not in used)]

    def _repeated(self, way: Way) -> Iterator[tuple[Value, tuple[Place, ...]]]:
        """The constants that stand alone in several places; verdicts are no such constants."""
        found: dict[Value, list[Place]] = {}
        for number, place in _free_places(way):
            change = way.changes[number]
            kind = self._situation.program.types[self._predicates[change.predicate].arguments[place].type]
            values = change.choices[place]
            if kind.kind == "closed" and not kind.judged and len(values) == 1 and values[0] is not None:
                found.setdefault(values[0], []).append((number, place))
        return ((value, tuple(places)) for value, places in found.items() if len(places) > 1)

    def _together(self, way: Way, places: Sequence[Place], values: set[Value]) -> Way:
        """One way with any of these constants in the first of the places, and the same one in the others."""
        changes = list(way.changes)
        for number, place in places:
            domain = self._domains[changes[number].predicate][place]
            choice = tuple(value for value in domain if value in values)
            changes[number] = _with_choice(changes[number], place, choice)
        links = (*way.links, *(Link(places[0], "=", place) for place in places[1:]))
        return way._replace(changes=tuple(changes), links=tuple(sorted(links)))

    def _unlinked(self, found: Iterable[Way]) -> list[Way]:
        """Where it does not matter whether two constants are the same, nothing is said of it."""
        ways: dict[object, Way] = {}
        for way in found:
            for link in (link for link in way.links if link.operator in ("=", "!=")):
                opposite = link._replace(operator="=" if link.operator == "!=" else "!=")
                links = tuple(opposite if each == link else each for each in way.links)
                if (way.changes, links) in ways:
                    ways.pop((way.changes, links))
                    way = way._replace(links=tuple(each for each in way.links if each != link))
            ways[way.changes, way.links] = way
        return list(ways.values())

    def listed(self, way: Way) -> tuple[object, ...]:
        """First what a person can change; then in the order of the declarations."""
        return way.fixed, [self._order[change.predicate] for change in way.changes], str(way.changes), way.links


def _moved(link: Link, places: Mapping[int, int]) -> Link:
    """A link between changes that have other numbers now."""
    one, other = ((places[number], place) for number, place in (link.one, link.other))
    return Link(one, link.operator, other) if one < other else Link(other, _TURNED[link.operator], one)


def _undated(edit: Edit) -> object:
    """An edit but for the days that it states."""
    values = edit.after.values if edit.after else ()
    return edit.predicate, edit.before, tuple("…" if isinstance(value, date) else value for value in values), not values


def _values(edits: Edits) -> Iterator[tuple[Place, Value]]:
    """The values that edits state, each with its place."""
    for number, edit in enumerate(edits):
        for place, value in enumerate(edit.after.values if edit.after else ()):
            yield (number, place), value


def _free_places(way: Way) -> Iterator[Place]:
    """The places that no link speaks of."""
    linked = {place for link in way.links for place in (link.one, link.other)}
    for number, change in enumerate(way.changes):
        yield from ((number, place) for place in range(len(change.choices)) if (number, place) not in linked)


def _choices(way: Way, place: Place) -> tuple[Value | None, ...]:
    return way.changes[place[0]].choices[place[1]]


def _with_choice(change: Change, place: int, choice: tuple[Value | None, ...]) -> Change:
    return change._replace(choices=(*change.choices[:place], choice, *change.choices[place + 1 :]))


def _blank(way: Way, places: Sequence[Place]) -> tuple[Change, ...]:
    """The changes of a way but for the choices in some places."""
    changes = list(way.changes)
    for number, place in places:
        changes[number] = _with_choice(changes[number], place, ())
    return tuple(changes)


def _without(way: Way, place: Place) -> object:
    """A way but for the choice in one place, and for the order of its changes."""
    changes = _blank(way, (place,))
    links = {(changes[one[0]], one[1], operator, changes[other[0]], other[1]) for one, operator, other in way.links}
    return changes[place[0]], place[1], frozenset(Counter(changes).items()), frozenset(links)


def _dated(value: Value) -> tuple[bool, int]:
    """Days in their order; everything else as it is declared."""
    return (True, value.toordinal()) if isinstance(value, date) else (False, 0)
