"""Terms, atoms, literals and rules: the checked program's own, without the sugar of the surface language."""

from datetime import date

import msgspec

from kmopolicy.text.span import Span

Value = str | int | date


class Var(msgspec.Struct, frozen=True, array_like=True, tag="var"):
    """A variable. Every `_` of the source is a variable of its own, named `_1`, `_2`, ... within its rule."""

    name: str

    @property
    def anonymous(self) -> bool:
        return self.name.startswith("_")


class Const(msgspec.Struct, frozen=True, array_like=True, tag="const"):
    """A constant: an id, a constant of a closed type or a text (`str`), a year or number (`int`), a date."""

    value: str | int


class DateConst(msgspec.Struct, frozen=True, array_like=True, tag="date"):
    """A date in a rule; apart from `Const` so that the cache can tell a date from a text."""

    value: date


Term = Var | Const | DateConst


class Atom(msgspec.Struct, frozen=True, array_like=True):
    """`predicate(term, ...)`."""

    predicate: str
    terms: tuple[Term, ...]


class Positive(msgspec.Struct, frozen=True, array_like=True, tag="positive"):
    """An atom that must hold."""

    atom: Atom
    span: Span


class Negative(msgspec.Struct, frozen=True, array_like=True, tag="negative"):
    """`not atom`: no instance of the atom may hold (an anonymous variable ranges over everything)."""

    atom: Atom
    span: Span


class Comparison(msgspec.Struct, frozen=True, array_like=True, tag="comparison"):
    """`left op right`, with `op` one of `=`, `!=`, `<`, `<=`, `>`, `>=`, over values of one type."""

    op: str
    left: Term
    right: Term
    span: Span


class YearOf(msgspec.Struct, frozen=True, array_like=True, tag="year_of"):
    """`year = year(date)`: binds or compares the year of a date."""

    year: Term
    date: Term
    span: Span


class UnderReading(msgspec.Struct, frozen=True, array_like=True, tag="reading"):
    """`reading name = option`: the rule only speaks under this option of a reading."""

    reading: str
    option: str
    span: Span


BodyLiteral = Positive | Negative | Comparison | YearOf | UnderReading


class Citation(msgspec.Struct, frozen=True, array_like=True):
    """What a rule or row rests on: a sentence number (or the common start of one, as `U07x`) and the quote."""

    sentence: str
    quote: str
    span: Span


class Rule(msgspec.Struct, frozen=True, array_like=True):
    """`head :- body`, safe (every variable bound by a positive literal) and part of a stratified program.

    `id` is the rule's own name, else made of its heading, predicate and place among the rules of that heading.
    """

    id: str
    head: Atom
    body: tuple[BodyLiteral, ...]
    citations: tuple[Citation, ...]
    heading: str
    span: Span


def constant(value: Value) -> Const | DateConst:
    """The constant of a value."""
    return DateConst(value) if isinstance(value, date) else Const(value)
