"""Who is told what: queries for the decisions about all outcomes, in no order or by types and names."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.context import NO_GROUNDS, NOTHING_LISTED
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.decisions import Decisions

_IN_ORDER = "_in_order"
_UNDECIDED = -1
"""The kind of those that are not decided: they are told nothing but their problem."""
_NOTHING = (
    f"SELECT NULL::VARCHAR AS outcome, {NOTHING_LISTED} AS themes, {NO_GROUNDS} AS grounds, {NOTHING_LISTED} AS readings, "
    "0 AS subjects"
)


class Told(NamedTuple):
    """The decisions about all outcomes, and what the types of subjects are called; `apart`: some have a problem instead."""

    decisions: Sequence[Decisions]
    named: Callable[[str], str]
    apart: bool

    def rows(self, columns: Mapping[str, str], *, ordered: bool) -> str:
        """A query with the type and the name of each subject, and `columns` made of what its kind is told and its problem.

        `ordered`: by types and names, as `put_in_order` put them.
        """
        own = {name: made for name, made in columns.items() if name != "problem"}
        who = f"FROM {_IN_ORDER}" if ordered else self.subjects
        told = ", ".join(name if name in own else f"{made} AS {name}" for name, made in columns.items())
        return f"SELECT {self.type_name}, subject, {told} FROM ({who}) JOIN ({self.kinds(own)}) USING (kind)"

    def put_in_order(self, connection: duckdb.DuckDBPyConnection) -> None:
        """Makes the table of all subjects by types and names, each with its kind."""
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {_IN_ORDER} AS SELECT * FROM ({self.subjects}) ORDER BY place, subject"
        )

    @property
    def subjects(self) -> str:
        """A query with the place of the type of each subject among all, its name, its kind and its problem."""
        return " UNION ALL ".join(self._of_type(place, each) for place, each in enumerate(self._placed))

    def _of_type(self, place: int, each: Decisions) -> str:
        if not self.apart:
            return f"SELECT {place} AS place, *, NULL::VARCHAR AS problem FROM ({each.subjects})"
        problems = f"SELECT id, problem FROM _problems WHERE type = {text(each.subject_type)}"
        return (
            f"SELECT {place} AS place, s.subject, CASE WHEN p.problem IS NULL THEN s.kind ELSE {_UNDECIDED} END AS kind, "
            f"p.problem FROM ({each.subjects}) AS s LEFT JOIN ({problems}) AS p ON p.id = s.subject"
        )

    def kinds(self, columns: Mapping[str, str]) -> str:
        """A query with `columns` made of what each kind of subject is told."""
        told = [each.told(columns) for each in self.decisions]
        if self.apart:
            made = ", ".join(f"{made} AS {name}" for name, made in columns.items())
            told.append(f"SELECT {_UNDECIDED} AS kind, {made} FROM ({_NOTHING})")
        return " UNION ALL ".join(told)

    @property
    def type_name(self) -> str:
        """The column of the type, made of its place."""
        types = " ".join(
            f"WHEN {place} THEN {text(self.named(each.subject_type))}" for place, each in enumerate(self._placed)
        )
        return f"CASE place {types} END AS type"

    @property
    def _placed(self) -> Sequence[Decisions]:
        # A type has a number in the queries: to sort by its name as well would take half as long again.
        return sorted(self.decisions, key=lambda each: each.subject_type)
