"""What can hold as far as syntax shows: per predicate the values that its rows and rules can give, whatever a dossier says.

It errs on one side only: what is called impossible here holds in no model; much that holds in none is not seen.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from kmopolicy.language import tree
from kmopolicy.program.dependencies import bottom_up, dependencies
from kmopolicy.program.desk import Desk
from kmopolicy.program.order import goes_round
from kmopolicy.program.terms import Value

Values = frozenset[Value] | None
"""The values that a term can have; None for any."""
Shape = tuple[Values, ...]
"""What the arguments of a predicate can be, together."""
Possible = dict[str, list[Shape]]
Why = Literal["contrary", "comparison", "order", "nothing", "together", "given", "option", "single", ""]

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}
_MANY = 100
"""Shapes of one predicate; of more only each argument by itself is looked at."""
_LONG = 200
"""Conditions of one rule; of more not every two are held against each other."""
_OFTEN = 10
"""Times that a body is gone over; what would be left out after that stays in."""


class Dead(NamedTuple):
    """Why a body can never hold: the literal at which it shows, and another one that has to do with it.

    `why` is "" where it only follows from a predicate that never holds.
    """

    why: Why
    literal: tree.LiteralNode
    other: tree.LiteralNode | None = None


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
        return _Body(self._desk, self.possible, body).settled()

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
                yield tuple(_of(term, found) for term in alternative.head.terms)


class _Body:
    """Goes over the conditions of a body until nothing more is left out."""

    def __init__(self, desk: Desk, possible: Mapping[str, list[Shape]], body: tree.Body) -> None:
        self._desk = desk
        self._possible = possible
        self._body = body
        self._values: dict[str, Values] = {}

    def settled(self) -> dict[str, Values] | Dead:
        """What each variable can be, or why there is nothing."""
        found, before = self._clash() if len(self._body) <= _LONG else None, None
        for _ in range(_OFTEN):
            if found or before == self._values:
                break
            before = dict(self._values)
            found = self._once()
        return found or self._covered() or self._values

    def _once(self) -> Dead | None:
        for literal in self._body:
            if isinstance(literal, tree.PositiveNode):
                dead = self._atom(literal)
            elif isinstance(literal, tree.ComparisonNode):
                dead = self._comparison(literal)
            else:
                dead = None
            if dead:
                return dead
        return None

    def _atom(self, literal: tree.PositiveNode) -> Dead | None:
        shapes, terms = self._possible.get(literal.atom.name.text, []), literal.atom.terms
        alone = [shape for shape in shapes if _fits(shape, terms, {})]
        fitting = [shape for shape in alone if _fits(shape, terms, self._values)]
        if not fitting:
            # A derived predicate that never holds has rules that are told of themselves.
            derived = self._desk.draft.role(literal.atom.name.text) in ("derived", "warning", "outcome")
            return Dead("together" if alone else "" if derived and not shapes else "nothing", literal)
        for place, term in enumerate(terms):
            if term.kind == "variable":
                self._narrow(str(term.value), _union(shape[place] for shape in fitting))
        return None

    def _narrow(self, name: str, values: Values) -> None:
        known = self._values.get(name)
        self._values[name] = values if known is None else known if values is None else known & values

    def _comparison(self, literal: tree.ComparisonNode) -> Dead | None:
        left, right = _of(literal.left, self._values), _of(literal.right, self._values)
        if left is None and right is None:
            return None
        if literal.op == "=":
            left = right = left if right is None else right if left is None else left & right
        elif left is not None and right is not None:
            left, right = _kept(left, literal.op, right), _kept(right, _TURNED[literal.op], left)
        for term, values in ((literal.left, left), (literal.right, right)):
            if term.kind == "variable":
                self._narrow(str(term.value), values)
        return Dead("comparison", literal) if frozenset() in (left, right) else None

    def _clash(self) -> Dead | None:
        """Two conditions that never go together, whatever the tables say."""
        for place, literal in enumerate(self._body):
            for other in self._body[:place]:
                why = self._clashes(literal, other) or self._clashes(other, literal)
                if why:
                    return Dead(why, literal, other)
        compared = [each for each in self._body if isinstance(each, tree.ComparisonNode)]
        if contradictory(compared):
            alone = next((each for each in compared if contradictory([each])), None)
            return Dead("comparison", alone) if alone else Dead("order", compared[-1])
        return None

    def _clashes(self, one: tree.LiteralNode, other: tree.LiteralNode) -> Why:
        match one, other:
            case tree.PositiveNode(atom=here), tree.NegativeNode(atom=there) if here.name.text == there.name.text:
                return "contrary" if all(map(_within, here.terms, there.terms)) else ""
            case tree.UnderReadingNode(), tree.UnderReadingNode():
                apart = one.reading.text == other.reading.text and one.option.text != other.option.text
                return "option" if apart else ""
            case tree.PositiveNode(atom=here), tree.PositiveNode(atom=there) if here.name.text == there.name.text:
                return "single" if self._has_one(here.name.text) and _differ_at_the_end(here, there) else ""
        return ""

    def _has_one(self, name: str) -> bool:
        """Whether a predicate has one last argument per other arguments."""
        if name in self._desk.draft.outcomes:
            return True
        flags = {flag.text for flag in self._desk.draft.predicates[name].node.flags}
        return bool(flags & {"at most one", "exactly one"})

    def _covered(self) -> Dead | None:
        """A condition under `not` that a table always fulfils, for every value that its variable can have."""
        for literal in self._body:
            if not isinstance(literal, tree.NegativeNode) or self._desk.draft.role(literal.atom.name.text) != "table":
                continue
            rows = [row.values for row in self._desk.tables.rows.get(literal.atom.name.text, ())]
            places = [place for place, term in enumerate(literal.atom.terms) if term.kind == "variable"]
            values = self._values.get(str(literal.atom.terms[places[0]].value)) if len(places) == 1 else None
            given = {
                tuple(row[place] for place in places)
                for row in rows
                if all(
                    term.kind in ("variable", "anything") or term.value == value
                    for term, value in zip(literal.atom.terms, row, strict=True)
                )
            }
            if (not places and given) or (values and all((value,) in given for value in values)):
                return Dead("given", literal)
        return None


def contradictory(comparisons: Iterable[tree.ComparisonNode], known: Mapping[str, Value] | None = None) -> bool:
    """Whether no values fit these comparisons; `known` are the values of some of their variables."""
    known, told = known or {}, list(comparisons)
    ordered: dict[object, Value] = {}

    def named(term: tree.TermNode) -> object:
        if term.kind == "variable" and str(term.value) not in known:
            return str(term.value)
        value = known[str(term.value)] if term.kind == "variable" else term.value
        ordered["=", value] = value
        return "=", value

    labels: list[tuple[object, str, object]] = []
    ranked: list[tuple[object, str, object]] = []
    for each in told:
        shown = (named(each.left), each.op, named(each.right))
        # Labels and names have no order: of these only the same value is equal.
        (labels if any(isinstance(ordered.get(side), str) for side in shown) else ranked).append(shown)
    both = [each for each in labels if each[0] in ordered and each[2] in ordered]
    if any(not _holds(ordered[left], op, ordered[right]) for left, op, right in both):
        return True
    return any(goes_round(ranked, _of_kind(ordered, kind)) for kind in (date, int))


def _of_kind(ordered: Mapping[object, Value], kind: type) -> list[tuple[object, object]]:
    return [(value, name) for name, value in ordered.items() if isinstance(value, kind)]


def _holds(one: Value, op: str, other: Value) -> bool:
    if op in ("=", "!="):
        return (one == other) == (op == "=")
    if type(one) is not type(other):
        return True
    first, second = (one, other) if op.startswith("<") else (other, one)
    return first < second or (op.endswith("=") and first == second)  # type: ignore[operator]


def _kept(values: frozenset[Value], op: str, others: frozenset[Value]) -> frozenset[Value]:
    """The values that go together with any of the others."""
    if not others:
        return others
    if op == "!=":
        return values - others if len(others) == 1 else values
    # Whatever is before the last is before one of them.
    last = max(others, key=_rank) if op.startswith("<") else min(others, key=_rank)
    return frozenset(value for value in values if _holds(value, op, last))


def _rank(value: Value) -> tuple[str, str]:
    return type(value).__name__, f"{value:09}" if isinstance(value, int) else str(value)


def _of(term: tree.TermNode, values: Mapping[str, Values]) -> Values:
    """What a term can be."""
    if term.kind == "variable":
        return values.get(str(term.value))
    return None if term.kind == "anything" else frozenset((term.value,))


def _fits(shape: Shape, terms: tuple[tree.TermNode, ...], values: Mapping[str, Values]) -> bool:
    own: dict[str, Values] = {}
    for allowed, term in zip(shape, terms, strict=True):
        wanted = _of(term, values)
        both = allowed if wanted is None else wanted if allowed is None else allowed & wanted
        if term.kind == "variable" and both is not None:
            before = own.get(str(term.value))
            both = own[str(term.value)] = both if before is None else both & before
        if both is not None and not both:
            return False
    return True


def _union(values: Iterable[Values]) -> Values:
    found: set[Value] = set()
    for each in values:
        if each is None:
            return None
        found |= each
    return frozenset(found)


def _few(shapes: list[Shape]) -> list[Shape]:
    found = list(dict.fromkeys(shapes))
    return found if len(found) <= _MANY else [tuple(_union(column) for column in zip(*found, strict=True))]


def _within(term: tree.TermNode, pattern: tree.TermNode) -> bool:
    """Whether what a term stands for is among what a term under `not` stands for."""
    return pattern.kind == "anything" or same(term, pattern)


def same(one: tree.TermNode, other: tree.TermNode) -> bool:
    """Whether two terms of one rule stand for the same value, whatever it is."""
    if "anything" in (one.kind, other.kind):
        return False
    return (one.kind == "variable") == (other.kind == "variable") and one.value == other.value


def _differ_at_the_end(one: tree.AtomNode, other: tree.AtomNode) -> bool:
    *keys, last = zip(one.terms, other.terms, strict=True)
    apart = {last[0].kind, last[1].kind}.isdisjoint(("variable", "anything")) and last[0].value != last[1].value
    return apart and all(same(*key) for key in keys)
