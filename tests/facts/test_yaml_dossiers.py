"""The YAML of dossiers: what it means, and that nothing in it is taken for something else."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from shipped import POLICY

from kmopolicy.facts.nodes import Mapping, Sequence
from kmopolicy.facts.yaml import read_yaml
from kmopolicy.text.span import Span

SERVICE = "services:\n  d1:\n    kind: opleiding\n"


def bare(node):
    """A node as plain data, every scalar as its text."""
    if isinstance(node, Mapping):
        return {key.text: bare(value) for key, value in node.entries}
    return [bare(item) for item in node.items] if isinstance(node, Sequence) else node.text


def read(text):
    node, wrong = read_yaml(text, "d.yaml")
    assert not wrong
    return node


@pytest.fixture
def facts(tmp_path):
    """The facts of a dossier in YAML, as (predicate, values)."""

    def read_facts(text):
        (tmp_path / "d.yaml").write_bytes(text.encode())
        return {(fact.predicate, *fact.values) for fact in POLICY.read(tmp_path / "d.yaml").facts}

    return read_facts


@pytest.mark.parametrize(
    ("written", "text", "kind"),
    [
        ("ja", "ja", "plain"),
        ("yes", "yes", "plain"),
        ("on", "on", "plain"),
        ("007", "007", "plain"),
        ("1_000", "1_000", "plain"),
        ("0x1F", "0x1F", "plain"),
        ("12:30:00", "12:30:00", "plain"),
        ("2024-03-01", "2024-03-01", "plain"),
        (".inf", ".inf", "plain"),
        ("true", "true", "bool"),
        ("False", "False", "bool"),
        ("null", "null", "null"),
        ("~", "~", "null"),
        ("'true'", "true", "text"),
        ('"null"', "null", "text"),
        ('"a\\tb\\u00e9"', "a\tbé", "text"),
        ("'it''s'", "it's", "text"),
        ("a # b", "a", "plain"),
        ("a#b", "a#b", "plain"),
        ("http://x.be/y", "http://x.be/y", "plain"),
    ],
)
def test_a_scalar_is_what_is_written(written, text, kind):
    node = read(f"a: {written}")
    scalar = node.entries[0][1]
    assert (scalar.text, scalar.kind) == (text, kind)


@pytest.mark.parametrize(
    ("written", "text"),
    [("|\n  a\n  b\n", "a\nb\n"), (">-\n  a\n  b\n", "a b"), ('"a\n  b"', "a b"), ("a\n  b", "a b")],
)
def test_text_may_run_over_several_lines(written, text):
    assert bare(read(f"a: {written}")) == {"a": text}


TEXT = st.text("ab1 é😀\u0301\u2028\x85\x07\"'\\:#-{}[],&*!|>%@`?~=\n\t/<", max_size=8)


def nested(inner):
    return st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)


@given(st.dictionaries(TEXT, st.recursive(TEXT, nested, max_leaves=6), min_size=1))
def test_whatever_text_is_written_is_read(data):
    written = yaml.dump(data, allow_unicode=True, default_style='"')
    assert bare(read(written)) == data


@pytest.mark.parametrize("empty", ["[]", "{}", "", "~", "null"])
@pytest.mark.parametrize(
    "key", ["offered_by", "linked_to_theme", "concerns_topic", "open_to_others", "title", "listed"]
)
def test_an_empty_value_states_nothing(facts, key, empty):
    assert {name for name, *_ in facts(f"{SERVICE}    {key}: {empty}\n")} == {"kind", "reference_date"}


@pytest.mark.parametrize("empty", ["providers:", "providers: {}", "providers: []", "expect: {}", "reference_date:"])
def test_an_empty_section_states_nothing(facts, empty):
    assert {name for name, *_ in facts(f"{SERVICE}{empty}\n")} == {"kind", "reference_date"}


def test_a_list_of_themes_means_yes_to_each(facts):
    themes = {fact for fact in facts(f"{SERVICE}    linked_to_theme: [innovatie, digitalisering]\n") if len(fact) == 4}
    assert themes == {("linked_to_theme", "d1", "innovatie", "ja"), ("linked_to_theme", "d1", "digitalisering", "ja")}


def test_a_scalar_stands_for_a_list_of_one(facts):
    assert ("charged_as", "d1", "lidgeld") in facts(f"{SERVICE}    charged_as: lidgeld\n")
    assert ("linked_to_theme", "d1", "innovatie", "ja") in facts(f"{SERVICE}    linked_to_theme: innovatie\n")
    assert ("offered_by", "d1", "p1") in facts(f"{SERVICE}    offered_by: [p1]\nproviders: {{p1: }}\n")


def test_a_true_makes_a_fact_with_one_argument(facts):
    assert ("open_to_others", "d1") in facts(f"{SERVICE}    open_to_others: true\n")


def test_a_verdict_says_who_gave_it_when_and_why(tmp_path):
    (tmp_path / "d.yaml").write_text(
        f"{SERVICE}    linked_to_theme:\n      innovatie: {{verdict: twijfel, by: An, on: 2024-02-01, because: 'nieuw'}}\n"
    )
    (fact,) = (each for each in POLICY.read(tmp_path / "d.yaml").facts if each.judgement)
    assert fact.values == ("d1", "innovatie", "twijfel")
    assert (fact.judgement.by, str(fact.judgement.on), fact.judgement.because) == ("An", "2024-02-01", "nieuw")


def test_a_number_may_be_a_name(facts):
    found = facts("services:\n  007: {kind: advies, offered_by: 7}\nproviders:\n  7: {registered: [advies]}\n")
    assert {("kind", "007", "advies"), ("offered_by", "007", "7"), ("registered", "7", "advies")} <= found


def test_a_profession_that_the_dossier_declares_may_be_a_target_group(facts):
    found = facts(f"{SERVICE}    target_group: [yogaleraar]\nprofessions:\n  yogaleraar: {{label: yogaleraar}}\n")
    assert ("target_group", "d1", "yogaleraar") in found


def test_a_date_of_the_dossier_is_for_every_service_without_its_own(facts):
    found = facts(
        "reference_date: 2024-03-01\nservices:\n  d1: {kind: advies}\n  d2: {kind: advies, reference_date: 2023-01-01}\n"
    )
    assert {(name, str(day)) for predicate, name, day in found if predicate == "reference_date"} == {
        ("d1", "2024-03-01"),
        ("d2", "2023-01-01"),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_system(facts, end):
    assert ("kind", "d1", "opleiding") in facts("\ufeff" + SERVICE.replace("\n", end))


def test_a_scalar_knows_where_it_stands():
    node = read('services:\n  "d 1": {kind: opleiding,\n    title: [é, "x"]}\n')
    ((_, things),) = node.entries
    ((name, facts),) = things.entries
    (_, kind), (_, titles) = facts.entries
    assert name.span == Span("d.yaml", 2, 3, 2, 8)
    assert kind.span == Span("d.yaml", 2, 17, 2, 26)
    assert titles.span == Span("d.yaml", 3, 12, 3, 20)
    assert titles.items[1].span == Span("d.yaml", 3, 16, 3, 19)
