"""Tables of facts where they stand: files of Parquet or CSV in a folder, a DuckDB or a SQLite file, a PostgreSQL database.

Nothing is changed there.
"""

import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.csv import Table
from kmopolicy.bulk.literals import one_file, quote, text
from kmopolicy.bulk.places import CSV, PARQUET, kind_of
from kmopolicy.bulk.refused import Refused
from kmopolicy.facts.folders import OTHER_TABLES
from kmopolicy.facts.nodes import cut
from kmopolicy.facts.refused import FIRST
from kmopolicy.facts.values import listed
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.near import nearest
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.text.addresses import without_password
from kmopolicy.text.catalogue import bulk as catalogue
from kmopolicy.text.catalogue import files as files_catalogue
from kmopolicy.text.catalogue.facts import forms
from kmopolicy.text.catalogue.facts import tables as facts_catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import unreadable
from kmopolicy.text.span import Span

_JUDGED = ("by", "on", "because")
_CHUNK = 50_000
_NESTED = re.compile(r"^(BLOB|BIT|STRUCT|MAP|UNION)\b|\]$")
"""Types of columns that are not read: raw bytes, and what holds other values."""


class Cell(NamedTuple):
    """The value of a column in a row, None where it is empty, and its type in the database."""

    sql: str
    type: str


class Source(NamedTuple):
    """A table: its rows as a relation of DuckDB, with the number of each row where that is asked, and its columns."""

    name: str
    file: str
    relation: str
    numbered: str
    columns: Mapping[str, Cell]


def sources(connection: duckdb.DuckDBPyConnection, program: Program, path: str) -> dict[str, Source]:
    """The tables of a folder or a database by name: those of inputs, and those with constants of one's own."""
    known = known_columns(program)
    kind = kind_of(path)
    if kind == "postgres":
        found = dict(_taken_from_server(connection, path, known))
    elif kind in ("duckdb", "sqlite"):
        wrong = unreadable(Path(path), path)
        if wrong:
            raise Refused(wrong)
        found = dict(_attached(connection, path, known) if kind == "duckdb" else _copied(connection, path, known))
    else:
        found = dict(_files(connection, Path(path), known, program))
    if not found:
        raise Refused(nothing_there(program, path))
    complete(found, known)
    return found


def nothing_there(program: Program, path: str) -> Diagnostic:
    """A folder or a database without a table of any input."""
    suffix = "" if kind_of(path) in ("postgres", "duckdb", "sqlite") else PARQUET
    first = listed(f"{each.name}{suffix}" for each in program.predicates.values() if each.exists)
    args = {"folder": without_password(path), "known": first, "dossier": ""}
    return Diagnostic(facts_catalogue.NO_TABLES, None, args, "name")


def known_columns(program: Program) -> dict[str, tuple[str, ...]]:
    """The columns of every table that there may be."""
    inputs = {each.name: _columns(each) for each in program.predicates.values() if each.role == "input"}
    closed = [each for each in program.types.values() if each.kind == "closed" and each.section]
    return {**{show_type(each.name): (show_type(each.name), "label") for each in closed}, **inputs}


def _columns(declared: Predicate) -> tuple[str, ...]:
    return tuple(argument.name for argument in declared.arguments)


def _files(
    connection: duckdb.DuckDBPyConnection, folder: Path, known: Mapping[str, Sequence[str]], program: Program
) -> Iterator[tuple[str, Source]]:
    seen: dict[str, Path] = {}
    for file in _listed(folder):
        suffix, name = file.suffix.lower(), file.stem
        if suffix not in (PARQUET, CSV):
            _look_alike(file, known)
            continue
        if name not in known:
            raise Refused(unknown_table(program, str(file), known))
        if name in seen:
            notes = ((_whole(str(seen[name])), FIRST),)
            raise Refused(Diagnostic(forms.SAME_KEY, _whole(str(file)), {"key": name}, "merge", notes))
        seen[name] = file
        wrong = None if suffix == PARQUET and file.is_dir() else unreadable(file, str(file))
        if wrong:
            raise Refused(wrong)
        if suffix == PARQUET:
            yield name, _parquet(connection, file, name)
        else:
            yield name, _csv(connection, file, known[name], _JUDGED if _is_judged(program, name) else ())


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    except OSError:
        raise Refused(Diagnostic(files_catalogue.NOT_READABLE, None, {"file": str(folder)}, "rights")) from None


def _look_alike(file: Path, known: Mapping[str, Sequence[str]]) -> None:
    """Refuses a file in which facts may stand that are not read."""
    if file.suffix.lower() in OTHER_TABLES or file.name.partition(".")[0] in known:
        raise Refused(Diagnostic(facts_catalogue.NOT_CSV, _whole(str(file)), {"file": file.name}, "save"))


def unknown_table(program: Program, file: str, known: Mapping[str, Sequence[str]]) -> Diagnostic:
    """A file whose name says of no input that it is its table."""
    name, suffix = os.path.splitext(os.path.basename(file))
    near = nearest(name, known)
    key = "derived" if name in program.predicates else "near" if near else "known"
    first = listed(f"{each.name}{suffix.lower()}" for each in program.predicates.values() if each.exists)
    args = {"file": os.path.basename(file), "key": name, "near": near, "known": first}
    return Diagnostic(facts_catalogue.UNKNOWN_TABLE, _whole(file), args, key)


