"""`kmopolicy decide`: outcomes, exit codes, the JSON of the contract, and CSV that a spreadsheet cannot run."""

import csv
import io
import json
import shutil

import pytest

OUTCOMES = [
    ("gesteund", "service", "subsidieerbaar", 0),
    ("uitgesloten", "service", "niet_subsidieerbaar", 10),
    ("twijfel", "service", "voor_te_leggen", 11),
    ("onvolledig", "service", "onvoldoende_gegevens", 12),
    ("op_de_lijst", "service", "onvoldoende_gegevens", 12),
    ("goed", "application", "aanvaarden", 0),
    ("fout", "application", "weigeren", 10),
    ("open", "application", "aanhouden", 11),
    ("staat_erop", "request", "op_lijst", 0),
    ("goedgekeurd", "request", "goedgekeurd", 11),
    ("geweigerd", "request", "geweigerd", 10),
    ("niet_volledig", "request", "onvolledig", 11),
    ("getoetst", "request", "wacht_op_minister", 11),
    ("te_toetsen", "request", "in_beoordeling", 11),
]


@pytest.fixture(scope="module")
def everything(dossiers):
    return dossiers / "alle-uitkomsten.yaml"


def decided(told):
    """The only decision of a document."""
    (decision,) = told.json["decisions"]
    return decision


def test_the_dossier_of_all_outcomes_has_every_outcome_of_the_policy(policy):
    values = {case.value for cases in policy.program.outcomes.values() for case in cases.cases}
    assert {outcome for _, _, outcome, _ in OUTCOMES} == values


def test_services_come_before_applications_and_those_before_listing_requests(run, everything):
    found = [
        (each["subject"], each["type"], each["outcome"])
        for each in run("decide", everything, "--format", "json").json["decisions"]
    ]
    assert found == [(subject, kind, outcome) for subject, kind, outcome, _ in OUTCOMES]


@pytest.mark.parametrize(("subject", "kind", "outcome", "code"), OUTCOMES)
def test_the_exit_code_tells_the_outcome_of_one_subject(run, everything, subject, kind, outcome, code):
    told = run("decide", everything, "--subject", subject, "--exit-code", "--format", "json")
    assert (told.code, decided(told)["type"], decided(told)["outcome"]) == (code, kind, outcome)


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_without_being_asked_the_exit_code_tells_no_outcome(run, everything, form):
    assert run("decide", everything, "--subject", "uitgesloten", "--format", form).code == 0


def test_the_exit_code_is_for_one_subject_only(run, everything):
    told = run("decide", everything, "--exit-code")
    assert (told.code, told.out) == (2, "")
    assert f"`--exit-code` vraagt één onderwerp, en hier zijn er {len(OUTCOMES)}" in told.err


def test_the_json_of_a_decision_is_that_of_the_contract(run, everything, policy):
    document = run("decide", everything, "--subject", "gesteund", "--format", "json").json
    (decision,) = document.pop("decisions")
    (ground,) = decision.pop("grounds")
    assert document == {
        "schema": "kmopolicy.decisions/1",
        "policy": {"name": "kmo_portefeuille", "digest": policy.program.digest},
        "warnings": [],
    }
    assert {key: ground[key] for key in ("atom", "sentence", "file", "kind")} == {
        "atom": "fits_theme(gesteund, digitalisering)",
        "sentence": "S05",
        "file": "01-themas.md",
        "kind": "met",
    }
    assert ground["quote"].startswith("Digitalisering: het gebruik van digitale technologieën")
    assert decision == {
        "subject": "gesteund",
        "type": "service",
        "title": "Peppol en e-facturatie",
        "outcome": "subsidieerbaar",
        "outcome_label": {"nl": "subsidieerbaar", "en": "eligible for subsidy"},
        "reference_date": "2024-03-01",
        "themes": ["digitalisering"],
        "readings": decision["readings"],
        "presumes": decision["presumes"],
        "file": str(everything),
        "reference_date_from": "dossier",
    }


def test_every_decision_has_the_keys_and_types_of_the_schema(run, valid, dossiers):
    for file in sorted(dossiers.rglob("*.yaml")):
        valid(run("decide", file, "--format", "json").json, "decisions")


def test_the_themes_are_those_that_fit_whatever_bars_the_service(run, everything):
    told = run("decide", everything, "--subject", "uitgesloten", "--format", "json")
    assert decided(told)["themes"] == ["digitalisering", "innovatie", "internationalisering"]


def test_all_grounds_are_given_not_only_the_first(run, everything):
    told = run("decide", everything, "--subject", "uitgesloten", "--format", "json")
    assert [each["atom"] for each in decided(told)["grounds"]] == [
        "excluded(uitgesloten, mindfulness)",
        "excluded(uitgesloten, hypnose)",
    ]


