"""No recursion: a predicate never depends on itself, so that every program ends and negation is stratified."""

from collections.abc import Iterator, Mapping

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic

Uses = Mapping[str, Mapping[str, tree.Word]]


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Each circle of predicates once, at the first atom that closes it."""
    uses, told = dependencies(desk), set[str]()
    for name in uses:
        circle = _circle(uses, name)
        if circle and not told & set(circle):
            told |= set(circle)
            shown = " → ".join(f"`{each}`" for each in (*circle, circle[0]))
            span = uses[name][circle[1] if len(circle) > 1 else name].span
            yield Diagnostic(catalogue.RECURSION, span, {"name": name, "cycle": shown}, "cycle")


def dependencies(desk: Desk) -> dict[str, dict[str, tree.Word]]:
    """Per derived predicate and outcome: the predicates that its rules use, and where first."""
    found: dict[str, dict[str, tree.Word]] = {}
    for placed in desk.draft.rules:
        uses = found.setdefault(placed.node.head.name.text, {})
        _note(placed.node.body, uses)
    for name, outcome in desk.draft.outcomes.items():
        for case in outcome.node.cases:
            _note(case.body, found.setdefault(name, {}))
            for ground in case.because:
                found[name].setdefault(ground.name.text, ground.name)
    return found


def _note(body: tree.Body, uses: dict[str, tree.Word]) -> None:
    for literal in body:
        if isinstance(literal, tree.PositiveNode | tree.NegativeNode):
            uses.setdefault(literal.atom.name.text, literal.atom.name)


def _circle(uses: Uses, start: str) -> tuple[str, ...]:
    """The shortest way from a predicate back to itself; () for none."""
    queue: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    for path in queue:
        for name in uses.get(path[-1], {}):
            if name == start:
                return path
            if name not in seen and name in uses:
                seen.add(name)
                queue.append((*path, name))
    return ()
