"""What checks a proof can be read in one sitting, and shares nothing with what made the proof."""

import ast
import sys
from pathlib import Path

import kmopolicy.certificate.checker as checker

CHECKER = Path(checker.__file__)
ROOMS_APART = ("engines", "language", "proof", "questions", "render", "testing", "api", "cli")
DATA_TYPES = {
    "kmopolicy.certificate.document",
    "kmopolicy.facts.model",
    "kmopolicy.program.declarations",
    "kmopolicy.program.program",
    "kmopolicy.program.show",
    "kmopolicy.program.terms",
    "kmopolicy.text.localized",
    "kmopolicy.text.span",
}


def imported(file: Path) -> set[str]:
    """The modules that a file imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {each.name for each in node.names}
    return found


def test_the_checker_is_one_file_of_at_most_200_lines():
    lines = CHECKER.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 200
    assert max(map(len, lines)) <= 130


def test_the_checker_shares_data_types_and_nothing_else():
    waiting, seen = [CHECKER], set()
    while waiting:
        own = {name for name in imported(waiting.pop()) if name.partition(".")[0] == "kmopolicy"} - seen
        seen |= own
        waiting += [Path(sys.modules[name].__file__) for name in own]
    assert seen == DATA_TYPES


def test_nothing_of_its_room_knows_what_decides_or_proves():
    for file in CHECKER.parent.glob("*.py"):
        assert not {
            name for name in imported(file) if name.startswith(tuple(f"kmopolicy.{room}" for room in ROOMS_APART))
        }
