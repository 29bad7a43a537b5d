"""Who is told what: queries for the decisions about all outcomes, in no order or by types and names."""

from collections.abc import Callable, Mapping, Sequence

import duckdb

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.decisions import Decisions

_IN_ORDER = "_in_order"


def told(
    decisions: Sequence[Decisions],
    columns: Mapping[str, str],
    *,
    named: Callable[[str], str] = str,
    ordered: bool = False,
) -> str:
    """A query with the type and the name of each subject, and `columns` made of what its kind is told.

    `named`: what types are called; `ordered`: by types and names, as `put_in_order` put them.
    """
    who = f"FROM {_IN_ORDER}" if ordered else subjects(decisions)
    listed = ", ".join(columns)
    return f"SELECT {type_of(decisions, named)}, subject, {listed} FROM ({who}) JOIN ({kinds(decisions, columns)}) USING (kind)"


def put_in_order(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decisions]) -> None:
    """Makes the table of all subjects by types and names, each with its kind."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_IN_ORDER} AS SELECT * FROM ({subjects(decisions)}) ORDER BY place, subject"
    )


def subjects(decisions: Sequence[Decisions]) -> str:
    """A query with the place of the type of each subject among all, its name and its kind."""
    return " UNION ALL ".join(
        f"SELECT {place} AS place, * FROM ({each.subjects})" for place, each in enumerate(_placed(decisions))
    )


def kinds(decisions: Sequence[Decisions], columns: Mapping[str, str]) -> str:
    """A query with `columns` made of what each kind of subject is told."""
    return " UNION ALL ".join(each.told(columns) for each in decisions)


def type_of(decisions: Sequence[Decisions], named: Callable[[str], str]) -> str:
    """The column of the type, made of its place."""
    types = " ".join(
        f"WHEN {place} THEN {text(named(each.subject_type))}" for place, each in enumerate(_placed(decisions))
    )
    return f"CASE place {types} END AS type"


def _placed(decisions: Sequence[Decisions]) -> Sequence[Decisions]:
    # A type has a number in the queries: to sort by its name as well would take half as long again.
    return sorted(decisions, key=lambda each: each.subject_type)
