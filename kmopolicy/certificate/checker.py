"""Replays an explanation: finds anew all that holds of its facts, bottom-up, and holds every claim against that.

Nothing is shared with what parses, decides or proves but data types. A case holds as `decision/3`; the first to hold decides.
"""

import operator
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, takewhile
from typing import Any

from kmopolicy.certificate.document import Chosen, Explained, Node, Where, cited, must, parsed, same, says, source
from kmopolicy.facts.model import Fact, Facts
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.show import show_ground, show_literal, show_type
from kmopolicy.program.terms import Atom, BodyLiteral, Comparison, Const, Negative, Positive, Rule, Term, Var, YearOf

Values = tuple[Any, ...]
Bound = Mapping[str, Any]
_OPS = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


class Checker:
    """All that holds of facts under readings, and whether an explanation says so."""

    def __init__(self, program: Program, facts: Facts, readings: Mapping[str, str]) -> None:
        self.program, self.readings = program, readings
        self.origins: dict[tuple[str, Values], Any] = {}  # the row or the fact
        for name in program.tables.keys() - facts.replaces:
            self.origins |= {(name, row.values): row for row in program.tables[name]}
        self.origins |= {(fact.predicate, fact.values): fact for fact in facts.facts}
        self.model: dict[str, set[Values]] = {name: set() for name in program.predicates}
        for name, values in self.origins:
            self.model[name].add(values)
        self.rules = {rule.id: [rule] for rule in program.rules}
        for name in chain(*program.strata):
            for rule in program.rules_of.get(name, ()):
                self.model[name] |= {_values(rule.head.terms, found) for found in self._ways(rule.body, {})}
            if name in program.outcomes:
                self._decide(program.outcomes[name], facts)
        self._stood: dict[tuple[str, str], Node] = {}

    def _decide(self, cases: Cases, facts: Facts) -> None:
        """The rules that cases stand for: the condition of each, and that it decides where no earlier one goes first."""
        subjects = {entity.id for entity in facts.entities if entity.type == cases.subject_type}
        for number, case in enumerate(cases.cases, 1):
            head = Atom(f"{cases.name}/{number}", (Var(cases.subject),))
            decides = Atom(cases.name, (*head.terms, Const(case.value)))
            earlier = [at for at, other in enumerate(cases.cases[: number - 1], 1) if other.value != case.value]
            bars = tuple(Negative(Atom(f"{cases.name}/{at}", head.terms), case.span) for at in earlier)
            bodies = [(Positive(ground, case.span),) for ground in case.because] if case.any else [case.body]
            rules = [(atom, (*body, *more)) for body in bodies for atom, more in ((head, ()), (decides, bars))]
            self.rules[head.predicate] = [Rule("", *rule, case.citations, "", case.span) for rule in rules]
            holds = {each for each in subjects for body in bodies if self._ways(body, {cases.subject: each})}
            self.model[head.predicate] = {(each,) for each in holds}
            self.model[cases.name] |= {(each, case.value) for each in holds - dict(self.model[cases.name]).keys()}

    def _ways(self, body: Iterable[BodyLiteral], bound: Bound) -> list[Bound]:
        """The ways in which a body holds: atoms first, then years, then what only tests."""
        found = [bound]
        for literal in sorted(body, key=lambda each: (not isinstance(each, Positive), not isinstance(each, YearOf))):
            found = [more for each in found for more in self._step(literal, each) if more is not None]
        return found

    def _step(self, literal: BodyLiteral, bound: Bound) -> Iterable[Bound | None]:
        match literal:
            case Positive(atom=atom):
                return [_unified(atom.terms, values, bound) for values in self.model[atom.predicate]]
            case Negative(atom=atom):
                return [None if self._agreeing(atom.predicate, _values(atom.terms, bound)) else bound]
            case YearOf(year=year, date=day):
                return [_unified((year,), (each.year,), bound) for each in _values((day,), bound)]
            case Comparison(op=op, left=left, right=right):
                return [bound if _OPS[op](*_values((left, right), bound)) else None]
        return [bound if self.readings[literal.reading] == literal.option else None]

    def _agreeing(self, name: str, pattern: Values) -> list[Values]:
        """What holds of a predicate and agrees with a pattern (None: any value)."""
        found = (values for values in self.model.get(name, ()) if len(values) == len(pattern))
        return [each for each in found if all(want in (None, value) for want, value in zip(pattern, each, strict=True))]

    def check(self, told: Explained) -> None:
        """Outcome, grounds, themes, and every node of every proof. Raises `Wrong` for the first that does not stand."""
        types = {show_type(each.subject_type): each for each in self.program.outcomes.values()}
        must(told.type in types, "subject", ("type",), told.type)
        cases, subject = types[told.type], told.subject
        outcome = next((value for known, value in self.model[cases.name] if known == subject), None)
        must(outcome, "subject", ("subject",), subject)
        same("outcome", told.outcome, outcome, ("outcome",))
        held = [at for at, _ in enumerate(cases.cases, 1) if (subject,) in self.model[f"{cases.name}/{at}"]]
        deciding = list(takewhile(lambda at: cases.cases[at - 1].value == outcome, held))
        grounds: dict[str, int] = {}
        for number, atom in ((at, atom) for at in deciding for atom in cases.cases[at - 1].because):
            for values in self._agreeing(atom.predicate, _values(atom.terms, {cases.subject: subject})):
                grounds.setdefault(show_ground(atom.predicate, values), number)
        same("grounds", sorted(ground.atom for ground in told.grounds), sorted(grounds), ("grounds",))
        for at, ground in enumerate(told.grounds):
            same("atom", ground.proof.atom, ground.atom, ("grounds", at, "proof", "atom"))
            self._node(ground.proof, ("grounds", at, "proof"))
        same("atom", told.proof.atom, show_ground(cases.name, (subject, outcome)), ("proof", "atom"))
        must(told.proof.rule == f"{cases.name}/{deciding[0]}", "rule", ("proof", "rule"), told.proof.atom)
        *earlier, first = cases.cases[: deciding[0]]
        failed = {show_ground(f"{cases.name}/{at}", (subject,)): each.value for at, each in enumerate(earlier, 1)}
        if whole := first.any or not first.body:  # all grounds are shown, and not only one that would do
            shown = [ground.atom for ground in told.grounds if grounds[ground.atom] == deciding[0]]
            shown += [atom for atom, value in failed.items() if value != outcome]
            same("children", [child.atom for child in told.proof.children], shown, ("proof", "children"))
        self._node(told.proof, ("proof",), whole=whole)
        others = dict.fromkeys(case.value for case in cases.cases if case.value != outcome)
        same("outcomes", [each.outcome for each in told.alternatives], [*others], ("alternatives",))
        for at, other in enumerate(told.alternatives):
            wanted = [atom for atom, value in failed.items() if value == other.outcome]
            same("children", [node.atom for node in other.why], wanted, ("alternatives", at, "why"))
            self._nodes(other.why, ("alternatives", at, "why"))
        listed = [each for each in self.program.predicates.values() if each.shown]
        names = [each.name for each in listed if each.arguments[0].type == cases.subject_type]
        themes = sorted(str(values[-1]) for name in names for values in self.model[name] if values[0] == subject)
        same("themes", sorted(told.themes), themes, ("themes",))

    def _nodes(self, nodes: Sequence[Node], where: Where) -> None:
        for at, node in enumerate(nodes):
            self._node(node, (*where, at))

    def _node(self, node: Node, where: Where, *, whole: bool = False) -> None:
        """A node and all under it; `whole`: its children are known to be the right ones."""
        if self._stood.get((node.kind, node.atom)) == node:
            return
        self._nodes(node.children, (*where, "children"))
        if node.kind == "comparison":  # whether it holds is up to the rule that it stands in
            reading = Chosen(node.reading.name, self.readings.get(node.reading.name, "")) if node.reading else None
            says(node, where, **source(), children=(), reading=reading, status="", attempts=())
        elif node.kind == "absent":
            self._absent(node, *parsed(node.atom, where), where)
        else:
            self._holds(node, *parsed(node.atom, where), where, whole=whole)
        self._stood[node.kind, node.atom] = node

    def _holds(self, node: Node, name: str, values: Values, where: Where, *, whole: bool) -> None:
        must(values in self._agreeing(name, values), "holds", (*where, "atom"), node.atom)
        origin = self.origins.get((name, values))
        if isinstance(origin, Fact):
            right = {"kind": "given", "children": (), **source(None, (), origin.span, origin.judgement)}
        elif origin:
            right = {"kind": "table", "children": (), **source(None, filter(None, [origin.citation]), origin.span)}
        else:
            rules = [rule for rule in self.rules.get(node.rule or "", ()) if rule.head.predicate == name]
            must(rules, "rule", (*where, "rule"), node.atom)
            rests = whole or any(self._rests(rule, values, node.children) for rule in rules)
            must(rests, "children", (*where, "children"), node.atom)
            right = {"kind": "derived", **source(node.rule, rules[0].citations, rules[0].span)}
        says(node, where, **right, reading=None, status="", others=False, attempts=())

    def _rests(self, rule: Rule, values: Values, nodes: Sequence[Node]) -> bool:
        """Whether nodes are the literals of a rule, one to one and in order, in a way in which it yields these values."""
        bound = _unified(rule.head.terms, values, {})
        ways = [] if bound is None else self._ways(rule.body, bound)
        told = [(node.kind if node.kind in ("absent", "comparison") else "", node.atom, node.others) for node in nodes]
        return any(told == [(*_shown(literal, way), False) for literal in rule.body] for way in ways)

    def _absent(self, node: Node, name: str, pattern: Values, where: Where) -> None:
        declared = self.program.predicates.get(name)
        held = [] if node.others and declared and declared.role == "input" else self._agreeing(name, pattern)
        must(not held, "absent", (*where, "atom"), node.atom)
        says(node, where, **source(None if declared else name), reading=None)
        for at, child in enumerate(node.children):
            other, values = parsed(child.atom, where)
            beside = other == name and values in self._agreeing(name, (*pattern[:-1], None))
            must(beside, "against", (*where, "children", at), child.atom)
        for at, attempt in enumerate(node.attempts):
            place = (*where, "attempts", at)
            self._nodes(attempt.holds, (*place, "holds"))
            self._nodes(attempt.fails, (*place, "fails"))
            rules = [rule for rule in self.rules.get(attempt.rule, ()) if rule.head.predicate == name]
            must(rules and attempt.fails, "attempt", place, attempt.rule)
            says(attempt, place, citations=cited(rules[0].citations), file=rules[0].span.file, line=rules[0].span.line)


def _shown(literal: BodyLiteral, bound: Bound) -> tuple[str, str]:
    """The kind of node that shows a literal ("" for what holds), and its atom."""
    match literal:
        case Positive(atom=atom) | Negative(atom=atom):
            return "absent" * isinstance(literal, Negative), show_ground(atom.predicate, _values(atom.terms, bound))
        case YearOf(year=year, date=day):
            return "comparison", "{} = year({})".format(*_values((year, day), bound))
        case Comparison(op=op, left=left, right=right):
            return "comparison", f" {op} ".join(map(str, _values((left, right), bound)))
    return "comparison", show_literal(literal)


def _unified(terms: Sequence[Term], values: Values, bound: Bound) -> Bound | None:
    """The bindings with those under which terms have these values; None where they cannot."""
    more = dict(bound)
    for term, value in zip(terms, values, strict=True):
        if (more.setdefault(term.name, value) if isinstance(term, Var) else term.value) != value:
            return None
    return more


def _values(terms: Sequence[Term], bound: Bound) -> Values:
    """The values of terms, None for what is not bound."""
    return tuple(bound.get(term.name) if isinstance(term, Var) else term.value for term in terms)
