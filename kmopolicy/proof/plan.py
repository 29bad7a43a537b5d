"""In which order to look at the literals of a rule's body: computed once per rule and set of bound variables."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from kmopolicy.facts.world import Pattern
from kmopolicy.program.expand import expanded
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Atom, BodyLiteral, Negative, Positive, Rule, Term, UnderReading, Value, Var, YearOf


def names(atom: Atom) -> frozenset[str]:
    """The names of an atom's variables."""
    return frozenset(term.name for term in atom.terms if isinstance(term, Var))


def named(atom: Atom) -> frozenset[str]:
    """The same, but for anonymous variables."""
    return frozenset(term.name for term in atom.terms if isinstance(term, Var) and not term.anonymous)


def _needs(literal: BodyLiteral) -> frozenset[str]:
    """The variables that must be bound before a literal can be tested."""
    match literal:
        case Positive() | UnderReading():
            return frozenset()
        case Negative(atom=atom):
            return named(atom)
        case YearOf(date=date):
            return _of(date)
        case _:
            return _of(literal.left) | _of(literal.right)


def _binds(literal: BodyLiteral) -> frozenset[str]:
    """The variables that are bound once a literal has been matched."""
    match literal:
        case Positive(atom=atom):
            return names(atom)
        case YearOf(year=year):
            return _of(year)
        case _:
            return frozenset()


def _repeats(literal: BodyLiteral) -> bool:
    variables = [term for term in literal.atom.terms if isinstance(term, Var)] if isinstance(literal, Positive) else []
    return len(set(variables)) < len(variables)


def _of(term: Term) -> frozenset[str]:
    return frozenset((term.name,)) if isinstance(term, Var) else frozenset()


class Step(NamedTuple):
    """A literal of a body. `needs`: the variables to be bound before it can be tested; `wants`: with that of its entity."""

    literal: BodyLiteral
    needs: frozenset[str]
    wants: frozenset[str]


class Plan(NamedTuple):
    """A rule, with what is asked of it again and again.

    `steps`: its literals, readings aside; `under`: the readings under which alone it speaks; `tables`: its positive literals
    about tables; `bases`: the input and table predicates of which it needs an instance.
    """

    rule: Rule
    steps: tuple[Step, ...]
    under: tuple[UnderReading, ...]
    tables: tuple[Positive, ...]
    bases: frozenset[str]


class Plans:
    """All rules of a program by head, cases included, and in which order to look at each body. One per program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.rules: Mapping[str, tuple[Rule, ...]] = expanded(program)
        self._roles: Mapping[str, str] = {name: predicate.role for name, predicate in program.predicates.items()}
        self._orders: dict[tuple[object, ...], tuple[BodyLiteral, ...]] = {}
        self._told_apart = {name: _told_apart(rules) for name, rules in self.rules.items()}
        self._fitting: dict[tuple[str, tuple[Value | None, ...]], tuple[Plan, ...]] = {}
        # By identity: the literals live as long as the rules above.
        literals = [literal for rules in self.rules.values() for rule in rules for literal in rule.body]
        self._needs = {id(literal): _needs(literal) for literal in literals}
        self._binds = {id(literal): _binds(literal) for literal in literals}
        self._repeats = frozenset(id(literal) for literal in literals if _repeats(literal))
        self._plans = {id(rule): self._planned(rule) for rules in self.rules.values() for rule in rules}

    def of(self, rule: Rule) -> Plan:
        """The plan of one of these rules."""
        return self._plans[id(rule)]

    def fitting(self, predicate: str, pattern: Pattern) -> tuple[Plan, ...]:
        """The rules whose head does not contradict the pattern by a constant."""
        key = (predicate, tuple([pattern[place] for place in self._told_apart[predicate]]))
        found = self._fitting.get(key)
        if found is None:
            found = tuple(self.of(rule) for rule in self.rules[predicate] if _fits(rule, pattern))
            if len(self._fitting) < _KEPT:
                self._fitting[key] = found
        return found

    def binds(self, literal: BodyLiteral) -> frozenset[str]:
        """The variables that are bound once a literal of these rules has been matched."""
        return self._binds[id(literal)]

    def repeats(self, literal: BodyLiteral) -> bool:
        """Whether a variable stands in a literal of these rules more than once."""
        return id(literal) in self._repeats

    def order(self, rule: Rule, bound: Iterable[str]) -> tuple[BodyLiteral, ...]:
        """The body's literals, tests as early as they can be, facts before tables."""
        key = (id(rule), *bound)
        found = self._orders.get(key)
        if found is None:
            found = self._orders[key] = tuple(self._ordered(rule.body, frozenset(bound)))
        return found

    def _planned(self, rule: Rule) -> Plan:
        positives = [literal for literal in rule.body if isinstance(literal, Positive)]
        return Plan(
            rule,
            tuple(self._stepped(rule)),
            tuple(literal for literal in rule.body if isinstance(literal, UnderReading)),
            tuple(literal for literal in positives if self._roles.get(literal.atom.predicate) == "table"),
            frozenset(each.atom.predicate for each in positives if each.atom.predicate not in self.rules),
        )

    def _stepped(self, rule: Rule) -> Iterator[Step]:
        for literal in rule.body:
            if not isinstance(literal, UnderReading):
                needs = self._needs[id(literal)]
                yield Step(literal, needs, needs | self._entity_of(literal))

    def _entity_of(self, literal: BodyLiteral) -> frozenset[str]:
        if not isinstance(literal, Positive):
            return frozenset()
        declared = self.program.predicates.get(literal.atom.predicate)
        if declared is not None and self.program.types[declared.arguments[0].type].kind != "entity":
            return frozenset()
        return _of(literal.atom.terms[0])

    def _ordered(self, body: tuple[BodyLiteral, ...], bound: frozenset[str]) -> Iterator[BodyLiteral]:
        left = list(range(len(body)))
        while left:
            place = min(left, key=lambda place: (*self._cost(body[place], bound), place))
            left.remove(place)
            yield body[place]
            bound |= self.binds(body[place])

    def _cost(self, literal: BodyLiteral, bound: frozenset[str]) -> tuple[int, int]:
        if not self._needs[id(literal)] <= bound:
            return (9, 0)
        if not isinstance(literal, Positive):
            return (0, 0) if not isinstance(literal, Negative) else (1, 0)
        free = len(names(literal.atom) - bound)
        role = self._roles.get(literal.atom.predicate, "derived")
        return (2 if role == "input" else 3 if role != "table" or not free else 4, free)


_KEPT = 10_000


def _told_apart(rules: tuple[Rule, ...]) -> tuple[int, ...]:
    """The places at which a head has a constant: those tell the rules of a predicate apart."""
    places = {place for rule in rules for place, term in enumerate(rule.head.terms) if not isinstance(term, Var)}
    return tuple(sorted(places))


def _fits(rule: Rule, pattern: Pattern) -> bool:
    return all(
        value is None or isinstance(term, Var) or term.value == value
        for term, value in zip(rule.head.terms, pattern, strict=True)
    )
