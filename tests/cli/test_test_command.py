"""`kmopolicy test`: what it tests, how it says what differs, and what `--accept` writes."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from junitparser import JUnitXml
from shipped import ROOT

from kmopolicy.cli.main import run

Valid = Callable[[Any, str], None]
RIGHT = "services:\n  c36: {kind: opleiding, aimed_at: [mindfulness]}\n"
GOOD = RIGHT + "expect:\n  c36: {outcome: niet_subsidieerbaar, sentence: U02}\n"
WRONG = RIGHT + "expect:\n  c36: {outcome: subsidieerbaar, sentence: S02}   # let op\n"
POLICY = str(ROOT / "policy")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KMOPOLICY_LANG", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def beleid(tmp_path: Path) -> Path:
    """A copy of the policy without its scenarios."""
    shutil.copytree(ROOT / "policy", tmp_path / "beleid", ignore=shutil.ignore_patterns("scenarios"))
    (tmp_path / "beleid" / "scenarios" / "deel").mkdir(parents=True)
    return tmp_path / "beleid"


def tried(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code, standard output and standard error."""
    code = run(["test", *arguments])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_scenarios_that_hold_say_how_many_there_are(capsys: pytest.CaptureFixture[str], beleid: Path) -> None:
    (beleid / "scenarios" / "een.yaml").write_text(GOOD, encoding="utf-8")
    (beleid / "scenarios" / "deel" / "twee.yml").write_text(GOOD, encoding="utf-8")
    (beleid / "scenarios" / ".deel").mkdir()
    (beleid / "scenarios" / ".deel" / "niet.yaml").write_text(WRONG, encoding="utf-8")
    (beleid / "scenarios" / "notitie.md").write_text("Niets.", encoding="utf-8")
    told = "scenario’s: 2; verwachtingen: 2, alle uitgekomen\n"
    assert tried(capsys, "--policy", "beleid") == (0, told, "")
    assert tried(capsys, "beleid", "--policy", "beleid") == (0, told, "")
    assert tried(capsys, "beleid/scenarios/een.yaml", "beleid/scenarios", "--policy", "beleid")[1] == told
    assert tried(capsys, "--policy", "beleid", "--lang", "en")[1] == "scenarios: 2; expectations: 2, all as expected\n"


