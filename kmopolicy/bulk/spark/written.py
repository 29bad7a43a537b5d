"""Writes what was decided on a cluster: a folder to which each worker adds its part, in its place at once when it is whole."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from kmopolicy.bulk.spark.statements import Statements
from kmopolicy.bulk.written import Form

_SUFFIXES: Mapping[str, Form] = {".csv": "csv", ".jsonl": "jsonl"}
_AS_TOLD: Mapping[Form, Mapping[str, Any]] = {
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


def form_of(target: str) -> Form:
    """The form that the name of a folder says, Parquet where it says none."""
    return _SUFFIXES.get(PurePosixPath(target.rstrip("/")).suffix.lower(), "parquet")


def put(statements: Statements, target: str, query: str) -> None:
    """The rows of a query, in no order."""
    form, made = form_of(target), f"{statements.scratch}/made"
    writing = statements.query(query).write.options(**_AS_TOLD[form])
    writing.format("json" if form == "jsonl" else form).save(made)
    files = statements.files(target)
    files.delete(statements.place(target), True)
    if not files.rename(statements.place(made), statements.place(target)):
        raise OSError(target)
