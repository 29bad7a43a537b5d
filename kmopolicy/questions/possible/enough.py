"""How many words and days are enough: values that no rule names, told apart by what is said of them or by their order."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod
from typing import NamedTuple

from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.terms import BodyLiteral, Comparison, Negative, Positive, Var

MOST = 6
"""What is looked at of one type, however many there could be."""

Sizes = Mapping[str, int]
"""How many values a type has, those that are to be counted here left out."""


class Enough(NamedTuple):
    """How many are looked at; `bounded`: more could make no difference."""

    number: int
    bounded: bool


def words(
    accepting: frozenset[str],
    program: Program,
    inputs: Sequence[Predicate],
    bodies: Iterable[Iterable[BodyLiteral]],
    sizes: Sizes,
) -> Enough:
    """How many words that no rule knows are enough, for arguments of the `accepting` types.

    One for each thing that all predicates together can say of a word: two of which the same is said are one to every rule
    that does not hold two words against each other.
    """
    bounded = not any(_holds_against(program, accepting, body) for body in bodies)
    ways, room = 1, 0
    for each in inputs:
        for place in _places(each, accepting):
            more, most = _said(each, place, sizes)
            ways, room = ways * more, room + most
            others = (argument for at, argument in enumerate(each.arguments) if at != place)
            bounded = bounded and not any(_is_open(program, other.type) for other in others)
    needed = min(ways - 1, room)
    return Enough(min(needed, MOST), bounded and needed <= MOST)


def moments(kind: str, inputs: Sequence[Predicate], sizes: Sizes) -> Enough:
    """How many days (or years) facts can tell apart at once: one for each that can be stated where one excludes another."""
    needed, bounded = 0, True
    for each in inputs:
        for place in _places(each, frozenset((kind,))):
            one_each = each.cardinality != "many" and place == each.arity - 1
            needed += _product(each, sizes, place) if one_each else 2
            bounded = bounded and one_each
    return Enough(min(needed, MOST), bounded and needed <= MOST)


def _said(each: Predicate, place: int, sizes: Sizes) -> tuple[int, int]:
    """In how many ways a predicate can speak of a word, or not at all; and of how many words it can speak at once."""
    last = each.arity - 1
    if each.cardinality == "many":
        return _power(2, _product(each, sizes, place)), _MANY
    if place == last:
        keys = _product(each, sizes, place)
        return _power(2, keys), keys
    return _power(sizes.get(each.arguments[last].type, 1) + 1, _product(each, sizes, place, last)), _MANY


_MANY = 1_000


def _power(base: int, exponent: int) -> int:
    return int(min(_MANY, base ** min(exponent, 10)))


def _product(each: Predicate, sizes: Sizes, *but: int) -> int:
    return prod(sizes.get(argument.type, 1) for at, argument in enumerate(each.arguments) if at not in but)


def _places(each: Predicate, accepting: frozenset[str]) -> Iterator[int]:
    return (place for place, argument in enumerate(each.arguments) if argument.type in accepting)


def _is_open(program: Program, type_name: str) -> bool:
    """Whether facts can bring in values of a type that no rule knows, other than things."""
    kind = program.types[type_name]
    kinds = [kind, *(program.types[name] for name in kind.includes)]
    return kind.kind == "text" or any(each.kind == "closed" and each.section for each in kinds)


def _holds_against(program: Program, accepting: frozenset[str], body: Iterable[BodyLiteral]) -> bool:
    """Whether a body compares two variables for such words, or has an atom about two of them."""
    found: set[str] = set()
    compared: list[tuple[str, ...]] = []
    for literal in body:
        if isinstance(literal, Positive | Negative) and literal.atom.predicate in program.predicates:
            declared = program.predicates[literal.atom.predicate]
            places = list(_places(declared, accepting))
            if len(places) > 1:
                return True
            found |= {term.name for place in places if isinstance(term := literal.atom.terms[place], Var)}
        elif isinstance(literal, Comparison):
            compared.append(tuple(term.name for term in (literal.left, literal.right) if isinstance(term, Var)))
    return any(len(names) == 2 and set(names) & found for names in compared)
