"""What there is of a situation, in the language of clingo."""

from collections.abc import Iterator

from kmopolicy.engines import asp
from kmopolicy.program.expand import exists
from kmopolicy.program.terms import Value
from kmopolicy.questions.possible.space import Free, Space
from kmopolicy.questions.subject.situation import Situation


def there(situation: Situation) -> Iterator[str]:
    """What there is; what could be there besides is so only where something refers to it."""
    yield from (f"{asp.fact(exists(kind), (name,))}." for kind, name in situation.things)
    for kind, names in situation.space.entities.items():
        for name in (each for each in names if (kind, each) not in situation.things):
            unused = [f"not {text}" for text in _referring(situation.space, kind, name)]
            yield f":- {', '.join((asp.fact(exists(kind), (name,)), *unused))}."


def _referring(space: Space, kind: str, name: str) -> Iterator[str]:
    """That some fact about something else speaks of a thing."""
    for free in space.free:
        for place, argument in enumerate(free.predicate.arguments):
            if place and argument.type == kind:
                yield speaking(free, place, name)


def speaking(free: Free, place: int, value: Value) -> str:
    """That some fact of a predicate has a value in a place."""
    terms = [asp.value(value) if at == place else "_" for at in range(free.predicate.arity)]
    return f"{asp.name_of(free.predicate.name)}({','.join(terms)})"
