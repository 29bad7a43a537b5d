"""The console entry: the application with its commands, and what becomes of whatever goes wrong.

Exit codes: 0 done, 1 a check did not hold, 2 wrong usage, 3 the facts are not valid, 4 the policy is not valid,
70 a bug of ours, 130 interrupted. A closed pipe is silent.
"""

import os
import sys
from typing import Annotated

import typer

from kmopolicy.cli.application import Command, Group
from kmopolicy.cli.ask import ask
from kmopolicy.cli.check import check
from kmopolicy.cli.decide import decide
from kmopolicy.cli.explain import explain
from kmopolicy.cli.failures import outcome_of
from kmopolicy.cli.options import LANGS
from kmopolicy.cli.output import prepare
from kmopolicy.cli.query import query
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
for command in (decide, explain, what_if, ask, query, vocabulary, check):
    app.command(cls=Command)(command)


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"kmopolicy {VERSION}\n")
        raise typer.Exit


@app.callback()
def _program(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """The program `kmopolicy`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs one command line and gives its exit code."""
    prepare(sys.stdout)
    prepare(sys.stderr)
    try:
        code = typer.main.get_command(app).main(arguments or ["--help"], "kmopolicy", standalone_mode=False)
        sys.stdout.flush()
        return code or 0
    except BrokenPipeError:
        _close_quietly()
        return 0
    except (Exception, KeyboardInterrupt) as failure:
        return outcome_of(failure, _language(arguments))


def _close_quietly() -> None:
    """So that the interpreter, on its way out, does not complain about the pipe either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


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
