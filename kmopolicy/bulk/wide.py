"""The core program turned on its side: one row per entity, a column per thing that a rule asks, and a bit per constant.

A set of constants of a closed type is a mask: `excluded(Service, Activity)` becomes one number per service, and a rule over all
activities one operation on such numbers. What facts say is gathered once per table; what they lead to (the service of an
application) is one join. A program that asks for more than that (things that are reached in many ways, values without end) is
`Unfit`, and is run as the relational plan.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

from kmopolicy.engines.core import YEAR_OF, Core, CoreRule
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Atom, Comparison, Const, DateConst, Term, Value, Var

_WIDEST = 120
"""Constants of a family that fit a mask."""
_MOST = 2_000
"""Ways to bind the variables of a rule that are written out one by one."""


class Unfit(Exception):  # noqa: N818  # it is no error: the relational plan does what this cannot
    """The program asks what one row per entity cannot say."""


class Every:
    """In a pattern: all constants at this place, as a mask."""


class Whatever:
    """In a pattern: any value."""


class Lookup:
    """In a pattern: the one value that stands there."""


EVERY, WHATEVER, LOOKUP = Every(), Whatever(), Lookup()
Place = Value | Every | Whatever | Lookup
Pattern = tuple[Place, ...]


class Column(NamedTuple):
    """A column of the table of a type, and the level of others after which it can be computed."""

    name: str
    owner: str
    level: int
    sql: str
    kind: Literal["truth", "mask", "value"]

    @property
    def mask(self) -> bool:
        return self.kind == "mask"


class Gathered(NamedTuple):
    """A column that the facts of one input give, for each first argument."""

    name: str
    predicate: str
    pattern: Pattern


class Hop(NamedTuple):
    """A column of another type's table, by the value of a column that names the entity."""

    name: str
    owner: str
    key: str
    target: str
    column: str


class Told(NamedTuple):
    """A ground as a column: of which predicate, by which rule, with which sentence for each constant (None: for all)."""

    column: Column
    predicate: str
    arguments: Pattern
    lookups: tuple[Column, ...]
    rule: str
    sentences: Mapping[Value | None, str]


class Way(NamedTuple):
    """One way in which a body holds: what must be true, and for which constants of the mask's variable."""

    conditions: tuple[str, ...]
    masks: tuple[str, ...]
    deps: frozenset[str]
    lookups: Mapping[str, Column]
    sentences: Mapping[Value | None, str]


Cited = Callable[[str], tuple[str, bool]]
"""The sentence that a rule rests on, and whether it reads on in the rows that it uses."""

Rows = Mapping[str, Sequence[tuple[tuple[Value, ...], str | None]]]
"""The rows of what is about no entity: values, and the number of the sentence that a row rests on."""


