"""Texts as numbers: what kinds of subjects are told, with each text as one of an ENUM.

Parquet keeps a text that comes back as a number and a dictionary. Where the texts are numbers already it is written in half the
time: otherwise each text of each ground of each subject is looked up anew.
"""

from collections.abc import Mapping, Sequence

import duckdb

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.decisions import COLUMNS, Decisions

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
_MOST = 5_000
"""Texts of a dictionary: it stands in each part of the file. More than these are ids that grounds speak of."""


def numbered(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decisions]) -> Mapping[str, str]:
    """Makes an ENUM of the texts of each sort that some subject is told: the columns of what is told, made of those."""
    kinds = " UNION ALL ".join(each.told(COLUMNS) for each in decisions)
    used = ", ".join(f"list_sort(list_distinct(flatten(list({texts}))))" for texts in _TEXTS.values())
    (found,) = connection.execute(f"SELECT {used} FROM ({kinds})").fetchall()
    types = {}
    for name, texts in zip(_TEXTS, found, strict=True):
        types[name] = f"_{name}" if len(texts or ()) <= _MOST else "VARCHAR"
        if types[name] != "VARCHAR":
            connection.execute(f"CREATE OR REPLACE TEMP TYPE _{name} AS ENUM ({', '.join(map(text, texts or ()))})")
    ground = 'ground {ground}, "values" {value}[], rule {rule}, sentence {sentence}'.format_map(types)
    return {
        "outcome": f"outcome::{types['outcome']}",
        "themes": f"themes::{types['theme']}[]",
        "grounds": f"grounds::STRUCT({ground})[]",
        "readings": f"readings::{types['reading']}[]",
    }
