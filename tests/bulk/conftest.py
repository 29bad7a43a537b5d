"""Tables of any size, as the benchmarks' generator makes them."""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from shipped import ROOT


@pytest.fixture(scope="session")
def generated(tmp_path_factory) -> Callable[..., Path]:
    """A folder with the tables of so many services, from a seed; each is made once."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import tables
    finally:
        sys.path.pop(0)

    @cache
    def made(services: int, seed: int = 1) -> Path:
        folder = tmp_path_factory.mktemp("feiten")
        tables.make(folder, services, seed)
        return folder

    return made
