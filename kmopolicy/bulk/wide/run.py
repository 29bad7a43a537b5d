"""Runs a policy with one row per entity: gathers what facts say, computes level by level, spells out grounds once per kind."""

from collections.abc import Collection, Mapping, Sequence

from kmopolicy.bulk.context import Context, every
from kmopolicy.bulk.rows import declared_inputs, typed_cell
from kmopolicy.bulk.wide.asked import Asked
from kmopolicy.bulk.wide.columns import Unfit
from kmopolicy.bulk.wide.decisions import COLUMNS, Decisions
from kmopolicy.bulk.wide.things import Things
from kmopolicy.bulk.wide.told import Told
from kmopolicy.program.declarations import Predicate


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
    told = Told(asked.decisions, str, apart=False).rows(COLUMNS, ordered=False)
    context.connection.execute(f"CREATE TEMP VIEW _found AS {told}")
    return asked.decisions


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
