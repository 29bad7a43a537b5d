"""What subjects are told as numbers, for a form that all threads write in one order.

Rows that are joined have no order, so that what is told must stand beside the names when these are sorted. It is small then: a
text is one of an ENUM, and a list that many are told is a number. Parquet keeps texts as numbers itself, and gets them made: all
of it takes two thirds of the CPU that one thread needs for texts, and is shared by all threads.
"""

from collections.abc import Callable, Mapping, Sequence

import duckdb

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.decisions import COLUMNS, Decisions
from kmopolicy.bulk.wide.told import kinds, subjects, type_of

_TEXTS = {
    "outcome": "[outcome]",
    "theme": "themes",
    "ground": "list_transform(grounds, lambda g: g.ground)",
    "value": 'flatten(list_transform(grounds, lambda g: g."values"))',
    "rule": "list_transform(grounds, lambda g: g.rule)",
    "sentence": "list_transform(grounds, lambda g: g.sentence)",
    "reading": "readings",
}
"""Each sort of text, and the list of them that a kind is told."""
_MOST_TEXTS = 5_000
"""Texts of an ENUM: all stand in each part of the file. More than these are ids that grounds speak of."""
_MOST_LISTS = 250
"""Lists that have a number: all are looked through anew for each two thousand rows."""


def numbered(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decisions], named: Callable[[str], str]) -> str:
    """Makes the table of all subjects by types and names: a query that spells out each row, in that order.

    `named`: what types are called.
    """
    outcome, lists = _types(connection, decisions)
    for name, kind in lists.items():
        _number(connection, decisions, name, kind)
    codes = ", ".join(
        f"n_{name}.number AS n_{name}, CASE WHEN n_{name}.number IS NULL THEN to_json(k.{name})::VARCHAR END AS {name}"
        for name in lists
    )
    joins = " ".join(f"LEFT JOIN _n_{name} AS n_{name} ON n_{name}.told = k.{name}" for name in lists)
    coded = f"SELECT k.kind, outcome::{outcome} AS outcome, {codes} FROM ({kinds(decisions, COLUMNS)}) AS k {joins}"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE _numbered AS SELECT * EXCLUDE (kind) FROM ({subjects(decisions)}) "
        f"JOIN ({coded}) USING (kind) ORDER BY place, subject"
    )
    spelt = ", ".join(
        f"CASE WHEN n_{name} IS NULL THEN {name}::JSON::{kind} ELSE getvariable('_n_{name}')[n_{name}] END AS {name}"
        for name, kind in lists.items()
    )
    return f"SELECT {type_of(decisions, named)}, subject, outcome, {spelt}, NULL::VARCHAR AS problem FROM _numbered"


def _types(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decisions]) -> tuple[str, Mapping[str, str]]:
    """The types of an outcome and of the lists, with an ENUM of what is told for each sort of text that has few."""
    used = ", ".join(f"list_sort(list_distinct(flatten(list({texts}))))" for texts in _TEXTS.values())
    (found,) = connection.execute(f"SELECT {used} FROM ({kinds(decisions, COLUMNS)})").fetchall()
    types = dict.fromkeys(_TEXTS, "VARCHAR")
    for name, texts in zip(_TEXTS, found, strict=True):
        if len(texts or ()) <= _MOST_TEXTS:
            types[name] = f"_{name}"
            connection.execute(f"CREATE OR REPLACE TEMP TYPE _{name} AS ENUM ({', '.join(map(text, texts or ()))})")
    ground = 'ground {ground}, "values" {value}[], rule {rule}, sentence {sentence}'.format_map(types)
    return types["outcome"], {
        "themes": f"{types['theme']}[]",
        "grounds": f"STRUCT({ground})[]",
        "readings": f"{types['reading']}[]",
    }


def _number(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decisions], name: str, kind: str) -> None:
    """Numbers for the lists of one sort that most subjects are told; the variable `_n_…` has them in their order."""
    told = kinds(decisions, {"told": name, "subjects": "subjects"})
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE _n_{name} AS "
        "SELECT told, row_number() OVER (ORDER BY often DESC, told)::USMALLINT AS number "
        f"FROM (SELECT told, sum(subjects) AS often FROM ({told}) GROUP BY told) QUALIFY number <= {_MOST_LISTS}"
    )
    connection.execute(f"SET VARIABLE _n_{name} = (SELECT list(told ORDER BY number)::{kind}[] FROM _n_{name})")
