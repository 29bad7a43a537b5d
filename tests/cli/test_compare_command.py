"""`kmopolicy compare` as a user meets it: folders, revisions and readings, beside each other, word for word."""

import shutil
import subprocess
from pathlib import Path

import pytest

pytest.importorskip("clingo")


@pytest.fixture(scope="module")
def questions(root) -> Path:
    return root / "fixtures" / "questions"


@pytest.fixture(autouse=True)
def beside(questions, tmp_path, monkeypatch) -> Path:
    """A folder with both policies."""
    monkeypatch.chdir(tmp_path)
    for name in ("beurs", "beurs-hersteld"):
        shutil.copytree(questions / name, tmp_path / name)
    return tmp_path


@pytest.fixture
def repository(beside) -> Path:
    """The policy in a repository: flawed at first, then mended."""

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True, capture_output=True
        )

    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git("init", "--quiet")
    git("add", "beurs")
    git("commit", "--quiet", "--message", "beurs")
    shutil.copy(beside / "beurs-hersteld" / "kmopolicy.md", beside / "beurs" / "kmopolicy.md")
    git("commit", "--quiet", "--all", "--message", "hersteld")
    return beside / "beurs"


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_two_folders_are_told_apart_word_for_word(run, questions, same_as, lang):
    told = run("compare", "beurs", "beurs-hersteld", "--lang", lang)
    assert (told.code, told.err) == (0, "")
    same_as(questions / f"beurs.compare.{lang}.txt", told.out)


def test_where_there_is_room_both_explanations_stand_beside_each_other(run, questions, same_as, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    told = run("compare", "beurs", "beurs-hersteld")
    same_as(questions / "beurs.compare.wide.nl.txt", told.out)


def test_two_that_are_the_same_say_so(run):
    told = run("compare", "beurs", "beurs", "--exit-code")
    assert (told.code, told.err) == (0, "")
    assert "DEZELFDE UITKOMST VOOR ALLE MOGELIJKE STUDENTEN" in told.out


def test_with_exit_code_two_that_differ_end_with_1(run):
    assert run("compare", "beurs", "beurs-hersteld", "--exit-code").code == 1


def test_readings_are_compared_within_one_policy(run):
    told = run("compare", "middengroep=nee", "middengroep=ja", "--policy", "beurs-hersteld", "--format", "json").json
    assert [(each["before"], each["after"]) for each in told["changes"]] == [("geweigerd", "toegekend")]
    assert [each["readings"] for each in (told["old"], told["new"])] == [{"middengroep": "nee"}, {"middengroep": "ja"}]


def test_an_earlier_revision_is_compared_with_what_is_there(run, repository):
    by_revision = run("compare", "HEAD~1", str(repository), "--policy", repository, "--format", "json").json
    by_folder = run("compare", "beurs-hersteld", str(repository), "--format", "json").json
    assert [(each["before"], each["after"]) for each in by_revision["changes"]] == [("toegekend", "geweigerd")]
    assert by_folder["same"]


def test_a_revision_is_read_whatever_lies_in_the_folder_now(run, repository):
    (repository / "kmopolicy.md").write_text("niets meer", encoding="utf-8")
    told = run("compare", "HEAD~1", "HEAD", "--policy", repository, "--format", "json").json
    assert len(told["changes"]) == 1


def test_a_revision_in_which_the_policy_is_not_valid_is_told(run, repository):
    (repository / "kmopolicy.md").write_text("# Niets\n", encoding="utf-8")
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qam", "leeg"], check=True, capture_output=True
    )
    told = run("compare", "HEAD", "HEAD~1", "--policy", repository)
    assert (told.code, told.out) == (4, "")
    assert "K111" in told.err


@pytest.mark.parametrize(
    ("side", "help_"), [("HEAD~9", "HEAD~1"), ("geen-tak", "NAAM=OPTIE"), ("map/die/er/niet/is", "NAAM=OPTIE")]
)
def test_what_is_no_side_is_told_with_what_can_be(run, repository, side, help_):
    told = run("compare", side, str(repository), "--policy", repository)
    assert (told.code, told.out) == (2, "")
    assert "U132" in told.err
    assert help_ in told.err


def test_a_revision_where_nothing_is_kept_by_git_is_told(run):
    told = run("compare", "HEAD", "beurs", "--policy", "beurs")
    assert told.code == 2
    assert "git" in told.err


def test_a_reading_that_does_not_exist_is_told(run):
    told = run("compare", "bovengroep=ja", "beurs", "--policy", "beurs")
    assert (told.code, told.out) == (2, "")
    assert "U107" in told.err


def test_the_json_is_by_the_schema(run, valid):
    valid(run("compare", "beurs", "beurs-hersteld", "--format", "json").json, "comparison_of_policies")
    valid(run("compare", "beurs", "beurs", "--format", "json").json, "comparison_of_policies")


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_bytes_every_time(run, form):
    line = ("compare", "beurs", "beurs-hersteld", "--format", form)
    assert run(*line) == run(*line)
