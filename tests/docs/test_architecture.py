"""The drawings of the rooms are the import contracts, each room is described, and the law is not in the code."""

import ast
import tomllib
from itertools import pairwise

import pytest

from .pages import Page


@pytest.fixture(scope="module")
def page(root):
    return Page(root / "docs" / "architecture.md")


@pytest.fixture(scope="module")
def contracts(root):
    """The layers of each contract, from the top down, those that stand beside each other together; and whose rooms they are."""
    file = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    found = [each for each in file["tool"]["importlinter"]["contracts"] if each["type"] == "layers"]
    assert all(each["exhaustive"] for each in found)
    return {each["containers"][0]: [layer.split(" | ") for layer in each["layers"]] for each in found}


def test_the_drawings_are_made_from_the_import_contracts(page, contracts, same_as):
    drawings = [block for block in page.blocks if block.language == "mermaid"]
    made, end = [], 0
    for drawing, layers in zip(drawings, contracts.values(), strict=True):
        arrows = [f"    {' & '.join(upper)} --> {' & '.join(lower)}\n" for upper, lower in pairwise(layers)]
        made += [page.text[end : drawing.start], "flowchart TD\n", *arrows]
        end = drawing.end
    same_as(page.path, "".join([*made, page.text[end:]]))


def test_every_room_is_described_and_no_other(page, contracts):
    tables = [part.split("\n\n")[0].splitlines()[2:] for part in page.text.split("| room |")[1:]]
    described = [[line.split("`")[1] for line in table] for table in tables]
    assert described == [[room for layer in layers for room in layer] for layers in contracts.values()]


def test_a_room_of_rooms_holds_nothing_else(root, contracts):
    for container in contracts:
        folder = root / container.replace(".", "/")
        if container != "kmopolicy":
            assert [file.name for file in folder.iterdir() if file.is_file()] == ["__init__.py"]


def test_no_theme_ground_or_outcome_occurs_in_the_code(policy, root):
    law = {
        name for kind in ("Theme", "Ground", "Outcome", "Handling", "Status") for name in policy.program.labels[kind]
    }
    for file in (root / "kmopolicy").rglob("*.py"):
        if file != root / "kmopolicy" / "cli" / "decide.py":
            tree = ast.parse(file.read_text(encoding="utf-8"))
            texts = {each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)}
            assert not law & texts, file
