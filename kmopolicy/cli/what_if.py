"""`kmopolicy what-if`: what would have to be otherwise for a subject to have another outcome."""

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
    number,
)
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.session import session

FORMATS = ("text", "json")
MOST = 6
"""Changes together that are looked for at most."""

NONE = 1
"""The exit code where no way leads to the outcome."""


def what_if(
    facts: FactsArgument,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="The id of a service, application or listing request.")
    ],
    to: Annotated[str, typer.Option("--to", metavar="OUTCOME", help="The outcome that is asked for.")],
    changes: Annotated[
        str, typer.Option("--changes", metavar="N", help="How many changes together at most: 1 to 6.")
    ] = "3",
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print.", autocompletion=completes(*FORMATS))
    ] = "text",
    full: Annotated[bool, typer.Option("--all", help="Show every way, and name every value that would do.")] = False,
    reading: ReadingOption = None,
    date: DateOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Show the smallest sets of changes of the facts that lead to another outcome. Exit code 1 where there are none.

    Examples:

    kmopolicy what-if dossier.yaml c36 --to subsidieerbaar

    kmopolicy what-if dossier.yaml c36 --to subsidieerbaar --changes 2 --all
    """
    chosen("--format", form, FORMATS)
    most = number("--changes", changes, 1, MOST)
    started = session(policy, lang, date, reading)
    read = started.read(facts)
    with Working("searching", started.lang):
        found = started.policy.what_if(read, subject, to, most=most, readings=started.readings)
    decision = started.policy.decide(read, subject=subject, readings=started.readings)[0]
    if form == "json":
        from kmopolicy.render.documents import questions

        write_text(questions.what_if(found, decision, started.both_labels(read)), out)
    else:
        from kmopolicy.render.terminal import whatif

        write_lines(whatif.render(found, decision, started.labels(read), width(out), full=full), out)
    return NONE if not found.ways and found.present != to else 0
