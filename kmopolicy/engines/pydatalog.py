"""pyDatalog as an engine: the core program as its terms, the facts asserted, one question asked, the facts retracted.

Nothing is ever handed to pyDatalog as text. What was measured of it decides the rest of the shape:

- its state is per thread, and a copy in another thread gives wrong answers without an error: each thread builds its own;
- an undefined predicate is an error when asked: every base predicate is inserted first;
- every rule that could apply costs about 40 µs per question: rules that need a fact that is not there are left out. What
  remains (the *residual* program) is kept per thread for the next world of the same shape;
- its index intersects whole columns: a world is asserted per subject, so that a subject costs the same in any company.
"""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from pyDatalog import pyEngine
from pyDatalog.Logic import Logic

from kmopolicy.engines.core import YEAR_OF, Core, CoreRule, lower
from kmopolicy.facts.model import GroundAtom, Verdict
from kmopolicy.facts.world import Values, World
from kmopolicy.program.expand import applies, expanded
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.terms import Atom, Const, Negative, Positive, Term, Value, Var

_assert = getattr(pyEngine, "assert_")  # noqa: B009  # by its name it would pass for an assertion of a test
_OPERATORS = {"=": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
_KEPT = 512
"""Residual programs kept per thread."""

_SHAPES = 4096
"""Shapes of worlds whose live rules are kept."""

_ANSWER = "answer#"


class _Live(NamedTuple):
    """A rule of the residual program: its number in the core, and which of its negated atoms can hold at all."""

    rule: int
    negatives: tuple[Atom, ...]


class PyDatalog:
    """The engine for one program. Safe to call from several threads."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._cores: dict[tuple[tuple[str, str], ...], Core] = {}
        self._local = threading.local()
        self._goals: dict[str, tuple[CoreRule, ...]] = {}
        self._lives: dict[Any, tuple[_Live, ...]] = {}
        self._telling = _telling(program)

    def decide(self, world: World, readings: Mapping[str, str], outcome: Cases, subject: str) -> Verdict:
        """The value of `outcome` for `subject`, and the ground atoms that its cases name as grounds."""
        goals = self._goals.get(outcome.name)
        if goals is None:
            goals = self._goals[outcome.name] = _decision_rules(outcome)
        answers = self._ask(world, readings, goals, (None, subject))
        values = [str(answer[3]) for answer in answers if answer[0] == -1]
        if len(values) != 1:
            raise AssertionError(f"{outcome.name} has {len(values)} values for one subject")
        because = [(), *(case.because for case in outcome.cases)]
        grounds = {
            (answer[0], answer[2], GroundAtom(atom.predicate, answer[1:2] + answer[3 : 2 + len(atom.terms)]))
            for answer in answers
            if answer[0] != -1
            for atom in (because[answer[0]][answer[2]],)
        }
        return Verdict(values[0], frozenset(ground for _, _, ground in grounds))

    def ask(self, world: World, readings: Mapping[str, str], goal: Atom) -> tuple[Values, ...]:
        """The values of the goal's terms in each true instance, sorted."""
        places = tuple(Var(f"X{place}") for place in range(len(goal.terms)))
        rule = CoreRule(Atom(_ANSWER, places), (Atom(goal.predicate, places),))
        bound = tuple(None if isinstance(term, Var) else term.value for term in goal.terms)
        found = set(self._ask(world, readings, (rule,), bound))
        return tuple(sorted(found, key=lambda values: tuple((str(type(value)), value) for value in values)))

    def fired(self, world: World, readings: Mapping[str, str]) -> frozenset[str]:
        """The ids of the rules of which some instance holds, and of the cases whose condition holds for some subject."""
        found = self._ask(world, readings, self._firing(readings), (None,))
        return frozenset(str(answer[0]) for answer in found)

    def _firing(self, readings: Mapping[str, str]) -> tuple[CoreRule, ...]:
        """A rule for each rule and case, with the same body, that gives its id."""
        return tuple(
            rule._replace(head=Atom(_ANSWER, (Const(rule.rule),)))
            for rule in self._core(readings).rules
            if rule.rule and rule.head.predicate not in self._program.outcomes and not rule.head.predicate.endswith("!")
        )

    def _ask(
        self, world: World, readings: Mapping[str, str], goals: tuple[CoreRule, ...], goal: tuple[Value | None, ...]
    ) -> list[tuple[Any, ...]]:
        core = self._core(readings)
        rules = (*core.rules, *goals)
        base = _Base(world)
        live = self._live(core, rules, goals, base)
        if not live or live[-1].rule < len(core.rules):
            return []
        before = getattr(Logic.tl, "logic", None)
        try:
            residual = self._kept(core, rules, live, world)
            Logic.tl.logic = residual.logic
            return residual.answers(base, goal, len(goals[0].head.terms))
        finally:
            Logic.tl.logic = before

    def _live(
        self, core: Core, rules: tuple[CoreRule, ...], goals: tuple[CoreRule, ...], base: "_Base"
    ) -> tuple[_Live, ...]:
        """The rules that can apply, found once for all worlds that say the same kinds of things."""
        key = (id(core), id(base.world.tables), base.world.replaces, goals, base.shape(self._telling))
        live = self._lives.get(key)
        if live is None:
            live = _residual(rules, core.base, base)
            if len(self._lives) < _SHAPES:
                self._lives[key] = live
        return live

    def _core(self, readings: Mapping[str, str]) -> Core:
        key = tuple(sorted(readings.items()))
        if key not in self._cores:
            self._cores[key] = lower(self._program, readings)
        return self._cores[key]

    def _kept(self, core: Core, rules: tuple[CoreRule, ...], live: tuple[_Live, ...], world: World) -> "_Residual":
        kept: OrderedDict[Any, _Residual] | None = getattr(self._local, "kept", None)
        if kept is None:
            kept = self._local.kept = OrderedDict()
        key = (id(core), id(world.tables), world.replaces, len(rules), rules[len(core.rules) :], live)
        residual = kept.get(key)
        if residual is None:
            residual = kept[key] = _Residual(core, rules, live, world)
            if len(kept) > _KEPT:
                kept.popitem(last=False)
        kept.move_to_end(key)
        return residual


def _decision_rules(outcome: Cases) -> tuple[CoreRule, ...]:
    """Rules for one question that gives the value (case -1) and all grounds: answer(case, subject, ground, argument...)."""
    width = max((len(ground.terms) for case in outcome.cases for ground in case.because), default=1)
    width = max(width, 2)
    subject = Var(outcome.subject)
    padding = (Const(""),) * width
    value = Var("Value#")
    rules = [
        CoreRule(
            Atom(_ANSWER, (Const(-1), subject, Const(0), value, *padding[2:])),
            (Atom(outcome.name, (subject, value)),),
        )
    ]
    for number, case in enumerate(outcome.cases, 1):
        for place, ground in enumerate(case.because):
            rest = ground.terms[1:] + padding[len(ground.terms) :]
            head = Atom(_ANSWER, (Const(number), subject, Const(place), *rest))
            rules.append(CoreRule(head, (Atom(applies(outcome.name, number), (subject,)), ground)))
    return tuple(rules)


class _Base:
    """The base relations of one world: what was stated (asserted per question) beside the rows that are always there."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stated: dict[str, list[Values]] = {name: list(facts) for name, facts in world.facts.items()}
        dates = {value for facts in world.facts.values() for values in facts for value in values if type(value) is date}
        self.stated[YEAR_OF] = [(day, day.year) for day in dates]

    def shape(self, telling: Mapping[str, tuple[int, ...]]) -> frozenset[Any]:
        """What is said, with everything that no rule can name (ids, dates, texts) left out."""
        return frozenset(
            (name, *[values[place] for place in telling.get(name, ())], values[-1] if name == YEAR_OF else None)
            for name, stated in self.stated.items()
            for values in stated
        )

    def can_hold(self, atom: Atom) -> bool:
        """Whether some fact or row agrees with the constants of a base atom."""
        pattern = tuple(None if type(term) is Var else term.value for term in atom.terms)  # type: ignore[union-attr]
        if any(_agrees(pattern, values) for values in self.stated.get(atom.predicate, ())):
            return True
        return self.world.holds(atom.predicate, pattern)


def _telling(program: Program) -> dict[str, tuple[int, ...]]:
    """Per predicate the arguments in which a rule can name a constant that tells one fact from another."""
    named = {
        (literal.atom.predicate, place)
        for rules in expanded(program).values()
        for rule in rules
        for literal in rule.body
        if isinstance(literal, Positive | Negative)
        for place, term in enumerate(literal.atom.terms)
        if not isinstance(term, Var)
    }
    return {
        name: tuple(
            place
            for place, argument in enumerate(predicate.arguments)
            if program.types[argument.type].kind == "closed" or (name, place) in named
        )
        for name, predicate in program.predicates.items()
    }


def _agrees(pattern: tuple[Value | None, ...], values: Values) -> bool:
    return all(want is None or want == value for want, value in zip(pattern, values, strict=True))


def _residual(rules: Sequence[CoreRule], base_names: frozenset[str], base: _Base) -> tuple[_Live, ...]:
    """The rules that can apply in this world, each with those of its negated atoms that can hold."""
    derived: set[str] = set()
    seen: dict[Atom, bool] = {}

    def can_hold(atom: Atom) -> bool:
        if atom.predicate not in base_names:
            return atom.predicate in derived
        if atom not in seen:
            seen[atom] = base.can_hold(atom)
        return seen[atom]

    live = []
    for number, rule in enumerate(rules):
        if all(map(can_hold, rule.positives)):
            derived.add(rule.head.predicate)
            live.append(_Live(number, tuple(filter(can_hold, rule.negatives))))
    return tuple(live)


class _Residual:
    """A residual program as a pyDatalog `Logic`. Lives and dies in the thread that built it."""

    def __init__(self, core: Core, rules: Sequence[CoreRule], live: tuple[_Live, ...], world: World) -> None:
        self.logic = Logic()
        used = {atom.predicate for number, negatives in live for atom in (*rules[number].positives, *negatives)}
        self.stated = used & core.base
        for name in self.stated:
            for values in () if name in world.replaces else world.tables.rows.get(name, ()):
                _assert(_fact(name, values))
        for name, arity in _arities(rules):
            pyEngine.insert(pyEngine.Pred(name, arity))
        for number, negatives in live:
            _assert(_clause(rules[number], negatives))

    def answers(self, base: _Base, goal: tuple[Value | None, ...], width: int) -> list[tuple[Any, ...]]:
        """The answers to the goal: facts in, one question, facts out, whatever happens on the way."""
        stated = [_fact(name, values) for name in sorted(self.stated) for values in base.stated.get(name, ())]
        terms = [pyEngine.Var(f"G{place}") for place in range(width)]
        for place, value in enumerate(goal):
            if value is not None:
                terms[place] = pyEngine.Const(value)
        try:
            for clause in stated:
                _assert(clause)
            found = pyEngine.Literal(_ANSWER, terms).ask()
        finally:
            for clause in stated:
                pyEngine.retract(clause)
        return [tuple(goal)] if found is True else list(found)


def _arities(rules: Sequence[CoreRule]) -> set[tuple[str, int]]:
    return {
        (atom.predicate, len(atom.terms)) for rule in rules for atom in (rule.head, *rule.positives, *rule.negatives)
    }


def _clause(rule: CoreRule, negatives: tuple[Atom, ...]) -> Any:
    """Positive literals first, then comparisons, then negations: the only order that pyDatalog answers right."""
    body = [_literal(atom.predicate, atom.terms) for atom in rule.positives]
    body += [_literal(_OPERATORS[each.op], (each.left, each.right)) for each in rule.comparisons]
    body += [_literal("~" + atom.predicate, atom.terms) for atom in negatives]
    return pyEngine.Clause(_literal(rule.head.predicate, rule.head.terms), body)


def _literal(name: str, terms: Sequence[Term]) -> Any:
    return pyEngine.Literal(
        name, [pyEngine.Var(term.name) if isinstance(term, Var) else pyEngine.Const(term.value) for term in terms]
    )


def _fact(name: str, values: Values) -> Any:
    return pyEngine.Clause(pyEngine.Literal(name, [pyEngine.Const(value) for value in values]), [])
