"""`kmopolicy ask`: one step as text and JSON; the dialogue, what it writes and what it leaves alone."""

import json
import subprocess
import sys

import pytest

import kmopolicy

pytest.importorskip("clingo")

DOSSIER = """# wat hier staat, blijft staan
reference_date: 2024-03-01
services:
  c1:
    title: "Een cursus"
    kind: opleiding
    offered_by: p1
    linked_to_theme: {digitalisering: {verdict: twijfel, by: "Ann Peeters", on: 2024-02-01, because: "half"}}
    target_group: [yogaleraar]
providers:
  p1: {registered: [opleiding]}
professions:
  yogaleraar: {label: "yogaleraar"}
expect: {c1: {outcome: voor_te_leggen}}
"""


@pytest.fixture
def dossier(tmp_path):
    """A dossier in a folder of its own."""
    file = tmp_path / "dossier.yaml"
    file.write_text(DOSSIER, encoding="utf-8")
    return file


@pytest.fixture
def talk(run, monkeypatch):
    """Runs a dialogue with these answers; who has no more of them closes the terminal."""

    def call(answers, *arguments):
        left = list(answers)

        def listen(_prompt):
            if not left:
                raise EOFError
            return left.pop(0)

        monkeypatch.setattr("kmopolicy.cli.ask.on_terminal", lambda: True)
        monkeypatch.setattr("builtins.input", listen)
        told = run("ask", *arguments)
        assert not left, f"not asked for: {left}"
        return told

    return call


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("columns", ["80", "120"])
def test_a_step_reads_as_it_was_read_before(run, dossiers, same_as, root, monkeypatch, lang, columns):
    monkeypatch.setenv("COLUMNS", columns)
    told = run("ask", dossiers / "alle-uitkomsten.yaml", "gesteund", "--lang", lang)
    same_as(root / "fixtures" / "questions" / f"ask.{lang}.{columns}.txt", told.out)
    assert max(map(len, told.out.splitlines())) <= int(columns)


def test_its_json_is_as_declared_and_the_same_every_time(run, dossiers, policy, valid):
    odd = dossiers / "vreemde-namen.yaml"
    subjects = [(odd, f"{each.type.lower()}:{each.subject}") for each in policy.decide(policy.read(odd))]
    subjects += [
        (dossiers / "alle-uitkomsten.yaml", name) for name in ("gesteund", "uitgesloten", "open", "te_toetsen")
    ]
    for file, subject in subjects:
        told = run("ask", file, subject, "--format", "json")
        valid(told.json, "step")
        assert told.code == 0
    assert run("ask", file, subject, "--format", "json").out == told.out


def test_a_front_end_goes_on_with_what_was_answered_and_skipped(run, dossiers):
    line = ("ask", dossiers / "alle-uitkomsten.yaml", "gesteund", "--format", "json")
    asked = []
    while (told := run(*line).json)["question"]:
        asked.append(told["question"]["id"])
        line = (*line, "--answered" if told["question"]["several"] else "--skipped", asked[-1])
    assert len(asked) == len(set(asked)) > 2
    assert told["certain"]["presuming"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["c2"], "de feiten gaan over `c1`"),
        (["c1", "--answered", "aimed_at(c1)"], "bedoelde u `aimed_at(c1, _, _)`?"),
        (["c1", "--skipped", "x"], "er is geen vraag `x`"),
        (["c1", "--format", "yaml"], "kies uit `text`, `json`"),
    ],
)
def test_wrong_usage_is_refused_with_what_was_meant(run, dossier, words, message):
    told = run("ask", dossier, *words)
    assert (told.code, told.out) == (2, "")
    assert message in told.err


def test_answers_make_a_dossier_that_says_all_that_was_said(talk, dossier, policy):
    told = talk(["ja", "nee"], dossier, "c1")
    assert told.code == 0
    assert "SUBSIDIEERBAAR" in told.out
    assert dossier.read_text(encoding="utf-8") == DOSSIER
    before, after = (policy.read(file) for file in (dossier, dossier.with_name("dossier-aangevuld.yaml")))
    stated = {(fact.predicate, fact.values, fact.judgement) for fact in after.facts}
    assert stated >= {(fact.predicate, fact.values, fact.judgement) for fact in before.facts}
    assert [each[1] for each in stated - {(each.predicate, each.values, each.judgement) for each in before.facts}] == [
        ("c1", "bedrijfsstrategie", "ja")
    ]
    assert [(each.subject, each.outcome) for each in after.expectations] == [("c1", "voor_te_leggen")]
    assert after.constants["Profession"][0].label.nl == "yogaleraar"


