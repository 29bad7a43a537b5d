"""The README's two commands, which `.ci/run` follows on a fresh machine, in the words of each shell."""

import pytest

from .pages import Page, pages


@pytest.fixture(scope="module")
def commands(root):
    """The lines of the README's sh blocks."""
    return "".join(Page(root / "README.md").written("sh")).splitlines()


def test_one_command_explains_and_one_tests(commands):
    explains, tests = commands
    assert ".venv/bin/kmopolicy explain " in explains
    assert tests.endswith(".venv/bin/pytest -n auto")


def test_the_explanation_that_is_shown_is_the_one_of_the_first_command(commands, root):
    shown = Page(root / "README.md").written("console")[0].partition("\n")[0]
    assert commands[0].endswith(shown.replace("$ ", " && .venv/bin/"))


def test_powershell_does_the_same(commands, root):
    (block,) = Page(root / "README.md").written("powershell")
    assert block.splitlines() == [_in_powershell(command) for command in commands]


def test_other_pages_start_as_the_readme_does(commands, root):
    for page in pages(root):
        for line in "".join(page.written("sh")).splitlines():
            assert any(command.startswith(line) for command in commands), page.path


def _in_powershell(command: str) -> str:
    """Paths with backslashes, `;` between commands, and the name that Python has on Windows."""
    return command.replace("/bin/", "/Scripts/").replace("/", "\\").replace(" && ", "; ").replace("python3", "python")
