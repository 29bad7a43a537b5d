"""The checked program: all that the other rooms know of a policy."""

from functools import cached_property
from typing import Literal

import msgspec

from kmopolicy.program.declarations import Classification, Predicate, Reading, Row, Source, Type
from kmopolicy.program.terms import Atom, BodyLiteral, Citation, Rule
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span


class Case(msgspec.Struct, frozen=True):
    """One case of an outcome: `body` is its condition ("otherwise": empty), `because` the atoms that are its grounds.

    With `any` the condition is that at least one of the grounds holds, and `body` is empty.
    The first term of every ground is the subject's variable, which is `subject` of the `Cases`. `label` says in words that
    the case holds, `denied` that it does not ("" for none).
    """

    value: str
    any: bool
    body: tuple[BodyLiteral, ...]
    because: tuple[Atom, ...]
    citations: tuple[Citation, ...]
    label: Localized
    span: Span
    denied: Localized = Localized("")

    @property
    def negated(self) -> Localized:
        """That the case does not hold, in words."""
        return (
            self.denied
            if self.denied.nl
            else Localized(f"niet vastgesteld: {self.label.nl}", f"not established: {self.label['en']}")
        )


class Cases(msgspec.Struct, frozen=True):
    """An outcome as ordered cases, "first that applies": exactly one value for every subject that exists.

    `name(subject, value)` holds for the value of the first case whose condition holds.
    """

    name: str
    subject_type: str
    subject: str
    cases: tuple[Case, ...]
    span: Span


class Effect(msgspec.Struct, frozen=True):
    """What stating one more fact never does: it never `lowers`, `raises` or `changes` an outcome of any subject.

    `added` is the fact, with variables for what it may be about; it comes in the place of another value where there can be
    only one. `where` holds before it is stated. `ranks`: the values of the outcome from low to high, a rank each.
    """

    added: Atom
    where: tuple[BodyLiteral, ...]
    verb: Literal["lowers", "raises", "changes"]
    outcome: str
    ranks: tuple[tuple[str, ...], ...]


class Property(msgspec.Struct, frozen=True):
    """A sentence that must hold for all possible facts, by one of three claims.

    `never` has no instance, whatever the facts; each body of `possible` has one under some facts; the `effect` of one more
    fact is what it says.
    """

    name: str
    text: Localized
    never: tuple[BodyLiteral, ...]
    span: Span
    possible: tuple[tuple[BodyLiteral, ...], ...] = ()
    effect: Effect | None = None


class Program(msgspec.Struct, frozen=True, dict=True):
    """A checked policy. `rules` holds no case; `strata` lists the derived predicates bottom-up, one stratum a tuple."""

    name: str
    title: Localized
    digest: str
    types: dict[str, Type]
    predicates: dict[str, Predicate]
    rules: tuple[Rule, ...]
    tables: dict[str, tuple[Row, ...]]
    outcomes: dict[str, Cases]
    readings: dict[str, Reading]
    properties: tuple[Property, ...]
    sources: tuple[Source, ...]
    classifications: tuple[Classification, ...]
    strata: tuple[tuple[str, ...], ...]

    @cached_property
    def rules_of(self) -> dict[str, tuple[Rule, ...]]:
        """The rules by the predicate of their head, in the order of the policy."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules:
            found.setdefault(rule.head.predicate, []).append(rule)
        return {name: tuple(rules) for name, rules in found.items()}

    @cached_property
    def labels(self) -> dict[str, dict[str, Localized]]:
        """The labels of the constants, by type and name."""
        return {
            name: {constant.name: constant.label for constant in declared.constants}
            for name, declared in self.types.items()
        }


ReadingChoice = dict[str, str]
