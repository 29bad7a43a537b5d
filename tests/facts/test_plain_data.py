"""Dossiers as plain data: what a program hands over, in the shape that YAML has."""

from datetime import date, datetime

import pytest
from shipped import POLICY

from kmopolicy.errors import FactsError


def stated(**facts):
    found = POLICY.read_data({"services": {"d1": {"kind": "advies", **facts}}})
    return {(fact.predicate, *fact.values[1:]) for fact in found.facts if fact.predicate in facts}


def refused(data, **options):
    with pytest.raises(FactsError) as raised:
        POLICY.read_data(data, **options)
    return raised.value.diagnostics


def test_dates_booleans_numbers_and_tuples_are_taken_for_what_they_are():
    assert stated(listed=date(2024, 3, 1)) == {("listed", date(2024, 3, 1))}
    assert stated(open_to_others=True) == {("open_to_others",)}
    assert stated(title=2024) == {("title", "2024")}
    assert stated(charged_as=("lidgeld", "deelnameprijs")) == {
        ("charged_as", "lidgeld"),
        ("charged_as", "deelnameprijs"),
    }


def test_none_states_nothing():
    assert stated(title=None, listed=None, open_to_others=None) == set()


def test_a_moment_is_no_date():
    (found,) = refused({"services": {"d1": {"kind": "advies", "listed": datetime(2024, 3, 1, 9)}}})
    assert (found.code, found.help_in("nl")) == ("F205", "schrijf jaar-maand-dag: `2024-03-01` voor 1 maart 2024")


def test_the_place_is_the_path_in_the_data():
    data = {"services": {"d1": {"kind": "advies", "charged_as": ["lidgeld", "gratis"]}}}
    (found,) = refused(data, name="aanvraag 7")
    assert str(found.span) == "aanvraag 7.services.d1.charged_as[1]"


def test_no_file_is_read_that_happens_to_have_the_name_of_a_place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.services.d1.kind").write_text("geheim\n")
    with pytest.raises(FactsError) as raised:
        POLICY.read_data({"services": {"d1": {"kind": "geen"}}}, name="x")
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("data", [{}, {"services": {}}, {"services": None}, {"reference_date": "2024-03-01"}])
def test_data_without_anything_is_refused(data):
    assert [found.code for found in refused(data)] == ["F106"]


@pytest.mark.parametrize("data", [[], "services", None, 3])
def test_only_keys_with_values_are_a_dossier(data):
    assert {found.code for found in refused(data)} <= {"F106", "F107"}


def test_data_that_holds_itself_is_too_deep():
    data: dict[str, object] = {"kind": "advies"}
    data["services"] = data
    assert "F103" in [found.code for found in refused(data)]


def test_two_keys_that_are_written_alike_are_one_too_many():
    assert [found.code for found in refused({"services": {1: {"kind": "advies"}, "1": {"kind": "opleiding"}}})] == [
        "F104"
    ]
