"""The page of the vocabulary is what the program prints of its declarations."""

import contextlib
import io

from kmopolicy.cli.main import run


def test_the_page_is_the_one_that_the_program_prints(root, same_as):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert run(["vocabulary", "--format", "markdown", "--policy", str(root / "policy")]) == 0
    same_as(root / "docs" / "vocabulary.md", printed.getvalue())
