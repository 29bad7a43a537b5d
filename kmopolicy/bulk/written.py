"""Writes what was decided: CSV, JSON lines, Parquet, a table in DuckDB or PostgreSQL; whole or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Literal

import duckdb

from kmopolicy.bulk.duck import Batch
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.sources import broken
from kmopolicy.text.addresses import is_database

Form = Literal["csv", "jsonl", "parquet", "duckdb", "postgres"]
SUFFIXES: Mapping[str, Form] = {".csv": "csv", ".jsonl": "jsonl", ".parquet": "parquet", ".duckdb": "duckdb"}

_BAD = 'SELECT file, "row", reason, type, subject, cells FROM _bad_rows ORDER BY file, "row", reason'
_FLAT_BAD = 'SELECT {file} AS file, "row", reason, type, {subject} AS subject, {cells} AS cells FROM ({told})'


def form_of(target: str) -> Form:
    """The form that the name of a file says, CSV where it says none; a database has a table."""
    return "postgres" if is_database(target) else SUFFIXES.get(Path(target).suffix.lower(), "csv")


@contextmanager
def decisions(batch: Batch, target: str, form: Form) -> Iterator[None]:
    """The decisions, a row per subject, in the order of types and names: made, and put in their place at the end."""
    with _told(batch, form) as told, put(batch.connection, target, form, told, "decisions"):
        yield


def bad_rows(batch: Batch, target: str, form: Form) -> AbstractContextManager[None]:
    """The rows that were set apart, each with its file, its number and its reason; likewise."""
    return put(batch.connection, target, form, set_apart(form), "bad_rows")


def decided(batch: Batch, form: Form) -> str:
    """The query for the decisions in a form: lists as they are, or each joined in one cell."""
    if form == "csv":
        return batch.told(_FLAT, _cell("told.subject"))
    return batch.told(_KEYED if form == "jsonl" else _NESTED)


@contextmanager
def _told(batch: Batch, form: Form) -> Iterator[str]:
    """The query for the decisions, while rows are read in their order."""
    numbered = form == "parquet" and batch.wide
    if not (numbered or batch.in_order):
        yield decided(batch, form)
        return
    with _set(batch, preserve_insertion_order="true"):
        if numbered:
            yield batch.numbered()
            return
        batch.put_in_order()
        # Several threads would mix what is joined, and sorting all that is told takes as long as all of them gain.
        with _set(batch, threads="1", disabled_optimizers="'join_order,build_side_probe_side'"):
            yield decided(batch, form)


@contextmanager
def _set(batch: Batch, **wanted: str) -> Iterator[None]:
    """Other settings of the database, for a while."""
    told = ", ".join(f"current_setting('{name}')" for name in wanted)
    (before,) = batch.connection.execute(f"SELECT {told}").fetchall()
    try:
        for name, value in wanted.items():
            batch.connection.execute(f"SET {name} = {value}")
        yield
    finally:
        for name, value in zip(wanted, before, strict=True):
            batch.connection.execute(f"SET {name} = {text(str(value))}")


def set_apart(form: Form) -> str:
    """The query for the rows that were set apart."""
    if form != "csv":
        return _BAD
    cells = _cell("array_to_string(list_transform(cells, lambda c: coalesce(c, '')), ' | ')")
    return _FLAT_BAD.format(told=_BAD, file=_cell("file"), subject=_cell("subject"), cells=cells)


def _joined(said: str, *, distinct: bool = False) -> str:
    """What is said of each ground, in one cell."""
    told = f"list_transform(grounds, lambda g: {said})"
    return f"array_to_string({f'list_distinct({told})' if distinct else told}, ' | ')"


def _cell(value: str) -> str:
    """A text that no spreadsheet runs: what steers a terminal is gone, and what starts like a formula is text."""
    spaced = f"regexp_replace({value}, '[\\t\\n\\r\\x{{0b}}\\x{{0c}}]+', ' ', 'g')"
    clean = f"regexp_replace({spaced}, '[\\x00-\\x1f\\x7f-\\x9f]', '', 'g')"
    return f"CASE WHEN regexp_matches({clean}, '^\\s*[=+@-]') THEN '''' || {clean} ELSE coalesce({clean}, '') END"


_NESTED = {name: name for name in ("outcome", "themes", "grounds", "readings", "problem")}
_KEYED = {
    **_NESTED,
    "readings": "map(list_transform(readings, lambda r: split_part(r, '=', 1)), "
    "list_transform(readings, lambda r: split_part(r, '=', 2)))",
}
_FLAT = {
    "outcome": "coalesce(outcome, '')",
    "themes": _cell("array_to_string(themes, ' | ')"),
    "sentences": _cell(_joined("g.sentence", distinct=True)),
    "grounds": _cell(_joined("g.ground || '(' || array_to_string(g.values, ', ') || ')'")),
    "rules": _cell(_joined("g.rule")),
    "readings": _cell("array_to_string(readings, ' | ')"),
    "problem": "coalesce(problem, '')",
}


@contextmanager
def put(connection: duckdb.DuckDBPyConnection, target: str, form: Form, query: str, table: str) -> Iterator[None]:
    """Beside its place under another name, and put there at once when it is whole."""
    if form == "postgres":
        from kmopolicy.bulk import postgres

        postgres.put(connection, target, query, table)
        yield
        return
    place = Path(os.path.realpath(target))
    with tempfile.TemporaryDirectory(prefix=".kmopolicy-", dir=place.parent) as folder:
        made = Path(folder, f"made.{form}")
        if form == "duckdb":
            _into_database(connection, made, target, query, table)
        else:
            options = {"csv": "FORMAT csv, HEADER", "jsonl": "FORMAT json", "parquet": "FORMAT parquet"}[form]
            connection.execute(f"COPY ({query}) TO {text(str(made))} ({options})")
        os.chmod(made, _mode(place))
        yield
        os.replace(made, place)


def _into_database(connection: duckdb.DuckDBPyConnection, made: Path, target: str, query: str, table: str) -> None:
    """A copy of the database that is there, or a new one, with the table in it."""
    there = os.path.exists(target)
    if there:
        shutil.copyfile(target, made)
    try:
        connection.execute(f"ATTACH {text(str(made))} AS result")
    except duckdb.IOException:
        if not there:
            raise
        raise Refused(broken(target), usage=True) from None
    try:
        connection.execute(f"CREATE OR REPLACE TABLE result.{table} AS {query}")
    finally:
        connection.execute("DETACH result")


def _mode(place: Path) -> int:
    """The rights that the file has, or that a new file gets."""
    if place.exists():
        return place.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
