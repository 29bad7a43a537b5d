"""What stands fixed while one body is looked at: the rule, the pattern asked of its head, and what its variables may be."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kmopolicy.bulk.wide.columns import (
    EVERY,
    WHATEVER,
    Column,
    Columns,
    OneOf,
    Pattern,
    Place,
    Unfit,
    Way,
    Whatever,
    literal,
)
from kmopolicy.bulk.wide.relations import Relations
from kmopolicy.engines.core import CoreRule
from kmopolicy.program.terms import Atom, Term, Value, Var

NO_WAY_YET = Way((), (), frozenset(), {}, {})


class Env(NamedTuple):
    """What the variables of a body stand for so far, and what must hold for that."""

    consts: Mapping[str, Value]
    paths: Mapping[str, tuple[Column, ...]]
    """Entities: the columns that lead to them from the row's own."""
    exprs: Mapping[str, Column]
    """Dates, years and texts: the column that has the value."""
    years: Mapping[str, str]
    """Years of such a date: the expression."""
    sets: Mapping[str, OneOf]
    """Constants that are too many for a mask: those that a register leaves of them."""
    way: Way

    def also(self, conditions: Iterable[str] = (), columns: Iterable[Column] = (), masks: Iterable[str] = ()) -> "Env":
        """The same where more must hold."""
        way = self.way
        deps = way.deps | {column.name for column in columns}
        return self._replace(
            way=way._replace(conditions=(*way.conditions, *conditions), masks=(*way.masks, *masks), deps=deps)
        )


class Scope:
    """One rule under one pattern. `mask`: the variable over whose constants the body is looked at all at once."""

    def __init__(self, columns: Columns, relations: Relations, rule: CoreRule, pattern: Pattern, *, told: bool) -> None:
        self.columns = columns
        self.relations = relations
        self.rule = rule
        self.pattern = pattern
        self.told = told
        """Whether it reads on in the sentences of the rows that it uses."""
        self.types = self._variable_types()
        self.mask: str | None = None

    def _variable_types(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for atom in (*self.rule.positives, *self.rule.negatives, self.rule.head):
            for term, type_name in zip(atom.terms, self.relations.types(atom.predicate), strict=True):
                if isinstance(term, Var):
                    found.setdefault(term.name, type_name)
        return found

    def unfit(self) -> Unfit:
        """The rule asks what one row per entity cannot say."""
        return Unfit(self.rule.rule)

    def uses(self, name: str) -> int:
        """How often a variable stands in the rule, wherever."""
        terms = [term for atom in (*self.rule.positives, *self.rule.negatives) for term in atom.terms]
        terms += [term for each in self.rule.comparisons for term in (each.left, each.right)]
        wanted = [
            term
            for term, place in zip(self.rule.head.terms[1:], self.pattern, strict=True)
            if not isinstance(place, Whatever)
        ]
        return sum(isinstance(term, Var) and term.name == name for term in (*terms, *wanted))

    def closed(self, name: str) -> bool:
        """Whether a variable has constants and no more."""
        return self.relations.closed(self.types[name])

    def among(self, name: str) -> bool:
        """Whether of a variable it is asked only that a fact about an entity has one of the constants of a register."""
        if not self.closed(name) or self.relations.fits(self.types[name]) or self.uses(name) != 2:
            return False
        asked = [atom for atom in self.rule.positives if any(isinstance(t, Var) and t.name == name for t in atom.terms)]
        return sorted(self.relations.static(atom.predicate) for atom in asked) == [False, True]

    def bits(self, values: Iterable[Value]) -> str:
        """Constants of the mask's variable, as a mask."""
        assert self.mask is not None
        return self.relations.mask(self.types[self.mask], values)

    def empty(self) -> str:
        """The mask without a constant."""
        return self.bits(())

    def place(self, term: Term, env: Env) -> Place:
        """What is asked at the place of a term."""
        if not isinstance(term, Var):
            return term.value
        if term.name in env.consts:
            return env.consts[term.name]
        if term.name in env.sets:
            return env.sets[term.name]
        if term.name == self.mask:
            return EVERY
        if self.uses(term.name) > 1:
            raise self.unfit()
        return WHATEVER

    def value(self, term: Term, env: Env) -> str:
        """The expression of a term that has one value."""
        if not isinstance(term, Var):
            return literal(term.value)
        if term.name in env.consts:
            return literal(env.consts[term.name])
        if term.name in env.years:
            return env.years[term.name]
        if term.name in env.exprs:
            return env.exprs[term.name].name
        if env.paths.get(term.name) == ():
            return "id"
        raise self.unfit()

    def used(self, term: Term, env: Env) -> tuple[Column, ...]:
        """The columns that the value of a term rests on."""
        return (env.exprs[term.name],) if isinstance(term, Var) and term.name in env.exprs else ()

    def lifted(self, atom: Atom, column: Column, env: Env) -> Column:
        """The column as the row's own entity sees it, along the path to the entity that it is about."""
        for key in reversed(env.paths[first_of(atom)]):
            column = self.columns.hop(key.owner, key, column)
        return column


def first_of(atom: Atom) -> str:
    """The variable at the first place, which stands for an entity."""
    first = atom.terms[0]
    assert isinstance(first, Var)
    return first.name


def value_of(term: Term) -> Value:
    """The value of a constant."""
    assert not isinstance(term, Var)
    return term.value
