"""`kmopolicy decide` of whole tables: where the result goes, and what is told about it."""

import re
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from kmopolicy.cli.options import listed
from kmopolicy.cli.output import spoken, tell, width, writable, write_lines
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session
from kmopolicy.text.addresses import is_database, without_password
from kmopolicy.text.catalogue import bulk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kmopolicy.bulk.duck import Counts

_FORMS = {"csv": ".csv", "jsonl": ".jsonl", "parquet": ".parquet"}
_SUFFIXES = (".csv", ".jsonl", ".parquet", ".duckdb")
_MEMORY = re.compile(r"[1-9]\d*(\.\d+)? ?([KMGT]i?B)", re.IGNORECASE)


def decide_tables(
    started: Session, facts: list[str], form: str, out: str | None, memory: str | None, quarantine: str | None
) -> int:
    """Decides them all, and writes the decisions, or how many there are of each."""
    one_source(facts, memory)
    for file in (out, quarantine):
        _can_be_written(file)
    if out is not None:
        tell_of(decided(started, facts[0], out, memory=memory, quarantine=quarantine), started)
    elif form == "table":
        with _beside(started, facts[0], ".parquet", memory, quarantine) as (_, found):
            pass
        show(found, started)
    else:
        _print(started, facts[0], form, memory, quarantine)
    return 0


def one_source(facts: list[str], memory: str | None) -> None:
    """Refuses more than one, and a bound on memory that is none."""
    if len(facts) != 1:
        refuse(bulk.NOT_IN_BULK, "drop", option=without_password(facts[1]))
    if memory is not None and not _MEMORY.fullmatch(memory):
        refuse(bulk.BAD_MEMORY, "form", value=memory)


def _can_be_written(file: str | None) -> None:
    if file is None or is_database(file):
        return
    if Path(file).suffix.lower() not in _SUFFIXES:
        refuse(bulk.NO_FORM, "known", file=file, known=listed(_SUFFIXES))
    writable(file)


def decided(started: Session, source: str, out: str, **how: str | None) -> "Counts":
    """Decides all of a source into `out`; `how` is what the engine is told besides."""
    with Working("deciding", started.lang):
        return started.policy.decide_tables(source, out, date=started.date, readings=started.readings, **how)  # type: ignore[arg-type]


@contextmanager
def _beside(
    started: Session, source: str, suffix: str, memory: str | None, quarantine: str | None
) -> "Iterator[tuple[Path, Counts]]":
    """The decisions in a file that is gone afterwards, and how many there are."""
    with for_a_while(suffix) as file:
        yield file, decided(started, source, str(file), memory=memory, quarantine=quarantine)


@contextmanager
def for_a_while(suffix: str) -> "Iterator[Path]":
    """The name of a file that is gone afterwards. That there is no room for it is told of the folder, not of that name."""
    from kmopolicy import FactsError

    with tempfile.TemporaryDirectory(prefix="kmopolicy-") as made:
        file = Path(made, f"found{suffix}")
        try:
            yield file
        except FactsError as failure:
            if any(each.args.get("file") == str(file) for each in failure.diagnostics):
                refuse(bulk.NO_SPILL, "room", folder=tempfile.gettempdir())
            raise


def _print(started: Session, source: str, form: str, memory: str | None, quarantine: str | None) -> None:
    with (
        _beside(started, source, _FORMS[form], memory, quarantine) as (file, _),
        spoken(),
        open(file, encoding="utf-8", newline="") as stream,
    ):
        shutil.copyfileobj(stream, sys.stdout)


def show(found: "Counts", started: Session) -> None:
    """How many there are of each outcome, where the data goes."""
    from kmopolicy.render.terminal import counts

    write_lines(counts.render(found.rows, found.apart, started.labels(), width(None)), None)


def tell_of(found: "Counts", started: Session) -> None:
    """The same in a line, beside the data."""
    from kmopolicy.render.terminal import counts

    tell(counts.summary(found.rows, found.apart, started.lang))
