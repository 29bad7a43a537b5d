"""Every dossier that can be made of given things and values, one after the other, as plainly as it can be said.

For small policies: what a solver finds over all possible facts can be held against all of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product

from kmopolicy.facts.model import Entity, Fact, Facts
from kmopolicy.program.declarations import Constant, Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

Values = Mapping[str, Sequence[Value]]
"""The values by type: of an entity type the ids, of a closed type the constants, those of a dossier's own among them."""

_NOWHERE = Span("", 0, 0, 0, 0)


def dossiers(program: Program, values: Values, inputs: Iterable[str]) -> Iterator[Facts]:
    """All valid dossiers that speak of at least one thing, by these inputs only."""
    things = [
        (kind.name, str(name)) for kind in program.types.values() if kind.kind == "entity" for name in values[kind.name]
    ]
    stated = [program.predicates[name] for name in inputs]
    for count in range(1, len(things) + 1):
        for there in combinations(things, count):
            known = {**values, **{kind: [name for of, name in there if of == kind] for kind, _ in things}}
            for facts in product(*(list(_choices(each, known)) for each in stated)):
                yield _dossier(program, there, [fact for chosen in facts for fact in chosen])


def _choices(predicate: Predicate, values: Values) -> Iterator[tuple[Fact, ...]]:
    """Every set of facts of one predicate that its declaration allows."""
    *keyed, last = [values[argument.type] for argument in predicate.arguments]
    if predicate.cardinality == "many":
        every = [Fact(predicate.name, found) for found in product(*keyed, last)]
        for count in range(len(every) + 1):
            yield from combinations(every, count)
        return
    keys = list(product(*keyed))
    for chosen in product((None, *last), repeat=len(keys)):
        facts = tuple(
            Fact(predicate.name, (*key, value)) for key, value in zip(keys, chosen, strict=True) if value is not None
        )
        spoken = {fact.values[0] for fact in facts}
        if not (predicate.cardinality == "exactly one" or predicate.today) or spoken >= {key[0] for key in keys}:
            yield facts


def _dossier(program: Program, there: Iterable[tuple[str, str]], facts: Sequence[Fact]) -> Facts:
    used = {value for fact in facts for value in fact.values}
    own = {
        kind.name: tuple(
            Constant(str(value), Localized(str(value)), _NOWHERE)
            for value in sorted(map(str, used - set(program.labels[kind.name])))
            if any(
                argument.type == kind.name and fact.values[place] == value
                for fact in facts
                for place, argument in enumerate(program.predicates[fact.predicate].arguments)
            )
        )
        for kind in program.types.values()
        if kind.kind == "closed" and kind.section
    }
    entities = tuple(Entity(kind, name, None) for kind, name in there)
    return Facts("<alle>", tuple(facts), entities, {name: each for name, each in own.items() if each}, {})
