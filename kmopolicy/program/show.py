"""Atoms, literals and rules as text, in the one way that parses back to the same."""

import re
from collections.abc import Iterable
from datetime import date

from kmopolicy.program.terms import Atom, BodyLiteral, Comparison, Negative, Positive, Rule, Term, Value, Var, YearOf

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PLAIN = re.compile(r"[a-z]\w*", re.ASCII)


def show_type(name: str) -> str:
    """A type as it stands in a table's column, in JSON and before an id: ListingRequest is listing_request."""
    return _WORD.sub("_", name).lower()


def show_value(value: Value | None) -> str:
    """A value as it stands in a rule: text that is no plain constant between quotation marks; `_` for None."""
    if value is None:
        return "_"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) or _PLAIN.fullmatch(value):
        return str(value)
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def show_ground(predicate: str, values: Iterable[Value | None]) -> str:
    """An atom with these values; `_` where there is none."""
    return f"{predicate}({', '.join(map(show_value, values))})"


def show_term(term: Term) -> str:
    """A term."""
    if isinstance(term, Var):
        return "_" if term.anonymous else term.name
    return show_value(term.value)


def show_atom(atom: Atom) -> str:
    """An atom."""
    return f"{atom.predicate}({', '.join(map(show_term, atom.terms))})"


def show_literal(literal: BodyLiteral) -> str:
    """A literal of a body."""
    match literal:
        case Positive(atom=atom):
            return show_atom(atom)
        case Negative(atom=atom):
            return f"not {show_atom(atom)}"
        case Comparison(op=op, left=left, right=right):
            return f"{show_term(left)} {op} {show_term(right)}"
        case YearOf(year=year, date=day):
            return f"{show_term(year)} = year({show_term(day)})"
    return f"reading {literal.reading} = {literal.option}"


def show_rule(rule: Rule) -> str:
    """A rule, each literal on a line of its own."""
    body = ",\n    ".join(map(show_literal, rule.body))
    return f"{show_atom(rule.head)} :-\n    {body}." if body else f"{show_atom(rule.head)}."
