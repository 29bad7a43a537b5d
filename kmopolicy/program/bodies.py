"""Whether the conditions of one rule can hold together, and what each of its variables can then be."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from kmopolicy.language import tree
from kmopolicy.program.comparisons import contradictory, kept
from kmopolicy.program.desk import Desk
from kmopolicy.program.terms import Value

Values = frozenset[Value] | None
"""The values that a term can have; None for any."""
Shape = tuple[Values, ...]
"""What the arguments of a predicate can be, together."""
Why = Literal["contrary", "comparison", "order", "nothing", "together", "given", "option", "single", ""]

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "!=": "!="}
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


class Conditions:
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
                self._narrow(str(term.value), union(shape[place] for shape in fitting))
        return None

    def _narrow(self, name: str, values: Values) -> None:
        known = self._values.get(name)
        self._values[name] = values if known is None else known if values is None else known & values

    def _comparison(self, literal: tree.ComparisonNode) -> Dead | None:
        left, right = of(literal.left, self._values), of(literal.right, self._values)
        if left is None and right is None:
            return None
        if literal.op == "=":
            left = right = left if right is None else right if left is None else left & right
        elif left is not None and right is not None:
            left, right = kept(left, literal.op, right), kept(right, _TURNED[literal.op], left)
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


def of(term: tree.TermNode, values: Mapping[str, Values]) -> Values:
    """What a term can be."""
    if term.kind == "variable":
        return values.get(str(term.value))
    return None if term.kind == "anything" else frozenset((term.value,))


def _fits(shape: Shape, terms: tuple[tree.TermNode, ...], values: Mapping[str, Values]) -> bool:
    own: dict[str, Values] = {}
    for allowed, term in zip(shape, terms, strict=True):
        wanted = of(term, values)
        both = allowed if wanted is None else wanted if allowed is None else allowed & wanted
        if term.kind == "variable" and both is not None:
            before = own.get(str(term.value))
            both = own[str(term.value)] = both if before is None else both & before
        if both is not None and not both:
            return False
    return True


def union(values: Iterable[Values]) -> Values:
    """The values that any of them can have."""
    found: set[Value] = set()
    for each in values:
        if each is None:
            return None
        found |= each
    return frozenset(found)


def _within(term: tree.TermNode, pattern: tree.TermNode) -> bool:
    """Whether what a term stands for is among what a term under `not` stands for."""
    return pattern.kind == "anything" or _same(term, pattern)


def _same(one: tree.TermNode, other: tree.TermNode) -> bool:
    """Whether two terms of one rule stand for the same value, whatever it is."""
    if "anything" in (one.kind, other.kind):
        return False
    return (one.kind == "variable") == (other.kind == "variable") and one.value == other.value


def _differ_at_the_end(one: tree.AtomNode, other: tree.AtomNode) -> bool:
    *keys, last = zip(one.terms, other.terms, strict=True)
    apart = {last[0].kind, last[1].kind}.isdisjoint(("variable", "anything")) and last[0].value != last[1].value
    return apart and all(_same(*key) for key in keys)
