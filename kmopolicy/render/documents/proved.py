"""Verifications and comparisons as JSON: every property and every difference, with dossiers as plain data that can be run."""

from kmopolicy.program.program import Program
from kmopolicy.program.show import show_ground, show_literal
from kmopolicy.questions.comparison.confirm import Compared, Contrast, Sight
from kmopolicy.questions.possible.seen import ground_of
from kmopolicy.questions.possible.space import Space
from kmopolicy.questions.sides.sides import Side
from kmopolicy.questions.verification.confirm import Counterexample
from kmopolicy.questions.verification.verify import Result, Verification
from kmopolicy.render.documents.explanation import explained
from kmopolicy.render.documents.parts import Json, dumped, stands
from kmopolicy.render.documents.sides import difference, dossier, policy, responsible
from kmopolicy.render.told.proved import Varied, combinations
from kmopolicy.render.told.verification import text_of, varied
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.names import snake


def verification(found: Verification) -> str:
    """`kmopolicy.verification/1`."""
    program = found.space.program
    return dumped(
        {
            "schema": "kmopolicy.verification/1",
            "policy": policy(program),
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
            "differences": [difference(each) for each in compared.differences],
            "changes": [_contrast(each, compared.new.program) for each in found.contrasts],
            "shifts": [_sight(each, compared.new.program) for each in found.sights],
            "domain": _domain(compared.space, compared.shared),
        }
    )


def _result(result: Result, program: Program) -> Json:
    bodies = {prop.name: prop.possible for prop in program.properties}
    return {
        "kind": result.kind,
        "name": result.name,
        "text": {lang: text_of(result, Labels(program, lang)) for lang in ("nl", "en")},
        "holds": result.holds,
        "checked": result.checked,
        **stands(result.span),
        "counterexample": _counterexample(result.counterexample, program) if result.counterexample else None,
        "impossible": [", ".join(map(show_literal, bodies[result.name][number])) for number in result.impossible],
        "parts": [{"kind": part.kind, "name": part.name, **stands(part.span)} for part in result.failing],
    }


def _counterexample(found: Counterexample, program: Program) -> Json:
    added = found.added
    return {
        "dossier": dossier(found.facts, program),
        "readings": dict(found.readings),
        "departures": dict(found.departures),
        "explanations": [explained(each) for each in found.explanations],
        "added": show_ground(added.predicate, added.values) if added else None,
        "after": [explained(each) for each in found.after],
    }


def _side(side: Side, name: str) -> Json:
    return {"name": name, "policy": policy(side.program), "readings": dict(side.fixed)}


def _contrast(found: Contrast, program: Program) -> Json:
    return {
        "type": snake(program.outcomes[found.change.outcome].subject_type),
        "before": found.change.before,
        "after": found.change.after,
        "dossier": dossier(found.facts, program),
        "departures": dict(found.departures),
        "old": explained(found.old),
        "new": explained(found.new),
        "responsible": [responsible(unit) for unit in found.responsible],
    }


def _sight(found: Sight, program: Program) -> Json:
    return {
        "only": found.shift.only,
        "as_ground": bool(ground_of(found.shift.name)),
        "atoms": list(found.atoms),
        "dossier": dossier(found.facts, program),
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
