"""Deliberate mistakes in the policy that ships: `verify` or `compare` finds each, and nothing smaller would show it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from shipped import POLICY, ROOT

from kmopolicy.api import Policy, compare
from kmopolicy.facts.model import Facts
from kmopolicy.program.load import checked
from kmopolicy.program.pages import Folder, read_folder
from kmopolicy.program.program import Property
from kmopolicy.questions.comparison.confirm import Compared, Contrast
from kmopolicy.questions.verification.confirm import Counterexample
from kmopolicy.questions.verification.verify import Result, Verification
from kmopolicy.testing import naive

pytest.importorskip("clingo")

SHIPPED = read_folder(ROOT / "policy")
MISTAKES = tomllib.loads((ROOT / "fixtures" / "mistakes" / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]


def named(found_by: str) -> list:
    return [pytest.param(each, id=each["name"].replace(" ", "-")) for each in MISTAKES if found_by in each]


def mistaken(mistake: dict) -> Policy:
    """The policy that ships, with the mistake in it: still in order, as far as `check` can see."""
    files = dict(SHIPPED.files)
    for edit in mistake["edit"]:
        text = files[edit["file"]].decode()
        assert text.count(edit["old"]) == 1, f"{edit['file']} has this {text.count(edit['old'])} times:\n{edit['old']}"
        files[edit["file"]] = text.replace(edit["old"], edit["new"]).encode()
    loaded = checked(Folder(Path("beleid"), files, ()))
    assert loaded.program, [found.message_in("en") for found in loaded.diagnostics]
    return Policy(loaded.program)


def test_there_are_enough_of_both_kinds():
    assert len(MISTAKES) >= 30
    assert len(named("verify")) >= 10
    assert len(named("compare")) >= 10


@pytest.mark.parametrize("mistake", named("verify"))
def test_verify_finds(mistake):
    policy = mistaken(mistake)
    found = policy.verify()
    failing = dict(_failing(found))
    assert set(mistake["verify"]) <= set(failing)
    assert not found.holds
    first = failing[mistake["verify"][0]]
    if first.counterexample:
        _as_expected(mistake, first.counterexample)
        prop = next(each for each in policy.program.properties if each.name == first.name)
        assert _fails(policy, prop, first.counterexample, first.counterexample.facts)
        for smaller in _smaller(policy, first.counterexample.facts):
            assert not _fails(policy, prop, first.counterexample, smaller)


@pytest.mark.parametrize("mistake", named("compare"))
def test_compare_finds(mistake):
    policy = mistaken(mistake)
    found = compare(POLICY, policy)
    assert not found.same or found.comparison.differences
    pairs = {f"{each.change.outcome}: {each.change.before} -> {each.change.after}": each for each in found.contrasts}
    words = {f"word: {each.name}" for each in found.comparison.differences}
    shifts = {f"shift: {each.shift.name}" for each in found.sights}
    assert set(mistake["compare"]) <= {*pairs, *words, *shifts}
    contrast = next((pairs[each] for each in mistake["compare"] if each in pairs), None)
    if contrast:
        assert {unit.name for unit in contrast.responsible} == set(mistake["responsible"])
        _as_expected(mistake, contrast)
        for smaller in _smaller(policy, contrast.facts):
            assert _pair(policy, found, contrast, smaller) != (contrast.change.before, contrast.change.after)


def _failing(found: Verification) -> Iterator[tuple[str, Result]]:
    for result in found.results:
        if not result.holds and result.kind == "property":
            yield result.name, result
        for part in result.failing:
            yield f"{result.kind}: {part.name}", result


def _as_expected(mistake: dict, found: Counterexample | Contrast) -> None:
    assert dict(found.departures) == mistake.get("readings", {})
    if "facts" in mistake:
        assert len(found.facts.facts) == mistake["facts"], [(each.predicate, each.values) for each in found.facts.facts]


def _fails(policy: Policy, prop: Property, found: Counterexample, facts: Facts) -> bool:
    """Whether a property fails for these facts, by the oracle."""
    if prop.effect is None:
        return bool(naive.solutions(policy.program, facts, prop.never, found.readings))
    assert found.added is not None
    stated = [
        fact
        for fact in facts.facts
        if fact.values[:-1] != found.added.values[:-1] or fact.predicate != found.added.predicate
    ]
    many = policy.program.predicates[found.added.predicate].cardinality == "many"
    added = msgspec.structs.replace(found.facts.facts[0], predicate=found.added.predicate, values=found.added.values)
    after = msgspec.structs.replace(facts, facts=(*(facts.facts if many else stated), added))
    where = naive.solutions(policy.program, facts, prop.effect.where, found.readings) if prop.effect.where else [{}]
    outcomes = [
        {
            entity.id: naive.decide(policy.program, each, prop.effect.outcome, entity.id, found.readings).value
            for entity in facts.entities
            if entity.type == policy.program.outcomes[prop.effect.outcome].subject_type
        }
        for each in (facts, after)
    ]
    return bool(where) and outcomes[0] != outcomes[1]


def _pair(policy: Policy, found: Compared, contrast: Contrast, facts: Facts) -> tuple[str, str]:
    subject = contrast.old.decision.subject
    sides = ((POLICY, found.comparison.old), (policy, found.comparison.new))
    before, after = (
        naive.decide(
            each.program, facts, contrast.change.outcome, subject, side.readings(contrast.change.witness.readings)
        ).value
        for each, side in sides
    )
    return before, after


def _smaller(policy: Policy, facts: Facts) -> Iterator[Facts]:
    """The facts without one that need not be there."""
    for fact in facts.facts:
        declared = policy.program.predicates[fact.predicate]
        if declared.cardinality != "exactly one" and not declared.today:
            yield msgspec.structs.replace(facts, facts=tuple(each for each in facts.facts if each is not fact))
