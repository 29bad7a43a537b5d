"""Runs a policy with one row per entity: gathers what facts say, computes level by level, spells out grounds once per kind."""

from collections.abc import Callable, Collection, Mapping, Sequence

import duckdb

from kmopolicy.bulk.context import Context, every
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.rows import declared_inputs, typed_cell
from kmopolicy.bulk.wide.asked import Asked
from kmopolicy.bulk.wide.columns import Unfit
from kmopolicy.bulk.wide.decisions import COLUMNS, Decisions
from kmopolicy.bulk.wide.things import Things
from kmopolicy.program.declarations import Predicate

_IN_ORDER = "_in_order"


def run(context: Context) -> Sequence[Decisions]:
    """Makes the view `_found`, of the decisions; none where the program asks for more than one row per entity can say."""
    try:
        asked = Asked(context)
    except Unfit:
        return ()
    sound: set[str] = set()
    suspect: set[str] = set()
    for type_name in asked.order:
        things = Things(asked, type_name)
        things.run()
        sound |= things.sound
        suspect |= things.suspect
    _inspect_references(asked, sound, suspect)
    context.connection.execute(f"CREATE TEMP VIEW _found AS {told(asked.decisions, COLUMNS)}")
    return asked.decisions


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
    types = " ".join(f"WHEN {at} THEN {text(named(each.subject_type))}" for at, each in enumerate(_placed(decisions)))
    subjects = f"FROM {_IN_ORDER}" if ordered else _subjects(decisions)
    kinds = " UNION ALL ".join(each.told(columns) for each in decisions)
    listed = ", ".join(columns)
    return f"SELECT CASE place {types} END AS type, subject, {listed} FROM ({subjects}) JOIN ({kinds}) USING (kind)"


def put_in_order(connection: duckdb.DuckDBPyConnection, decisions: Sequence[Decisions]) -> None:
    """Makes the table of all subjects by types and names, each with its kind."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_IN_ORDER} AS SELECT * FROM ({_subjects(decisions)}) ORDER BY place, subject"
    )


def _placed(decisions: Sequence[Decisions]) -> Sequence[Decisions]:
    # Types have a number in the queries: to sort by their names as well would take half as long again.
    return sorted(decisions, key=lambda each: each.subject_type)


def _subjects(decisions: Sequence[Decisions]) -> str:
    return " UNION ALL ".join(
        f"SELECT {at} AS place, * FROM ({each.subjects})" for at, each in enumerate(_placed(decisions))
    )


def _inspect_references(asked: Asked, sound: Collection[str], suspect: Collection[str]) -> None:
    """Where a table names something that is not there, its rows are looked at one by one."""
    stated = asked.context.stated_types
    for declared in declared_inputs(asked.program, asked.context.sources):
        if declared.name in suspect or _dangling(asked, declared, stated, sound):
            asked.context.inspector.inspect_references(declared, stated)


def _dangling(asked: Asked, declared: Predicate, stated: Mapping[str, str], sound: Collection[str]) -> bool:
    """Whether some row names a thing that is not there; of the rows that were gathered by that thing it is known."""
    source, owner = asked.context.sources[declared.name], declared.arguments[0].type
    slot = asked.words[owner].slots.get(declared.name) if owner in asked.words else None
    slot = None if slot and slot.asked else slot
    for at, argument in enumerate(declared.arguments):
        if argument.type not in stated or (not at and (slot or declared.name in sound)):
            continue
        by_value = slot is not None and bool(slot.value)
        relation = f"_row{every(owner)}" if by_value else source.relation
        cell = slot.value if slot and by_value else typed_cell(asked.program, argument, source)
        found = asked.context.connection.execute(
            f"SELECT count(*) FROM {relation} AS f WHERE {cell} IS NOT NULL "
            f"AND NOT EXISTS (SELECT 1 FROM {stated[argument.type]} AS e WHERE e.id = {cell})"
        ).fetchall()
        if found[0][0]:
            return True
    return False
