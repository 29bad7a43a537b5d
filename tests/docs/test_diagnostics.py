"""Every diagnostic has a page, made from what the program says: its bad example gets that finding and no other."""

import os
import re
import shlex
from collections import Counter

import pytest
from shipped import ROOT

from kmopolicy.cli.main import run
from kmopolicy.render.manual.diagnostics import index, page
from kmopolicy.render.manual.examples import found_in
from kmopolicy.text.catalogue.every import ENTRIES
from kmopolicy.text.catalogue.policy import every as policy
from kmopolicy.text.commands import codes as codes_of_commands
from kmopolicy.text.commands import commands
from kmopolicy.text.examples import codes, examples

BY_CODE = {entry.code: entry for entry in ENTRIES}
OF_POLICIES = {entry.code for entry in policy.ENTRIES}
TOO_LONG_FOR_AN_EXAMPLE = {"K116", "K117", "K118", "F003", "F408"}
NO_TEXT_TO_SHOW = {"F005", "F006", "F501", "F505"}
ABOUT_A_MACHINE = {
    "F004",
    "F503",
    "U119",
    "U131",
    "U132",
    "U140",
    "U142",
    "U152",
    "U160",
    "U161",
    "U174",
    "U179",
    "U180",
    "U190",
    "U191",
}
ABOUT_A_SERVER = {"F510", "F511", "F512", "F513", "F514", "F520", "F521", "U181"}
ABOUT_A_POLICY_OF_ONES_OWN = {"U135", "U170", "U171", "U172"}
ABOUT_AN_EXPLANATION_AS_IT_WAS_MADE = {"B102", "B103", "B104", "B105", "B201", "B202", "B203"}
WITHOUT_COMMANDS = (
    NO_TEXT_TO_SHOW
    | ABOUT_A_MACHINE
    | ABOUT_A_SERVER
    | ABOUT_A_POLICY_OF_ONES_OWN
    | ABOUT_AN_EXPLANATION_AS_IT_WAS_MADE
)
COMMANDS = ROOT / "kmopolicy" / "text" / "commands.txt"
FOUND = re.compile(r"^(?:fout|waarschuwing)\[([A-Z]\d{3})\]", re.M)


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_page_of_a_diagnostic_is_what_the_program_says(code, root, same_as):
    same_as(root / BY_CODE[code].page, page(BY_CODE[code]))


def test_the_index_lists_every_page_and_there_is_no_other(root, same_as):
    same_as(root / "docs" / "diagnostics" / "README.md", index())
    pages = {file.stem for file in (root / "docs" / "diagnostics").iterdir()}
    assert pages == {*BY_CODE, "README"}


def test_every_diagnostic_has_examples_but_for_what_no_page_can_show():
    assert set(codes()) == OF_POLICIES - TOO_LONG_FOR_AN_EXAMPLE
    assert set(codes_of_commands()) == BY_CODE.keys() - OF_POLICIES - TOO_LONG_FOR_AN_EXAMPLE - WITHOUT_COMMANDS


@pytest.mark.parametrize("code", codes())
def test_the_bad_example_gets_exactly_that_diagnostic_and_the_good_one_nothing(code):
    bad, good = examples(code)
    assert [found.code for found in found_in(bad)] == [code]
    assert found_in(good) == ()


def test_the_front_page_that_the_examples_go_below_is_without_a_finding():
    assert found_in(examples("begin")[0]) == ()


@pytest.fixture
def says(tmp_path, monkeypatch, capsys):
    """Gives the commands of an example in a folder with its files: what each of them says if something is wrong."""

    def given(command):
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        for name, text in command.beside().items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        monkeypatch.chdir(folder)
        for line in command.lines:
            program, *arguments = shlex.split(line)
            assert program == "kmopolicy"
            run(arguments)
            told = capsys.readouterr()
            yield told.err or (told.out if FOUND.search(told.out) else "")

    return given


@pytest.mark.parametrize("code", codes_of_commands())
def test_the_last_of_the_bad_commands_says_just_that_and_the_good_ones_nothing(code, says, monkeypatch):
    for package in ("duckdb", "clingo", "sqlglot"):  # extras: what needs one is not tried without
        pytest.importorskip(package)
    monkeypatch.setenv("COLUMNS", "80")
    bad, good = commands(code)
    *before, said = says(bad)
    if os.environ.get("KMOPOLICY_ACCEPT"):
        text = COMMANDS.read_text(encoding="utf-8")
        start = text.index(f"\n@@ {code}\n")
        end = text.index("\n@@ goed", start)
        bare = text[start:end].partition("\n@@ gezegd")[0]
        COMMANDS.write_text(f"{text[:start]}{bare}\n@@ gezegd\n{said.rstrip()}{text[end:]}", encoding="utf-8")
    assert FOUND.findall(said) == [code]
    assert [FOUND.findall(each) for each in (*before, *says(good))] == [[]] * (len(before) + len(good.lines))
    assert said.strip() == bad.said.strip()


def test_names_read_after_allow_and_no_two_of_the_policy_are_the_same():
    names = [entry.name for entry in policy.ENTRIES]
    assert len(set(names)) == len(names)
    assert [entry.name for entry in ENTRIES if not re.fullmatch("[a-z]+(-[a-z]+)*", entry.name)] == []


def test_no_code_stands_for_two_things():
    assert [code for code, count in Counter(entry.code for entry in ENTRIES).items() if count > 1] == []
