"""Verifications and comparisons as JSON: every property and every difference, with dossiers as plain data that can be run."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kmopolicy.facts.model import Facts
from kmopolicy.facts.printer import plain
from kmopolicy.program.declarations import Row
from kmopolicy.program.program import Case, Program
from kmopolicy.program.show import show_ground, show_literal, show_rule
from kmopolicy.program.terms import Citation, Rule
from kmopolicy.questions.compare import Side
from kmopolicy.questions.confirm import Compared, Contrast, Counterexample, Sight
from kmopolicy.questions.responsible import Unit
from kmopolicy.questions.seen import ground_of
from kmopolicy.questions.space import Space
from kmopolicy.questions.verify import Result, Verification
from kmopolicy.questions.vocabularies import Difference
from kmopolicy.render.json import Json, dumped, explained
from kmopolicy.render.labels import Labels
from kmopolicy.render.proved import Varied, combinations
from kmopolicy.render.verification import text_of, varied
from kmopolicy.text.localized import Localized
from kmopolicy.text.names import snake
from kmopolicy.text.span import Span


def verification(found: Verification) -> str:
    """`kmopolicy.verification/1`."""
    program = found.space.program
    return dumped(
        {
            "schema": "kmopolicy.verification/1",
            "policy": _policy(program),
            "readings": dict(found.fixed),
            "holds": found.holds,
            "properties": [_result(result, program) for result in found.results],
            "domain": _domain(found.space, varied(found)),
        }
    )


def comparison(found: Compared, names: tuple[str, str]) -> str:
    """`kmopolicy.comparison/1`; `names` is what the sides are called."""
    compared = found.comparison
    return dumped(
        {
            "schema": "kmopolicy.comparison/1",
            "old": _side(compared.old, names[0]),
            "new": _side(compared.new, names[1]),
            "shared_readings": {name: list(options) for name, options in compared.shared.items()},
            "same": found.same,
            "differences": [_difference(each) for each in compared.differences],
            "changes": [_contrast(each, compared.new.program) for each in found.contrasts],
            "shifts": [_sight(each, compared.new.program) for each in found.sights],
            "domain": _domain(compared.space, compared.shared),
        }
    )


def _policy(program: Program) -> Json:
    return {"name": program.name, "title": _both(program.title), "digest": program.digest}


def _result(result: Result, program: Program) -> Json:
    bodies = {prop.name: prop.possible for prop in program.properties}
    return {
        "kind": result.kind,
        "name": result.name,
        "text": {lang: text_of(result, Labels(program, lang)) for lang in ("nl", "en")},
        "holds": result.holds,
        "checked": result.checked,
        **_stands(result.span),
        "counterexample": _counterexample(result.counterexample, program) if result.counterexample else None,
        "impossible": [", ".join(map(show_literal, bodies[result.name][number])) for number in result.impossible],
        "parts": [{"kind": part.kind, "name": part.name, **_stands(part.span)} for part in result.failing],
    }


def _counterexample(found: Counterexample, program: Program) -> Json:
    added = found.added
    return {
        "dossier": _dossier(found.facts, program),
        "readings": dict(found.readings),
        "departures": dict(found.departures),
        "explanations": [explained(each) for each in found.explanations],
        "added": show_ground(added.predicate, added.values) if added else None,
        "after": [explained(each) for each in found.after],
    }


def _side(side: Side, name: str) -> Json:
    return {"name": name, "policy": _policy(side.program), "readings": dict(side.fixed)}


def _difference(each: Difference) -> Json:
    return {
        "kind": each.kind,
        "name": each.name,
        "of": each.of or None,
        "only": None if each.only == "both" else each.only,
    }


def _contrast(found: Contrast, program: Program) -> Json:
    return {
        "type": snake(program.outcomes[found.change.outcome].subject_type),
        "before": found.change.before,
        "after": found.change.after,
        "dossier": _dossier(found.facts, program),
        "departures": dict(found.departures),
        "old": explained(found.old),
        "new": explained(found.new),
        "responsible": [_unit(unit) for unit in found.responsible],
    }


def _unit(unit: Unit) -> Json:
    old, new = unit.texts
    return {
        "kind": unit.kind,
        "name": unit.name,
        "old": [_text(unit, part) for part in old],
        "new": [_text(unit, part) for part in new],
    }


def _text(unit: Unit, part: Rule | Case | Row) -> Json:
    """A rule, a case or a row as it stands in one of the policies."""
    if isinstance(part, Rule):
        text, citations = show_rule(part), part.citations
    elif isinstance(part, Case):
        text, citations = f"case {part.value}: {part.label.nl}", part.citations
    else:
        text, citations = show_ground(unit.name, part.values), (part.citation,) if part.citation else ()
    return {"text": text, **_stands(part.span), "citations": _citations(citations)}


def _sight(found: Sight, program: Program) -> Json:
    return {
        "only": found.shift.only,
        "as_ground": bool(ground_of(found.shift.name)),
        "atoms": list(found.atoms),
        "dossier": _dossier(found.facts, program),
        "departures": dict(found.departures),
    }


def _domain(space: Space, readings: Varied) -> Json:
    program = space.program
    registers = {name: len(rows) for name, rows in program.tables.items() if program.predicates[name].role == "input"}
    return {
        "things": {snake(kind): len(names) for kind, names in space.entities.items()},
        "inputs": [free.predicate.name for free in space.free],
        "facts": space.size,
        "dossiers": str(space.worlds),
        "dates": [day.isoformat() for day in space.dates],
        "thresholds": [day.isoformat() for day in space.thresholds],
        "own_words": {snake(kind): len(words) for kind, words in space.own.items()},
        "registers": registers,
        "combinations_of_readings": combinations(readings),
        "limits": [{"kind": each.kind, "type": snake(each.type), "number": each.number} for each in space.limits],
    }


def _dossier(facts: Facts, program: Program) -> Any:
    """The dossier as plain data, dates as text."""
    return _plain(plain(facts, program))


def _plain(node: Any) -> Any:
    if isinstance(node, Mapping):
        return {key: _plain(value) for key, value in node.items()}
    return [_plain(each) for each in node] if isinstance(node, list) else _value(node)


def _value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _citations(citations: Iterable[Citation]) -> list[Json]:
    return [{"sentence": each.sentence, "quote": each.quote, **_stands(each.span)} for each in citations]


def _stands(span: Span | None) -> Json:
    return {"file": span.file if span else None, "line": span.line if span else None}


def _both(text: Localized) -> Json:
    return {"nl": text["nl"], "en": text["en"]}
