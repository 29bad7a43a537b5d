"""Turns supports into the nodes of a proof tree: each with its atom, its sentence in words and where it stands."""

from collections.abc import Iterable, Iterator

from kmopolicy.facts.model import Fact
from kmopolicy.facts.world import Pattern
from kmopolicy.program.expand import case_id, case_of, is_existence
from kmopolicy.program.program import Case, Program
from kmopolicy.program.show import show_ground, show_literal
from kmopolicy.program.terms import Comparison, Positive, Rule, Term, UnderReading, Value, Var
from kmopolicy.proof.explanation import Attempt as AttemptNode
from kmopolicy.proof.explanation import Node
from kmopolicy.proof.prover import Prover
from kmopolicy.proof.solver import pattern_of
from kmopolicy.proof.support import Absent, Attempt, Barred, Derived, Given, Support, Tested
from kmopolicy.proof.wording import Side, Wording
from kmopolicy.text.localized import Localized


class Nodes:
    """Makes nodes for the supports of one prover; each is made once and shared."""

    def __init__(self, program: Program, prover: Prover, wording: Wording) -> None:
        self._program = program
        self._prover = prover
        self._wording = wording
        self._made: dict[int, tuple[Support, Node]] = {}

    def of(self, support: Support, rule: Rule | None = None) -> Node:
        """The node of a support; a test's node needs the rule it stands in, for the types of its variables."""
        known = self._made.get(id(support))
        if known is not None:
            return known[1]
        node = self._node(support, rule)
        # The support is kept with its node, so that its id stays its own.
        self._made[id(support)] = (support, node)
        return node

    def bare(self, support: Given | Derived) -> Node:
        """The node of a support without what it rests on."""
        return self._given(support) if isinstance(support, Given) else self._by_rule(support, ())

    def _node(self, support: Support, rule: Rule | None) -> Node:
        match support:
            case Given():
                return self._given(support)
            case Derived():
                return self._derived(support)
            case Absent():
                return self._absent(support)
        assert rule is not None, "a test stands in a rule"
        return self._tested(support, rule)

    def _given(self, support: Given) -> Node:
        atom, sentence = _atom(support.predicate, support.values), self._say(support.predicate, support.values)
        origin = support.origin
        if isinstance(origin, Fact):
            return Node("given", atom, sentence, place=origin.span, judgement=origin.judgement)
        citations = (origin.citation,) if origin.citation else ()
        return Node("table", atom, sentence, citations=citations, place=origin.span)

    def _derived(self, support: Derived) -> Node:
        if support.predicate in self._program.outcomes:
            return self._outcome(support)
        return self._by_rule(support, self.all(support.body, support.rule))

    def all(self, supports: Iterable[Support], rule: Rule) -> tuple[Node, ...]:
        """The nodes of supports of literals of a rule; that an entity exists goes without saying."""
        return tuple(
            self.of(each, rule) for each in supports if not (isinstance(each, Given) and is_existence(each.predicate))
        )

    def _outcome(self, support: Derived) -> Node:
        """An outcome by its case: what the case's condition rests on, and why no earlier case holds."""
        decides = support.body[0]
        assert isinstance(decides, Derived), "an outcome holds because a case decides"
        condition, *earlier = decides.body
        parts = [*(condition.body if isinstance(condition, Derived) else ()), *earlier]
        return self._by_rule(support, self.all(parts, decides.rule))

    def _by_rule(self, support: Derived, children: tuple[Node, ...]) -> Node:
        rule = support.rule
        atom, sentence = _atom(support.predicate, support.values), self._say(support.predicate, support.values)
        return Node("derived", atom, sentence, rule.id, rule.citations, rule.span, children=children)

    def _absent(self, support: Absent) -> Node:
        predicate, pattern = support.predicate, support.pattern
        return Node(
            "absent",
            _atom(predicate, pattern),
            self._say(predicate, pattern, negated=True, others=support.others),
            _case_id(predicate),
            status=support.status,
            others=support.others,
            candidates=self._prover.candidates(predicate, pattern),
            children=tuple(self.of(given) for given in support.against),
            attempts=tuple(self._attempts(_by_cases(support))),
        )

    def _attempts(self, attempts: Iterable[Attempt]) -> Iterator[AttemptNode]:
        """The attempts, those that came nearest first; those that fail alike are told once, and counted."""
        alike: dict[object, list[Attempt]] = {}
        for attempt in attempts:
            alike.setdefault(_likeness(attempt), []).append(attempt)
        told = [self._attempt(same[0], len(same)) for same in alike.values()]
        return iter(sorted(told, key=lambda attempt: (len(attempt.fails), -len(attempt.holds))))

    def _attempt(self, attempt: Attempt, count: int) -> AttemptNode:
        rule, head = attempt.rule, attempt.rule.head
        pattern = pattern_of(head, attempt.bindings)
        fails = tuple(self._failing(failing, rule) for failing in attempt.fails)
        holds = tuple(self._holding(attempt))
        sentence, atom = self._say(head.predicate, pattern), _atom(head.predicate, pattern)
        return AttemptNode(rule.id, atom, sentence, rule.citations, rule.span, holds, fails, count, attempt.by_reading)

    def _failing(self, failing: Absent | Tested | Barred, rule: Rule) -> Node:
        return self.of(failing.holds if isinstance(failing, Barred) else failing, rule)

    def _holding(self, attempt: Attempt) -> Iterator[Node]:
        for literal in self._prover.ready(attempt.rule, attempt.bindings):
            more = next(self._prover.solver.matches(literal, attempt.bindings), None)
            if more is not None:
                yield from self.all((self._prover.support(literal, more),), attempt.rule)

    def _tested(self, support: Tested, rule: Rule) -> Node:
        literal, atom = support.literal, show_literal(support.literal)
        if isinstance(literal, UnderReading):
            sentence = self._wording.reading(literal.reading, literal.option, holds=support.holds)
            return Node("comparison", atom, sentence, reading=(literal.reading, str(support.left)))
        if isinstance(literal, Comparison):
            sides = [self._side(literal.left, support.left, rule), self._side(literal.right, support.right, rule)]
            shown = f"{_shown(support.left)} {literal.op} {_shown(support.right)}"
            return Node("comparison", shown, self._wording.comparison(literal.op, sides, holds=support.holds))
        shown = f"{_shown(support.left)} = year({_shown(support.right)})"
        return Node("comparison", shown, self._wording.year(support.right, support.left, holds=support.holds))

    def _side(self, term: Term, value: Value | None, rule: Rule) -> Side:
        """A side of a comparison; of a variable the type, by an atom of the rule that it stands in."""
        for literal in rule.body if isinstance(term, Var) else ():
            if isinstance(literal, Positive) and term in literal.atom.terms:
                declared = self._program.predicates[literal.atom.predicate]
                place = literal.atom.terms.index(term)
                return Side(declared.arguments[place].type, value, declared.today and place > 0)
        return Side("Text", value, reference=False)

    def _say(self, predicate: str, pattern: Pattern, *, negated: bool = False, others: bool = False) -> Localized:
        if predicate in self._program.predicates:
            return self._wording.sentence(predicate, pattern, negated=negated, others=others)
        return _of_case(case_of(self._program, predicate), negated=negated)


