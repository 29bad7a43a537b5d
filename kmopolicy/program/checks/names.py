"""Names in rules: every predicate, reading and option is declared, and only what is defined is derived."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.policy import meaning, names
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
    derived = {placed.node.head.name.text: placed.node.head for placed in desk.draft.rules}
    unruled = [
        predicate.node.signature
        for name, predicate in desk.draft.predicates.items()
        if predicate.node.role in ("derived", "warning") and name not in derived
    ]
    for clause in desk.clauses():
        for atom in clause.atoms():
            yield from atom_name(desk, atom, _renamed(desk, derived.get(atom.name.text), unruled))
        for literal in clause.body:
            if isinstance(literal, tree.UnderReadingNode):
                yield from _reading(desk, literal)
    for placed in desk.draft.rules:
        yield from _head(desk, placed.node.head)
    for signature in unruled:
        yield Diagnostic(names.NO_RULE, signature.name.span, {"name": signature.name.text}, "rule")


def _renamed(desk: Desk, head: tree.AtomNode | None, unruled: list[tree.SignatureNode]) -> str:
    """What an undeclared predicate with rules is called by now: the only one that lacks rules, if it is like it."""
    if head is None or len(unruled) != 1 or desk.draft.signature(head.name.text):
        return ""
    return unruled[0].name.text if len(unruled[0].arguments) == len(head.terms) else ""


def atom_name(desk: Desk, atom: tree.AtomNode, renamed: str = "") -> Iterator[Diagnostic]:
    """The predicate of an atom, where it is not declared or has another number of arguments."""
    name = atom.name.text
    signature = desk.draft.signature(name)
    if signature is None:
        args = {"name": name, **near_or("declare", name, desk.draft.predicate_names())}
        args |= {"near": renamed, "help": "near"} if renamed else {}
        yield Diagnostic(names.UNKNOWN_PREDICATE, atom.name.span, args, args.pop("help"))
    elif len(signature.arguments) != len(atom.terms):
        shown = f"{name}({', '.join(argument.name.text for argument in signature.arguments)})"
        args = {"name": name, "expected": str(len(signature.arguments)), "found": str(len(atom.terms))}
        note = (signature.name.span, Localized("zo is het gedeclareerd", "it is declared like this"))
        yield Diagnostic(meaning.ARITY, atom.span, {**args, "signature": shown}, "signature", (note,))


def _head(desk: Desk, head: tree.AtomNode) -> Iterator[Diagnostic]:
    name = head.name.text
    if desk.draft.signature(name) and desk.draft.role(name) in _GIVEN:
        role = ROLES[desk.draft.role(name)]
        args = {"name": name, "role": role[0], "role_en": role[1]}
        yield Diagnostic(names.NOT_A_PREDICATE_TO_DERIVE, head.name.span, args, "define")


def _reading(desk: Desk, literal: tree.UnderReadingNode) -> Iterator[Diagnostic]:
    name, option = literal.reading, literal.option
    placed = desk.draft.readings.get(name.text)
    if placed is None:
        args = {"name": name.text, **near_or("declare", name.text, desk.draft.readings)}
        yield Diagnostic(names.UNKNOWN_READING, name.span, args, args.pop("help"))
        return
    known = [each.name.text for each in placed.node.options]
    if option.text not in known:
        args = {"name": option.text, "reading": name.text, **near_or("known", option.text, known)}
        yield Diagnostic(names.UNKNOWN_OPTION, option.span, args, args.pop("help"))