class Wide:
    """Compiles what is asked of a program to columns, on demand."""

    def __init__(
        self, program: Program, core: Core, rows: Rows, constants: Mapping[str, Sequence[str]], stated: Iterable[str]
    ) -> None:
        self.program = program
        self._rules: dict[str, list[CoreRule]] = {}
        for rule in core.rules:
            self._rules.setdefault(rule.head.predicate, []).append(rule)
        self._rows: dict[str, Sequence[tuple[tuple[Value, ...], str | None]]] = dict(rows)
        self._stated = frozenset(stated)
        self._constants = constants
        self._families = _families(program)
        self.codes = _codes(program, self._families, constants)
        self.columns: dict[str, Column] = {}
        self.gathered: dict[tuple[str, Pattern], Gathered] = {}
        self.hops: dict[tuple[str, str, str], Hop] = {}
        self._asked: dict[tuple[str, Pattern], Column | None] = {}
        self._number = 0

    # What is asked from outside

    def holds(self, predicate: str, pattern: Pattern) -> Column | None:
        """The column of an atom: for which entities it holds, or for which constants; None where it never does."""
        key = (predicate, pattern)
        if key not in self._asked:
            self._asked[key] = self._input(predicate, pattern) if predicate not in self._rules else self._derived(*key)
        return self._asked[key]

    def grounds(self, atom: Atom, decides: Sequence[Column], cited: "Cited") -> Iterator[Told]:
        """The ways in which a ground holds where one of the cases decides, by rule and sentence."""
        arguments = self._declared(atom.predicate).arguments[1:]
        pattern = tuple(
            (EVERY if self._closed(each.type) else LOOKUP) if isinstance(term, Var) else term.value
            for term, each in zip(atom.terms[1:], arguments, strict=True)
        )
        also = self._either(decides)
        for closed in self._spread(pattern, arguments):
            if atom.predicate not in self._rules:
                yield from self._stated_ground(atom.predicate, closed, also)
            for rule in self._rules.get(atom.predicate, ()):
                yield from self._told(rule, closed, also, *cited(rule.rule))

    def _either(self, decides: Sequence[Column]) -> Column:
        if len(decides) == 1:
            return decides[0]
        level = 1 + max(column.level for column in decides)
        return self._add(decides[0].owner, level, " OR ".join(column.name for column in decides), mask=False)

    def _stated_ground(self, predicate: str, pattern: Pattern, also: Column) -> Iterator[Told]:
        """A ground that is a fact: no rule says it."""
        if LOOKUP in pattern or self._static(predicate):
            raise Unfit(predicate)
        column = self.holds(predicate, pattern)
        if column is not None:
            way = Way((), (column.name,), frozenset((column.name,)), {}, {})
            way = way if column.mask else way._replace(conditions=(column.name,), masks=())
            yield Told(self._combined(predicate, pattern, [way], also), predicate, pattern, (), "", {None: ""})

    def family_of(self, type_name: str) -> str:
        """The types whose constants are told apart together."""
        return self._families[type_name]

    def allowed(self, type_name: str) -> frozenset[str]:
        """The constants of a type itself, those of one's own included: its family may have more."""
        kind = self.program.types[type_name]
        own = (value for name in (type_name, *kind.includes) for value in self._constants.get(name, ()))
        return frozenset((*self.program.labels[type_name], *own))

    def size(self, type_name: str) -> int:
        """How many constants a family has."""
        return len(self.codes[self._families[type_name]])

    def bits(self, type_name: str, values: Iterable[Value]) -> int:
        """The mask of constants."""
        codes = self.codes[self._families[type_name]]
        return sum(1 << codes[str(value)] for value in set(values) if str(value) in codes)

    # Derived predicates

    def _spread(self, pattern: Pattern, arguments: Sequence[Any]) -> Iterator[Pattern]:
        """A pattern with one mask at most: the last place stays one, earlier ones are written out."""
        places = [at for at, place in enumerate(pattern) if place is EVERY]
        if len(places) < 2:
            yield pattern
            return
        codes = self.codes[self._families[arguments[places[0]].type]]
        for value in codes:
            yield from self._spread((*pattern[: places[0]], value, *pattern[places[0] + 1 :]), arguments)

    def _told(self, rule: CoreRule, pattern: Pattern, also: Column, own: str, reads_on: bool) -> Iterator[Told]:
        # A rule with a constant in its head says one thing: a truth, not a mask.
        pattern = tuple(
            _value_of(term) if place is EVERY and not isinstance(term, Var) else place
            for term, place in zip(rule.head.terms[1:], pattern, strict=True)
        )
        for way in self._ways(rule, pattern, told=reads_on):
            column = self._combined(rule.head.predicate, pattern, [way], also)
            lookups = tuple(way.lookups[str(at)] for at, place in enumerate(pattern) if place is LOOKUP)
            sentences = {of: sentence or own for of, sentence in way.sentences.items()}
            yield Told(column, rule.head.predicate, pattern, lookups, rule.rule, sentences or {None: own})

    def _derived(self, predicate: str, pattern: Pattern) -> Column | None:
        ways = [way for rule in self._rules[predicate] for way in self._ways(rule, pattern)]
        return self._combined(predicate, pattern, ways) if ways else None

    def _combined(self, predicate: str, pattern: Pattern, ways: list[Way], also: Column | None = None) -> Column:
        mask = EVERY in pattern
        parts = [_mask_of(way, also) if mask else _truth_of(way, also) for way in ways]
        deps = frozenset().union(*(way.deps for way in ways)) | ({also.name} if also else set())
        sql = (" | " if mask else " OR ").join(f"({part})" for part in parts)
        level = 1 + max((self.columns[name].level for name in deps), default=0)
        return self._add(self._owner(predicate), level, sql, mask)

    def _add(self, owner: str, level: int, sql: str, mask: bool) -> Column:
        self._number += 1
        column = Column(f"c{self._number}", owner, level, sql, "mask" if mask else "truth")
        self.columns[column.name] = column
        return column

    def _declared(self, predicate: str) -> Predicate:
        return self.program.predicates[predicate.partition("#")[0]]

    def _types(self, predicate: str) -> tuple[str, ...]:
        """The types of the arguments, also of a relation that was made for a case or a negation."""
        base, marked, kept = predicate.partition("#")
        if base == "exists":
            return (kept,)
        if base == YEAR_OF.partition("#")[0]:
            return ("Date", "Year")
        types = tuple(argument.type for argument in self.program.predicates[base].arguments)
        if not marked:
            return types
        return (
            types[:1] if kept.rstrip("!").isdigit() else tuple(t for t, k in zip(types, kept, strict=True) if k == "x")
        )

    def _owner(self, predicate: str) -> str:
        types = self._types(predicate)
        if not types or self.program.types[types[0]].kind != "entity":
            raise Unfit(predicate)
        return types[0]

    def _closed(self, type_name: str) -> bool:
        return self.program.types[type_name].kind == "closed"

    def _static(self, predicate: str) -> bool:
        return not predicate.startswith("exists#") and predicate != YEAR_OF and self.rows_of(predicate) is not None

    def rows_of(self, predicate: str) -> Sequence[tuple[tuple[Value, ...], str | None]] | None:
        """The rows of what is about no entity and rests on nothing that is; None for everything else."""
        if predicate not in self._rows and predicate in self._rules:
            types = self._types(predicate)
            if types and self.program.types[types[0]].kind == "entity":
                return None
            rules = self._rules[predicate]
            if any(not self._static(atom.predicate) for rule in rules for atom in (*rule.positives, *rule.negatives)):
                return None
            found = dict.fromkeys(values for rule in rules for values in _solved(rule, self._rows_for))
            self._rows[predicate] = [(values, None) for values in found]
        return self._rows.get(predicate)

    def _rows_for(self, predicate: str) -> list[tuple[Value, ...]]:
        return [values for values, _ in self.rows_of(predicate) or ()]

    # Inputs

    def _input(self, predicate: str, pattern: Pattern) -> Column | None:
        """What facts say: a truth, a mask, or the one value that stands there."""
        if predicate.startswith("exists#"):
            return self._add(self._owner(predicate), 0, "TRUE", mask=False)
        if predicate not in self.program.predicates or self.program.predicates[predicate].role != "input":
            return None
        if predicate not in self._stated:
            return None
        owner, types = self._owner(predicate), self._types(predicate)[1:]
        for place, type_name in zip(pattern, types, strict=True):
            if place is EVERY and self.size(type_name) > _WIDEST:
                raise Unfit(predicate)
            if not isinstance(place, Every | Whatever | Lookup) and not self._closed(type_name):
                raise Unfit(predicate)
        self._number += 1
        name = f"g{self._number}"
        self.gathered[predicate, pattern] = Gathered(name, predicate, pattern)
        column = Column(name, owner, 0, "", "mask" if EVERY in pattern else "value" if LOOKUP in pattern else "truth")
        self.columns[name] = column
        return column

    def _looked_up(self, predicate: str, pattern: Pattern) -> Column | None:
        """A column with the one value at the place of `LOOKUP`."""
        declared = self.program.predicates.get(predicate)
        if declared is None or declared.role != "input":
            raise Unfit(predicate)
        if declared.cardinality == "many" or pattern[-1] is not LOOKUP or LOOKUP in pattern[:-1]:
            raise Unfit(predicate)
        if any(place is WHATEVER or place is EVERY for place in pattern[:-1]):
            raise Unfit(predicate)
        return self.holds(predicate, pattern)

    # Bodies

    def _ways(self, rule: CoreRule, pattern: Pattern, *, told: bool = False) -> list[Way]:
        """The ways in which a rule yields an atom of the pattern."""
        body = _Body(self, rule, pattern, told=told)
        return list(body.ways())

    def hop(self, owner: str, key: Column, target: Column) -> Column:
        """A column of the entity that a column names."""
        found = self.hops.get((owner, key.name, target.name))
        if found is None:
            self._number += 1
            found = Hop(f"h{self._number}", owner, key.name, target.owner, target.name)
            self.hops[owner, key.name, target.name] = found
            self.columns[found.name] = Column(found.name, owner, 0, "", target.kind)
        return self.columns[found.name]


