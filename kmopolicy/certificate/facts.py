"""The facts that a certificate carries, and back: they must be as valid as those of a dossier."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import PurePath

from kmopolicy.certificate.document import Cell, Certificate, Stated, Thing, Where, Wrong, judged, must
from kmopolicy.facts.model import Entity, Fact, Facts, Judgement
from kmopolicy.facts.world import World
from kmopolicy.program.declarations import Constant, Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_ground
from kmopolicy.program.terms import Value
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_STATED = "dossier"
"""Where the date of a thing comes from that states it: it needs no saying."""
_FILLED_IN = ("option", "today")


def carried(part: World, facts: Facts, readings: Mapping[str, str]) -> Certificate:
    """A certificate of the part of the facts that a subject can reach, in the order in which they were stated."""
    stated = [fact for fact in facts.facts if part.facts.get(fact.predicate, {}).get(fact.values) is fact]
    mentioned = {value for fact in stated for value in fact.values}
    own = {
        kind: {each.name: each.label.nl for each in constants if each.name in mentioned}
        for kind, constants in facts.constants.items()
    }
    origins = {each.id: facts.reference_date_from.get(each.id, _STATED) for each in part.entities}
    return Certificate(
        dict(readings),
        tuple(Thing(each.type, each.id) for each in part.entities),
        tuple(_stated(fact, facts.file) for fact in stated),
        {kind: labels for kind, labels in own.items() if labels},
        {each: origin for each, origin in origins.items() if origin != _STATED},
        tuple(sorted(facts.replaces)),
    )


def _stated(fact: Fact, file: str) -> Stated:
    values = tuple(value.isoformat() if isinstance(value, date) else value for value in fact.values)
    elsewhere = fact.span.file if fact.span and fact.span.file != file else None
    return Stated(fact.predicate, values, elsewhere, fact.span.line if fact.span else None, judged(fact.judgement))


def facts_of(program: Program, certificate: Certificate, file: str) -> Facts:
    """The facts that a certificate carries. Raises `Wrong` where no dossier could state them."""
    reader = _Reader(program, certificate, file)
    reader.things()
    constants = reader.constants()
    facts = tuple(reader.fact(each, ("certificate", "facts", at)) for at, each in enumerate(certificate.facts))
    reader.counted(facts)
    entities = tuple(Entity(each.type, each.id, None) for each in certificate.things)
    return Facts(file, facts, entities, constants, certificate.dates, (), frozenset(certificate.replaces))


def compared(program: Program, told: Certificate, dossier: Certificate) -> None:
    """Raises `Wrong` for the first fact in which a certificate differs from that of a dossier.

    Dates that were filled in may be those of another day; a file is known by its name, as people move folders.
    """
    ours, theirs = dict(_said(program, told)), dict(_said(program, dossier))
    for atom, (where, how) in ours.items():
        must(atom in theirs, "added", where, atom)
        must(theirs[atom][1] == how, "elsewhere", where, atom)
    for atom, (where, _) in theirs.items():
        must(atom in ours, "left_out", where[:2], atom)


def _said(program: Program, certificate: Certificate) -> Iterator[tuple[str, tuple[Where, object]]]:
    """All that is stated, each with its place and with what of it may not differ."""
    for at, thing in enumerate(certificate.things):
        yield f"{thing.type} {thing.id}", (("certificate", "things", at), None)
    for kind, labels in certificate.constants.items():
        for name, label in labels.items():
            yield f"{kind} {name}", (("certificate", "constants", kind, name), label)
    for at, name in enumerate(certificate.replaces):
        yield name, (("certificate", "replaces", at), None)
    for at, each in enumerate(certificate.facts):
        filled_in = program.predicates[each.predicate].today and each.values[0] in certificate.dates
        file = PurePath(each.file).name if each.file else None
        values = (each.values[0], None) if filled_in else each.values
        how = None if filled_in else (file, each.line, each.judgement)
        yield show_ground(each.predicate, values), (("certificate", "facts", at), how)


class _Reader:
    """Takes what a certificate carries as the policy declares it."""

    def __init__(self, program: Program, certificate: Certificate, file: str) -> None:
        self._program, self._certificate, self._file = program, certificate, file
        self._things = {(each.type, each.id) for each in certificate.things}

    def things(self) -> None:
        """That each thing is of a type that things have, and stands there once."""
        certificate, where = self._certificate, "certificate"
        for at, each in enumerate(certificate.things):
            kind = self._program.types.get(each.type)
            known = kind is not None and kind.kind == "entity" and each not in certificate.things[:at]
            must(known and each.id.strip(), "facts", (where, "things", at), each.id)
        for at, name in enumerate(certificate.replaces):
            must(self._replaceable(name), "facts", (where, "replaces", at), name)
        for name, origin in certificate.dates.items():
            known = name in {each.id for each in certificate.things} and origin in _FILLED_IN
            must(known, "facts", (where, "dates", name), name)

    def constants(self) -> dict[str, tuple[Constant, ...]]:
        """The constants that the facts declare, by type: new ones, of types that leave room for them."""
        found: dict[str, tuple[Constant, ...]] = {}
        for name, labels in self._certificate.constants.items():
            kind, where = self._program.types.get(name), ("certificate", "constants", name)
            must(kind is not None and kind.kind == "closed" and kind.section, "facts", where, name)
            for constant, label in labels.items():
                new = constant not in self._program.labels[name] and label.strip()
                must(new, "facts", (*where, constant), constant)
            span = Span(self._file, 0, 0, 0, 0)
            found[name] = tuple(Constant(each, Localized(label), span) for each, label in labels.items())
        return found

    def fact(self, stated: Stated, where: Where) -> Fact:
        """A fact of an input predicate, each value of its type."""
        declared = self._program.predicates.get(stated.predicate)
        if declared is None or declared.role != "input" or len(stated.values) != declared.arity:
            raise Wrong("facts", where, stated.predicate)
        pairs = enumerate(zip(declared.arguments, stated.values, strict=True))
        values = tuple(self._value(each.type, value, (*where, "values", at)) for at, (each, value) in pairs)
        filled_in = declared.today and values[0] in self._certificate.dates
        must((stated.line is None) == filled_in, "facts", (*where, "line"), stated.predicate)
        line, by, judgement = stated.line, stated.judgement, None
        span = None if line is None else Span(stated.file or self._file, line, 1, line, 1)
        if by is not None:
            on = _day(by.on, (*where, "judgement", "on")) if by.on is not None else None
            judgement = Judgement(by.by, on, by.because)
        return Fact(declared.name, values, span, judgement)

    def counted(self, facts: Iterable[Fact]) -> None:
        """That no fact stands twice, none contradicts another, and none that must be there is missing."""
        seen: set[tuple[str, tuple[Value, ...]]] = set()
        for at, fact in enumerate(facts):
            single = self._program.predicates[fact.predicate].cardinality != "many"
            key = (fact.predicate, fact.values[:-1] if single else fact.values)
            must(key not in seen, "facts", ("certificate", "facts", at), show_ground(fact.predicate, fact.values))
            seen.add(key)
        for declared in self._program.predicates.values():
            if declared.role == "input" and (declared.cardinality == "exactly one" or declared.today):
                needed = (name for kind, name in self._things if kind == declared.arguments[0].type)
                for name in sorted(needed):
                    atom = show_ground(declared.name, (name, None))
                    must((declared.name, (name,)) in seen, "facts", ("certificate", "facts"), atom)

    def _value(self, name: str, value: Cell, where: Where) -> Value:
        kind = self._program.types[name]
        if kind.kind == "date" and isinstance(value, str):
            return _day(value, where)
        right = isinstance(value, int) if kind.kind == "year" else isinstance(value, str) and self._known(name, value)
        must(right and kind.kind != "date", "facts", where, str(value))
        return value

    def _known(self, name: str, value: str) -> bool:
        """Whether it is a text, the id of a thing that is there, or a constant of the type."""
        kind = self._program.types[name]
        if kind.kind in ("text", "entity"):
            return kind.kind == "text" or (name, value) in self._things
        own = (self._certificate.constants.get(each, {}) for each in (name, *kind.includes))
        return value in self._program.labels[name] or any(value in each for each in own)

    def _replaceable(self, name: str) -> bool:
        """Whether facts may take the place of the rows of a predicate: those of an input that is about no thing."""
        declared: Predicate | None = self._program.predicates.get(name)
        if declared is None or declared.role != "input":
            return False
        return self._program.types[declared.arguments[0].type].kind != "entity"


def _day(text: str, where: Where) -> date:
    """A date in its one form."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Wrong("facts", where, text) from None
    must(day.isoformat() == text, "facts", where, text)
    return day
