"""Hypothesis strategies made from the declarations: a new predicate is fuzzed the day it is declared.

>>> from hypothesis import given
>>> import kmopolicy
>>> from kmopolicy.testing import strategies
>>> policy = kmopolicy.load()
>>> @given(strategies.dossiers(policy.program))
... def test_every_service_has_one_outcome(dossier):
...     facts = policy.read_data(dossier)
...     assert len(policy.decide(facts)) == len({e for e in facts.entities if e.type != "Provider"})
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.program import Program

Dossier = dict[str, Any]
_WORDS = st.sampled_from(["Titel", "Cursus [gevorderd]", "Été: ‘x’", "a/b", "", "  ", "—"])
_MOST = 3


def readings(program: Program) -> st.SearchStrategy[dict[str, str]]:
    """A choice of option for every reading."""
    options = {
        name: st.sampled_from([each.name for each in reading.options]) for name, reading in program.readings.items()
    }
    return st.fixed_dictionaries(options)


def dates(program: Program) -> st.SearchStrategy[date]:
    """Dates at, just before and just after those that the policy's tables name, and some between."""
    named = {
        value
        for rows in program.tables.values()
        for row in rows
        for value in row.values
        if isinstance(value, date) and date.min < value < date.max
    }
    near = sorted(day + timedelta(days=step) for day in named | {date(2024, 3, 1)} for step in (-1, 0, 1))
    return st.sampled_from(near)


def dossiers(program: Program) -> st.SearchStrategy[Dossier]:
    """Valid dossiers as the plain data that a YAML or JSON file holds, with at least one entity."""
    return st.composite(_dossier)(program)


def _dossier(draw: st.DrawFn, program: Program) -> Dossier:
    entities = {kind.name: kind for kind in program.types.values() if kind.kind == "entity"}
    ids = {name: [f"{name.lower()[:1]}{at}" for at in range(draw(st.integers(0, _MOST - 1)))] for name in entities}
    subjects = [each.subject_type for each in program.outcomes.values()] or list(entities)
    if not any(ids.values()):
        ids[subjects[0]] = [f"{subjects[0].lower()[:1]}0"]
    _complete(program, ids)
    own = {
        kind.name: draw(st.sampled_from([[], [], ["eigen"]])) for kind in program.types.values() if _extensible(kind)
    }
    dossier: Dossier = {}
    for name, names in own.items():
        facts = {each: {"label": each, **_facts_of(draw, program, program.types[name], ids, own)} for each in names}
        dossier |= {program.types[name].section: facts} if facts else {}
    for name, kind in entities.items():
        if ids[name]:
            dossier[kind.section] = {each: _facts_of(draw, program, kind, ids, own) for each in ids[name]}
    for predicate in program.predicates.values():
        if predicate.today and draw(st.booleans()):
            dossier[predicate.name] = draw(dates(program)).isoformat()
    return dossier


def _complete(program: Program, ids: dict[str, list[str]]) -> None:
    """What must refer to something needs something to refer to."""
    needed = [
        each for each in program.predicates.values() if each.role == "input" and each.cardinality == "exactly one"
    ]
    for _ in program.types:
        for predicate in needed:
            target = program.types[predicate.arguments[-1].type]
            if target.kind == "entity" and ids[predicate.arguments[0].type] and not ids[target.name]:
                ids[target.name] = [f"{target.name.lower()[:1]}0"]


def _extensible(kind: Type) -> bool:
    return kind.kind == "closed" and bool(kind.section)


def _facts_of(
    draw: st.DrawFn, program: Program, kind: Type, ids: Mapping[str, list[str]], own: Mapping[str, list[str]]
) -> Dossier:
    facts: Dossier = {}
    for predicate in program.predicates.values():
        if predicate.role == "input" and predicate.arguments[0].type == kind.name:
            needed = predicate.cardinality == "exactly one"
            if needed or draw(st.integers(0, 2)) == 0:
                stated = _stated(draw, program, predicate, ids, own)
                if stated not in (None, [], {}):
                    facts[predicate.name] = stated
    return facts


def _stated(
    draw: st.DrawFn, program: Program, predicate: Predicate, ids: Mapping[str, list[str]], own: Mapping[str, list[str]]
) -> Any:
    if predicate.arity == 1:
        return True
    last = _values(program, program.types[predicate.arguments[-1].type], ids, own)
    if last is None:
        return None
    many = predicate.cardinality == "many"
    value = st.lists(last, min_size=1, max_size=_MOST, unique=True) if many else last
    if predicate.arity == 2:
        return draw(value)
    keys = _values(program, program.types[predicate.arguments[1].type], ids, own)
    return None if keys is None else draw(st.dictionaries(keys, value, min_size=1, max_size=_MOST))


def _values(
    program: Program, kind: Type, ids: Mapping[str, list[str]], own: Mapping[str, list[str]]
) -> st.SearchStrategy[Any] | None:
    """The values of a type; None where there is nothing to choose from. Constants that the tables name come often."""
    if kind.kind == "date":
        return dates(program).map(date.isoformat)
    if kind.kind == "year":
        return dates(program).map(lambda day: day.year)
    if kind.kind == "text":
        return _WORDS
    if kind.kind == "entity":
        return st.sampled_from(ids[kind.name]) if ids[kind.name] else None
    names = [*program.labels[kind.name], *own.get(kind.name, ())]
    return st.sampled_from(names) if names else None
