"""What is declared and changes nothing: used nowhere, asked by no rule, or on the way to no outcome."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.dependencies import dependencies
from kmopolicy.program.desk import Desk
from kmopolicy.program.possible import Worlds
from kmopolicy.text.catalogue.policy import doubtful as catalogue
from kmopolicy.text.diagnostic import Diagnostic

_OF_ITSELF = ("label", "exists", "today")
"""Marks by which an input has a use of its own."""


def check(desk: Desk, _: Worlds) -> Iterator[Diagnostic]:
    """Types, inputs and tables; readings; and derived predicates."""
    yield from _types(desk)
    yield from _facts(desk)
    yield from _readings(desk)
    yield from _derived(desk)


def _types(desk: Desk) -> Iterator[Diagnostic]:
    draft = desk.draft
    signatures = [placed.node.signature for placed in draft.predicates.values()]
    signatures += [placed.node.signature for placed in draft.outcomes.values()]
    used = {argument.type.text for signature in signatures for argument in signature.arguments}
    used |= {included for name in used for included in draft.included(name)}
    names = [placed.node.name for placed in draft.entities.values()]
    names += [placed.node.name for placed in draft.types.values()]
    for name in names:
        if name.text not in used:
            yield Diagnostic(catalogue.UNUSED_DECLARATION, name.span, {"name": name.text}, "argument")


def _facts(desk: Desk) -> Iterator[Diagnostic]:
    used = {atom.name.text for clause in desk.clauses() for atom in clause.atoms()}
    for name, placed in desk.draft.predicates.items():
        node = placed.node
        own = any(flag.text in _OF_ITSELF for flag in node.flags)
        if node.role in ("input", "table") and name not in used and not own:
            word = node.signature.name
            yield Diagnostic(catalogue.UNUSED_DECLARATION, word.span, {"name": name}, "rule")


def _readings(desk: Desk) -> Iterator[Diagnostic]:
    bodies = [placed.node.body for placed in desk.draft.rules]
    bodies += [case.body for outcome in desk.draft.outcomes.values() for case in outcome.node.cases]
    used = {each.reading.text for body in bodies for each in body if isinstance(each, tree.UnderReadingNode)}
    for name, placed in desk.draft.readings.items():
        if name not in used:
            yield Diagnostic(catalogue.UNUSED_READING, placed.node.name.span, {"name": name}, "rule")


def _derived(desk: Desk) -> Iterator[Diagnostic]:
    """Predicates that lead to no outcome; not those that only lead to one of these."""
    uses, predicates = dependencies(desk), desk.draft.predicates
    queue = [name for name in uses if _is_goal(desk, name)]
    reached = set(queue)
    for name in queue:
        found = [each for each in uses.get(name, ()) if each not in reached]
        reached |= set(found)
        queue += found
    lost = [name for name in uses if name not in reached]
    beneath = {used for name in lost for used in uses[name]}
    for name in lost:
        if name not in beneath:
            yield Diagnostic(catalogue.UNREACHED, predicates[name].node.signature.name.span, {"name": name}, "use")


def _is_goal(desk: Desk, name: str) -> bool:
    """Whether people ask for it: an outcome, a warning, or what is declared to be asked for."""
    if name not in desk.draft.predicates:
        return True
    node = desk.draft.predicates[name].node
    return node.role == "warning" or any(flag.text == "goal" for flag in node.flags)
