"""`kmopolicy compare`: two policies, or two readings of one, held against each other for every possible service."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from kmopolicy.cli.options import (
    LangOption,
    OutOption,
    PolicyOption,
    ReadingOption,
    chosen,
    completes,
    reading_choices,
)
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.session import Session, session

if TYPE_CHECKING:
    from kmopolicy import Policy

FORMATS = ("text", "json")
_OLD = "A folder, a revision that git knows (HEAD~1) of the policy's folder, or a reading of it (NAME=OPTION)."
_NEW = "What to hold against it: a folder, a revision or a reading as well."


class _Side(NamedTuple):
    """One side as it was asked for: a policy, and the readings that are fixed for it."""

    policy: "Policy"
    readings: dict[str, str]


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help=_OLD)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=_NEW)],
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print.", autocompletion=completes(*FORMATS))
    ] = "text",
    full: Annotated[bool, typer.Option("--full", help="Explain in full, not only the grounds.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Tell by exit code 1 that the two differ.")] = False,
    reading: ReadingOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Show what differs between two policies for every possible service: each pair of outcomes by its smallest dossier.

    Examples:

    kmopolicy compare mijn-beleid nieuw-beleid

    kmopolicy compare licence_a=enkel_a licence_a=twijfel
    """
    import kmopolicy

    chosen("--format", form, FORMATS)
    started = session(policy, lang, None, reading)
    one, other = (_side(each, started) for each in (old, new))
    with Working("comparing", started.lang):
        found = kmopolicy.compare(
            one.policy, other.policy, readings=started.readings, old_readings=one.readings, new_readings=other.readings
        )
    if form == "json":
        from kmopolicy.render import json_proved

        write_text(json_proved.comparison(found, (old, new)), out)
    else:
        from kmopolicy.render import comparison
        from kmopolicy.render.labels import Labels

        labels = Labels(other.policy.program, started.lang)
        write_lines(comparison.render(found, (old, new), labels, width(out), full=full), out)
    return int(exit_code and not found.same)


def _side(typed: str, started: Session) -> _Side:
    """What a word on the command line stands for: what is on the disk first, then a reading, then a revision."""
    import kmopolicy

    if Path(typed).exists():
        return _Side(kmopolicy.load(typed), {})
    if "=" in typed:
        return _Side(started.policy, reading_choices(typed.split(","), started.policy.program.readings))
    return _Side(kmopolicy.load(started.folder, revision=typed), {})
