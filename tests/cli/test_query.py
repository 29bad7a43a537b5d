"""`kmopolicy query`: goals with variables, constants, dates and odd ids, and what a slip in a goal is told."""

import csv
import io

import pytest


@pytest.fixture(scope="module")
def dossier(dossiers):
    return dossiers / "alle-uitkomsten.yaml"


@pytest.fixture(scope="module")
def odd(dossiers):
    return dossiers / "vreemde-namen.yaml"


@pytest.mark.parametrize(
    ("goal", "columns", "rows"),
    [
        (
            "fits_theme(Service, Theme)",
            ["Service", "Theme"],
            [["gesteund", "digitalisering"]]
            + [["uitgesloten", theme] for theme in ("digitalisering", "innovatie", "internationalisering")],
        ),
        ("fits_theme(gesteund, Theme)", ["Theme"], [["digitalisering"]]),
        ("fits_theme(Service, digitalisering)", ["Service"], [["gesteund"], ["uitgesloten"]]),
        ("fits_theme(_, Theme)", ["Theme"], [["digitalisering"], ["innovatie"], ["internationalisering"]]),
        ("fits_theme(gesteund, _)", ["service", "theme"], [["gesteund", "digitalisering"]]),
        ("fits_theme(gesteund, digitalisering)", ["service", "theme"], [["gesteund", "digitalisering"]]),
        ("fits_theme(gesteund, innovatie)", ["service", "theme"], []),
        ('excluded("uitgesloten", Ground)', ["Ground"], [["hypnose"], ["mindfulness"]]),
        ("reference_date(gesteund, Date)", ["Date"], [["2024-03-01"]]),
        ("reference_date(gesteund, 2024-03-01)", ["service", "date"], [["gesteund", "2024-03-01"]]),
        ("reference_date(gesteund, 2024-03-02)", ["service", "date"], []),
        ("decision(Service, voor_te_leggen)", ["Service"], [["twijfel"]]),
        ("application_decision(goed, Handling)", ["Handling"], [["aanvaarden"]]),
        ("listing_status(getoetst, Status)", ["Status"], [["wacht_op_minister"]]),
        ("may_offer(Provider, Service)", ["Provider", "Service"], [["aanbieder", "gesteund"]]),
        ("offered_choice(Theme, Provider)", ["Theme", "Provider"], [["digitalisering", "aanbieder"]]),
        ("linked_to_theme(gesteund, Theme, ja)", ["Theme"], [["digitalisering"]]),
        ("shortage_occupation(accountant, Year)", ["Year"], [[2026]]),
        ("  fits_theme( gesteund ,Theme ) . ", ["Theme"], [["digitalisering"]]),
    ],
)
def test_a_goal_has_a_row_for_each_true_instance(run, valid, dossier, goal, columns, rows):
    told = run("query", dossier, goal, "--format", "json")
    assert (told.code, told.err) == (0, "")
    assert told.json == {"schema": "kmopolicy.answers/1", "goal": goal, "columns": columns, "rows": rows}
    valid(told.json, "answers")


@pytest.mark.parametrize(
    ("goal", "rows"),
    [
        ("vouches_for(X, Y)", [["ann", "ann"], ["ann", "bea"], ["bea", "bea"], ["cas", "ann"]]),
        ("vouches_for(X, X)", [["ann"], ["bea"]]),
        ("vouches_for(_, _)", [["ann", "ann"], ["ann", "bea"], ["bea", "bea"], ["cas", "ann"]]),
    ],
)
def test_a_variable_that_stands_twice_has_one_value(run, dossiers, goal, rows):
    small = dossiers.parent / "klein-beleid"
    told = run("query", small / "personen.yaml", goal, "--policy", small, "--format", "json")
    assert told.json["rows"] == rows


@pytest.mark.parametrize(
    "name", ["-x", "--help", "een cursus met spaties", '"]-->x{{<b>|`\\', "service:dubbel", "1. lijst"]
)
def test_an_odd_id_is_asked_for_between_quotation_marks_as_a_proof_shows_it(run, odd, name):
    quoted = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    told = run("query", odd, f"title({quoted}, Title)", "--format", "json")
    assert len(told.json["rows"]) == 1
    rows = run("query", odd, "title(Service, Title)", "--format", "json").json["rows"]
    assert [name, told.json["rows"][0][0]] in rows


