"""What the rules of each predicate use, and an order in which everything comes after what it uses."""

from collections.abc import Collection, Mapping

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk


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
