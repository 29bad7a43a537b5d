"""The ways in which one body holds: what must hold is matched along the entities that are known, then what only tests."""

from collections.abc import Iterator, Mapping

from kmopolicy.bulk.wide.columns import EVERY, LOOKUP, Column, Columns, Every, Lookup, Pattern, Way, Whatever
from kmopolicy.bulk.wide.conditions import tested
from kmopolicy.bulk.wide.registers import matched_rows
from kmopolicy.bulk.wide.relations import Relations
from kmopolicy.bulk.wide.scope import NO_WAY_YET, Env, Scope, first_of, value_of
from kmopolicy.engines.core import YEAR_OF, CoreRule
from kmopolicy.program.terms import Atom, Term, Value, Var

_MOST = 2_000
"""Ways to bind the variables of a rule that are written out one by one."""


class Body:
    """Finds the ways in which one body holds."""

    def __init__(self, columns: Columns, relations: Relations, rule: CoreRule, pattern: Pattern, *, told: bool) -> None:
        self._scope = Scope(columns, relations, rule, pattern, told=told)
        self._relations = relations
        self._rule = rule
        self._pattern = pattern
        self._fixed: str | None = None
        self._count = 0

    def ways(self) -> Iterator[Way]:
        """All of them."""
        env = self._start()
        if env is None:
            return
        if self._scope.mask is None:
            self._scope.mask = self._chosen(env)
        for found in self._positives(list(self._rule.positives), env):
            yield self._finished(tested(self._scope, found))

    def _start(self) -> Env | None:
        """What the head and the pattern say of the variables; None where the rule cannot serve the pattern."""
        consts: dict[str, Value] = {}
        head = self._rule.head.terms
        for at, (term, place) in enumerate(zip(head[1:], self._pattern, strict=True), 1):
            if isinstance(place, Every | Whatever | Lookup | frozenset):
                if place is EVERY and isinstance(term, Var):
                    self._scope.mask = term.name
                elif place is EVERY:
                    self._fixed = self._relations.mask(self._type_at(at), (value_of(term),))
            elif not isinstance(term, Var):
                if term.value != place:
                    return None
            elif consts.setdefault(term.name, place) != place:
                return None
        return Env(consts, {first_of(self._rule.head): ()}, {}, {}, {}, NO_WAY_YET)

    def _type_at(self, place: int) -> str:
        return self._relations.types(self._rule.head.predicate)[place]

    def _chosen(self, env: Env) -> str | None:
        """The variable over whose constants the body is looked at all at once: the one that stands in most places."""
        scope = self._scope
        closed = [
            name
            for name in scope.types
            if scope.closed(name) and name not in env.consts and scope.uses(name) > 1 and not scope.among(name)
        ]
        return max(closed, key=scope.uses, default=None)

    # What must hold

    def _positives(self, left: list[Atom], env: Env) -> Iterator[Env]:
        """The ways to match it: what needs no entity first, then along the entities that are known."""
        if not left:
            yield env
            return
        atom = self._next(left, env)
        rest = [each for each in left if each is not atom]
        for more in self._matched(atom, env):
            self._count += 1
            if self._count > _MOST:
                raise self._scope.unfit()
            yield from self._positives(rest, more)

    def _next(self, left: list[Atom], env: Env) -> Atom:
        ready = [atom for atom in left if self._ready(atom, env)]
        if not ready:
            raise self._scope.unfit()
        # What looks a value up goes before a register, so that the register is asked for that value alone; and what is
        # asked about some of the constants of a register goes after it.
        return min(ready, key=lambda atom: (self._waits(atom, env), self._relations.static(atom.predicate)))

    def _waits(self, atom: Atom, env: Env) -> bool:
        return not self._relations.static(atom.predicate) and any(
            isinstance(term, Var) and term.name not in env.sets and self._scope.among(term.name)
            for term in atom.terms[1:]
        )

    def _ready(self, atom: Atom, env: Env) -> bool:
        first = atom.terms[0]
        if atom.predicate == YEAR_OF:
            return isinstance(first, Var) and (first.name in env.exprs or first.name in env.consts)
        return self._relations.static(atom.predicate) or (isinstance(first, Var) and first.name in env.paths)

    def _matched(self, atom: Atom, env: Env) -> Iterator[Env]:
        if atom.predicate == YEAR_OF:
            yield self._year(atom, env)
        elif self._relations.static(atom.predicate):
            yield from matched_rows(self._scope, atom, env)
        else:
            yield from self._entity_atom(atom, env)

    def _year(self, atom: Atom, env: Env) -> Env:
        day, year = atom.terms
        if not isinstance(day, Var) or day.name not in env.exprs:
            raise self._scope.unfit()
        column = env.exprs[day.name]
        expression = f"year({column.name})"
        if not isinstance(year, Var) or year.name in env.years or year.name in env.consts or year.name in env.exprs:
            columns = (column, *self._scope.used(year, env))
            return env.also((f"{expression} = {self._scope.value(year, env)}",), columns)
        more = env.also((f"{column.name} IS NOT NULL",), (column,))
        return more._replace(years={**env.years, year.name: expression})

    def _entity_atom(self, atom: Atom, env: Env) -> Iterator[Env]:
        lookup = self._lookup(atom)
        pattern = tuple(
            LOOKUP if at == lookup else self._scope.place(term, env) for at, term in enumerate(atom.terms[1:], 1)
        )
        if lookup is not None:
            yield from self._found(atom, env, pattern, atom.terms[lookup])
            return
        column = self._scope.columns.holds(atom.predicate, pattern)
        if column is None:
            return
        column = self._scope.lifted(atom, column, env)
        yield env.also((), (column,), (column.name,)) if column.mask else env.also((column.name,), (column,))

    def _lookup(self, atom: Atom) -> int | None:
        """The place of a value that has no end of values, and that something else asks about as well."""
        scope = self._scope
        places = [
            at
            for at, term in enumerate(atom.terms[1:], 1)
            if isinstance(term, Var) and not scope.closed(term.name) and scope.uses(term.name) > 1
        ]
        if len(places) > 1:
            raise scope.unfit()
        return places[0] if places else None

    def _found(self, atom: Atom, env: Env, pattern: Pattern, term: Term) -> Iterator[Env]:
        assert isinstance(term, Var)
        scope = self._scope
        column = scope.columns.looked_up(atom.predicate, pattern)
        if column is None:
            return
        path = env.paths[first_of(atom)]
        lifted = scope.lifted(atom, column, env)
        more = env.also((f"{lifted.name} IS NOT NULL",), (lifted,))
        if term.name in env.paths or term.name in env.exprs or term.name in env.consts or term.name in env.years:
            yield more.also((f"{lifted.name} = {scope.value(term, env)}",), scope.used(term, env))
        elif self._relations.program.types[scope.types[term.name]].kind == "entity":
            yield more._replace(paths={**env.paths, term.name: (*path, column)}, exprs={**env.exprs, term.name: lifted})
        else:
            yield more._replace(exprs={**env.exprs, term.name: lifted})

    # What the head asks of it

    def _finished(self, env: Env) -> Way:
        """The way with a fixed constant as a mask, and with the values that are looked up."""
        way, scope = env.way, self._scope
        lookups = dict(self._head_values(env))
        conditions, masks = way.conditions, way.masks
        if masks and (EVERY not in self._pattern or self._fixed is not None):
            conditions, masks = (*conditions, f"({' & '.join(masks)}) <> {scope.empty()}"), ()
        if self._fixed is not None:
            masks = (self._fixed,)
        if EVERY in self._pattern and (not masks or scope.mask in env.consts):
            raise scope.unfit()
        deps = way.deps | {column.name for column in lookups.values()}
        return Way(conditions, masks, deps, lookups, self._sentences(way))

    def _head_values(self, env: Env) -> Iterator[tuple[str, Column]]:
        for at, (term, place) in enumerate(zip(self._rule.head.terms[1:], self._pattern, strict=True)):
            if place is LOOKUP:
                if not isinstance(term, Var) or term.name not in env.exprs:
                    raise self._scope.unfit()
                yield str(at), env.exprs[term.name]

    def _sentences(self, way: Way) -> Mapping[Value | None, str]:
        """The sentences by the constants of the head; where it names none, there is one."""
        if not way.sentences or (EVERY in self._pattern and self._fixed is None):
            return way.sentences
        if len(set(way.sentences.values())) > 1:
            raise self._scope.unfit()
        return {None: next(iter(way.sentences.values()))}
