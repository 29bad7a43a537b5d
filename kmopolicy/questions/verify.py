"""Proves, or refutes by the smallest counterexample, what must hold of every possible subject under every reading.

The properties of the policy, and those of any policy: exactly one outcome per subject; no rule and no case that never
fires, that another makes redundant, or that changes no outcome; no row of a table without effect.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import Core, lower
from kmopolicy.program.declarations import Row
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Program, Property
from kmopolicy.program.terms import Atom, Const, Rule
from kmopolicy.questions.alike import outline, places
from kmopolicy.questions.space import Space, space
from kmopolicy.questions.witness import Witness
from kmopolicy.questions.worlds import Worlds, readings, shipped
from kmopolicy.text.span import Span

_PROPERTY = "property#"
_WRONG, _FIRED, _ALONE, _EFFECT = "wrong", "fired", "alone", "effect"
Kind = Literal["property", "one outcome", "dead rule", "redundant rule", "shadowed rule", "idle row"]
"""What a result is about. A dead rule never fires; what a redundant one derives, others always derive as well; a shadowed
one derives something of its own that never shows; an idle row makes no difference to what people see."""


class Result(NamedTuple):
    """What came of one property: `witness` is the smallest world in which it fails, None where it holds or none exists."""

    kind: Kind
    name: str
    holds: bool
    span: Span | None
    witness: Witness | None = None


class Verification(NamedTuple):
    """All results, and the space of possible facts that they are about."""

    space: Space
    results: tuple[Result, ...]


def verify(program: Program, fixed: Mapping[str, str] | None = None) -> Verification:
    """Verifies a program under every combination of readings, or under those that are `fixed`."""
    possible = space(program)
    return Verification(possible, (*_properties(program, possible, fixed), *_parts(program, possible, fixed)))


def _properties(program: Program, possible: Space, fixed: Mapping[str, str] | None) -> Iterator[Result]:
    """The policy's own properties, and that every subject has exactly one outcome."""
    core = lower(program, None, map(_violation, program.properties))
    lines = [
        *readings(possible, fixed),
        *shipped(program),
        *asp.rules(core),
        f"{_WRONG}(P) :- {asp.name_of(_PROPERTY)}(P).",
    ]
    lines += [_not_one(name, cases.subject_type) for name, cases in program.outcomes.items()]
    worlds = Worlds(possible, lines, [f"{_WRONG}/1"])
    wrong = {str(name) for _, name in worlds.possible()}
    for prop in program.properties:
        yield _result("property", prop.name, prop.span, prop.name in wrong, worlds)
    for name, cases in program.outcomes.items():
        yield _result("one outcome", name, cases.span, _one(name) in wrong, worlds, _one(name))


def _result(kind: Kind, name: str, span: Span, wrong: bool, worlds: Worlds, marked: str = "") -> Result:
    symbol = clingo.Function(_WRONG, [clingo.String(marked or name)])
    witness = worlds.smallest([(symbol, True)]) if wrong else None
    return Result(kind, name, not wrong, span, witness)


def _violation(prop: Property) -> Rule:
    return Rule(f"{_PROPERTY}{prop.name}", Atom(_PROPERTY, (Const(prop.name),)), prop.never, (), "", prop.span)


def _one(outcome: str) -> str:
    return f"{outcome}#one"


def _not_one(outcome: str, subject_type: str) -> str:
    there = f"{asp.name_of(exists(subject_type))}(S)"
    return f"{_WRONG}({asp.value(_one(outcome))}) :- {there}, #count {{ V : {asp.name_of(outcome)}(S,V) }} != 1."


def _parts(program: Program, possible: Space, fixed: Mapping[str, str] | None) -> Iterator[Result]:
    """Rules, cases and rows: which ever fire, and which ever make a difference."""
    core = lower(program, None)
    rows = dict(_rows(program, core))
    lines = (*readings(possible, fixed), *shipped(program), *asp.rules(core), *_without_one(program, core, rows))
    found = Worlds(possible, lines, [f"{each}/1" for each in (_FIRED, _ALONE, _EFFECT)]).possible()
    for name, span in _rule_spans(program).items():
        kind = _kind_of(name, found)
        if kind:
            yield Result(kind, name, False, span)
    for name, (_, row) in rows.items():
        if (_EFFECT, name) not in found:
            yield Result("idle row", name, False, row.span)


