"""Properties that add a fact: one that a dossier can state, and an outcome whose values are all in the order, once."""

from collections import Counter
from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.checks.names import ROLES
from kmopolicy.program.desk import Desk
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.policy import properties as catalogue
from kmopolicy.text.diagnostic import Diagnostic


def check(desk: Desk) -> Iterator[Diagnostic]:
    """What is wrong with the effects that properties speak of."""
    for placed in desk.draft.properties.values():
        effect = placed.node.effect
        if effect:
            yield from _fact(desk, effect.added)
            yield from _outcome(desk, effect)


def _fact(desk: Desk, added: tree.AtomNode) -> Iterator[Diagnostic]:
    name = added.name.text
    if desk.draft.signature(name) is None:
        return
    role = desk.draft.role(name)
    if role != "input":
        args = {"name": name, "role": ROLES[role][0], "role_en": ROLES[role][1]}
        yield Diagnostic(catalogue.NOT_A_FACT_TO_ADD, added.name.span, args, "input")
    elif desk.tables.rows.get(name):
        yield Diagnostic(catalogue.NOT_A_FACT_TO_ADD, added.name.span, {"name": name, **_REGISTER}, "input")


_REGISTER = {"role": "een register van het beleid", "role_en": "a register of the policy"}


def _outcome(desk: Desk, effect: tree.EffectNode) -> Iterator[Diagnostic]:
    name, outcomes = effect.outcome, desk.draft.outcomes
    if name.text not in outcomes:
        args = {"name": name.text, **near_or("known", name.text, outcomes)}
        yield Diagnostic(catalogue.NOT_AN_OUTCOME, name.span, args, args.pop("help"))
    elif effect.verb != "changes":
        yield from _order(outcomes[name.text].node, effect)


def _order(outcome: tree.CasesNode, effect: tree.EffectNode) -> Iterator[Diagnostic]:
    """Every value that a case gives stands in the order, once."""
    values = dict.fromkeys(case.value.text for case in outcome.cases)
    words = [word for rank in effect.ranks for word in rank]
    unknown = [word for word in words if word.text not in values]
    for word in unknown:
        args = {"name": word.text, "outcome": effect.outcome.text, **near_or("known", word.text, values)}
        yield Diagnostic(catalogue.NO_SUCH_RANK, word.span, args, args.pop("help"))
    counts = Counter(word.text for word in words)
    for value in values:
        # What is misspelt is not also missing.
        if counts[value] > 1 or not (counts[value] or unknown):
            span = next((word.span for word in reversed(words) if word.text == value), effect.outcome.span)
            help_key = "twice" if counts[value] else "missing"
            yield Diagnostic(catalogue.UNEVEN_ORDER, span, {"name": value}, help_key)
