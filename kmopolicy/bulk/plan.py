"""A relational plan: what the rules of a policy ask of tables, free of any language of a database.

Columns within a part are the variables of its rule, so that a join or an antijoin is on the variables that both sides have.
"""

from datetime import date
from typing import Literal

import msgspec

from kmopolicy.program.terms import Comparison, Term, Value
from kmopolicy.text.localized import Localized

Kind = Literal["text", "date", "year"]


class Column(msgspec.Struct, frozen=True):
    """A named column and what kind of value it has."""

    name: str
    kind: Kind


class Scan(msgspec.Struct, frozen=True, tag=True):
    """The rows of a relation that agree with the terms, a term per column: constants select, variables name."""

    relation: str
    terms: tuple[Term, ...]


class Rows(msgspec.Struct, frozen=True, tag=True):
    """Constant rows."""

    rows: tuple[tuple[Value | None, ...], ...]


class One(msgspec.Struct, frozen=True, tag=True):
    """One row without columns: what a rule that asks nothing of any relation starts from."""


class Join(msgspec.Struct, frozen=True, tag=True):
    """The pairs of rows that agree on the variables that both sides have."""

    left: "Node"
    right: Scan


class AntiJoin(msgspec.Struct, frozen=True, tag=True):
    """The rows on the left that agree with none on the right."""

    left: "Node"
    right: Scan


class Select(msgspec.Struct, frozen=True, tag=True):
    """The rows for which a comparison holds."""

    source: "Node"
    comparison: Comparison


class Year(msgspec.Struct, frozen=True, tag=True):
    """The rows with the year of a date beside them, or those for which that is the year."""

    source: "Node"
    date: Term
    year: Term


class Today(msgspec.Struct, frozen=True, tag=True):
    """The rows with the reference date beside them under a name: a fixed day, or the day on which one asks."""

    source: "Node"
    column: str
    day: date | None


class Sentence(msgspec.Struct, frozen=True):
    """The number of the sentence that a part rests on: that of a row it uses where that has one, else its own.

    `rows`: the scans (counted from 0, in the order in which they are joined) whose rows may have a number.
    """

    rows: tuple[int, ...]
    own: str | None


class Project(msgspec.Struct, frozen=True, tag=True):
    """A term per column; beside them, where asked, the rule by which, and the sentence that it rests on."""

    source: "Node"
    terms: tuple[Term, ...]
    rule: str | None = None
    sentence: Sentence | None = None


Node = One | Scan | Join | AntiJoin | Select | Year | Today


class Stem(msgspec.Struct, frozen=True):
    """What a part stems from: the rule's id and text, and the sentences that it cites with their quotes."""

    rule: str
    text: str
    citations: tuple[tuple[str, str], ...] = ()


class Part(msgspec.Struct, frozen=True):
    """One way into a view."""

    body: Project | Rows
    stem: Stem


class View(msgspec.Struct, frozen=True):
    """A relation: the union of its parts, each row once where `distinct`. `about` says in words what it is."""

    name: str
    columns: tuple[Column, ...]
    parts: tuple[Part, ...]
    about: Localized
    distinct: bool = True


class Table(msgspec.Struct, frozen=True):
    """A table of facts that the plan reads."""

    name: str
    columns: tuple[Column, ...]


class Outcome(msgspec.Struct, frozen=True):
    """An outcome: the views with its values and with its grounds, and those with what is listed with the decision.

    `otherwise`: the view with its values by other options of readings, "" where no reading can matter; `others`: those options,
    each with the reading and its option in use.
    """

    name: str
    subject_type: str
    decisions: str
    grounds: str
    shown: tuple[str, ...]
    otherwise: str = ""
    others: tuple[tuple[str, str], ...] = ()


class Plan(msgspec.Struct, frozen=True):
    """The views of a policy, each after those that it asks, stratum by stratum, over `tables` of facts."""

    title: Localized
    digest: str
    readings: dict[str, str]
    tables: tuple[Table, ...]
    views: tuple[View, ...]
    outcomes: tuple[Outcome, ...]
    names: dict[str, str]
    """The relation of every predicate, those that were made beside the policy's own included."""

    @property
    def relations(self) -> tuple[Table, ...]:
        """Every relation with its columns: the tables of facts, and the views."""
        return (*self.tables, *(Table(view.name, view.columns) for view in self.views))