class _Env(NamedTuple):
    """What the variables of a body stand for so far, and what must hold for that."""

    consts: Mapping[str, Value]
    paths: Mapping[str, tuple[Column, ...]]
    """Entities: the columns that lead to them from the row's own."""
    exprs: Mapping[str, Column]
    """Dates, years and texts: the column that has the value."""
    years: Mapping[str, str]
    """Years of such a date: the expression."""
    way: Way


class _Body:
    """Finds the ways in which one body holds."""

    def __init__(self, wide: Wide, rule: CoreRule, pattern: Pattern, *, told: bool) -> None:
        self.wide = wide
        self.rule = rule
        self.pattern = pattern
        self.told = told
        self.types = self._variable_types()
        self.mask: str | None = None
        self.fixed: int | None = None
        self.count = 0

    def ways(self) -> Iterator[Way]:
        """All of them."""
        env = self._start()
        if env is None:
            return
        if self.mask is None:
            self.mask = self._chosen(env)
        for found in self._positives(list(self.rule.positives), env):
            compared = self._compared(found)
            if compared is None:
                continue
            whole = self._negated(compared)
            if whole is not None:
                yield self._finished(whole)

    def _start(self) -> _Env | None:
        """What the head and the pattern say of the variables; None where the rule cannot serve the pattern."""
        consts: dict[str, Value] = {}
        head = self.rule.head.terms
        for at, (term, place) in enumerate(zip(head[1:], self.pattern, strict=True), 1):
            if isinstance(place, Every | Whatever | Lookup):
                if place is EVERY and isinstance(term, Var):
                    self.mask = term.name
                elif place is EVERY:
                    self.fixed = self.wide.bits(self._type_at(at), (_value_of(term),))
            elif not isinstance(term, Var):
                if term.value != place:
                    return None
            elif consts.setdefault(term.name, place) != place:
                return None
        first = head[0]
        assert isinstance(first, Var)
        return _Env(consts, {first.name: ()}, {}, {}, Way((), (), frozenset(), {}, {}))

    def _type_at(self, place: int) -> str:
        return self.wide._types(self.rule.head.predicate)[place]

    def _variable_types(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for atom in (*self.rule.positives, *self.rule.negatives, self.rule.head):
            for term, type_name in zip(atom.terms, self.wide._types(atom.predicate), strict=True):
                if isinstance(term, Var):
                    found.setdefault(term.name, type_name)
        return found

    def _uses(self, name: str) -> int:
        """How often a variable stands in the rule, wherever."""
        terms = [term for atom in (*self.rule.positives, *self.rule.negatives) for term in atom.terms]
        terms += [term for each in self.rule.comparisons for term in (each.left, each.right)]
        wanted = [
            term
            for term, place in zip(self.rule.head.terms[1:], self.pattern, strict=True)
            if not isinstance(place, Whatever)
        ]
        return sum(isinstance(term, Var) and term.name == name for term in (*terms, *wanted))

    def _chosen(self, env: _Env) -> str | None:
        """The variable over whose constants the body is looked at all at once: the one that stands in most places."""
        closed = [
            name
            for name, type_name in self.types.items()
            if self.wide._closed(type_name) and name not in env.consts and self._uses(name) > 1
        ]
        return max(closed, key=self._uses, default=None)

    def _positives(self, left: list[Atom], env: _Env) -> Iterator[_Env]:
        """The ways to match what must hold: what needs no entity first, then along the entities that are known."""
        if not left:
            yield env
            return
        atom = self._next(left, env)
        rest = [each for each in left if each is not atom]
        for more in self._matched(atom, env):
            self.count += 1
            if self.count > _MOST:
                raise Unfit(self.rule.rule)
            yield from self._positives(rest, more)

    def _next(self, left: list[Atom], env: _Env) -> Atom:
        ready = [atom for atom in left if self._ready(atom, env)]
        if not ready:
            raise Unfit(self.rule.rule)
        # What looks a value up goes before a register, so that the register is asked for that value alone.
        return min(ready, key=lambda atom: (self.wide._static(atom.predicate), left.index(atom)))

    def _ready(self, atom: Atom, env: _Env) -> bool:
        first = atom.terms[0]
        if atom.predicate == YEAR_OF:
            return isinstance(first, Var) and (first.name in env.exprs or first.name in env.consts)
        return self.wide._static(atom.predicate) or (isinstance(first, Var) and first.name in env.paths)

    def _matched(self, atom: Atom, env: _Env) -> Iterator[_Env]:
        if atom.predicate == YEAR_OF:
            yield from self._year(atom, env)
        elif self.wide._static(atom.predicate):
            yield from self._rows(atom, env)
        else:
            yield from self._entity_atom(atom, env)

    def _year(self, atom: Atom, env: _Env) -> Iterator[_Env]:
        day, year = atom.terms
        if not isinstance(day, Var) or day.name not in env.exprs:
            raise Unfit(self.rule.rule)
        column = env.exprs[day.name]
        expression = f"year({column.name})"
        if not isinstance(year, Var) or year.name in env.years or year.name in env.consts or year.name in env.exprs:
            columns = (column, *self._columns(year, env))
            yield self._with(env, (f"{expression} = {self._value(year, env)}",), columns)
        else:
            more = self._with(env, (f"{column.name} IS NOT NULL",), (column,))
            yield more._replace(years={**env.years, year.name: expression})

    def _with(
        self, env: _Env, conditions: Iterable[str] = (), columns: Iterable[Column] = (), masks: Iterable[str] = ()
    ) -> _Env:
        way = env.way
        deps = way.deps | {column.name for column in columns}
        return env._replace(
            way=way._replace(conditions=(*way.conditions, *conditions), masks=(*way.masks, *masks), deps=deps)
        )

    # What is about no entity

    def _rows(self, atom: Atom, env: _Env) -> Iterator[_Env]:
        """The rows that agree, in groups: those that differ in the constants of the mask's variable alone are one."""
        groups: dict[tuple[tuple[str, Value], ...], dict[Value | None, str]] = {}
        for values, sentence in self.wide.rows_of(atom.predicate) or ():
            bound = self._unified(atom, values, env)
            if bound is not None:
                of = bound.pop("", None)
                key = tuple(bound.items())
                told = groups.setdefault(key, {})
                if told.setdefault(of, sentence or "") != (sentence or "") and self.told:
                    raise Unfit(self.rule.rule)
        for key, told in groups.items():
            yield self._grouped(env, dict(key), told)

    def _unified(self, atom: Atom, values: tuple[Value, ...], env: _Env) -> dict[str, Value] | None:
        """The values of the variables that matter; under "" that of the mask's. None where the row does not agree."""
        bound: dict[str, Value] = {}
        for term, value in zip(atom.terms, values, strict=True):
            if not isinstance(term, Var):
                if term.value != value:
                    return None
            elif term.name == self.mask:
                if bound.setdefault("", value) != value:
                    return None
            elif env.consts.get(term.name, value) != value or (
                self._uses(term.name) > 1 and bound.setdefault(term.name, value) != value
            ):
                return None
        return bound

    def _grouped(self, env: _Env, bound: dict[str, Value], told: dict[Value | None, str]) -> _Env:
        conditions, columns, consts = [], [], dict(env.consts)
        for name, value in bound.items():
            if name in env.years:
                conditions.append(f"{env.years[name]} = {literal(value)}")
            elif name in env.exprs:
                columns.append(env.exprs[name])
                conditions.append(f"{env.exprs[name].name} = {literal(value)}")
            else:
                consts[name] = value
        masks = []
        if None not in told and self.mask is not None:
            masks.append(self._bits(value for value in told if value is not None))
        more = self._with(env, conditions, columns, masks)._replace(consts=consts)
        if self.told and not env.way.sentences and any(told.values()):
            more = more._replace(way=more.way._replace(sentences=told))
        return more

    def _bits(self, values: Iterable[Value]) -> str:
        assert self.mask is not None
        return number(self.wide.bits(self.types[self.mask], values), self.wide.size(self.types[self.mask]))

    # What is about an entity

    def _entity_atom(self, atom: Atom, env: _Env) -> Iterator[_Env]:
        lookup = self._lookup(atom)
        pattern = self._pattern(atom, env, lookup)
        if lookup is not None:
            yield from self._found(atom, env, pattern, atom.terms[lookup])
            return
        column = self.wide.holds(atom.predicate, pattern)
        if column is None:
            return
        column = self._lifted(atom, column, env)
        if column.mask:
            yield self._with(env, (), (column,), (column.name,))
        else:
            yield self._with(env, (column.name,), (column,))

    def _lookup(self, atom: Atom) -> int | None:
        """The place of a value that has no end of values, and that something else asks about as well."""
        places = [
            at
            for at, term in enumerate(atom.terms[1:], 1)
            if isinstance(term, Var) and not self.wide._closed(self.types[term.name]) and self._uses(term.name) > 1
        ]
        if len(places) > 1:
            raise Unfit(self.rule.rule)
        return places[0] if places else None

    def _pattern(self, atom: Atom, env: _Env, lookup: int | None) -> Pattern:
        return tuple(LOOKUP if at == lookup else self._place(term, env) for at, term in enumerate(atom.terms[1:], 1))

    def _place(self, term: Term, env: _Env) -> Place:
        if not isinstance(term, Var):
            return term.value
        if term.name in env.consts:
            return env.consts[term.name]
        if term.name == self.mask:
            return EVERY
        if self._uses(term.name) > 1:
            raise Unfit(self.rule.rule)
        return WHATEVER

    def _found(self, atom: Atom, env: _Env, pattern: Pattern, term: Term) -> Iterator[_Env]:
        assert isinstance(term, Var)
        column = self.wide._looked_up(atom.predicate, pattern)
        if column is None:
            return
        path = env.paths[self._first(atom)]
        lifted = self._lifted(atom, column, env)
        more = self._with(env, (f"{lifted.name} IS NOT NULL",), (lifted,))
        if term.name in env.paths or term.name in env.exprs or term.name in env.consts or term.name in env.years:
            yield self._with(more, (f"{lifted.name} = {self._value(term, env)}",), self._columns(term, env))
        elif self.wide.program.types[self.types[term.name]].kind == "entity":
            yield more._replace(paths={**env.paths, term.name: (*path, column)}, exprs={**env.exprs, term.name: lifted})
        else:
            yield more._replace(exprs={**env.exprs, term.name: lifted})

    def _first(self, atom: Atom) -> str:
        first = atom.terms[0]
        assert isinstance(first, Var)
        return first.name

    def _lifted(self, atom: Atom, column: Column, env: _Env) -> Column:
        """The column as the row's own entity sees it, along the path to the entity that it is about."""
        for key in reversed(env.paths[self._first(atom)]):
            column = self.wide.hop(key.owner, key, column)
        return column

    def _value(self, term: Term, env: _Env) -> str:
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
        raise Unfit(self.rule.rule)

    def _columns(self, term: Term, env: _Env) -> tuple[Column, ...]:
        return (env.exprs[term.name],) if isinstance(term, Var) and term.name in env.exprs else ()

    # What only tests

    def _compared(self, env: _Env) -> _Env | None:
        for each in self.rule.comparisons:
            if self._is_mask(each.left, env) or self._is_mask(each.right, env):
                env = self._masked(each, env)
                continue
            columns = (*self._columns(each.left, env), *self._columns(each.right, env))
            left, right = self._value(each.left, env), self._value(each.right, env)
            env = self._with(env, (f"{left} {'<>' if each.op == '!=' else each.op} {right}",), columns)
        return env

    def _is_mask(self, term: Term, env: _Env) -> bool:
        return isinstance(term, Var) and term.name == self.mask and term.name not in env.consts

    def _masked(self, each: Comparison, env: _Env) -> _Env:
        other = each.right if self._is_mask(each.left, env) else each.left
        if each.op not in ("=", "!=") or self._is_mask(other, env):
            raise Unfit(self.rule.rule)
        value = env.consts.get(other.name) if isinstance(other, Var) else other.value
        if value is None:
            raise Unfit(self.rule.rule)
        bits = self._bits((value,))
        return self._with(env, (), (), (bits if each.op == "=" else f"~{bits}",))

    def _negated(self, env: _Env) -> _Env | None:
        for atom in self.rule.negatives:
            if self.wide._static(atom.predicate):
                env = self._without_rows(atom, env)
                continue
            if self._first(atom) not in env.paths:
                raise Unfit(self.rule.rule)
            places = [at for at, term in enumerate(atom.terms[1:], 1) if self._looks_up(term)]
            if places:
                env = self._without_value(atom, env, places)
                continue
            column = self.wide.holds(atom.predicate, tuple(self._place(term, env) for term in atom.terms[1:]))
            if column is not None:
                column = self._lifted(atom, column, env)
                barred = f"~{column.name}" if column.mask else f"NOT {column.name}"
                env = self._with(env, () if column.mask else (barred,), (column,), (barred,) if column.mask else ())
        return env

    def _looks_up(self, term: Term) -> bool:
        return isinstance(term, Var) and not self.wide._closed(self.types[term.name])

    def _without_value(self, atom: Atom, env: _Env, places: list[int]) -> _Env:
        if places != [len(atom.terms) - 1]:
            raise Unfit(self.rule.rule)
        pattern = (*(self._place(term, env) for term in atom.terms[1:-1]), LOOKUP)
        column = self.wide._looked_up(atom.predicate, pattern)
        if column is None:
            return env
        lifted = self._lifted(atom, column, env)
        term = atom.terms[-1]
        condition = f"{lifted.name} IS DISTINCT FROM {self._value(term, env)}"
        return self._with(env, (condition,), (lifted, *self._columns(term, env)))

    def _without_rows(self, atom: Atom, env: _Env) -> _Env:
        for more in self._rows(atom, env._replace(way=Way((), (), frozenset(), {}, {}))):
            if more.consts != env.consts:
                raise Unfit(self.rule.rule)
            conditions = " AND ".join(more.way.conditions) or "TRUE"
            columns = [self.wide.columns[name] for name in more.way.deps]
            if more.way.masks:
                empty = number(0, self.wide.size(self.types[self.mask or ""]))
                env = self._with(
                    env, (), columns, (f"~CASE WHEN {conditions} THEN {more.way.masks[0]} ELSE {empty} END",)
                )
            else:
                env = self._with(env, (f"NOT ({conditions})",), columns)
        return env

    def _finished(self, env: _Env) -> Way:
        """The way with what the head asks of it: a fixed constant as a mask, values that are looked up."""
        way = env.way
        lookups = dict(self._head_values(env))
        conditions, masks = way.conditions, way.masks
        if masks and (EVERY not in self.pattern or self.fixed is not None):
            conditions, masks = (*conditions, self._some(masks)), ()
        if self.fixed is not None:
            masks = (number(self.fixed, self.wide.size(self._type_at(1 + self.pattern.index(EVERY)))),)
        if EVERY in self.pattern and (not masks or self.mask in env.consts):
            raise Unfit(self.rule.rule)
        deps = way.deps | {column.name for column in lookups.values()}
        return Way(conditions, masks, deps, lookups, self._sentences(way))

    def _head_values(self, env: _Env) -> Iterator[tuple[str, Column]]:
        for at, (term, place) in enumerate(zip(self.rule.head.terms[1:], self.pattern, strict=True)):
            if place is LOOKUP:
                if not isinstance(term, Var) or term.name not in env.exprs:
                    raise Unfit(self.rule.rule)
                yield str(at), env.exprs[term.name]

    def _sentences(self, way: Way) -> Mapping[Value | None, str]:
        """The sentences by the constants of the head; where it names none, there is one."""
        if not way.sentences or (EVERY in self.pattern and self.fixed is None):
            return way.sentences
        if len(set(way.sentences.values())) > 1:
            raise Unfit(self.rule.rule)
        return {None: next(iter(way.sentences.values()))}

    def _some(self, masks: Sequence[str]) -> str:
        assert self.mask is not None
        return f"({' & '.join(masks)}) <> {number(0, self.wide.size(self.types[self.mask]))}"


def _value_of(term: Term) -> Value:
    assert not isinstance(term, Var)
    return term.value


def literal(value: Value) -> str:
    """A constant as DuckDB writes it."""
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


def number(bits: int, size: int) -> str:
    """A mask as DuckDB writes it: a number as wide as its family needs."""
    return f"{bits}::{'BIGINT' if size < 63 else 'HUGEINT'}"


def _mask_of(way: Way, also: Column | None) -> str:
    conditions = [*([also.name] if also else []), *way.conditions]
    mask = " & ".join(way.masks)
    return f"CASE WHEN {' AND '.join(conditions)} THEN {mask} ELSE 0 END" if conditions else mask


def _truth_of(way: Way, also: Column | None) -> str:
    return " AND ".join([*([also.name] if also else []), *way.conditions]) or "TRUE"


def _families(program: Program) -> dict[str, str]:
    """Per closed type, the first of the types that share constants with it."""
    found = {name: name for name, kind in program.types.items() if kind.kind == "closed"}
    for name, kind in program.types.items():
        for other in kind.includes:
            old, new = found[name], found[other]
            found = {each: new if family == old else family for each, family in found.items()}
    return found


def _codes(
    program: Program, families: Mapping[str, str], constants: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, int]]:
    """Per family, a number for each constant."""
    found: dict[str, dict[str, int]] = {family: {} for family in families.values()}
    for name, family in families.items():
        for value in (*program.labels[name], *constants.get(name, ())):
            found[family].setdefault(value, len(found[family]))
    return found


def _solved(rule: CoreRule, rows_for: Any) -> Iterator[tuple[Value, ...]]:
    """The instances of a rule over rows alone."""
    if rule.comparisons or rule.negatives or len(rule.positives) != 1:
        raise Unfit(rule.rule)
    (atom,) = rule.positives
    for values in rows_for(atom.predicate):
        bound: dict[str, Value] = {}
        for term, value in zip(atom.terms, values, strict=True):
            if isinstance(term, Const | DateConst):
                if term.value != value:
                    break
            elif bound.setdefault(term.name, value) != value:
                break
        else:
            yield tuple(bound[term.name] if isinstance(term, Var) else term.value for term in rule.head.terms)
