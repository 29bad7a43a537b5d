"""`kmopolicy impact` as a user meets it: folders, revisions, readings and days; every format, written whole or not at all."""

import importlib.util
import io
import json
import shutil
import subprocess
from pathlib import Path
from types import SimpleNamespace

import pytest
from markup import whole

HOSTILE = "</style><script>alert(1)</script>"


@pytest.fixture(scope="module")
def questions(root) -> Path:
    return root / "fixtures" / "questions"


@pytest.fixture(autouse=True)
def beside(questions, tmp_path, monkeypatch) -> Path:
    """A folder with both policies and the facts."""
    monkeypatch.chdir(tmp_path)
    for name in ("beurs", "beurs-hersteld"):
        shutil.copytree(questions / name, tmp_path / name)
    shutil.copy(questions / "studenten.yaml", tmp_path)
    return tmp_path


PAIR = ("impact", "beurs", "beurs-hersteld", "studenten.yaml")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_who_changes_is_told_word_for_word(run, questions, same_as, lang):
    told = run(*PAIR, "--date", "2024-03-01", "--lang", lang)
    assert (told.code, told.err) == (0, "")
    same_as(questions / f"studenten.impact.{lang}.txt", told.out)


def test_no_change_is_no_news(run):
    told = run("impact", "beurs", "beurs", "studenten.yaml")
    assert (told.code, told.err) == (0, "")
    assert "GEEN ENKELE VAN DE 6 STUDENTEN KRIJGT EEN ANDERE UITKOMST" in told.out


def test_an_earlier_revision_is_held_against_what_is_there(run, beside):
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    for arguments in (("init", "--quiet"), ("add", "beurs"), ("commit", "--quiet", "--message", "beurs")):
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *arguments], check=True)
    shutil.copy(beside / "beurs-hersteld" / "kmopolicy.md", beside / "beurs" / "kmopolicy.md")
    told = run("impact", "HEAD", "beurs", "studenten.yaml", "--policy", "beurs", "--format", "json").json
    assert [(each["before"], each["after"], each["count"]) for each in told["groups"]] == [
        ("toegekend", "geweigerd", 2)
    ]


def test_readings_and_days_are_named_with_the_sides(run):
    told = run("impact", "middengroep=nee", "middengroep=ja", "studenten.yaml", "--policy", "beurs-hersteld")
    assert "middengroep=ja" in told.out
    days = ("--old-date", "2020-08-31", "--new-date", "2020-09-01")
    told = run("impact", "beurs-hersteld", "beurs-hersteld", "studenten.yaml", *days)
    assert told.code == 0
    assert "peildatum 31 augustus 2020" in told.out
    assert "Op een andere dag gevraagd" in told.out
    assert "1 heeft een eigen peildatum" in told.out


def test_one_date_is_for_both_and_a_side_may_have_its_own(run):
    same = run(
        "impact", "beurs-hersteld", "beurs-hersteld", "studenten.yaml", "--date", "2020-08-31", "--format", "json"
    )
    assert same.json["counts"]["changed"] == 0
    own = run(
        *("impact", "beurs-hersteld", "beurs-hersteld", "studenten.yaml", "--date", "2020-08-31"),
        *("--new-date", "2020-09-01", "--format", "json"),
    ).json
    assert [own[side]["date"] for side in ("old", "new")] == ["2020-08-31", "2020-09-01"]
    assert own["counts"]["changed"] == 1


def test_the_json_is_by_the_schema_and_its_numbers_add_up(run, valid):
    told = run(*PAIR, "--format", "json").json
    valid(told, "impact")
    counts = told["counts"]
    assert counts.pop("all") == sum(counts.values()) == len(told["subjects"]) == 6
    assert sum(cell["count"] for cell in told["matrix"]) == counts["same"] + counts["changed"]
    assert sum(told["directions"].values()) == counts["changed"] == sum(group["count"] for group in told["groups"])
    assert told["groups"][0]["sentences"] == ["B1", "B2"]


def test_parquet_has_a_row_for_every_subject(run, beside):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    assert run(*PAIR, "--format", "parquet", "--out", "gevolgen.parquet").code == 0
    rows = parquet.read_table(beside / "gevolgen.parquet").to_pylist()
    assert pyarrow.__version__
    assert [(row["subject"], row["status"]) for row in rows] == [
        ("anna", "same"),
        ("bram", "changed"),
        ("cleo", "changed"),
        ("dirk", "same"),
        ("els", "same"),
        ("fons", "same"),
    ]
    assert rows[1] == {
        "file": "studenten.yaml",
        "type": "student",
        "subject": "bram",
        "title": "",
        "status": "changed",
        "before": "toegekend",
        "after": "geweigerd",
        "direction": "worse",
        "responsible": ["grant"],
        "sentences": ["B1", "B2"],
        "unread_by_old": [],
        "unread_by_new": [],
    }