def _kind_of(rule: str, found: frozenset[tuple[Any, ...]]) -> Kind | None:
    """What is wrong with a rule; None where it makes a difference."""
    steps: tuple[tuple[str, Kind], ...] = (
        (_FIRED, "dead rule"),
        (_ALONE, "redundant rule"),
        (_EFFECT, "shadowed rule"),
    )
    return next((kind for marked, kind in steps if (marked, rule) not in found), None)


def _without_one(program: Program, core: Core, rows: Mapping[str, tuple[str, Row]]) -> Iterator[str]:
    """A copy of the derived predicates without one rule, case or row, and whether anything that people see differs."""
    yield from asp.fired(core, _FIRED)
    own = frozenset(program.tables)
    yield from asp.rules(
        core, "copy_", own=own, guard=lambda rule: f"not removed({asp.value(rule.rule)})" if rule.rule else ""
    )
    for name, table in program.tables.items():
        marked = {row.values: key for key, (of, row) in rows.items() if of == name}
        for row in table:
            removed = f" :- not removed({asp.value(marked[row.values])})" if row.values in marked else ""
            yield f"{asp.fact(name, row.values, 'copy_')}{removed}."
    for key in (*_rule_spans(program), *rows):
        yield f"part({asp.value(key)})."
    yield "1 { removed(P) : part(P) } 1."
    yield f"{_EFFECT}(P) :- removed(P), differs."
    for name in _seen(program, core):
        plain, copied = _both(name, program.predicates[name].arity)
        yield f"differs :- {plain}, not {copied}."
        yield f"differs :- {copied}, not {plain}."
    for rule in core.rules:
        if rule.rule:
            plain, copied = _both(rule.head.predicate, len(rule.head.terms))
            yield f"{_ALONE}({asp.value(rule.rule)}) :- removed({asp.value(rule.rule)}), {plain}, not {copied}."


def _both(predicate: str, arity: int) -> tuple[str, str]:
    """The most general atom of a predicate, and of its copy."""
    arguments = ",".join(f"V{place}" for place in range(arity))
    return f"{asp.name_of(predicate)}({arguments})", f"{asp.name_of(predicate, 'copy_')}({arguments})"


def _seen(program: Program, core: Core) -> Iterator[str]:
    """What people see: outcomes, warnings, what is listed with a decision, and what nothing else uses."""
    used = _used(core)
    for name, predicate in program.predicates.items():
        shown = predicate.role in ("outcome", "warning") or predicate.shown
        if shown or (predicate.role == "derived" and name not in used):
            yield name


def _rule_spans(program: Program) -> dict[str, Span]:
    """The rules and cases by id, in the order of the policy."""
    spans = {rule.id: rule.span for rule in program.rules}
    for name, cases in program.outcomes.items():
        spans |= {f"{name}/{number}": case.span for number, case in enumerate(cases.cases, 1)}
    return spans


def _rows(program: Program, core: Core) -> Iterator[tuple[str, tuple[str, Row]]]:
    """One row of each kind of the tables that rules use: rows with one outline are the same to every rule."""
    counts = places(program)
    used = _used(core)
    for name, rows in program.tables.items():
        kinds: set[object] = set()
        for number, row in enumerate(rows if name in used else (), 1):
            kind = outline(row.values, counts)
            if kind not in kinds:
                kinds.add(kind)
                yield f"{name}:{number}", (name, row)


def _used(core: Core) -> frozenset[str]:
    """The predicates in the bodies of rules. A projection has the name of what it projects before its `#`."""
    asked = (atom.predicate for rule in core.rules for atom in (*rule.positives, *rule.negatives))
    return frozenset(name.partition("#")[0] for name in asked)
