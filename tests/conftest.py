"""What all tests share: the policy that ships, how hard Hypothesis looks, and texts that are kept in files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from shipped import POLICY, ROOT

from kmopolicy.api import Policy

# The same examples every time: a red test is then the fault of a change. Say KMOPOLICY_EXAMPLES=5000 to look further.
_EXAMPLES = os.environ.get("KMOPOLICY_EXAMPLES")
settings.register_profile(
    "kmopolicy",
    max_examples=int(_EXAMPLES or 40),
    derandomize=_EXAMPLES is None,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
settings.load_profile("kmopolicy")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def policy() -> Policy:
    """The policy that ships."""
    return POLICY


@pytest.fixture(scope="session")
def same_as() -> Callable[[Path, str], None]:
    """Compares a text with the one that is kept in a file; with KMOPOLICY_ACCEPT=1 keeps this one instead."""

    def compare(path: Path, text: str) -> None:
        if os.environ.get("KMOPOLICY_ACCEPT"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.is_file(), f"no {path}: run with KMOPOLICY_ACCEPT=1 and read what it writes"
        assert text == path.read_text(encoding="utf-8"), (
            f"{path}: if the new text is right, run with KMOPOLICY_ACCEPT=1"
        )

    return compare
