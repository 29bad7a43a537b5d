"""`kmopolicy check`: whether the policy is in order, and if not, what is wrong where."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.options import LangOption, OutOption, PolicyOption, chosen, completes, folder, language
from kmopolicy.cli.output import write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import Refusal, refuse
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kmopolicy.program.program import Program
    from kmopolicy.text.diagnostic import Diagnostic
    from kmopolicy.text.localized import Lang

FORMATS = ("text", "json")


def check(
    directory: Annotated[
        str | None, typer.Argument(metavar="[DIR]", help="The policy's folder, as --policy gives it; or a file in it.")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as well.")] = False,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print.", autocompletion=completes(*FORMATS))
    ] = "text",
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Check the policy: its rules, its quotes, its tables. Exit code 1 where something is wrong.

    Examples:

    kmopolicy check

    kmopolicy check mijn-beleid --strict

    kmopolicy check mijn-beleid/02-lijst.md
    """
    from kmopolicy.program.load import load_program

    chosen("--format", form, FORMATS)
    speaks = language(lang)
    if directory and policy:
        refuse(usage.UNEXPECTED_ARGUMENT, "help", command="kmopolicy check", argument=directory)
    where = _where(folder(directory or policy))
    with Working("checking the policy", speaks):
        loaded = load_program(where)
    if not where.exists():
        raise Refusal(loaded.diagnostics)
    _print(loaded.diagnostics, loaded.program, form, speaks, out)
    return int(any(strict or found.entry.severity == "error" for found in loaded.diagnostics))


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


def _print(found: "Sequence[Diagnostic]", program: "Program | None", form: str, lang: "Lang", out: str | None) -> None:
    if form == "json":
        from kmopolicy.render import json

        return write_text(json.diagnostics(found), out)
    from kmopolicy.render.diagnostics import all_well, lines, render

    return write_lines(lines(render(found, lang) if found or program is None else all_well(program, lang)), out)
