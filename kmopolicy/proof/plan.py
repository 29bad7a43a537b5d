"""In which order to look at the literals of a rule's body: computed once per rule and set of bound variables."""

from collections.abc import Mapping

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


def _of(term: Term) -> frozenset[str]:
    return frozenset((term.name,)) if isinstance(term, Var) else frozenset()


class Plans:
    """All rules of a program by head, cases included, and in which order to look at each body. One per program."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.rules: Mapping[str, tuple[Rule, ...]] = expanded(program)
        self._roles: Mapping[str, str] = {name: predicate.role for name, predicate in program.predicates.items()}
        self._orders: dict[tuple[int, frozenset[str]], tuple[int, ...]] = {}
        self._told_apart = {name: _told_apart(rules) for name, rules in self.rules.items()}
        self._fitting: dict[tuple[str, tuple[Value | None, ...]], tuple[Rule, ...]] = {}
        literals = [literal for rules in self.rules.values() for rule in rules for literal in rule.body]
        # By identity: the literals live as long as the rules above.
        self._needs = {id(literal): _needs(literal) for literal in literals}
        self._binds = {id(literal): _binds(literal) for literal in literals}

    def fitting(self, predicate: str, pattern: Pattern) -> tuple[Rule, ...]:
        """The rules whose head does not contradict the pattern by a constant."""
        key = (predicate, tuple([pattern[place] for place in self._told_apart[predicate]]))
        found = self._fitting.get(key)
        if found is None:
            found = tuple(rule for rule in self.rules[predicate] if _fits(rule, pattern))
            if len(self._fitting) < _KEPT:
                self._fitting[key] = found
        return found

    def needs(self, literal: BodyLiteral) -> frozenset[str]:
        """The variables that must be bound before a literal of these rules can be tested."""
        return self._needs[id(literal)]

    def binds(self, literal: BodyLiteral) -> frozenset[str]:
        """The variables that are bound once a literal of these rules has been matched."""
        return self._binds[id(literal)]

    def order(self, rule: Rule, bound: frozenset[str]) -> tuple[int, ...]:
        """The places of the body's literals, tests as early as they can be, facts before tables."""
        key = (id(rule), bound)
        if key not in self._orders:
            self._orders[key] = self._ordered(rule.body, bound)
        return self._orders[key]

    def _ordered(self, body: tuple[BodyLiteral, ...], bound: frozenset[str]) -> tuple[int, ...]:
        left = list(range(len(body)))
        order: list[int] = []
        while left:
            place = min(left, key=lambda place: (*self._cost(body[place], bound), place))
            left.remove(place)
            order.append(place)
            bound |= self.binds(body[place])
        return tuple(order)

    def _cost(self, literal: BodyLiteral, bound: frozenset[str]) -> tuple[int, int]:
        if not self.needs(literal) <= bound:
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
