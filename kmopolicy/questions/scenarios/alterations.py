"""Small alterations of a checked program, one slip of the pen each: what good scenarios should notice.

A condition dropped, a negation turned round, an exception removed, a bound that no longer includes its day, a ground dropped
from a case, a row removed from a table, a date moved by a day. An alteration that would leave a rule unsafe is none.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import msgspec

from kmopolicy.program.declarations import Row
from kmopolicy.program.expand import case_id, expanded, holds
from kmopolicy.program.program import Case, Cases, Program
from kmopolicy.program.show import show_ground, show_literal
from kmopolicy.program.terms import (
    Atom,
    BodyLiteral,
    Citation,
    Comparison,
    DateConst,
    Negative,
    Positive,
    Rule,
    Term,
    UnderReading,
    Value,
    Var,
    YearOf,
)
from kmopolicy.text.span import Span

Kind = Literal["drop", "flip", "remove", "bound", "ground", "row", "date"]

LONG = 60
"""Rows; of a longer register the first and the last row are removed, and no other."""
_BOUNDS = {"<=": "<", "<": "<=", ">=": ">", ">": ">="}
_DAY = timedelta(days=1)


class Alteration(msgspec.Struct, frozen=True, dict=True):
    """An alteration: of what kind, of which rule, case or table (`where`), and what becomes of the program.

    `predicate` is what no longer means the same, for the `patterns` alone (each a row, or a head with None for a variable).
    `literal` or `atom` is what the alteration is about, `new` what it becomes.
    """

    kind: Kind
    where: str
    predicate: str
    patterns: tuple[tuple[Value | None, ...], ...]
    citations: tuple[Citation, ...]
    span: Span
    change: Mapping[str, object]
    literal: BodyLiteral | None = None
    atom: tuple[str, tuple[Value | None, ...]] | None = None
    new: str = ""

    @cached_property
    def key(self) -> str:
        """What the alteration is called: the same in every run, whatever the order and place of the rules."""
        about = show_literal(self.literal) if self.literal else show_ground(*self.atom) if self.atom else ""
        if self.kind in ("row", "date"):
            return f"{self.kind} {about}{self._becomes}"
        return f"{self.kind} {self.where}{': ' if about and self.kind != 'remove' else ''}" + (
            f"{about}{self._becomes}" if self.kind != "remove" else ""
        )

    @property
    def _becomes(self) -> str:
        return f" -> {self.new}" if self.new else ""

    def applied_to(self, program: Program) -> Program:
        """The altered program."""
        return msgspec.structs.replace(program, **self.change)


def alterations(program: Program) -> Iterator[Alteration]:
    """All alterations of a program, in its order."""
    negated = {
        literal.atom.predicate
        for rules in expanded(program).values()
        for rule in rules
        for literal in rule.body
        if isinstance(literal, Negative)
    }
    for number, rule in enumerate(program.rules):
        yield from _of_rule(program, number, rule, exception=rule.head.predicate in negated)
    for outcome in program.outcomes.values():
        for number, case in enumerate(outcome.cases, 1):
            yield from _of_case(program, outcome, number, case)
    for table, rows in program.tables.items():
        yield from _of_table(program, table, rows)


def _of_rule(program: Program, number: int, rule: Rule, *, exception: bool) -> Iterator[Alteration]:
    def altered(kind: Kind, new: Rule | None, literal: BodyLiteral | None = None, becomes: str = "") -> Alteration:
        rules = (*program.rules[:number], *((new,) if new else ()), *program.rules[number + 1 :])
        head = _pattern(rule.head)
        span = literal.span if literal else rule.span
        atom = (rule.head.predicate, head)
        change = {"rules": rules}
        return Alteration(
            kind, rule.id, rule.head.predicate, (head,), rule.citations, span, change, literal, atom, becomes
        )

    for kind, literal, body, becomes in _bodies(rule.body):
        new = Rule(rule.id, rule.head, body, rule.citations, rule.heading, rule.span)
        if _safe(new):
            yield altered(kind, new, literal, becomes)
    if exception:
        yield altered("remove", None)


def _of_case(program: Program, outcome: Cases, number: int, case: Case) -> Iterator[Alteration]:
    def altered(kind: Kind, new: Case, literal: BodyLiteral | None, ground: Atom | None, becomes: str) -> Alteration:
        cases = (*outcome.cases[: number - 1], new, *outcome.cases[number:])
        outcomes = {**program.outcomes, outcome.name: msgspec.structs.replace(outcome, cases=cases)}
        atom = (ground.predicate, _pattern(ground)) if ground else None
        span = literal.span if literal else case.span
        where, predicate = case_id(outcome.name, number), holds(outcome.name, number)
        change = {"outcomes": outcomes}
        return Alteration(kind, where, predicate, ((None,),), case.citations, span, change, literal, atom, becomes)

    for place, ground in enumerate(case.because if case.any and len(case.because) > 1 else ()):
        left = (*case.because[:place], *case.because[place + 1 :])
        yield altered("ground", msgspec.structs.replace(case, because=left), None, ground, "")
    for kind, literal, body, becomes in _bodies(case.body):
        if _safe(Rule("", Atom("", (Var(outcome.subject),)), (*body, _there(outcome, case)), (), "", case.span)):
            yield altered(kind, msgspec.structs.replace(case, body=body), literal, None, becomes)


def _there(outcome: Cases, case: Case) -> Positive:
    """That the subject of a case exists, which binds its variable."""
    return Positive(Atom("", (Var(outcome.subject),)), case.span)


def _bodies(
    body: Sequence[BodyLiteral],
) -> Iterator[tuple[Kind, BodyLiteral, tuple[BodyLiteral, ...], str]]:
    """The bodies that one alteration makes of a body, with the literal that it is about and what that becomes."""
    for place, literal in enumerate(body):
        before, after = tuple(body[:place]), tuple(body[place + 1 :])
        yield "drop", literal, before + after, ""
        if isinstance(literal, Negative):
            turned = Positive(literal.atom, literal.span)
            yield "flip", literal, (*before, turned, *after), ""
        elif isinstance(literal, Comparison) and literal.op in _BOUNDS:
            moved = Comparison(_BOUNDS[literal.op], literal.left, literal.right, literal.span)
            yield "bound", literal, (*before, moved, *after), show_literal(moved)
        for new in _other_days(literal):
            yield "date", literal, (*before, new, *after), show_literal(new)


def _other_days(literal: BodyLiteral) -> Iterator[BodyLiteral]:
    """The literal with each of its dates a day earlier and a day later."""
    if isinstance(literal, Comparison):
        yield from (Comparison(literal.op, new, literal.right, literal.span) for new in _moved(literal.left))
        yield from (Comparison(literal.op, literal.left, new, literal.span) for new in _moved(literal.right))
    elif isinstance(literal, Positive | Negative):
        terms = literal.atom.terms
        for place, term in enumerate(terms):
            for new in _moved(term):
                atom = Atom(literal.atom.predicate, (*terms[:place], new, *terms[place + 1 :]))
                yield type(literal)(atom, literal.span)


def _moved(term: Term) -> Iterator[DateConst]:
    if isinstance(term, DateConst):
        yield from (DateConst(day) for day in (term.value - _DAY, term.value + _DAY))


def _of_table(program: Program, table: str, rows: tuple[Row, ...]) -> Iterator[Alteration]:
    declared = program.predicates[table]

    def altered(kind: Kind, number: int, new: Row | None) -> Alteration:
        row = rows[number]
        left = (*rows[:number], *((new,) if new else ()), *rows[number + 1 :])
        cited = (row.citation,) if row.citation else declared.citations
        change = {"tables": {**program.tables, table: left}}
        becomes = show_ground(table, new.values) if new else ""
        patterns = (row.values, *((new.values,) if new else ()))
        atom = (table, row.values)
        return Alteration(kind, table, table, patterns, cited, row.span, change, None, atom, becomes)

    for number, row in enumerate(rows):
        if len(rows) <= LONG or number in (0, len(rows) - 1):
            yield altered("row", number, None)
        for place, (term, argument) in enumerate(zip(row.terms, declared.arguments, strict=True)):
            if term == argument.default:
                continue
            for day in _days(term):
                terms = (*row.terms[:place], DateConst(day), *row.terms[place + 1 :])
                yield altered("date", number, Row(terms, row.citation, row.span))


def _days(term: object) -> Iterator[date]:
    if isinstance(term, DateConst) and date.min < term.value < date.max:
        yield from (term.value - _DAY, term.value + _DAY)


def _pattern(atom: Atom) -> tuple[Value | None, ...]:
    return tuple(None if isinstance(term, Var) else term.value for term in atom.terms)


def _safe(rule: Rule) -> bool:
    """Whether every variable that needs a value gets one from a condition that is no negation."""
    bound = {term for literal in rule.body if isinstance(literal, Positive) for term in _named(literal.atom.terms)}
    years = [literal for literal in rule.body if isinstance(literal, YearOf)]
    bound |= {term for each in years if not set(_named((each.date,))) - bound for term in _named((each.year,))}
    needed = set(_named(rule.head.terms))
    for literal in rule.body:
        match literal:
            case Negative(atom=atom):
                needed |= set(_named(atom.terms))
            case Comparison(left=left, right=right):
                needed |= set(_named((left, right)))
            case YearOf(date=day, year=year):
                needed |= set(_named((day, year)))
            case Positive() | UnderReading():
                pass
    return needed <= bound


def _named(terms: Sequence[Term]) -> Iterator[Term]:
    return (term for term in terms if isinstance(term, Var) and not term.anonymous)
