"""Supports: what a truth or its absence rests on, before it is put into words.

A support is built once per atom and shared; its `Leaning` sums up which readings it leans on and what it presumes.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, NamedTuple

from kmopolicy.facts.model import Fact
from kmopolicy.facts.world import Pattern, Values
from kmopolicy.program.declarations import Row
from kmopolicy.program.terms import Comparison, Negative, Rule, UnderReading, Value, YearOf

Status = Literal["refuted", "not_established", "unknown"]
Bindings = Mapping[str, Value]

_WEAKEST: tuple[Status, ...] = ("unknown", "not_established", "refuted")


class Leaning(NamedTuple):
    """What a support leans on besides what is established.

    The readings; the closed input predicates that it presumes to hold no more than recorded; and whether it leans on an
    open fact being unknown.
    """

    readings: frozenset[str]
    presumes: frozenset[str]
    unknown: bool = False

    @property
    def weight(self) -> tuple[int, bool, int]:
        """How much is leaned on: the lighter of two supports is the better."""
        return len(self.readings), self.unknown, len(self.presumes)

    @property
    def status(self) -> Status:
        """What kind of no it makes of a failure that rests on it."""
        return "unknown" if self.unknown else "not_established" if self.presumes else "refuted"


NOTHING = Leaning(frozenset(), frozenset())
UNKNOWN = Leaning(frozenset(), frozenset(), unknown=True)


class Given(NamedTuple):
    """A fact or a table row."""

    predicate: str
    values: Values
    origin: Fact | Row
    leaning: Leaning = NOTHING


class Tested(NamedTuple):
    """A comparison, a year or a reading that holds, or that fails, with the values of its sides (None: not bound)."""

    literal: Comparison | YearOf | UnderReading
    left: Value | None
    right: Value | None
    holds: bool
    leaning: Leaning = NOTHING
    status: Status = "refuted"


class Derived(NamedTuple):
    """A ground atom by an instance of a rule: one support per literal of the body, in order."""

    predicate: str
    values: Values
    rule: Rule
    body: tuple["Support", ...]
    leaning: Leaning


class Barred(NamedTuple):
    """A negated literal that fails, because an instance of its atom holds."""

    literal: Negative
    holds: "Given | Derived"

    @property
    def leaning(self) -> Leaning:
        return self.holds.leaning

    @property
    def status(self) -> Status:
        return self.holds.leaning.status


class Absent(NamedTuple):
    """No instance of an atom holds. `others`: none but those that are recorded. `against`: facts that say otherwise."""

    predicate: str
    pattern: Pattern
    status: Status
    leaning: Leaning
    others: bool = False
    against: tuple[Given, ...] = ()
    attempts: tuple["Attempt", ...] = ()


class Attempt(NamedTuple):
    """An instance of a rule that fails: the bindings so far, and what fails under them (any one would be enough).

    `by_reading`: the readings in `fails` are all that fails.
    """

    rule: Rule
    bindings: Bindings
    fails: tuple["Failing", ...]
    leaning: Leaning
    status: Status
    by_reading: bool = False


Support = Given | Tested | Derived | Absent
Failing = Absent | Tested | Barred


def together(leanings: Iterable[Leaning]) -> Leaning:
    """What several supports lean on together."""
    leant = {id(leaning): leaning for leaning in leanings if leaning is not NOTHING}.values()
    if len(leant) < 2:
        return next(iter(leant), NOTHING)
    return Leaning(
        frozenset().union(*(leaning.readings for leaning in leant)),
        frozenset().union(*(leaning.presumes for leaning in leant)),
        any(leaning.unknown for leaning in leant),
    )


def weakest(statuses: Collection[Status]) -> Status:
    """The least certain of several: one unknown makes all unknown."""
    return next((status for status in _WEAKEST if status in statuses), "refuted")


def strongest(statuses: Collection[Status]) -> Status:
    """The most certain of several: one established failure is enough to fail."""
    return next((status for status in reversed(_WEAKEST) if status in statuses), "refuted")
