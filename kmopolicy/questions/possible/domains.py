"""The values that each argument of a possible fact can have: all constants, and as many words, days and years as matter.

Of dates only their order and their years matter. Every date is there at which a rule or a table changes something, and between
two of those as many days as facts can tell apart; where years of dates are held against each other, in every year.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal, NamedTuple

from kmopolicy.program.declarations import Constant, Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.terms import BodyLiteral, Comparison, Const, Negative, Positive, Term, Value, Var, YearOf
from kmopolicy.questions.possible.enough import Enough, moments, words
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_NOWHERE = Span("", 0, 0, 0, 0)
_OTHER = Localized("iets anders", "something else")
_FAR = timedelta(days=400)
"""How far from the first and the last date that matters the days before and after may lie."""

_SOME_DAY = date(2024, 3, 1)
_YEARS = range(1000, 10_000)
"""The years that facts can state."""

_MANY = 1_000
Body = Sequence[BodyLiteral]


class Limit(NamedTuple):
    """What is looked at fewer of than could make a difference: things, words, days, years or texts of a type."""

    kind: Literal["things", "words", "days", "years", "texts"]
    type: str
    number: int


class Domains:
    """The values by type, for the inputs of a program and all bodies that ask for them.

    `programs`: this one first, then those beside it. `declared`: words that facts have brought in already, and `said` the
    dates, years and texts that they state.
    """

    def __init__(
        self,
        programs: Sequence[Program],
        inputs: Sequence[Predicate],
        bodies: Sequence[Body],
        things: Mapping[str, tuple[str, ...]],
        declared: Mapping[str, tuple[Constant, ...]],
        said: Iterable[Value],
    ) -> None:
        self._program = programs[0]
        self._programs = programs
        self._inputs = inputs
        self._bodies = bodies
        self._things = things
        self.limits: list[Limit] = []
        self._sizes = {name: len(kind.constants) or _MANY for name, kind in self._program.types.items()}
        self._sizes |= {name: len(names) for name, names in things.items()}
        self._said = frozenset(said)
        self._named = self._said.union(*(_values(each, bodies) for each in programs))
        self.own = dict(self._own(declared))
        self._sizes |= {name: len(self._constants(name)) for name in self.own}
        self.thresholds, self.dates = self._days()
        self._years = self._numbers()
        self._texts = self._worded()

    def of(self, type_name: str) -> tuple[Value, ...]:
        """The values of a type."""
        kind = self._program.types[type_name].kind
        if kind == "closed":
            return self._constants(type_name)
        values: Mapping[str, tuple[Value, ...]] = {"date": self.dates, "year": self._years, "text": self._texts}
        return values[kind] if kind in values else self._things[type_name]

    def _constants(self, type_name: str) -> tuple[str, ...]:
        kind = self._program.types[type_name]
        own = (constant for name in (type_name, *kind.includes) for constant in self.own.get(name, ()))
        return tuple(constant.name for constant in (*kind.constants, *own))

    def _own(self, declared: Mapping[str, tuple[Constant, ...]]) -> Iterator[tuple[str, tuple[Constant, ...]]]:
        for kind in self._program.types.values():
            if kind.kind == "closed" and kind.section:
                including = (each.name for each in self._program.types.values() if kind.name in each.includes)
                count = self._enough("words", kind.name, frozenset((kind.name, *including)))
                before = declared.get(kind.name, ())
                names = _fresh("iets_anders", count, {constant.name for constant in (*before, *kind.constants)})
                yield kind.name, (*before, *(Constant(name, _OTHER, _NOWHERE) for name in names))

    def _enough(self, kind: Literal["words", "texts"], name: str, accepting: frozenset[str]) -> int:
        return self._told(kind, name, words(accepting, self._program, self._inputs, self._bodies, self._sizes))

    def _told(self, kind: Literal["words", "days", "years", "texts"], name: str, enough: Enough) -> int:
        if not enough.bounded:
            self.limits.append(Limit(kind, name, enough.number))
        return enough.number

    def _worded(self) -> tuple[str, ...]:
        """The texts that rules and tables name, and others."""
        said = {value for value in self._said if isinstance(value, str)}
        named = sorted(said.union(*(_texts(each, self._bodies) for each in self._programs)))
        return (*named, *_fresh("…", self._enough("texts", "Text", frozenset(("Text",))), set(named)))

    def _days(self) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """Every date that matters; and all dates, with the days between."""
        apart = self._told("days", "Date", moments("Date", self._inputs, self._sizes))
        if not apart:
            return (), ()
        ends = {value for value in (date.min, date.max) if value in self._named}
        named = {value for value in self._named if isinstance(value, date)} - ends
        named |= set(self._new_years(apart, named))
        thresholds = tuple(sorted(named)) or (_SOME_DAY,)
        days = set(thresholds)
        for start, end in pairwise((_shifted(thresholds[0], -_FAR), *thresholds, _shifted(thresholds[-1], _FAR))):
            days.update(_between(start, end, apart))
        return thresholds, (*thresholds, *sorted(days - set(thresholds) - ends), *sorted(ends))

    def _new_years(self, apart: int, named: Iterable[date]) -> Iterator[date]:
        """The first day of each year that is named and of the year after; of every year, where facts tell years apart."""
        years = self._named_years()
        if any(_tells_years_apart(self._program, body) for body in self._bodies):
            more = apart + moments("Year", self._inputs, self._sizes).number
            around = years | {day.year for day in named} or {_SOME_DAY.year}
            years = set(range(min(around) - more, max(around) + more + 1))
        yield from (date(year, 1, 1) for year in years | {year + 1 for year in years} if year in _YEARS)

    def _numbers(self) -> tuple[int, ...]:
        """The years that are named, and years before, between and after."""
        more = self._told("years", "Year", moments("Year", self._inputs, self._sizes))
        if not more:
            return ()
        named = sorted((self._named_years() | {day.year for day in self.dates}) or {_SOME_DAY.year})
        others = (year for year in range(named[0] - more, named[-1] + more + 1) if year in _YEARS)
        return tuple(dict.fromkeys((*(year for year in named if year in _YEARS), *others)))

    def _named_years(self) -> set[int]:
        return {value for value in self._named if type(value) is int}


def _values(program: Program, bodies: Iterable[Body]) -> Iterator[Value]:
    """What tables and rules name."""
    for rows in program.tables.values():
        yield from (value for row in rows for value in row.values)
    for body in bodies:
        for literal in body:
            yield from (term.value for term in _terms(literal) if not isinstance(term, Var))


def _texts(program: Program, bodies: Iterable[Body]) -> Iterator[str]:
    """The texts that tables and rules name: in an argument for a text, or in a comparison."""
    for name, rows in program.tables.items():
        for place in _text_places(program, name):
            yield from (str(row.values[place]) for row in rows)
    for body in bodies:
        for literal in body:
            if isinstance(literal, Positive | Negative):
                terms: Iterable[Term] = (literal.atom.terms[at] for at in _text_places(program, literal.atom.predicate))
            else:
                terms = (literal.left, literal.right) if isinstance(literal, Comparison) else ()
            yield from (term.value for term in terms if isinstance(term, Const) and isinstance(term.value, str))


def _text_places(program: Program, predicate: str) -> list[int]:
    declared = program.predicates.get(predicate)
    return [at for at, each in enumerate(declared.arguments) if each.type == "Text"] if declared else []


def _terms(literal: BodyLiteral) -> tuple[Term, ...]:
    match literal:
        case Positive(atom=atom) | Negative(atom=atom):
            return atom.terms
        case Comparison(left=left, right=right):
            return left, right
        case YearOf(year=year, date=day):
            return year, day
    return ()


def _tells_years_apart(program: Program, body: Body) -> bool:
    """Whether the year of a date is held against anything but a number or a row of a register."""
    years = {literal.year for literal in body if isinstance(literal, YearOf) and isinstance(literal.year, Var)}
    if sum(isinstance(literal, YearOf) for literal in body) > len(years):
        return True
    atoms = [literal.atom for literal in body if isinstance(literal, Positive | Negative)]
    compared = [(each.left, each.right) for each in body if isinstance(each, Comparison)]
    return any(
        any(year in atom.terms for atom in atoms if atom.predicate not in program.tables)
        or any(year in sides and all(isinstance(side, Var) for side in sides) for sides in compared)
        for year in years
    )


def _fresh(name: str, count: int, taken: set[str]) -> tuple[str, ...]:
    """So many names that are not taken."""
    numbered = (f"{name}{number if number > 1 else ''}" for number in range(1, count + len(taken) + 1))
    return tuple(each for each in numbered if each not in taken)[:count]


def _shifted(day: date, by: timedelta) -> date:
    """A date some days off, but on the calendar."""
    return date.fromordinal(max(1, min(date.max.toordinal(), day.toordinal() + by.days)))


def _between(start: date, end: date, count: int) -> Iterator[date]:
    """Up to `count` days between two, evenly spread."""
    room = (end - start).days - 1
    for number in range(1, min(count, room) + 1):
        yield start + timedelta(days=max(number, (room + 1) * number // (count + 1)))
