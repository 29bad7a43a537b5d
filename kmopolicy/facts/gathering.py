"""Gathers facts from a dossier or from tables, and checks what only the whole can show: references, counts, dates."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kmopolicy.facts.model import Entity, Expectation, Fact, Facts
from kmopolicy.facts.values import Values, listed
from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.near import nearest
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_FIRST = Localized("de eerste staat hier", "the first stands here")
_MOST = 20
"""How many errors of one kind are shown."""


class Dates(NamedTuple):
    """The reference dates for what has none of its own: the option's, the dossier's, today's."""

    option: date | None
    today: date
    default: date | None = None
    default_span: Span | None = None

    def chosen(self) -> tuple[date, str, Span | None]:
        """The date, where it comes from, and where it stands."""
        if self.option:
            return self.option, "option", None
        if self.default:
            return self.default, "dossier", self.default_span
        return self.today, "today", None


class Gathering:
    """What was read so far. `strict`: every entity that is referred to must have been stated."""

    def __init__(self, program: Program, file: str, *, strict: bool) -> None:
        self.program = program
        self.file = file
        self.strict = strict
        self.diagnostics: list[Diagnostic] = []
        self.values = Values(program, self.diagnostics)
        self.entities: dict[tuple[str, str], Entity] = {}
        self.facts: list[Fact] = []
        self.expectations: list[Expectation] = []
        self.replaces: set[str] = set()
        self.attempted: set[tuple[str, Value]] = set()
        """What the facts try to state, right or wrong: a predicate and its first argument."""
        self._given: dict[tuple[str, tuple[Value, ...]], Fact] = {}
        self._keys: dict[tuple[str, tuple[Value, ...]], Fact] = {}

    def wrong(self, entry: Entry, span: Span | None, help_key: str = "", **args: str) -> None:
        """Notes something that is wrong."""
        self.diagnostics.append(Diagnostic(entry, span, args, help_key))

    def add(self, fact: Fact) -> None:
        """A fact; one that is there already, or that contradicts another, is told."""
        declared = self.program.predicates[fact.predicate]
        before = self._given.setdefault((fact.predicate, fact.values), fact)
        if before is not fact:
            self._clash(catalogue.SAME_FACT, "drop", fact, before)
            return
        if declared.cardinality != "many":
            first = self._keys.setdefault((fact.predicate, fact.values[:-1]), fact)
            if first is not fact:
                self._clash(catalogue.TOO_MANY, "one", fact, first)
                return
        self.facts.append(fact)

    def finish(self, dates: Dates) -> Facts | None:
        """The facts, or None where anything is wrong."""
        self._references()
        if not self.entities and not self.diagnostics:
            known = listed(kind.section for kind in self.program.types.values() if kind.kind == "entity")
            self.wrong(catalogue.EMPTY, Span(self.file, 0, 0, 0, 0), "sections", known=known)
        self._required()
        origins = dict(self._dated(dates))
        if self.diagnostics:
            return None
        constants = {name: tuple(own.values()) for name, own in self.values.own.items() if own}
        entities = tuple(self.entities.values())
        expectations, replaces = tuple(self.expectations), frozenset(self.replaces)
        return Facts(self.file, tuple(self.facts), entities, constants, origins, expectations, replaces)

    def _clash(self, entry: Entry, help_key: str, fact: Fact, first: Fact) -> None:
        notes = ((first.span, _FIRST),) if first.span else ()
        self.diagnostics.append(Diagnostic(entry, fact.span, {"key": fact.predicate}, help_key, notes))

    def _references(self) -> None:
        """Every entity in the facts must have been stated; one that needs no statement comes into being here."""
        stated = {each.arguments[0].type for each in self.program.predicates.values() if each.exists}
        for fact in self.facts:
            for kind, value in self._entities_in(fact):
                if (kind.name, str(value)) in self.entities:
                    continue
                if self.strict or kind.name in stated:
                    self._unknown(fact, kind, str(value))
                self.entities[kind.name, str(value)] = Entity(kind.name, str(value), fact.span)

    def _entities_in(self, fact: Fact) -> Iterator[tuple[Type, Value]]:
        for argument, value in zip(self.program.predicates[fact.predicate].arguments, fact.values, strict=True):
            kind = self.program.types[argument.type]
            if kind.kind == "entity":
                yield kind, value

    def _unknown(self, fact: Fact, kind: Type, found: str) -> None:
        near = nearest(found, [name for type_name, name in self.entities if type_name == kind.name])
        args = {"type": kind.label.nl, "type_en": kind.label["en"], "section": kind.section}
        self.wrong(catalogue.UNKNOWN_REFERENCE, fact.span, "near" if near else "add", found=found, near=near, **args)

    def _required(self) -> None:
        inputs = [each for each in self.program.predicates.values() if each.role == "input"]
        needed = [each for each in inputs if each.cardinality == "exactly one"]
        for entity in self.entities.values():
            for declared in needed:
                if declared.arguments[0].type == entity.type and (declared.name, entity.id) not in self.attempted:
                    self._lacks(entity, declared)

    def _lacks(self, entity: Entity, declared: Predicate) -> None:
        kind, value = self.program.types[entity.type], self.program.types[declared.arguments[-1].type]
        example = value.constants[0].name if value.constants else "…"
        args = {"type": kind.label.nl, "type_en": kind.label["en"], "id": entity.id, "example": example}
        self.wrong(catalogue.MISSING_FACT, entity.span, "add", key=declared.name, **args)

    def _dated(self, dates: Dates) -> Iterator[tuple[str, str]]:
        """Fills in the reference date where there is none of its own; per entity, where the date comes from."""
        for declared in self.program.predicates.values():
            if not declared.today:
                continue
            own = {fact.values[0] for fact in self.facts if fact.predicate == declared.name}
            day, origin, span = dates.chosen()
            for entity in self.entities.values():
                if entity.type == declared.arguments[0].type:
                    yield entity.id, "dossier" if entity.id in own else origin
                    if entity.id not in own:
                        self.facts.append(Fact(declared.name, (entity.id, day), span))


def bounded(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics in the order of the file; of each kind the first, and how many more there are."""
    told: list[Diagnostic] = []
    counts: dict[str, int] = {}
    for diagnostic in sorted(found, key=lambda each: each.span or Span("", 0, 0, 0, 0)):
        counts[diagnostic.code] = counts.get(diagnostic.code, 0) + 1
        if counts[diagnostic.code] <= _MOST:
            told.append(diagnostic)
    for code, count in counts.items():
        if count > _MOST:
            told.append(Diagnostic(catalogue.AND_MORE, None, {"count": str(count - _MOST), "code": code}, "first"))
    return tuple(told)
