"""What is told and offered in a dossier, and by which policy it is read."""

import pytest

from kmopolicy.lsp.documents import Document
from kmopolicy.lsp.positions import Position
from kmopolicy.lsp.workbench import Workbench

from .talk import SHIPPED, SMALL, copied, cursor

BROKEN = "vouches_for(Person, Other),", "vouches_for(Person, Other)"
"""A comma less."""
TOLD = """\
services:
  c02:
    kind: opleiding
    linked_to_theme:
      innovatie: {verdict: ja, by: "An", on: 2024-02-01}
    concerns_topic: [facturatie]
    serves_general_functioning: twijfel
applications:
  a1: {applies_for: c02, selected_theme: innovatie}
professions:
  yogaleraar: {label: "yogaleraar"}
expect:
  c02:
    outcome: subsidieerbaar
    sentence: S08
    readings:
      exception_scope=alle_uitsluitingen: {outcome: subsidieerbaar}
  "fits_theme(c02, Theme)": [innovatie]
"""


def codes(bench, path):
    return [found.diagnostic.code for found in bench.diagnosed(path)[path]]


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        ("innovatie: {ver‸dict: ja", "oordeel"),
        ("{verdict: j‸a, by", "De dienst is beoordeeld als inhoudelijk verbonden met het thema innovatie."),
        ("ja, b‸y: ", "wie het oordeel gaf"),
        ("[factu‸ratie]", "De dienst is beoordeeld als betrekking hebbend op facturatie."),
        ("functioning: twij‸fel", "Er is twijfel of de dienst gericht is op de algemene werking van een kmo."),
        ("  a‸1: {", "**a1** — steunaanvraag"),
        ("applies_for: c0‸2", "De steunaanvraag betreft dienst c02."),
        ("  yoga‸leraar: {", "**yogaleraar** — beroep"),
        ("{la‸bel:", "hoe mensen het noemen"),
        ("exp‸ect:", "wat van dit dossier wordt verwacht"),
        ("    out‸come: subs", "de uitkomst die wordt verwacht"),
        ("    outcome: subsidie‸erbaar", "`subsidieerbaar` — subsidieerbaar (uitkomst"),
        ("sentence: S0‸8", "> **S08** Innovatie: "),
        ("exception_scope=alle‸_uitsluitingen", "`exception_scope` — "),
        ('"fits_‸theme(c02, Theme)":', "De dienst past binnen het thema …\n"),
        ('"fits_theme(c0‸2, Theme)":', "**c02** — dienst"),
        ('Theme)": [inno‸vatie]', "`innovatie` — innovatie (thema)"),
    ],
)
def test_every_key_and_value_says_what_it_is(piece, told):
    bench, path = Workbench(), SHIPPED.parent / "dossier.yaml"
    bench.put(Document(path, TOLD))
    assert codes(bench, path) == []
    place = cursor(TOLD.replace(piece.replace("‸", ""), piece, 1))
    found = bench.hover(path, Position(place.line, place.character))
    assert told in found.text, found.text


def test_an_outcome_of_something_else_is_no_outcome_of_a_service():
    bench, path = Workbench(), SHIPPED.parent / "dossier.yaml"
    text = "services: {c1: {kind: advies}}\nexpect: {c1: {outcome: aanvaarden}}\n"
    bench.put(Document(path, text))
    assert codes(bench, path) == ["F219"]
    assert bench.hover(path, Position(1, text.split("\n")[1].index("aanv") + 1)) is None


def test_a_dossier_in_json_gets_diagnostics_and_hover_and_nothing_to_fill_in():
    bench, path = Workbench(), SHIPPED.parent / "dossier.json"
    text = '{"services": {"c1": {"kind": "opleidng", "aimed_at": ["mindfulness"]}}}'
    bench.put(Document(path, text))
    assert codes(bench, path) == ["F203"]
    assert "mindfulness" in bench.hover(path, Position(0, text.index("mindful") + 2)).text
    assert not bench.completion(path, Position(0, text.index("opleidng") + 2)).items


def test_a_dossier_is_read_by_the_nearest_policy_upwards(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    bench, path = Workbench(), folder / "dossiers" / "een.yaml"
    bench.put(Document(path, "people: {p1: {vouches_for: p2}, p2: {}}\n"))
    assert codes(bench, path) == []
    elsewhere = tmp_path / "een.yaml"
    bench.put(Document(elsewhere, "people: {p1: {vouches_for: p3}, p2: {}}\n"))
    assert codes(bench, elsewhere) == []  # by the policy that ships this is no dossier at all
    bench.places = (folder,)
    assert codes(bench, elsewhere) == ["F302"]
    asked = Workbench(policy=folder)
    asked.put(Document(elsewhere, "people: {p1: {vouches_for: p3}, p2: {}}\n"))
    assert codes(asked, elsewhere) == ["F302"]


def test_a_scenario_of_a_policy_with_errors_says_that_it_is_not_checked(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    page = folder / "kmopolicy.md"
    right = page.read_text(encoding="utf-8")
    page.write_text(right.replace(*BROKEN), encoding="utf-8")
    bench, path = Workbench(), folder / "scenarios" / "een.yaml"
    bench.put(Document(path, "people: {p1: {vouches_for: p3}}\n"))
    (found,) = bench.diagnosed(path)[path]
    assert (
        found.diagnostic.message_in("nl") == f"het beleid in `{folder}` heeft fouten: dit dossier wordt niet nagekeken"
    )
    assert found.diagnostic.help_in("nl") == "los eerst op wat bij de bladzijden van het beleid wordt gemeld"
    assert found.diagnostic.entry.severity == "warning"
    page.write_text(right, encoding="utf-8")
    assert codes(bench, path) == ["F302"]
    page.write_text(right.replace(*BROKEN), encoding="utf-8")
    assert codes(bench, path) == ["F302"]  # as it was before the error


def test_what_is_changed_in_a_policy_is_told_at_its_open_dossiers(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    page, path, bench = folder / "kmopolicy.md", folder / "scenarios" / "een.yaml", Workbench()
    bench.put(Document(path, "people: {p1: {vouches_for: p2}, p2: {}}\n"))
    text = page.read_text(encoding="utf-8").replace("vouches_for(", "staat_borg_voor(")
    bench.put(Document(page, text))
    assert [found.diagnostic.code for found in bench.diagnosed(page)[path]] == ["F202"]


def test_a_dossier_that_nobody_could_write_is_not_read(tmp_path):
    bench, path = Workbench(), tmp_path / "groot.yaml"
    bench.put(Document(path, "services:\n" + "  # kind: \n" * 300_000))
    (found,) = bench.diagnosed(path)[path]
    assert found.diagnostic.code == "F003"
    assert bench.hover(path, Position(0, 2)) is None
