"""The drawing of the rooms is the import contract, each room is described, and the law is not in the code."""

import ast
import tomllib
from itertools import pairwise

import pytest

from .pages import Page


@pytest.fixture(scope="module")
def page(root):
    return Page(root / "docs" / "architecture.md")


@pytest.fixture(scope="module")
def layers(root):
    """The rooms of the contract, from the top down, those that stand beside each other together."""
    contracts = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    found = next(each for each in contracts if each["type"] == "layers")
    assert found["exhaustive"]
    return [layer.split(" | ") for layer in found["layers"]]


def test_the_drawing_is_made_from_the_import_contract(page, layers, same_as):
    (drawing,) = (block for block in page.blocks if block.language == "mermaid")
    arrows = [f"    {' & '.join(upper)} --> {' & '.join(lower)}\n" for upper, lower in pairwise(layers)]
    made = "".join(["flowchart TD\n", *arrows])
    same_as(page.path, page.text[: drawing.start] + made + page.text[drawing.end :])


def test_every_room_is_described_and_no_other(page, layers):
    table = page.text.split("| room |")[1].split("\n\n")[0].splitlines()[2:]
    assert [line.split("`")[1] for line in table] == [room for layer in layers for room in layer]


def test_no_theme_ground_or_outcome_occurs_in_the_code(policy, root):
    law = {
        name for kind in ("Theme", "Ground", "Outcome", "Handling", "Status") for name in policy.program.labels[kind]
    }
    for file in (root / "kmopolicy").rglob("*.py"):
        if file != root / "kmopolicy" / "cli" / "decide.py":
            tree = ast.parse(file.read_text(encoding="utf-8"))
            texts = {each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)}
            assert not law & texts, file
