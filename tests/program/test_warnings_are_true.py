"""What a warning says holds in every world of a small policy, and no well-formed policy gets one for nothing."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kmopolicy.program.load import examined
from kmopolicy.program.pages import folder_of
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Negative, Positive
from kmopolicy.testing.policies import Drawn, policies
from kmopolicy.testing.small import Small, small_policies
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

DAY = date(2026, 1, 1)
NEVER_IN_WHAT_IS_DRAWN = {"K119", "K120", "K121", "K507", "K509", "K510", "K707", "K709"}


def told(drawn: Drawn) -> tuple[Diagnostic, ...]:
    """What whoever edits a drawn policy is told."""
    return examined(folder_of(Path("proef"), {"kmopolicy.md": drawn.text.encode(), **drawn.files}), DAY).diagnostics


def test_what_is_dead_redundant_or_unused_changes_no_world_of_a_small_policy() -> None:
    pytest.importorskip("clingo")
    from questions.enumerated import Enumerated

    from kmopolicy.questions.possible.space import space

    seen: Counter[str] = Counter()

    @settings(max_examples=60)
    @given(small_policies())
    def hold(small: Small) -> None:
        found = [each for each in told(small.drawn) if each.code in ("K701", "K702", "K705")]
        assume(found)
        possible = space(small.drawn.program)
        assume(not possible.limits)
        every = Enumerated(small, possible)
        assume(every.whole and len(every.facts) < 150)
        for each in found:
            seen[f"{each.code} {each.help}"] += 1
            part, without = _without(every.program, each)
            for world, other in zip(every.worlds, every.under(without), strict=True):
                assert _derived(world.holds) == _derived(other.holds), each
                if each.code == "K701" and part:
                    rules = [rule for rule in every.program.rules if rule.id == part]
                    assert not any(any(world.holds.solutions(rule.body, {})) for rule in rules), each

    hold()
    assert {"K701", "K702", "K705"} == {each.split()[0] for each in seen}, seen


def _without(program: Program, found: Diagnostic) -> tuple[str, Program]:
    """The rule in which it stands, and the program without that; without the case or the row where it is about one."""
    assert found.span
    line = found.span.line
    rule = next((each for each in program.rules if each.span.line <= line <= each.span.end_line), None)
    if rule:
        return rule.id, msgspec.structs.replace(
            program, rules=tuple(each for each in program.rules if each is not rule)
        )
    rows = {
        name: tuple(row for row in rows if row.span.line != line or found.code != "K705")
        for name, rows in program.tables.items()
    }
    outcomes = {
        name: msgspec.structs.replace(
            cases, cases=tuple(case for case in cases.cases if not case.span.line <= line <= case.span.end_line)
        )
        for name, cases in program.outcomes.items()
    }
    return "", msgspec.structs.replace(program, outcomes=outcomes, tables=rows)


def _derived(holds: object) -> dict[str, object]:
    """All that rules and cases derive."""
    program = holds.program  # type: ignore[attr-defined]
    relations = holds.relations  # type: ignore[attr-defined]
    return {name: rows for name, rows in relations.items() if program.predicates[name].role in ("derived", "outcome")}


@given(st.one_of(policies(), small_policies().map(lambda small: small.drawn)))
def test_a_well_formed_policy_gets_no_warning_without_cause(drawn: Drawn) -> None:
    reached = set(_reached(drawn.program))
    for each in told(drawn):
        assert each.code not in NEVER_IN_WHAT_IS_DRAWN, each
        name = each.args.get("name", "")
        if each.code == "K316":
            (rule,) = (rule for rule in drawn.program.rules if _covers(rule.span, each.span))
            lines = drawn.text.split("\n")[rule.span.line - 1 : rule.span.end_line]
            assert len(re.findall(rf"\b{name}\b", "\n".join(lines))) == 1
        elif each.code == "K703":
            assert len(re.findall(rf"\b{name}\(" if name.islower() else rf"\b{name}\b", _code(drawn.text))) == 1, name
        elif each.code == "K704":
            assert f"reading {name} =" not in _code(drawn.text).partition("property")[0]
        elif each.code == "K706":
            assert name not in reached
        elif each.code == "K708":
            assert not any(row.values[1] == DAY.year for row in drawn.program.tables[name])


def _covers(span: Span, other: Span | None) -> bool:
    return other is not None and span.line <= other.line <= span.end_line


def _code(text: str) -> str:
    """The rules of a page, without its texts between quotation marks and its tables."""
    return re.sub(r'"(\\.|[^"\\\n])*"|^\|.*$', "", text, flags=re.M)


def _reached(program: Program) -> Iterator[str]:
    """What outcomes and warnings rest on, found by following every rule."""
    queue = [name for name, each in program.predicates.items() if each.role in ("outcome", "warning")]
    for name in queue:
        yield name
        bodies = [rule.body for rule in program.rules if rule.head.predicate == name]
        used = [each.atom.predicate for body in bodies for each in body if isinstance(each, Positive | Negative)]
        if name in program.outcomes:
            for case in program.outcomes[name].cases:
                used += [each.atom.predicate for each in case.body if isinstance(each, Positive | Negative)]
                used += [atom.predicate for atom in case.because]
        queue += [each for each in dict.fromkeys(used) if each not in queue]
