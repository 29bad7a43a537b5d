"""Texts as numbers: what kinds of subjects are told, with each text as one of an ENUM.

Parquet keeps a text that comes back as a number and a dictionary. Where the texts are numbers already it is written in two thirds
of the time: otherwise each text of each ground of each subject is looked up anew.
"""

from collections.abc import Mapping, Sequence

import duckdb

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.decisions import COLUMNS, Decisions

_TEXTS = {
    "outcome": "[outcome]",
    "theme": "themes",
    "ground": "list_transform(grounds, lambda g: g.ground)",
    "rule": "list_transform(grounds, lambda g: g.rule)",
    "sentence": "list_transform(grounds, lambda g: g.sentence)",
    "reading": "readings",
}
"""What has few texts, and the list of them that a kind is told; the values of a ground may be ids."""

NUMBERED: Mapping[str, str] = {
    "outcome": "outcome::_outcome",
    "themes": "themes::_theme[]",
    "grounds": 'grounds::STRUCT(ground _ground, "values" VARCHAR[], rule _rule, sentence _sentence)[]',
    "readings": "readings::_reading[]",
}
"""The columns made of what a kind is told, once the dictionaries are there."""


def make(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decisions]) -> None:
    """Makes an ENUM of the texts of each sort that some subject is told."""
    kinds = " UNION ALL ".join(each.told(COLUMNS) for each in decisions)
    used = ", ".join(f"list_sort(list_distinct(flatten(list({texts}))))" for texts in _TEXTS.values())
    (found,) = connection.execute(f"SELECT {used} FROM ({kinds})").fetchall()
    for name, texts in zip(_TEXTS, found, strict=True):
        connection.execute(f"CREATE OR REPLACE TEMP TYPE _{name} AS ENUM ({', '.join(map(text, texts or ()))})")
