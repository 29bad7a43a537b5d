"""Facts print as a dossier that a person can read and that reads back to the same facts."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from shipped import POLICY
from worlds import said

from kmopolicy.facts.printer import plain, to_dossier

DOSSIER = """\
professions:
  yogaleraar:
    label: yogaleraar
services:
  "007":
    kind: opleiding
    title:
    - "Peppol: starten"
    - ja
    offered_by: p1
    reference_date: 2024-03-01
    linked_to_theme:
      digitalisering: ja
      innovatie:
        verdict: twijfel
        by: "An Peeters"
        'on': 2024-02-01
        because: "zie « programma »"
    open_to_others: true
    target_group:
    - yogaleraar
providers:
  p1: {}
expect:
  "007":
    outcome: voor_te_leggen
    sentence: S14
"""


def read(text, place):
    place.write_text(text, encoding="utf-8")
    return POLICY.read(place)


def test_a_dossier_in_the_form_that_it_prints_in_prints_as_it_was(tmp_path):
    assert to_dossier(read(DOSSIER, tmp_path / "d.yaml"), POLICY.program) == DOSSIER


def test_as_plain_data_a_dossier_is_ready_for_json(tmp_path):
    facts = read(DOSSIER, tmp_path / "d.yaml")
    text = json.dumps(plain(facts, POLICY.program), default=date.isoformat)
    again = read(text, tmp_path / "d.json")
    assert said(again) == said(facts)
    assert [each.outcome for each in again.expectations] == ["voor_te_leggen"]


def test_a_date_that_was_filled_in_is_written_out(tmp_path):
    (tmp_path / "d.yaml").write_text("services: {d1: {kind: advies}}\n")
    facts = POLICY.read(tmp_path / "d.yaml", date=date(2023, 1, 31))
    assert "    reference_date: 2023-01-31\n" in to_dossier(facts, POLICY.program)


TEXT = st.text("ab1é😀\u0301\u2028\x85\"'\\:#-{}[],&*!|>%@`?~= ", min_size=1, max_size=8).filter(str.strip)


@given(TEXT, TEXT, TEXT)
def test_whatever_a_text_looks_like_it_comes_back(tmp_path_factory, title, by, label):
    facts = POLICY.read_data(
        {
            "services": {
                "d1": {"kind": "advies", "title": title, "content_known_in_advance": {"verdict": "ja", "by": by}},
            },
            "professions": {"yogaleraar": {"label": label}},
        }
    )
    place = tmp_path_factory.getbasetemp() / "printed.yaml"
    assert said(read(to_dossier(facts, POLICY.program), place)) == said(facts)
