"""Types: every value fits the argument it stands in, every variable has one type, and only like is compared."""

from collections.abc import Iterator, Mapping

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.policy import meaning, names
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized

_ORDERED = ("Date", "Year")
_BUILT_IN = {
    "Date": ("date", Localized("een datum zoals `2024-03-01`", "a date such as `2024-03-01`")),
    "Year": ("number", Localized("een jaartal zoals `2024`", "a year such as `2024`")),
    "Text": ("quoted", Localized("een tekst tussen aanhalingstekens", "a text between quotation marks")),
}
_VARIABLE = Localized("een veranderlijke, met een hoofdletter", "a variable, with a capital")
Types = Mapping[str, tuple[str, tree.TermNode]]


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Every term of every clause, and the constants of cases."""
    for clause in desk.clauses():
        types = desk.variable_types(clause)
        for atom in clause.atoms():
            yield from atom_terms(desk, atom, types)
        for literal in clause.body:
            yield from _literal(desk, literal, types)


def atom_terms(desk: Desk, atom: tree.AtomNode, types: Types, *, goal: bool = False) -> Iterator[Diagnostic]:
    """The terms of an atom against its declaration; in a `goal` an entity may be named by its id."""
    signature = desk.draft.signature(atom.name.text)
    for argument, term in zip(signature.arguments if signature else (), atom.terms, strict=False):
        if term.kind == "variable":
            yield from _variable(desk, term, argument.type.text, types)
        elif term.kind != "anything" and not (goal and argument.type.text in desk.draft.entities):
            yield from constant(desk, term, argument.type.text)


def constant(desk: Desk, term: tree.TermNode, kind: str) -> Iterator[Diagnostic]:
    """A constant against the type of its argument."""
    if kind in _BUILT_IN:
        if term.kind != _BUILT_IN[kind][0]:
            yield _wrong_kind(desk, term, kind, _BUILT_IN[kind][1])
    elif kind in desk.draft.entities:
        yield _wrong_kind(desk, term, kind, _VARIABLE)
    elif kind in desk.draft.types:
        known = desk.tables.constants_of(kind)
        if term.value not in known:
            args = {"name": str(term.value), "type": kind, **near_or("add", str(term.value), known)}
            yield Diagnostic(names.UNKNOWN_CONSTANT, term.span, args, args.pop("help"))


def _wrong_kind(desk: Desk, term: tree.TermNode, kind: str, example: Localized) -> Diagnostic:
    label = desk.type_label(kind)
    args = {"found": term.shown, "type": label.nl, "type_en": label["en"]}
    return Diagnostic(
        meaning.WRONG_KIND, term.span, {**args, "example": example.nl, "example_en": example["en"]}, "form"
    )


def _variable(desk: Desk, term: tree.TermNode, kind: str, types: Types) -> Iterator[Diagnostic]:
    other, first = types[str(term.value)]
    if not desk.related(kind, other) and {kind, other} <= set(desk.draft.type_names()):
        note = (first.span, Localized(f"hier is het `{other}`", f"here it is `{other}`"))
        args = {"name": str(term.value), "type": f"`{kind}`", "other": f"`{other}`"}
        yield Diagnostic(meaning.TWO_TYPES, term.span, args, "rename", (note,))


def _literal(desk: Desk, literal: tree.LiteralNode, types: Types) -> Iterator[Diagnostic]:
    if isinstance(literal, tree.ComparisonNode):
        yield from _comparison(desk, literal, types)
    elif isinstance(literal, tree.YearNode):
        for term, kind in ((literal.year, "Year"), (literal.date, "Date")):
            if term.kind == "variable" and str(term.value) in types:
                yield from _variable(desk, term, kind, types)
            elif term.kind not in ("variable", "anything"):
                yield from constant(desk, term, kind)


def _comparison(desk: Desk, literal: tree.ComparisonNode, types: Types) -> Iterator[Diagnostic]:
    left, right = _sides(desk, literal, types)
    if left and right and not desk.related(left, right):
        args = {"left": literal.left.shown, "right": literal.right.shown}
        args |= {"left_type": f"`{left}`", "right_type": f"`{right}`"}
        if {left, right} <= set(desk.draft.type_names()):
            yield Diagnostic(meaning.DIFFERENT_KINDS, literal.span, args, "types")
    elif literal.op not in ("=", "!=") and any(kind and kind not in _ORDERED for kind in (left, right)):
        yield Diagnostic(meaning.NO_ORDER, literal.span, {"op": literal.op}, "equal")
    elif left or right:
        for term in (literal.left, literal.right):
            if term.kind in ("constant", "quoted"):
                yield from constant(desk, term, left or right)


def _sides(desk: Desk, literal: tree.ComparisonNode, types: Types) -> tuple[str, str]:
    """The types of the two sides; "" for one that takes that of the other side, as a constant does."""
    left, right = _type_of(literal.left, types), _type_of(literal.right, types)
    if literal.right.kind == "quoted" and left in desk.draft.types:
        return left, ""
    if literal.left.kind == "quoted" and right in desk.draft.types:
        return "", right
    return left, right


def _type_of(term: tree.TermNode, types: Types) -> str:
    if term.kind == "variable":
        return types[str(term.value)][0] if str(term.value) in types else ""
    return {"date": "Date", "number": "Year", "quoted": "Text"}.get(term.kind, "")
