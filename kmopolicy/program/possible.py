"""What can hold as far as syntax shows: per predicate the values that its rows and rules can give, whatever a dossier says.

It errs on one side only: what is called impossible here holds in no model; much that holds in none is not seen.
"""

from collections.abc import Iterator
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.program.bodies import Conditions, Dead, Shape, Values, of, union
from kmopolicy.program.dependencies import bottom_up, dependencies
from kmopolicy.program.desk import Desk
from kmopolicy.program.terms import Value

Possible = dict[str, list[Shape]]
_MANY = 100
"""Shapes of one predicate; of more only each argument by itself is looked at."""


class Alternative(NamedTuple):
    """One way in which a rule or a case can hold: what follows, and the conditions for it."""

    node: "tree.RuleNode | tree.CaseNode"
    head: tree.AtomNode | None
    body: tree.Body


def alternatives(desk: Desk) -> Iterator[tuple[str, Alternative]]:
    """The rules and the cases by the predicate that they are for; a case with any of several grounds once for each."""
    for placed in desk.draft.rules:
        node = placed.node
        yield node.head.name.text, Alternative(node, node.head, node.body)
    for name, outcome in desk.draft.outcomes.items():
        for case in outcome.node.cases:
            bodies = [(tree.PositiveNode(ground, ground.span),) for ground in case.because] if case.any else [case.body]
            yield from ((name, Alternative(case, None, body)) for body in bodies)


class Worlds:
    """What each predicate of a policy can be, and which bodies can hold."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.possible: Possible = {}
        self.dead: dict[int, list[Dead]] = {}
        """Per rule or case, by the id of its node, the alternatives that can never hold."""
        self._alternatives: dict[str, list[Alternative]] = {}
        for name, alternative in alternatives(desk):
            self._alternatives.setdefault(name, []).append(alternative)
        for name, placed in desk.draft.predicates.items():
            if placed.node.role == "input":
                self.possible[name] = [tuple(self._given(arg.type.text) for arg in placed.node.signature.arguments)]
            elif placed.node.role == "table":
                self.possible[name] = _few([tuple(frozenset((value,)) for value in row) for row in self._rows(name)])
        for name in bottom_up(dependencies(desk)):
            self.possible[name] = _few(list(self._derived(name)))

    def bindings(self, body: tree.Body) -> "dict[str, Values] | Dead":
        """What each variable of a body can be; or why the body can never hold."""
        return Conditions(self._desk, self.possible, body).settled()

    def _rows(self, name: str) -> Iterator[tuple[Value, ...]]:
        yield from (row.values for row in self._desk.tables.rows.get(name, ()))

    def _given(self, kind: str) -> Values:
        """What a dossier can say: a type that it can add to may have any value."""
        if kind not in self._desk.draft.types:
            return None
        kinds = (kind, *self._desk.draft.included(kind))
        if any(each not in self._desk.draft.types or self._desk.draft.types[each].node.section for each in kinds):
            return None
        return frozenset(self._desk.tables.constants_of(kind))

    def _derived(self, name: str) -> Iterator[Shape]:
        for alternative in self._alternatives.get(name, ()):
            found = self.bindings(alternative.body)
            if isinstance(found, Dead):
                self.dead.setdefault(id(alternative.node), []).append(found)
            elif isinstance(alternative.node, tree.CaseNode):
                yield (None, frozenset((alternative.node.value.text,)))
            elif alternative.head:
                yield tuple(of(term, found) for term in alternative.head.terms)


def _few(shapes: list[Shape]) -> list[Shape]:
    found = list(dict.fromkeys(shapes))
    return found if len(found) <= _MANY else [tuple(union(column) for column in zip(*found, strict=True))]