def test_only_closed_inputs_are_presumed(run, everything, policy):
    for decision in run("decide", everything, "--format", "json").json["decisions"]:
        for name in decision["presumes"]:
            assert policy.program.predicates[name].role == "input"
            assert not policy.program.predicates[name].open


def test_what_an_eligible_service_presumes_is_named(run, everything):
    presumed = decided(run("decide", everything, "--subject", "gesteund", "--format", "json"))["presumes"]
    assert {"aimed_at", "contrary_to"} <= set(presumed)
    assert presumed == sorted(presumed)


def test_the_readings_that_a_decision_leans_on_are_those_that_were_chosen(run, everything):
    line = ("decide", everything, "--subject", "uitgesloten", "--format", "json")
    assert decided(run(*line))["readings"] == {"exception_scope": "enkel_gezondheid"}
    told = run(*line, "--reading", "exception_scope=alle_uitsluitingen")
    assert decided(told)["readings"]["exception_scope"] == "alle_uitsluitingen"
    assert decided(told)["outcome"] == "subsidieerbaar"


@pytest.mark.parametrize(
    ("subject", "options", "date", "origin"),
    [
        ("eigen", (), "2024-03-01", "dossier"),
        ("eigen", ("--date", "2025-01-01"), "2024-03-01", "dossier"),
        ("geen", ("--date", "2025-01-01"), "2025-01-01", "option"),
    ],
)
def test_it_says_where_the_reference_date_comes_from(run, dossiers, subject, options, date, origin):
    file = dossiers / "zonder-peildatum.yaml"
    decision = decided(run("decide", file, "--subject", subject, "--format", "json", *options))
    assert (decision["reference_date"], decision["reference_date_from"]) == (date, origin)


def test_without_a_reference_date_it_is_today_and_that_is_said(run, dossiers, monkeypatch):
    import datetime

    class Day(datetime.date):
        @classmethod
        def today(cls):
            return cls(2025, 6, 1)

    monkeypatch.setattr("kmopolicy.api.datetime.date", Day)
    line = ("decide", dossiers / "zonder-peildatum.yaml", "--subject", "geen")
    decision = decided(run(*line, "--format", "json"))
    assert (decision["reference_date"], decision["reference_date_from"]) == ("2025-06-01", "today")
    assert "de peildatum is de datum van vandaag" in " ".join(run(*line).out.split())
    assert "de peildatum is de datum van vandaag" in run(*line, "--format", "csv").out


def test_the_option_goes_before_the_default_of_the_dossier_and_is_not_said_to_fill_a_gap(run, everything):
    line = ("decide", everything, "--subject", "twijfel")
    decision = decided(run(*line, "--format", "json"))
    assert (decision["reference_date"], decision["reference_date_from"]) == ("2024-03-01", "dossier")
    decision = decided(run(*line, "--format", "json", "--date", "2020-01-01"))
    assert (decision["reference_date"], decision["reference_date_from"]) == ("2020-01-01", "option")
    told = run(*line, "--date", "2020-01-01").out
    assert "twijfel: de peildatum komt van de optie --date (peildatum 1 januari 2020)" in told


def test_from_the_day_that_the_text_is_superseded_every_output_warns(run, dossiers):
    line = ("decide", dossiers / "zonder-peildatum.yaml", "--subject", "geen")
    for day, count in (("2026-01-31", 0), ("2026-02-01", 1)):
        warnings = run(*line, "--date", day, "--format", "json").json["warnings"]
        assert [each["name"] for each in warnings] == ["superseded"] * count
        for form in ("table", "csv"):
            told = " ".join(run(*line, "--date", day, "--format", form).out.split())
            assert ("gedeeltelijk vervangen" in told) == bool(count)


def test_a_warning_about_a_service_stands_once_whatever_is_decided_about_it(run, stdin):
    stdin(
        "services: {d1: {kind: advies, reference_date: 2026-03-01}}\n"
        "applications:\n  a1: {applies_for: d1, selected_theme: innovatie}\n  a2: {applies_for: d1, selected_theme: innovatie}"
    )
    (warning,) = run("decide", "-", "--format", "json").json["warnings"]
    assert (warning["subject"], warning["file"]) == ("d1", "-")


def test_two_dossiers_with_the_same_ids_are_worlds_of_their_own(run, dossiers):
    files = [dossiers / "zelfde-namen" / name for name in ("een.yaml", "twee.yaml")]
    told = run("decide", *files, "--format", "json")
    assert [(each["file"], each["subject"], each["outcome"]) for each in told.json["decisions"]] == [
        (str(files[0]), "d1", "subsidieerbaar"),
        (str(files[1]), "d1", "niet_subsidieerbaar"),
    ]
    assert [each["file"] for each in told.json["warnings"]] == [str(files[1])]
    alone = [run("decide", file, "--format", "json").json["decisions"] for file in files]
    assert told.json["decisions"] == [decision for decisions in alone for decision in decisions]


