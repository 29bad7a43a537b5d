"""What the wide plan is made of: columns of the table of a type, the patterns they answer, and the ways in which a body holds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, Protocol

from kmopolicy.program.terms import Value


class Unfit(Exception):  # noqa: N818  # it is no error: the relational plan does what this cannot
    """The program asks what one row per entity cannot say."""


class Every:
    """In a pattern: all constants at this place, as a mask."""


class Whatever:
    """In a pattern: any value."""


class Lookup:
    """In a pattern: the one value that stands there."""


EVERY, WHATEVER, LOOKUP = Every(), Whatever(), Lookup()
OneOf = frozenset[Value]
"""In a pattern: any of these constants."""
Place = Value | Every | Whatever | Lookup | OneOf
Pattern = tuple[Place, ...]
ColumnKind = Literal["truth", "mask", "value"]


class Column(NamedTuple):
    """A column of the table of a type, and the level of others after which it can be computed."""

    name: str
    owner: str
    level: int
    sql: str
    kind: ColumnKind

    @property
    def mask(self) -> bool:
        return self.kind == "mask"


Truths = Sequence[tuple[int, Column | None]]
"""Truths in an order, each with a number; None for one that never holds."""


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


class Columns(Protocol):
    """Who has the columns that a body asks for."""

    columns: dict[str, Column]

    def holds(self, predicate: str, pattern: Pattern) -> Column | None:
        """The column of an atom: for which entities it holds, or for which constants; None where it never does."""

    def looked_up(self, predicate: str, pattern: Pattern) -> Column | None:
        """A column with the one value at the place of `LOOKUP`."""

    def hop(self, owner: str, key: Column, target: Column) -> Column:
        """A column of the entity that a column names."""


def literal(value: Value) -> str:
    """A constant as DuckDB writes it."""
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
