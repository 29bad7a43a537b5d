"""The dossiers that are kept as data, with what they expect; and which sentences a proof cites."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from shipped import POLICY, ROOT

from kmopolicy.facts.model import Facts
from kmopolicy.proof.explanation import Explanation, Node

FIXTURES = ROOT / "fixtures"
DOSSIERS = FIXTURES / "dossiers"
EXPECT = "expect.yaml"
"""What a folder of tables expects: a table cannot say so itself."""


def dossiers() -> Iterator[Path]:
    """All dossiers: files of YAML or JSON, and folders of tables."""
    for path in sorted(DOSSIERS.rglob("*")):
        if path.name == EXPECT:
            yield path.parent
        elif path.suffix in (".yaml", ".json"):
            yield path


def name(path: Path) -> str:
    """A dossier's path inside its folder, as the other fixtures refer to it."""
    return path.relative_to(DOSSIERS).as_posix()


@cache
def read(dossier: str) -> Facts:
    """The facts of a dossier."""
    return POLICY.read(DOSSIERS / dossier)


def expectations(path: Path) -> Iterator[tuple[str, str, str]]:
    """What a dossier expects: a subject, its outcome and the sentence that decides."""
    if path.is_dir():
        told = yaml.safe_load((path / EXPECT).read_text(encoding="utf-8"))["expect"]
        yield from ((subject, each["outcome"], each["sentence"]) for subject, each in told.items())
    else:
        yield from ((each.subject, each.outcome, each.sentence) for each in read(name(path)).expectations)


def entries(file: str) -> list[dict[str, Any]]:
    """The entries of a fixture that refers to dossiers."""
    found: list[dict[str, Any]] = yaml.safe_load((FIXTURES / file).read_text(encoding="utf-8"))
    return found


def cited(explanation: Explanation) -> frozenset[str]:
    """The sentences cited in the proof of the outcome: by what holds in it, and by a rule that only waits for a fact.

    A rule that merely fails decides nothing; one that an unknown fact keeps waiting is what the proof is about.
    """
    roots = (explanation.proof, *(ground.proof for ground in explanation.decision.grounds))
    return frozenset(_cited(roots, set()))


def _cited(nodes: Iterable[Node], seen: set[int]) -> Iterator[str]:
    for node in nodes:
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield from (citation.sentence for citation in node.citations)
        yield from _cited(node.children, seen)
        for attempt in node.attempts:
            if node.status == "unknown":
                yield from (citation.sentence for citation in attempt.citations)
            yield from _cited(attempt.fails, seen)
