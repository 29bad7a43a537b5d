"""From tables to a file of decisions: the whole way, or the reasons why nothing was written."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from kmopolicy.bulk import written
from kmopolicy.bulk.duck import Batch, Counts
from kmopolicy.bulk.places import kind_of
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.spill import no_room_to_spill
from kmopolicy.facts.values import listed
from kmopolicy.program.program import Program
from kmopolicy.text.addresses import without_password
from kmopolicy.text.catalogue import files, usage
from kmopolicy.text.catalogue.facts import forms as facts_catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span


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
    try:
        with (
            interruptible(),
            spill_folder() as spill,
            Batch(program, readings, source, day=day, memory=memory, spill=spill) as batch,
        ):
            batch.decide(apart=quarantine is not None)
            if batch.is_empty():
                raise Refused(_empty(program, source))
            _write(batch, out, quarantine)
            return Done(batch.counts())
    except Refused as refused:
        return Done(None, refused.diagnostics, missing=refused.usage)


@contextmanager
def spill_folder() -> Iterator[str]:
    """Where what does not fit in memory goes."""
    try:
        folder = tempfile.TemporaryDirectory(prefix="kmopolicy-")
    except OSError:
        raise no_room_to_spill() from None
    with folder as name:
        yield name


def _empty(program: Program, source: str) -> Diagnostic:
    shown = without_password(source)
    known = listed(each.name for each in program.predicates.values() if each.exists)
    return Diagnostic(facts_catalogue.EMPTY, Span(shown, 0, 0, 0, 0), {"file": shown, "known": known}, "rows")


def _write(batch: Batch, out: str, quarantine: str | None) -> None:
    """The files, each whole or not at all, and both or none."""
    with writing(out, batch.out_of_room), ExitStack() as made:
        if quarantine is not None:
            with writing(quarantine, batch.out_of_room):
                made.enter_context(written.bad_rows(batch, quarantine, written.form_of(quarantine)))
        made.enter_context(written.decisions(batch, out, written.form_of(out)))


@contextmanager
def writing(target: str, out_of_room: Callable[[Exception], Refused | None]) -> Iterator[None]:
    """A full disk is told as what it keeps from being written."""
    try:
        yield
    except (duckdb.OperationalError, duckdb.FatalException, OSError) as failure:
        key = "rights" if isinstance(failure, PermissionError) else "room"
        told = Diagnostic(usage.CANNOT_WRITE, None, {"file": without_password(target)}, key)
        raise out_of_room(failure) or Refused(told, usage=True) from None


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
