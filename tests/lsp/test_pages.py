"""What is offered and told in the rule blocks of a page, while a statement is being typed and when it stands there."""

import shutil
from datetime import date

import pytest
from shipped import ROOT

from kmopolicy.lsp.documents import Document
from kmopolicy.lsp.positions import Position
from kmopolicy.lsp.workbench import Workbench
from kmopolicy.program.load import examined
from kmopolicy.program.pages import read_folder

from .talk import CURSOR, SHIPPED, SMALL, at, copied, cursor

PAGE = SHIPPED / "06-dienstverleners.md"
TEXT = PAGE.read_text(encoding="utf-8")
RULE = "may_offer(Provider, Service) :-\n    offered_by(Service, Provider),\n    "


@pytest.fixture(scope="module")
def bench():
    """A workbench for the policy that ships, whose files stay as they are."""
    return Workbench()


def opened(bench, marked):
    """Opens the page with a block under it in which something is typed, and gives the place of the cursor."""
    place = cursor(f"{TEXT}\n```datalog\n{marked}\n```\n")
    bench.put(Document(PAGE, place.text))
    return PAGE, Position(place.line, place.character)


@pytest.mark.parametrize(
    ("typed", "offered", "not_offered"),
    [
        ("‸", {"define", "rule", "may_offer"}, {"registered", "not"}),
        ("may‸", {"may_offer", "fits_theme"}, {"registered"}),
        (f"{RULE}‸", {"registered", "decision", "not", "reading", "Provider"}, {"ja", "define"}),
        (f"{RULE}not ‸", {"registered", "decision"}, {"ja"}),
        (f"{RULE}kind(Service, ‸", {"opleiding", "advies", "Kind"}, {"ja", "registered", "Provider"}),
        (f"{RULE}kind(‸", {"Service"}, {"opleiding", "Provider"}),
        (f"{RULE}decision(Service, niet‸", {"niet_subsidieerbaar"}, {"opleiding"}),
        (f"{RULE}kind(Service, Kind),\n    Kind != ‸", {"opleiding"}, {"ja", "Provider"}),
        (f"{RULE}reading ‸", {"exception_scope"}, {"enkel_gezondheid"}),
        (f"{RULE}reading exception_scope = ‸", {"enkel_gezondheid", "alle_uitsluitingen"}, {"ja"}),
        ("rule x cites ‸", {"S01", "S06.1"}, {"may_offer"}),
        ("rule x cites S01, S06.1, ‸", {"S02"}, {"may_offer"}),
        ("rule x cites S01: ‸", {"may_offer"}, {"S01", "registered"}),
        ("define x(service: ‸", {"Service", "Date", "Theme"}, {"ja"}),
        ("type X includes ‸", {"Theme"}, {"ja"}),
        ("type Verdict default ‸", {"ja", "nee", "twijfel"}, {"opleiding"}),
        ("cases decision(service: Service, outcome: Outcome) case ‸", {"subsidieerbaar"}, {"ja"}),
        ("cases decision(service: Service, outcome: Outcome) case x when any ‸", {"excluded"}, {"ja"}),
    ],
)
def test_what_can_come_is_offered_and_nothing_else(bench, typed, offered, not_offered):
    labels = {item.label for item in bench.completion(*opened(bench, typed)).items}
    assert offered <= labels
    assert not (not_offered & labels)


@pytest.mark.parametrize("typed", ["% kind(‸", f"{RULE}kind(Service, opleiding). % ‸", 'define x(y: Kind) nl "een ‸'])
def test_nothing_is_offered_in_a_comment_or_a_text(bench, typed):
    assert not bench.completion(*opened(bench, typed)).items


def test_the_letters_that_are_typed_are_replaced(bench):
    path, place = opened(bench, f"{RULE}decision(Service, nie‸t_sub).")
    assert bench.completion(path, place).range == (place._replace(character=place.character - 3), place)


def test_a_sentence_is_offered_with_its_text(bench):
    (item,) = (each for each in bench.completion(*opened(bench, "rule x cites S3‸")).items if each.label == "S33")
    assert item.documentation == "Je kan als dienstverlener zelf je thema’s beheren."


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        ("decision(Service, subsidie‸erbaar)", ["`subsidieerbaar`: een waarde van `Outcome`", "*eligible for subsidy*"]),
        ("unregistered(Ser‸vice, Provider, Kind) :-", ["om het even welke waarde van `Service`", "dienst", "*service*"]),
        ("rule niet_ge‸registreerd cites", ["regel **niet_geregistreerd**"]),
        ("cites S3‸8, S39", ["> **S38** ", "Gebruikt op [05-openbare-orde.md:"]),
        ("unregistered(service: Ser‸vice, provider: Provider", ["**Service** dienst", "*service*", "Gebruikt op"]),
    ],
)  # fmt: skip
def test_every_kind_of_name_says_what_it_is(bench, piece, told):
    bench.put(Document(PAGE, TEXT))
    place = at(TEXT, piece)
    said = bench.hover(PAGE, Position(place.line, place.character)).text
    assert [each for each in told if each not in said] == []


