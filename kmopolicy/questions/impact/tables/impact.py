"""What changes for whole tables between two policies, two readings or two dates: who gets another outcome, and by what.

By the same rule as for dossiers, in the order of the names. Both sides decide all subjects at once. Of those that change the
first is looked at as a dossier, by the ordinary engine: which differences are responsible? Then the policy with those undone
decides all that change, at once: whoever has the old outcome back by them, and not by fewer, changes by them too. So with the
first of the others, until nobody is left.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from kmopolicy.bulk.fetched import fetched
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.opened import Opened
from kmopolicy.bulk.reach import Things, copied, dated, reached
from kmopolicy.facts.gathering import Dates
from kmopolicy.facts.locality import is_local
from kmopolicy.facts.model import Facts
from kmopolicy.facts.world import Slices, Tables
from kmopolicy.program.program import Cases, Program
from kmopolicy.questions.impact.decided import Policies, Subject
from kmopolicy.questions.impact.impact import Change, Example, Groups, Impact, Members
from kmopolicy.questions.impact.mixtures import Place
from kmopolicy.questions.impact.tables.pair import CHANGES, NAMED, Deciding, Pair, decide
from kmopolicy.questions.impact.tables.readable import as_read_by
from kmopolicy.questions.sides.responsible import Unit

FEW = 50
"""So many that are left are looked at one by one."""
Days = tuple[date | None, date | None]


class Work:
    """What is to be done once both have decided; `days`: the reference date of what has none, today where there is none."""

    def __init__(self, policies: Policies, pair: Pair, days: Days, today: date) -> None:
        self._sides = policies.sides
        self._pair = pair
        self._is_dated = days[0] != days[1]
        self._groups = Groups(policies, dated=self._is_dated)
        self._mixtures = self._groups.mixtures
        self._dates = [Dates(day, today) for day in days]
        self._order = list(dict.fromkeys(kind for kind, *_ in pair.tally()))
        self._execute = pair.opened.connection.execute
        self._whole = not all(is_local(side.program) for side in self._sides)
        self._pool = self._copied()
        self._found: list[tuple[Unit, ...]] = []
        self._made: dict[frozenset[int], str] = {}
        self._firsts: dict[tuple[str, str, str, int], str] = {}

    def _copied(self) -> Opened:
        """The part of the tables that those that change lead to."""
        opened, union = self._pair.opened, self._pair.union
        if self._whole:
            return copied(opened, union, None, "pool")
        kinds = [kind for (kind,) in self._execute(f"SELECT DISTINCT type FROM {CHANGES}").fetchall()]
        start = {kind: f"SELECT id FROM {CHANGES} WHERE type = {text(kind)}" for kind in kinds}
        return copied(opened, union, reached(opened, union, start, "reached"), "pool")

    def impact(self, examples: int) -> Impact:
        """All that changes, with so many of each group explained."""
        self._find()
        own_dates = self._pair.own_dates() if self._is_dated else 0
        return self._groups.result(self._pair.tally(), self._members(examples), own_dates, self._pair.unread(), None)

    def places(self, found: Impact) -> dict[tuple[str, str, str, int], int]:
        """The place of each group, by its way and the number of its cause."""
        firsts = {(each.type, each.subjects[0].id): at for at, each in enumerate(found.groups)}
        return {key: firsts[key[0], first] for key, first in self._firsts.items()}

    def _find(self) -> None:
        """What is responsible for every change: its number among those found."""
        for kind, before, after in self._pair.tally():
            if before and after and before != after:
                while self._step(kind, before, after):
                    pass

    def _step(self, kind: str, before: str, after: str) -> bool:
        """The few that are left one by one; of many the first, with all that go by the same. Whether any were left."""
        going = f"type = {text(kind)} AND before = {text(before)} AND after = {text(after)} AND found IS NULL"
        rows = self._execute(f"SELECT id FROM {CHANGES} WHERE {going} ORDER BY id LIMIT {FEW + 1}").fetchall()
        left = [name for (name,) in rows]
        alone = left if len(left) <= FEW else left[:1]
        if not alone:
            return False
        slices = self._slices(kind, alone)
        for name in alone:
            old, new = (each.of(kind, name) for each in slices)
            found = self._mixtures.responsible(Place(kind, name, old, new), before, after)
            self._mark(f"{going} AND id = {text(name)}", found)
        if len(left) > FEW:
            self._mark(f"{going} AND ({self._fits(kind, before, found)})", found)
            self._agree(kind, before, left[0], found)
        return True

    def _mark(self, condition: str, found: tuple[Unit, ...]) -> None:
        if found not in self._found:
            self._found.append(found)
        self._execute(f"UPDATE {CHANGES} SET found = {self._found.index(found)} WHERE {condition}")

    def _fits(self, kind: str, before: str, found: tuple[Unit, ...]) -> str:
        """The condition that one has the old outcome back without some differences, and not without fewer of them."""
        restored = self._restored(kind, before, found)
        fewer = [tuple(unit for unit in found if unit is not one) for one in found]
        needed = [f"NOT {self._restored(kind, before, each)}" for each in fewer if each]
        told = " AND ".join((restored, *needed))
        # Whom nothing gives the old outcome back changes by all differences together.
        return f"{told} OR NOT {restored}" if found == self._mixtures.units else told

    def _restored(self, kind: str, before: str, kept: tuple[Unit, ...]) -> str:
        table = self._made.get(frozenset(map(id, kept))) or self._make(kept)
        return f"id IN (SELECT id FROM {table} WHERE type = {text(kind)} AND outcome = {text(before)})"

    def _make(self, kept: tuple[Unit, ...]) -> str:
        """The decisions of those that change by the policy with some differences undone."""
        table = f"mixture_{len(self._made)}"
        program = self._mixtures.program(kept)
        self._execute(f"CREATE TABLE {table} (type VARCHAR, id VARCHAR, outcome VARCHAR)")
        outcomes = _single(program) if program else {}
        if program and outcomes:
            program = msgspec.structs.replace(program, outcomes=outcomes)
            old = self._pair.sides[0]
            decide(self._dated(program), Deciding(program, {}, old.day), table)
        self._made[frozenset(map(id, kept))] = table
        return table

    def _dated(self, program: Program) -> Opened:
        """The tables as a mixture reads them: with two days beside each other, where the sides have another."""
        read = as_read_by(program, self._pair.union, self._pool)
        days = {
            called: dated(read, program, name, by.day, called)
            for name in self._mixtures.days
            for by, called in zip(self._pair.sides, (self._mixtures.then(name), name), strict=True)
        }
        return read._replace(sources={**read.sources, **days})

    def _agree(self, kind: str, before: str, first: str, found: tuple[Unit, ...]) -> None:
        """What was found for the first holds of it here as well."""
        one = f"type = {text(kind)} AND id = {text(first)}"
        fits = f"SELECT count(*) FROM {CHANGES} WHERE {one} AND ({self._fits(kind, before, found)})"
        if not self._execute(fits).fetchall()[0][0]:
            raise AssertionError(f"the engines disagree about {kind} {first}")

    def _slices(self, kind: str, ids: Sequence[str]) -> tuple[Slices, Slices]:
        old, new = (
            Slices(side.program, Tables(side.program), facts)
            for side, facts in zip(self._sides, self._facts({kind: ids}), strict=True)
        )
        return old, new

    def _facts(self, ids: Mapping[str, Iterable[str]]) -> tuple[Facts, Facts]:
        """What some of those that change lead to, as each side reads it."""
        start = {kind: f"SELECT unnest([{', '.join(map(text, each))}]::VARCHAR[]) AS id" for kind, each in ids.items()}
        things = None if self._whole else reached(self._pool, self._pair.union, start, "looked_at")
        old = self._fetched(0, things)
        alike = self._sides[0].program is self._sides[1].program and self._dates[0] == self._dates[1]
        return old, old if alike else self._fetched(1, things)

    def _fetched(self, place: int, things: Things | None) -> Facts:
        program = self._sides[place].program
        return fetched(as_read_by(program, self._pair.union, self._pool), program, things, self._dates[place])

    def _members(self, examples: int) -> dict[Change, Members]:
        """Those that change by what is responsible: how many, the first of them, and a few explained."""
        rows = self._execute(
            f"SELECT type, before, after, found, count(*), list(id ORDER BY id)[:{NAMED}] FROM {CHANGES} GROUP BY ALL "
            "ORDER BY min(id)"
        ).fetchall()
        rows.sort(key=lambda row: self._order.index(row[0]))
        facts = self._facts_of_examples(rows, examples)
        found: dict[Change, Members] = {}
        for kind, before, after, number, count, ids in rows:
            titles = self._pair.titles(kind, ids)
            subjects = [Subject(self._pair.file, kind, each, titles.get(each, ""), before, after) for each in ids]
            explained = [self._example(each, facts) for each in subjects[:examples]] if facts else []
            self._firsts[kind, before, after, number] = ids[0]
            found[kind, before, after, self._found[number]] = Members(count, subjects, explained)
        return found

    def _facts_of_examples(self, rows: Sequence[Sequence[Any]], examples: int) -> tuple[Facts, Facts] | None:
        """The facts of all that are explained, together; none where nobody is."""
        told: dict[str, list[str]] = {}
        for kind, *_, ids in rows:
            told.setdefault(kind, []).extend(ids[:examples])
        return self._facts(told) if any(told.values()) else None

    def _example(self, subject: Subject, facts: tuple[Facts, Facts]) -> Example:
        """A subject explained; the ordinary engine must decide as the tables were decided."""
        example = self._groups.example(subject, facts)
        outcomes = example.old.decision.outcome, example.new.decision.outcome
        if outcomes != (subject.before, subject.after):
            raise AssertionError(f"the engines disagree about {subject.type} {subject.id}")
        return example


def _single(program: Program) -> dict[str, Cases]:
    """The outcomes of a program that are alone for their type."""
    kinds = [each.subject_type for each in program.outcomes.values()]
    return {name: each for name, each in program.outcomes.items() if kinds.count(each.subject_type) == 1}
