"""The space of possible facts: everything that can be said of a subject and of what it refers to.

One thing of each entity type, unless a dossier names more; every constant of every closed type, and a few that a dossier
would declare itself; the registers as they stand. Of dates only their order matters: the space has every date at which a
rule, a table or a fact changes something, and between two of those as many days as there are dates to be told apart.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from itertools import count, islice, pairwise
from math import prod
from typing import NamedTuple

from kmopolicy.facts.model import Facts
from kmopolicy.program.declarations import Constant, Predicate, Type
from kmopolicy.program.expand import expanded
from kmopolicy.program.program import Program
from kmopolicy.program.terms import BodyLiteral, Comparison, DateConst, Negative, Positive, Term, Value, Var, YearOf
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_NOWHERE = Span("", 0, 0, 0, 0)
_OTHER = Localized("iets anders", "something else")
_FAR = timedelta(days=400)
"""How far from the first and the last date that matters the days before and after may lie."""

_SOME_DAY = date(2024, 3, 1)
"""What stands for all days where none matters."""

_NAMES = ("entity", "closed")
"""The kinds of types whose values are names of things, not values of their own."""


class Free(NamedTuple):
    """An input predicate that facts may fill: for each argument the values that it can have."""

    predicate: Predicate
    domains: tuple[tuple[Value, ...], ...]


class Space(NamedTuple):
    """Possible facts. `entities`: the ids of the things of each type; `own`: constants that a dossier declares.

    `dates`: those that matter, which are the `thresholds`, first, then those between.
    """

    program: Program
    entities: Mapping[str, tuple[str, ...]]
    free: tuple[Free, ...]
    own: Mapping[str, tuple[Constant, ...]]
    dates: tuple[date, ...]
    thresholds: tuple[date, ...] = ()

    @property
    def size(self) -> int:
        """How many different facts there can be."""
        return sum(prod(map(len, each.domains)) for each in self.free)


def space(program: Program, *beside: Program) -> Space:
    """The space of a program: the inputs that some rule or property asks for, and that no register fills.

    With programs `beside`, what their rules tell apart is told apart as well.
    """
    return _space(program, beside, _one_of_each(program), {}, ())


def space_about(program: Program, facts: Facts, entities: Iterable[tuple[str, str]], taken: Set[str]) -> Space:
    """The space of what could be said besides `facts` about entities (type and id); ids that are `taken` mean others."""
    named: dict[str, tuple[str, ...]] = {}
    for kind, name in entities:
        named[kind] = (*named.get(kind, ()), name)
    for kind, spare in _one_of_each(program).items():
        if kind not in named:
            named[kind] = tuple(_unused(name, taken) for name in spare)
    said = {
        (program.types[argument.type].kind, value)
        for fact in facts.facts
        for argument, value in zip(program.predicates[fact.predicate].arguments, fact.values, strict=True)
    }
    return _space(program, (), named, facts.constants, {value for kind, value in said if kind not in _NAMES})


def _space(
    program: Program,
    beside: Iterable[Program],
    entities: Mapping[str, tuple[str, ...]],
    declared: Mapping[str, tuple[Constant, ...]],
    said: Iterable[Value],
) -> Space:
    programs = (program, *beside)
    literals = tuple(literal for each in programs for literal in _literals(each))
    asked = {literal.atom.predicate for literal in literals if isinstance(literal, Positive | Negative)}
    inputs = [
        each
        for each in program.predicates.values()
        if each.role == "input" and each.name not in program.tables and (each.name in asked or each.exists)
    ]
    own = {
        kind.name: (*declared.get(kind.name, ()), *_own(kind, inputs, program, declared.get(kind.name, ())))
        for kind in program.types.values()
        if kind.kind == "closed" and kind.section
    }
    named = {value for each in programs for value in _named(each)}
    thresholds = tuple(sorted(_thresholds(named) | {value for value in said if isinstance(value, date)})) or (
        _SOME_DAY,
    )
    apart = _apart(program, inputs)
    days = _days(thresholds, max(apart, 1))
    plain: Mapping[str, tuple[Value, ...]] = {
        "date": days,
        "year": tuple(sorted({day.year for day in days} | {value for value in (*named, *said) if type(value) is int})),
        "text": ("…", *sorted(_texts(program, named) | {value for value in said if isinstance(value, str)})),
    }

    def domain(type_name: str) -> tuple[Value, ...]:
        kind = program.types[type_name]
        if kind.kind == "closed":
            included = (constant for name in (type_name, *kind.includes) for constant in own.get(name, ()))
            return tuple(constant.name for constant in (*kind.constants, *included))
        return entities.get(type_name, ()) if kind.kind == "entity" else plain[kind.kind]

    free = tuple(Free(each, tuple(domain(argument.type) for argument in each.arguments)) for each in inputs)
    return Space(program, entities, free, own, days if apart else (), thresholds if apart else ())


def _one_of_each(program: Program) -> dict[str, tuple[str, ...]]:
    """An id for each entity type: its first letter and a number, or its whole name where letters clash."""
    names = [kind.name for kind in program.types.values() if kind.kind == "entity"]
    letters = [name[:1].lower() for name in names]
    return {
        name: (f"{letter if letters.count(letter) == 1 else name.lower()}1",)
        for name, letter in zip(names, letters, strict=True)
    }


def _unused(name: str, taken: Set[str]) -> str:
    return next(each for each in (f"{name}{'x' * more}" for more in count()) if each not in taken)


def _own(
    kind: Type, inputs: Iterable[Predicate], program: Program, declared: Iterable[Constant]
) -> tuple[Constant, ...]:
    """As many constants of a dossier's own as there are ways to speak of one: more could not make a difference."""
    ways = 0
    for each in inputs:
        places = [place for place, argument in enumerate(each.arguments) if argument.type == kind.name]
        last = program.types[each.arguments[-1].type]
        judged = places and places[-1] != each.arity - 1 and last.kind == "closed"
        ways += len(places) * (len(last.constants) if judged else 1)
    taken = {constant.name for constant in (*kind.constants, *declared)}
    names = (f"iets_anders{number if number > 1 else ''}" for number in count(1))
    unused = islice((name for name in names if name not in taken), ways)
    return tuple(Constant(name, _OTHER, _NOWHERE) for name in unused)