def test_without_an_option_they_are_those_of_the_policy_one_works_in(
    capsys: pytest.CaptureFixture[str], beleid: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (beleid / "scenarios" / "een.yaml").write_text(WRONG, encoding="utf-8")
    monkeypatch.chdir(beleid)
    code, out, _ = tried(capsys)
    assert code == 1
    assert out.startswith("scenarios/een.yaml:4:3: c36\n")


def test_what_differs_stands_above_its_explanation(capsys: pytest.CaptureFixture[str]) -> None:
    Path("een.yaml").write_text(WRONG, encoding="utf-8")
    Path("twee.yaml").write_text(GOOD.replace("U02", "U03"), encoding="utf-8")
    code, out, err = tried(capsys, "een.yaml", "twee.yaml", "--policy", POLICY)
    first, second = out.split("twee.yaml:4:3: c36\n")
    assert first.startswith(
        "een.yaml:4:3: c36\n"
        "   verwacht    subsidieerbaar, met S02 in de uitleg\n"
        "   gevonden    niet_subsidieerbaar; de uitleg haalt U00, U02 aan\n\n"
    )
    assert "   NIET SUBSIDIEERBAAR\n" in first
    assert second.startswith("   verwacht    niet_subsidieerbaar, met U03 in de uitleg\n")
    assert out.endswith("scenario’s: 2; verwachtingen: 2, niet uitgekomen: 2\n")
    assert (code, err) == (1, "")


def test_no_scenarios_is_said_and_not_passed_over(capsys: pytest.CaptureFixture[str], beleid: Path) -> None:
    for arguments in ([], [str(beleid / "scenarios" / "deel")]):
        code, out, err = tried(capsys, *arguments, "--policy", "beleid")
        assert (code, out) == (2, "")
        assert err.startswith("fout[U150]: er zijn geen scenario’s in `")
    code, _, err = tried(capsys, "nergens.yaml", "--policy", "beleid")
    assert code == 2
    assert err.startswith("fout[F001]")


def test_a_dossier_that_expects_nothing_or_is_not_valid_does_not_pass(capsys: pytest.CaptureFixture[str]) -> None:
    Path("leeg.yaml").write_text(RIGHT, encoding="utf-8")
    code, out, _ = tried(capsys, "leeg.yaml", "--policy", POLICY)
    assert code == 1
    assert out.startswith("fout[U151]: `leeg.yaml` verwacht niets\n")
    Path("fout.yaml").write_text(GOOD.replace("opleiding", "cursus"), encoding="utf-8")
    code, out, _ = tried(capsys, "leeg.yaml", "fout.yaml", "--policy", POLICY)
    assert code == 3
    assert "--> fout.yaml:2:15\n" in out
    assert out.endswith("scenario’s: 0; verwachtingen: 0, alle uitgekomen; geen scenario: 2\n")


def test_as_json_every_expectation_stands_beside_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    Path("een.yaml").write_text(WRONG, encoding="utf-8")
    Path("twee.yaml").write_text(GOOD, encoding="utf-8")
    Path("leeg.yaml").write_text(RIGHT, encoding="utf-8")
    code, out, _ = tried(capsys, "een.yaml", "twee.yaml", "leeg.yaml", "--policy", POLICY, "--format", "json")
    found = json.loads(out)
    wrong, right = found["expectations"]
    assert (code, found["schema"]) == (1, "kmopolicy.test/1")
    assert (wrong["file"], wrong["line"], wrong["subject"], wrong["holds"]) == ("een.yaml", 4, "c36", False)
    assert wrong["expected"] == {"outcome": "subsidieerbaar", "sentence": "S02"}
    assert wrong["found"] == {"outcome": "niet_subsidieerbaar", "sentences": ["U00", "U02"]}
    assert wrong["explanation"]["schema"] == "kmopolicy.explanation/1"
    assert (right["holds"], right["explanation"]) == (True, None)
    assert [each["code"] for each in found["diagnostics"]] == ["U151"]


def test_as_junit_a_build_server_sees_failures_and_errors(capsys: pytest.CaptureFixture[str]) -> None:
    Path("een.yaml").write_text(WRONG, encoding="utf-8")
    Path("twee.yaml").write_text(GOOD, encoding="utf-8")
    Path("leeg.yaml").write_text(RIGHT, encoding="utf-8")
    arguments = ["een.yaml", "twee.yaml", "leeg.yaml", "--policy", POLICY, "--format", "junit", "--out", "v.xml"]
    assert tried(capsys, *arguments) == (1, "", "")
    report = JUnitXml.fromfile("v.xml")
    assert (report.tests, report.failures, report.errors) == (3, 1, 1)
    assert [suite.name for suite in report] == ["een.yaml", "twee.yaml", "leeg.yaml"]
    (case,) = next(iter(report))
    assert case.result[0].message.startswith("verwacht: subsidieerbaar")
    assert "NIET SUBSIDIEERBAAR" in case.result[0].text


def test_accept_shows_the_difference_and_then_writes_it_and_nothing_else(
    capsys: pytest.CaptureFixture[str], beleid: Path
) -> None:
    file, other = beleid / "scenarios" / "een.yaml", beleid / "scenarios" / "twee.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + WRONG.replace("\n", "\r\n").encode())
    other.write_text(GOOD, encoding="utf-8")
    before = other.stat().st_mtime_ns
    code, out, _ = tried(capsys, "--policy", "beleid", "--accept")
    assert code == 0
    shown = out.index("-  c36: {outcome: subsidieerbaar, sentence: S02}   # let op\n")
    assert shown < out.index("+  c36: {outcome: niet_subsidieerbaar, sentence: U02}   # let op\n")
    assert out.endswith("bijgewerkt: beleid/scenarios/een.yaml\n")
    new = WRONG.replace("outcome: subsidieerbaar, sentence: S02", "outcome: niet_subsidieerbaar, sentence: U02")
    assert file.read_bytes() == b"\xef\xbb\xbf" + new.replace("\n", "\r\n").encode()
    assert other.stat().st_mtime_ns == before
    assert tried(capsys, "--policy", "beleid")[0] == 0


def test_accept_never_touches_the_policy_that_ships(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, out, err = tried(capsys, "--accept")
    assert (code, out) == (2, "")
    assert err.startswith("fout[U140]: `kmopolicy test --accept` wijzigt niets aan het beleid dat met het programma")
    monkeypatch.setattr("kmopolicy.cli.writable.__file__", str(tmp_path / "kmopolicy" / "cli" / "writable.py"))
    inside = tmp_path / "kmopolicy" / "_policy" / "scenarios"
    inside.mkdir(parents=True)
    (inside / "een.yaml").write_text(WRONG, encoding="utf-8")
    assert tried(capsys, str(inside), "--policy", POLICY, "--accept")[0] == 2
    assert (inside / "een.yaml").read_text(encoding="utf-8") == WRONG


def test_a_text_that_would_not_read_back_as_found_is_left_alone(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("een.yaml").write_text(WRONG, encoding="utf-8")
    monkeypatch.setattr("kmopolicy.questions.scenarios.acceptance.accepted", lambda text, *_: text)
    code, _, err = tried(capsys, "een.yaml", "--policy", POLICY, "--accept")
    assert code == 2
    assert err.startswith("fout[U152]")
    assert Path("een.yaml").read_text(encoding="utf-8") == WRONG


def test_the_policy_ships_with_scenarios(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(list((ROOT / "policy" / "scenarios").rglob("*.yaml"))) >= 25
    code, out, _ = tried(capsys, str(ROOT / "policy" / "scenarios" / "openbare-orde"))
    assert code == 0
    assert out.endswith(", alle uitgekomen\n")


def test_mutate_tells_in_words_and_with_the_quote_what_no_scenario_notices(
    capsys: pytest.CaptureFixture[str], beleid: Path
) -> None:
    (beleid / "scenarios" / "een.yaml").write_text(GOOD, encoding="utf-8")
    code, out, err = tried(capsys, "--policy", "beleid", "--mutate")
    assert (code, err) == (1, "")
    assert out.startswith("Dit merkt geen enkel scenario op\n\n")
    assert (
        "\nZonder de rij: shiatsu is een uitgesloten activiteit\n   U01 «\N{NO-BREAK SPACE}shiatsu\N{NO-BREAK SPACE}»\n"
        in out
    )
    assert "\n   `row excluded_activity(shiatsu)`\n" in out
    assert "`row excluded_activity(mindfulness)`" not in out
    assert "`flip uitgesloten/doubtful_activity/1: not lifted(Service, Activity)`" in out
    assert "`flip uitgesloten/excluded/1: not lifted(Service, Activity)`" not in out
    assert "; toegestaan: 0\n" in out


def test_mutate_allows_what_has_a_reason_and_no_more(capsys: pytest.CaptureFixture[str], beleid: Path) -> None:
    (beleid / "scenarios" / "een.yaml").write_text(GOOD, encoding="utf-8")
    (beleid / "scenarios" / "toegestaan.md").write_text(
        "| wijziging | reden |\n| --- | --- |\n"
        "| `topic_of` | nog geen scenario |\n| `row excluded_activity(mindfulness)` | wordt opgemerkt |\n",
        encoding="utf-8",
    )
    code, out, _ = tried(capsys, "--policy", "beleid", "--mutate", "--format", "json")
    found = json.loads(out)
    assert (code, found["schema"]) == (1, "kmopolicy.alterations/1")
    assert {each["reason"] for each in found["allowed"]} == {"nog geen scenario"}
    assert all(each["name"].startswith("row topic_of(") for each in found["allowed"])
    assert found["superfluous"] == ["row excluded_activity(mindfulness)"]
    assert found["unexplained"][0]["words"].keys() == {"nl", "en"}


def test_mutate_starts_from_scenarios_that_hold_and_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("een.yaml").write_text(WRONG, encoding="utf-8")
    code, out, err = tried(capsys, "een.yaml", "--policy", POLICY, "--mutate")
    assert (code, out) == (1, "")
    assert err.startswith("fout[U153]: de verwachting voor `c36` komt nu al niet uit\n")
    assert tried(capsys, "een.yaml", "--policy", POLICY, "--mutate", "--accept")[0] == 2
    assert tried(capsys, "een.yaml", "--policy", POLICY, "--mutate", "--format", "junit")[0] == 2


def test_what_is_expected_under_another_reading_is_tested_told_and_accepted(
    capsys: pytest.CaptureFixture[str],
) -> None:
    under = (
        "{outcome: niet_subsidieerbaar, sentence: U02, readings: {exception_scope=alle_uitsluitingen: {outcome: %s}}}"
    )
    text = GOOD.replace("{outcome: niet_subsidieerbaar, sentence: U02}", under)
    text = text.replace("aimed_at: [mindfulness]", "aimed_at: [mindfulness], target_group: [arts]")
    Path("een.yaml").write_text(text % "niet_subsidieerbaar", encoding="utf-8")
    code, out, _ = tried(capsys, "een.yaml", "--policy", POLICY)
    assert code == 1
    assert ": c36, exception_scope=alle_uitsluitingen\n   verwacht    niet_subsidieerbaar\n" in out
    assert tried(capsys, "een.yaml", "--policy", POLICY, "--accept")[0] == 0
    assert Path("een.yaml").read_text(encoding="utf-8") == text % "onvoldoende_gegevens"


def test_answers_that_differ_are_told_as_text_json_and_junit(capsys: pytest.CaptureFixture[str], valid: Valid) -> None:
    goals = '  "fits_theme(c36, Theme)": [innovatie]\n  "excluded(c36, Ground)": [mindfulness]\n  "kind(c36, advies)": true\n'
    Path("een.yaml").write_text(GOOD + goals, encoding="utf-8")
    code, out, _ = tried(capsys, "een.yaml", "--policy", POLICY)
    assert code == 1
    assert out == (
        "een.yaml:5:3: fits_theme(c36, Theme)\n"
        "   verwacht    innovatie\n   gevonden    geen antwoorden\n   ontbreekt   innovatie\n\n"
        "een.yaml:7:3: kind(c36, advies)\n"
        "   verwacht    het geldt\n   gevonden    het geldt niet\n\n"
        "scenario’s: 1; verwachtingen: 4, niet uitgekomen: 2\n"
    )
    document = json.loads(tried(capsys, "een.yaml", "--policy", POLICY, "--format", "json")[1])
    valid(document, "test")
    theme, ground, kind = document["answers"]
    assert (theme["columns"], theme["expected"], theme["found"]) == (["Theme"], [["innovatie"]], [])
    assert (ground["found"], ground["holds"]) == ([["mindfulness"]], True)
    assert (kind["columns"], kind["expected"], kind["found"], kind["holds"]) == ([], [[]], [], False)
    tried(capsys, "een.yaml", "--policy", POLICY, "--format", "junit", "--out", "v.xml")
    report = JUnitXml.fromfile("v.xml")
    assert (report.tests, report.failures, report.errors) == (4, 2, 0)


def test_what_is_printed_as_json_is_as_the_schema_says(capsys: pytest.CaptureFixture[str], valid: Valid) -> None:
    Path("een.yaml").write_text(WRONG, encoding="utf-8")
    Path("leeg.yaml").write_text(RIGHT, encoding="utf-8")
    valid(json.loads(tried(capsys, "een.yaml", "leeg.yaml", "--policy", POLICY, "--format", "json")[1]), "test")
    Path("goed.yaml").write_text(GOOD, encoding="utf-8")
    told = tried(capsys, "goed.yaml", "--policy", POLICY, "--mutate", "--format", "json")[1]
    valid(json.loads(told), "alterations")
