"""The dossiers that are kept as data, with what they expect: fixtures, and the scenarios of the policy that ships."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from shipped import POLICY, ROOT

from kmopolicy.facts.model import Facts
from kmopolicy.proof.explanation import Explanation

FIXTURES = ROOT / "fixtures"
HOMES = (FIXTURES / "dossiers", ROOT / "policy" / "scenarios")


def dossiers() -> list[str]:
    """All dossiers, as the other fixtures refer to them."""
    paths = ((home, path) for home in HOMES for path in home.rglob("*") if path.suffix in (".yaml", ".json"))
    return sorted(f"dossiers/{path.relative_to(home).as_posix()}" for home, path in paths)


def where(dossier: str) -> Path:
    """The file or folder that the other fixtures refer to so."""
    places = (home / dossier.removeprefix("dossiers/") for home in HOMES)
    return next((place for place in places if place.exists()), FIXTURES / dossier)


@cache
def read(dossier: str) -> Facts:
    """The facts of a dossier or of a folder of tables."""
    return POLICY.read(where(dossier))


@cache
def explained(dossier: str, subject: str, readings: tuple[tuple[str, str], ...] = ()) -> Explanation:
    """A subject of a dossier, explained under these readings and the default of all others."""
    return POLICY.explain(read(dossier), subject, readings=dict(readings))


def entries(file: str) -> list[dict[str, Any]]:
    """The entries of a fixture that refers to dossiers."""
    found: list[dict[str, Any]] = yaml.safe_load((FIXTURES / file).read_text(encoding="utf-8"))
    return found
