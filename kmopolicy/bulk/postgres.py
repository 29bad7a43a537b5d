"""A PostgreSQL database: its tables taken over as they stand at one moment, and decisions put into a table of it.

Nothing is changed there while reading. What is written is one transaction: all of it, or nothing.
"""

import io
import os
import tempfile
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import duckdb
import psycopg
import pyarrow
from psycopg import pq, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from pyarrow import csv

from kmopolicy.bulk.refused import Refused
from kmopolicy.text.addresses import without_password
from kmopolicy.text.catalogue import databases as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry

_PIECE = 1 << 23
"""Bytes that are taken over at once."""
_PATIENCE = {
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
"""How long a server that says nothing is waited for, where the address does not say."""
_VISIBLE = """
    SELECT relname, array(SELECT attname::text FROM pg_attribute
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum)
    FROM pg_class AS c WHERE relkind IN ('r', 'v', 'm', 'f', 'p') AND pg_table_is_visible(oid) ORDER BY relname"""


class Taken(NamedTuple):
    """A table that was taken over: the table of DuckDB with its rows, in which `row#` is the number of each."""

    name: str
    shown: str
    relation: str


def taken_over(connection: duckdb.DuckDBPyConnection, url: str, known: Collection[str]) -> Iterator[Taken]:
    """The tables of these names that the user of the address sees, all as they stand at the same moment."""
    with _session(url) as server:
        server.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        server.read_only = True
        server.execute("SET LOCAL datestyle = 'ISO, YMD'")
        for name, columns in server.execute(_VISIBLE).fetchall():
            if name in known and columns:
                with _refusals(url, name):
                    relation = _take(connection, server, name, columns)
                yield Taken(name, f"{without_password(url)}, {name}", relation)


def _take(
    connection: duckdb.DuckDBPyConnection,
    server: "psycopg.Connection[tuple[Any, ...]]",
    name: str,
    columns: list[str],
) -> str:
    numbered = ["row#", *columns]
    relation = _quoted(f"postgres_{name}")
    kinds = ", ".join(f"{_quoted(each)} {'BIGINT' if each == 'row#' else 'VARCHAR'}" for each in numbered)
    connection.execute(f"CREATE TABLE {relation} ({kinds})")
    cells = sql.SQL(", ").join(sql.SQL("{}::text").format(sql.Identifier(each)) for each in columns)
    query = sql.SQL('COPY (SELECT row_number() OVER () AS "row#", {} FROM {}) TO STDOUT (FORMAT csv, HEADER)')
    with server.cursor().copy(query.format(cells, sql.Identifier(name))) as copied:
        for piece in _pieces(_Copied(copied), numbered):
            connection.register("piece", piece)
            connection.execute(f"INSERT INTO {relation} SELECT * FROM piece")
            connection.unregister("piece")
    return relation


def _pieces(stream: "_Copied", columns: Sequence[str]) -> Iterator[pyarrow.Table]:
    """The rows as tables; an empty cell between quotation marks is an empty text, else there is nothing."""
    kinds = {each: pyarrow.int64() if each == "row#" else pyarrow.string() for each in columns}
    convert = csv.ConvertOptions(
        column_types=kinds, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False
    )
    read, parse = csv.ReadOptions(block_size=_PIECE), csv.ParseOptions(newlines_in_values=True)
    try:
        for batch in csv.open_csv(io.BufferedReader(stream, 1 << 20), read, parse, convert):
            yield pyarrow.Table.from_batches([batch])
    except pyarrow.ArrowException:
        if stream.failure is None:
            raise
    if stream.failure is not None:
        raise stream.failure


class _Copied(io.RawIOBase):
    """What a server copies out, as a file. A failure is kept: whoever reads may tell it in words of its own."""

    def __init__(self, copied: psycopg.Copy) -> None:
        super().__init__()
        self._copied = copied
        self._left: memoryview = memoryview(b"")
        self.failure: psycopg.Error | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, target: memoryview) -> int:  # type: ignore[override]  # it is always given one
        try:
            while not self._left:
                piece = self._copied.read()
                if not piece:
                    return 0
                self._left = memoryview(piece)
        except psycopg.Error as failure:
            self.failure = failure
            return 0
        taken = min(len(target), len(self._left))
        target[:taken] = self._left[:taken]
        self._left = self._left[taken:]
        return taken


