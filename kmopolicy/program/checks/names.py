"""Names in rules: every predicate, reading and option is declared, and only what is defined is derived."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized

ROLES = {
    "input": ("een feit uit het dossier", "a fact of the dossier"),
    "table": ("een tabel", "a table"),
    "outcome": ("een uitkomst met gevallen", "an outcome with cases"),
    "derived": ("een afgeleid predicaat", "a derived predicate"),
    "warning": ("een waarschuwing", "a warning"),
}
"""What a predicate is, in words."""
_GIVEN = ("input", "table", "outcome")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Undeclared names, rules for what is not derived, and predicates without a rule."""
    for clause in desk.clauses():
        for atom in clause.atoms():
            yield from atom_name(desk, atom)
        for literal in clause.body:
            if isinstance(literal, tree.UnderReadingNode):
                yield from _reading(desk, literal)
    for placed in desk.draft.rules:
        yield from _head(desk, placed.node.head)
    derived = {placed.node.head.name.text for placed in desk.draft.rules}
    for name, predicate in desk.draft.predicates.items():
        if predicate.node.role in ("derived", "warning") and name not in derived:
            yield Diagnostic(catalogue.NO_RULE, predicate.node.signature.name.span, {"name": name}, "rule")


def atom_name(desk: Desk, atom: tree.AtomNode) -> Iterator[Diagnostic]:
    """The predicate of an atom, where it is not declared or has another number of arguments."""
    name, known = atom.name.text, desk.draft.predicate_names()
    signature = desk.draft.signature(name)
    if signature is None:
        args = {"name": name, **near_or("declare", name, known)}
        yield Diagnostic(catalogue.UNKNOWN_PREDICATE, atom.name.span, args, args.pop("help"))
    elif len(signature.arguments) != len(atom.terms):
        shown = f"{name}({', '.join(argument.name.text for argument in signature.arguments)})"
        args = {"name": name, "expected": str(len(signature.arguments)), "found": str(len(atom.terms))}
        note = (signature.name.span, Localized("zo is het gedeclareerd", "it is declared like this"))
        yield Diagnostic(catalogue.ARITY, atom.span, {**args, "signature": shown}, "signature", (note,))


def _head(desk: Desk, head: tree.AtomNode) -> Iterator[Diagnostic]:
    name = head.name.text
    if desk.draft.signature(name) and desk.draft.role(name) in _GIVEN:
        role = ROLES[desk.draft.role(name)]
        args = {"name": name, "role": role[0], "role_en": role[1]}
        yield Diagnostic(catalogue.NOT_A_PREDICATE_TO_DERIVE, head.name.span, args, "define")


def _reading(desk: Desk, literal: tree.UnderReadingNode) -> Iterator[Diagnostic]:
    name, option = literal.reading, literal.option
    placed = desk.draft.readings.get(name.text)
    if placed is None:
        args = {"name": name.text, **near_or("declare", name.text, desk.draft.readings)}
        yield Diagnostic(catalogue.UNKNOWN_READING, name.span, args, args.pop("help"))
        return
    known = [each.name.text for each in placed.node.options]
    if option.text not in known:
        args = {"name": option.text, "reading": name.text, **near_or("known", option.text, known)}
        yield Diagnostic(catalogue.UNKNOWN_OPTION, option.span, args, args.pop("help"))
