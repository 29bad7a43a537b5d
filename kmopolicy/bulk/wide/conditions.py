"""What only tests in a body: comparisons, and what must not hold."""

from datetime import date

from kmopolicy.bulk.wide.columns import LOOKUP
from kmopolicy.bulk.wide.registers import without_rows
from kmopolicy.bulk.wide.scope import Env, Scope, first_of
from kmopolicy.program.terms import Atom, Comparison, Term, Var


def tested(scope: Scope, env: Env) -> Env:
    """Where all comparisons hold, and nothing that must not."""
    for comparison in scope.rule.comparisons:
        env = _compared(scope, comparison, env)
    for atom in scope.rule.negatives:
        env = _negated(scope, atom, env)
    return env


def _compared(scope: Scope, each: Comparison, env: Env) -> Env:
    if _is_mask(scope, each.left, env) or _is_mask(scope, each.right, env):
        return _masked(scope, each, env)
    if _always(each, env):
        return env
    columns = (*scope.used(each.left, env), *scope.used(each.right, env))
    left, right = scope.value(each.left, env), scope.value(each.right, env)
    return env.also((f"{left} {'<>' if each.op == '!=' else each.op} {right}",), columns)


def _always(each: Comparison, env: Env) -> bool:
    """Whether it holds a date that there is against the first or the last that there can be, as a register without end does."""
    if each.op not in ("<=", ">="):
        return False
    low, high = (each.left, each.right) if each.op == "<=" else (each.right, each.left)
    return (_is(low, date.min, env) and _found(high, env)) or (_is(high, date.max, env) and _found(low, env))


def _is(term: Term, day: date, env: Env) -> bool:
    return (env.consts.get(term.name) if isinstance(term, Var) else term.value) == day


def _found(term: Term, env: Env) -> bool:
    """Whether a column has the value, where there is one."""
    return isinstance(term, Var) and term.name in env.exprs


def _is_mask(scope: Scope, term: Term, env: Env) -> bool:
    return isinstance(term, Var) and term.name == scope.mask and term.name not in env.consts


def _masked(scope: Scope, each: Comparison, env: Env) -> Env:
    other = each.right if _is_mask(scope, each.left, env) else each.left
    if each.op not in ("=", "!=") or _is_mask(scope, other, env):
        raise scope.unfit()
    value = env.consts.get(other.name) if isinstance(other, Var) else other.value
    if value is None:
        raise scope.unfit()
    bits = scope.bits((value,))
    return env.also((), (), (bits if each.op == "=" else f"~{bits}",))


def _negated(scope: Scope, atom: Atom, env: Env) -> Env:
    if scope.relations.static(atom.predicate):
        return without_rows(scope, atom, env)
    if first_of(atom) not in env.paths:
        raise scope.unfit()
    places = [at for at, term in enumerate(atom.terms[1:], 1) if isinstance(term, Var) and not scope.closed(term.name)]
    if places:
        return _without_value(scope, atom, env, places)
    column = scope.columns.holds(atom.predicate, tuple(scope.place(term, env) for term in atom.terms[1:]))
    if column is None:
        return env
    column = scope.lifted(atom, column, env)
    if column.mask:
        return env.also((), (column,), (f"~{column.name}",))
    return env.also((f"NOT {column.name}",), (column,))


def _without_value(scope: Scope, atom: Atom, env: Env, places: list[int]) -> Env:
    if places != [len(atom.terms) - 1]:
        raise scope.unfit()
    pattern = (*(scope.place(term, env) for term in atom.terms[1:-1]), LOOKUP)
    column = scope.columns.looked_up(atom.predicate, pattern)
    if column is None:
        return env
    lifted, term = scope.lifted(atom, column, env), atom.terms[-1]
    condition = f"{lifted.name} IS DISTINCT FROM {scope.value(term, env)}"
    return env.also((condition,), (lifted, *scope.used(term, env)))
