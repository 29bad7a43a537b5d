"""The house is in order: the tools that keep the code run with the tests, so that one command is everything."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = {
    "types": ("mypy",),
    "style": ("ruff", "check", "--no-cache", "."),
    "format": ("ruff", "format", "--check", "--no-cache", "."),
    "imports": ("lint-imports", "--no-cache"),
}


@pytest.mark.parametrize("aspect", TOOLS)
def test_the_code_is_in_order(aspect, root):
    tool, *arguments = TOOLS[aspect]
    found = shutil.which(tool, path=Path(sys.executable).parent)
    assert found, f"{tool} is not installed: pip install -e '.[dev]'"
    ran = subprocess.run([found, *arguments], cwd=root, capture_output=True, encoding="utf-8", check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
