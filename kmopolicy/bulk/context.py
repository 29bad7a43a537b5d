"""What both ways of running a policy over tables work with."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.rows import Inspector
from kmopolicy.bulk.sources import Source
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.program.terms import Value

NOTHING_LISTED = "[]::VARCHAR[]"
NO_GROUNDS = '[]::STRUCT(ground VARCHAR, "values" VARCHAR[], rule VARCHAR, sentence VARCHAR)[]'


_PER_THING = 400
"""Bytes reckoned for a thing while what is said of it is joined; with a third of that, ten million did not fit in 1 GB."""


class Context(NamedTuple):
    """The program under its readings, the tables of facts with what they declare, and the reference date of what has none."""

    program: Program
    readings: Mapping[str, str]
    connection: duckdb.DuckDBPyConnection
    sources: Mapping[str, Source]
    constants: Mapping[str, Sequence[str]]
    rows: Mapping[str, Sequence[tuple[tuple[Value, ...], str | None]]]
    day: date
    inspector: Inspector
    room: int
    """Bytes of memory that there are."""
    briefly: bool = False
    """Whether outcomes are all that is asked for: nothing is listed with them."""
    widest: int = 120
    """Constants that fit one number, a bit each."""
    gathers: bool = False
    """Whether rows are sooner brought together in one go than joined table by table, as where each join sends them around."""

    def parts(self, things: int) -> int:
        """In how many parts so many things are looked at, so that each part fits in half of the room."""
        return max(1, -(-things * _PER_THING * 2 // self.room))

    @property
    def stated_types(self) -> dict[str, str]:
        """The types of things that a table must say exist, with the relation of all that do."""
        saying = [each for each in self.program.predicates.values() if each.exists]
        return {each.arguments[0].type: every(each.arguments[0].type) for each in saying}


def every(type_name: str) -> str:
    """The name of the relation of all entities of a type, with one column `id`."""
    return f"_every_{show_type(type_name)}"
