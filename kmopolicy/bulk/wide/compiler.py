"""The core program turned on its side: one row per entity, a column per thing that a rule asks, and a bit per constant.

A set of constants of a closed type is a mask: `excluded(Service, Activity)` becomes one number per service, and a rule over all
activities one operation on such numbers. What facts say is gathered once per table; what they lead to (the service of an
application) is one join. A program that asks for more than that (things that are reached in many ways, values without end) is
`Unfit`, and is run as the relational plan.
"""

from collections.abc import Iterable, Iterator, Sequence

from kmopolicy.bulk.wide.body import Body
from kmopolicy.bulk.wide.columns import (
    EVERY,
    LOOKUP,
    WHATEVER,
    Cited,
    Column,
    ColumnKind,
    Every,
    Gathered,
    Hop,
    Lookup,
    Pattern,
    Told,
    Truths,
    Unfit,
    Way,
    Whatever,
)
from kmopolicy.bulk.wide.relations import Relations
from kmopolicy.bulk.wide.scope import value_of
from kmopolicy.engines.core import CoreRule
from kmopolicy.program.declarations import Argument
from kmopolicy.program.terms import Atom, Var


class Compiler:
    """Compiles what is asked of a program to columns, on demand; `stated`: the inputs that facts can speak of."""

    def __init__(self, relations: Relations, stated: Iterable[str]) -> None:
        self._relations = relations
        self._program = relations.program
        self._stated = frozenset(stated)
        self.columns: dict[str, Column] = {}
        self.gathered: dict[tuple[str, Pattern], Gathered] = {}
        self.hops: dict[tuple[str, str, str], Hop] = {}
        self._asked: dict[tuple[str, Pattern], Column | None] = {}
        self._made: dict[tuple[str, ColumnKind, str], Column] = {}
        self._number = 0

    # What is asked from outside

    def holds(self, predicate: str, pattern: Pattern) -> Column | None:
        """The column of an atom: for which entities it holds, or for which constants; None where it never does."""
        key = (predicate, pattern)
        if key not in self._asked:
            derived = predicate in self._relations.rules
            self._asked[key] = self._derived(*key) if derived else self._input(predicate, pattern)
        return self._asked[key]

    def grounds(self, atom: Atom, decides: Sequence[Column], cited: Cited) -> Iterator[Told]:
        """The ways in which a ground holds where one of the cases decides, by rule and sentence."""
        arguments = self._program.predicates[atom.predicate].arguments[1:]
        pattern = tuple(
            (EVERY if self._relations.closed(each.type) else LOOKUP) if isinstance(term, Var) else term.value
            for term, each in zip(atom.terms[1:], arguments, strict=True)
        )
        also = self.either(decides)
        for closed in self._spread(pattern, arguments):
            if atom.predicate not in self._relations.rules:
                yield from self._stated_ground(atom.predicate, closed, also)
            for rule in self._relations.rules.get(atom.predicate, ()):
                yield from self._told(rule, closed, also, *cited(rule.rule))

    def looked_up(self, predicate: str, pattern: Pattern) -> Column | None:
        """A column with the one value at the place of `LOOKUP`."""
        declared = self._program.predicates.get(predicate)
        if declared is None or declared.role != "input":
            raise Unfit(predicate)
        if declared.cardinality == "many" or pattern[-1] is not LOOKUP or LOOKUP in pattern[:-1]:
            raise Unfit(predicate)
        if any(place is WHATEVER or place is EVERY for place in pattern[:-1]):
            raise Unfit(predicate)
        return self.holds(predicate, pattern)

    def hop(self, owner: str, key: Column, target: Column) -> Column:
        """A column of the entity that a column names."""
        found = self.hops.get((owner, key.name, target.name))
        if found is None:
            self._number += 1
            found = Hop(f"h{self._number}", owner, key.name, target.owner, target.name)
            self.hops[owner, key.name, target.name] = found
            self.columns[found.name] = Column(found.name, owner, 0, "", target.kind)
        return self.columns[found.name]

    def either(self, truths: Sequence[Column]) -> Column:
        """Whether one of these truths holds."""
        if len(truths) == 1:
            return truths[0]
        level = 1 + max(column.level for column in truths)
        return self._add(truths[0].owner, level, " OR ".join(column.name for column in truths), "truth")

    def first(self, owner: str, truths: Truths) -> Column:
        """The number of the first of these truths that holds, 0 for none."""
        return self._add(owner, self._above(truths), _first(truths), "value")

    def differs(self, first: Column, truths: Truths, others: Truths) -> Column:
        """Whether the first of the others has another number; only looked at where some of them is not as it was."""
        pairs = [(one, other) for (_, one), (_, other) in zip(truths, others, strict=True) if one != other]
        changed = " OR ".join(f"{_name(one)} <> {_name(other)}" for one, other in pairs)
        sql = f"CASE WHEN {changed} THEN {_first(others)} <> {first.name} ELSE FALSE END"
        return self._add(first.owner, max(first.level + 1, self._above(others)), sql, "truth")

    def _above(self, truths: Truths) -> int:
        return 1 + max((column.level for _, column in truths if column), default=0)

    # Grounds

    def _stated_ground(self, predicate: str, pattern: Pattern, also: Column) -> Iterator[Told]:
        """A ground that is a fact: no rule says it."""
        if LOOKUP in pattern or self._relations.static(predicate):
            raise Unfit(predicate)
        column = self.holds(predicate, pattern)
        if column is not None:
            way = Way((), (column.name,), frozenset((column.name,)), {}, {})
            way = way if column.mask else way._replace(conditions=(column.name,), masks=())
            yield Told(self._combined(predicate, pattern, [way], also), predicate, pattern, (), "", {None: ""})

    def _spread(self, pattern: Pattern, arguments: Sequence[Argument]) -> Iterator[Pattern]:
        """A pattern with one mask at most: the last place stays one, earlier ones are written out."""
        places = [at for at, place in enumerate(pattern) if place is EVERY]
        if len(places) < 2:
            yield pattern
            return
        for value in self._relations.codes(arguments[places[0]].type):
            yield from self._spread((*pattern[: places[0]], value, *pattern[places[0] + 1 :]), arguments)

    def _told(self, rule: CoreRule, pattern: Pattern, also: Column, own: str, reads_on: bool) -> Iterator[Told]:
        # A rule with a constant in its head says one thing: a truth, not a mask.
        pattern = tuple(
            value_of(term) if place is EVERY and not isinstance(term, Var) else place
            for term, place in zip(rule.head.terms[1:], pattern, strict=True)
        )
        for way in self._ways(rule, pattern, told=reads_on):
            column = self._combined(rule.head.predicate, pattern, [way], also)
            lookups = tuple(way.lookups[str(at)] for at, place in enumerate(pattern) if place is LOOKUP)
            sentences = {of: sentence or own for of, sentence in way.sentences.items()}
            yield Told(column, rule.head.predicate, pattern, lookups, rule.rule, sentences or {None: own})

    # Columns

    def _ways(self, rule: CoreRule, pattern: Pattern, *, told: bool = False) -> list[Way]:
        """The ways in which a rule yields an atom of the pattern."""
        return list(Body(self, self._relations, rule, pattern, told=told).ways())

    def _derived(self, predicate: str, pattern: Pattern) -> Column | None:
        if any(isinstance(place, frozenset) for place in pattern):
            raise Unfit(predicate)  # only facts are asked for any of some constants
        ways = [way for rule in self._relations.rules[predicate] for way in self._ways(rule, pattern)]
        return self._combined(predicate, pattern, ways) if ways else None

    def _combined(self, predicate: str, pattern: Pattern, ways: list[Way], also: Column | None = None) -> Column:
        mask = EVERY in pattern
        alone = not also and len(ways) == 1 and _alone(ways[0])
        if alone and not mask:
            return self.columns[alone]
        parts = [_mask_of(way, also) if mask else _truth_of(way, also) for way in ways]
        deps = frozenset().union(*(way.deps for way in ways)) | ({also.name} if also else set())
        sql = (" | " if mask else " OR ").join(f"({part})" for part in parts)
        level = 1 + max((self.columns[name].level for name in deps), default=0)
        return self._add(self._relations.owner(predicate), level, sql, "mask" if mask else "truth")

    def _add(self, owner: str, level: int, sql: str, kind: ColumnKind) -> Column:
        """A column; what says the same of the same entities is one."""
        key = (owner, kind, sql)
        if key not in self._made:
            self._number += 1
            self._made[key] = self.columns[f"c{self._number}"] = Column(f"c{self._number}", owner, level, sql, kind)
        return self._made[key]

    def _input(self, predicate: str, pattern: Pattern) -> Column | None:
        """What facts say: a truth, a mask, or the one value that stands there."""
        if predicate.startswith("exists#"):
            return self._add(self._relations.owner(predicate), 0, "TRUE", "truth")
        if predicate not in self._program.predicates or self._program.predicates[predicate].role != "input":
            return None
        if predicate not in self._stated:
            return None
        owner, types = self._relations.owner(predicate), self._relations.types(predicate)[1:]
        for place, type_name in zip(pattern, types, strict=True):
            if place is EVERY:
                self._relations.fit(type_name)
            if not isinstance(place, Every | Whatever | Lookup) and not self._relations.closed(type_name):
                raise Unfit(predicate)
        self._number += 1
        name = f"g{self._number}"
        self.gathered[predicate, pattern] = Gathered(name, predicate, pattern)
        column = Column(name, owner, 0, "", "mask" if EVERY in pattern else "value" if LOOKUP in pattern else "truth")
        self.columns[name] = column
        return column


def _alone(way: Way) -> str:
    """The column that a way is, where it is nothing else."""
    return way.conditions[0] if not way.masks and {*way.conditions} == way.deps and len(way.deps) == 1 else ""


def _first(truths: Truths) -> str:
    whens = " ".join(f"WHEN {column.name} THEN {number}" for number, column in truths if column)
    return f"CASE {whens} ELSE 0 END" if whens else "0"


def _name(column: Column | None) -> str:
    return column.name if column else "FALSE"


def _mask_of(way: Way, also: Column | None) -> str:
    conditions = [*([also.name] if also else []), *way.conditions]
    mask = " & ".join(way.masks)
    return f"CASE WHEN {' AND '.join(conditions)} THEN {mask} ELSE 0 END" if conditions else mask


def _truth_of(way: Way, also: Column | None) -> str:
    return " AND ".join([*([also.name] if also else []), *way.conditions]) or "TRUE"
