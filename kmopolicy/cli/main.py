"""The application with its commands, and what becomes of whatever goes wrong.

Exit codes: 0 done, 1 a check did not hold, 2 wrong usage, 3 the facts are not valid, 4 the policy is not valid,
70 a bug of ours, 130 interrupted. A closed pipe is silent.
"""

import os
import signal
import sys
from typing import Annotated

import typer

from kmopolicy.cli.application import Command, Group
from kmopolicy.cli.ask import ask
from kmopolicy.cli.check import check
from kmopolicy.cli.compare import compare
from kmopolicy.cli.compile import compile  # noqa: A004  # a command by that name
from kmopolicy.cli.coverage import coverage
from kmopolicy.cli.decide import decide
from kmopolicy.cli.explain import explain
from kmopolicy.cli.failures import outcome_of
from kmopolicy.cli.fmt import fmt
from kmopolicy.cli.impact import impact
from kmopolicy.cli.lsp import lsp
from kmopolicy.cli.new import new
from kmopolicy.cli.options import LANGS, LangOption, language
from kmopolicy.cli.output import prepare, spoken
from kmopolicy.cli.query import query
from kmopolicy.cli.refusal import Unread
from kmopolicy.cli.test import test
from kmopolicy.cli.verify import verify
from kmopolicy.cli.verify_proof import verify_proof
from kmopolicy.cli.vocabulary import vocabulary
from kmopolicy.cli.what_if import what_if
from kmopolicy.text.localized import Lang
from kmopolicy.version import VERSION

app = typer.Typer(
    name="kmopolicy",
    cls=Group,
    help="May this training or advice be subsidised under the Flemish kmo-portefeuille, and why?",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    decide,
    explain,
    what_if,
    ask,
    query,
    vocabulary,
    check,
    test,
    coverage,
    fmt,
    new,
    lsp,
    verify,
    compare,
    impact,
    compile,
    verify_proof,
):
    app.command(cls=Command)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kmopolicy {VERSION}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _program(
    ctx: typer.Context,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
    lang: LangOption = None,
) -> None:
    language(lang)
    if ctx.invoked_subcommand is None:
        from kmopolicy.cli import helptext

        helptext.show(ctx.command, ctx)


def main() -> None:
    """The program `kmopolicy`. Asked to stop, it cleans up as with Ctrl-C."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command line and gives its exit code."""
    prepare()
    lang = _language(arguments)
    speaks = {command.callback.__name__: {"lang": lang} for command in app.registered_commands if command.callback}
    command = typer.main.get_command(app)
    try:
        code: int | None = command.main(arguments, "kmopolicy", standalone_mode=False, obj=lang, default_map=speaks)
        with spoken():
            return code or 0
    except Unread:
        return 0
    except (Exception, KeyboardInterrupt) as failure:
        return outcome_of(failure, lang)


def _language(arguments: list[str]) -> Lang:
    """The language asked for, also where the command line as a whole makes no sense."""
    typed = ""
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            typed = next(iter(arguments[place + 1 :]), "")
        elif argument.startswith("--lang="):
            typed = argument.removeprefix("--lang=")
    found = typed if typed in LANGS else os.environ.get("KMOPOLICY_LANG", "")
    return "en" if found == "en" else "nl"
