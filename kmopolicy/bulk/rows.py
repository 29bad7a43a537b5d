"""What is wrong in the rows of tables, row by row: found exactly, with the file, the row and the reason."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.sources import Source
from kmopolicy.program.declarations import Argument, Predicate
from kmopolicy.program.program import Program
from kmopolicy.text.localized import Localized

REASONS: Mapping[str, Localized] = {
    "empty": Localized("een cel is leeg", "a cell is empty"),
    "constant": Localized("een waarde staat niet in het beleid", "a value is not in the policy"),
    "date": Localized("een datum is geen jaar-maand-dag", "a date is not year-month-day"),
    "year": Localized("een jaartal heeft geen vier cijfers", "a year has not four digits"),
    "id": Localized("een naam heeft geen zichtbaar teken", "a name has no visible character"),
    "duplicate": Localized("dezelfde rij staat er al", "the same row is there already"),
    "second": Localized("een tweede waarde waar er maar één mag zijn", "a second value where there may be one"),
    "reference": Localized("ze verwijst naar iets dat er niet is", "it refers to something that is not there"),
    "missing": Localized("een feit dat er moet zijn, ontbreekt", "a fact that must be there is missing"),
}
INVISIBLE = r"[\x00-\x1f\x7f-\x9f\x{2028}\x{2029}]|^\s*$"
"""What no id may be or have."""


class Trouble(NamedTuple):
    """The rows of one table that are wrong in one way: the first of them, and how many there are."""

    file: str
    reason: str
    row: int
    subject: str
    rows: int


class Inspector:
    """Finds the bad rows of tables and collects them in the table `_bad_rows`."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        program: Program,
        sources: Mapping[str, Source],
        constants: Mapping[str, Sequence[str]],
    ) -> None:
        self._connection = connection
        self._program = program
        self._sources = sources
        self._constants = constants
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE _bad_rows "
            '(file VARCHAR, "row" BIGINT, reason VARCHAR, type VARCHAR, subject VARCHAR, cells VARCHAR[])'
        )

    def inspect(self, declared: Predicate) -> None:
        """All that is wrong in the rows of one input."""
        source = self._sources[declared.name]
        cells = [source.columns[each.name].sql for each in declared.arguments]
        typed = [typed_cell(self._program, each, source) for each in declared.arguments]
        read = ", ".join(
            f"CAST({cell} AS VARCHAR) AS r{at}, {value} AS t{at}"
            for at, (cell, value) in enumerate(zip(cells, typed, strict=True))
        )
        wrong = " ".join(self._wrong(declared, at) for at in range(declared.arity))
        empty = " ".join(f"WHEN r{at} IS NULL THEN 'empty'" for at in range(declared.arity))
        all_of = ", ".join(f"t{at}" for at in range(declared.arity))
        key = ", ".join(f"t{at}" for at in range(declared.arity - 1))
        second = (
            f"WHEN row_number() OVER (PARTITION BY reason, {key} ORDER BY \"row#\") > 1 THEN 'second'"
            if declared.cardinality != "many" and key
            else ""
        )
        told = ", ".join(f"r{at}" for at in range(declared.arity))
        self._connection.execute(
            f"""INSERT INTO _bad_rows
            WITH read AS (SELECT "row#", {read} FROM {source.numbered}),
            judged AS (SELECT *, CASE {empty} {wrong} END AS reason FROM read),
            counted AS (SELECT *, CASE WHEN reason IS NOT NULL THEN reason
                WHEN row_number() OVER (PARTITION BY reason, {all_of} ORDER BY "row#") > 1 THEN 'duplicate'
                {second} END AS found FROM judged)
            SELECT {text(source.file)}, "row#", found, {text(declared.arguments[0].type)}, r0, [{told}]
            FROM counted WHERE found IS NOT NULL"""
        )

    def inspect_references(self, declared: Predicate, every: Mapping[str, str]) -> None:
        """Rows about things that no table says exist; `every` is the relation of all that do, by type."""
        source = self._sources[declared.name]
        told = ", ".join(f"CAST({source.columns[each.name].sql} AS VARCHAR)" for each in declared.arguments)
        key = f"CAST({source.columns[declared.arguments[0].name].sql} AS VARCHAR)"
        for argument in declared.arguments:
            if argument.type in every:
                cell = f"CAST({source.columns[argument.name].sql} AS VARCHAR)"
                self._connection.execute(
                    f"""INSERT INTO _bad_rows SELECT {text(source.file)}, "row#", 'reference',
                    {text(declared.arguments[0].type)}, {key}, [{told}] FROM {source.numbered} AS facts
                    WHERE {cell} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {every[argument.type]} AS e WHERE e.id = {cell})
                    AND NOT EXISTS (SELECT 1 FROM _bad_rows AS b WHERE b.file = {text(source.file)} AND b."row" = "row#")"""
                )

    def inspect_missing(self, declared: Predicate, every: str) -> None:
        """Things without a fact that each of them must have."""
        source = self._sources.get(declared.name)
        kind = declared.arguments[0].type
        without = ""
        if source:
            key = f"CAST({source.columns[declared.arguments[0].name].sql} AS VARCHAR)"
            without = f"WHERE NOT EXISTS (SELECT 1 FROM {source.relation} AS facts WHERE {key} = e.id)"
        self._connection.execute(
            f"""INSERT INTO _bad_rows SELECT {text(declared.name)}, 0, 'missing', {text(kind)}, e.id, [e.id]
            FROM {every} AS e {without}"""
        )

    def _wrong(self, declared: Predicate, at: int) -> str:
        kind = self._program.types[declared.arguments[at].type]
        if kind.kind == "closed":
            return f"WHEN r{at} NOT IN ({', '.join(map(text, self._known(kind.name))) or 'NULL'}) THEN 'constant'"
        if kind.kind == "entity":
            return f"WHEN regexp_matches(r{at}, {text(INVISIBLE)}) THEN 'id'"
        return "" if kind.kind == "text" else f"WHEN t{at} IS NULL THEN '{kind.kind}'"

    def _known(self, type_name: str) -> list[str]:
        """The constants of a type, those of one's own included."""
        kind = self._program.types[type_name]
        own = [value for name in (type_name, *kind.includes) for value in self._constants.get(name, ())]
        return [*self._program.labels[type_name], *own]

    def troubles(self) -> list[Trouble]:
        """What was found, by table and reason, with the first row of each."""
        rows = self._connection.execute(
            'SELECT file, reason, min("row"), arg_min(subject, ("row", subject)), count(*) '
            'FROM _bad_rows GROUP BY file, reason ORDER BY file, min("row"), reason'
        ).fetchall()
        return [Trouble(*row) for row in rows]


