"""Outcomes: two arguments, known values, grounds about the subject, and one `otherwise`, last."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk
from kmopolicy.program.draft import BUILT_IN
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.policy import meaning, names
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.names import camel


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Everything that would leave a subject without exactly one outcome."""
    for placed in desk.draft.outcomes.values():
        node = placed.node
        arguments = node.signature.arguments
        if len(arguments) != 2 or arguments[0].type.text in (*BUILT_IN, *desk.draft.types):
            name = node.signature.name
            yield Diagnostic(meaning.OUTCOME_SHAPE, node.signature.span, {"name": name.text}, "shape")
            continue
        for case in node.cases:
            yield from _case(desk, case, arguments[1].type.text, camel(arguments[0].name.text))
        yield from _last(node)


def _case(desk: Desk, case: tree.CaseNode, kind: str, subject: str) -> Iterator[Diagnostic]:
    known = desk.tables.constants_of(kind) if kind in desk.draft.types else {}
    if case.value.text not in known:
        args = {"name": case.value.text, "type": kind, **near_or("known", case.value.text, known)}
        yield Diagnostic(names.UNKNOWN_CONSTANT, case.value.span, args, args.pop("help"))
    for ground in case.because:
        if ground.terms[0].value != subject:
            yield Diagnostic(meaning.GROUND_SUBJECT, ground.terms[0].span, {"subject": subject}, "first")
    atoms = [literal.atom for literal in case.body if isinstance(literal, tree.PositiveNode | tree.NegativeNode)]
    if atoms and not any(term.value == subject for atom in atoms for term in atom.terms):
        span = atoms[0].span.to(atoms[-1].span)
        yield Diagnostic(meaning.CASE_SUBJECT, span, {"subject": subject}, "use")


def _last(node: tree.CasesNode) -> Iterator[Diagnostic]:
    early = [case for case in node.cases[:-1] if case.last]
    for case in early or ([] if node.cases[-1].last else [node.cases[-1]]):
        yield Diagnostic(meaning.OTHERWISE, case.value.span, {}, "last")
