"""What stands in a folder, by the names of its files: tables, or dossiers, each a world of its own."""

import os
from pathlib import Path

CSV = ".csv"
PARQUET = ".parquet"
OTHER_TABLES = (".xlsx", ".xls", ".ods", ".tsv")
"""The ends of the names of tables that are not read."""
DOSSIERS = (".yaml", ".yml", ".json")


def worlds_in(source: str) -> list[str]:
    """The dossiers of a folder, those of the folders in it included; anything else, a folder of tables too, is one world."""
    if not os.path.isdir(source):
        return [source]
    folder = Path(source)
    if any(file.suffix.lower() in (CSV, PARQUET, *OTHER_TABLES) for file in folder.iterdir()):
        return [source]
    below = (file for file in folder.rglob("*") if file.suffix.lower() in DOSSIERS and file.is_file())
    shown = (file for file in below if not any(part.startswith(".") for part in file.relative_to(folder).parts))
    return sorted(map(str, shown)) or [source]
