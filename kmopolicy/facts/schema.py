"""A JSON Schema of dossiers, made from the declarations, so that an editor completes and underlines while one types."""

from typing import Any

from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.program import Program

Schema = dict[str, Any]


def json_schema(program: Program) -> Schema:
    """The schema (2020-12) of a dossier."""
    return _Maker(program).dossier()


class _Maker:
    def __init__(self, program: Program) -> None:
        self._program = program

    def dossier(self) -> Schema:
        sections = {kind.section: self._section(kind) for kind in self._program.types.values() if kind.section}
        dates = {each.name: self._date(each) for each in self._program.predicates.values() if each.today}
        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": self._program.title.nl,
            "type": "object",
            "additionalProperties": False,
            "properties": {**dates, **sections, "expect": self._expect()},
        }

    def _section(self, kind: Type) -> Schema:
        facts = {
            name: self._facts(each)
            for name, each in self._program.predicates.items()
            if each.role == "input" and each.arguments[0].type == kind.name
        }
        extra: Schema = {"label": {"type": "string", "minLength": 1}} if kind.kind == "closed" else {}
        needed = [name for name in facts if self._program.predicates[name].cardinality == "exactly one"]
        entity: Schema = {
            "type": ["object", "null"] if not needed else "object",
            "additionalProperties": False,
            "properties": {**extra, **facts},
        }
        if needed:
            entity["required"] = needed
        return {"description": kind.plural.nl, "type": ["object", "null"], "additionalProperties": entity}

    def _facts(self, declared: Predicate) -> Schema:
        said = next((each.text.nl for each in declared.sentences if not each.negated and not each.value), declared.name)
        return {"description": said, **self._form(declared)}

    def _form(self, declared: Predicate) -> Schema:
        if declared.arity == 1:
            return {"const": True}
        last = self._program.types[declared.arguments[-1].type]
        value = self._judged(last, declared.arguments[-1].name) if last.judged else self._value(last)
        many = declared.cardinality == "many"
        single = {"anyOf": [value, {"type": "array", "items": value}, {"type": "null"}]} if many else value
        if declared.arity == 2:
            return single
        second = self._program.types[declared.arguments[1].type]
        keyed: Schema = {"type": "object", "additionalProperties": single}
        if second.kind == "closed" and not second.section:
            keyed["propertyNames"] = self._value(second)
        forms = [keyed, {"type": "null"}]
        forms += [self._value(second), {"type": "array", "items": self._value(second)}] if last.default else []
        return {"anyOf": forms}

    def _judged(self, kind: Type, name: str) -> Schema:
        record = {
            "type": "object",
            "additionalProperties": False,
            "required": [name],
            "properties": {
                name: self._value(kind),
                "by": {"type": "string"},
                "on": {"type": "string", "format": "date"},
                "because": {"type": "string"},
            },
        }
        return {"anyOf": [self._value(kind), record]}

    def _value(self, kind: Type) -> Schema:
        """A closed type without a section has its constants; any other leaves room for what a dossier adds."""
        if kind.kind == "closed" and not kind.section:
            labels = self._program.labels[kind.name]
            return {"oneOf": [{"const": name, "title": label.nl} for name, label in labels.items()]}
        if kind.kind == "closed":
            return {"type": "string", "examples": list(self._program.labels[kind.name])}
        if kind.kind == "year":
            return {"type": "integer", "minimum": 0, "maximum": 9999}
        if kind.kind == "date":
            return {"type": "string", "format": "date"}
        return {"type": ["string", "number"]}

    def _date(self, declared: Predicate) -> Schema:
        said = next((each.text.nl for each in declared.sentences if not each.negated), declared.name)
        return {"description": said, "type": ["string", "null"], "format": "date"}

    def _expect(self) -> Schema:
        values = dict.fromkeys(case.value for cases in self._program.outcomes.values() for case in cases.cases)
        told = {"outcome": {"enum": list(values)}, "sentence": {"type": "string"}}
        each = {"type": "object", "additionalProperties": False, "required": ["outcome"], "properties": told}
        return {"type": ["object", "null"], "additionalProperties": each}
