"""The subjects of given facts as two policies decide them one by one."""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import count
from typing import Literal, NamedTuple

from kmopolicy.facts.model import Facts
from kmopolicy.facts.world import Slices, Tables
from kmopolicy.proof.explanation import Decision
from kmopolicy.questions.impact.mixtures import Place
from kmopolicy.questions.impact.readable import Both, Key, subjects
from kmopolicy.questions.sides.sides import Ordinary, Side
from kmopolicy.questions.sides.vocabularies import Difference

Status = Literal["same", "changed", "only_old", "only_new", "neither"]
STATUSES: tuple[Status, ...] = ("same", "changed", "only_old", "only_new", "neither")


class Subject(NamedTuple):
    """What both sides say of a subject; "" for one that cannot read it, and then `unread` by that side is why.

    `own_date`: its reference date is its own, the same on both sides.
    """

    file: str
    type: str
    id: str
    title: str
    before: str
    after: str
    own_date: bool = False
    unread: tuple[tuple[Difference, ...], tuple[Difference, ...]] = ((), ())

    @property
    def status(self) -> Status:
        """The one of five that it is."""
        return status(self.before, self.after)


def status(before: str, after: str) -> Status:
    """What two outcomes come to; "" is none."""
    if not (before and after):
        return "only_old" if before else "only_new" if after else "neither"
    return "same" if before == after else "changed"


class Policies(NamedTuple):
    """The two that decide, each with its readings."""

    old: Ordinary
    new: Ordinary
    sides: tuple[Side, Side]


class Ordinarily:
    """A world that both decide in the ordinary way, subject by subject. `done` is called after each decision."""

    def __init__(self, policies: Policies, both: Both, done: Callable[[], None]) -> None:
        self._policies = policies
        self._both = both
        self._done = done

    def subjects(self) -> Iterator[Subject]:
        """Every subject."""
        policies = self._policies.old, self._policies.new
        sides = zip(policies, self._both.facts, self._policies.sides, strict=True)
        decided = [dict(self._decided(policy, facts, side)) for policy, facts, side in sides]
        for key, unread in self._both.unread.items():
            given = [None if lacks else found.get(key) for lacks, found in zip(unread, decided, strict=True)]
            yield self._subject(key, given)

    def place(self, subject: Subject) -> Place:
        """Its part of the facts."""
        old, new = (slices.of(subject.type, subject.id) for slices in self._slices)
        return Place(subject.type, subject.id, old, new)

    def facts(self, subject: Subject) -> tuple[Facts, Facts]:  # noqa: ARG002  # a subject is explained among the others
        """All of them."""
        return self._both.facts

    @cached_property
    def _slices(self) -> tuple[Slices, Slices]:
        old, new = (
            Slices(side.program, Tables(side.program), facts)
            for side, facts in zip(self._policies.sides, self._both.facts, strict=True)
        )
        return old, new

    def _decided(self, policy: Ordinary, facts: Facts, side: Side) -> Iterator[tuple[Key, Decision]]:
        for decision in policy.decisions(facts, readings=side.readings({})):
            yield (decision.type, decision.subject), decision
            self._done()

    def _subject(self, key: Key, given: Sequence[Decision | None]) -> Subject:
        before, after = (each.outcome if each else "" for each in given)
        title = next((each.title for each in reversed(given) if each), "")
        facts = self._both.facts[1]
        own_date = facts.reference_date_from.get(key[1]) == "dossier"
        return Subject(facts.file, key[0], key[1], title, before, after, own_date, self._both.unread[key])


def worlds(policies: Policies, found: Sequence[Both], done: Callable[[int, int], None]) -> Iterator[Ordinarily]:
    """The worlds of several sources; `done` is told after each decision how many of how many are made."""
    programs = [side.program for side in policies.sides]
    total = sum(
        sum(1 for _ in subjects(program, facts))
        for both in found
        for program, facts in zip(programs, both.facts, strict=True)
    )
    made = count(1)
    for both in found:
        yield Ordinarily(policies, both, lambda: done(next(made), total))
