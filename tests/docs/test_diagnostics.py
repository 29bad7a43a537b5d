"""Every diagnostic of a policy has a page, made from the check itself: its bad example gets that finding and no other."""

import re
from collections import Counter

import pytest

from kmopolicy.render.manual.diagnostics import found_in, index, page
from kmopolicy.text.catalogue import facts, files, usage
from kmopolicy.text.catalogue.policy import ENTRIES
from kmopolicy.text.examples import codes, examples

BY_CODE = {entry.code: entry for entry in ENTRIES}
TOO_LONG_FOR_AN_EXAMPLE = {"K116", "K117", "K118"}


@pytest.mark.parametrize("code", sorted(BY_CODE))
def test_the_page_of_a_diagnostic_is_what_the_check_says(code, root, same_as):
    same_as(root / BY_CODE[code].page, page(BY_CODE[code]))


def test_the_index_lists_every_page_and_there_is_no_other(root, same_as):
    same_as(root / "docs" / "diagnostics" / "README.md", index())
    pages = {file.stem for file in (root / "docs" / "diagnostics").iterdir()}
    assert pages == {*BY_CODE, "README"}


def test_every_diagnostic_has_examples_but_for_what_needs_thousands_of_lines():
    assert set(codes()) == BY_CODE.keys() - TOO_LONG_FOR_AN_EXAMPLE


@pytest.mark.parametrize("code", codes())
def test_the_bad_example_gets_exactly_that_diagnostic_and_the_good_one_nothing(code):
    bad, good = examples(code)
    assert [found.code for found in found_in(bad)] == [code]
    assert found_in(good) == ()


def test_the_front_page_that_the_examples_go_below_is_without_a_finding():
    assert found_in(examples("begin")[0]) == ()


def test_names_read_after_allow_and_no_two_are_the_same():
    names = [entry.name for entry in ENTRIES]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch("[a-z]+(-[a-z]+)*", name)] == []


def test_no_code_stands_for_two_things():
    codes = [entry.code for entry in (*ENTRIES, *facts.ENTRIES, *files.ENTRIES, *usage.ENTRIES)]
    assert [code for code, count in Counter(codes).items() if count > 1] == []
