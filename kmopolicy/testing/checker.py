"""Checks an explanation against rules and facts, node by node; what holds it asks of the oracle, not of the prover.

Values are compared as they are shown, so that an explanation that came back from JSON could be checked as well.
"""

import re
from collections.abc import Iterator, Mapping

from kmopolicy.facts.model import Facts
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.show import show_ground, show_literal, show_value
from kmopolicy.program.terms import Atom, BodyLiteral, Comparison, Negative, Positive, Term, UnderReading, Var, YearOf
from kmopolicy.proof.explanation import Attempt, Explanation, Node
from kmopolicy.testing import naive

Shown = tuple[str, ...]
Bound = dict[str, str]
_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|[^,()"\s]+')


def check(
    explanation: Explanation, program: Program, facts: Facts, readings: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """What is wrong with the explanation, one line each; nothing where every node stands. Readings as for `explain`."""
    defaults = {name: reading.default for name, reading in program.readings.items()}
    return tuple(dict.fromkeys(_Checker(program, facts, {**defaults, **(readings or {})}).problems(explanation)))


def parsed(atom: str) -> tuple[str, Shown]:
    """The predicate of an atom and its values, as they are shown."""
    predicate, _, rest = atom.partition("(")
    return predicate, tuple(_VALUE.findall(rest.removesuffix(")")))


class _Checker:
    def __init__(self, program: Program, facts: Facts, readings: Mapping[str, str]) -> None:
        self.program, self.facts, self.readings = program, facts, readings
        self.rules = {rule.id: rule for rule in program.rules}
        self.given = {show_ground(fact.predicate, fact.values): fact for fact in facts.facts}
        self.rows = {show_ground(name, row.values): row for name, rows in program.tables.items() for row in rows}
        self.holds: dict[str, set[Shown]] = {}
        for atom in naive.model(program, facts, readings):
            self.holds.setdefault(atom.predicate, set()).add(tuple(map(show_value, atom.values)))
        self.seen: set[int] = set()

    def problems(self, explanation: Explanation) -> Iterator[str]:
        decision = explanation.decision
        cases = next(each for each in self.program.outcomes.values() if each.subject_type == decision.type)
        verdict = naive.decide(self.program, self.facts, cases.name, decision.subject, self.readings)
        grounds = {show_ground(ground.predicate, ground.values) for ground in verdict.grounds}
        if explanation.proof.atom != show_ground(cases.name, (decision.subject, verdict.value)):
            yield f"{explanation.proof.atom} is not the outcome"
        if decision.outcome != verdict.value or {ground.proof.atom for ground in decision.grounds} != grounds:
            yield "the grounds are not all the grounds, or not only those"
        yield from self.whole(explanation.proof, cases, decision.subject)
        for node in (*(ground.proof for ground in decision.grounds), explanation.proof):
            yield from self.node(node)
        for alternative in explanation.alternatives:
            for node in alternative.why:
                yield from self.node(node)

    def whole(self, proof: Node, cases: Cases, subject: str) -> Iterator[str]:
        """A proof by a case that needs one ground shows all of them nonetheless."""
        case = cases.cases[int(proof.rule.rpartition("/")[2]) - 1]
        told = {child.atom for child in proof.children}
        for atom in case.because if case.any else ():
            for values in self.holds.get(atom.predicate, ()):
                found = f"{atom.predicate}({', '.join(values)})"
                if unified(atom, values, {cases.subject: show_value(subject)}) is not None and found not in told:
                    yield f"{proof.atom}: {found} is not told"

    def node(self, node: Node) -> Iterator[str]:
        if id(node) in self.seen:
            return
        self.seen.add(id(node))
        fact, row = self.given.get(node.atom), self.rows.get(node.atom)
        if node.kind == "given" and (fact is None or (fact.span, fact.judgement) != (node.place, node.judgement)):
            yield f"no such fact: {node.atom}"
        if node.kind == "table" and (row is None or row.span != node.place):
            yield f"no such row: {node.atom}"
        if node.kind == "derived":
            yield from self.derived(node)
        if node.kind == "absent":
            yield from self.absent(node)
        for child in node.children:
            yield from self.node(child)

    def derived(self, node: Node) -> Iterator[str]:
        predicate, values = parsed(node.atom)
        outcome, marked, number = predicate.rpartition("/")
        if marked:
            yield from self.condition(node, self.program.outcomes[outcome], int(number), values[0])
        elif values not in self.holds.get(predicate, ()):
            yield f"{node.atom} does not hold"
        elif predicate in self.program.outcomes:
            yield from self.outcome(node, self.program.outcomes[predicate], values)
        elif node.rule not in self.rules:
            yield f"no such rule: {node.rule}"
        else:
            rule = self.rules[node.rule]
            bound = unified(rule.head, values, {})
            if rule.head.predicate != predicate or (node.citations, node.place) != (rule.citations, rule.span):
                yield f"{node.atom} is not by rule {rule.id}"
            elif bound is None or not self.body(rule.body, node.children, bound):
                yield f"{node.atom}: the children are not the body of {rule.id}"

    def condition(self, node: Node, cases: Cases, number: int, subject: str) -> Iterator[str]:
        """That the condition of a case holds, whether or not it decides."""
        case, bound = cases.cases[number - 1], {cases.subject: subject}
        if node.rule != f"{cases.name}/{number}" or (node.citations, node.place) != (case.citations, case.span):
            yield f"{node.atom} is not by case {number}"
        if case.body and not self.body(case.body, node.children, bound):
            yield f"{node.atom}: the condition is not shown"
        if case.any and not any(self.is_one_of(each, case.because, bound) for each in node.children):
            yield f"{node.atom}: no ground of case {number}"

    def outcome(self, node: Node, cases: Cases, values: Shown) -> Iterator[str]:
        """By a case: its grounds or its condition, and one absence per earlier case with another value."""
        number = int(node.rule.rpartition("/")[2])
        case, bound = cases.cases[number - 1], {cases.subject: values[0]}
        earlier = [at for at, other in enumerate(cases.cases[: number - 1], 1) if other.value != case.value]
        split = len(node.children) - len(earlier)
        condition, barred = node.children[:split], node.children[split:]
        if show_value(case.value) != values[1] or (node.citations, node.place) != (case.citations, case.span):
            yield f"{node.atom} is not by case {number}"
        if [each.rule for each in barred] != [f"{cases.name}/{at}" for at in earlier]:
            yield f"{node.atom}: not every earlier case is ruled out"
        if case.body and not self.body(case.body, condition, bound):
            yield f"{node.atom}: the condition of case {number} is not shown"
        if not case.body and not all(self.is_one_of(each, case.because, bound) for each in condition):
            yield f"{node.atom}: a ground is none of case {number}"
        if case.any and not condition:
            yield f"{node.atom}: case {number} has no ground"

    def is_one_of(self, node: Node, atoms: tuple[Atom, ...], bound: Bound) -> bool:
        predicate, values = parsed(node.atom)
        fitting = (atom for atom in atoms if atom.predicate == predicate and node.kind != "absent")
        return any(unified(atom, values, bound) is not None for atom in fitting)

    def body(self, body: tuple[BodyLiteral, ...], children: tuple[Node, ...], bound: Bound) -> bool:
        """Whether the children are the literals, one to one, under one binding."""
        if len(body) != len(children):
            return False
        for literal, child in zip(body, children, strict=True):
            if isinstance(literal, Positive):
                predicate, values = parsed(child.atom)
                found = unified(literal.atom, values, bound) if child.kind != "absent" else None
                if found is None or predicate != literal.atom.predicate:
                    return False
                bound = found
        return all(self.test(literal, child, bound) for literal, child in zip(body, children, strict=True))

    def test(self, literal: BodyLiteral, child: Node, bound: Bound) -> bool:
        match literal:
            case Negative(atom=atom):
                pattern = ", ".join(shown(term, bound) for term in atom.terms)
                return child.kind == "absent" and child.atom == f"{atom.predicate}({pattern})"
            case UnderReading(reading=reading, option=option):
                return child.atom == show_literal(literal) and self.readings[reading] == option
            case YearOf(year=year, date=day):
                date = shown(day, bound)
                return child.atom == f"{int(date[:4])} = year({date})" and shown(year, bound) in (
                    "_",
                    date[:4].lstrip("0"),
                )
            case Comparison(op=op, left=left, right=right):
                one, other = shown(left, bound), shown(right, bound)
                return child.atom == f"{one} {op} {other}" and compared(one, op, other)
        return True

    def absent(self, node: Node) -> Iterator[str]:
        predicate, pattern = parsed(node.atom)
        outcome, marked, number = predicate.rpartition("/")
        if marked:
            yield from self.absent_case(node, self.program.outcomes[outcome], int(number), pattern[0])
        elif not node.others and any(agrees(pattern, values) for values in self.holds.get(predicate, ())):
            yield f"{node.atom} does hold"
        for attempt in node.attempts:
            yield from self.attempt(attempt)

    def absent_case(self, node: Node, cases: Cases, number: int, subject: str) -> Iterator[str]:
        case = cases.cases[number - 1]
        for atom in case.because if case.any else ():
            pattern = tuple(shown(term, {cases.subject: subject}) for term in atom.terms)
            if any(agrees(pattern, values) for values in self.holds.get(atom.predicate, ())):
                yield f"{node.atom} does apply"
        if not node.attempts:
            yield f"{node.atom}: no reason is given"

    def attempt(self, attempt: Attempt) -> Iterator[str]:
        if not attempt.fails:
            yield f"{attempt.atom}: nothing fails"
        for node in (*attempt.holds, *attempt.fails):
            yield from self.node(node)
        for node in attempt.fails:
            if node.reading and self.readings[node.reading[0]] == node.atom.rpartition(" ")[2]:
                yield f"{node.atom} does hold"


def unified(atom: Atom, values: Shown, bound: Bound) -> Bound | None:
    """The bindings under which an atom has these values."""
    found = dict(bound)
    if len(atom.terms) != len(values):
        return None
    for term, value in zip(atom.terms, values, strict=True):
        if (found.setdefault(term.name, value) if isinstance(term, Var) else shown(term, {})) != value:
            return None
    return found


def shown(term: Term, bound: Bound) -> str:
    """A term as it is shown; `_` for what is not bound."""
    return bound.get(term.name, "_") if isinstance(term, Var) else show_value(term.value)


def agrees(pattern: Shown, values: Shown) -> bool:
    """Whether values fit a pattern."""
    return all(want in ("_", value) for want, value in zip(pattern, values, strict=True))


def compared(left: str, op: str, right: str) -> bool:
    """Whether a comparison holds between shown values: dates as they are written, numbers as numbers."""
    width = max(len(left), len(right))
    one, other = (side.zfill(width) if side.isdigit() else side for side in (left, right))
    return {
        "=": one == other,
        "!=": one != other,
        "<": one < other,
        "<=": one <= other,
        ">": one > other,
        ">=": one >= other,
    }[op]
