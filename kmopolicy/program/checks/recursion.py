"""No recursion: a predicate never depends on itself, so that every program ends and negation is stratified."""

from collections.abc import Collection, Iterator, Mapping

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic

Uses = Mapping[str, Mapping[str, tree.Word]]


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Each circle of predicates once, at the first atom that closes it."""
    uses, told = dependencies(desk), set[str]()
    used_by: dict[str, list[str]] = {name: [] for name in uses}
    for name, used in uses.items():
        for each in used.keys() & uses.keys():
            used_by[each].append(name)
    # What is settled from below, or leads to nothing from above, is on no circle.
    settled = {*bottom_up(uses), *bottom_up(used_by)}
    for name in uses:
        circle = _circle(uses, name) if name not in settled and name not in told else ()
        if circle:
            told |= set(circle)
            shown = " → ".join(f"`{each}`" for each in (*circle, circle[0]))
            span = uses[name][circle[1] if len(circle) > 1 else name].span
            yield Diagnostic(catalogue.RECURSION, span, {"name": name, "cycle": shown}, "cycle")


def bottom_up(uses: Mapping[str, Collection[str]]) -> list[str]:
    """The names of which everything that they use comes before them; those on a circle, or that rest on one, not."""
    users: dict[str, list[str]] = {}
    waiting = {name: [each for each in used if each in uses] for name, used in uses.items()}
    for name, used in waiting.items():
        for each in used:
            users.setdefault(each, []).append(name)
    count = {name: len(used) for name, used in waiting.items()}
    found = [name for name in uses if not count[name]]
    for name in found:
        for user in users.get(name, ()):
            count[user] -= 1
            if not count[user]:
                found.append(user)
    return found


def dependencies(desk: Desk) -> dict[str, dict[str, tree.Word]]:
    """Per derived predicate and outcome: the predicates that its rules use, and where first."""
    found: dict[str, dict[str, tree.Word]] = {}
    for placed in desk.draft.rules:
        name = placed.node.head.name.text
        if desk.draft.role(name) in ("derived", "warning"):
            _note(placed.node.body, found.setdefault(name, {}))
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
