"""What two policies are and how they differ, and the dossiers that show it, as parts of JSON documents."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kmopolicy.facts.model import Facts
from kmopolicy.facts.printer import plain
from kmopolicy.program.declarations import Row
from kmopolicy.program.program import Case, Program
from kmopolicy.program.show import show_ground, show_rule
from kmopolicy.program.terms import Rule
from kmopolicy.questions.sides.responsible import Unit
from kmopolicy.questions.sides.vocabularies import Difference
from kmopolicy.render.documents.parts import Json, both, citation, stands


def policy(program: Program) -> Json:
    """Which policy it is."""
    return {"name": program.name, "title": both(program.title), "digest": program.digest}


def difference(each: Difference) -> Json:
    """A word that cannot be compared."""
    return {
        "kind": each.kind,
        "name": each.name,
        "of": each.of or None,
        "only": None if each.only == "both" else each.only,
    }


def responsible(unit: Unit) -> Json:
    """Something that makes a difference."""
    old, new = unit.texts
    return {
        "kind": unit.kind,
        "name": unit.name,
        "dated": unit.dated,
        "old": [_text(unit, part) for part in old],
        "new": [_text(unit, part) for part in new],
    }


def _text(unit: Unit, part: Rule | Case | Row) -> Json:
    """A rule, a case or a row as it stands in one of the policies."""
    if isinstance(part, Rule):
        text, cited = show_rule(part), part.citations
    elif isinstance(part, Case):
        text, cited = f"case {part.value}: {part.label.nl}", part.citations
    else:
        text, cited = show_ground(unit.name, part.values), (part.citation,) if part.citation else ()
    return {"text": text, **stands(part.span), "citations": [*map(citation, cited)]}


def dossier(facts: Facts, program: Program) -> Any:
    """The dossier as plain data, dates as text."""
    return _plain(plain(facts, program))


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(each) for each in node] if isinstance(node, list) else _value(node)


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
