"""A dossier that grows by answers: what was stated so far, and the facts with more stated."""

from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from kmopolicy.facts.model import Entity, Fact, Facts, GroundAtom
from kmopolicy.program.declarations import Constant
from kmopolicy.program.program import Program

FILLED_IN = ("today", "option")
"""Where a date comes from that nobody stated."""


def recorded(program: Program, facts: Facts) -> Facts:
    """The facts that someone stated: without the dates that were filled in."""
    filled = {name for name, origin in facts.reference_date_from.items() if origin in FILLED_IN}
    kept = (each for each in facts.facts if not (program.predicates[each.predicate].today and each.values[0] in filled))
    return msgspec.structs.replace(facts, facts=tuple(kept))


def stating(
    program: Program, facts: Facts, atoms: Iterable[GroundAtom], own: Mapping[str, Iterable[Constant]], today: date
) -> Facts:
    """The facts with these stated as well, in the place of what they exclude; what they speak of is declared.

    `own`: the constants among them that the policy does not know. A new thing gets the dates that are filled in.
    """
    atoms = tuple(atoms)
    things = {(entity.type, entity.id): entity for entity in facts.entities}
    new = [thing for atom in atoms for thing in _things(program, atom) if thing not in things]
    dates = [
        Fact(each.name, (name, today))
        for kind, name in new
        for each in program.predicates.values()
        if each.today and each.arguments[0].type == kind
    ]
    keys = {_key(program, atom) for atom in atoms}
    kept = [fact for fact in facts.facts if _key(program, GroundAtom(fact.predicate, fact.values)) not in keys]
    stated = {str(atom.values[0]) for atom in atoms if program.predicates[atom.predicate].today}
    constants = {kind: dict.fromkeys(declared) for kind, declared in facts.constants.items()}
    for kind, more in own.items():
        constants.setdefault(kind, {}).update(dict.fromkeys(more))
    return msgspec.structs.replace(
        facts,
        facts=(*kept, *(Fact(atom.predicate, atom.values) for atom in atoms), *dates),
        entities=(*facts.entities, *(Entity(kind, name, None) for kind, name in dict.fromkeys(new))),
        constants={kind: tuple(declared) for kind, declared in constants.items() if declared},
        reference_date_from={
            **facts.reference_date_from,
            **{str(fact.values[0]): "today" for fact in dates},
            **dict.fromkeys(stated, "dossier"),
        },
    )


def same(one: Facts, other: Facts) -> bool:
    """Whether two dossiers state the same: who judged what included, but not where it stands."""
    return _content(one) == _content(other)


def _content(facts: Facts) -> object:
    stated = {(fact.predicate, fact.values, fact.judgement) for fact in facts.facts}
    things = {(entity.type, entity.id) for entity in facts.entities}
    constants = {(kind, own.name, own.label.nl) for kind, declared in facts.constants.items() for own in declared}
    expected = {(each.subject, each.outcome, each.sentence) for each in facts.expectations}
    answers = {(each.label, each.rows) for each in facts.answers}
    return stated, things, constants, expected, answers, facts.replaces


def _things(program: Program, atom: GroundAtom) -> Iterable[tuple[str, str]]:
    for argument, value in zip(program.predicates[atom.predicate].arguments, atom.values, strict=True):
        if program.types[argument.type].kind == "entity":
            yield argument.type, str(value)


def _key(program: Program, atom: GroundAtom) -> tuple[object, ...]:
    """What two facts must share for one to exclude the other."""
    many = program.predicates[atom.predicate].cardinality == "many"
    return (atom.predicate, *(atom.values if many else atom.values[:-1]))