def test_the_table_says_of_which_file_each_decision_and_warning_is(run, dossiers):
    files = [dossiers / "zelfde-namen" / name for name in ("een.yaml", "twee.yaml")]
    lines = run("decide", *files).out.splitlines()
    first, second = lines.index(str(files[0])), lines.index(str(files[1]))
    assert "subsidieerbaar" in lines[first + 1]
    assert "niet subsidieerbaar" in lines[second + 1]
    assert any(line.startswith(f"   {files[1]}, d1: de peildatum valt op of na") for line in lines)
    assert str(files[0]) not in run("decide", files[0]).out


def test_a_subject_need_only_be_in_one_of_the_files(run, everything, dossiers):
    files = (dossiers / "zelfde-namen" / "een.yaml", everything)
    assert decided(run("decide", *files, "--subject", "twijfel", "--format", "json"))["file"] == str(everything)
    assert run("decide", *files, "--subject", "twijfel", "--exit-code").code == 11
    assert run("decide", *files, "--subject", "niemand").code == 2


def test_a_name_that_two_things_have_must_be_told_apart(run, dossiers):
    file = dossiers / "vreemde-namen.yaml"
    told = run("decide", file, "--subject", "dubbel")
    assert told.code == 2
    assert "kies met `service:dubbel`, `application:dubbel`, `request:dubbel`" in told.err


def test_a_qualified_name_names_exactly_one_thing_whatever_the_others_are_called(run, dossiers):
    file = dossiers / "vreemde-namen.yaml"
    for decision in run("decide", file, "--format", "json").json["decisions"]:
        named = run("decide", file, f"--subject={decision['type']}:{decision['subject']}", "--format", "json")
        assert decided(named) == decision


def test_standard_input_is_a_dossier(run, everything, stdin):
    stdin(everything.read_text(encoding="utf-8"))
    found = run("decide", "-", "--format", "json").json["decisions"]
    assert [each["outcome"] for each in found] == [outcome for _, _, outcome, _ in OUTCOMES]
    assert {each["file"] for each in found} == {"-"}


def test_a_dossier_in_json_gives_the_same_as_in_yaml(run, everything, policy, tmp_path):
    from kmopolicy.facts.printer import plain

    file = tmp_path / "dossier.json"
    content = plain(policy.read(everything), policy.program)
    file.write_text(json.dumps(content, default=str), encoding="utf-8")
    mine, theirs = (run("decide", each, "--format", "json").json["decisions"] for each in (file, everything))
    assert [{**each, "file": ""} for each in mine] == [{**each, "file": ""} for each in theirs]


def test_the_digest_is_that_of_the_policy_wherever_it_stands(run, everything, root, policy, tmp_path):
    copy = shutil.copytree(root / "policy", tmp_path / "elders")
    line = ("decide", everything, "--subject", "gesteund", "--format", "json", "--policy", copy)
    assert run(*line).json["policy"]["digest"] == policy.program.digest
    page = copy / "01-themas.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nEen zin erbij.\n", encoding="utf-8")
    assert run(*line).json["policy"]["digest"] != policy.program.digest


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_csv_has_a_row_per_decision_with_the_same_values_as_the_json(run, everything):
    found = run("decide", everything, "--format", "json").json["decisions"]
    for row, decision in zip(rows(run("decide", everything, "--format", "csv").out), found, strict=True):
        assert row["subject"] == decision["subject"]
        assert row["type"] == decision["type"]
        assert row["outcome"] == decision["outcome"]
        assert row["reference_date"] == decision["reference_date"]
        assert row["themes"] == " | ".join(decision["themes"])
        assert row["grounds"] == " | ".join(each["words"]["nl"] for each in decision["grounds"])
        assert row["readings"] == " | ".join(f"{name}={option}" for name, option in decision["readings"].items())


def runs(cell):
    """Whether a spreadsheet would run a cell: also after it dropped what it does not show."""
    return cell.lstrip().startswith(("=", "+", "-", "@")) or cell.startswith(("\t", "\r"))


def test_no_cell_of_the_csv_is_run_by_a_spreadsheet(run, dossiers):
    file = dossiers / "vreemde-namen.yaml"
    cells = [cell for row in rows(run("decide", file, "--format", "csv").out) for cell in row.values()]
    cells += [cell for row in rows(run("query", file, "title(S, T)", "--format", "csv").out) for cell in row.values()]
    assert not any(map(runs, cells))
    for neutral in ("'=1+1", "'+49 170", "'@SUM(A1:A9)", "'-2+3", "'-x", "' =1+1", "'=cmd|' /C calc'!A0\u200b"):
        assert neutral in cells


def test_no_control_character_or_direction_mark_reaches_the_output(run, dossiers):
    for form in ("table", "csv"):
        out = run("decide", dossiers / "vreemde-namen.yaml", "--format", form).out
        assert not set(out) & set("\x1b\r\t\u202e")
