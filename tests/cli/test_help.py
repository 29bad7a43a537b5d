"""Help of every command: complete, in both languages, within 80 columns; and completion in the shell."""

import io
import os
import re
import shutil
import subprocess
import sys

import pytest
import typer
from rich.cells import cell_len

from kmopolicy.cli import main
from kmopolicy.cli.dutch import DUTCH

COMMANDS = {
    "": main.app,
    **{command.callback.__name__.replace("_", "-"): command.callback for command in main.app.registered_commands},
}
COMMAND = typer.main.get_command(main.app)
CONTEXT = typer.Context(COMMAND, info_name="kmopolicy")


def helped(text, lang):
    return DUTCH[text] if lang == "nl" else text


def command(name):
    return COMMAND.commands[name] if name else COMMAND


def lines(run, name, *options):
    told = run(*([name] if name else []), "--help", *options)
    assert (told.code, told.err) == (0, "")
    return told.out.splitlines()


def test_these_are_the_commands():
    assert {"decide", "explain", "query", "vocabulary", "check"} <= set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_help_never_is_wider_than_80_columns_nor_than_the_terminal(run, monkeypatch, name, lang, columns):
    monkeypatch.setenv("COLUMNS", columns)
    for line in lines(run, name, "--lang", lang):
        if not line.startswith("   kmopolicy "):  # an example is whole, so that it can be copied
            assert cell_len(line) <= min(int(columns), 80)
        assert cell_len(line) <= 80


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_help_names_everything_that_a_command_takes_with_a_word_on_it(run, name, lang):
    told = "\n".join(lines(run, name, "--lang", lang))
    for parameter in command(name).get_params(CONTEXT):
        terms = parameter.opts if parameter.param_type_name == "option" else [parameter.metavar.strip("[]")]
        for term in terms:
            assert re.search(rf"^   (--\S+, )?{re.escape(term)}[ ,\n]", told, re.M), term
        assert " ".join(told.split()).count(helped(parameter.help, lang)) == 1
    if not name:
        assert all(re.search(rf"^   {each}  +\S", told, re.M) for each in COMMANDS if each)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_word_of_the_help_is_there_in_dutch(name):
    """By the English that stands with it: one that was changed loses its Dutch."""
    first = " ".join(command(name).help.split("\n\n")[0].split())
    texts = [first, *(" ".join(each.help.split()) for each in command(name).get_params(CONTEXT))]
    assert [text for text in texts if text not in DUTCH] == []


def test_no_dutch_is_left_of_a_help_that_is_gone():
    used = {" ".join(command(name).help.split("\n\n")[0].split()) for name in COMMANDS}
    used |= {" ".join(each.help.split()) for name in COMMANDS for each in command(name).get_params(CONTEXT)}
    assert set(DUTCH) == used


@pytest.mark.parametrize("name", [name for name in COMMANDS if name])
def test_every_example_of_the_help_is_a_line_that_starts(run, name, root, dossiers, tmp_path, monkeypatch):
    """With files of those names at hand, every example does what it says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    (tmp_path / "dossiers").mkdir()
    for file in ("dossier.yaml", "dossiers/een.yaml"):
        (tmp_path / file).symlink_to(dossiers / "voorbeelden.yaml")
    (tmp_path / "tabellen").symlink_to(root / "fixtures" / "tables" / "aanbod-uit-een-rekenblad")
    for policy in ("mijn-beleid", "nieuw-beleid"):
        shutil.copytree(root / "policy", tmp_path / policy)
    examples = [line.strip() for line in lines(run, name) if line.startswith("   kmopolicy ")]
    assert examples
    for example in examples:
        words = re.findall(r"'[^']*'|\S+", example.replace("dossiers/*.yaml", "dossiers/een.yaml"))
        told = run(*(word.strip("'") for word in words[1:]))
        assert told.code == 0, (example, told.err)


def test_the_version_is_that_of_the_package(run):
    from kmopolicy.version import VERSION

    assert run("--version") == (0, f"kmopolicy {VERSION}\n", "")


def test_a_command_starts_without_what_it_does_not_need():
    """What costs as much as a whole command: Pydantic, the parser, the panels of Typer's own help."""
    code = "import sys\nfrom kmopolicy.cli import main\nmain.run(['decide', '--help'])\nprint('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert not {"pydantic", "lark", "yaml", "typer.rich_utils", "pyDatalog"} & set(done.stdout.split())


def completed(monkeypatch, line):
    """What the shell is offered at the end of a line."""
    words = line.split(" ")
    monkeypatch.setenv("_KMOPOLICY_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(SystemExit):
        main.run([])
    return out.getvalue().split()


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("kmopolicy dec", ["decide"]),
        ("kmopolicy decide --exit", ["--exit-code"]),
        ("kmopolicy decide --format ", ["table", "json", "csv", "jsonl"]),
        ("kmopolicy explain --format m", ["markdown", "mermaid"]),
        ("kmopolicy query --lang ", ["nl", "en"]),
        ("kmopolicy check --format ", ["text", "json", "sarif", "github"]),
    ],
)
def test_the_shell_completes_commands_options_and_their_values(monkeypatch, line, offered):
    assert completed(monkeypatch, line) == offered


def test_the_shell_is_offered_every_command(monkeypatch):
    assert set(completed(monkeypatch, "kmopolicy ")) == {name for name in COMMANDS if name}


def test_the_script_for_the_shell_can_be_printed():
    done = subprocess.run(
        [sys.executable, "-m", "kmopolicy"],
        env=os.environ | {"_KMOPOLICY_COMPLETE": "source_bash"},
        check=True,
        capture_output=True,
        text=True,
    )
    assert "complete -o default -F _kmopolicy_completion kmopolicy" in done.stdout