def test_what_is_skipped_is_not_asked_again(talk, dossier):
    told = talk(["", "", "", "", "", "", "", "stop"], dossier, "c1")
    asked = [line for line in told.err.splitlines() if line.startswith("Vraag ")]
    assert len({line.partition(": ")[2] for line in asked}) == len(asked) == 8
    assert "niets geschreven" in told.err
    assert not dossier.with_name("dossier-aangevuld.yaml").exists()


def test_nothing_is_asked_that_no_longer_matters(talk, dossier):
    dossier.write_text(DOSSIER.replace("target_group", "aimed_at: [pendelen]\n    target_group"), encoding="utf-8")
    told = talk([], dossier, "c1")
    assert "Vraag" not in told.err
    assert "NIET SUBSIDIEERBAAR" in told.out


def test_who_interrupts_has_changed_nothing(talk, dossier):
    told = talk(["nee"], dossier, "c1")
    assert told.code == 130
    assert [each.name for each in dossier.parent.iterdir()] == ["dossier.yaml"]


def test_an_answer_that_is_none_is_asked_for_again(talk, dossier):
    told = talk(["misschien", "9", "?", "Twijfel", "stop"], dossier, "c1")
    assert "‘misschien’ staat er niet bij" in told.err
    assert "‘9’ staat er niet bij" in told.err
    assert "S14" in told.err
    assert "bedrijfsstrategie: twijfel" in dossier.with_name("dossier-aangevuld.yaml").read_text(encoding="utf-8")


def test_a_group_is_one_question_with_several_answers(talk, dossier, policy):
    said = ["ja", "ja", "0", "mindfulness, 4 twijfel, kaartleggen: nee"]
    talk(said, dossier, "c1", "--out", dossier.with_name("nieuw.yaml"))
    facts = policy.read(dossier.with_name("nieuw.yaml"))
    assert {fact.values[1:] for fact in facts.facts if fact.predicate == "aimed_at"} == {
        ("mindfulness", "ja"),
        ("astrologie", "twijfel"),
        ("kaartleggen", "nee"),
    }


def test_a_date_is_taken_in_its_one_form(talk, dossier, policy):
    dossier.write_text(
        "services: {c1: {kind: advies, reference_date: 2024-03-01}}\n"
        "listing_requests: {r1: {requests_listing_of: c1, minister_decision: geweigerd, "
        "request_states: [naam, korte_omschrijving, beoogde_doelgroep, specifieke_voorwaarde], criteria_assessed: ja}}\n",
        encoding="utf-8",
    )
    told = talk(["ja", "1/2/2024", "2024-02-30", "2024-02-01", "0"], dossier, "r1")
    assert "`2024-02-01` voor 1 februari 2024" in told.err
    assert "de maand 2024-02 heeft 29 dagen" in told.err
    assert (
        policy.decide(policy.read(dossier.with_name("dossier-aangevuld.yaml")), subject="r1")[0].outcome == "op_lijst"
    )


def test_what_the_policy_does_not_know_is_declared(talk, dossier, policy):
    dossier.write_text(
        "services: {c1: {kind: advies, reference_date: 2024-03-01, linked_to_theme: [innovatie], "
        "aimed_at: [verbeteren_fysieke_en_mentale_gezondheid], target_group: [arts], open_to_others: true, "
        "quality_chamber_advice: {vlaio: gunstig}}}\n",
        encoding="utf-8",
    )
    talk(["ja", "0", "iets anders nee", "Stoelmassage", "stop"], dossier, "c1")
    facts = policy.read(dossier.with_name("dossier-aangevuld.yaml"))
    assert facts.constants["Activity"][0].name == "Stoelmassage"
    assert ("c1", "Stoelmassage", "nee") in [fact.values for fact in facts.facts]


