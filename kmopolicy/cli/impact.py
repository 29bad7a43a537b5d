"""`kmopolicy impact`: which subjects of given facts get another outcome by another policy, reading or date, and by what."""

import shutil
import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from kmopolicy.cli.engine import chosen_engine
from kmopolicy.cli.options import (
    DateOption,
    LangOption,
    OutOption,
    PolicyOption,
    ReadingOption,
    chosen,
    completes,
    day,
)
from kmopolicy.cli.output import spoken, width, writable, write_bytes, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session, once, session
from kmopolicy.cli.sides import NEW, OLD, Chosen, side_of
from kmopolicy.facts.folders import worlds_in

if TYPE_CHECKING:
    from datetime import date

    from kmopolicy.questions.impact.impact import Impact
    from kmopolicy.render.told.impact import Names

FORMATS = ("table", "json", "html", "parquet")
ENGINES = ("duckdb", "pydatalog")


def impact(
    old: Annotated[str, typer.Argument(metavar="OLD", help=OLD)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=NEW)],
    facts: Annotated[
        list[str],
        typer.Argument(
            metavar="FACTS...",
            help="Dossiers or folders of them, folders of tables, a database, or -; each its own world.",
        ),
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|json|html|parquet", help="How to print.", autocompletion=completes(*FORMATS)
        ),
    ] = "table",
    full: Annotated[
        bool, typer.Option("--full", help="Name everyone, and explain in full, not only the grounds.")
    ] = False,
    reading: ReadingOption = None,
    date: DateOption = None,
    old_date: Annotated[
        str | None, typer.Option("--old-date", metavar="DATE", help="The reference date for OLD, instead of --date.")
    ] = None,
    new_date: Annotated[
        str | None, typer.Option("--new-date", metavar="DATE", help="The reference date for NEW, instead of --date.")
    ] = None,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="duckdb|pydatalog",
            help="What decides. Default: duckdb for Parquet, a database or much CSV.",
            autocompletion=completes(*ENGINES),
        ),
    ] = None,
    memory: Annotated[
        str | None, typer.Option("--memory", metavar="SIZE", help="With duckdb: how much memory at most, as in 4GB.")
    ] = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Show which services of the facts get another outcome: from what to what, by which rule and sentence, with examples.

    Examples:

    kmopolicy impact mijn-beleid nieuw-beleid dossiers/*.yaml

    kmopolicy impact mijn-beleid nieuw-beleid dossier.yaml --format html

    kmopolicy impact licence_a=enkel_a licence_a=twijfel dossier.yaml

    kmopolicy impact mijn-beleid nieuw-beleid tabellen --memory 2GB
    """
    chosen("--format", form, FORMATS)
    if form == "parquet" and find_spec("pyarrow") is None:
        from kmopolicy.text.catalogue import bulk

        refuse(bulk.NO_BATCH, "install", package="pyarrow")
    whole = chosen_engine(engine, facts, asked=memory is not None, engines=ENGINES) == "duckdb"
    if whole:
        from kmopolicy.cli.tables import one_source

        one_source(facts, memory)
    elif memory is not None:
        from kmopolicy.text.catalogue import bulk

        refuse(bulk.ONLY_IN_BULK, "drop", option="--memory")
    started = session(policy, lang, date, reading, out)
    days = day(old_date) or started.date, day(new_date) or started.date
    one, other = (side_of(each, started) for each in (old, new))
    started.spare([*once(facts), *(dossier for source in facts for dossier in worlds_in(source))])
    from kmopolicy.render.told.impact import Names

    asked = _Asked(started, one, other, days, Names(old, new, days))
    if form == "parquet" and whole:
        _rows(asked, facts[0], memory, out)
    else:
        found = _in_tables(asked, facts[0], memory) if whole else _one_by_one(asked, facts)
        _print(found, asked.names, started, form, out, full=full)
    return 0


class _Asked(NamedTuple):
    started: Session
    old: Chosen
    new: Chosen
    days: "tuple[date | None, date | None]"
    names: "Names"

    @property
    def how(self) -> "dict[str, Any]":
        """The readings and the days, as both ways of deciding take them."""
        return {
            "readings": self.started.readings,
            "old_readings": self.old.readings,
            "new_readings": self.new.readings,
            "old_date": self.days[0],
            "new_date": self.days[1],
        }


def _one_by_one(asked: _Asked, facts: list[str]) -> "Impact":
    import kmopolicy

    with Working("deciding", asked.started.lang) as working:
        return kmopolicy.impact(asked.old.policy, asked.new.policy, *facts, done=working.reached, **asked.how)


def _in_tables(asked: _Asked, source: str, memory: str | None, out: str | None = None) -> "Impact":
    import kmopolicy

    with Working("deciding", asked.started.lang):
        return kmopolicy.impact_tables(asked.old.policy, asked.new.policy, source, out, memory=memory, **asked.how)


def _rows(asked: _Asked, source: str, memory: str | None, out: str | None) -> None:
    """A row per subject, straight from the tables to the file."""
    from kmopolicy.cli.tables import for_a_while

    if out is not None:
        writable(out)
        _in_tables(asked, source, memory, out)
        return
    with for_a_while(".parquet") as file:
        _in_tables(asked, source, memory, str(file))
        with spoken(), open(file, "rb") as stream:
            shutil.copyfileobj(stream, sys.stdout.buffer)


def _print(found: "Impact", names: "Names", started: Session, form: str, out: str | None, *, full: bool) -> None:
    if form == "json":
        from kmopolicy.render.documents import impact as documents

        write_text(documents.impact(found, names), out)
    elif form == "html":
        from kmopolicy.render.page.impact import page

        write_text(page.render(found, names, started.lang), out)
    elif form == "parquet":
        from kmopolicy.render.formats import impact_rows

        write_bytes(impact_rows.parquet(found), out)
    else:
        from kmopolicy.render.terminal import impact

        write_lines(impact.render(found, names, started.lang, width(out), full=full), out)
