"""A rule, case, row or sentence makes a difference for the solver where leaving it out shows in some dossier, and only there."""

import msgspec
import pytest
from hypothesis import assume, given, settings

from kmopolicy.program.expand import case_id
from kmopolicy.program.program import Program
from kmopolicy.testing.small import Small, small_policies
from questions.enumerated import Enumerated, World, seen_of

pytest.importorskip("clingo")


@settings()
@given(small_policies())
def test_rules_cases_rows_and_sentences(small: Small):
    from kmopolicy.questions.possible.space import space
    from kmopolicy.questions.verification.parts import parts

    possible = space(small.drawn.program)
    assume(not possible.limits)
    every = Enumerated(small, possible)
    assume(every.whole and len(every.facts) < 200)
    found = parts(possible)
    assert found.parts
    for part in found.parts:
        assert found.flaws.get(part) == _flaw(every, part.kind, part.name), part


def _flaw(every: Enumerated, kind: str, name: str) -> str | None:
    without = _without(every.program, kind, name)
    pairs = list(zip(every.worlds, every.under(without), strict=True))
    names = seen_of(every.program)
    if any(world.seen(names) != other.seen(names) for world, other in pairs):
        return None
    if kind in ("row", "sentence"):
        return "idle"
    if not any(_fires(world, kind, name) for world in every.worlds):
        return "dead"
    # A case has a condition of its own: nothing else derives that.
    if kind == "case":
        return "shadowed"
    return "shadowed" if any(_derived(world) != _derived(other) for world, other in pairs) else "redundant"


def _without(program: Program, kind: str, name: str) -> Program:
    """The program without a part: a case that is left out never applies."""

    def stays(cites: object, own: str) -> bool:
        cited = [each.sentence for each in cites or ()]
        return name not in cited if kind == "sentence" else own != name

    rules = tuple(rule for rule in program.rules if stays(rule.citations, rule.id))
    outcomes = {
        outcome: msgspec.structs.replace(
            cases,
            cases=tuple(
                case for number, case in enumerate(cases.cases, 1) if stays(case.citations, case_id(outcome, number))
            ),
        )
        for outcome, cases in program.outcomes.items()
    }
    tables = {
        table: tuple(
            row
            for number, row in enumerate(rows, 1)
            if stays(((row.citation,) if row.citation else ()), f"{table}:{number}")
        )
        for table, rows in program.tables.items()
    }
    return msgspec.structs.replace(program, rules=rules, outcomes=outcomes, tables=tables)


def _derived(world: World) -> object:
    """All that rules derive."""
    program = world.holds.program
    return {name: rows for name, rows in world.holds.relations.items() if program.predicates[name].role == "derived"}


def _fires(world: World, kind: str, name: str) -> bool:
    holds, program = world.holds, world.holds.program
    if kind == "rule":
        rules = (rule for rule in program.rules if rule.id == name)
        return any(next(holds.solutions(rule.body, {}), None) is not None for rule in rules)
    outcome, _, number = name.rpartition("/")
    cases = program.outcomes[outcome]
    subjects = [entity.id for entity in world.facts.entities if entity.type == cases.subject_type]
    return any(holds.applies(cases.cases[int(number) - 1], cases.subject, subject) for subject in subjects)
