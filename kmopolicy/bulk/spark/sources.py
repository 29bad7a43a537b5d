"""The tables of facts as a cluster reads them: a folder anywhere, with a file each or a folder of parts."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame

from kmopolicy.bulk.literals import quote
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.sources import Cell, Source, broken, complete, known_columns, nothing_there, unknown_table
from kmopolicy.bulk.spark.places import located
from kmopolicy.bulk.spark.statements import Statements
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue import files as files_catalogue
from kmopolicy.text.diagnostic import Diagnostic

_SUFFIXES = (".parquet", ".csv")
_SIDE_BY_SIDE = 8
_TYPES = {"string": "VARCHAR", "date": "DATE"}


def sources(statements: Statements, program: Program, folder: str) -> dict[str, Source]:
    """The tables of a folder by name, each with all its columns."""
    known = known_columns(program)
    named = []
    for file in _listed(statements, folder):
        name, suffix = os.path.splitext(file)
        if name not in known:
            raise Refused(unknown_table(program, f"{folder}/{file}", known))
        named.append((name, f"{folder}/{file}", suffix.lower()))
    if not named:
        raise Refused(nothing_there(program, folder))
    # Each is looked at on its own, and what takes time is to ask.
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        found = dict(pool.map(lambda each: _source(statements, *each), named))
    complete(found, known)
    return found


def _listed(statements: Statements, folder: str) -> Iterator[str]:
    files, place = statements.files(folder), statements.place(folder)
    if not files.exists(place):
        raise Refused(Diagnostic(files_catalogue.NOT_THERE, None, {"file": folder}, "path"), usage=True)
    for file in sorted(str(each.getPath().getName()) for each in files.listStatus(place)):
        if not file.startswith((".", "_")) and os.path.splitext(file)[1].lower() in _SUFFIXES:
            yield file


def _source(statements: Statements, name: str, file: str, suffix: str) -> tuple[str, Source]:
    relation = f"file_{name}"
    try:
        parquet, parts = (
            suffix == ".parquet",
            bool(statements.files(file).getFileStatus(statements.place(file)).isDirectory()),
        )
        rows = statements.spark.read.parquet(located(file)) if parquet else _csv(statements, file)
        number = _number(parquet=parquet, parts=parts)
        statements.register(relation, rows)
        statements.register(f"{relation}#", rows.selectExpr("*", f"{number} AS `row#`"))
    except (PySparkException, Py4JError):
        raise Refused(broken(file)) from None
    trimmed = suffix == ".csv"
    cells = {
        column: Cell(f"nullif(trim({quote(column)}), '')" if trimmed else quote(column), _TYPES.get(kind, kind))
        for column, kind in rows.dtypes
    }
    return name, Source(name, file, quote(relation), quote(f"{relation}#"), cells)


def _number(*, parquet: bool, parts: bool) -> str:
    """The place of a row in its file; of several parts one after the other, in the order of their names."""
    if parquet and not parts:
        return "_metadata.row_index + 1"
    within = "_metadata.row_index" if parquet else "monotonically_increasing_id()"
    order = f"_metadata.file_path, {within}" if parts else within
    return f"row_number() OVER (ORDER BY {order}) + {0 if parquet else 1}"


def _csv(statements: Statements, file: str) -> DataFrame:
    head = statements.spark.read.text(located(file)).first()
    line = str(head[0]) if head else ""
    separator = max(",;\t", key=line.count)
    return statements.spark.read.csv(located(file), sep=separator, header=True, quote='"', escape='"', multiLine=True)
