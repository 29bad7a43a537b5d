"""From whole tables to their impact: the whole way, or the reasons why there is none."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import msgspec

from kmopolicy.bulk.opened import connected, opened
from kmopolicy.bulk.places import kind_of
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.sources import known_columns
from kmopolicy.bulk.spill import out_of_room
from kmopolicy.bulk.whole import interruptible, spill_folder, writing
from kmopolicy.program.program import Program
from kmopolicy.questions.impact.decided import Policies
from kmopolicy.questions.impact.impact import Impact
from kmopolicy.questions.impact.readable import union
from kmopolicy.questions.impact.tables import rows
from kmopolicy.questions.impact.tables.impact import Days, Work
from kmopolicy.questions.impact.tables.pair import Deciding, Pair
from kmopolicy.questions.sides.vocabularies import differences
from kmopolicy.text.catalogue import bulk as catalogue
from kmopolicy.text.catalogue import files
from kmopolicy.text.diagnostic import Diagnostic

_OF_FACTS = ("type", "constant", "fact", "declaration", "outcome")


class Found(NamedTuple):
    """The impact, or None with the reasons; `missing`: there is nothing at that path."""

    impact: Impact | None
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: bool = False


def impact_whole(
    policies: Policies, source: str, days: Days, today: date, *, examples: int, memory: str | None, out: str | None
) -> Found:
    """Decides all that stands at `source` by both sides; `out`: a Parquet file for a row per subject."""
    if kind_of(source) != "postgres" and not Path(source).exists():
        return Found(None, (Diagnostic(files.NOT_THERE, None, {"file": source}, "path"),), missing=True)
    try:
        with interruptible(), spill_folder() as spill:
            run = _Run(policies, source, days, today, memory or "", spill)
            try:
                return Found(run.impact(examples, out))
            except duckdb.Error as failure:
                raise run.out_of_room(failure) or failure from None
    except Refused as refused:
        return Found(None, tuple(map(_here, refused.diagnostics)), missing=refused.usage)


class _Run(NamedTuple):
    policies: Policies
    source: str
    days: Days
    today: date
    memory: str
    spill: str

    def out_of_room(self, failure: Exception) -> Refused | None:
        """What is told where a step failed for want of room."""
        return out_of_room(failure, self.spill, self.memory)

    def impact(self, examples: int, out: str | None) -> Impact:
        """By the words of both: where they differ, what the new side says of them first."""
        old, new = (side.program for side in self.policies.sides)
        alike = _alike(old, new)
        words = (new,) if alike else (union(new, old), union(old, new))
        first = None
        for each in words:
            with connected(self.memory, self.spill) as connection:
                try:
                    here = opened(connection, each, self.source)._replace(memory=self.memory, spill=self.spill)
                    pair = Pair(here, each, self._sides(), alike=alike)
                    pair.decide()
                except Refused as refused:
                    first = first or refused
                    continue
                return self._told(pair, examples, out)
        assert first is not None, "what is not told is refused"
        raise first

    def _sides(self) -> tuple[Deciding, Deciding]:
        old, new = (
            Deciding(side.program, side.readings({}), day or self.today)
            for side, day in zip(self.policies.sides, self.days, strict=True)
        )
        return old, new

    def _told(self, pair: Pair, examples: int, out: str | None) -> Impact:
        work = Work(self.policies, pair, self.days, self.today)
        found = work.impact(examples)
        if out is not None:
            with writing(out, self.out_of_room):
                rows.write(pair, found, work.places(found), out)
        return found


def _alike(old: Program, new: Program) -> bool:
    """Whether both sides have the same words for facts."""
    return known_columns(old) == known_columns(new) and not any(
        each.kind in _OF_FACTS for each in differences(old, new)
    )


def _here(found: Diagnostic) -> Diagnostic:
    """What is wrong with rows, with the help that there is here: they cannot be set apart."""
    of_rows = found.entry in (catalogue.BAD_ROWS, catalogue.MISSING_ROWS)
    return msgspec.structs.replace(found, help="whole") if of_rows else found
