"""`kmopolicy explain`: why this outcome, with every ground and its quote; why not the others."""

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

FORMATS = ("tree", "json", "markdown", "mermaid")


def explain(
    facts: FactsArgument,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="The id of a service, application or listing request.")
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="tree|json|markdown|mermaid", help="How to print.", autocompletion=completes(*FORMATS)
        ),
    ] = "tree",
    full: Annotated[
        bool, typer.Option("--full", help="Open everything: the rules that were tried, each fact again.")
    ] = False,
    reading: ReadingOption = None,
    date: DateOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Explain the outcome for one subject: every ground with its quote, and why no other outcome holds.

    Examples:

    kmopolicy explain dossier.yaml c36

    kmopolicy explain dossier.yaml c36 --full

    kmopolicy explain dossier.yaml c36 --format markdown --out motivering.md

    kmopolicy explain dossier.yaml c30 --reading licence_a=enkel_a
    """
    chosen("--format", form, FORMATS)
    started = session(policy, lang, date, reading, out)
    read = started.read(facts)
    if form == "json":
        write_text(started.policy.certified(read, subject, readings=started.readings), out)
        return 0
    found = started.policy.explain(read, subject, readings=started.readings)
    if form == "markdown":
        from kmopolicy.render.formats import markdown

        write_text(markdown.render(found, started.labels(read), full=full), out)
    elif form == "mermaid":
        from kmopolicy.render.formats import mermaid

        write_text(mermaid.render(found, started.labels(read), full=full), out)
    else:
        from kmopolicy.render.terminal import tree

        write_lines(tree.render(found, started.labels(read), width(out), full=full), out)
    return 0
