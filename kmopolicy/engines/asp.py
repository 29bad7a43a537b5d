"""The core program in the language of clingo: text made from checked rules, without any choice about facts.

Names keep what they are where that language allows it. A copy of the derived predicates under a prefix of its own lets two
programs, or one program with and without a part, stand side by side over the same facts.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache

from kmopolicy.engines.core import Core, CoreRule
from kmopolicy.program.terms import Atom, Comparison, Term, Value, Var

_OPERATORS = {"=": "=", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}
Guard = Callable[[CoreRule], str]
"""A condition that a rule of a copy must meet besides its own body, as text ("" for none)."""


@cache
def name_of(predicate: str, prefix: str = "") -> str:
    """The name of a predicate. What cannot stand in a name is spelt out, so that two names never become one."""
    return prefix + "".join(_letter(letter) for letter in predicate)


def _letter(letter: str) -> str:
    return (
        letter if letter.isascii() and (letter.isalnum() or letter == "_") and letter != "X" else f"X{ord(letter):x}X"
    )


def value(found: Value) -> str:
    """A constant: text between quotation marks, a number, a date as its ordinal."""
    if isinstance(found, date):
        return str(found.toordinal())
    if isinstance(found, int):
        return str(found)
    escaped = found.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def fact(predicate: str, values: Iterable[Value], prefix: str = "") -> str:
    """A ground atom."""
    return f"{name_of(predicate, prefix)}({','.join(map(value, values))})"


def term(found: Term) -> str:
    """A term of a rule."""
    if not isinstance(found, Var):
        return value(found.value)
    return "_" if found.anonymous else "V" + name_of(found.name)


def atom(found: Atom, prefix: str = "") -> str:
    """An atom of a rule."""
    return f"{name_of(found.predicate, prefix)}({','.join(map(term, found.terms))})"


def body(rule: CoreRule, prefix_of: Callable[[str], str]) -> list[str]:
    """The literals of a body."""
    positives = [atom(each, prefix_of(each.predicate)) for each in rule.positives]
    negatives = [f"not {atom(each, prefix_of(each.predicate))}" for each in rule.negatives]
    return [*positives, *map(_comparison, rule.comparisons), *negatives]


def _comparison(found: Comparison) -> str:
    return f"{term(found.left)} {_OPERATORS[found.op]} {term(found.right)}"


def rules(core: Core, prefix: str = "", own: frozenset[str] = frozenset(), guard: Guard | None = None) -> Iterator[str]:
    """The rules, derived predicates under `prefix`; base relations are shared, but for those that are the copy's `own`."""

    def prefix_of(predicate: str) -> str:
        return prefix if predicate not in core.base or predicate in own else ""

    for rule in core.rules:
        condition = guard(rule) if guard else ""
        yield _clause(atom(rule.head, prefix), [*body(rule, prefix_of), *filter(None, (condition,))])


def fired(core: Core, marked: str) -> Iterator[str]:
    """`marked(id)` for each rule of the policy whose body holds."""
    for rule in core.rules:
        if rule.rule:
            yield _clause(f"{marked}({value(rule.rule)})", body(rule, lambda _: ""))


def rows(tables: Mapping[str, Iterable[Sequence[Value]]], prefix: str = "") -> Iterator[str]:
    """The rows of tables, as facts."""
    for name, table in tables.items():
        yield from (f"{fact(name, values, prefix)}." for values in table)


def _clause(head: str, literals: Sequence[str]) -> str:
    return f"{head} :- {', '.join(literals)}." if literals else f"{head}."
