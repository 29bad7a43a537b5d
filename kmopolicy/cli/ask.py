"""`kmopolicy ask`: what is still to be known of a subject, asked on a terminal, else told one step at a time."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.options import (
    DateOption,
    FactsArgument,
    LangOption,
    PolicyOption,
    ReadingOption,
    chosen,
    completes,
)
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.session import Session, session

if TYPE_CHECKING:
    from kmopolicy import Decision, Facts
    from kmopolicy.questions.asking.ask import Step

FORMATS = ("text", "json")


def ask(
    facts: FactsArgument,
    subject: Annotated[
        str, typer.Argument(metavar="SUBJECT", help="The id of a service, application or listing request.")
    ],
    form: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|json",
            help="How to print. With json nothing is asked: one step is told, for another front end.",
            autocompletion=completes(*FORMATS),
        ),
    ] = "text",
    full: Annotated[bool, typer.Option("--all", help="Tell every question, and name every value.")] = False,
    answered: Annotated[
        list[str] | None,
        typer.Option("--answered", metavar="ID", help="A question of which all is stated. May be given several times."),
    ] = None,
    skipped: Annotated[
        list[str] | None,
        typer.Option("--skipped", metavar="ID", help="A question that nobody can answer. May be given several times."),
    ] = None,
    reading: ReadingOption = None,
    date: DateOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where the completed dossier goes, or the step. Default: beside the input under a new name, or standard output.",
        ),
    ] = None,
) -> int:
    """Ask what is still to be known, the question that narrows most first, until the outcome is certain.

    Examples:

    kmopolicy ask dossier.yaml c36

    kmopolicy ask dossier.yaml c36 --format json

    kmopolicy ask dossier.yaml c36 --skipped 'open_to_others(c36)'
    """
    chosen("--format", form, FORMATS)
    started = session(policy, lang, date, reading)
    read = started.read(facts)
    if form == "text" and facts != "-" and on_terminal():
        from kmopolicy.cli.completing import complete

        return complete(started, facts, read, subject, out)
    step = started.policy.ask(read, subject, answered=answered or (), skipped=skipped or (), readings=started.readings)
    decision = started.policy.decide(read, subject=subject, readings=started.readings)[0]
    _tell(started, read, step, decision, form, out, full=full)
    return 0


def on_terminal() -> bool:
    """Whether there is someone to ask."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _tell(
    started: Session, read: "Facts", step: "Step", decision: "Decision", form: str, out: str | None, *, full: bool
) -> None:
    """One step."""
    if form == "json":
        from kmopolicy.render.documents import questions

        write_text(questions.question(step, decision, started.both_labels(read)), out)
    else:
        from kmopolicy.render.terminal import ask as render

        write_lines(render.render(step, decision, started.labels(read), width(out), full=full), out)
