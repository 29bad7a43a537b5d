"""`kmopolicy impact`: which subjects of given facts get another outcome by another policy, reading or date, and by what."""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

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
from kmopolicy.cli.output import width, write_bytes, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session, once, session
from kmopolicy.cli.sides import NEW, OLD, side_of

if TYPE_CHECKING:
    from kmopolicy.questions.impact.impact import Impact
    from kmopolicy.render.told.impact import Names

FORMATS = ("table", "json", "html", "parquet")


def impact(
    old: Annotated[str, typer.Argument(metavar="OLD", help=OLD)],
    new: Annotated[str, typer.Argument(metavar="NEW", help=NEW)],
    facts: Annotated[
        list[str],
        typer.Argument(
            metavar="FACTS...", help="Dossiers, folders of CSV tables, or - for standard input; each its own world."
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
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Show which services of the facts get another outcome: from what to what, by which rule and sentence, with examples.

    Examples:

    kmopolicy impact mijn-beleid nieuw-beleid dossiers/*.yaml

    kmopolicy impact mijn-beleid nieuw-beleid dossier.yaml --format html

    kmopolicy impact licence_a=enkel_a licence_a=twijfel dossier.yaml
    """
    chosen("--format", form, FORMATS)
    if form == "parquet" and find_spec("pyarrow") is None:
        from kmopolicy.text.catalogue import bulk

        refuse(bulk.NO_BATCH, "install", package="pyarrow")
    started = session(policy, lang, date, reading, out)
    days = day(old_date) or started.date, day(new_date) or started.date
    one, other = (side_of(each, started) for each in (old, new))
    started.spare(once(facts))
    import kmopolicy
    from kmopolicy.render.told.impact import Names

    with Working("deciding", started.lang) as working:
        found = kmopolicy.impact(
            one.policy,
            other.policy,
            *facts,
            readings=started.readings,
            old_readings=one.readings,
            new_readings=other.readings,
            old_date=days[0],
            new_date=days[1],
            done=working.reached,
        )
    _print(found, Names(old, new, days), started, form, out, full=full)
    return 0


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
