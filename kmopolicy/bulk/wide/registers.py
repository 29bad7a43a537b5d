"""How a body is matched with rows that are about no entity: a register, or what rules make of one."""

from collections.abc import Iterator

from kmopolicy.bulk.wide.columns import literal
from kmopolicy.bulk.wide.scope import NO_WAY_YET, Env, Scope
from kmopolicy.program.terms import Atom, Value, Var


def matched_rows(scope: Scope, atom: Atom, env: Env) -> Iterator[Env]:
    """The rows that agree, in groups: those that differ in the constants of the mask's variable alone are one."""
    groups: dict[tuple[tuple[str, Value], ...], dict[Value | None, str]] = {}
    sets: dict[tuple[tuple[str, Value], ...], set[Value]] = {}
    among = _among(scope, atom)
    for values, sentence in scope.relations.rows_of(atom.predicate) or ():
        bound = _unified(scope, atom, values, env)
        if bound is not None:
            of = bound.pop("", None)
            value = bound.pop(among, None) if among else None
            told = groups.setdefault(tuple(bound.items()), {})
            if value is not None:
                sets.setdefault(tuple(bound.items()), set()).add(value)
            if told.setdefault(of, sentence or "") != (sentence or "") and scope.told:
                raise scope.unfit()
    for key, told in groups.items():
        more = _grouped(scope, env, dict(key), told)
        yield more._replace(sets={**env.sets, among: frozenset(sets[key])}) if among else more


def _among(scope: Scope, atom: Atom) -> str | None:
    """The variable of which the rows leave some constants; not beside the mask's, for then it would be some for each."""
    names = [term.name for term in atom.terms if isinstance(term, Var) and scope.among(term.name)]
    if len(names) > 1 or (names and any(isinstance(t, Var) and t.name == scope.mask for t in atom.terms)):
        raise scope.unfit()
    return names[0] if names else None


def _unified(scope: Scope, atom: Atom, values: tuple[Value, ...], env: Env) -> dict[str, Value] | None:
    """The values of the variables that matter; under "" that of the mask's. None where the row does not agree."""
    bound: dict[str, Value] = {}
    for term, value in zip(atom.terms, values, strict=True):
        if not isinstance(term, Var):
            if term.value != value:
                return None
        elif term.name == scope.mask:
            if bound.setdefault("", value) != value:
                return None
        elif env.consts.get(term.name, value) != value or (
            scope.uses(term.name) > 1 and bound.setdefault(term.name, value) != value
        ):
            return None
    return bound


def _grouped(scope: Scope, env: Env, bound: dict[str, Value], told: dict[Value | None, str]) -> Env:
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
    if None not in told and scope.mask is not None:
        masks.append(scope.bits(value for value in told if value is not None))
    more = env.also(conditions, columns, masks)._replace(consts=consts)
    if scope.told and not env.way.sentences and any(told.values()):
        more = more._replace(way=more.way._replace(sentences=told))
    return more


def without_rows(scope: Scope, atom: Atom, env: Env) -> Env:
    """Where no row agrees."""
    for more in matched_rows(scope, atom, env._replace(way=NO_WAY_YET)):
        if more.consts != env.consts:
            raise scope.unfit()
        conditions = " AND ".join(more.way.conditions) or "TRUE"
        columns = [scope.columns.columns[name] for name in more.way.deps]
        if more.way.masks:
            barred = f"~CASE WHEN {conditions} THEN {more.way.masks[0]} ELSE {scope.empty()} END"
            env = env.also((), columns, (barred,))
        else:
            env = env.also((f"NOT ({conditions})",), columns)
    return env
