"""`kmopolicy decide` of whole tables: where the result goes, and what is told about it."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kmopolicy.bulk.places import in_bulk
from kmopolicy.cli.options import chosen, listed
from kmopolicy.cli.output import spoken, tell, width, writable, write_lines
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session
from kmopolicy.text.addresses import is_database, without_password
from kmopolicy.text.catalogue import bulk, usage

if TYPE_CHECKING:
    from kmopolicy.bulk.duck import Counts

ENGINES = ("duckdb", "pydatalog", "spark")
_FORMS = {"csv": ".csv", "jsonl": ".jsonl", "parquet": ".parquet"}
_SUFFIXES = (".csv", ".jsonl", ".parquet", ".duckdb")
_MEMORY = re.compile(r"[1-9]\d*(\.\d+)? ?([KMGT]i?B)", re.IGNORECASE)


def chosen_engine(engine: str | None, facts: list[str], *, asked: bool) -> str:
    """The engine that was named, else the one that the facts ask for; `asked`: by options that only whole tables have."""
    if engine is not None:
        return chosen("--engine", engine, ENGINES)
    whole = any(map(in_bulk, facts)) or (asked and not any(map(os.path.isfile, facts)))
    return "duckdb" if whole else "pydatalog"


def decide_tables(
    started: Session, facts: list[str], form: str, out: str | None, memory: str | None, quarantine: str | None
) -> int:
    """Decides them all, and writes the decisions, or how many there are of each."""
    if len(facts) != 1:
        refuse(bulk.NOT_IN_BULK, "drop", option=without_password(facts[1]))
    if memory is not None and not _MEMORY.fullmatch(memory):
        refuse(bulk.BAD_MEMORY, "form", value=memory)
    for file in (out, quarantine):
        _can_be_written(file)
    if out is not None:
        found = _decided(started, facts[0], out, memory, quarantine)
        tell(_summary(found, started))
    elif form == "table":
        with tempfile.TemporaryDirectory() as made:
            found = _decided(started, facts[0], str(Path(made, "found.parquet")), memory, quarantine)
        _show(found, started)
    else:
        _print(started, facts[0], form, memory, quarantine)
    return 0


def _can_be_written(file: str | None) -> None:
    if file is None or is_database(file):
        return
    if Path(file).suffix.lower() not in _SUFFIXES:
        refuse(bulk.NO_FORM, "known", file=file, known=listed(_SUFFIXES))
    writable(file)


def _decided(started: Session, source: str, out: str, memory: str | None, quarantine: str | None) -> "Counts":
    policy = started.policy
    with Working("deciding", started.lang):
        try:
            return policy.decide_tables(
                source, out, date=started.date, readings=started.readings, memory=memory, quarantine=quarantine
            )
        except OSError:
            refuse(usage.CANNOT_WRITE, "rights", file=without_password(out))


def _print(started: Session, source: str, form: str, memory: str | None, quarantine: str | None) -> None:
    with tempfile.TemporaryDirectory() as made:
        file = Path(made, f"found{_FORMS[form]}")
        _decided(started, source, str(file), memory, quarantine)
        with spoken(), open(file, encoding="utf-8", newline="") as stream:
            shutil.copyfileobj(stream, sys.stdout)


def _show(found: "Counts", started: Session) -> None:
    from kmopolicy.render import counts

    write_lines(counts.render(found.rows, found.apart, started.labels(), width(None)), None)


def _summary(found: "Counts", started: Session) -> str:
    from kmopolicy.render import counts

    return counts.summary(found.rows, found.apart, started.lang)
