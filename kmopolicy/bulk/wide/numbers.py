"""What subjects are told as numbers, for a form that all threads write in one order.

Rows that are joined have no order, so that what is told must stand beside the names when these are sorted. It is small then: a
text is one of an ENUM, and a list that many are told is a number. Parquet keeps texts as numbers itself, and gets them made: all
of it takes two thirds of the CPU that one thread needs for texts, and is shared by all threads.
"""

from collections.abc import Mapping

import duckdb

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.decisions import COLUMNS
from kmopolicy.bulk.wide.told import Told

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


def numbered(connection: duckdb.DuckDBPyConnection, told: Told) -> str:
    """Makes the table of all subjects by types and names: a query that spells out each row, in that order."""
    outcome, lists = _types(connection, told)
    for name, kind in lists.items():
        _number(connection, told, name, kind)
    codes = ", ".join(
        f"n_{name}.number AS n_{name}, CASE WHEN n_{name}.number IS NULL THEN to_json(k.{name})::VARCHAR END AS {name}"
        for name in lists
    )
    joins = " ".join(f"LEFT JOIN _n_{name} AS n_{name} ON n_{name}.told = k.{name}" for name in lists)
    coded = f"SELECT k.kind, outcome::{outcome} AS outcome, {codes} FROM ({told.kinds(COLUMNS)}) AS k {joins}"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE _numbered AS SELECT * EXCLUDE (kind) FROM ({told.subjects}) "
        f"JOIN ({coded}) USING (kind) ORDER BY place, subject"
    )
    spelt = ", ".join(
        f"CASE WHEN n_{name} IS NULL THEN {name}::JSON::{kind} ELSE getvariable('_n_{name}')[n_{name}] END AS {name}"
        for name, kind in lists.items()
    )
    return f"SELECT {told.type_name}, subject, outcome, {spelt}, problem FROM _numbered"


def _types(connection: duckdb.DuckDBPyConnection, told: Told) -> tuple[str, Mapping[str, str]]:
    """The types of an outcome and of the lists, with an ENUM of what is told for each sort of text that has few."""
    used = ", ".join(f"list_sort(list_distinct(flatten(list({texts}))))" for texts in _TEXTS.values())
    (found,) = connection.execute(f"SELECT {used} FROM ({told.kinds(COLUMNS)})").fetchall()
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


def _number(connection: duckdb.DuckDBPyConnection, told: Told, name: str, kind: str) -> None:
    """Numbers for the lists of one sort that most subjects are told; the variable `_n_…` has them in their order."""
    counted = told.kinds({"told": name, "subjects": "subjects"})
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE _n_{name} AS "
        "SELECT told, row_number() OVER (ORDER BY often DESC, told)::USMALLINT AS number "
        f"FROM (SELECT told, sum(subjects) AS often FROM ({counted}) GROUP BY told) QUALIFY number <= {_MOST_LISTS}"
    )
    connection.execute(f"SET VARIABLE _n_{name} = (SELECT list(told ORDER BY number)::{kind}[] FROM _n_{name})")
