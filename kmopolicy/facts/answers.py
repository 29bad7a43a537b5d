"""Reads the answers that a dossier expects to a goal: `"may_offer(p1, Service)": [c02]` under `expect`."""

import re
from collections.abc import Iterator, Sequence

from kmopolicy.facts.gathering import Gathering
from kmopolicy.facts.model import ExpectedAnswers, Value
from kmopolicy.facts.nodes import Mapping, Node, Scalar, cut
from kmopolicy.facts.nodes import Sequence as SequenceNode
from kmopolicy.facts.values import named
from kmopolicy.program.goal import parse_goal, variables
from kmopolicy.program.near import nearest
from kmopolicy.program.terms import Atom
from kmopolicy.text.catalogue.facts import dossiers, expectations
from kmopolicy.text.span import Span

ANSWERS = "answers"
_GOAL = re.compile(r"\s*\w+\s*\(")
_TRUTH: dict[str, tuple[tuple[Value, ...], ...]] = {"true": ((),), "false": ()}


def is_goal(key: Scalar, told: Node) -> bool:
    """Whether a key is meant as a goal rather than as the name of a subject, of which an outcome is told."""
    keys = {name.text for name, _ in told.entries} if isinstance(told, Mapping) else set()
    return _GOAL.match(key.text) is not None and "outcome" not in keys


class Answers:
    """Reads what is expected of goals, once the entities of the dossier are known."""

    def __init__(self, gathering: Gathering) -> None:
        self._to = gathering
        self._program = gathering.program
        self._wrong = gathering.findings.wrong
        self._ids: dict[str, list[str]] = {}
        for kind, name in gathering.entities:
            self._ids.setdefault(kind, []).append(name)

    def goal(self, key: Scalar) -> Atom | None:
        """The goal of a key; None, with its diagnostics, where it is none."""
        own = {name: tuple(found.values()) for name, found in self._to.values.own.items()}
        parsed = parse_goal(key.text, self._program, own, self._ids)
        if isinstance(parsed, Atom):
            return parsed
        for found in parsed:
            self._wrong(found.entry, key.span, found.help, **found.args)
        return None

    def read(self, goal: Atom, key: Scalar, told: Node, readings: tuple[tuple[str, str], ...] = ()) -> None:
        """Adds what is expected of a goal to the gathering; under readings the answers may stand under their own key too."""
        if readings and isinstance(told, Mapping) and [name.text for name, _ in told.entries] == [ANSWERS]:
            told = told.entries[0][1]
        rows = self._rows(goal, told)
        if rows is None:
            self._wrong(expectations.EXPECTATION, told.span, "answers", example=self._example(key, goal))
        elif None not in rows:
            found = tuple(dict.fromkeys(row for row in rows if row is not None))
            self._to.answers.append(ExpectedAnswers(key.text.strip(), goal, found, key.span, _whole(told), readings))

    def _example(self, key: Scalar, goal: Atom) -> str:
        many = len(variables(goal))
        return f'"{cut(key.text)}": ' + (
            "true" if not many else "[…, …]" if many == 1 else f"[[{', '.join('…' * many)}]]"
        )

    def _rows(self, goal: Atom, told: Node) -> Sequence[tuple[Value, ...] | None] | None:
        """The answers, None for one that is wrong in itself; None for all where they have not the form of answers."""
        places = list(variables(goal).values())
        if isinstance(told, Scalar):
            return self._alone(goal, told, places)
        if isinstance(told, Mapping) or not places:
            return None
        parts = [each.items if isinstance(each, SequenceNode) and len(places) > 1 else (each,) for each in told.items]
        if any(len(part) != len(places) for part in parts):
            return None
        return [self._row(goal, places, part) for part in parts]

    def _alone(self, goal: Atom, told: Scalar, places: list[int]) -> Sequence[tuple[Value, ...] | None] | None:
        """Whether a goal without variables holds; or the one answer to a goal with one variable."""
        if not places:
            return _TRUTH.get(told.text.lower()) if told.kind == "bool" else None
        return [self._row(goal, places, (told,))] if len(places) == 1 and told.kind != "null" else None

    def _row(self, goal: Atom, places: list[int], nodes: Sequence[Node]) -> tuple[Value, ...] | None:
        arguments = self._program.predicates[goal.predicate].arguments
        row = [self._value(node, arguments[place].type) for place, node in zip(places, nodes, strict=True)]
        found = tuple(value for value in row if value is not None)
        return found if len(found) == len(row) else None

    def _value(self, node: Node, type_name: str) -> Value | None:
        value = self._to.values.read(node, type_name)
        kind = self._program.types[type_name]
        known = self._ids.get(type_name, ())
        if value is None or kind.kind != "entity" or value in known:
            return value
        if not self._to.findings.plenty(dossiers.UNKNOWN_REFERENCE):
            near = nearest(str(value), known)
            args = {"found": cut(str(value)), "near": near, "section": kind.section, **named(kind)}
            self._wrong(dossiers.UNKNOWN_REFERENCE, node.span, "near" if near else "add", **args)
        return None


def _whole(node: Node) -> Span:
    """Where a node stands, a list without brackets up to the end of its last item."""
    ends = [node.span, *_spans(node)]
    line, column = max((each.end_line, each.end_column) for each in ends)
    return Span(node.span.file, node.span.line, node.span.column, line, column)


def _spans(node: Node) -> Iterator[Span]:
    for item in node.items if isinstance(node, SequenceNode) else ():
        yield item.span
        yield from _spans(item)
