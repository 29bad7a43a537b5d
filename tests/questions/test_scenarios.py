"""Expectations held against what is found, and brought up to date in the text without touching anything else."""

from pathlib import Path

import msgspec
import pytest
from shipped import POLICY

from kmopolicy.questions.scenarios.acceptance import accepted
from kmopolicy.questions.scenarios.scenarios import Result, held_against

TEXT = """\
# Waarom: zie de nota.
services:
  c36: {kind: opleiding, aimed_at: [mindfulness]}   # het doel
  c37: {kind: opleiding}
expect:
  c36: {outcome: "subsidieerbaar", sentence: U03}   # nog na te kijken
  c37:
    outcome: niet_subsidieerbaar
"""


def results(tmp_path: Path, text: str, name: str = "d.yaml") -> list[Result]:
    file = tmp_path / name
    file.write_bytes(text.encode())
    facts = POLICY.read(file)
    return [held_against(each, POLICY.explain(facts, each.subject)) for each in facts.expectations]


def test_an_expectation_holds_by_its_outcome_and_by_its_sentence(tmp_path: Path) -> None:
    first, second = results(tmp_path, TEXT)
    assert (first.outcome_holds, first.sentence_holds, first.holds) == (False, False, False)
    assert (second.outcome_holds, second.sentence_holds, second.holds) == (False, True, False)
    assert first.found == ("niet_subsidieerbaar", "U02")
    assert second.found == ("onvoldoende_gegevens", "")
    right = TEXT.replace("subsidieerbaar", "niet_subsidieerbaar", 1).replace("U03", "U00")
    assert results(tmp_path, right)[0].holds


def test_a_sentence_that_is_not_cited_makes_an_expectation_fail(tmp_path: Path) -> None:
    other = results(tmp_path, TEXT.replace('"subsidieerbaar"', "niet_subsidieerbaar"))[0]
    assert (other.outcome_holds, other.sentence_holds, other.holds) == (True, False, False)
    assert other.found == ("niet_subsidieerbaar", "U02")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old mac"])
def test_only_the_values_that_differ_change_whatever_the_line_ends(end: str, tmp_path: Path) -> None:
    text = TEXT.replace("\n", end)
    new = TEXT.replace('"subsidieerbaar", sentence: U03', '"niet_subsidieerbaar", sentence: U02')
    new = new.replace("    outcome: niet_subsidieerbaar", "    outcome: onvoldoende_gegevens")
    assert accepted(text, results(tmp_path, text)) == new.replace("\n", end)
    assert all(result.holds for result in results(tmp_path, new))


def test_a_text_that_holds_stays_what_it_is(tmp_path: Path) -> None:
    text = "services: {c37: {kind: advies}}\nexpect: {c37: {outcome: onvoldoende_gegevens}}"
    assert accepted(text, results(tmp_path, text)) == text


def test_json_keeps_its_quotation_marks_and_two_changes_stand_on_one_line(tmp_path: Path) -> None:
    text = (
        '{"services": {"é": {"kind": "opleiding", "aimed_at": ["mindfulness"]}},'
        ' "expect": {"é": {"sentence": "U03", "outcome": "subsidieerbaar"}}}'
    )
    new = text.replace("U03", "U02").replace('"subsidieerbaar"', '"niet_subsidieerbaar"')
    assert accepted(text, results(tmp_path, text, "d.json")) == new


def test_a_number_that_is_no_name_is_written_as_text(tmp_path: Path) -> None:
    (first, _) = results(tmp_path, TEXT)
    grounds = first.explanation.decision.grounds
    citation = msgspec.structs.replace(grounds[0].citation, sentence="12")
    decision = msgspec.structs.replace(
        first.explanation.decision, grounds=(msgspec.structs.replace(grounds[0], citation=citation),)
    )
    numbered = first._replace(explanation=msgspec.structs.replace(first.explanation, decision=decision))
    assert 'sentence: "12"}' in accepted(TEXT, [numbered])
