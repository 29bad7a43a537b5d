"""`kmopolicy decide`: the outcome for every service, application and listing request in the facts."""

from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.engine import ENGINES, chosen_engine
from kmopolicy.cli.options import (
    DateOption,
    LangOption,
    OutOption,
    PolicyOption,
    ReadingOption,
    chosen,
    completes,
)
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session, once, session
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kmopolicy import Decision, Facts
    from kmopolicy.text.diagnostic import Entry

FORMATS = ("table", "json", "csv", "jsonl")
_EXIT_CODES = {
    "subsidieerbaar": 0,
    "aanvaarden": 0,
    "op_lijst": 0,
    "niet_subsidieerbaar": 10,
    "weigeren": 10,
    "geweigerd": 10,
    "onvoldoende_gegevens": 12,
}
"""The contract's codes; every other outcome is 11: someone must still do something."""


def decide(
    facts: Annotated[
        list[str],
        typer.Argument(
            metavar="FACTS...",
            help="Dossiers, folders of tables, a database, or - for standard input; each its own world.",
        ),
    ],
    subject: Annotated[
        str | None, typer.Option("--subject", metavar="ID", help="Only this one; service:ID where two have one id.")
    ] = None,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="table|json|csv|jsonl", help="How to print.", autocompletion=completes(*FORMATS)
        ),
    ] = "table",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Tell the outcome of one subject by the exit code as well.")
    ] = False,
    engine: Annotated[
        str | None,
        typer.Option(
            "--engine",
            metavar="duckdb|pydatalog|spark",
            help="What decides. Default: duckdb for Parquet, a database or much CSV.",
            autocompletion=completes(*ENGINES),
        ),
    ] = None,
    master: Annotated[
        str | None,
        typer.Option("--master", metavar="URL", help="With spark: the cluster, as in spark://server:7077."),
    ] = None,
    memory: Annotated[
        str | None, typer.Option("--memory", metavar="SIZE", help="With duckdb: how much memory at most, as in 4GB.")
    ] = None,
    quarantine: Annotated[
        str | None,
        typer.Option(
            "--quarantine", metavar="FILE", help="With duckdb: where bad rows go; what they touch is not decided."
        ),
    ] = None,
    reading: ReadingOption = None,
    date: DateOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Give the outcome for every service, application and listing request in the facts.

    Examples:

    kmopolicy decide dossier.yaml

    kmopolicy decide dossiers/*.yaml --format csv --out uitkomsten.csv

    kmopolicy decide dossier.yaml --subject c02 --exit-code

    kmopolicy decide tabellen --out uitkomsten.parquet --quarantine slecht.csv
    """
    chosen("--format", form, FORMATS)
    bulk_only = {"--memory": memory, "--quarantine": quarantine, "--format jsonl": form == "jsonl" or None}
    asked = any(value is not None for value in bulk_only.values())
    decides = chosen_engine(engine, facts, asked=asked)
    from kmopolicy.text.catalogue import bulk, clusters

    if master is not None and decides != "spark":
        refuse(clusters.ONLY_ON_SPARK, "engine")
    if decides != "pydatalog":
        _refuse(bulk.NOT_IN_BULK, {"--subject": subject, "--exit-code": exit_code or None})
        if form == "json":
            refuse(bulk.NOT_IN_BULK, "engine", option="--format json")
        started = session(policy, lang, date, reading, out)
        if decides == "spark":
            from kmopolicy.cli.cluster import decide_on_cluster

            given = {"--memory": memory, f"--format {form}": form if form in ("csv", "jsonl") else None}
            return decide_on_cluster(started, facts, out, master, quarantine, given)
        from kmopolicy.cli.tables import decide_tables

        return decide_tables(started, facts, form, out, memory, quarantine)
    _refuse(bulk.ONLY_IN_BULK, bulk_only)
    started = session(policy, lang, date, reading, out)
    found = _decisions(started, once(facts), subject)
    if exit_code and len(found) != 1:
        refuse(usage.NOT_ONE_SUBJECT, "subject", count=str(len(found)))
    _print(found, started, form, out)
    return _EXIT_CODES.get(found[0].outcome, 11) if exit_code else 0


def _refuse(entry: "Entry", given: "Mapping[str, object]") -> None:
    """Refuses the options that the chosen engine has no use for."""
    for option, value in given.items():
        if value is not None:
            refuse(entry, "drop", option=option)


def _decisions(started: Session, sources: list[str], subject: str | None) -> "list[Decision]":
    """Those of all sources; a subject that is asked for need only be in one of them."""
    from kmopolicy import SubjectError

    found: list[Decision] = []
    absent: list[SubjectError] = []
    for source in sources:
        try:
            found += _decided(started, started.read(source), subject)
        except SubjectError as error:
            if not error.missing:
                raise
            absent.append(error)
    if absent and not found:
        raise absent[0]
    return found


def _decided(started: Session, facts: "Facts", subject: str | None) -> "Iterator[Decision]":
    decisions = started.policy.decisions(facts, subject=subject, readings=started.readings)
    decided = {cases.subject_type for cases in started.policy.program.outcomes.values()}
    total = 1 if subject else sum(entity.type in decided for entity in facts.entities)
    with Working("deciding", started.lang, total) as working:
        for decision in decisions:
            yield decision
            working.advance()


def _print(found: "list[Decision]", started: Session, form: str, out: str | None) -> None:
    if form == "json":
        from kmopolicy.render.documents.explanation import decisions

        program = started.policy.program
        write_text(decisions(found, program.name, program.digest), out)
    elif form == "csv":
        from kmopolicy.render.formats import csv

        write_text(csv.decisions(found, started.labels()), out)
    else:
        from kmopolicy.render.terminal import table

        write_lines(table.decisions(found, started.labels(), width(out)), out)
