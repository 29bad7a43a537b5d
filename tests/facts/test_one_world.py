"""One world reads the same in every form, and every fact knows where it stands."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY
from worlds import as_json, as_tables, as_yaml, judged, said, under, written

FEW = settings(max_examples=settings().max_examples // 2)
"""Each example is read and written several times."""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("worlds")


@FEW
@given(judged())
def test_yaml_json_and_plain_data_state_the_same(place, dossier):
    facts = POLICY.read_data(dossier)
    folder = written(place / "files", {"d.yaml": as_yaml(facts), "d.json": as_json(facts)})
    assert said(POLICY.read(folder / "d.yaml")) == said(POLICY.read(folder / "d.json")) == said(facts)


@FEW
@given(judged(), st.sampled_from(",;\t"), st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
def test_tables_state_the_same_as_a_dossier(place, dossier, separator, encoding):
    facts = POLICY.read_data(dossier)
    tables = as_tables(facts, separator)
    if tables:
        assert said(POLICY.read(written(place / "tables", tables, encoding))) == said(facts)


@FEW
@given(judged(), st.sampled_from([("d.yaml", as_yaml), ("d.json", as_json)]))
def test_a_fact_of_a_dossier_stands_where_its_value_does(place, dossier, form):
    name, print_ = form
    source = written(place / "spans", {name: print_(POLICY.read_data(dossier))}) / name
    for fact in POLICY.read(source).facts:
        if not fact.judgement:
            last = fact.predicate if POLICY.program.predicates[fact.predicate].arity == 1 else str(fact.values[-1])
            assert under(source, fact).strip('"') == last


@FEW
@given(judged())
def test_a_fact_of_a_table_stands_in_its_row(place, dossier):
    facts = POLICY.read_data(dossier)
    folder = written(place / "rows", as_tables(facts, ";") or {"kind.csv": "service;kind\nd1;advies\n"})
    for fact in POLICY.read(folder).facts:
        if fact.span:
            assert under(folder / f"{fact.predicate}.csv", fact).split(";")[0].strip('"') == fact.values[0]


@FEW
@given(DOSSIERS, st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_what_has_no_reference_date_gets_the_one_that_was_given(dossier, day):
    facts = POLICY.read_data(dossier, date=day)
    dates = {fact.values[0]: fact.values[1] for fact in facts.facts if fact.predicate == "reference_date"}
    for name, origin in facts.reference_date_from.items():
        own = dossier["services"][name].get("reference_date")
        assert (str(dates[name]), origin) == ((own, "dossier") if own else (str(day), "option"))
