"""`kmopolicy verify-proof` as a user meets it: what it says, word for word, its exit codes, and what hostile files do to it."""

import json
import re
import shutil

import pytest
import yaml
from certificate.tampering import GONE, put, resealed
from shipped import ROOT

import kmopolicy
from kmopolicy.text.catalogue import certificate as catalogue

FIXTURES = ROOT / "fixtures" / "certificate"
GRANTS = ROOT / "fixtures" / "questions" / "beurs-hersteld"
ALTERED = yaml.safe_load((FIXTURES / "geknoeid.yaml").read_text(encoding="utf-8"))
IN_ENGLISH = ("ander-citaat", "ander-inkomen", "andere-woorden")


@pytest.fixture(scope="module")
def grants():
    return kmopolicy.load(GRANTS)


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder with the dossiers, in which the user works."""
    for file in FIXTURES.glob("*.yaml"):
        shutil.copy(file, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def made(here, run):
    """The explanation about a student, made on the command line."""

    def explain(student="ann", *more):
        run("explain", "studenten.yaml", student, "--policy", GRANTS, "--format", "json", "--out", "uitleg.json", *more)
        return json.loads((here / "uitleg.json").read_text(encoding="utf-8"))

    return explain


def altered(content, how):
    """The explanation with the one change."""
    changed = put(content, tuple(how["at"]), how.get("put", GONE)) if "at" in how else content
    return resealed(changed) if how.get("fits") else changed


def keep(here, content):
    (here / "uitleg.json").write_text(json.dumps(content, ensure_ascii=False, indent=2), encoding="utf-8")


def plain(text):
    """A text without the digests, which any change of the policy or the dossier changes."""
    return re.sub(r"sha256:[0-9a-f]{64}", "sha256:…", text)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_stands_is_said_with_what_was_verified_and_what_that_does_not_say(made, run, same_as, lang):
    made()
    told = run("verify-proof", "uitleg.json", "--policy", GRANTS, "--lang", lang)
    assert (told.code, told.err) == (0, "")
    same_as(FIXTURES / f"houdt-stand.{lang}.txt", plain(told.out))


def test_held_against_the_dossier_it_says_so(made, run):
    made()
    told = run("verify-proof", "uitleg.json", "--facts", "studenten.yaml", "--policy", GRANTS)
    assert (told.code, told.err) == (0, "")
    assert "gelijk aan die van studenten.yaml" in told.out


@pytest.mark.parametrize("name", ALTERED)
def test_what_does_not_stand_is_said_with_its_place_and_the_reason(made, here, run, same_as, name):
    how = ALTERED[name]
    keep(here, altered(made(how["of"]), how))
    facts = ["--facts", how["facts"]] if "facts" in how else []
    for lang in ("nl", "en") if name in IN_ENGLISH else ("nl",):
        told = run("verify-proof", "uitleg.json", *facts, "--policy", GRANTS, "--lang", lang)
        assert told.code == (2 if name == "ander-schema" else 1)
        same_as(FIXTURES / f"{name}.{lang}.txt", plain(told.out + told.err))


def test_every_finding_of_the_catalogue_and_each_of_its_helps_is_met():
    told = "".join(file.read_text(encoding="utf-8") for file in FIXTURES.glob("*.nl.txt"))
    for entry in catalogue.ENTRIES:
        for help_text in entry.helps.values():
            start = re.split(r"[{:]", help_text.nl.replace("\\", ""))[0][:40]
            assert f"[{entry.code}]" in told
            assert start in told, (entry.code, start)


@pytest.mark.parametrize("name", ["houdt-stand", "ander-citaat", "getal-als-tekst"])
def test_the_json_follows_the_schema(made, here, run, valid, name):
    how = ALTERED.get(name, {"of": "ann"})
    keep(here, altered(made(how["of"]), how))
    told = run("verify-proof", "uitleg.json", "--policy", GRANTS, "--format", "json")
    valid(told.json, "replay")
    assert (told.code, told.json["stands"]) == ((0, True) if name == "houdt-stand" else (1, False))
    assert len(told.json["problems"]) == told.code


def test_an_explanation_with_a_certificate_follows_the_schema(made, valid):
    valid(made("ann", "--reading", "middengroep=ja"), "explanation")


def test_an_explanation_that_passes_through_a_pipe_stands(made, here, run, stdin):
    made()
    stdin((here / "uitleg.json").read_text(encoding="utf-8"))
    told = run("verify-proof", "-", "--policy", GRANTS)
    assert (told.code, told.err) == (0, "")


def test_laid_out_anew_it_is_the_same_explanation(made, here, run):
    content = made("bea")
    (here / "uitleg.json").write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    assert run("verify-proof", "uitleg.json", "--policy", GRANTS).code == 0


def test_a_date_that_was_filled_in_stands_on_another_day_and_beside_its_dossier(here, run):
    (here / "dossier.yaml").write_text("students: {ann: {enrolled: true, income: laag}}\n", encoding="utf-8")
    line = ("explain", "dossier.yaml", "ann", "--policy", GRANTS, "--format", "json", "--out", "uitleg.json")
    assert run(*line, "--date", "2023-05-06").code == 0
    told = run("verify-proof", "uitleg.json", "--facts", "dossier.yaml", "--policy", GRANTS)
    assert (told.code, told.err) == (0, "")


def test_under_another_policy_it_does_not_stand(made, run):
    made()
    told = run("verify-proof", "uitleg.json")
    assert told.code == 1
    assert "B102" in told.out


HOSTILE = {
    "empty": ("", "B101"),
    "no json": ("geen json", "F102"),
    "a picture": ("\x89PNG\0", "F006"),
    "a number": ("12", "B101"),
    "a list": ("[]", "B101"),
    "nothing in it": ("{}", "B101"),
    "no certificate": ('{"schema": "kmopolicy.explanation/1"}', "B101"),
    "no number": ('{"schema": NaN}', "F102"),
    "a key twice": ('{"schema": 1, "schema": 2}', "F104"),
    "deep": ("[" * 100_000, "F103"),
    "deep and closed": ("[" * 100_000 + "]" * 100_000, "F103"),
    "a long number": ("9" * 100_000, "B101"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_explanation_is_refused_with_exit_code_2(here, run, name):
    text, code = HOSTILE[name]
    (here / "uitleg.json").write_text(text, encoding="utf-8")
    told = run("verify-proof", "uitleg.json", "--policy", GRANTS)
    assert (told.code, told.out) == (2, ""), told
    assert f"[{code}]" in told.err
    assert "Traceback" not in told.err


def test_a_file_that_is_cut_off_says_where(made, here, run):
    text = json.dumps(made(), indent=2)
    (here / "uitleg.json").write_text(text[: len(text) // 2], encoding="utf-8")
    told = run("verify-proof", "uitleg.json", "--policy", GRANTS)
    assert (told.code, told.out) == (2, "")
    assert re.search(r"\[F102\].*\n *--> uitleg\.json:\d+:\d+", told.err)


def test_a_file_that_is_not_there_or_a_folder_is_said(here, run):
    told = run("verify-proof", "weg.json", "--policy", GRANTS)
    assert (told.code, told.out) == (2, "")
    assert "[F001]: `weg.json` is er niet" in told.err
    assert run("verify-proof", str(here), "--policy", GRANTS).code == 2


def test_a_file_without_end_is_not_read(here, run, monkeypatch):
    monkeypatch.setattr("kmopolicy.text.files.LIMIT", 100)
    (here / "uitleg.json").write_text("[" * 30_000_000, encoding="utf-8")
    told = run("verify-proof", "uitleg.json", "--policy", GRANTS)
    assert (told.code, told.out) == (2, "")
    assert "[F003]" in told.err


@pytest.mark.parametrize("depth", [50, 400, 900, 5000])
def test_a_proof_that_goes_on_and_on_does_not_stand(made, here, run, depth):
    content = made()
    node = json.dumps(content["proof"]["children"][0]["children"][0])
    opened, closed = node.replace('"children": []', '"children": [%').split("%")
    deep = opened * depth + node + ("]" + closed.removeprefix("]")) * depth
    text = json.dumps(put(content, ("proof", "children", 0, "children", 0), "%")).replace('"%"', deep)
    (here / "uitleg.json").write_text(text, encoding="utf-8")
    told = run("verify-proof", "uitleg.json", "--policy", GRANTS)
    assert told.code in (1, 2)
    assert re.search(r"\[(B\d+|F103)\]", told.out + told.err)


def test_the_same_bytes_every_time(made, run):
    made()
    line = ("verify-proof", "uitleg.json", "--policy", GRANTS)
    assert run(*line) == run(*line)
