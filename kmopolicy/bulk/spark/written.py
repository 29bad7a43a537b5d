"""Writes what was decided on a cluster: a folder to which each worker adds its part, in its place at once when it is whole."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from kmopolicy.bulk import written
from kmopolicy.bulk.spark.statements import Statements

SUFFIXES: Mapping[str, written.Form] = {".parquet": "parquet", ".csv": "csv", ".jsonl": "jsonl"}
"""The forms of a folder by the end of its name."""
_AS_TOLD: Mapping[written.Form, Mapping[str, Any]] = {
    "parquet": {},
    "jsonl": {"ignoreNullFields": False},
    "csv": {
        "header": True,
        "quote": '"',
        "escape": '"',
        "emptyValue": "",
        "ignoreLeadingWhiteSpace": False,
        "ignoreTrailingWhiteSpace": False,
    },
}


def form_of(target: str) -> written.Form | None:
    """The form that the name of a folder says."""
    return SUFFIXES.get(PurePosixPath(target.rstrip("/")).suffix.lower())


def decisions(statements: Statements, target: str) -> None:
    """The decisions, in no order."""
    form = form_of(target) or "parquet"
    _write(statements, target, form, written.decided(form))


def bad_rows(statements: Statements, target: str) -> None:
    """The rows that were set apart."""
    form = form_of(target) or "parquet"
    _write(statements, target, form, written.set_apart(form))


def _write(statements: Statements, target: str, form: written.Form, query: str) -> None:
    made = f"{statements.scratch}/made"
    writing = statements.query(query).write.options(**_AS_TOLD[form])
    writing.format("json" if form == "jsonl" else form).save(made)
    files = statements.files(target)
    files.delete(statements.place(target), True)
    if not files.rename(statements.place(made), statements.place(target)):
        raise OSError(target)