def _literals(program: Program) -> Iterator[BodyLiteral]:
    for rules in expanded(program).values():
        for rule in rules:
            yield from rule.body
    for prop in program.properties:
        yield from prop.never


def _apart(program: Program, inputs: Iterable[Predicate]) -> int:
    """How many dates of facts there can be to tell apart between two that matter."""
    return sum(
        1 if each.cardinality != "many" else 2
        for each in inputs
        for argument in each.arguments
        if program.types[argument.type].kind == "date"
    )


def _days(thresholds: Sequence[date], apart: int) -> tuple[date, ...]:
    """Every date that matters, then up to `apart` days between two of them, before the first and after the last."""
    edges = [_moved(thresholds[0], -_FAR), *thresholds, _moved(thresholds[-1], _FAR)]
    days = {day for start, end in pairwise(edges) for day in _between(start, end, apart)}
    return (*thresholds, *sorted(days - set(thresholds)))


def _moved(day: date, by: timedelta) -> date:
    """A day so much further, as far as the calendar goes."""
    return date.fromordinal(min(max(day.toordinal() + by.days, date.min.toordinal()), date.max.toordinal()))


def _between(start: date, end: date, most: int) -> Iterator[date]:
    """Up to `most` days between two, evenly spread."""
    room = (end - start).days - 1
    for number in range(1, min(most, room) + 1):
        yield start + timedelta(days=max(number, (room + 1) * number // (most + 1)))


def _named(program: Program) -> Iterator[Value]:
    """The values in tables and rules."""
    for rows in program.tables.values():
        for row in rows:
            yield from row.values
    for literal in _literals(program):
        yield from (term.value for term in _terms(literal) if not isinstance(term, Var))


def _thresholds(named: Iterable[Value]) -> set[date]:
    """The dates among values, and the first day of each year among them and of the year after."""
    years = {value for value in named if type(value) is int and date.min.year < value < date.max.year}
    found = {value for value in named if isinstance(value, date)} - {date.min, date.max}
    return found | {date(year, 1, 1) for year in years} | {date(year + 1, 1, 1) for year in years}


def _texts(program: Program, named: Iterable[Value]) -> set[str]:
    """The texts among values: what is no constant of a type."""
    constants = {constant.name for kind in program.types.values() for constant in kind.constants}
    return {value for value in named if isinstance(value, str)} - constants


def _terms(literal: BodyLiteral) -> tuple[Term | DateConst, ...]:
    match literal:
        case Positive(atom=atom) | Negative(atom=atom):
            return atom.terms
        case Comparison(left=left, right=right):
            return left, right
        case YearOf(year=year, date=day):
            return year, day
    return ()