def typed_cell(program: Program, argument: Argument, source: Source) -> str:
    """The value of an argument in a row, None where it is none of its type."""
    cell = source.columns[argument.name]
    kind = program.types[argument.type].kind
    if kind == "date":
        if cell.type == "DATE":
            return f"CASE WHEN {cell.sql} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN {cell.sql} END"
        said = f"CAST({cell.sql} AS VARCHAR)"
        form = f"regexp_full_match({said}, '\\d{{4}}-\\d{{2}}-\\d{{2}}') AND {said} >= '0001'"
        return f"CASE WHEN {form} THEN TRY_CAST({said} AS DATE) END"
    if kind == "year":
        said = f"CAST({cell.sql} AS VARCHAR)"
        return f"CASE WHEN regexp_full_match({said}, '[1-9]\\d{{3}}') THEN TRY_CAST({said} AS INTEGER) END"
    return cell.sql if cell.type == "VARCHAR" else f"CAST({cell.sql} AS VARCHAR)"


def naming(program: Program, sources: Mapping[str, Source], kind: str) -> Iterator[tuple[str, str]]:
    """The cells with ids of a type, each with its relation: of the tables that say who there is, else of any that names one."""
    stated = any(each.exists and each.arguments[0].type == kind for each in program.predicates.values())
    for declared in declared_inputs(program, sources):
        source = sources[declared.name]
        for at, argument in enumerate(declared.arguments):
            if argument.type == kind and (not stated or (at == 0 and declared.exists)):
                yield typed_cell(program, argument, source), source.relation


def every_id(program: Program, sources: Mapping[str, Source], kind: str) -> str:
    """A query with the ids of all things of a type, each once."""
    parts = (
        f"SELECT {cell} AS id FROM {relation} WHERE {cell} IS NOT NULL"
        for cell, relation in naming(program, sources, kind)
    )
    return f"SELECT DISTINCT id FROM ({' UNION ALL '.join(parts) or 'SELECT NULL::VARCHAR AS id WHERE FALSE'})"


def declared_inputs(program: Program, names: Mapping[str, Source]) -> Iterator[Predicate]:
    """The inputs that there is a table of."""
    yield from (each for each in program.predicates.values() if each.role == "input" and each.name in names)