def put(connection: duckdb.DuckDBPyConnection, url: str, query: str, table: str) -> None:
    """The rows of a query of DuckDB as a table of that name: anew, in the place of those of an earlier time."""
    columns = [(name, kind) for name, kind, *_ in connection.execute(f"DESCRIBE {query}").fetchall()]
    handle, spooled = tempfile.mkstemp(suffix=".csv")
    os.close(handle)
    try:
        cells = ", ".join(_written(name, kind) for name, kind in columns)
        connection.execute(f"COPY (SELECT {cells} FROM ({query})) TO '{spooled}' (FORMAT csv, HEADER false)")
        with _session(url, usage=True) as server, _refusals(url, table, usage=True):
            _emptied(server, url, table, columns)
            told = sql.SQL("COPY {} FROM STDIN (FORMAT csv)").format(sql.Identifier(table))
            with server.cursor().copy(told) as copied, open(spooled, "rb") as stream:
                while piece := stream.read(1 << 20):
                    copied.write(piece)
            server.commit()
    finally:
        os.unlink(spooled)


def _emptied(
    server: "psycopg.Connection[tuple[Any, ...]]", url: str, table: str, columns: Sequence[tuple[str, str]]
) -> None:
    """The table, without rows: a new one, or that of an earlier time with the rights and the views that it has."""
    there = dict(server.execute(_VISIBLE).fetchall())
    if table not in there:
        told = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(_kind(kind))) for name, kind in columns
        )
        server.execute(sql.SQL("CREATE TABLE {} ({})").format(sql.Identifier(table), told))
    elif there[table] == [name for name, _ in columns]:
        server.execute(sql.SQL("TRUNCATE {}").format(sql.Identifier(table)))
    else:
        args = {"url": without_password(url), "table": table}
        raise Refused(Diagnostic(catalogue.OTHER_TABLE, None, args, "other"), usage=True)


def _kind(kind: str) -> str:
    return {"VARCHAR": "text", "VARCHAR[]": "text[]", "BIGINT": "bigint"}.get(kind, "jsonb")


def _written(name: str, kind: str) -> str:
    """A cell as PostgreSQL reads it: a list as an array, what is nested as JSON; a text there has no zero character."""
    cell = _quoted(name)
    if kind == "BIGINT":
        return cell
    if kind == "VARCHAR":
        return f"replace({cell}, chr(0), '')"
    if kind == "VARCHAR[]":
        escaped = "replace(replace(replace(x, chr(0), ''), '\\', '\\\\'), '\"', '\\\"')"
        each = f"CASE WHEN x IS NULL THEN 'NULL' ELSE '\"' || {escaped} || '\"' END"
        return f"'{{' || array_to_string(list_transform({cell}, lambda x: {each}), ',') || '}}'"
    return f"replace(CAST(to_json({cell}) AS VARCHAR), '\\u0000', '')"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@contextmanager
def _session(url: str, *, usage: bool = False) -> "Iterator[psycopg.Connection[tuple[Any, ...]]]":
    """A session on the server, ended afterwards. Whatever it refuses is told without what is secret in the address."""
    shown = without_password(url)
    try:
        told: dict[str, Any] = {**_PATIENCE, **conninfo_to_dict(url), "client_encoding": "UTF8"}
    except psycopg.Error:
        raise _refused(catalogue.BAD_ADDRESS, "form", usage=True, url=shown) from None
    try:
        server = psycopg.connect(**told)
    except psycopg.Error:
        answers = pq.PGconn.ping(make_conninfo(**told).encode()) == pq.Ping.OK
        entry, help_key = (catalogue.NO_ENTRY, "login") if answers else (catalogue.NO_SERVER, "address")
        raise _refused(entry, help_key, usage=True, url=shown) from None
    try:
        yield server
    except psycopg.Error:
        raise _refused(catalogue.CONNECTION_LOST, "again", usage=usage, url=shown) from None
    finally:
        server.close()


@contextmanager
def _refusals(url: str, table: str, *, usage: bool = False) -> Iterator[None]:
    """What the server says of one table while the connection holds."""
    try:
        yield
    except psycopg.Error as failure:
        if failure.sqlstate is None or failure.sqlstate.startswith(("08", "57P")):
            raise
        args = {"url": without_password(url), "table": table, "state": failure.sqlstate}
        raise Refused(Diagnostic(catalogue.NO_RIGHTS, None, args, "rights"), usage=usage) from None


def _refused(entry: Entry, help_key: str, *, usage: bool, **args: str) -> Refused:
    return Refused(Diagnostic(entry, None, args, help_key), usage=usage)
