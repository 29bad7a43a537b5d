"""`kmopolicy what-if`: what it prints, in both languages and at any width; its JSON; its exit codes; what it refuses."""

import json

import pytest

from kmopolicy.questions.otherwise import whatif

pytest.importorskip("clingo")


@pytest.fixture(scope="session")
def all_outcomes(dossiers):
    return dossiers / "alle-uitkomsten.yaml"


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("columns", ["80", "120"])
def test_it_reads_as_it_was_read_before(run, all_outcomes, same_as, root, monkeypatch, lang, columns):
    monkeypatch.setenv("COLUMNS", columns)
    told = run("what-if", all_outcomes, "uitgesloten", "--to", "subsidieerbaar", "--lang", lang)
    same_as(root / "fixtures" / "questions" / f"what-if.{lang}.{columns}.txt", told.out)
    assert max(map(len, told.out.splitlines())) <= int(columns)


def test_every_way_and_every_value_are_shown_with_all(run, all_outcomes):
    some, every = (
        run("what-if", all_outcomes, "gesteund", "--to", "voor_te_leggen", *more).out for more in ((), ("--all",))
    )
    assert "alles met --all" in some
    assert "alles met --all" not in every
    assert "wandelcoaching" not in some
    assert "wandelcoaching" in every


@pytest.mark.parametrize("subject", ["uitgesloten", "onvolledig", "goed", "niet_volledig"])
def test_its_json_is_as_declared_and_the_same_every_time(run, all_outcomes, valid, policy, subject):
    facts = policy.read(all_outcomes)
    decision = policy.decide(facts, subject=subject)[0]
    cases = next(each for each in policy.program.outcomes.values() if each.subject_type == decision.type)
    for value in dict.fromkeys(case.value for case in cases.cases):
        line = ("what-if", all_outcomes, subject, "--to", value, "--changes", "2", "--format", "json")
        told = run(*line)
        valid(told.json, "what_if")
        assert run(*line).out == told.out
        assert told.code == (0 if told.json["ways"] or value == decision.outcome else 1)


def test_it_says_that_nothing_leads_there_by_exit_code_1(run, all_outcomes):
    told = run("what-if", all_outcomes, "uitgesloten", "--to", "subsidieerbaar", "--changes", "1")
    assert told.code == 1
    assert "Geen wijzigingen van het dossier, tot 1 samen, leiden tot ‘subsidieerbaar’." in told.out


def test_an_outcome_that_it_has_already_needs_no_change(run, all_outcomes):
    told = run("what-if", all_outcomes, "uitgesloten", "--to", "niet_subsidieerbaar")
    assert told.code == 0
    assert "Dat is de uitkomst nu al." in told.out


def test_ways_that_are_too_many_are_told_to_be(run, all_outcomes, monkeypatch):
    monkeypatch.setattr(whatif, "LIMIT", 3)
    line = ("what-if", all_outcomes, "gesteund", "--to", "niet_subsidieerbaar")
    assert "Er zijn te veel manieren" in run(*line).out
    assert not run(*line, "--format", "json").json["exhaustive"]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["uitgesloten", "--to", "subsidieerbar"], 2, "bedoelde u `subsidieerbaar`?"),
        (["uitgesloten", "--to", "aanvaarden"], 2, "de uitkomsten zijn `subsidieerbaar`"),
        (["uitgeslotn", "--to", "subsidieerbaar"], 2, "bedoelde u `uitgesloten`?"),
        (["uitgesloten", "--to", "subsidieerbaar", "--changes", "0"], 2, "schrijf een getal van 1 tot 6"),
        (["uitgesloten", "--to", "subsidieerbaar", "--changes", "zes"], 2, "`zes` is geen aantal voor `--changes`"),
        (["uitgesloten", "--to", "subsidieerbaar", "--format", "csv"], 2, "kies uit `text`, `json`"),
        (["uitgesloten"], 2, "mist `OUTCOME`"),
    ],
)
def test_wrong_usage_is_refused_with_what_was_meant(run, all_outcomes, words, code, message):
    told = run("what-if", all_outcomes, *words)
    assert (told.code, told.out) == (code, "")
    assert message in told.err


def test_facts_that_are_not_valid_are_refused(run, tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text("services: {c1: {kind: cursus}}\n", encoding="utf-8")
    told = run("what-if", file, "c1", "--to", "subsidieerbaar")
    assert (told.code, told.out) == (3, "")


def test_names_that_look_like_something_else_are_only_names(run, dossiers, policy, valid):
    file = dossiers / "vreemde-namen.yaml"
    for decision in policy.decide(policy.read(file)):
        subject = f"{decision.type.lower()}:{decision.subject}"
        told = run("what-if", file, subject, "--to", decision.outcome, "--format", "json")
        assert told.code == 0, told.err
        valid(told.json, "what_if")


def test_a_dossier_on_standard_input(run, stdin):
    stdin(json.dumps({"services": {"c1": {"kind": "advies", "reference_date": "2024-03-01"}}}))
    told = run("what-if", "-", "c1", "--to", "subsidieerbaar", "--changes", "1", "--format", "json")
    assert [way["size"] for way in told.json["ways"]] == [1]


def test_it_goes_to_a_file_whole(run, all_outcomes, tmp_path):
    line = ("what-if", all_outcomes, "uitgesloten", "--to", "subsidieerbaar")
    told = run(*line, "--out", tmp_path / "wat-als.txt")
    assert told.out == ""
    assert (tmp_path / "wat-als.txt").read_text(encoding="utf-8") == run(*line).out
