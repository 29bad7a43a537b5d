"""A kept program is that of the policy as it stands, or there is none: the cache never errs, and never gets in the way."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from shipped import POLICY, ROOT
from small import block, write

from kmopolicy.program import cache
from kmopolicy.program.cache import cached_program
from kmopolicy.program.load import Loaded, examined, load_program
from kmopolicy.program.pages import read_folder
from kmopolicy.program.program import Program

JOBS = block('type Job nl "beroep".\ntable known(job: Job, year: Year) from "tables/jobs.csv" nl "{job} {year}".')
TABLE = block('type Kind nl "soort".') + "| constant | nl |\n| --- | --- |\n| a | een a |\n"
OTHERS = {
    "tables/jobs.csv": "job,label,year,sentence\narts,Arts,2024,U07x1\n",
    "regels.md": TABLE,
    "deel/nog.md": "tekst",
}

NO_PROGRAMS = (
    *(b"", b"\x00", b"\xff" * 100, b"niet van ons", b"\x91" * 100_000, b"\x80"),
    msgspec.msgpack.encode({"name": "x"}),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small policy with a page, a table and a source."""
    return write(tmp_path / "policy", JOBS, OTHERS)


@pytest.fixture
def made(folder: Path) -> Program:
    """Its program."""
    found = load_program(folder).program
    assert found is not None
    return found


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    place = tmp_path / "cache"
    monkeypatch.setenv("KMOPOLICY_CACHE", str(place))
    return place


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were checked because no kept program was found."""
    found: list[Path] = []
    checked: Callable[..., Loaded] = cache.checked

    def counted(folder: object) -> Loaded:
        found.append(folder.path)  # type: ignore[attr-defined]
        return checked(folder)

    monkeypatch.setattr(cache, "checked", counted)
    return found


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_a_policy_that_has_not_changed_is_checked_once(
    folder: Path, kept: Path, checks: list[Path], made: Program
) -> None:
    first, second = cached_program(folder), cached_program(folder)
    assert len(checks) == 1
    assert first.program == second.program == made
    assert len(list(kept.iterdir())) == 1


def test_a_copy_of_a_policy_elsewhere_is_the_same_policy(
    folder: Path, kept: Path, checks: list[Path], made: Program
) -> None:
    cached_program(folder)
    other = Path(shutil.copytree(folder, folder.parent / "elders" / "beleid"))
    assert cached_program(other).program == made
    assert len(checks) == 1
    assert kept.is_dir()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("kmopolicy.md", 'nl "Proef"', 'nl "Proefje"'),
        ("kmopolicy.md", "good(X) :- has(X).", "good(Y) :- has(Y)."),
        ("regels.md", "een a", "een b"),
        ("deel/nog.md", "tekst", "tekst."),
        ("tables/jobs.csv", "2024", "2025"),
        ("sources/zinnen.csv", 'S01,"Een dienst komt', 'S01,"dienst komt'),
        ("sources/bron.txt", "mindfulness", "mindfulness "),
    ],
)
def test_any_change_of_a_page_a_table_or_a_source_is_seen(
    file: str, old: str, new: str, folder: Path, kept: Path, checks: list[Path]
) -> None:
    before = cached_program(folder).program
    edit(folder / file, old, new)
    after = cached_program(folder).program
    assert len(checks) == 2
    assert before is not None
    assert after is not None
    assert before.digest != after.digest
    edit(folder / file, new, old)
    assert cached_program(folder).program == before
    assert len(checks) == 2
    assert kept.is_dir()


def test_a_page_that_is_new_renamed_or_gone_is_seen(folder: Path, kept: Path, checks: list[Path]) -> None:
    cached_program(folder)
    (folder / "10-nieuw.md").write_text("tekst")
    cached_program(folder)
    (folder / "10-nieuw.md").rename(folder / "11-nieuw.md")
    cached_program(folder)
    (folder / "11-nieuw.md").unlink()
    cached_program(folder)
    assert len(checks) == 3
    assert len(list(kept.iterdir())) == 3


def test_a_policy_that_is_broken_after_it_was_kept_is_refused(folder: Path, kept: Path) -> None:
    assert cached_program(folder).program
    edit(folder / "kmopolicy.md", ":- has(X)", ":- haas(X)")
    assert cached_program(folder).program is None
    assert len(list(kept.iterdir())) == 1


def test_a_policy_with_a_warning_is_kept_like_any_other_and_the_warning_is_told_every_time(
    folder: Path, kept: Path, checks: list[Path]
) -> None:
    edit(folder / "tables" / "jobs.csv", ",U07x1", ",")
    first, second = cached_program(folder), cached_program(folder)
    assert first.program == second.program is not None
    assert len(checks) == len(list(kept.iterdir())) == 1
    for _ in range(2):
        assert "K509" in [found.code for found in examined(read_folder(folder), date(2024, 1, 1)).diagnostics]
    edit(folder / "tables" / "jobs.csv", "2024,", "2024,U07x1")
    assert "K509" not in [found.code for found in examined(read_folder(folder), date(2024, 1, 1)).diagnostics]


def test_another_version_of_the_program_or_of_its_files_keeps_its_own(
    folder: Path, kept: Path, checks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    cached_program(folder)
    monkeypatch.setattr(cache, "VERSION", "99")
    cached_program(folder)
    monkeypatch.setattr(cache, "_FORMAT", "99")
    cached_program(folder)
    monkeypatch.setattr(cache, "_ROOMS", ("text",))
    cached_program(folder)
    assert len(checks) == 4
    assert len(list(kept.iterdir())) == 4


@pytest.mark.parametrize("content", NO_PROGRAMS)
def test_a_kept_file_that_cannot_be_read_is_made_anew(
    content: bytes, folder: Path, kept: Path, checks: list[Path], made: Program
) -> None:
    cached_program(folder)
    file = next(kept.iterdir())
    file.write_bytes(content)
    assert cached_program(folder).program == made
    assert cached_program(folder).program == made
    assert len(checks) == 2


def test_half_a_kept_file_is_made_anew_wherever_it_is_cut(folder: Path, kept: Path, made: Program) -> None:
    cached_program(folder)
    file = next(kept.iterdir())
    whole = file.read_bytes()
    for part in (1, len(whole) // 3, len(whole) - 1):
        file.write_bytes(whole[:part])
        assert cached_program(folder).program == made
        assert file.read_bytes() == whole


def test_the_program_of_another_policy_under_our_name_is_not_taken_for_ours(folder: Path, kept: Path) -> None:
    foreign = Path(shutil.copytree(folder, folder.parent / "ander"))
    edit(foreign / "kmopolicy.md", "policy proef", "policy ander")
    cached_program(foreign)
    theirs = next(kept.iterdir()).read_bytes()
    cached_program(folder)
    for file in kept.iterdir():
        file.write_bytes(theirs)
    found = cached_program(folder).program
    assert found is not None
    assert found.name == "proef"


@pytest.mark.parametrize("value", ["", "0"])
def test_nothing_is_kept_where_it_is_switched_off(
    value: str, folder: Path, checks: list[Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("KMOPOLICY_CACHE", value)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    cached_program(folder)
    cached_program(folder)
    assert len(checks) == 2
    assert not (tmp_path / "xdg").exists()


def test_without_a_choice_it_is_kept_where_the_system_keeps_such_things(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("KMOPOLICY_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    cached_program(folder)
    assert len(list((tmp_path / "xdg" / "kmopolicy").iterdir())) == 1


@pytest.mark.parametrize("there", ["file", "file above", "folder in place"])
def test_a_cache_that_cannot_be_written_is_passed_over_in_silence(
    there: str,
    folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    made: Program,
) -> None:
    place = tmp_path / "cache"
    monkeypatch.setenv("KMOPOLICY_CACHE", str(place / "hier" if there == "file above" else place))
    if there == "folder in place":
        cached_program(folder)
        file = next(place.iterdir())
        file.unlink()
        (file / "x").mkdir(parents=True)
    else:
        place.write_text("geen map")
    assert cached_program(folder).program == made
    assert capfd.readouterr() == ("", "")
    assert place.is_file() or [each.is_dir() for each in place.iterdir()] == [True]


def test_a_full_disk_leaves_nothing_half_behind(
    folder: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, made: Program
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    assert cached_program(folder).program == made
    assert list(kept.iterdir()) == []


def test_two_processes_that_write_at_once_leave_one_whole_file(folder: Path, kept: Path, made: Program) -> None:
    code = (
        "import sys; from pathlib import Path; from kmopolicy.program import cache\n"
        "for _ in range(5):\n"
        "    loaded = cache.cached_program(Path(sys.argv[1]))\n"
        "    assert loaded.program and loaded.program.digest == sys.argv[2]\n"
        "    [file.unlink(missing_ok=True) for file in Path(sys.argv[3]).glob('*.msgpack')]\n"
        "cache.cached_program(Path(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", code, str(folder), made.digest, str(kept)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(2)]
    assert [each.communicate()[1] for each in running] == [b"", b""]
    assert [each.returncode for each in running] == [0, 0]
    assert [file.suffix for file in kept.iterdir()] == [".msgpack"]
    assert cached_program(folder).program == made


def test_a_policy_is_the_same_whatever_its_line_ends_and_wherever_it_stands(folder: Path, made: Program) -> None:
    for file in (each for each in folder.rglob("*") if each.is_file()):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    moved = Path(shutil.move(folder, folder.parent / "een map met spaties é"))
    assert read_folder(moved).digest == made.digest
    assert load_program(moved).program == made


def test_the_shipped_policy_is_the_same_in_a_checkout_with_other_line_ends(tmp_path: Path) -> None:
    other = Path(shutil.copytree(ROOT / "policy", tmp_path / "beleid"))
    for file in (each for each in other.rglob("*") if each.is_file()):
        file.write_bytes(file.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    assert load_program(other).program == POLICY.program


def test_what_does_not_make_the_policy_does_not_change_it(folder: Path) -> None:
    digest = read_folder(folder).digest
    for name in ("scenarios/een.md", ".verborgen.md", ".git/x.md", "regels.md~", "foto.png"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("iets")
    assert read_folder(folder).digest == digest
    (folder / "regels").mkdir()
    (folder / "regels" / "scenarios.md").write_text("iets")
    assert read_folder(folder).digest != digest
