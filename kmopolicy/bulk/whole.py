"""From tables to a file of decisions: the whole way, or the reasons why nothing was written."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from kmopolicy.bulk import written
from kmopolicy.bulk.duck import Batch, Counts
from kmopolicy.bulk.places import kind_of
from kmopolicy.bulk.refused import Refused
from kmopolicy.program.program import Program
from kmopolicy.text.catalogue import files
from kmopolicy.text.diagnostic import Diagnostic


class Done(NamedTuple):
    """What became of the subjects, or None with the reasons; `missing`: there is nothing at that path."""

    counts: Counts | None
    diagnostics: tuple[Diagnostic, ...] = ()
    missing: bool = False


def decide_whole(
    program: Program,
    readings: Mapping[str, str],
    source: str,
    out: str,
    day: date,
    memory: str | None,
    quarantine: str | None,
) -> Done:
    """Decides all that stands at `source`, and writes it only when all is decided."""
    if kind_of(source) != "postgres" and not Path(source).exists():
        return Done(None, (Diagnostic(files.NOT_THERE, None, {"file": source}, "path"),), missing=True)
    with (
        interruptible(),
        tempfile.TemporaryDirectory(prefix="kmopolicy-") as spill,
        Batch(program, readings, source, day=day, memory=memory, spill=spill) as batch,
    ):
        try:
            batch.decide(apart=quarantine is not None)
            _write(batch, out, quarantine)
        except Refused as refused:
            return Done(None, refused.diagnostics, missing=refused.usage)
        return Done(batch.counts())


def _write(batch: Batch, out: str, quarantine: str | None) -> None:
    """The files, each whole or not at all. A full disk is told as the system tells it."""
    try:
        if quarantine is not None:
            written.bad_rows(batch, quarantine, written.form_of(quarantine))
        written.decisions(batch, out, written.form_of(out))
    except duckdb.IOException as failure:
        raise OSError(str(failure)) from None


@contextmanager
def interruptible() -> Iterator[None]:
    """DuckDB tells an interruption in its own ways."""
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except RuntimeError as failure:
        if str(failure) != "Query interrupted":
            raise
        raise KeyboardInterrupt from None
