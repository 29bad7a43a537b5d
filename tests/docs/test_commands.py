"""The page of the commands says what the program takes: no command, option, exit code or variable is missing or made up."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from kmopolicy.cli import decide, failures
from kmopolicy.cli.main import app

from .pages import Page

PROGRAM = typer.main.get_command(app)
_MADE = re.compile(r"(?<=<!-- from the program: )([\w-]+)( -->\n).*?(?=<!-- end -->)", re.S)


@pytest.fixture(scope="module")
def page(root):
    return Page(root / "docs" / "commands.md")


def test_the_page_says_what_every_command_takes(page, same_as):
    same_as(page.path, _MADE.sub(lambda found: found[1] + found[2] + _made(found[1]), page.text))


def test_every_command_has_its_part(page):
    assert [name for name, _ in _MADE.findall(page.text)] == [PROGRAM.name, *PROGRAM.commands]


def test_every_exit_code_is_explained_and_no_other(page):
    fixed = {failures.USAGE, failures.FACTS, failures.POLICY, failures.BUG, failures.INTERRUPTED}
    assert {int(row[0]) for row in _rows(page, "Exit codes", "code | means")} == {0, 1, *fixed}


def test_every_outcome_has_the_exit_code_that_the_page_says(page, policy):
    rows = _rows(page, "Exit codes", "code | service")
    told = {outcome: int(code) for code, *cells in rows for cell in cells for outcome in re.findall(r"`(\w+)`", cell)}
    outcomes = {case.value for cases in policy.program.outcomes.values() for case in cases.cases}
    assert told == {outcome: decide._EXIT_CODES.get(outcome, 11) for outcome in outcomes}


def test_every_variable_that_the_program_reads_is_explained(page, root):
    sources = "\n".join(file.read_text(encoding="utf-8") for file in (root / "kmopolicy").rglob("*.py"))
    read = set(re.findall(r'environ(?:\.get\(|\[)"(\w+)"', sources))
    rich = {"NO_COLOR"}
    assert set(re.findall(r"[A-Z_]{5,}", " ".join(row[0] for row in _rows(page, "Environment", "")))) == read | rich


def _rows(page: Page, heading: str, head: str) -> list[list[str]]:
    """The rows of the table under a heading whose first line starts so."""
    section = page.text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    table = section.split(f"\n| {head}", 1)[1].split("\n\n")[0]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()[2:]]


def _made(name: str) -> str:
    """What the program says of one command, or of itself."""
    command = PROGRAM if name == PROGRAM.name else PROGRAM.commands[name]
    about, _, examples = command.help.partition("Examples:")
    lines = [*_usage(command), "", about.strip(), *_parameters(command)]
    if examples:
        lines += ["", *(f"- `{example}`" for example in examples.split("\n") if example.strip())]
    return "\n" + "\n".join(line.replace("- `    ", "- `") for line in lines) + "\n\n"


def _usage(command: Any) -> Iterator[str]:
    if command is PROGRAM:
        yield "`kmopolicy [OPTIONS] COMMAND …`"
    else:
        arguments = (_argument(each) for each in command.params if each.param_type_name == "argument")
        yield f"`kmopolicy {command.name} [OPTIONS] {' '.join(arguments)}`"


def _argument(parameter: Any) -> str:
    name = parameter.metavar.strip("[]")
    return name if parameter.required else f"[{name}]"


def _parameters(command: Any) -> Iterator[str]:
    yield from ("", "| | | default |", "| --- | --- | --- |")
    for each in command.params:
        name = " ".join((*each.opts, each.metavar or "")).strip() if each.param_type_name == "option" else each.metavar
        default = f"`{each.default}`" if isinstance(each.default, str) else ""
        yield f"| `{name.replace('|', chr(92) + '|')}` | {each.help.replace('|', chr(92) + '|')} | {default} |"
