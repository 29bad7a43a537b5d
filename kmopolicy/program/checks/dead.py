"""Rules and cases that can never hold: conditions that exclude each other, and values that nothing gives."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.bodies import Dead
from kmopolicy.program.checks.words import literal_shown, what
from kmopolicy.program.desk import Desk
from kmopolicy.program.possible import Worlds
from kmopolicy.text.catalogue.policy import doubtful as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span


def check(desk: Desk, worlds: Worlds) -> Iterator[Diagnostic]:
    """Each rule and each case once, at the condition by which it can never hold."""
    nodes: list[tree.RuleNode | tree.CaseNode] = [placed.node for placed in desk.draft.rules]
    nodes += [case for outcome in desk.draft.outcomes.values() for case in outcome.node.cases]
    for node in nodes:
        for dead in worlds.dead.get(id(node), ()):
            if dead.why:
                yield _told(node, dead)


def _told(node: tree.RuleNode | tree.CaseNode, dead: Dead) -> Diagnostic:
    one = literal_shown(dead.literal)
    args = {**what(node), "one": one, "other": one, "name": ""}
    notes: tuple[tuple[Span, Localized], ...] = ()
    if isinstance(dead.literal, tree.PositiveNode | tree.NegativeNode):
        args["name"] = dead.literal.atom.name.text
    if dead.why == "given" and isinstance(dead.literal, tree.NegativeNode):
        args["other"] = one.removeprefix("not ")
    if dead.other:
        args["other"] = literal_shown(dead.other)
        notes = ((dead.other.span, Localized("de andere voorwaarde", "the other condition")),)
    return Diagnostic(catalogue.DEAD_RULE, dead.literal.span, args, dead.why, notes)