def _of_case(case: Case | None, *, negated: bool) -> Localized:
    if case is None:
        return Localized("")
    return case.negated if negated else case.label


def _by_cases(support: Absent) -> Iterator[Attempt]:
    """The attempts; those of an outcome are by its cases: either the condition fails, or an earlier case goes first."""
    for attempt in support.attempts:
        decides = attempt.fails[0]
        if isinstance(decides, Absent) and decides.predicate.endswith("!"):
            yield from decides.attempts
        else:
            yield attempt


def _likeness(attempt: Attempt) -> object:
    """What makes attempts alike: they fail by the same rule, for want of the same kind of facts."""
    if any(not isinstance(failing, Absent) or failing.status == "refuted" for failing in attempt.fails):
        return id(attempt)
    return attempt.rule.id, tuple((failing.predicate, failing.status) for failing in attempt.fails)  # type: ignore[union-attr]


def _atom(predicate: str, pattern: Pattern) -> str:
    """The atom as text; that of a case by the id of the case."""
    return show_ground(_case_id(predicate) or predicate, pattern)


def _case_id(predicate: str) -> str:
    outcome, marked, number = predicate.removesuffix("!").partition("#")
    return case_id(outcome, int(number)) if marked else ""


def _shown(value: Value | None) -> str:
    return "_" if value is None else str(value)
