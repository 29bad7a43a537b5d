"""Which engine decides: apart from what it takes to decide whole tables, which nobody else should wait for."""

import os
from collections.abc import Sequence

from kmopolicy.bulk.places import in_bulk
from kmopolicy.cli.options import chosen

ENGINES = ("duckdb", "pydatalog", "spark")


def chosen_engine(engine: str | None, facts: list[str], *, asked: bool, engines: Sequence[str] = ENGINES) -> str:
    """The engine that was named, else the one that the facts ask for; `asked`: by options that only whole tables have."""
    if engine is not None:
        return chosen("--engine", engine, engines)
    whole = any(map(in_bulk, facts)) or (asked and not any(map(os.path.isfile, facts)))
    return "duckdb" if whole else "pydatalog"