def test_a_new_thing_is_referred_to_and_then_asked_about(talk, dossier, policy):
    dossier.write_text(
        "services: {c1: {kind: advies, reference_date: 2024-03-01, linked_to_theme: [innovatie]}}\n", encoding="utf-8"
    )
    told = talk(["ja", "0", "0", "0", "0", "nieuw", "advies"], dossier, "c1")
    assert "(dienstverlener nieuw)" in told.err
    facts = policy.read(dossier.with_name("dossier-aangevuld.yaml"))
    assert ("nieuw", "advies") in [fact.values for fact in facts.facts]


def test_json_stays_json_and_an_existing_name_is_not_taken(talk, tmp_path, policy):
    file = tmp_path / "dossier.json"
    file.write_text(
        json.dumps({"services": {"c1": {"kind": "advies", "reference_date": "2024-03-01"}}}), encoding="utf-8"
    )
    (tmp_path / "dossier-aangevuld.json").write_text("{}", encoding="utf-8")
    talk(["ja", "nee"], file, "c1")
    assert (tmp_path / "dossier-aangevuld.json").read_text(encoding="utf-8") == "{}"
    assert policy.decide(policy.read(tmp_path / "dossier-aangevuld-2.json"))[0].outcome == "subsidieerbaar"


def test_a_date_that_nobody_stated_is_not_written(talk, dossier):
    dossier.write_text("services: {c1: {kind: advies}}\n", encoding="utf-8")
    talk(["ja", "nee"], dossier, "c1", "--date", "2024-03-01")
    assert "reference_date" not in dossier.with_name("dossier-aangevuld.yaml").read_text(encoding="utf-8")


def test_where_nothing_can_be_written_nothing_is_asked(talk, dossier):
    told = talk([], dossier, "c1", "--out", dossier.parent / "geen" / "nieuw.yaml")
    assert (told.code, told.out) == (2, "")
    assert "bestaat niet" in told.err


def test_registers_that_replace_others_cannot_be_completed_as_a_dossier(talk, tmp_path):
    (tmp_path / "kind.csv").write_text("service,kind\nc1,advies\n", encoding="utf-8")
    (tmp_path / "shortage_occupation.csv").write_text("occupation,year\nkok,2024\n", encoding="utf-8")
    told = talk([], tmp_path, "c1")
    assert (told.code, told.out) == (2, "")
    assert "kan niet als één dossier worden aangevuld" in told.err


def test_another_policy_is_asked_about_in_its_own_words(talk, root, tmp_path):
    file = tmp_path / "personen.yaml"
    file.write_text("people: {ann: {}}\n", encoding="utf-8")
    told = talk(["ja", "ann, bea"], file, "ann", "--policy", root / "fixtures" / "klein-beleid", "--lang", "en")
    assert told.code == 0
    assert "ADMITTED" in told.out
    assert "bea" in (tmp_path / "personen-completed.yaml").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_real_terminal(dossier):
    """The whole command on a pseudo-terminal: it asks, takes an answer, and says where the dossier is."""
    import os
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "kmopolicy", "ask", str(dossier), "c1"]
    started = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"})
    os.close(theirs)
    os.write(ours, b"ja\nnee\n")
    shown = b""
    while True:
        try:
            piece = os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        shown += piece
    assert started.wait(30) == 0, shown.decode()
    assert b"SUBSIDIEERBAAR" in shown
    assert dossier.with_name("dossier-aangevuld.yaml").exists()


def test_a_table_folder_makes_a_dossier(talk, tmp_path, policy):
    folder = tmp_path / "tabellen"
    folder.mkdir()
    (folder / "kind.csv").write_text("service,kind\nc1,advies\n", encoding="utf-8")
    talk(["ja", "nee"], folder, "c1", "--date", "2024-03-01")
    facts = policy.read(tmp_path / "tabellen-aangevuld.yaml")
    assert ("c1", "bedrijfsstrategie", "ja") in [fact.values for fact in facts.facts]


def test_the_api_tells_the_same_step(policy, dossier):
    step = policy.ask(policy.read(dossier), "c1")
    assert step.questions[0].id == "linked_to_theme(c1, bedrijfsstrategie, _)"
    with pytest.raises(kmopolicy.QuestionError):
        policy.ask(policy.read(dossier), "c1", answered=["x"])
