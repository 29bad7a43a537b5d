"""Safety: every variable of a head, a comparison or a negation is settled by a condition that is not negated."""

from collections import Counter
from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.desk import Clause, Desk
from kmopolicy.program.near import nearest
from kmopolicy.text.catalogue.policy import meaning as catalogue
from kmopolicy.text.diagnostic import Diagnostic


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Unsafe variables, each told once per clause."""
    for clause in desk.clauses():
        known, places = _bound(clause), count(clause)
        for term, negated in _needed(clause):
            if term.kind == "anything":
                yield Diagnostic(catalogue.ANYTHING, term.span, {}, "name")
            elif term.kind == "variable" and term.value not in known:
                name, near = str(term.value), nearest(str(term.value), known)
                help_key = "near" if near else "anything" if negated and places[name] == 1 else "bind"
                yield Diagnostic(catalogue.UNSAFE, term.span, {"name": name, "near": near}, help_key)
                known.add(name)


def _bound(clause: Clause) -> set[str]:
    found = {str(term.value) for atom in clause.positives() for term in atom.terms if term.kind == "variable"}
    found |= {clause.subject} if clause.subject else set()
    for literal in clause.body:
        if isinstance(literal, tree.YearNode) and (literal.date.kind != "variable" or literal.date.value in found):
            found.add(str(literal.year.value))
    return found


def _needed(clause: Clause) -> Iterator[tuple[tree.TermNode, bool]]:
    """The terms that must be settled, and whether they stand under `not` (where `_` may stand)."""
    yield from ((term, False) for term in (clause.head.terms if clause.head else ()))
    for literal in clause.body:
        match literal:
            case tree.NegativeNode(atom=atom):
                yield from ((term, True) for term in atom.terms if term.kind != "anything")
            case tree.ComparisonNode(left=left, right=right):
                yield from ((left, False), (right, False))
            case tree.YearNode(year=year, date=date):
                yield from ((date, False), *(((year, False),) if year.kind == "anything" else ()))
    for ground in clause.grounds:
        yield from ((term, True) for term in ground.terms[1:] if term.kind == "variable")


def count(clause: Clause) -> Counter[str]:
    """In how many places each variable stands."""
    terms = [term for atom in clause.atoms() for term in atom.terms]
    for literal in clause.body:
        if isinstance(literal, tree.ComparisonNode):
            terms += (literal.left, literal.right)
        elif isinstance(literal, tree.YearNode):
            terms += (literal.year, literal.date)
    return Counter(str(term.value) for term in terms if term.kind == "variable")
