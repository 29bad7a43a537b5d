"""The space of possible facts: everything that can be said of a subject and of what it refers to.

As many things of each type as can bear on one subject; every value that `domains` finds for an argument; the registers as
they ship. Where that is not all there could be, the space says so in its `limits`.
"""

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date
from itertools import combinations
from math import prod
from typing import NamedTuple

from kmopolicy.facts.model import Facts
from kmopolicy.program.declarations import Constant, Predicate
from kmopolicy.program.expand import expanded
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Negative, Positive, Value
from kmopolicy.questions.possible.domains import Domains, Limit
from kmopolicy.questions.possible.reach import claimed, reach


class Free(NamedTuple):
    """An input predicate that facts may fill: for each argument the values that it can have."""

    predicate: Predicate
    domains: tuple[tuple[Value, ...], ...]


class Space(NamedTuple):
    """Possible facts. `entities`: the ids of the things of each type; `own`: constants that a dossier declares.

    `dates`: those that matter, which are the `thresholds`, first, then those between. Without `limits` the space speaks for
    all facts that there can be.
    """

    program: Program
    entities: Mapping[str, tuple[str, ...]]
    free: tuple[Free, ...]
    own: Mapping[str, tuple[Constant, ...]]
    dates: tuple[date, ...]
    thresholds: tuple[date, ...] = ()
    limits: tuple[Limit, ...] = ()

    @property
    def size(self) -> int:
        """How many different facts there can be."""
        return sum(prod(map(len, each.domains)) for each in self.free)

    @property
    def worlds(self) -> int:
        """How many different dossiers there can be: all ways to choose things, and facts about them."""
        things = [(kind, name) for kind, names in self.entities.items() for name in names]
        there = (set(chosen) for count in range(1, len(things) + 1) for chosen in combinations(things, count))
        return sum(prod(self._ways(each, chosen) for each in self.free) for chosen in there)

    def _ways(self, free: Free, there: set[tuple[str, str]]) -> int:
        """In how many ways the facts of one predicate can be chosen about what is there."""
        sizes = [
            sum((argument.type, value) in there or not is_thing(self.program, argument.type) for value in domain)
            for argument, domain in zip(free.predicate.arguments, free.domains, strict=True)
        ]
        *keys, last = sizes
        if free.predicate.cardinality == "many":
            return 1 << prod(sizes)
        if not needed(free.predicate):
            return _power(last + 1, prod(keys))
        if len(keys) < 2:
            return _power(last, prod(keys))
        return _power(_power(last + 1, prod(keys[1:])) - 1, keys[0])


def _power(base: int, exponent: int) -> int:
    return int(base**exponent)


def is_thing(program: Program, type_name: str) -> bool:
    """Whether values of a type are things, rather than words about them."""
    return program.types[type_name].kind == "entity"


def needed(predicate: Predicate) -> bool:
    """Whether each thing has such a fact."""
    return predicate.cardinality == "exactly one" or predicate.today


def space(program: Program, *beside: Program, properties: bool = True) -> Space:
    """The space of a program: the inputs that some rule (or property) asks for, and that no register fills.

    With programs `beside`, what their rules tell apart is told apart as well.
    """
    maker = _Maker(program, beside, properties=properties)
    counts = maker.reach.counts
    entities = {
        name: tuple(_id(name, number, counts) for number in range(1, count + 1)) for name, count in counts.items()
    }
    return maker.space(entities, {}, ())


def space_about(program: Program, facts: Facts, entities: Iterable[tuple[str, str]], taken: Set[str]) -> Space:
    """The space of what could be said besides `facts` about entities (type and id), and about others that they could refer to.

    Ids that are `taken` already mean something else.
    """
    maker = _Maker(program, (), properties=False)
    named: dict[str, tuple[str, ...]] = {}
    for kind, name in entities:
        named[kind] = (*named.get(kind, ()), name)
    others = maker.leading_to(named)
    for kind, count in maker.reach.counts.items():
        more = _ids(kind, count, maker.reach.counts, taken) if kind in others else ()
        named[kind] = (*named.get(kind, ()), *more)
    said = {
        value
        for fact in facts.facts
        for argument, value in zip(program.predicates[fact.predicate].arguments, fact.values, strict=True)
        if program.types[argument.type].kind in ("date", "year", "text")
    }
    return maker.space(named, facts.constants, said)


def _id(type_name: str, number: int, names: Iterable[str]) -> str:
    """The first letter of a type and a number; its whole name where letters clash."""
    letters = [name[:1].lower() for name in names]
    letter = type_name[:1].lower()
    return f"{letter if letters.count(letter) == 1 else type_name.lower()}{number}"


def _ids(kind: str, count: int, kinds: Iterable[str], taken: Set[str]) -> tuple[str, ...]:
    """So many ids that are not taken."""
    names = (_id(kind, number, kinds) for number in range(1, count + len(taken) + 1))
    return tuple(name for name in names if name not in taken)[:count]


class _Maker:
    """Makes the space of a program, with what programs beside it tell apart."""

    def __init__(self, program: Program, beside: Iterable[Program], *, properties: bool) -> None:
        self._programs = (program, *beside)
        claims = program.properties if properties else ()
        rules = (rule for each in self._programs for rules in expanded(each).values() for rule in rules)
        self._bodies = (*(rule.body for rule in rules), *(body for prop in claims for body in claimed(prop)))
        self._inputs = tuple(self._asked())
        self.reach = reach(program, self._inputs, claims)

    def _asked(self) -> Iterator[Predicate]:
        """The inputs that a dossier can state, and that make a difference or must be there."""
        program = self._programs[0]
        literals = (literal for body in self._bodies for literal in body)
        asked = {literal.atom.predicate for literal in literals if isinstance(literal, Positive | Negative)}
        for each in program.predicates.values():
            stated = each.role == "input" and each.name not in program.tables
            matters = each.name in asked or each.exists or needed(each)
            if stated and matters and program.types[each.arguments[0].type].section:
                yield each

    def leading_to(self, kinds: Iterable[str]) -> set[str]:
        """The types of the things that facts about such things can refer to, and that facts about those can.

        What exists by referring to a thing cannot refer to another: it would be something else.
        """
        found: set[str] = set()
        homes = list(dict.fromkeys(kinds))
        for home in homes:
            for each in (each for each in self._inputs if each.arguments[0].type == home and not each.exists):
                found |= {
                    argument.type for argument in each.arguments[1:] if is_thing(self._programs[0], argument.type)
                }
            homes += sorted(found.difference(homes))
        return found

    def space(
        self, things: Mapping[str, tuple[str, ...]], declared: Mapping[str, tuple[Constant, ...]], said: Iterable[Value]
    ) -> Space:
        domains = Domains(self._programs, self._inputs, self._bodies, things, declared, said)
        free = tuple(
            Free(each, tuple(domains.of(argument.type) for argument in each.arguments)) for each in self._inputs
        )
        limits = [Limit("things", name, len(names)) for name, names in things.items() if name in self.reach.unbounded]
        limits += domains.limits
        return Space(self._programs[0], things, free, domains.own, domains.dates, domains.thresholds, tuple(limits))
