"""The words that the lawyers' page explains are the words that an explanation uses."""

import re

import pytest

from kmopolicy.render.outline.story import WEIGHT
from kmopolicy.render.words.fixed import WORDS

from .pages import Page


@pytest.fixture(scope="module")
def page(root):
    return Page(root / "docs" / "tutorial-jurist.md")


def _first_column(page: Page, head: str) -> set[str]:
    rows = page.prose.split(f"\n| {head} |", 1)[1].split("\n\n")[0].splitlines()[2:]
    return {row.split("|")[1].strip() for row in rows}


def test_every_kind_of_ground_is_explained(page):
    assert _first_column(page, "er staat") == {WORDS[kind].nl for kind in WEIGHT}


def test_every_outcome_of_a_service_is_explained(page, policy):
    labels = policy.program.labels["Outcome"].values()
    assert _first_column(page, "uitkomst") == {label.nl for label in labels}


@pytest.mark.parametrize("key", ["why", "alternatives", "missing", "notices"])
def test_every_heading_that_the_page_names_is_a_heading(page, key):
    assert f"‘{WORDS[key].nl}’" in page.prose


@pytest.mark.parametrize("key", ["refuted", "not established", "status unknown"])
def test_each_kind_of_no_has_its_paragraph(page, key):
    assert re.search(rf"^- \*\*{WORDS[key].nl}\.\*\*", page.prose, re.M | re.I)
