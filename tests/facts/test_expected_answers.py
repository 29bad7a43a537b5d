"""The answers that a dossier expects to a goal: how they are read, printed, held against what is found and brought up to date."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from shipped import POLICY

from kmopolicy.cli.main import run
from kmopolicy.cli.test import answered
from kmopolicy.facts.printer import plain, to_json
from kmopolicy.program.goal import answers
from kmopolicy.program.terms import Atom, Var
from kmopolicy.questions.scenarios.acceptance import accepted

SERVICES = {
    "c1": {"kind": "opleiding", "offered_by": "p1", "reference_date": "2026-03-01", "linked_to_theme": ["innovatie"]},
    "f(x)": {"kind": "advies", "reference_date": "2024-03-01"},
}
PROVIDERS = {"p1": {"registered": ["opleiding"], "active_in_theme": ["innovatie", "digitalisering"]}}


def expecting(told: dict[str, Any]) -> Any:
    return POLICY.read_data({"services": SERVICES, "providers": PROVIDERS, "expect": told})


@pytest.mark.parametrize(
    ("goal", "told", "rows"),
    [
        ("may_offer(p1, Service)", ["c1"], (("c1",),)),
        ("may_offer(p1, Service)", "c1", (("c1",),)),
        ("offered_choice(Theme, p1)", ["digitalisering", "innovatie"], (("digitalisering",), ("innovatie",))),
        ("offered_choice(Theme, Provider)", [], ()),
        ("may_offer(Provider, Service)", [["p1", "c1"], ["p1", "c1"]], (("p1", "c1"),)),
        ("may_offer(p1, _)", True, ((),)),
        ("may_offer(p1, c1)", False, ()),
        ("no_register(Service, Year)", [["c1", 2026]], (("c1", 2026),)),
        (" kind(Service, opleiding). ", ["c1"], (("c1",),)),
    ],
)
def test_answers_are_read_by_the_types_of_what_is_asked(goal: str, told: Any, rows: Any) -> None:
    (expected,) = expecting({goal: told}).answers
    assert (expected.goal, expected.rows, expected.readings) == (goal.strip(), rows, ())


def test_dates_are_dates() -> None:
    (expected,) = expecting({"superseded(Service, Date)": [["c1", "2026-02-01"]]}).answers
    assert expected.rows == (("c1", date(2026, 2, 1)),)


def test_one_variable_in_two_places_is_one_thing() -> None:
    facts = POLICY.read_data(
        {
            "services": {"p1": {"kind": "advies", "offered_by": "p1"}},
            "providers": {"p1": {}},
            "expect": {"kind(X, _)": []},
        }
    )
    goal = Atom("offered_by", (Var("X"), Var("X")))
    assert answers(goal, [("p1", "p1"), ("p2", "p1")]) == (("p1",),)
    assert not answered(POLICY, facts, facts.answers[0]).holds


def test_what_bears_a_name_like_a_goal_is_a_subject_where_it_is_in_the_dossier() -> None:
    facts = expecting({"f(x)": {"outcome": "onvoldoende_gegevens"}})
    assert [each.subject for each in facts.expectations] == ["f(x)"]
    assert facts.answers == ()


def test_answers_under_other_readings_stand_beside_the_others() -> None:
    told = {"answers": ["c1"], "readings": {"licence_a=enkel_a": [], "licence_a=twijfel": {"answers": ["c1"]}}}
    facts = expecting({"may_offer(p1, Service)": told})
    assert [each.label for each in facts.answers] == [
        "may_offer(p1, Service)",
        "may_offer(p1, Service), licence_a=enkel_a",
        "may_offer(p1, Service), licence_a=twijfel",
    ]
    assert [answered(POLICY, facts, each).holds for each in facts.answers] == [True, False, True]


def test_expected_answers_are_printed_as_they_are_read() -> None:
    told = {
        "may_offer(p1, Service)": {"answers": ["c1"], "readings": {"licence_a=enkel_a": []}},
        "superseded(Service, Date)": [["c1", "2026-02-01"]],
        "may_offer(p1, c1)": True,
        "c1": {"outcome": "subsidieerbaar"},
    }
    facts = expecting(told)
    again = POLICY.read_data(plain(facts, POLICY.program))
    assert [(each.label, each.rows) for each in again.answers] == [(each.label, each.rows) for each in facts.answers]
    assert len(again.answers) == 4
    assert '"may_offer(p1, c1)": true' in to_json(facts, POLICY.program)


TEXT = """\
services:
  c1: {kind: opleiding, offered_by: p1, reference_date: 2026-03-01, linked_to_theme: [innovatie]}
providers:
  p1: {registered: [opleiding]}
expect:
  "may_offer(p1, Service)": []   # nog na te kijken
  "superseded(Service, Date)":
    - [c1, 2026-01-01]
    - [c1, 2026-01-02]
  "may_offer(p1, c1)": false
  c1: {outcome: niet_subsidieerbaar}
"""
RIGHT = """\
  "may_offer(p1, Service)": [c1]   # nog na te kijken
  "superseded(Service, Date)":
    [[c1, "2026-02-01"]]
  "may_offer(p1, c1)": true
  c1: {outcome: subsidieerbaar}
"""


def test_accepting_writes_the_answers_in_their_place_and_nothing_else(tmp_path: Path, capsys: Any) -> None:
    file = tmp_path / "een.yaml"
    file.write_text(TEXT, encoding="utf-8")
    assert run(["test", str(file), "--accept"]) == 0
    told = capsys.readouterr().out
    assert "   verwacht    geen antwoorden\n   gevonden    c1\n   te veel     c1\n" in told
    assert "   ontbreekt   c1, 2026-01-01; c1, 2026-01-02\n" in told
    assert "   verwacht    het geldt niet\n   gevonden    het geldt\n" in told
    assert file.read_text(encoding="utf-8") == TEXT[: TEXT.index('  "may')] + RIGHT
    assert run(["test", str(file)]) == 0


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_whatever_the_line_ends(end: str, tmp_path: Path) -> None:
    file = tmp_path / "een.yaml"
    file.write_bytes(TEXT.replace("\n", end).encode())
    facts = POLICY.read(file)
    goals = [answered(POLICY, facts, each) for each in facts.answers]
    new = TEXT[: TEXT.index('  "may')] + RIGHT.replace("subsidieerbaar", "niet_subsidieerbaar")
    assert accepted(TEXT.replace("\n", end), [], goals) == new.replace("\n", end)


def test_in_json_the_answers_are_json(tmp_path: Path) -> None:
    file = tmp_path / "een.json"
    facts = expecting({"may_offer(p1, Service)": [], "superseded(Service, Date)": []})
    file.write_text(to_json(facts, POLICY.program), encoding="utf-8")
    assert run(["test", str(file), "--accept"]) == 0
    text = file.read_text(encoding="utf-8")
    assert '"may_offer(p1, Service)": ["c1"]' in text
    assert '"superseded(Service, Date)": [["c1", "2026-02-01"]]' in text
