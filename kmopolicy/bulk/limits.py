"""What a target cannot express, before anything is written for it."""

from collections.abc import Iterable, Iterator

from kmopolicy.bulk.plan import Plan
from kmopolicy.bulk.sql import Speech
from kmopolicy.program.program import Program
from kmopolicy.program.terms import BodyLiteral, Comparison, Const, Negative, Positive, Term
from kmopolicy.text.catalogue import bulk as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span


def of_dialect(program: Program, plan: Plan, speech: Speech) -> Iterator[Diagnostic]:
    """Names that a dialect would cut off or take for one another."""
    for relation in plan.relations:
        for name in (relation.name, *(column.name for column in relation.columns)):
            if speech.longest and len(name.encode()) > speech.longest:
                span = _place(program, relation.name)
                args = {"name": name, "dialect": speech.dialect, "most": str(speech.longest)}
                yield Diagnostic(catalogue.NAME_TOO_LONG, span, args, "shorten")
    if not speech.capitals:
        yield from _alike(program, [each.name for each in plan.relations], speech)
        for declared in program.predicates.values():
            for name, other in _same([argument.name for argument in declared.arguments]):
                yield _clash(name, other, declared.span, speech)


def of_souffle(program: Program) -> Iterator[Diagnostic]:
    """Texts that Soufflé's own readers do not read alike."""
    for span, text in _texts(program):
        if any(letter in '"\\' or not letter.isprintable() for letter in text):
            yield Diagnostic(catalogue.TEXT_NOT_EXPRESSIBLE, span, {"text": text, "dialect": "Soufflé"}, "other")


def _alike(program: Program, names: Iterable[str], speech: Speech) -> Iterator[Diagnostic]:
    for name, other in _same(names):
        yield _clash(name, other, _place(program, name), speech)


def _same(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name with the one before it that differs from it in capitals alone."""
    seen: dict[str, str] = {}
    for name in names:
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield name, other


def _clash(name: str, other: str, span: Span | None, speech: Speech) -> Diagnostic:
    args = {"name": name, "other": other, "dialect": speech.dialect}
    return Diagnostic(catalogue.SAME_BUT_FOR_CAPITALS, span, args, "rename")


def _place(program: Program, relation: str) -> Span | None:
    """Where the predicate stands that a relation is made of."""
    found = [name for name in program.predicates if relation == name or relation.startswith(f"{name}_")]
    return program.predicates[max(found, key=len)].span if found else None


def _texts(program: Program) -> Iterator[tuple[Span, str]]:
    for rows in program.tables.values():
        yield from ((row.span, text) for row in rows for text in _strings(row.terms))
    for rule in program.rules:
        yield from ((rule.span, text) for text in _strings(rule.head.terms))
        for literal in rule.body:
            yield from ((literal.span, text) for text in _strings(_terms(literal)))


def _terms(literal: BodyLiteral) -> tuple[Term, ...]:
    match literal:
        case Positive(atom=atom) | Negative(atom=atom):
            return atom.terms
        case Comparison(left=left, right=right):
            return (left, right)
    return ()


def _strings(terms: Iterable[object]) -> Iterator[str]:
    return (term.value for term in terms if isinstance(term, Const) and isinstance(term.value, str))
