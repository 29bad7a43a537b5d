"""What stands in a dossier: each key and value with what it says, by the declarations of a policy."""

import re
from collections.abc import Iterator, Sequence

from kmopolicy.facts.dossier import EXPECT, LABEL
from kmopolicy.facts.json import read_json
from kmopolicy.facts.nodes import Mapping, Node, Scalar
from kmopolicy.facts.nodes import Sequence as Items
from kmopolicy.facts.statements import JUDGED
from kmopolicy.facts.yaml import read_yaml
from kmopolicy.lsp.expected import Expected
from kmopolicy.lsp.places import Kind, Place
from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.program import Program

_HALF = re.compile("[\ud800-\udfff]")


def node_of(text: str, file: str) -> Node | None:
    """A dossier as it is written; None where it cannot be read."""
    # An editor can send half a character, which no file can hold.
    text = _HALF.sub("\ufffd", text)
    read = read_json if file.lower().endswith(".json") else read_yaml
    return read(text, file)[0]


def places_in(text: str, file: str, program: Program) -> list[Place] | None:
    """All places of a dossier; None where it cannot be read."""
    root = node_of(text, file)
    return None if root is None else list(_Walk(program).top(root))


class _Walk:
    def __init__(self, program: Program) -> None:
        self._program = program
        self._sections = {kind.section: kind for kind in program.types.values() if kind.section}

    def top(self, root: Node) -> Iterator[Place]:
        for key, node in root.entries if isinstance(root, Mapping) else ():
            declared = self._program.predicates.get(key.text)
            if key.text in self._sections:
                kind = self._sections[key.text]
                yield Place(key.span, "section", key.text, kind.name)
                for name, facts in node.entries if isinstance(node, Mapping) else ():
                    yield self._thing(kind, name)
                    yield from self._facts(kind, name.text, facts)
            elif declared and declared.today:
                yield Place(key.span, "predicate", key.text)
            elif key.text == EXPECT:
                yield Place(key.span, "expect", EXPECT)
                yield from Expected(self._program, root).places(node)

    def _thing(self, kind: Type, name: Scalar) -> Place:
        return Place(name.span, "constant" if kind.kind == "closed" else "entity", name.text, kind.name)

    def _facts(self, kind: Type, subject: str, facts: Node) -> Iterator[Place]:
        for key, node in facts.entries if isinstance(facts, Mapping) else ():
            declared = self._program.predicates.get(key.text)
            if declared and declared.role == "input" and declared.arguments[0].type == kind.name:
                yield Place(key.span, "predicate", key.text, kind.name, (key.text, (subject,)))
                yield from self._stated(declared, (subject,), node)
            elif key.text == LABEL and kind.kind == "closed":
                yield Place(key.span, "detail", LABEL, kind.name)

    def _stated(self, declared: Predicate, before: tuple[str | None, ...], node: Node) -> Iterator[Place]:
        """What stands under the key of a predicate, one argument after the other."""
        place = len(before)
        if place >= declared.arity:
            return
        last = place == declared.arity - 1
        kind = self._program.types[declared.arguments[place].type]
        if isinstance(node, Items):
            for item in node.items:
                yield from self._stated(declared, before, item)
        elif isinstance(node, Scalar):
            yield self._value(declared, before, kind, node)
        elif last:
            yield from self._record(declared, before, kind, node)
        else:
            for key, under in node.entries:
                yield self._value(declared, before, kind, key)._replace(statement=(declared.name, (*before, key.text)))
                yield from self._stated(declared, (*before, key.text), under)

    def _value(self, declared: Predicate, before: Sequence[str | None], kind: Type, node: Scalar) -> Place:
        told = (*before, node.text)
        # A bare list of the one before last states the default of the last.
        last = self._program.types[declared.arguments[-1].type]
        told += (last.default,) if len(told) == declared.arity - 1 and last.default else ()
        sort: Kind = {"closed": "constant", "entity": "entity"}.get(kind.kind, "value")  # type: ignore[assignment]
        return Place(node.span, sort, node.text, kind.name, (declared.name, told))

    def _record(
        self, declared: Predicate, before: tuple[str | None, ...], kind: Type, node: Mapping
    ) -> Iterator[Place]:
        """A verdict with who gave it, when and why."""
        for key, value in node.entries:
            if key.text == declared.arguments[-1].name:
                yield Place(key.span, "detail", key.text, kind.name)
                yield from self._stated(declared, before, value)
            elif key.text in JUDGED:
                yield Place(key.span, "detail", key.text, kind.name)
