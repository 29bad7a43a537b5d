"""A JSON Schema of dossiers, made from the declarations, so that an editor completes and underlines while one types."""

from typing import Any

from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.program import Program

Schema = dict[str, Any]

_NOTHING: Schema = {"enum": [None, [], {}]}
"""What states nothing, and is valid wherever facts may stand."""
_ANY_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_SEEN: Schema = {**_ANY_TEXT, "pattern": "\\S"}
_DATE: Schema = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


def json_schema(program: Program) -> Schema:
    """The schema (2020-12) of a dossier. It knows no references and no constants of a dossier's own: the reader does."""
    return _Maker(program).dossier()


class _Maker:
    def __init__(self, program: Program) -> None:
        self._program = program

    def dossier(self) -> Schema:
        sections = {kind.section: self._section(kind) for kind in self._program.types.values() if kind.section}
        dates = {each.name: self._described(each, _DATE) for each in self._program.predicates.values() if each.today}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self._program.title.nl,
            "type": "object",
            "additionalProperties": False,
            "properties": {**dates, **sections, "expect": self._expect()},
        }

    def _section(self, kind: Type) -> Schema:
        """Things with their facts; of constants those that the policy has not need a label, and only those have one."""
        inputs = [each for each in self._program.predicates.values() if each.role == "input"]
        own = [each for each in inputs if each.arguments[0].type == kind.name]
        needed = [each.name for each in own if each.cardinality == "exactly one"]
        facts = {each.name: self._facts(each) for each in own}
        named = {"type": "object", "propertyNames": {"pattern": "\\S"}}
        if kind.kind == "closed":
            known = dict.fromkeys(self._program.labels[kind.name], _thing(facts, needed))
            named |= {
                "properties": known,
                "additionalProperties": _thing({"label": _SEEN, **facts}, ["label", *needed]),
            }
        else:
            named["additionalProperties"] = _thing(facts, needed)
        return {"description": kind.plural.nl, "anyOf": [named, _NOTHING]}

    def _facts(self, declared: Predicate) -> Schema:
        if declared.cardinality == "exactly one":
            return self._described(declared, self._form(declared))
        return self._described(declared, {"anyOf": [self._form(declared), _NOTHING]})

    def _described(self, declared: Predicate, schema: Schema) -> Schema:
        said = next((each.text.nl for each in declared.sentences if not each.negated and not each.value), declared.name)
        return {"description": said, **schema}

    def _form(self, declared: Predicate) -> Schema:
        if declared.arity == 1:
            return {"const": True}
        last = self._program.types[declared.arguments[-1].type]
        value = self._judged(last, declared.arguments[-1].name) if last.judged else self._value(last)
        single = {"anyOf": [value, _list(value, most=None if declared.cardinality == "many" else 1)]}
        if declared.arity == 2:
            return single
        second = self._value(self._program.types[declared.arguments[1].type])
        keyed: Schema = {"type": "object", "propertyNames": second, "additionalProperties": single}
        return {"anyOf": [keyed, second, _list(second)]} if last.default else keyed

    def _judged(self, kind: Type, name: str) -> Schema:
        record = {
            "type": "object",
            "additionalProperties": False,
            "required": [name],
            "properties": {
                name: self._value(kind),
                "by": {"anyOf": [_ANY_TEXT, _NOTHING]},
                "on": {"anyOf": [_DATE, _NOTHING]},
                "because": {"anyOf": [_ANY_TEXT, _NOTHING]},
            },
        }
        return {"anyOf": [self._value(kind), record]}

    def _value(self, kind: Type) -> Schema:
        """A closed type without a section has its constants; any other leaves room for what a dossier adds."""
        if kind.kind == "closed" and not kind.section:
            labels = self._program.labels[kind.name]
            return {"oneOf": [{"const": name, "title": label.nl} for name, label in labels.items()]}
        if kind.kind == "closed":
            return {**_SEEN, "examples": list(self._program.labels[kind.name])}
        if kind.kind == "year":
            return {
                "anyOf": [
                    {"type": "integer", "minimum": 1000, "maximum": 9999},
                    {"type": "string", "pattern": "^[1-9][0-9]{3}$"},
                ]
            }
        if kind.kind == "date":
            return _DATE
        return _SEEN if kind.kind == "entity" else _ANY_TEXT

    def _expect(self) -> Schema:
        values = dict.fromkeys(case.value for cases in self._program.outcomes.values() for case in cases.cases)
        sentence = {"anyOf": [_ANY_TEXT, _NOTHING]}
        own: Schema = {"outcome": {"enum": list(values)}, "sentence": sentence}
        otherwise = {"anyOf": [{"type": "object", "additionalProperties": _thing(own, ["outcome"])}, _NOTHING]}
        told = _thing({**own, "readings": otherwise}, ["outcome"])
        goals = {r"^\s*\w+\s*\(": {"anyOf": [told, *_answers()]}}
        return {"anyOf": [{"type": "object", "patternProperties": goals, "additionalProperties": told}, _NOTHING]}


def _answers() -> tuple[Schema, Schema]:
    """The answers to a goal: one, all of them, or whether it holds; or the same beside those under other readings."""
    row: Schema = {"anyOf": [_ANY_TEXT, {"type": "array", "items": _ANY_TEXT, "minItems": 1}]}
    rows: Schema = {"anyOf": [_ANY_TEXT, {"type": "array", "items": row}]}
    readings: Schema = {"anyOf": [{"type": "object", "additionalProperties": rows}, _NOTHING]}
    return rows, _thing({"answers": rows, "readings": readings}, ["answers"])


def _thing(facts: Schema, needed: list[str]) -> Schema:
    """A thing with its facts, none of them misspelt; one that needs none may be left empty."""
    named: Schema = {"type": "object", "additionalProperties": False, "properties": facts, "required": needed}
    return named if needed else {"anyOf": [named, _NOTHING]}


def _list(value: Schema, most: int | None = None) -> Schema:
    found: Schema = {"type": "array", "items": value, "uniqueItems": True}
    return found if most is None else {**found, "maxItems": most}
