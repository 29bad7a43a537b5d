"""Every page is followed to the letter, in a folder of its own: what it shows is what happens."""

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from shipped import ROOT

from kmopolicy.cli import check

from .pages import Page, pages
from .walk import Walk

PAGES = [page.path.relative_to(ROOT) for page in pages(ROOT)]
FOLLOWED = [page for page in PAGES if page.parent.name != "diagnostics"]
"""What the pages of the diagnostics show is tried where they are made."""
LANGUAGES = {
    "console",
    "csv",
    "datalog",
    "json",
    "lua",
    "markdown",
    "mermaid",
    "powershell",
    "python",
    "sh",
    "text",
    "toml",
    "yaml",
}
ELSEWHERE = {"docs/language.md"}
"""Pages whose blocks have tests of their own."""


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    """Where the policies that the pages change are kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def checkout(tmp_path, root, cache, monkeypatch):
    """A folder with what a reader of the pages has: the policy and the dossiers."""
    for name in ("policy", "fixtures"):
        shutil.copytree(root / name, tmp_path / name)
    monkeypatch.setenv("KMOPOLICY_CACHE", str(cache))
    # The policy that ships has the register of one year, and warns from the next.
    monkeypatch.setattr(check, "today", lambda: date(2026, 11, 25))
    for name in ("KMOPOLICY_LANG", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("name", FOLLOWED, ids=str)
def test_following_a_page_shows_what_the_page_shows(name, root, checkout, policy, same_as):
    page = Page(root / name)
    same_as(page.path, Walk(checkout, policy).follow(page))


@pytest.mark.parametrize("name", [name for name in PAGES if name.as_posix() not in ELSEWHERE], ids=str)
def test_every_block_says_what_it_is(name, root):
    assert {block.language for block in Page(root / name).blocks} <= LANGUAGES


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_every_link_leads_somewhere(name, root):
    page = Page(root / name)
    assert [link for link in page.links if not _leads_somewhere(page, link)] == []


@pytest.mark.parametrize("name", PAGES, ids=str)
def test_every_path_that_a_page_names_is_there(name, root):
    rooms = {f"{each.name}/" for each in root.iterdir() if each.is_dir()}
    named = [code for code in Page(root / name).codes if code.startswith(tuple(rooms)) and " " not in code]
    assert [code for code in named if not any(root.glob(code.rstrip("/")))] == []


def test_the_readme_leads_to_every_page(root):
    """Or to a page that lists all pages of its folder."""
    linked = {(root / link.partition("#")[0]).resolve() for link in Page(root / "README.md").links}
    for index in [each for each in linked if each.name == "README.md"]:
        linked |= {(index.parent / link.partition("#")[0]).resolve() for link in Page(index).links}
    assert {(root / name).resolve() for name in PAGES if name.as_posix() != "README.md"} <= linked


def _leads_somewhere(page: Page, link: str) -> bool:
    if link.startswith("https://"):
        return True
    path, _, anchor = link.partition("#")
    target = Path(os.path.normpath(page.path.parent / path)) if path else page.path
    return target.exists() and (not anchor or anchor in Page(target).anchors)
