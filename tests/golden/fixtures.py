"""The dossiers that are kept as data, with what they expect; and which sentences a proof cites."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import yaml
from shipped import POLICY, ROOT

from kmopolicy.facts.model import Facts
from kmopolicy.proof.explanation import Explanation, Node

FIXTURES = ROOT / "fixtures"
DOSSIERS = FIXTURES / "dossiers"


def dossiers() -> list[str]:
    """All dossiers, as the other fixtures refer to them."""
    paths = (path for path in sorted(DOSSIERS.rglob("*")) if path.suffix in (".yaml", ".json"))
    return [path.relative_to(FIXTURES).as_posix() for path in paths]


@cache
def read(dossier: str) -> Facts:
    """The facts of a dossier or of a folder of tables."""
    return POLICY.read(FIXTURES / dossier)


@cache
def explained(dossier: str, subject: str) -> Explanation:
    """A subject of a dossier, explained under the default readings."""
    return POLICY.explain(read(dossier), subject)


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
