"""`kmopolicy verify` as a user meets it: what it says, word for word, its exit codes, and what it keeps."""

import shutil
from pathlib import Path

import pytest
import yaml

import kmopolicy

pytest.importorskip("clingo")


@pytest.fixture(scope="module")
def questions(root) -> Path:
    return root / "fixtures" / "questions"


@pytest.fixture
def own(questions, tmp_path) -> Path:
    """A copy of the flawed policy that may be written in."""
    return shutil.copytree(questions / "beurs", tmp_path / "beurs")


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_what_fails_comes_first_and_then_what_holds_and_of_what(run, questions, same_as, lang):
    told = run("verify", "--policy", questions / "beurs", "--lang", lang)
    assert (told.code, told.err) == (1, "")
    same_as(questions / f"beurs.verify.{lang}.txt", told.out)


def test_where_all_holds_it_says_so_and_ends_with_0(run, questions, same_as):
    told = run("verify", "--policy", questions / "beurs-hersteld")
    assert (told.code, told.err) == (0, "")
    same_as(questions / "beurs-hersteld.verify.nl.txt", told.out)


def test_in_full_a_counterexample_is_explained_as_explain_does(run, questions):
    short, full = (run("verify", "--policy", questions / "beurs", *more).out for more in ((), ("--full",)))
    assert len(full) > len(short)
    assert "Waarom geen andere uitkomst" in full
    assert "Waarom geen andere uitkomst" not in short


@pytest.mark.parametrize("name", ["beurs", "beurs-hersteld"])
def test_the_json_has_every_property_by_the_schema(run, questions, valid, name):
    told = run("verify", "--policy", questions / name, "--format", "json")
    valid(told.json, "verification")
    assert told.json["holds"] == (told.code == 0) == all(each["holds"] for each in told.json["properties"])
    stated = [each["name"] for each in told.json["properties"] if each["kind"] == "property"]
    assert stated == [each.name for each in kmopolicy.load(questions / name).program.properties]


def test_a_counterexample_in_the_json_is_a_dossier_that_gives_the_same(run, questions, tmp_path):
    told = run("verify", "--policy", questions / "beurs", "--format", "json").json
    found = next(each for each in told["properties"] if each["name"] == "geschorst_krijgt_geen_beurs")["counterexample"]
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text(yaml.safe_dump(found["dossier"]).replace("'", ""), encoding="utf-8")
    decided = run("decide", dossier, "--policy", questions / "beurs", "--format", "json").json["decisions"]
    assert [each["outcome"] for each in decided] == [each["outcome"] for each in found["explanations"]]


def test_a_reading_is_fixed(run, questions):
    told = run("verify", "--policy", questions / "beurs", "--reading", "middengroep=nee", "--format", "json").json
    assert told["readings"] == {"middengroep": "nee"}
    assert {each["name"] for each in told["properties"] if not each["holds"]} >= {"geschorst_krijgt_geen_beurs"}
    assert "enkel_een_laag_inkomen" in {each["name"] for each in told["properties"] if each["holds"]}


def test_a_counterexample_is_kept_as_a_scenario_that_says_what_comes_of_it_now(run, own):
    told = run("verify", "--policy", own, "--save")
    assert told.code == 1
    kept = sorted((own / "scenarios").iterdir())
    assert [file.name for file in kept] == [
        "tegenvoorbeeld-een-schorsing-verandert-niets.yaml",
        "tegenvoorbeeld-enkel-een-laag-inkomen.yaml",
        "tegenvoorbeeld-geschorst-krijgt-geen-beurs.yaml",
    ]
    assert sorted(line.removeprefix("bewaard: ") for line in told.err.splitlines()) == list(map(str, kept))
    policy = kmopolicy.load(own)
    for file in kept:
        facts = policy.read(file)
        decided = {each.subject: each.outcome for each in policy.decide(facts)}
        assert {each.subject: each.outcome for each in facts.expectations} == decided


def test_what_is_kept_says_which_property_and_which_reading(run, own):
    run("verify", "--policy", own, "--save")
    text = (own / "scenarios" / "tegenvoorbeeld-enkel-een-laag-inkomen.yaml").read_text(encoding="utf-8")
    assert text.startswith(
        "# Tegenvoorbeeld: enkel wie een laag inkomen heeft, krijgt een beurs\n# Enkel met middengroep=ja.\n"
    )


def test_what_was_kept_already_is_kept_once_and_what_was_changed_is_not_overwritten(run, own):
    for _ in range(2):
        run("verify", "--policy", own, "--save")
    first = own / "scenarios" / "tegenvoorbeeld-geschorst-krijgt-geen-beurs.yaml"
    assert len(list(first.parent.iterdir())) == 3
    first.write_text("# van mij\n", encoding="utf-8")
    run("verify", "--policy", own, "--save")
    assert first.read_text(encoding="utf-8") == "# van mij\n"
    assert first.with_name("tegenvoorbeeld-geschorst-krijgt-geen-beurs-2.yaml").is_file()


def test_nothing_is_kept_in_the_policy_that_ships(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = run("verify", "--save")
    assert (told.code, told.out) == (2, "")
    assert "U140" in told.err
    assert "--policy" in told.err


def test_where_scenarios_cannot_be_kept_it_says_so(run, own):
    (own / "scenarios").write_text("geen map", encoding="utf-8")
    told = run("verify", "--policy", own, "--save")
    assert told.code == 2
    assert "U114" in told.err


def test_without_the_solver_it_says_what_to_install(run, questions, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    told = run("verify", "--policy", questions / "beurs")
    assert (told.code, told.out) == (2, "")
    assert "pip install 'kmopolicy[questions]'" in told.err


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_same_bytes_every_time(run, questions, form):
    line = ("verify", "--policy", questions / "beurs", "--format", form)
    assert run(*line) == run(*line)
