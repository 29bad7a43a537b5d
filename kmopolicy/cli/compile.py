"""`kmopolicy compile`: the rules in the language of a database or of another engine."""

from typing import Annotated

import typer

from kmopolicy.cli.options import DateOption, LangOption, OutOption, PolicyOption, ReadingOption, chosen, completes
from kmopolicy.cli.output import write_text
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import session
from kmopolicy.text.catalogue import bulk

TARGETS = ("sql", "clingo", "souffle")
DIALECTS = ("duckdb", "postgres", "spark", "sqlite")


def compile(  # noqa: A001  # by this name it is typed
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="sql|clingo|souffle", help="What to write it in.", autocompletion=completes(*TARGETS)
        ),
    ] = "sql",
    dialect: Annotated[
        str | None,
        typer.Option(
            "--dialect",
            metavar="duckdb|postgres|spark|sqlite",
            help="Whose SQL. Default: duckdb.",
            autocompletion=completes(*DIALECTS),
        ),
    ] = None,
    reading: ReadingOption = None,
    date: DateOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Write the policy in another language, each rule with its text, citation and quote above what it became.

    Examples:

    kmopolicy compile --to sql --dialect postgres --out beleid.sql

    kmopolicy compile --to clingo --date 2024-03-01

    kmopolicy compile --to souffle --reading licence_a=enkel_a
    """
    chosen("--to", to, TARGETS)
    if dialect is not None:
        chosen("--dialect", dialect, DIALECTS)
        if to != "sql":
            refuse(bulk.NO_DIALECT, "drop")
    started = session(policy, lang, date, reading)
    text = started.policy.compile(to, dialect=dialect or "duckdb", readings=started.readings, date=started.date)
    write_text(text, out)
    return 0
