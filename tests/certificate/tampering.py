"""Ways to tamper with an explanation: one change anywhere in its JSON; and to make its digest fit again."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from kmopolicy.certificate.read import digest

Place = tuple[str | int, ...]
Json = dict[str, Any]
GONE = object()


class Tampered(NamedTuple):
    """An explanation that was tampered with, and where."""

    content: Json
    where: Place


class Target:
    """An explanation, and its places by what stands there (`fails.atom`): most of it is words, and every kind has its turn."""

    def __init__(self, content: Json) -> None:
        self.content = content
        self.places: dict[str, list[Place]] = defaultdict(list)
        for place in _places(content, ()):
            self.places[_kind(place)].append(place)

    def tampered(self, chance: random.Random, meant: Callable[[Place], bool] = lambda _: True) -> Tampered:
        """One change at some place of those that are meant."""
        kinds = {kind: found for kind, places in self.places.items() if (found := [*filter(meant, places)])}
        alike = kinds[chance.choice(sorted(kinds))]
        where = chance.choice(alike)
        return Tampered(put(self.content, where, self._other(where, alike, chance)), where)

    def _other(self, where: Place, alike: list[Place], chance: random.Random) -> Any:
        """Nothing, what stands in a place of its kind, one part more or fewer or moved, or something else altogether."""
        value = at(self.content, where)
        others = [GONE, *(at(self.content, place) for place in chance.sample(alike, min(3, len(alike))))]
        others += list(_altered(value))
        found = [each for each in others if not same(each, value)]
        return chance.choice(found)


def resealed(content: Json) -> Json:
    """With a digest that fits: whoever tampers on purpose can compute it as well."""
    if not isinstance(content.get("certificate"), dict):
        return content
    return {**content, "certificate": {**content["certificate"], "digest": digest(content)}}


def at(content: Any, place: Place) -> Any:
    """What stands in a place."""
    for part in place:
        content = content[part]
    return content


def put(content: Any, place: Place, value: Any) -> Any:
    """The content with another value in a place."""
    if not place:
        return value
    key, rest = place[0], place[1:]
    made = dict(content) if isinstance(content, dict) else list(content)
    if value is GONE and not rest:
        del made[key]
    else:
        made[key] = put(content[key], rest, value) if rest else value
    return made


def same(one: Any, other: Any) -> bool:
    """Whether two values are written alike: 1 is not true."""
    return type(one) is type(other) and repr(one) == repr(other)


def _altered(value: Any) -> Iterator[Any]:
    yield from (None, "x", 0, -1, 10**30, True, [], {}, 1.5, [value], {"atom": value})
    if isinstance(value, str):
        yield from (f"{value}x", value[:-1], value.upper(), value.replace("(", "( "))
    if isinstance(value, bool | int):
        yield from (not value, value + 1)
    if isinstance(value, list):
        yield from (value[1:], value[:-1], value[::-1], [*value, *value[:1]], [*value, None])
    if isinstance(value, dict):
        yield {**value, "more": 1}


def _kind(place: Place) -> str:
    """A place by the last two keys in it."""
    return ".".join([str(part) for part in place if isinstance(part, str)][-2:])


def _places(value: Any, place: Place) -> Iterator[Place]:
    if place:
        yield place
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in parts:
        yield from _places(each, (*place, key))
