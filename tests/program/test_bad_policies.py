"""What is wrong with a policy is told where it stands, in words that whoever wrote it understands."""

import shutil
import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from shipped import ROOT

from kmopolicy.program.load import Loaded, examined
from kmopolicy.program.pages import read_folder
from kmopolicy.render.terminal.diagnostics import all_well, render
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.localized import Lang

BAD = ROOT / "fixtures" / "bad-policies"
PAGES = sorted(path.stem for path in BAD.glob("*.md") if path.stem != "README")
EDITS = sorted(path.stem for path in (BAD / "shipped").glob("*.toml"))
# What only whoever reads no Dutch would need is checked on pages that show the most kinds of messages.
ENGLISH = (
    "aanhalingsteken-niet-gesloten",
    "ander-pijltje",
    "citaat-woord-veranderd",
    "citaat-zonder-ontkenning",
    "geen-enkele-vorm",
    "haakje-te-veel",
    "in-een-taal",
    "kenmerk-op-de-verkeerde-plaats",
    "lezing-zonder-standaard",
    "niet-gebruikt",
    "niet-voor-not",
    "onzichtbare-tekens",
    "overbodige-regel",
    "regel-die-nooit-geldt",
    "regel-buiten-een-blok",
    "rijen-van-een-register",
    "soort-van-waarde",
    "tabel-cellen",
    "toelating-die-niet-klopt",
    "toelating-voor-niets",
    "veel-fouten-tegelijk",
    "zin-zonder-regel",
)
DAY = date(2026, 3, 1)
"""Whose year the registers must have."""
MADE_ON_THE_SPOT = {"K110", "K117", "K118"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty working folder, so that every file is called by its name alone."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(folder: Path, name: str) -> Loaded:
    """A bad page, checked as a policy."""
    shutil.copy(BAD / f"{name}.md", folder / "kmopolicy.md")
    for beside in ("sources", "tables"):
        shutil.copytree(BAD / beside, folder / beside)
    return examined(read_folder(Path()), DAY)


def edited(folder: Path, name: str) -> Loaded:
    """The policy that ships, with the edits of a fixture."""
    shutil.copytree(ROOT / "policy", folder, dirs_exist_ok=True)
    for edit in tomllib.loads((BAD / "shipped" / f"{name}.toml").read_text(encoding="utf-8"))["edit"]:
        file = folder / edit["file"]
        text = file.read_text(encoding="utf-8")
        assert text.count(edit["old"]) == 1, f"{edit['file']} has this {text.count(edit['old'])} times:\n{edit['old']}"
        file.write_text(text.replace(edit["old"], edit["new"]), encoding="utf-8")
    return examined(read_folder(Path()), DAY)


def told(loaded: Loaded, lang: Lang) -> str:
    """What `kmopolicy check` prints."""
    if loaded.program and not loaded.diagnostics:
        return all_well(loaded.program, lang, "beleid", len(loaded.allowed))
    return render(loaded.diagnostics, lang)


@pytest.mark.parametrize("name", PAGES)
def test_a_bad_page_gets_its_message(name: str, folder: Path, same_as: Callable[[Path, str], None]) -> None:
    loaded = page(folder, name)
    assert loaded.diagnostics
    same_as(BAD / f"{name}.nl.txt", told(loaded, "nl"))
    if name in ENGLISH:
        same_as(BAD / f"{name}.en.txt", told(loaded, "en"))


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_of_the_shipped_policy_gets_its_message(
    name: str, folder: Path, same_as: Callable[[Path, str], None]
) -> None:
    same_as(BAD / "shipped" / f"{name}.nl.txt", told(edited(folder, name), "nl"))


def test_every_message_of_the_catalogue_and_each_of_its_helps_is_given_to_some_page(tmp_path: Path) -> None:
    given = set()
    for name in PAGES:
        (tmp_path / name).mkdir()
        shutil.copy(BAD / f"{name}.md", tmp_path / name / "kmopolicy.md")
        for beside in ("sources", "tables"):
            shutil.copytree(BAD / beside, tmp_path / name / beside)
        given |= {(found.code, found.help) for found in examined(read_folder(tmp_path / name), DAY).diagnostics}
    wanted = {(entry.code, key) for entry in catalogue.ENTRIES for key in entry.helps or ("",)}
    assert {each for each in wanted - given if each[0] not in MADE_ON_THE_SPOT} == set()


def test_no_message_speaks_of_the_program_inside() -> None:
    words = ("Token", "lark", "Lark", "token", "None", "Error", "python", "regex", "parse", "{")
    for file in [*BAD.glob("*.txt"), *(BAD / "shipped").glob("*.txt")]:
        said = [
            line for line in file.read_text(encoding="utf-8").splitlines() if line.lstrip().startswith(("fout", "= "))
        ]
        assert [line for line in said if any(word in line for word in words)] == [], file.name
