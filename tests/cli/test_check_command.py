"""`kmopolicy check`: what it says, where it says it, and the exit code that a script goes by."""

import datetime
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shipped import ROOT
from small import block, write

from kmopolicy.cli import check
from kmopolicy.cli.check import FORMATS
from kmopolicy.cli.main import run

WRONG = block("rule e cites S01: good(X) :- haas(X).")
WARNED = block("good(X) :- has(X).")


@pytest.fixture(autouse=True)
def _dutch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KMOPOLICY_LANG", raising=False)
    monkeypatch.delenv("KMOPOLICY_CACHE", raising=False)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in that is no policy and lies in none."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def checked(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """The exit code, standard output and standard error."""
    code = run(["check", *map(str, arguments)])
    printed = capsys.readouterr()
    return code, printed.out, printed.err


def test_a_policy_that_is_right_says_how_much_was_looked_at(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write(tmp_path, "")
    assert checked(capsys, folder) == (
        0,
        f"geen fouten in `{folder}`: 1 regel, 3 van 5 zinnen geciteerd, 0 andere geclassificeerd\n",
        "",
    )
    assert checked(capsys, "--policy", folder, "--lang", "en")[1].startswith(f"no errors in `{folder}`: 1 rule, ")


def test_errors_are_told_on_standard_output_and_end_in_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = checked(capsys, write(tmp_path, WRONG))
    assert (code, err) == (1, "")
    assert out.startswith("fout[K202]: het beleid kent geen predicaat `haas`\n")
    assert f"--> {tmp_path / 'kmopolicy.md'}:12:30\n" in out
    assert "bedoelde u `has`?" in out
    assert "did you mean `has`?" in checked(capsys, tmp_path, "--lang", "en")[1]


def test_warnings_count_only_where_one_is_strict(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write(tmp_path, WARNED)
    code, out, _ = checked(capsys, folder)
    assert code == 0
    assert out.startswith("waarschuwing[K507]")
    assert checked(capsys, folder, "--strict")[0] == 1
    assert checked(capsys, write(tmp_path, ""), "--strict")[0] == 0


def test_what_is_wrong_in_several_files_is_told_file_by_file_with_its_count(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table = block('type Job nl "x".\ntable known(job: Job) from "tables/jobs.csv" nl "x".')
    files = {"b.md": WRONG.replace(" e ", " f "), "a.md": WARNED + table, "tables/jobs.csv": "job,label\nArts,Arts\n"}
    code, out, _ = checked(capsys, write(tmp_path, WRONG, files))
    places = [line.split(f"{tmp_path}/")[1] for line in out.splitlines() if "--> " in line]
    assert places == ["a.md:2:1", "b.md:2:30", "kmopolicy.md:12:30", "tables/jobs.csv:2:1"]
    assert out.endswith(f"\n3 fouten en 1 waarschuwing in `{tmp_path}`\n")
    assert code == 1


def test_as_json_it_is_one_document_with_both_languages_and_every_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, err = checked(capsys, write(tmp_path, WARNED + WRONG), "--format", "json")
    found = json.loads(out)
    assert (code, err, found["schema"]) == (1, "", "kmopolicy.diagnostics/1")
    assert [(each["code"], each["severity"], each["line"]) for each in found["diagnostics"]] == [
        ("K507", "warning", 12),
        ("K202", "error", 16),
    ]
    assert found["diagnostics"][1]["message"] == {
        "nl": "het beleid kent geen predicaat `haas`",
        "en": "the policy has no predicate `haas`",
    }
    code, out, _ = checked(capsys, write(tmp_path, ""), "--format", "json")
    assert (code, json.loads(out)["diagnostics"]) == (0, [])


def test_as_json_it_names_the_page_and_the_other_places_and_what_is_allowed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    page = block(
        "rule again cites S01: good(X) :- has(X), not never(X).\n"
        '% allow unreached-predicate: wordt later nog gebruikt\ndefine spare(thing: Thing) nl "x".\n'
        "rule spare cites S01: spare(X) :- has(X).\n"
        'define never(thing: Thing) nl "x".\nrule never cites S01: never(X) :- has(X), not has(X).'
    )
    code, out, _ = checked(capsys, write(tmp_path, page), "--format", "json")
    document = json.loads(out)
    assert code == 0
    told = {each["code"]: each for each in document["diagnostics"]}
    assert told.keys() == {"K701", "K702"}
    assert [told["K702"][key] for key in ("name", "page")] == ["redundant-rule", "docs/diagnostics/K702.md"]
    (note,) = told["K702"]["notes"]
    assert (note["line"], note["text"]["en"]) == (6, "this gives the same")
    (allowed,) = document["allowed"]
    assert (allowed["code"], allowed["reason"]) == ("K706", "wordt later nog gebruikt")


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_same_exit_codes_and_finds_the_same(
    form: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for page, strict, expected in ((WRONG, [], 1), (WARNED, [], 0), (WARNED, ["--strict"], 1), ("", ["--strict"], 0)):
        code, out, err = checked(capsys, write(tmp_path, page), "--format", form, *strict)
        assert (code, err) == (expected, "")
        found = sum(out.count(each) for each in ("[K507]", '"code": "K507"', '"ruleId": "K507"', "title=K507 "))
        assert found == (page == WARNED)


def test_a_register_must_have_the_year_of_the_date_that_is_given(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told = checked(capsys, ROOT / "policy", "--strict", "--date", "2025-12-31")
    assert told[0] == 1
    assert "`shortage_occupation` heeft geen rij voor 2025" in told[1]
    assert checked(capsys, ROOT / "policy", "--strict", "--date", "2026-12-31")[0] == 0
    monkeypatch.setattr(check, "today", lambda: datetime.date(2031, 1, 1))
    assert "heeft geen rij voor 2031" in checked(capsys, ROOT / "policy")[1]
    assert "U105" in checked(capsys, "--date", "morgen")[2]


@pytest.mark.usefixtures("elsewhere")
def test_the_page_of_a_code_is_shown_as_the_documentation_has_it(capsys: pytest.CaptureFixture[str]) -> None:
    for code, typed in (
        ("K202", "K202"),
        ("K202", "k202"),
        ("K202", "unknown-predicate"),
        ("F203", "F203"),
        ("U101", "u101"),
    ):
        page = (ROOT / "docs" / "diagnostics" / f"{code}.md").read_text(encoding="utf-8")
        assert checked(capsys, "--explain", typed) == (0, page, "")
    assert "K202" in checked(capsys, "--explain", "K2O2", "--lang", "en")[2]
    assert checked(capsys, "--explain", "nergens")[0] == 2


def test_what_is_allowed_is_counted_in_the_last_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mark = "% allow unused-declaration: bewaard voor later\n"
    noted = 'input noted{}(thing: Thing) nl "x".\n'
    one, two = (block("".join(mark + noted.format(at) for at in range(count))) for count in (1, 2))
    assert checked(capsys, write(tmp_path, one))[1].endswith(" geclassificeerd, 1 waarschuwing toegestaan\n")
    assert checked(capsys, write(tmp_path, two))[1].endswith(" geclassificeerd, 2 waarschuwingen toegestaan\n")


def test_a_report_can_go_to_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = write(tmp_path / "policy", WRONG)
    code, out, err = checked(capsys, folder, "--out", tmp_path / "verslag.txt")
    assert (code, out, err) == (1, "", "")
    assert "K202" in (tmp_path / "verslag.txt").read_text(encoding="utf-8")


def test_a_page_or_a_folder_of_a_policy_stands_for_the_policy(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = write(tmp_path / "policy", "", {"deel/een.md": WRONG})
    for part in ("deel/een.md", "deel", "kmopolicy.md", ""):
        code, out, _ = checked(capsys, folder / part)
        assert code == 1
        assert f"--> {folder}/deel/een.md:2:30" in out


def test_without_a_folder_it_is_the_policy_one_works_in(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "policy", "", {"deel/een.md": WRONG})
    monkeypatch.chdir(folder)
    assert "--> deel/een.md:2:30" in checked(capsys)[1]
    monkeypatch.chdir(folder / "deel")
    assert f"--> {folder}/deel/een.md:2:30" in checked(capsys)[1]
    assert "--> ../deel/een.md:2:30" in checked(capsys, "..")[1]
    (tmp_path / "leeg").mkdir()
    assert "[K110]" in checked(capsys, "../../leeg")[1]
    monkeypatch.chdir(tmp_path)
    assert checked(capsys, "--date", "2026-01-01")[1].startswith(f"geen fouten in `{ROOT / 'policy'}`: ")


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["nergens"], 2, "F001"),
        (["--policy", "nergens"], 2, "F001"),
        (["leeg"], 1, "K110"),
        (["leeg", "--policy", "leeg"], 2, "U116"),
        (["leeg", "leeg"], 2, "U116"),
        (["--format", "xml"], 2, "U104"),
        (["--lang", "fr"], 2, "U104"),
        (["--strikt"], 2, "--strict"),
        (["leeg", "--out", "nergens/verslag.txt"], 2, "nergens"),
    ],
)
def test_wrong_usage_is_two_and_no_policy_is_one(
    arguments: list[str],
    code: int,
    told: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "leeg").mkdir()
    found, out, err = checked(capsys, *arguments)
    assert found == code
    assert told in (out if code == 1 else err)
    assert not (out if code == 2 else err)


def test_every_other_command_ends_in_four_on_a_policy_that_is_wrong(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = write(tmp_path, WRONG)
    for command in (["vocabulary"], ["query", "-", "good(X)"], ["decide", "-"], ["explain", "-", "x"]):
        assert run([*command, "--policy", str(folder)]) == 4
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "fout[K202]" in printed.err
    missing = str(tmp_path / "nergens")
    assert run(["vocabulary", "--policy", missing]) == 2


def test_the_shipped_policy_is_right_and_strictly_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert checked(capsys, ROOT / "policy", "--strict", "--date", "2026-11-25")[0] == 0


def test_as_a_process_it_writes_utf8_whatever_the_locale(tmp_path: Path) -> None:
    folder = write(tmp_path / "beleid é", WRONG.replace("haas", "haäs"))
    command = [sys.executable, "-c", "from kmopolicy.cli.main import main; main()", "check", str(folder)]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": ""}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 1
    assert "haäs" in done.stdout.decode("utf-8")
    assert done.stderr == b""
