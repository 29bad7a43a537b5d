"""`kmopolicy coverage`: its tables, its JSON, and a policy that leaves a sentence uncovered."""

import shutil
from pathlib import Path

import pytest
from shipped import ROOT

FOLDER = ROOT / "fixtures" / "dekking"
KEPT = ROOT / "fixtures" / "cli"


@pytest.fixture
def beleid(tmp_path, monkeypatch) -> Path:
    """A copy of the policy that was counted by hand, to change."""
    monkeypatch.chdir(tmp_path)
    return shutil.copytree(FOLDER, tmp_path / "dekking")


def without(beleid: Path, number: str) -> None:
    """Takes away the row that says what a sentence is."""
    page = beleid / "kmopolicy.md"
    lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
    page.write_text("".join(line for line in lines if not line.startswith(f"| {number} |")), encoding="utf-8")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_the_tables_tell_what_covers_what_and_what_is_lacking(run, beleid, same_as, lang):
    told = run("coverage", "--policy", beleid, "--lang", lang)
    assert (told.code, told.err) == (0, "")
    same_as(KEPT / f"dekking.{lang}.txt", told.out)


def test_a_sentence_that_nothing_is_about_is_told_and_ends_with_1(run, beleid, valid):
    without(beleid, "Z3")
    told = run("coverage", "--policy", "dekking")
    assert (told.code, told.err) == (1, "")
    assert "Niets gaat over deze zinnen\n   Z3 Een voertuig is een middel om zich te verplaatsen.\n" in told.out
    assert "1 waarover niets gaat\n" in told.out
    document = run("coverage", "--policy", "dekking", "--format", "json").json
    valid(document, "coverage")
    assert (document["uncovered"], document["counts"]["sentences"]["nothing"]) == (["Z3"], 1)
    assert run("coverage", "--policy", "dekking", "--format", "html").code == 1
    assert run("test", "--policy", "dekking").code == 4


def test_a_policy_with_another_error_is_refused_as_everywhere(run, beleid):
    without(beleid, "Z3")
    page = beleid / "kmopolicy.md"
    page.write_text(page.read_text(encoding="utf-8").replace("granted_before(Request).\n", "nergens(Request).\n"))
    told = run("coverage", "--policy", "dekking")
    assert (told.code, told.out) == (4, "")
    assert "fout[K503]" in told.err


def test_a_policy_without_scenarios_is_covered_by_none(run, beleid, valid):
    shutil.rmtree(beleid / "scenarios")
    told = run("coverage", "--policy", "dekking", "--format", "json")
    valid(told.json, "coverage")
    assert told.code == 0
    assert (told.json["scenarios"], len(told.json["silent"])) == ([], 7)
    assert run("coverage", "--policy", "dekking", "--format", "html").code == 0


def test_a_scenario_that_is_not_valid_ends_with_3(run, beleid):
    (beleid / "scenarios" / "fout.yaml").write_text("requests: {a: {concerns: vliegtuig}}\n", encoding="utf-8")
    told = run("coverage", "--policy", "dekking")
    assert (told.code, told.out) == (3, "")
    assert "fout.yaml:1:" in told.err


def test_the_json_names_rules_scenarios_and_sentences_by_each_other(run, beleid, valid):
    document = run("coverage", "--policy", beleid, "--format", "json").json
    valid(document, "coverage")
    sentences = [each for source in document["sources"] for each in source["sentences"]]
    ids, files = ({each[key] for each in document[part]} for part, key in (("provisions", "id"), ("scenarios", "file")))
    assert {name for each in sentences for name in each["by"]} <= ids
    assert {file for each in document["provisions"] for file in each["fires"] or ()} <= files
    assert files == {"scenarios/met-de-fiets.yaml", "scenarios/deel/nog-een-keer.yaml"}
    (again,) = (each for each in document["scenarios"] if each["file"].endswith("nog-een-keer.yaml"))
    assert again["expectations"] == [
        {"subject": "tweede", "readings": {}, "outcome": "geweigerd"},
        {"subject": "step", "readings": {}, "outcome": "geweigerd"},
        {"subject": "step", "readings": {"scooter": "ja"}, "outcome": "toegekend"},
    ]
    assert again["decides"] == ["met_de_step", "al_gekregen", "decision/1", "decision/2", "decision/3"]
