"""`kmopolicy query`: any goal, answered as a table."""

from typing import Annotated

import typer

from kmopolicy.cli.options import (
    DateOption,
    FactsArgument,
    LangOption,
    OutOption,
    PolicyOption,
    ReadingOption,
    chosen,
    completes,
)
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.session import session

FORMATS = ("table", "json", "csv")


def query(
    facts: FactsArgument,
    goal: Annotated[str, typer.Argument(metavar="GOAL", help="An atom with variables: 'fits_theme(Service, Theme)'.")],
    form: Annotated[
        str,
        typer.Option("--format", metavar="table|json|csv", help="How to print.", autocompletion=completes(*FORMATS)),
    ] = "table",
    reading: ReadingOption = None,
    date: DateOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Answer a goal: for which values of its variables it holds.

    Examples:

    kmopolicy query dossier.yaml 'fits_theme(Service, Theme)'

    kmopolicy query dossier.yaml 'excluded(c36, Ground)'
    """
    chosen("--format", form, FORMATS)
    started = session(policy, lang, date, reading, out)
    found = started.policy.query(started.read(facts), goal, readings=started.readings)
    if form == "json":
        from kmopolicy.render.documents.answers import answers

        write_text(answers(goal, found.columns, found.rows), out)
    elif form == "csv":
        from kmopolicy.render.formats import csv

        write_text(csv.answers(found.columns, found.rows), out)
    else:
        from kmopolicy.render.terminal import table

        write_lines(table.answers(found.columns, found.rows, started.lang, width(out)), out)
    return 0
