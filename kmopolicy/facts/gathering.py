"""Gathers facts from a dossier or from tables, and checks what only the whole can show: references, counts, dates."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kmopolicy.facts.findings import Findings
from kmopolicy.facts.model import Entity, Expectation, ExpectedAnswers, Fact, Facts
from kmopolicy.facts.nodes import cut
from kmopolicy.facts.refused import FIRST
from kmopolicy.facts.values import Values, listed, named
from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.near import nearest
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue.facts import dossiers, forms
from kmopolicy.text.diagnostic import Entry
from kmopolicy.text.span import Span


class Dates(NamedTuple):
    """The reference dates for what has none of its own: the option's, the dossier's, today's."""

    option: date | None
    today: date
    defaults: Mapping[str, tuple[date, Span]] = {}
    """Per predicate what the dossier says for all at once."""

    def chosen(self, predicate: str) -> tuple[date, str, Span | None]:
        """The date, where it comes from, and where it stands."""
        if self.option:
            return self.option, "option", None
        if predicate in self.defaults:
            day, span = self.defaults[predicate]
            return day, "dossier", span
        return self.today, "today", None


class Gathering:
    """What was read so far. `strict`: every entity that is referred to must have been stated."""

    def __init__(self, program: Program, file: str, *, strict: bool) -> None:
        self.program = program
        self.file = file
        self.strict = strict
        self.findings = Findings()
        self.values = Values(program, self.findings, dossier=strict)
        self.entities: dict[tuple[str, str], Entity] = {}
        self.facts: list[Fact] = []
        self.expectations: list[Expectation] = []
        self.answers: list[ExpectedAnswers] = []
        self.replaces: set[str] = set()
        self.attempted: set[tuple[str, Value]] = set()
        """What the facts try to state, right or wrong: a predicate and its first argument."""
        self.excused: set[str] = set()
        """Names that stand somewhere, though not where they belong: told already."""
        self.unread: set[str] = set()
        """Types of things that could not all be read: told already, so that a reference to one is no second error."""
        self.incomplete: set[tuple[str, str]] = set()
        """Things of which not all could be read: told already, so that nothing is found missing."""
        self._given: dict[tuple[str, tuple[Value, ...]], Fact] = {}
        self._keys: dict[tuple[str, tuple[Value, ...]], Fact] = {}

    def add(self, fact: Fact) -> None:
        """A fact; one that is there already, or that contradicts another, is told."""
        declared = self.program.predicates[fact.predicate]
        before = self._given.setdefault((fact.predicate, fact.values), fact)
        if before is not fact:
            self._clash(dossiers.SAME_FACT, "drop", fact, before)
            return
        if declared.cardinality != "many":
            first = self._keys.setdefault((fact.predicate, fact.values[:-1]), fact)
            if first is not fact:
                self._clash(dossiers.TOO_MANY, "one", fact, first)
                return
        self.facts.append(fact)

    def finish(self, dates: Dates) -> Facts | None:
        """The facts, or None where anything is wrong."""
        self._references()
        if not self.entities and not self.findings:
            self._empty()
        self._required()
        origins = dict(self._dated(dates))
        if self.findings:
            return None
        constants = {name: tuple(own.values()) for name, own in self.values.own.items() if own}
        entities = tuple(self.entities.values())
        expectations, replaces = tuple(self.expectations), frozenset(self.replaces)
        answers = tuple(self.answers)
        return Facts(self.file, tuple(self.facts), entities, constants, origins, expectations, replaces, answers)

    def _empty(self) -> None:
        sections = listed(kind.section for kind in self.program.types.values() if kind.kind == "entity")
        tables = listed(f"{each.name}.csv" for each in self.program.predicates.values() if each.exists)
        help_key, known = ("sections", sections) if self.strict else ("rows", tables)
        self.findings.wrong(forms.EMPTY, Span(self.file, 0, 0, 0, 0), help_key, file=self.file, known=known)

    def _clash(self, entry: Entry, help_key: str, fact: Fact, first: Fact) -> None:
        notes = ((first.span, FIRST),) if first.span else ()
        self.findings.wrong(entry, fact.span, help_key, *notes, key=fact.predicate)

    def _references(self) -> None:
        """Every entity in the facts must have been stated; one that needs no statement comes into being here."""
        stated = {each.arguments[0].type for each in self.program.predicates.values() if each.exists}
        for fact in self.facts:
            for kind, value in self._entities_in(fact):
                if (kind.name, str(value)) in self.entities:
                    continue
                if self.strict or kind.name in stated:
                    self.incomplete.add((kind.name, str(value)))
                    if str(value) not in self.excused and kind.name not in self.unread:
                        self._unknown(fact, kind, str(value))
                self.entities[kind.name, str(value)] = Entity(kind.name, str(value), fact.span)

    def _entities_in(self, fact: Fact) -> Iterator[tuple[Type, Value]]:
        for argument, value in zip(self.program.predicates[fact.predicate].arguments, fact.values, strict=True):
            kind = self.program.types[argument.type]
            if kind.kind == "entity":
                yield kind, value

    def _unknown(self, fact: Fact, kind: Type, found: str) -> None:
        if self.findings.plenty(dossiers.UNKNOWN_REFERENCE):
            return
        near = nearest(found, [name for type_name, name in self.entities if type_name == kind.name])
        help_key = "near" if near else "add" if self.strict else "row"
        args = {**named(kind), "found": cut(found), "near": near, "section": kind.section, "table": self._table(kind)}
        self.findings.wrong(dossiers.UNKNOWN_REFERENCE, fact.span, help_key, **args)

    def _table(self, kind: Type) -> str:
        """The table by whose rows things of a type exist."""
        inputs = self.program.predicates.values()
        return next((each.name for each in inputs if each.exists and each.arguments[0].type == kind.name), "")

    def _required(self) -> None:
        inputs = [each for each in self.program.predicates.values() if each.role == "input"]
        needed = [each for each in inputs if each.cardinality == "exactly one"]
        for entity in self.entities.values():
            if (entity.type, entity.id) in self.incomplete:
                continue
            for declared in needed:
                if declared.arguments[0].type == entity.type and (declared.name, entity.id) not in self.attempted:
                    self._lacks(entity, declared)

    def _lacks(self, entity: Entity, declared: Predicate) -> None:
        if self.findings.plenty(dossiers.MISSING_FACT):
            return
        example = self.values.sample(declared.arguments[-1].type)
        args = {**named(self.program.types[entity.type]), "id": cut(entity.id), "example": example}
        self.findings.wrong(
            dossiers.MISSING_FACT, entity.span, "add" if self.strict else "row", key=declared.name, **args
        )

    def _dated(self, dates: Dates) -> Iterator[tuple[str, str]]:
        """Fills in the reference date where there is none of its own; per entity, where the date comes from."""
        for declared in self.program.predicates.values():
            if not declared.today:
                continue
            own = {fact.values[0] for fact in self.facts if fact.predicate == declared.name}
            day, origin, span = dates.chosen(declared.name)
            for entity in self.entities.values():
                if entity.type == declared.arguments[0].type:
                    yield entity.id, "dossier" if entity.id in own else origin
                    if entity.id not in own:
                        self.facts.append(Fact(declared.name, (entity.id, day), span))
