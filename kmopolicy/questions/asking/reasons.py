"""Why a question is asked: the rules that ask for its facts, with the sentences that they cite."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kmopolicy.engines.core import CoreRule
from kmopolicy.program.declarations import Row
from kmopolicy.program.expand import case_id
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Atom, Citation, Term, Value, Var
from kmopolicy.questions.asking.ask import Question
from kmopolicy.questions.subject.situation import Situation
from kmopolicy.text.span import Span

Bindings = dict[str, Value]


class Reason(NamedTuple):
    """A rule that asks for the facts of a question: its id, where it stands, what it cites and what rows of tables do."""

    rule: str
    citations: tuple[Citation, ...]
    span: Span


def reasons(situation: Situation, question: Question) -> tuple[Reason, ...]:
    """The rules that ask for what a question is about, in the order of the policy."""
    stands = _stands(situation.program)
    cited: dict[str, dict[Citation, None]] = {}
    for rule in (rule for rule in situation.core.rules if rule.rule in stands):
        for bindings in _asking(rule, question):
            rows = [_rows(situation.program, atom, bindings) for atom in rule.positives]
            if [] not in rows:
                found = cited.setdefault(rule.rule, dict.fromkeys(stands[rule.rule][0]))
                found |= {each[0].citation: None for each in rows if each and len(each) == 1 and each[0].citation}
    return tuple(Reason(rule, tuple(cited[rule]), span) for rule, (_, span) in stands.items() if rule in cited)


def _stands(program: Program) -> Mapping[str, tuple[tuple[Citation, ...], Span]]:
    """What each rule and case cites, and where it stands."""
    found = {rule.id: (rule.citations, rule.span) for rule in program.rules}
    for name, cases in program.outcomes.items():
        found |= {case_id(name, at): (case.citations, case.span) for at, case in enumerate(cases.cases, 1)}
    return found


def _asking(rule: CoreRule, question: Question) -> Iterator[Bindings]:
    """What the variables of a rule stand for where it asks for facts of the question.

    A projection has the name of what it projects, before the mark.
    """
    for atom in (*rule.positives, *rule.negatives):
        name, _, projected = atom.predicate.partition("#")
        if name == question.predicate:
            bindings = {} if projected else _bound(atom.terms, question.pattern)
            if bindings is not None:
                yield bindings


def _bound(terms: tuple[Term, ...], values: tuple[Value | None, ...]) -> Bindings | None:
    """The variables of terms that are to have these values; None where a constant is another one."""
    bindings: Bindings = {}
    for term, value in zip(terms, values, strict=True):
        if value is None:
            continue
        if isinstance(term, Var):
            bindings[term.name] = value
        elif term.value != value:
            return None
    return bindings


def _rows(program: Program, atom: Atom, bindings: Bindings) -> list[Row] | None:
    """The rows that an atom about a table can mean; None where it is about none."""
    if atom.predicate not in program.tables:
        return None
    wanted = tuple(bindings.get(term.name) if isinstance(term, Var) else term.value for term in atom.terms)
    return [
        row
        for row in program.tables[atom.predicate]
        if all(want is None or want == value for want, value in zip(wanted, row.values, strict=True))
    ]
