"""`kmopolicy compare`: two policies, or two readings of one, held against each other for every possible service."""

from typing import Annotated

import typer

from kmopolicy.cli.options import (
    LangOption,
    OutOption,
    PolicyOption,
    ReadingOption,
    chosen,
    completes,
)
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.session import session
from kmopolicy.cli.sides import NEW, OLD, side_of

FORMATS = ("text", "json")


def compare(
    old: Annotated[str, typer.Argument(metavar="OLD", help=OLD)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=NEW)],
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
    one, other = (side_of(each, started) for each in (old, new))
    with Working("comparing", started.lang):
        found = kmopolicy.compare(
            one.policy, other.policy, readings=started.readings, old_readings=one.readings, new_readings=other.readings
        )
    if form == "json":
        from kmopolicy.render.documents import proved

        write_text(proved.comparison(found, (old, new)), out)
    else:
        from kmopolicy.render.terminal import comparison
        from kmopolicy.render.words.labels import Labels

        labels = Labels(other.policy.program, started.lang)
        write_lines(comparison.render(found, (old, new), labels, width(out), full=full), out)
    return int(exit_code and not found.same)
