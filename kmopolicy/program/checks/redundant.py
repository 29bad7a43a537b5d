"""Rules that another makes redundant: the same follows from it, under conditions that are all among theirs."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.program.checks.words import what
from kmopolicy.program.desk import Desk
from kmopolicy.program.possible import Worlds
from kmopolicy.text.catalogue.policy import doubtful as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized
from kmopolicy.text.names import camel
from kmopolicy.text.span import Span

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
_MANY = 200
"""Rules of one predicate; of more, which belong in a table, not every two are compared."""
_STEPS = 2_000
"""Pairs of conditions that are tried for two rules; who needs more is not told that one adds nothing."""
Bound = Mapping[str, tree.TermNode]
"""The terms of one rule that the variables of another stand for."""


class _Way(NamedTuple):
    """A rule, or a case with one of its conditions."""

    node: tree.RuleNode | tree.CaseNode
    terms: tuple[tree.TermNode, ...]
    body: tree.Body
    span: Span


def check(desk: Desk, worlds: Worlds) -> Iterator[Diagnostic]:
    """Each rule that another covers, and each case that an earlier one always goes before."""
    by_head: dict[str, list[_Way]] = {}
    for placed in desk.draft.rules:
        node = placed.node
        if id(node) not in worlds.dead:
            way = _Way(node, node.head.terms, node.body, node.head.span)
            by_head.setdefault(node.head.name.text, []).append(way)
    for ways in by_head.values():
        yield from _rules(ways) if len(ways) <= _MANY else ()
    for outcome in desk.draft.outcomes.values():
        subject = camel(outcome.node.signature.arguments[0].name.text)
        who = tree.TermNode("variable", subject, outcome.node.signature.span)
        yield from _cases(outcome.node.cases, who)


def _rules(ways: list[_Way]) -> Iterator[Diagnostic]:
    told: set[int] = set()
    for place, way in enumerate(ways):
        for at, other in enumerate(ways):
            if at == place or at in told or not _covers(other, way):
                continue
            same = _covers(way, other)
            if same and at > place:
                continue
            told.add(place)
            yield _told(way, other.span, "same" if same else "wider")
            break


def _cases(cases: tuple[tree.CaseNode, ...], who: tree.TermNode) -> Iterator[Diagnostic]:
    """A case of which every way to hold is a way for an earlier case to hold; the last one is there for all others."""
    for place, case in enumerate(cases if sum(len(_ways(case, who)) for case in cases) <= _MANY else ()):
        earlier = [way for before in cases[:place] for way in _ways(before, who)]
        found = [next((other for other in earlier if _covers(other, way)), None) for way in _ways(case, who)]
        first = found[0] if found and all(found) else None
        if first:
            yield _told(_Way(case, (), (), case.value.span), first.span, "later")


def _ways(case: tree.CaseNode, who: tree.TermNode) -> list[_Way]:
    """The ways in which a case can hold; none for the one that is there for all others."""
    bodies: list[tree.Body] = [(tree.PositiveNode(ground, ground.span),) for ground in case.because]
    bodies = bodies if case.any else [] if case.last else [case.body]
    return [_Way(case, (who,), body, case.value.span) for body in bodies]


def _told(way: _Way, other: Span, help_key: str) -> Diagnostic:
    notes = ((other, Localized("dit geeft hetzelfde", "this gives the same")),)
    if help_key == "later":
        notes = ((other, Localized("dit geval gaat voor", "this case goes first")),)
    node = way.node
    args = what(node) if isinstance(node, tree.RuleNode) else {"what": "dit geval", "what_en": "this case"}
    return Diagnostic(catalogue.REDUNDANT_RULE, way.span, args, help_key, notes)


def _covers(wide: _Way, narrow: _Way) -> bool:
    """Whether all that follows from the narrow one follows from the wide one: for some reading of its variables."""
    start = _terms(wide.terms, narrow.terms, {})
    # What binds variables first, so that what only uses them is compared with what they stand for.
    return start is not None and _found(sorted(wide.body, key=_place), narrow.body, start, [_STEPS])


def _place(literal: tree.LiteralNode) -> int:
    return 0 if isinstance(literal, tree.PositiveNode) else 1 if isinstance(literal, tree.YearNode) else 2


def _found(wide: list[tree.LiteralNode], narrow: tree.Body, start: Bound, left: list[int]) -> bool:
    """Whether each condition of the one is found among those of the other, each choice in turn, while steps are left."""
    choices: list[Iterator[Bound]] = []
    bound: Bound | None = start
    while bound is not None:
        if len(choices) == len(wide):
            return True
        choices.append(_choices(wide[len(choices)], narrow, bound, left))
        bound = next(choices[-1], None)
        while bound is None and len(choices) > 1:
            choices.pop()
            bound = next(choices[-1], None)
    return False


def _choices(wide: tree.LiteralNode, narrow: tree.Body, bound: Bound, left: list[int]) -> Iterator[Bound]:
    for literal in narrow:
        left[0] -= 1
        found = _matched(wide, literal, bound) if left[0] >= 0 else None
        if found is not None:
            yield found


def _matched(wide: tree.LiteralNode, narrow: tree.LiteralNode, bound: Bound) -> Bound | None:
    """What the variables stand for where the narrow condition says all that the wide one does."""
    match wide, narrow:
        case tree.PositiveNode(atom=one), tree.PositiveNode(atom=other) if one.name.text == other.name.text:
            return _terms(one.terms, other.terms, bound)
        case tree.NegativeNode(atom=one), tree.NegativeNode(atom=other) if one.name.text == other.name.text:
            return bound if all(_denied(*pair, bound) for pair in zip(one.terms, other.terms, strict=True)) else None
        case tree.UnderReadingNode(), tree.UnderReadingNode():
            same = (wide.reading.text, wide.option.text) == (narrow.reading.text, narrow.option.text)
            return bound if same else None
        case tree.YearNode(), tree.YearNode():
            return _terms((wide.year, wide.date), (narrow.year, narrow.date), bound)
        case tree.ComparisonNode(), tree.ComparisonNode():
            return _compared(wide, narrow, bound)
    return None


def _compared(wide: tree.ComparisonNode, narrow: tree.ComparisonNode, bound: Bound) -> Bound | None:
    if wide.op == narrow.op:
        found = _terms((wide.left, wide.right), (narrow.left, narrow.right), bound)
        if found is not None:
            return found
    return (
        _terms((wide.left, wide.right), (narrow.right, narrow.left), bound) if wide.op == _TURNED[narrow.op] else None
    )


def _terms(wide: tuple[tree.TermNode, ...], narrow: tuple[tree.TermNode, ...], bound: Bound) -> Bound | None:
    found = dict(bound)
    for one, other in zip(wide, narrow, strict=True):
        if one.kind == "anything":
            continue
        known = found.setdefault(str(one.value), other) if one.kind == "variable" else one
        if known is not other and not _same(known, other):
            return None
    return found


def _denied(wide: tree.TermNode, narrow: tree.TermNode, bound: Bound) -> bool:
    """Whether a term under `not` leaves out at least what another one does."""
    if narrow.kind == "anything" or wide.kind == "anything":
        return narrow.kind == "anything"
    known = bound.get(str(wide.value)) if wide.kind == "variable" else wide
    return known is not None and _same(known, narrow)


def _same(one: tree.TermNode, other: tree.TermNode) -> bool:
    if "anything" in (one.kind, other.kind):
        return False
    return (one.kind == "variable") == (other.kind == "variable") and one.value == other.value
