"""What some things lead to in tables: their own rows, those of what these refer to, and so on; as tables again."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.literals import quote, text
from kmopolicy.bulk.opened import Opened
from kmopolicy.bulk.rows import declared_inputs, every_id, typed_cell
from kmopolicy.bulk.sources import Cell, Source
from kmopolicy.facts.statements import JUDGED
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type

NUMBER = "row#"


class Things(NamedTuple):
    """Some things, by type the table with their ids."""

    tables: Mapping[str, str]

    def about(self, declared: Predicate, key: str) -> str:
        """The condition that the row of an input is about one of them; none for what is about no thing."""
        table = self.tables.get(declared.arguments[0].type)
        return f" WHERE {key} IN (SELECT id FROM {table})" if table else ""


def reached(opened: Opened, program: Program, start: Mapping[str, str], name: str) -> Things:
    """All things that some lead to, these included; `start` gives by type the query of their ids."""
    tables = {
        kind.name: quote(f"{name}_{show_type(kind.name)}") for kind in program.types.values() if kind.kind == "entity"
    }
    for kind, table in tables.items():
        first = start.get(kind, "SELECT NULL::VARCHAR AS id WHERE FALSE")
        opened.connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT DISTINCT id FROM ({first})")
    steps = list(_steps(opened, program, tables))
    # As often as it takes: what is reached may lead on, and there may be rings.
    while any(_grown(opened.connection, *step) for step in steps):
        pass
    return Things(tables)


def _steps(opened: Opened, program: Program, tables: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """From the things of one type to those of another that a table says belong with them."""
    for declared in declared_inputs(program, opened.sources):
        first, *others = declared.arguments
        if first.type not in tables:
            continue
        source = opened.sources[declared.name]
        key = typed_cell(program, first, source)
        for argument in (each for each in others if each.type in tables):
            cell = typed_cell(program, argument, source)
            rows = f"SELECT DISTINCT {cell} AS id FROM {source.relation} WHERE {key} IN (SELECT id FROM {tables[first.type]})"
            yield tables[argument.type], rows


def _grown(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> bool:
    """Whether a step led to anything that was not reached yet."""
    new = f"SELECT id FROM ({rows}) WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM {table})"
    (added,) = connection.execute(f"INSERT INTO {table} {new}").fetchall()[0]
    return bool(added)


def copied(opened: Opened, program: Program, things: Things | None, name: str) -> Opened:
    """The rows about some things as tables of their own, with the number of each row and who judged; all rows for None."""
    found = dict(opened.sources)
    for declared in declared_inputs(program, opened.sources):
        source, table = opened.sources[declared.name], quote(f"{name}_{declared.name}")
        cells = [f"{typed_cell(program, each, source)} AS {quote(each.name)}" for each in declared.arguments]
        judged = program.types[declared.arguments[-1].type].judged
        cells += [
            f"{source.columns[each].sql} AS {quote(each)}" for each in JUDGED if judged and each in source.columns
        ]
        about = things.about(declared, typed_cell(program, declared.arguments[0], source)) if things else ""
        opened.connection.execute(
            f"CREATE OR REPLACE TABLE {table} AS "
            f"SELECT {quote(NUMBER)}, {', '.join(cells)} FROM {source.numbered} AS numbered{about}"
        )
        found[declared.name] = _plain(opened.connection, source, table)
    return opened._replace(sources=found)


def dated(opened: Opened, program: Program, name: str, day: date, called: str) -> Source:
    """The table of a date, with a day for everything that has none there, under a name of its own."""
    kind, last = program.predicates[name].arguments
    table, source = quote(f"day_{called}"), opened.sources.get(name)
    stated = "(SELECT NULL::VARCHAR AS id, NULL::DATE AS day WHERE FALSE)"
    if source:
        cells = [typed_cell(program, each, source) for each in (kind, last)]
        stated = f"(SELECT {cells[0]} AS id, {cells[1]} AS day FROM {source.relation})"
    opened.connection.execute(
        f"CREATE OR REPLACE TABLE {table} AS SELECT row_number() OVER () AS {quote(NUMBER)}, e.id AS {quote(kind.name)}, "
        f"coalesce(s.day, DATE {text(day.isoformat())}) AS {quote(last.name)} "
        f"FROM ({every_id(program, opened.sources, kind.type)}) AS e LEFT JOIN {stated} AS s USING (id)"
    )
    return _plain(opened.connection, Source(called, called, table, table, {}), table)


def _plain(connection: duckdb.DuckDBPyConnection, source: Source, table: str) -> Source:
    """A table of our own making, with typed columns."""
    rows = connection.execute(f"DESCRIBE {table}").fetchall()
    cells = {name: Cell(quote(name), kind) for name, kind, *_ in rows if name != NUMBER}
    return Source(source.name, source.file, table, table, cells)
