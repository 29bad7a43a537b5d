"""Typed facts of one dossier or folder of tables, each with its place; and the ground atoms an engine returns."""

from collections.abc import Mapping
from datetime import date

import msgspec

from kmopolicy.program.declarations import Constant
from kmopolicy.program.terms import Atom
from kmopolicy.text.span import Span

Value = str | int | date


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """Who gave a verdict, when and why: shown in the proof, never decisive."""

    by: str = ""
    on: date | None = None
    because: str = ""


class Fact(msgspec.Struct, frozen=True, gc=False):
    """A ground input atom, where it stands, and who judged it. `span` is None for one that was filled in (today's date)."""

    predicate: str
    values: tuple[Value, ...]
    span: Span | None = None
    judgement: Judgement | None = None


class Entity(msgspec.Struct, frozen=True, gc=False):
    """A thing the facts speak of: its type (`Service`), its id, and where it stands."""

    type: str
    id: str
    span: Span | None


class Expectation(msgspec.Struct, frozen=True):
    """What a dossier says a subject's outcome must be, and the sentence its proof must cite ("" for any).

    `outcome_span` and `sentence_span` are where the two values stand. `readings` are those under which it is expected, by
    name; all others have their default.
    """

    subject: str
    outcome: str
    sentence: str
    span: Span
    outcome_span: Span
    sentence_span: Span | None = None
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """The subject, with the readings as they are chosen on the command line."""
        return ", ".join((self.subject, *(f"{name}={option}" for name, option in self.readings)))


class ExpectedAnswers(msgspec.Struct, frozen=True):
    """What a dossier says the answers to a goal must be: a row of values for its named variables, `((),)` where it holds.

    `rows_span` is where they stand. `readings` as of an expectation.
    """

    goal: str
    atom: Atom
    rows: tuple[tuple[Value, ...], ...]
    span: Span
    rows_span: Span
    readings: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """The goal, with the readings as they are chosen on the command line."""
        return ", ".join((self.goal, *(f"{name}={option}" for name, option in self.readings)))


class Facts(msgspec.Struct, frozen=True, dict=True):
    """One world. `file` names it in the output.

    `constants`: what the facts declare themselves, by type. `reference_date_from` tells per entity where a filled-in
    date comes from: "dossier", "option" or "today". `replaces`: predicates whose facts here stand in the place of the rows
    that ship with the policy.
    """

    file: str
    facts: tuple[Fact, ...]
    entities: tuple[Entity, ...]
    constants: Mapping[str, tuple[Constant, ...]]
    reference_date_from: Mapping[str, str]
    expectations: tuple[Expectation, ...] = ()
    replaces: frozenset[str] = frozenset()
    answers: tuple[ExpectedAnswers, ...] = ()


class GroundAtom(msgspec.Struct, frozen=True, order=True):
    """An atom without variables, as an engine returns it."""

    predicate: str
    values: tuple[Value, ...]


class Verdict(msgspec.Struct, frozen=True):
    """What an engine says of one subject: the value of the outcome, and the true instances of its grounds."""

    value: str
    grounds: frozenset[GroundAtom]
