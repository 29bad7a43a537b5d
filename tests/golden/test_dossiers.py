"""Every dossier has the outcome that the source text calls for, by the sentence that decides; and nothing is left out."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from golden.fixtures import HOMES, dossiers, entries, explained, read
from shipped import POLICY

from kmopolicy.proof.explanation import Explanation
from kmopolicy.questions.scenarios.scenarios import cited, held_against

READINGS, GROUNDS = entries("readings.yaml"), entries("grounds.yaml")
TABLES, ANSWERS = entries("tables.yaml"), entries("answers.yaml")
DOSSIERS = dossiers()
PROGRAM = POLICY.program


def holds(explanation: Explanation, outcome: str, sentence: str) -> None:
    """Asserts an outcome, and that its proof cites the sentence."""
    grounds = [ground.proof.atom for ground in explanation.decision.grounds]
    assert explanation.decision.outcome == outcome, grounds
    assert sentence in cited(explanation), (grounds, sorted(cited(explanation)))


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_a_dossier_has_the_outcomes_it_expects_by_the_sentences_it_expects(dossier: str) -> None:
    expected = read(dossier).expectations
    assert expected, "a dossier without expectations is no example"
    for each in expected:
        result = held_against(each, explained(dossier, each.subject, each.readings))
        assert result.holds, (each, result.found, sorted(result.cited))
        assert each.sentence, "a dossier says which sentence decides"


def test_a_dossier_stands_in_one_place() -> None:
    assert len(DOSSIERS) == len(set(DOSSIERS))
    assert sum(len(list(home.rglob("*.yaml"))) for home in HOMES) + 1 == len(DOSSIERS)


@pytest.mark.parametrize("entry", TABLES, ids=lambda entry: f"{entry['dossier']} {entry['subject']}")
def test_tables_have_the_outcomes_that_are_expected_of_them(entry: dict[str, Any]) -> None:
    holds(explained(entry["dossier"], entry["subject"]), entry["outcome"], entry["sentence"])


@pytest.mark.parametrize("entry", READINGS, ids=lambda entry: f"{entry['dossier']} {entry['readings']}")
def test_a_reading_does_to_a_dossier_what_the_text_would_say_then(entry: dict[str, Any]) -> None:
    found = POLICY.explain(read(entry["dossier"]), entry["subject"], readings=entry["readings"])
    holds(found, entry["outcome"], entry["sentence"])


@pytest.mark.parametrize("entry", GROUNDS, ids=lambda entry: f"{entry['dossier']} {entry['subject']}")
def test_all_grounds_are_given_and_no_other(entry: dict[str, Any]) -> None:
    (decision,) = POLICY.decide(read(entry["dossier"]), subject=entry["subject"])
    assert {ground.proof.atom for ground in decision.grounds} == set(entry["grounds"])
    assert len(decision.grounds) == len(entry["grounds"])


@pytest.mark.parametrize("entry", ANSWERS, ids=lambda entry: f"{entry['dossier']} {entry['goal']}")
def test_a_relation_has_all_its_answers_and_no_other(entry: dict[str, Any]) -> None:
    found = POLICY.query(read(entry["dossier"]), entry["goal"]).rows
    assert sorted(map(_shown, found)) == sorted(map(_shown, entry["answers"]))


def test_every_outcome_of_every_kind_of_subject_is_expected_somewhere() -> None:
    types = {cases.subject_type for cases in PROGRAM.outcomes.values()}
    expected = {
        (entity.type, each.outcome)
        for dossier in DOSSIERS
        for each in read(dossier).expectations
        for entity in read(dossier).entities
        if each.subject in (entity.id, f"{entity.type.lower()}:{entity.id}") and entity.type in types
    }
    known = {(cases.subject_type, case.value) for cases in PROGRAM.outcomes.values() for case in cases.cases}
    assert expected == known


def test_every_ground_for_exclusion_excludes_some_service() -> None:
    found = {ground for _, ground in _answers("excluded(Service, Ground)", "uitsluitingen", "gezondheid")}
    activities = {str(row.values[0]) for row in PROGRAM.tables["excluded_activity"]}
    assert found >= activities
    assert found - activities == _constants("Ground") - _constants("Activity")


@pytest.mark.parametrize("state", ["fits_theme", "ruled_out", "theme_in_doubt", "open_theme"])
def test_every_theme_is_in_every_state_somewhere(state: str) -> None:
    found = {theme for _, theme in _answers(f"{state}(Service, Theme)", "themas")}
    assert found == _constants("Theme")


def test_every_criterion_for_the_list_is_met_somewhere() -> None:
    found = {criterion for _, criterion in _answers("meets_criterion(Service, Criterion)", "lijst")}
    assert found == _constants("Criterion")


def test_every_option_of_every_reading_has_an_entry() -> None:
    told = {chosen for entry in READINGS for chosen in entry["readings"].items()}
    known = {(name, option.name) for name, reading in PROGRAM.readings.items() for option in reading.options}
    assert told == known


@pytest.mark.parametrize("reading", sorted(PROGRAM.readings))
def test_every_option_of_a_reading_makes_a_difference_and_leaves_something_alone(reading: str) -> None:
    usual = PROGRAM.readings[reading].default
    changes: dict[str, set[bool]] = {option.name: set() for option in PROGRAM.readings[reading].options}
    for entry in READINGS:
        if entry["readings"].keys() == {reading} and entry["readings"][reading] != usual:
            (decision,) = POLICY.decide(read(entry["dossier"]), subject=entry["subject"])
            changes[entry["readings"][reading]].add(decision.outcome != entry["outcome"])
    assert {option: seen for option, seen in changes.items() if option != usual} == {
        option: {True, False} for option in changes if option != usual
    }


def _answers(goal: str, *folders: str) -> Iterator[tuple[str, ...]]:
    """The answers in all dossiers of these folders."""
    for dossier in (each for each in DOSSIERS if each.split("/")[1] in folders):
        yield from map(_shown, POLICY.query(read(dossier), goal).rows)


def _shown(row: Sequence[Any]) -> tuple[str, ...]:
    return tuple(map(str, row))


def _constants(kind: str) -> set[str]:
    return {constant.name for constant in PROGRAM.types[kind].constants}