def test_answers_are_sorted_and_each_stands_once(run, odd):
    rows = run("query", odd, "kind(Service, _)", "--format", "json").json["rows"]
    assert rows == sorted(rows)
    assert run("query", odd, "kind(_, Kind)", "--format", "json").json["rows"] == [["advies"], ["opleiding"]]


def test_the_table_and_the_csv_hold_the_same_as_the_json(run, dossier):
    goal = "decision(Service, Outcome)"
    found = run("query", dossier, goal, "--format", "json").json
    table = [line.split() for line in run("query", dossier, goal).out.splitlines()]
    assert [table[0], *table[2:]] == [found["columns"], *found["rows"]]
    assert list(csv.reader(io.StringIO(run("query", dossier, goal, "--format", "csv").out))) == [
        found["columns"],
        *found["rows"],
    ]


def test_no_answer_is_no_error(run, dossier):
    goal = "theme_in_doubt(gesteund, Theme)"
    assert run("query", dossier, goal) == (0, "Geen antwoorden\n", "")
    assert run("query", dossier, goal, "--lang", "en").out == "No answers\n"
    assert run("query", dossier, goal, "--format", "csv").out == "Theme\n"


def test_a_reading_changes_the_answers(run, dossier):
    line = ("query", dossier, "excluded(uitgesloten, Ground)", "--format", "json")
    assert run(*line, "--reading", "exception_scope=alle_uitsluitingen").json["rows"] == []


@pytest.mark.parametrize(
    ("goal", "message", "help"),
    [
        (
            "fits_them(S, T)",
            "U112]: het beleid kent geen predicaat `fits_them`",
            "bedoelde u `fits_theme`?",
        ),
        ("zzz(S)", "U112]: het beleid kent geen predicaat `zzz`", "`kmopolicy vocabulary` toont ze allemaal"),
        ("fits_theme(S)", "K301]: het aantal argumenten van `fits_theme` is 2, niet 1", "`fits_theme(service, theme)`"),
        ("fits_theme(S, digitaliserin)", "K206]: `digitaliserin` is geen waarde", "bedoelde u `digitalisering`?"),
        ("fits_theme(gestund, T)", "U110]: `gestund` staat niet in de feiten", "bedoelde u `gesteund`?"),
        ("active_in_theme(gesteund, T)", "U110]: `gesteund` staat niet in de feiten", "`aanbieder`"),
        ("fits_theme(X, X)", "K303]: `X` is hier `Theme`, en elders in deze regel `Service`", "gebruik twee namen"),
        ("applies_for(X, X)", "K303]: `X` is hier `Service`, en elders in deze regel `Application`", "twee namen"),
        ('reference_date(S, "2024-03-01")', "K302]: hier hoort een datum", "schrijf `2024-03-01`"),
        ("reference_date(S, 2024-02-30)", "K108]: `2024-02-30` is geen datum", "schrijf jaar-maand-dag"),
        ("fits_theme(S, T", "K112]: het haakje na `fits_theme` wordt niet gesloten", "zet `)` na de laatste waarde"),
        ("kind(S, K), fits_theme(S, T)", "U118]: dit is geen vraag", "schrijf één predicaat"),
        ("not fits_theme(S, T)", "U118]: dit is geen vraag", "schrijf één predicaat"),
        ("kind(S, K) :- kind(S, K)", "U118]: dit is geen vraag", "schrijf één predicaat"),
        ("kind(S, K). kind(S, K)", "U118]: dit is geen vraag", "schrijf één predicaat"),
        ("kind(S, K)..", "U118]: dit is geen vraag", "schrijf één predicaat"),
        ("", "U118]: dit is geen vraag", "schrijf één predicaat"),
        ("policy x", "U118]: dit is geen vraag", "schrijf één predicaat"),
        ("kind(S, 'opleiding')", "K114]: `'` is geen recht aanhalingsteken", 'schrijf `"'),
        ('kind("S, K)', "K104]: ", 'zet `"` aan het einde van de tekst'),
    ],
)
def test_a_slip_in_a_goal_is_wrong_usage_with_what_to_do(run, dossier, goal, message, help):  # noqa: A002
    told = run("query", dossier, goal)
    assert (told.code, told.out) == (2, "")
    first, *rest = told.err.splitlines()
    assert first.startswith(f"fout[{message}")
    assert help in " ".join(rest)


def test_slips_in_a_goal_are_told_in_english_too(run, dossier):
    told = run("query", dossier, "fits_them(S, T)", "--lang", "en")
    assert told.err == ("error[U112]: the policy has no predicate `fits_them`\n  = help: did you mean `fits_theme`?\n")
