"""Days that nothing tells apart, and what sets of days are in few words: ranges, and the order of one day to another.

Of days only their order among each other and among the dates that matter can make a difference.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations, groupby, pairwise, product
from typing import NamedTuple

from kmopolicy.questions.possible.space import Space

_DAY = timedelta(days=1)
_OPERATORS = {
    frozenset({-1}): "<",
    frozenset({-1, 0}): "<=",
    frozenset({0}): "=",
    frozenset({0, 1}): ">=",
    frozenset({1}): ">",
    frozenset({-1, 1}): "!=",
}
Days = tuple[date, ...]


class Cell(NamedTuple):
    """A date that matters, or all days between two: some `days` of it, and the first and the last there is (None: no end)."""

    days: Days
    first: date | None
    last: date | None


class Range(NamedTuple):
    """Days from the first to the last, both included (None: no end)."""

    first: date | None
    last: date | None


class Order(NamedTuple):
    """How the day in one place stands to the day in a later place."""

    one: int
    operator: str
    other: int


class Box(NamedTuple):
    """For each place a day of each cell that it may be in, any with any as far as the orders allow; and one that they do."""

    days: tuple[Days, ...]
    orders: tuple[Order, ...]
    example: Days


def cells(space: Space) -> tuple[Cell, ...]:
    """The days of a space in order, those together that nothing tells apart."""
    marks = sorted({*space.thresholds, *({date.min, date.max} & set(space.dates))})
    between = sorted(set(space.dates) - set(marks))
    return tuple(
        cell
        for start, end in pairwise((None, *marks, None))
        for cell in (
            *_gap(tuple(day for day in between if (not start or start < day) and (not end or day < end)), start, end),
            *((Cell((end,), end, end),) if end else ()),
        )
    )


def _gap(days: Days, start: date | None, end: date | None) -> Iterator[Cell]:
    """The days between two dates as one cell; each by itself where there are no others."""
    if start and end and len(days) == (end - start).days - 1:
        yield from (Cell((day,), day, day) for day in days)
    elif days:
        yield Cell(days, start and start + _DAY, end and end - _DAY)


def ranges(days: Iterable[date], calendar: Sequence[Cell]) -> tuple[Range, ...]:
    """The ranges that some days stand for, each day for its whole cell."""
    chosen = set(days)
    runs = groupby(calendar, key=lambda cell: not chosen.isdisjoint(cell.days))
    found = [list(run) for inside, run in runs if inside]
    return tuple(Range(_unless(run[0].first, date.min), _unless(run[-1].last, date.max)) for run in found)


def _unless(day: date | None, end: date) -> date | None:
    return None if day == end else day


def boxes(found: Iterable[Days], calendar: Sequence[Cell]) -> Iterator[Box]:
    """Few boxes that together hold exactly `found`, in which days of one cell are its first ones."""
    yield from _Boxes(calendar).of(frozenset(found), 0)


class _Boxes:
    def __init__(self, calendar: Sequence[Cell]) -> None:
        self._calendar = calendar
        self._cell = {day: number for number, cell in enumerate(calendar) for day in cell.days}

    def of(self, found: frozenset[Days], place: int) -> Iterator[Box]:
        """One box where that will do; else one for each longest run of cells in a place, or for its cells in the next."""
        box = self._box(found)
        if box is not None:
            yield box
            return
        if place == len(next(iter(found))):
            for days in sorted(found):
                yield from self.of(frozenset({days}), 0)
            return
        column = sorted({self._cell[days[place]] for days in found})
        while column:
            run, part, box = self._longest(found, place, column)
            yield from (box,) if box else self.of(part, place + 1)
            column = column[run:]

    def _longest(
        self, found: frozenset[Days], place: int, column: Sequence[int]
    ) -> tuple[int, frozenset[Days], Box | None]:
        """How many cells from the first on make one box in a place, with the days in these; one cell if none does."""
        for run in range(len(column), 0, -1):
            inside = set(column[:run])
            part = frozenset(days for days in found if self._cell[days[place]] in inside)
            box = self._box(part)
            if box is not None or run == 1:
                return run, part, box
        raise AssertionError("a column has a cell")

    def _box(self, found: frozenset[Days]) -> Box | None:
        """The box of all that is found; None where it would hold more."""
        columns = [sorted({self._cell[day] for day in column}) for column in zip(*found, strict=True)]
        every = list(self._every(columns))
        orders = list(_orders(found))
        if len(found) != sum(all(_stands(days, order) for order in orders) for days in every):
            return None
        for order in tuple(orders):
            fewer = [each for each in orders if each != order]
            if len(found) == sum(all(_stands(days, each) for each in fewer) for days in every):
                orders = fewer
        days = tuple(tuple(self._calendar[number].days[0] for number in column) for column in columns)
        return Box(days, tuple(orders), min(found))

    def _every(self, columns: Sequence[Sequence[int]]) -> Iterator[Days]:
        """All days of these cells, of each cell the first ones."""
        for days in product(*([day for cell in column for day in self._calendar[cell].days] for column in columns)):
            used = set(days)
            if all(self._in_turn(day, used) for day in used):
                yield days

    def _in_turn(self, day: date, used: set[date]) -> bool:
        days = self._calendar[self._cell[day]].days
        return used.issuperset(days[: days.index(day)])


def _orders(found: frozenset[Days]) -> Iterator[Order]:
    """The orders in which the days of each two places stand in all that is found."""
    for one, other in combinations(range(len(next(iter(found)))), 2):
        signs = frozenset((days[one] > days[other]) - (days[one] < days[other]) for days in found)
        if signs in _OPERATORS:
            yield Order(one, _OPERATORS[signs], other)


def _stands(days: Days, order: Order) -> bool:
    one, other = days[order.one], days[order.other]
    return (one < other and order.operator in ("<", "<=", "!=")) or (
        (one > other and order.operator in (">", ">=", "!=")) or (one == other and order.operator in ("=", "<=", ">="))
    )
