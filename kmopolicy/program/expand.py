"""Outcomes as plain rules: what "the first case that applies" is sugar for.

For the third case of `decision`: `decision#3` holds where its condition does, and `decision#3!` where it decides, that is
where no earlier case with another value holds. Names made here hold a `#`, which no policy's name can.
"""

from collections.abc import Iterator

from kmopolicy.program.program import Case, Cases, Program
from kmopolicy.program.terms import Atom, BodyLiteral, Const, Negative, Positive, Rule, Var


def exists(entity_type: str) -> str:
    """The name of the base relation that holds for every entity of a type."""
    return f"exists#{entity_type}"


def is_existence(predicate: str) -> bool:
    """Whether a name stands for the entities of a type: nothing that a proof needs to tell."""
    return predicate.startswith("exists#")


def holds(outcome: str, case: int) -> str:
    """The predicate that holds where the condition of a case (counted from 1) does."""
    return f"{outcome}#{case}"


def applies(outcome: str, case: int) -> str:
    """The predicate that holds where a case decides."""
    return f"{outcome}#{case}!"


def case_id(outcome: str, case: int) -> str:
    """The id of a case, as a rule has one."""
    return f"{outcome}/{case}"


def case_of(program: Program, predicate: str) -> Case | None:
    """The case that a name made here stands for; None where it is no such name."""
    outcome, marked, number = predicate.removesuffix("!").partition("#")
    return program.outcomes[outcome].cases[int(number) - 1] if marked and outcome in program.outcomes else None


def expanded(program: Program) -> dict[str, tuple[Rule, ...]]:
    """All rules by the predicate of their head: those of the policy, and those that its cases stand for."""
    found: dict[str, list[Rule]] = {name: list(rules) for name, rules in program.rules_of.items()}
    for outcome in program.outcomes.values():
        for number, case in enumerate(outcome.cases, 1):
            for rule in _rules(outcome, number, case):
                found.setdefault(rule.head.predicate, []).append(rule)
    return {name: tuple(rules) for name, rules in found.items()}


def _rules(outcome: Cases, number: int, case: Case) -> Iterator[Rule]:
    subject = Var(outcome.subject)

    def rule(head: Atom, body: tuple[BodyLiteral, ...]) -> Rule:
        return Rule(case_id(outcome.name, number), head, body, case.citations, "", case.span)

    def atom(name: str) -> Atom:
        return Atom(name, (subject,))

    condition = atom(holds(outcome.name, number))
    if case.any:
        for ground in case.because:
            yield rule(condition, (Positive(ground, case.span),))
    else:
        there = Positive(atom(exists(outcome.subject_type)), case.span)
        bound = any(isinstance(literal, Positive) and subject in literal.atom.terms for literal in case.body)
        yield rule(condition, case.body if bound else (there, *case.body))
    earlier = tuple(
        Negative(atom(holds(outcome.name, place)), case.span)
        for place, other in enumerate(outcome.cases[: number - 1], 1)
        if other.value != case.value
    )
    decides = atom(applies(outcome.name, number))
    yield rule(decides, (Positive(condition, case.span), *earlier))
    yield rule(Atom(outcome.name, (subject, Const(case.value))), (Positive(decides, case.span),))
