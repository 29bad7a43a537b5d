"""Whether each part of a policy makes a difference: its rules and cases, the rows of its tables, the sentences it cites.

Beside all that is derived stands a copy without one part. A part makes a difference where, in some world, what people see
differs between the two.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import Core, CoreRule, lower
from kmopolicy.program.declarations import Row
from kmopolicy.program.expand import case_id
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Citation, Value
from kmopolicy.questions.possible.alike import classes, outline, places
from kmopolicy.questions.possible.seen import grounds, seen, used
from kmopolicy.questions.possible.space import Free, Space
from kmopolicy.questions.possible.worlds import Worlds, readings, shipped
from kmopolicy.text.span import Span

_FIRED, _ALONE, _EFFECT = "fired", "alone", "effect"
_COPY = "copy_"
PartKind = Literal["rule", "case", "row", "sentence"]
Flaw = Literal["dead", "redundant", "shadowed", "idle"]
"""A dead rule never fires; what a redundant one derives, others always derive as well; a shadowed one derives something of
its own that never shows; an idle row or sentence makes no difference to what people see."""


class Part(NamedTuple):
    """A part of a policy: the id of a rule or case, a table with the number of a row, or the number of a sentence."""

    kind: PartKind
    name: str
    span: Span


class Parts(NamedTuple):
    """The parts that were looked at, and what is wrong with those that make no difference."""

    parts: tuple[Part, ...]
    flaws: Mapping[Part, Flaw]


def parts(space: Space) -> Parts:
    """Looks at every part of a policy, under every combination of readings."""
    program = space.program
    core = lower(program, None, grounds(program))
    made = _made(program, core)
    lines = (*readings(space), *shipped(program), *asp.rules(core), *_without(program, core, made))
    # Most parts make a difference with few words already; only for the others are all words tried.
    few = Worlds(_with_few_words(space), lines, [f"{_EFFECT}/1"], minimal=False)
    effective = {str(key) for _, key in few.possible()}
    left = dict.fromkeys(key.name for key in made.values() if key.name not in effective)
    worlds = Worlds(space, lines, [f"{_EFFECT}/1"], minimal=False) if left else few
    idle = {key for key in left if not _found(worlds, _EFFECT, key)}
    return Parts(tuple(made), {part: _flaw(part, key.name, worlds) for part, key in made.items() if key.name in idle})


def _with_few_words(space: Space) -> Space:
    """The space with one of the constants that are alike."""
    alike = classes(space, ())

    def kept(domain: tuple[Value, ...]) -> tuple[Value, ...]:
        return tuple(value for value in domain if value not in alike or alike[value][0] == value)

    return space._replace(free=tuple(Free(each.predicate, tuple(map(kept, each.domains))) for each in space.free))


class _Key(NamedTuple):
    """How a part is called in the question, and what is left out with it: ids of rules and cases, and rows."""

    name: str
    without: frozenset[str]


def _flaw(part: Part, key: str, worlds: Worlds) -> Flaw:
    """What is wrong with a part that makes no difference."""
    if part.kind in ("row", "sentence"):
        return "idle"
    return "dead" if not _found(worlds, _FIRED, key) else "shadowed" if _found(worlds, _ALONE, key) else "redundant"


def _found(worlds: Worlds, marked: str, key: str) -> bool:
    return worlds.any([(clingo.Function(marked, [clingo.String(key)]), True)])


def _made(program: Program, core: Core) -> dict[Part, _Key]:
    """Every part with its key; a sentence of which one rule or row speaks has the key of that one."""
    found: dict[Part, _Key] = {}
    for rule in program.rules:
        found[Part("rule", rule.id, rule.span)] = _Key(rule.id, frozenset((rule.id,)))
    for outcome, cases in program.outcomes.items():
        for place, case in enumerate(cases.cases, 1):
            name = case_id(outcome, place)
            found[Part("case", name, case.span)] = _Key(name, frozenset((name,)))
    likes = dict(_likes(program, core))
    for name in dict.fromkeys(likes.values()):
        table, _, number = name.rpartition(":")
        row = program.tables[table][int(number) - 1]
        found[Part("row", name, row.span)] = _Key(name, frozenset((name,)))
    for number, (span, without) in _sentences(program, likes).items():
        only = next(iter(without)) if len(without) == 1 else ""
        found[Part("sentence", number, span)] = _Key(likes.get(only, only) or f"sentence {number}", without)
    return found


def _likes(program: Program, core: Core) -> Iterator[tuple[str, str]]:
    """For each row of a table that rules use the first that is the same to every rule."""
    counts, asked = places(program), used(core)
    for name, rows in program.tables.items():
        kinds: dict[object, str] = {}
        for number, row in enumerate(rows if name in asked else (), 1):
            key = f"{name}:{number}"
            yield key, kinds.setdefault(outline(row.values, counts), key)


def _sentences(program: Program, rows: Iterable[str]) -> dict[str, tuple[Span, frozenset[str]]]:
    """For each sentence that is cited where it is first, and the rules, cases and rows that cite it."""
    spans: dict[str, Span] = {}
    found: dict[str, set[str]] = {}
    for key, citation in _citing(program, rows):
        spans.setdefault(citation.sentence, citation.span)
        found.setdefault(citation.sentence, set()).add(key)
    return {number: (spans[number], frozenset(keys)) for number, keys in found.items()}


def _citing(program: Program, rows: Iterable[str]) -> Iterator[tuple[str, Citation]]:
    for rule in program.rules:
        yield from ((rule.id, citation) for citation in rule.citations)
    for outcome, cases in program.outcomes.items():
        for place, case in enumerate(cases.cases, 1):
            yield from ((case_id(outcome, place), citation) for citation in case.citations)
    for key in rows:
        table, _, number = key.rpartition(":")
        row = program.tables[table][int(number) - 1]
        yield from ((key, citation) for citation in program.predicates[table].citations)
        yield from ((key, citation) for citation in (row.citation,) if citation)


def _without(program: Program, core: Core, made: Mapping[Part, _Key]) -> Iterator[str]:
    """A copy of all that is derived without one part, and whether anything that people see differs."""
    keys = {key.name: key for key in made.values()}
    yield f"1 {{ {'; '.join(f'chosen({asp.value(name)})' for name in keys)} }} 1."
    for key in keys.values():
        yield from (f"removed({asp.value(each)}) :- chosen({asp.value(key.name)})." for each in sorted(key.without))
    yield from asp.fired(core, _FIRED)
    yield from asp.rules(core, _COPY, own=frozenset(program.tables), guard=_guard)
    removable = {each for key in keys.values() for each in key.without}
    for name, table in program.tables.items():
        yield from _rows(name, table, removable)
    yield f"{_EFFECT}(P) :- chosen(P), differs."
    for name, arity in seen(program, core).items():
        plain, copied = _both(name, arity)
        yield f"differs :- {plain}, not {copied}."
        yield f"differs :- {copied}, not {plain}."
    for rule in core.rules:
        if rule.rule:
            plain, copied = _both(rule.head.predicate, len(rule.head.terms))
            yield f"{_ALONE}({asp.value(rule.rule)}) :- chosen({asp.value(rule.rule)}), {plain}, not {copied}."


def _guard(rule: CoreRule) -> str:
    return f"not removed({asp.value(rule.rule)})" if rule.rule else ""


def _rows(name: str, table: Iterable[Row], removable: set[str]) -> Iterator[str]:
    for number, row in enumerate(table, 1):
        key = f"{name}:{number}"
        guard = f" :- not removed({asp.value(key)})" if key in removable else ""
        yield f"{asp.fact(name, row.values, _COPY)}{guard}."


def _both(predicate: str, arity: int) -> tuple[str, str]:
    """The most general atom of a predicate, and of its copy."""
    arguments = ",".join(f"V{place}" for place in range(arity))
    return f"{asp.name_of(predicate)}({arguments})", f"{asp.name_of(predicate, _COPY)}({arguments})"
