"""A page in its one layout says what it said before, with every word of its prose in its place."""

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages_in_disorder import PAGES, disordered, kept, mistaken, placeless, said
from shipped import ROOT

from kmopolicy.language.formatter import formatted
from kmopolicy.language.markdown import Block, read_page
from kmopolicy.language.parser import parse_block
from kmopolicy.program.load import checked
from kmopolicy.program.pages import Folder
from kmopolicy.testing.policies import policies

LAYOUT = ROOT / "fixtures" / "layout"
SLOW = 2.0
"""Seconds of the processor; a page takes some hundredths of one."""


def codes(text: str) -> list[str]:
    """What a check tells about a page that cannot be read, of the page as a whole first."""
    page = read_page(text.replace("\r\n", "\n").replace("\r", "\n"), "page.md")
    blocks = [each for each in page.elements if isinstance(each, Block) and each.counts]
    return [found.code for found in (*page.diagnostics, *(f for each in blocks for f in parse_block(each).diagnostics))]


@pytest.mark.parametrize("name", PAGES)
def test_the_policy_that_ships_has_the_layout(name):
    assert formatted(PAGES[name], name) == (PAGES[name], ()), "run kmopolicy fmt policy"


@pytest.mark.parametrize("name", sorted(file.name for file in (LAYOUT / "voor").iterdir()))
def test_every_construct_has_its_layout(name, same_as):
    text, told = formatted((LAYOUT / "voor" / name).read_text(encoding="utf-8"), name)
    same_as(LAYOUT / "na" / name, text)
    assert formatted(text, name) == (text, told) == (text, ())


@given(st.sampled_from(list(PAGES)).flatmap(lambda name: st.tuples(st.just(name), disordered(PAGES[name]))))
def test_a_page_has_one_layout_whatever_white_space_it_had(page):
    name, text = page
    assert formatted(text, name) == (PAGES[name], ())


@given(
    st.sampled_from(list(PAGES)).flatmap(
        lambda name: st.tuples(st.just(PAGES[name]), disordered(PAGES[name], remarks=True))
    )
)
def test_comments_stay_and_the_second_time_nothing_changes(page):
    original, text = page
    once = formatted(text, "page.md").text
    assert said(once) == said(text)
    assert said(text) == said(original)
    assert kept(once) == kept(text)
    assert formatted(once, "page.md").text == once


@given(policies())
def test_a_page_in_its_layout_makes_the_same_program(drawn):
    files = {name: content for name, content in drawn.files.items() if name != "kmopolicy.md"}
    once = formatted(drawn.text, "kmopolicy.md")
    loaded = checked(Folder(Path("proef"), {"kmopolicy.md": once.text.encode(), **files}, ()))
    assert loaded.program is not None
    programs = [msgspec.structs.replace(each, digest="") for each in (loaded.program, drawn.program)]
    assert placeless(programs[0]) == placeless(programs[1])


@settings(max_examples=max(100, settings.default.max_examples))
@given(mistaken())
def test_a_page_with_slips_loses_nothing_and_means_the_same(text):
    started = time.process_time()
    once, told = formatted(text, "page.md")
    assert time.process_time() - started < SLOW
    assert said(once) == said(text)
    assert kept(once) == kept(text)
    assert [found.code for found in told] == codes(text)
    assert formatted(once, "page.md").text == once


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(end, mark):
    before, after = ((LAYOUT / when / "opmerkingen.md").read_text(encoding="utf-8") for when in ("voor", "na"))
    before, after = (mark + text[text.index("```") :].replace("\n", end) for text in (before, after))
    assert formatted(before, "page.md").text == after


def test_lines_of_a_block_end_as_its_first_line_does_and_all_others_as_they_did():
    text = "# a\r\nb\rc\n```datalog\r\np(X):-q(X).\r\n```\n\n```datalog\np(X):-\rq(X).\n```\r"
    expected = "# a\r\nb\rc\n```datalog\r\np(X) :-\r\n    q(X).\r\n```\n\n```datalog\np(X) :-\n    q(X).\n```\r"
    assert formatted(text, "page.md").text == expected


@pytest.mark.parametrize("name", sorted(file.name for file in (ROOT / "fixtures" / "bad-policies").glob("*.md")))
def test_a_block_that_does_not_parse_stays_as_it_is_and_is_told_as_check_tells_it(name):
    text = (ROOT / "fixtures" / "bad-policies" / name).read_text(encoding="utf-8")
    once, told = formatted(text, name)
    assert [found.code for found in told] == codes(text)
    blocks = [each for each in read_page(text, name).elements if isinstance(each, Block)]
    for block in blocks:
        assert block.text in once or not (block.counts and parse_block(block).diagnostics)


def test_a_table_stays_where_a_loose_row_above_it_could_swallow_it():
    text = '```datalog\ntype Colour\n    nl "kleur".\n```\n\n| los\nconstant | nl\n--- | ---\nrood | rood\n'
    assert formatted(text, "page.md").text == text


def test_the_other_blocks_of_such_a_page_get_their_layout():
    text = "```datalog\np(X):-\n\n q(X)\n```\n\n```datalog\np(X):-q(X).\n```\n"
    once, told = formatted(text, "page.md")
    assert once == "```datalog\np(X):-\n\n q(X)\n```\n\n```datalog\np(X) :-\n    q(X).\n```\n"
    assert [(found.code, found.span.line) for found in told] == [("K103", 4)]
