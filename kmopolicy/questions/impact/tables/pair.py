"""Two decisions of the same tables beside each other: who goes from which outcome to which."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from kmopolicy.bulk.duck import Batch
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.opened import Opened
from kmopolicy.bulk.rows import declared_inputs, every_id, typed_cell
from kmopolicy.program.program import Program
from kmopolicy.questions.impact.decided import Subject
from kmopolicy.questions.impact.impact import Way
from kmopolicy.questions.impact.tables.readable import UNREAD, Part, Unread, as_read_by, unread
from kmopolicy.text.addresses import without_password

NAMED = 20
"""How many of those that go the same way are named."""
PAIR, CHANGES = "pair", "changes"


class Deciding(NamedTuple):
    """What decides: a program under its readings, on a day."""

    program: Program
    readings: Mapping[str, str]
    day: date


def decide(opened: Opened, by: Deciding, table: str, *, apart: bool = False) -> None:
    """The outcome of every subject, as a table with `type`, `id` and `outcome`."""
    with Batch(by.program, by.readings, opened.path, day=by.day, opened=opened, briefly=True) as batch:
        batch.decide(apart=apart)
        batch.connection.execute(
            f"CREATE OR REPLACE TABLE {table} AS SELECT type, subject AS id, outcome FROM _decided WHERE outcome IS NOT NULL"
        )


class Pair:
    """Both decisions of every subject. `union`: the words of both sides; `sides`: what decides on each."""

    def __init__(self, opened: Opened, union: Program, sides: tuple[Deciding, Deciding], *, alike: bool) -> None:
        self.opened = opened
        self.union = union
        self.sides = sides
        self._execute = opened.connection.execute
        self.alike = alike
        """Whether both sides have the same words."""

    def decide(self) -> None:
        """By both sides; rows that are not in order are refused."""
        old, new = self.sides
        if self.alike:
            decide(self.opened, old, "old_side")
            decide(self.opened, new, "new_side")
            self._beside("old_side FULL JOIN new_side USING (type, id)")
            return
        # By the words of both, what is wrong with a row is wrong for either.
        own = {name: getattr(new.program, name) for name in ("rules", "outcomes", "readings")}
        decide(self.opened, new._replace(program=msgspec.structs.replace(self.union, **own)), "new_side")
        parts = Part(old.program, new.program, "old"), Part(new.program, old.program, "new")
        Unread(self.union, self.opened).find(parts)
        for part, side, table in zip(parts, self.sides, ("old_side", "new_side"), strict=True):
            decide(as_read_by(part.program, self.union, self.opened), side, table, apart=True)
        self._beside(f"({self._subjects()}) LEFT JOIN old_side USING (type, id) LEFT JOIN new_side USING (type, id)")

    def _subjects(self) -> str:
        """All that either side decides about."""
        kinds = [each.subject_type for side in self.sides[::-1] for each in side.program.outcomes.values()]
        parts = [
            f"SELECT {text(kind)} AS type, id FROM ({every_id(self.union, self.opened.sources, kind)})"
            for kind in dict.fromkeys(kinds)
        ]
        return " UNION ALL ".join(parts)

    def _beside(self, relation: str) -> None:
        old, new = (self._outcome(each) for each in ("old", "new"))
        self._execute(
            f"CREATE OR REPLACE TABLE {PAIR} AS SELECT type, id, {old} AS before, {new} AS after FROM {relation}"
        )
        self._execute(
            f"CREATE OR REPLACE TABLE {CHANGES} AS SELECT *, NULL::INTEGER AS found FROM {PAIR} "
            "WHERE before <> '' AND after <> '' AND before <> after"
        )

    def _outcome(self, which: str) -> str:
        found = f"coalesce({which}_side.outcome, '')"
        if self.alike:
            return found
        kept = f"(SELECT type, id FROM {UNREAD} WHERE side = {text(which)})"
        return f"CASE WHEN (type, id) IN {kept} THEN '' ELSE {found} END"

    def tally(self) -> dict[Way, int]:
        """How many go each way, by the order of the types and of the outcomes' names."""
        rows = self._execute(f"SELECT type, before, after, count(*) FROM {PAIR} GROUP BY ALL").fetchall()
        old, new = self.sides
        order = {name: at for at, name in enumerate(dict.fromkeys((*new.program.types, *old.program.types)))}
        rows.sort(key=lambda row: (order[row[0]], *row[1:]))
        return {(kind, before, after): count for kind, before, after, count in rows}

    def own_dates(self) -> int:
        """How many subjects have a reference date of their own."""
        program, found = self.sides[1].program, 0
        opened = as_read_by(program, self.union, self.opened)
        for declared in declared_inputs(program, opened.sources):
            if declared.today:
                first, source = declared.arguments[0], opened.sources[declared.name]
                key = typed_cell(program, first, source)
                stated = f"SELECT {key} FROM {source.relation}"
                query = f"SELECT count(*) FROM {PAIR} WHERE type = {text(first.type)} AND id IN ({stated})"
                found += self._execute(query).fetchall()[0][0]
        return found

    def unread(self) -> list[Subject]:
        """The first of those that not both sides can decide about, with the words that keep them from it."""
        if self.alike:
            return []
        found = []
        for kind in dict.fromkeys(kind for kind, *_ in self.tally()):
            rows = self._execute(
                f"SELECT id, before, after FROM {PAIR} WHERE type = {text(kind)} AND (before = '' OR after = '') "
                f"ORDER BY id LIMIT {NAMED}"
            ).fetchall()
            told = unread(self.opened, kind, [name for name, *_ in rows])
            titles = self.titles(kind, [name for name, *_ in rows])
            for name, before, after in rows:
                lacks = told.get(("old", name), ()), told.get(("new", name), ())
                found.append(Subject(self.file, kind, name, titles.get(name, ""), before, after, unread=lacks))
        return found

    @property
    def file(self) -> str:
        """What the tables are called."""
        return without_password(self.opened.path)

    def titles(self, kind: str, ids: Sequence[str]) -> Mapping[str, str]:
        """What the tables call some things of a type."""
        told = ", ".join(map(text, ids)) or "NULL"
        found: dict[str, str] = {}
        for source, key, title in self.naming(kind):
            rows = self._execute(f"SELECT {key}, min({title}) FROM {source} WHERE {key} IN ({told}) GROUP BY ALL")
            found |= dict(rows.fetchall())
        return found

    def naming(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """The tables that give things of a type a title: the relation, and the cells of the thing and of its title."""
        for declared in declared_inputs(self.union, self.opened.sources):
            if declared.label and declared.arguments[0].type == kind:
                source = self.opened.sources[declared.name]
                cells = (typed_cell(self.union, declared.arguments[at], source) for at in (0, -1))
                yield (source.relation, *cells)  # type: ignore[misc]  # two
