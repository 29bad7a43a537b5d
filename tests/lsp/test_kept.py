"""While one types, only what changed is read again; and what is let go of does not pile up."""

import pytest

from kmopolicy.language import reading
from kmopolicy.lsp.documents import Document
from kmopolicy.lsp.positions import Position
from kmopolicy.lsp.workbench import Workbench

from .talk import SHIPPED

PAGE = SHIPPED / "06-dienstverleners.md"
TEXT = PAGE.read_text(encoding="utf-8")


@pytest.fixture
def read(monkeypatch):
    """The blocks and pages that are read."""
    found = []
    for name in ("parse_block", "read_page"):
        real = getattr(reading, name)

        def noting(*arguments, real=real):
            found.append(arguments)
            return real(*arguments)

        monkeypatch.setattr(reading, name, noting)
    return found


@pytest.fixture
def bench():
    """A workbench in which the page is open."""
    made = Workbench()
    made.put(Document(PAGE, TEXT))
    made.diagnosed(PAGE)
    return made


def typed(bench, text):
    bench.put(Document(PAGE, text))
    return bench.diagnosed(PAGE)[PAGE]


def test_a_letter_in_a_block_has_that_block_read_again_and_its_page_and_nothing_else(bench, read):
    assert typed(bench, TEXT.replace("not registered(", "not registerd("))
    page, block = read
    assert page[1] == PAGE.name
    assert "not registerd(" in block[0].text


def test_a_letter_in_the_prose_has_no_block_read_again(bench, read):
    typed(bench, TEXT.replace("De tekst veronderstelt", "De text veronderstelt"))
    assert [each[1] for each in read] == [PAGE.name]


def test_a_new_line_has_only_the_blocks_under_it_read_again(bench, read):
    typed(bench, TEXT.replace("## De keuze die", "\n## De keuze die"))
    assert {each[0].span.file for each in read[1:]} == {PAGE.name}
    assert 1 <= len(read[1:]) < TEXT.count("```datalog")


def test_nothing_is_read_again_where_nothing_changed(bench, read):
    typed(bench, TEXT)
    bench.hover(PAGE, Position(30, 10))
    assert read == []


def test_what_was_typed_long_ago_is_let_go_of(bench):
    kept = bench._views._kept[SHIPPED]
    before = len(kept._blocks)
    for count in range(1, 6):
        typed(bench, TEXT.replace("not registered(", f"not registered{count}("))
    assert len(kept._blocks) + len(kept._before[1]) <= 2 * before
