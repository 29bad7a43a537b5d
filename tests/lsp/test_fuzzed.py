"""Whatever stands in a page or a dossier, and wherever the cursor is: the workbench answers, soon, with places in the text."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_in_disorder import PAGES, mistaken
from shipped import ROOT

from kmopolicy.lsp.documents import Document
from kmopolicy.lsp.positions import Position, Range, Text
from kmopolicy.lsp.rename import Refused
from kmopolicy.lsp.workbench import Workbench

from .talk import SHIPPED, copied

SLOW = 2.0
"""Seconds of the processor for everything that an editor can ask about one text."""
DOSSIERS = [
    path.read_bytes().decode("utf-8", errors="replace")
    for folder in ("fixtures/dossiers", "fixtures/bad-facts", "policy/scenarios/lijst")
    for path in sorted((ROOT / folder).rglob("*.*"))
    if path.suffix in (".yaml", ".json") and path.stat().st_size < 20_000
]
PLACES = st.tuples(st.integers(0, 400), st.integers(0, 140))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A policy whose pages are written over in the editor, and never on the disk."""
    return copied(SHIPPED, tmp_path_factory.mktemp("beleid") / "beleid")


def asked(bench: Workbench, path: Path, text: str, place: Position, language: str = "") -> None:
    """Everything that an editor can ask."""
    started = time.process_time()
    bench.put(Document(path, text, language))
    lines = Text(text)
    for file, found in bench.diagnosed(path).items():
        for each in found:
            if file == path:
                is_within(each.range, lines)
    told = bench.hover(path, place)
    if told:
        is_within(told.range, lines)
        assert told.text
    offer = bench.completion(path, place)
    is_within(offer.range, lines)
    assert offer.range.start.line == offer.range.end.line
    bench.definition(path, place)
    bench.references(path, place, declared=True)
    for name in ("nieuw_1", "Nieuw"):
        assert isinstance(bench.rename(path, place, name), Refused) or not isinstance(
            bench.renamable(path, place), Refused
        )
    items, _ = bench.outline(path)
    assert all(item.name for item in items)
    for edit in bench.layout(path):
        is_within(edit.range, lines)
    for _, fix in bench.fixes(path, Range(place, place)):
        is_within(fix.edit.range, lines)
    assert time.process_time() - started < SLOW


def is_within(found: Range, text: Text) -> None:
    """A range that an editor can show: it starts before it ends, on lines and units that there are."""
    assert found.start <= found.end
    for position in found:
        assert 0 <= position.line < len(text.lines)
        units = len(text.lines[position.line].encode("utf-16-le", "surrogatepass")) // 2
        assert 0 <= position.character <= units + 2  # a byte order mark before it, or the end of the line itself


@st.composite
def slipped(draw: st.DrawFn) -> str:
    """A dossier after some slips."""
    text = draw(st.sampled_from(DOSSIERS))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 20)))
        text = text[:start] + draw(st.sampled_from(BITS)) + text[draw(st.sampled_from((start, end))) :]
    return text


BITS = (
    *("", ":", ": ", "\n", "\n  ", "{", "}", "[", "]", ",", "- ", '"', "'", "#", "&a ", "*a", "!!x ", "<<: ", "---\n"),
    *("\t", "\x00", "\ud800", "\U0001f600", "é", "\u2028", "\ufeff", "ja", "expect:\n  c1: {outcome: ", "readings: {"),
    *(
        "services:\n",
        "linked_to_theme: ",
        "2024-13-45",
        "? ",
        "| \n",
        "\\",
        "\r\n",
        "[" * 50,
        "true",
        "null",
        " " * 200,
    ),
)


@pytest.fixture(scope="module")
def bench():
    """One workbench for all examples: what it keeps from one text must do no harm to the next."""
    return Workbench()


@settings(max_examples=settings.default.max_examples // 2)
@given(page=mistaken(), at=PLACES, name=st.sampled_from(sorted(PAGES)))
def test_any_page_is_answered_about_at_any_place(folder, bench, page, at, name):
    asked(bench, folder / name, page, Position(*at))
    fresh = Workbench()
    fresh.put(Document(folder / name, page))
    kept = {path: found for path, found in bench.diagnosed(folder / name).items() if found}
    assert kept == {path: found for path, found in fresh.diagnosed(folder / name).items() if found}
    bench.drop(folder / name)


@given(dossier=slipped(), at=PLACES, name=st.sampled_from(("x.yaml", "x.json", "scenarios/x.yml")))
def test_any_dossier_is_answered_about_at_any_place(folder, bench, dossier, at, name):
    asked(bench, folder / name, dossier, Position(*at))
    bench.drop(folder / name)


@pytest.mark.parametrize("name", ["01-themas.md", "nieuw.md", "x.yaml", "x.json", "tables/x.csv", "scenarios/x.yaml"])
@pytest.mark.parametrize(
    "text",
    ["", "\x00\xff\ufffd", "\ufeff", "```datalog\n" + "a" * 10_000_000, "services: {" * 2_000_000, "x" * 10_000_000],
    ids=["empty", "binary", "mark", "block of 10 MB", "brackets", "line of 10 MB"],
)
def test_what_is_no_page_and_no_dossier_is_refused_soon(folder, name, text):
    asked(Workbench(), folder / name, text, Position(0, 5))


def test_files_that_come_and_go_leave_nothing_behind(tmp_path):
    folder = copied(SHIPPED, tmp_path / "beleid")
    page, bench = folder / "06-dienstverleners.md", Workbench()
    bench.put(Document(page, page.read_text(encoding="utf-8")))
    assert not any(bench.diagnosed(page).values())
    (folder / "02-lijst.md").unlink()
    assert bench.diagnosed(page)[folder / "09-eigenschappen.md"]
    page.unlink()
    asked(bench, page, "# Leeg\n", Position(0, 1))
    (folder / "kmopolicy.md").unlink()
    assert bench.diagnosed(page) == {page: []}
    asked(bench, page, "# Leeg\n", Position(0, 1))
    asked(bench, tmp_path / "nergens" / "x.yaml", "services: {c1: {kind: advies}}", Position(0, 12))


def test_a_document_that_has_no_file_belongs_to_no_policy(monkeypatch):
    monkeypatch.chdir(SHIPPED)
    bench, path = Workbench(), Path("untitled:Untitled-1")
    asked(bench, path, "# Nieuw\n\n```datalog\nx(Y :-\n```\n", Position(3, 2), "markdown")
    assert bench.diagnosed(path) == {path: []}
    asked(bench, path, "services: {c1: {kind: adviez}}", Position(0, 25), "yaml")
    assert [each.diagnostic.code for each in bench.diagnosed(path)[path]] == ["F203"]
