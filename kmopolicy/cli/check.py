"""`kmopolicy check`: whether the policy is in order, and if not, what is wrong where."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.options import LangOption, OutOption, PolicyOption, chosen, completes, day, folder, language
from kmopolicy.cli.output import write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import Refusal, refuse
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from kmopolicy.program.load import Loaded
    from kmopolicy.text.localized import Lang

FORMATS = ("text", "json", "sarif", "github")


def check(
    directory: Annotated[
        str | None, typer.Argument(metavar="[DIR]", help="The policy's folder, as --policy gives it; or a file in it.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as well.")] = False,
    form: Annotated[
        str,
        typer.Option(
            "--format", metavar="text|json|sarif|github", help="How to print.", autocompletion=completes(*FORMATS)
        ),
    ] = "text",
    date: Annotated[
        str | None,
        typer.Option("--date", metavar="DATE", help="The registers must have its year. Default: today."),
    ] = None,
    explain: Annotated[
        str | None,
        typer.Option("--explain", metavar="CODE", help="Show the page of one code, such as K202, and check nothing."),
    ] = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Check the policy: its rules, its quotes, its tables. Exit code 1 where something is wrong.

    Examples:

    kmopolicy check

    kmopolicy check mijn-beleid --strict

    kmopolicy check mijn-beleid/02-lijst.md

    kmopolicy check --explain K202
    """
    from kmopolicy.program.load import examined
    from kmopolicy.program.pages import read_folder

    chosen("--format", form, FORMATS)
    speaks, reference = language(lang), day(date)
    if explain is not None:
        write_text(_page(explain), out)
        return 0
    if directory and policy:
        refuse(usage.UNEXPECTED_ARGUMENT, "help", command="kmopolicy check", argument=directory)
    where = _where(folder(directory or policy))
    with Working("checking the policy", speaks):
        loaded = examined(read_folder(where), reference or today())
    if not where.exists():
        raise Refusal(loaded.diagnostics)
    _print(loaded, str(where), form, speaks, out)
    return int(any(strict or found.entry.severity == "error" for found in loaded.diagnostics))


def today() -> datetime.date:
    """The day on which this runs."""
    return datetime.date.today()


def _page(typed: str) -> str:
    """The page of a code, or of a name."""
    from kmopolicy.program.near import near_or
    from kmopolicy.render.manual.diagnostics import page
    from kmopolicy.text.catalogue.policy import ENTRIES

    found = next((entry for entry in ENTRIES if typed.lower() in (entry.code.lower(), entry.name)), None)
    if found is None:
        codes = [entry.code for entry in ENTRIES] + [entry.name for entry in ENTRIES]
        args = near_or("known", typed, codes)
        refuse(usage.UNKNOWN_CHOICE, args.pop("help"), value=typed, option="--explain", **args)
    return page(found)


def _where(typed: Path | None) -> Path:
    """The folder to check: as it is typed, or that of the policy it lies in; without one, seen from where one works."""
    from kmopolicy.api import policy_folder
    from kmopolicy.program.pages import FRONT_PAGE

    if typed is not None:
        # What `..` leads to says nothing about the folders that one comes through.
        above = typed.parents if ".." not in typed.parts else typed.parents[:1]
        homes = (each for each in (typed, *above) if typed.exists() and (each / FRONT_PAGE).is_file())
        return next(homes, typed)
    found, here = policy_folder(), Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found


def _print(loaded: "Loaded", where: str, form: str, lang: "Lang", out: str | None) -> None:
    found, allowed = loaded.diagnostics, loaded.allowed
    if form == "json":
        from kmopolicy.render.documents.diagnostics import diagnostics

        return write_text(diagnostics(found, allowed), out)
    if form == "sarif":
        from kmopolicy.render.formats import sarif

        return write_text(sarif.diagnostics(found, allowed, lang), out)
    if form == "github":
        from kmopolicy.render.formats import github

        return write_text(github.diagnostics(found, lang), out)
    from kmopolicy.render.terminal.diagnostics import all_well, lines, render

    if found or loaded.program is None:
        return write_lines(lines(render(found, lang, where)), out)
    return write_lines(lines(all_well(loaded.program, lang, where, len(allowed))), out)
