"""The settings that the page for editors gives are those of the command; and the command itself, with and without its package."""

import importlib.util
import json
import re
import tomllib
from pathlib import Path

import pytest

from kmopolicy.cli.main import run
from kmopolicy.lsp import features

STARTS = ["kmopolicy", "lsp"]
LANGUAGES = {"markdown", "yaml", "json"}


@pytest.fixture(scope="module")
def settings(root):
    """The blocks of the page, by the language that each is in."""
    text = (root / "docs" / "editors.md").read_text(encoding="utf-8")
    return dict(re.findall(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S))


@pytest.fixture
def served(monkeypatch):
    """What the server would be started with."""
    calls = []
    monkeypatch.setattr(features, "serve", lambda *how: calls.append(how))
    return calls


def test_vs_code_starts_the_server_for_pages_and_dossiers(settings):
    said = {key.removeprefix("glspc.server."): value for key, value in json.loads(settings["json"]).items()}
    assert [said["command"], *said["commandArguments"]] == STARTS
    assert set(said["languageId"]) == LANGUAGES
    assert said["initializationOptions"] == {"lang": "nl"}


def test_neovim_starts_the_server_for_pages_and_dossiers(settings):
    lists = {key: re.findall(r"'([^']+)'", told) for key, told in re.findall(r"(\w+) = \{(.*?)\}", settings["lua"])}
    assert lists["cmd"] == STARTS
    assert set(lists["filetypes"]) == LANGUAGES
    assert "kmopolicy.md" in lists["root_markers"]
    assert settings["lua"].count("'kmopolicy'") == 3


def test_helix_starts_the_server_for_pages_and_dossiers(settings):
    said = tomllib.loads(settings["toml"])
    started = said["language-server"]["kmopolicy"]
    assert [started["command"], *started["args"]] == STARTS
    assert {each["name"] for each in said["language"] if "kmopolicy" in each["language-servers"]} == LANGUAGES


def test_the_command_passes_on_the_language_and_the_policy(served):
    assert run(["lsp"]) == 0
    assert run(["lsp", "--lang", "en", "--policy", "mijn-beleid"]) == 0
    assert served == [("nl", None), ("en", Path("mijn-beleid"))]


def test_without_the_package_the_command_says_how_to_install_it(served, monkeypatch, capsys):
    found = importlib.util.find_spec
    monkeypatch.setattr("kmopolicy.cli.lsp.find_spec", lambda name: None if name == "pygls" else found(name))
    assert run(["lsp"]) == 2
    assert served == []
    assert capsys.readouterr().err == (
        "fout[U160]: om met een editor te praten is het pakket `pygls` nodig, en dat is niet geïnstalleerd\n"
        "  = hulp: installeer het met `pip install 'kmopolicy[lsp]'`\n"
    )
