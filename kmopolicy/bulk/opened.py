"""Tables that are opened once, for one run over them or for several: the connection, its bounds, and where each table stands."""

from collections.abc import Mapping
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.literals import text
from kmopolicy.bulk.sources import Source, sources
from kmopolicy.program.program import Program


class Opened(NamedTuple):
    """The tables of a place, as they were found there at one moment, with the bound on memory and the folder for the rest."""

    connection: duckdb.DuckDBPyConnection
    sources: Mapping[str, Source]
    path: str
    memory: str = ""
    spill: str = ""


def connected(memory: str | None, spill: str | None) -> duckdb.DuckDBPyConnection:
    """A database in memory for runs, which its cursors take after, with a bound on it and a folder for what does not fit."""
    connection = duckdb.connect()
    if memory:
        connection.execute(f"SET memory_limit = {text(memory)}")
    if spill:
        connection.execute(f"SET temp_directory = {text(spill)}")
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("SET enable_progress_bar = false")
    # All joins are along one id: whichever comes first, and looking for an order takes longer than joining.
    connection.execute("SET disabled_optimizers = 'join_order'")
    return connection


def opened(connection: duckdb.DuckDBPyConnection, program: Program, path: str) -> Opened:
    """The tables that a program knows at a path."""
    return Opened(connection, sources(connection, program, path), path)