def test_a_reading_says_how_the_text_can_be_read(bench):
    path, place = opened(bench, f"{RULE}reading exception‸_scope = enkel_gezondheid.")
    told = bench.hover(path, place).text
    assert "- `enkel_gezondheid` (standaard): " in told
    assert "> **U07" in told
    path, place = opened(bench, f"{RULE}reading exception_scope = enkel‸_gezondheid.")
    assert bench.hover(path, place).text.startswith("`enkel_gezondheid`: een optie van de lezing `exception_scope`")


def test_what_is_declared_nowhere_says_nothing_and_leads_nowhere(bench):
    path, place = opened(bench, f"{RULE}bestaat‸_niet(Service).")
    assert bench.hover(path, place) is None
    assert bench.definition(path, place) == []


def test_a_variable_leads_to_where_it_first_stands_in_its_rule(bench):
    bench.put(Document(PAGE, TEXT))
    place = at(TEXT, "    not registered(Provider, Ki‸nd).")
    (spot,) = bench.definition(PAGE, Position(place.line, place.character))
    assert TEXT.split("\n")[spot.range.start.line] == "unregistered(Service, Provider, Kind) :-"
    assert len(bench.references(PAGE, Position(place.line, place.character), declared=True)) == 3


def test_a_constant_leads_to_its_row_and_is_found_in_tables_as_well(bench):
    bench.put(Document(PAGE, TEXT))
    place = at(TEXT, "decision(Service, subsidie‸erbaar)")
    (spot,) = bench.definition(PAGE, Position(place.line, place.character))
    assert (spot.path.name, bench.text(spot.path).lines[spot.range.start.line]) == (
        "kmopolicy.md",
        "| subsidieerbaar | subsidieerbaar | eligible for subsidy |",
    )
    found = bench.references(PAGE, Position(place.line, place.character), declared=False)
    assert spot not in found
    assert {each.path.name for each in found} >= {"06-dienstverleners.md", "07-steunaanvragen.md", "kmopolicy.md"}


def test_a_sentence_number_leads_to_the_sentence_in_the_source(bench):
    bench.put(Document(PAGE, TEXT))
    place = at(TEXT, "cites S3‸8, S39")
    (spot,) = bench.definition(PAGE, Position(place.line, place.character))
    assert spot.path.parts[-2:] == ("sources", "sentences.csv")
    assert bench.text(spot.path).lines[spot.range.start.line].startswith("S38,")


def test_a_rule_that_stands_outside_a_block_is_prose_to_an_editor(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    page, bench = folder / "kmopolicy.md", Workbench()
    text = page.read_text(encoding="utf-8") + "\nvouching(Person) :- vouches_for(Person, Person).\n"
    bench.put(Document(page, text))
    assert [found.diagnostic.code for found in bench.diagnosed(page)[page]] == ["K115"]
    place = at(text, f"vou{CURSOR}ching(Person) :- vouches_for(Person, Person).")
    assert bench.hover(page, Position(place.line, place.character)) is None
    assert not bench.completion(page, Position(place.line, place.character)).items


@pytest.mark.parametrize(
    "name", ["klein-beleid", "tabel-cellen", "veel-fouten-tegelijk", "veranderlijke-op-een-plaats"]
)
def test_an_editor_is_told_all_that_check_tells(tmp_path, name):
    folder = copied(SMALL, tmp_path / "beleid")
    bad = ROOT / "fixtures" / "bad-policies"
    if name != SMALL.name:
        shutil.copy(bad / f"{name}.md", folder / "kmopolicy.md")
        for beside in ("sources", "tables"):
            shutil.copytree(bad / beside, folder / beside, dirs_exist_ok=True)
    found = Workbench().diagnosed(folder / "kmopolicy.md")
    told = examined(read_folder(folder), date.today()).diagnostics
    assert told
    assert [each.diagnostic for files in found.values() for each in files] == list(told)


def test_windows_line_ends_stay_what_they_are_when_a_page_is_laid_out(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    page, bench = folder / "kmopolicy.md", Workbench()
    text = page.read_text(encoding="utf-8").replace("vouches_for(Person, Other),", "vouches_for( Person,Other ),")
    bench.put(Document(page, text.replace("\n", "\r\n")))
    (edit,) = bench.layout(page)
    assert edit.text.count("\r\n") == edit.text.count("\n") >= 1
    assert "    vouches_for(Person, Other),\r\n" in edit.text


def test_a_page_that_is_not_saved_yet_is_part_of_its_policy(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    page, bench = folder / "nieuw.md", Workbench()
    bench.put(Document(page, "# Nieuw\n\n```datalog\nvouching(Person) :-\n    vouches_fro(Person, _).\n```\n"))
    assert "K202" in {found.diagnostic.code for found in bench.diagnosed(page)[page]}
    bench.drop(page)
    assert page not in bench.diagnosed(folder / "kmopolicy.md")