def _parquet(connection: duckdb.DuckDBPyConnection, file: Path, name: str) -> Source:
    quoted = one_file(str(file))
    # Some writers do not say that bytes are text.
    relation = f"read_parquet({quoted}, binary_as_string = true)"
    numbered = (
        '(SELECT *, file_row_number + 1 AS "row#" FROM '
        f"read_parquet({quoted}, binary_as_string = true, file_row_number = true))"
    )
    return _described(connection, Source(name, str(file), relation, numbered, {}))


def _is_judged(program: Program, name: str) -> bool:
    declared = program.predicates.get(name)
    return declared is not None and program.types[declared.arguments[-1].type].judged


def _csv(connection: duckdb.DuckDBPyConnection, file: Path, needed: Sequence[str], optional: Sequence[str]) -> Source:
    try:
        found = Table(connection, file, needed, optional).loaded()
    except duckdb.Error as failure:
        raise _unread(failure, str(file)) from None
    return _described(connection, Source(file.stem, str(file), found.relation, found.numbered, {}))


def _attached(
    connection: duckdb.DuckDBPyConnection, path: str, known: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Source]]:
    try:
        connection.execute(f"ATTACH {text(path)} AS facts (READ_ONLY)")
    except duckdb.Error as failure:
        raise _unread(failure, path) from None
    rows = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = 'facts' AND schema_name = 'main'"
    ).fetchall()
    for (name,) in sorted(rows):
        if name in known:
            relation = f"facts.main.{quote(name)}"
            numbered = f'(SELECT *, rowid + 1 AS "row#" FROM {relation})'
            source = Source(name, f"{path}, {name}", relation, numbered, {})
            yield name, _described(connection, source)


def _copied(
    connection: duckdb.DuckDBPyConnection, path: str, known: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Source]]:
    """SQLite's rows, taken over in pieces."""
    try:
        with closing(sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True)) as found:
            names = [
                name for (name,) in found.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
            ]
            for name in sorted(set(names) & set(known)):
                relation = _taken_over(connection, found, name, f"{path}, {name}")
                numbered = f'(SELECT *, rowid + 1 AS "row#" FROM {relation})'
                source = Source(name, f"{path}, {name}", relation, numbered, {})
                yield name, _described(connection, source)
    except sqlite3.Error:
        raise Refused(broken(path)) from None


def _taken_over(connection: duckdb.DuckDBPyConnection, found: sqlite3.Connection, name: str, shown: str) -> str:
    import pyarrow

    cursor = found.execute(f"SELECT * FROM {quote(name)}")
    columns = [each[0] for each in cursor.description]
    relation = quote(f"sqlite_{name}")
    connection.execute(f"CREATE TABLE {relation} ({', '.join(f'{quote(column)} VARCHAR' for column in columns)})")
    while rows := cursor.fetchmany(_CHUNK):
        for column, values in zip(columns, zip(*rows, strict=True), strict=True):
            if any(isinstance(value, bytes) for value in values):
                raise Refused(_not_plain(shown, column, "BLOB"))
        cells = [[None if cell is None else str(cell) for cell in column] for column in zip(*rows, strict=True)]
        piece = pyarrow.table([pyarrow.array(column, pyarrow.string()) for column in cells], columns)
        connection.register("piece", piece)
        connection.execute(f"INSERT INTO {relation} SELECT * FROM piece")
        connection.unregister("piece")
    return relation


def _taken_from_server(
    connection: duckdb.DuckDBPyConnection, url: str, known: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Source]]:
    from kmopolicy.bulk import postgres

    for each in postgres.taken_over(connection, url, known):
        source = Source(each.name, each.shown, each.relation, each.relation, {})
        yield each.name, _described(connection, source)


def _described(connection: duckdb.DuckDBPyConnection, source: Source) -> Source:
    """The source with its columns; one that cannot be read at all is refused here."""
    try:
        rows = connection.execute(f"DESCRIBE SELECT * FROM {source.relation}").fetchall()
    except duckdb.Error as failure:
        raise _unread(failure, source.file) from None
    cells = {name: Cell(quote(name), kind) for name, kind, *_ in rows if name != "row#"}
    return source._replace(columns=cells)


def _not_plain(file: str, column: str, kind: str) -> Diagnostic:
    return Diagnostic(catalogue.NOT_PLAIN, _whole(file), {"column": column, "kind": cut(kind)}, "save")


def complete(found: Mapping[str, Source], known: Mapping[str, Sequence[str]]) -> None:
    """Every table has its columns, of plain values, and no other, but for who gave a verdict, when and why."""
    wrong = []
    for name, source in found.items():
        span, told = _whole(source.file), listed(known[name])
        for column in known[name]:
            if column in source.columns and _NESTED.search(source.columns[column].type):
                wrong.append(_not_plain(source.file, column, source.columns[column].type))
            elif column not in source.columns:
                args = {"column": column, "known": told}
                wrong.append(Diagnostic(facts_catalogue.MISSING_COLUMN, span, args, "add"))
        for column in source.columns:
            if column not in (*known[name], *_JUDGED):
                near = nearest(column, known[name])
                args = {"column": column, "known": told, "near": near}
                wrong.append(Diagnostic(facts_catalogue.UNKNOWN_COLUMN, span, args, "near" if near else "known"))
    if wrong:
        raise Refused(*wrong)


def _unread(failure: duckdb.Error, file: str) -> Exception:
    """A file that cannot be read, unless it is the memory that is too small."""
    return failure if isinstance(failure, duckdb.OutOfMemoryException) else Refused(broken(file))


def broken(file: str) -> Diagnostic:
    """A file that cannot be read to its end."""
    return Diagnostic(catalogue.BROKEN_FILE, _whole(file), {"file": file}, "again")


def _whole(file: str) -> Span:
    return Span(file, 0, 0, 0, 0)
