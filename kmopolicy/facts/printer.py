"""Prints facts as a dossier that reads back to the same facts."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from kmopolicy.facts.model import ExpectedAnswers, Fact, Facts
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.goal import variables
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value


def to_dossier(facts: Facts, program: Program) -> str:
    """The dossier, in YAML. Reference dates that were filled in are written out."""
    return yaml.dump(
        plain(facts, program), Dumper=_Dumper, allow_unicode=True, sort_keys=False, default_flow_style=False, width=120
    )


def to_json(facts: Facts, program: Program) -> str:
    """The dossier, in JSON."""
    return json.dumps(plain(facts, program), ensure_ascii=False, indent=2, default=str) + "\n"


def plain(facts: Facts, program: Program) -> dict[str, Any]:
    """The dossier as plain data, in the shape that its YAML has."""
    sections: dict[str, dict[str, Any]] = {}
    for kind, constants in facts.constants.items():
        section = sections.setdefault(program.types[kind].section, {})
        section |= {constant.name: {"label": constant.label.nl} for constant in constants}
    for entity in facts.entities:
        sections.setdefault(program.types[entity.type].section, {})[entity.id] = {}
    for fact in facts.facts:
        declared = program.predicates[fact.predicate]
        home = sections.setdefault(program.types[declared.arguments[0].type].section, {})
        _state(home.setdefault(str(fact.values[0]), {}), declared, fact, program)
    if facts.expectations or facts.answers:
        expected: dict[str, Any] = dict(_goals(facts.answers))
        for each in facts.expectations:
            under = expected[each.subject].setdefault("readings", {}) if each.readings else expected
            chosen = ", ".join(f"{name}={option}" for name, option in each.readings)
            under[chosen or each.subject] = dict(_expected(each))
        sections["expect"] = expected
    return sections


def _goals(answers: Iterable[ExpectedAnswers]) -> dict[str, Any]:
    """The answers that are expected; under readings where some are."""
    told: dict[str, dict[str, Any]] = {}
    for each in answers:
        chosen = ", ".join(f"{name}={option}" for name, option in each.readings)
        told.setdefault(each.goal, {})[chosen] = _rows(each)
    return {
        goal: rows[""] if len(rows) == 1 else {"answers": rows.pop(""), "readings": rows} for goal, rows in told.items()
    }


def _rows(expected: ExpectedAnswers) -> Any:
    if not variables(expected.atom):
        return bool(expected.rows)
    return [row[0] if len(row) == 1 else list(row) for row in expected.rows]


def _expected(expectation: Any) -> Iterator[tuple[str, str]]:
    yield "outcome", expectation.outcome
    if expectation.sentence:
        yield "sentence", expectation.sentence


def _state(entity: dict[str, Any], declared: Predicate, fact: Fact, program: Program) -> None:
    last: Any = _last(declared, fact, program)
    if declared.arity == 1:
        entity[declared.name] = True
    elif declared.arity == 2:
        entity[declared.name] = _added(entity.get(declared.name), last, declared)
    else:
        keyed = entity.setdefault(declared.name, {})
        key = str(fact.values[1])
        keyed[key] = _added(keyed.get(key), last, declared)


def _added(before: Any, value: Any, declared: Predicate) -> Any:
    if declared.cardinality != "many" or (declared.label and before is None):
        return value
    return [*(before if isinstance(before, list) else [] if before is None else [before]), value]


def _last(declared: Predicate, fact: Fact, program: Program) -> Any:
    value: Value = fact.values[-1]
    judgement = fact.judgement
    if judgement is None or not program.types[declared.arguments[-1].type].judged:
        return value
    told: Mapping[str, Any] = {"by": judgement.by, "on": judgement.on, "because": judgement.because}
    return {declared.arguments[-1].name: value, **{key: each for key, each in told.items() if each}}


class _Dumper(yaml.SafeDumper):
    """Quotes all text that is not a plain word, so that no value turns into something else."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None if text.replace("_", "").isalnum() and text.isascii() and text[:1].isalpha() else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _day(dumper: yaml.SafeDumper, day: date) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", day.isoformat())


_Dumper.add_representer(str, _text)
_Dumper.add_representer(date, _day)
