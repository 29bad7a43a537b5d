"""An impact of whole tables as a table: a row per subject, written whole or not at all."""

from kmopolicy.bulk import written
from kmopolicy.bulk.literals import text
from kmopolicy.program.show import show_type
from kmopolicy.questions.impact.impact import Impact
from kmopolicy.questions.impact.tables.pair import CHANGES, PAIR, Pair
from kmopolicy.questions.impact.tables.readable import UNREAD

_GROUPS = "told_groups"


def write(pair: Pair, found: Impact, numbers: dict[tuple[str, str, str, int], int], out: str) -> None:
    """To a Parquet file. `numbers`: the place of the group of those that go one way by one cause."""
    _groups(pair, found, numbers)
    kinds = list(found.types)
    parts = [_of_type(pair, kind, at) for at, kind in enumerate(kinds)]
    rows = " UNION ALL ".join(parts)
    query = f"SELECT * EXCLUDE (place) FROM ({rows}) ORDER BY place, subject"
    with written.put(pair.opened.connection, out, "parquet", query, "impact"):
        pass  # in its place as soon as it is whole: nothing else is written beside it


def _groups(pair: Pair, found: Impact, numbers: dict[tuple[str, str, str, int], int]) -> None:
    """What is told of each group, by what its subjects have in common."""
    execute = pair.opened.connection.execute
    execute(
        f"CREATE OR REPLACE TABLE {_GROUPS} (type VARCHAR, before VARCHAR, after VARCHAR, found INTEGER, "
        "direction VARCHAR, responsible VARCHAR[], sentences VARCHAR[])"
    )
    for key, at in numbers.items():
        group = found.groups[at]
        names = [unit.name for unit in group.responsible]
        told = [*key, group.direction, names, list(group.sentences)]
        execute(f"INSERT INTO {_GROUPS} VALUES (?, ?, ?, ?, ?, ?, ?)", told)


def _of_type(pair: Pair, kind: str, at: int) -> str:
    titles = " UNION ALL ".join(
        f"SELECT {key} AS id, {title} AS title FROM {source}" for source, key, title in pair.naming(kind)
    )
    named = f"SELECT id, min(title) AS title FROM ({titles or _NOTHING}) GROUP BY id"
    return f"""
        SELECT {at} AS place, {text(pair.file)} AS file, {text(show_type(kind))} AS type, p.id AS subject,
            coalesce(t.title, '') AS title,
            CASE WHEN p.before = '' AND p.after = '' THEN 'neither' WHEN p.after = '' THEN 'only_old'
                WHEN p.before = '' THEN 'only_new' WHEN p.before = p.after THEN 'same' ELSE 'changed' END AS status,
            nullif(p.before, '') AS before, nullif(p.after, '') AS after, g.direction,
            coalesce(g.responsible, []) AS responsible, coalesce(g.sentences, []) AS sentences,
            {_unread(pair, "old")} AS unread_by_old, {_unread(pair, "new")} AS unread_by_new
        FROM {PAIR} AS p LEFT JOIN ({named}) AS t ON t.id = p.id
        LEFT JOIN {CHANGES} AS c ON c.type = p.type AND c.id = p.id
        LEFT JOIN {_GROUPS} AS g ON (g.type, g.before, g.after, g.found) = (c.type, c.before, c.after, c.found)
        {_joined(pair, kind, "old")} {_joined(pair, kind, "new")}
        WHERE p.type = {text(kind)}"""


_NOTHING = "SELECT NULL::VARCHAR AS id, NULL::VARCHAR AS title WHERE FALSE"


def _unread(pair: Pair, which: str) -> str:
    return "[]::VARCHAR[]" if pair.alike else f"coalesce(u_{which}.words, [])"


def _joined(pair: Pair, kind: str, which: str) -> str:
    if pair.alike:
        return ""
    words = (
        f"SELECT id, list(name ORDER BY kind, name) AS words FROM {UNREAD} "
        f"WHERE side = {text(which)} AND type = {text(kind)} GROUP BY id"
    )
    return f"LEFT JOIN ({words}) AS u_{which} ON u_{which}.id = p.id"