def test_without_its_package_parquet_is_refused_before_anything_is_read(run, monkeypatch):
    found = importlib.util.find_spec
    monkeypatch.setattr("kmopolicy.cli.impact.find_spec", lambda name: None if name == "pyarrow" else found(name))
    told = run(*PAIR, "--format", "parquet", "--out", "gevolgen.parquet")
    assert (told.code, told.out) == (2, "")
    assert "U174" in told.err
    assert "pip install 'kmopolicy[batch]'" in told.err


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_the_same_bytes_every_time(run, form):
    assert run(*PAIR, "--format", form) == run(*PAIR, "--format", form)


def test_the_same_parquet_every_time(run, beside):
    pytest.importorskip("pyarrow")
    for name in ("een", "twee"):
        run(*PAIR, "--format", "parquet", "--out", name)
    assert (beside / "een").read_bytes() == (beside / "twee").read_bytes()


def test_the_page_stands_by_itself(run, beside):
    assert run(*PAIR, "--format", "html", "--out", "gevolgen.html").code == 0
    read = whole((beside / "gevolgen.html").read_text(encoding="utf-8"))
    assert read.texts["h1"] == ["2 van de 6 studenten krijgen een andere uitkomst"]


def test_facts_come_from_several_places_and_from_standard_input_once(run, stdin):
    stdin("students: {gert: {enrolled: true, income: laag, suspended: true}}")
    told = run(*PAIR, "-", "--format", "json").json
    assert [(each["file"], each["subject"]) for each in told["groups"][0]["subjects"]] == [
        ("studenten.yaml", "bram"),
        ("studenten.yaml", "cleo"),
        ("-", "gert"),
    ]
    assert run(*PAIR, "-", "-").code == 2


def test_facts_are_never_written_over(run, beside):
    before = (beside / "studenten.yaml").read_bytes()
    told = run(*PAIR, "--out", "studenten.yaml")
    assert told.code == 2
    assert (beside / "studenten.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code", "found"),
    [
        (("impact", "beurs", "beurs-hersteld"), 2, "U1"),
        (("impact", "beurs", "er-is-niets", "studenten.yaml", "--policy", "beurs"), 2, "U132"),
        (("impact", "beurs", "beurs-hersteld", "er-is-niets.yaml"), 2, "F0"),
        (("impact", "beurs", "beurs-hersteld", "fout.yaml"), 3, "F202"),
        (("impact", "beurs", "stuk", "studenten.yaml"), 4, "K"),
        ((*PAIR, "--old-date", "31-12-2023"), 2, "U1"),
        ((*PAIR, "--format", "xml"), 2, "U1"),
    ],
)
def test_what_goes_wrong_has_its_own_exit_code_and_leaves_nothing(run, beside, arguments, code, found):
    (beside / "fout.yaml").write_text("students: {a: {encrolled: true}}", encoding="utf-8")
    shutil.copytree(beside / "beurs", beside / "stuk")
    page = beside / "stuk" / "kmopolicy.md"
    page.write_text(
        page.read_text(encoding="utf-8").replace("enrolled(Student),", "enroled(Student),"), encoding="utf-8"
    )
    told = run(*arguments, "--out", "gevolgen.txt")
    assert (told.code, told.out) == (code, "")
    assert f"[{found}" in told.err
    assert not (beside / "gevolgen.txt").exists()


@pytest.mark.parametrize("form", ["table", "json", "html"])
def test_hostile_names_stay_text(run, beside, form):
    facts = {"students": {HOSTILE: {"enrolled": True, "income": "laag", "suspended": True}}}
    (beside / "vreemd.json").write_text(json.dumps(facts), encoding="utf-8")
    told = run("impact", "beurs", "beurs-hersteld", "vreemd.json", "--format", form)
    assert told.code == 0
    assert ("<script" in told.out) == (form != "html")
    if form == "html":
        whole(told.out)
        assert "&lt;script&gt;alert(1)" in told.out


def test_a_bar_is_told_how_far_it_is(monkeypatch):
    from kmopolicy.cli import progress

    shown = []
    monkeypatch.setattr(progress.sys, "stderr", io.StringIO())
    with progress.Working("deciding", "nl") as working:
        working._bar = SimpleNamespace(update=lambda _, **told: shown.append(told), stop=lambda: None)
        working.reached(3, 12)
    assert shown == [{"completed": 3, "total": 12}]
