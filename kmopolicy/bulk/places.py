"""What stands at a path, looked at from outside: which engine it is for is known before any engine is there."""

import os
from pathlib import Path
from typing import Literal

from kmopolicy.text.addresses import is_database
from kmopolicy.text.files import LIMIT

Kind = Literal["parquet", "csv", "duckdb", "sqlite", "postgres", ""]
PARQUET, CSV = ".parquet", ".csv"
_DATABASES: dict[str, Kind] = {".duckdb": "duckdb", ".sqlite": "sqlite", ".sqlite3": "sqlite", ".db": "sqlite"}


def kind_of(path: str) -> Kind:
    """Whether tables stand there, and in what form; "" for anything else."""
    if is_database(path):
        return "postgres"
    if os.path.isdir(path):
        return "parquet" if any(name.lower().endswith(PARQUET) for name in _names(path)) else "csv"
    return _DATABASES.get(Path(path).suffix.lower(), "")


def in_bulk(path: str) -> bool:
    """Whether the facts are tables that are decided as a whole: anything but a folder of CSV files that can be read at once."""
    kind = kind_of(path)
    return kind not in ("", "csv") or (kind == "csv" and _size(path) > LIMIT)


def _names(folder: str) -> list[str]:
    """What is in a folder; nothing where that is not told: who reads it says why."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _size(folder: str) -> int:
    files = (os.path.join(folder, name) for name in _names(folder))
    return sum(os.path.getsize(each) for each in files if os.path.isfile(each))
