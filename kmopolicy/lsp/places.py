"""The places of a dossier: its keys and values, each with what it is."""

from typing import Literal, NamedTuple

from kmopolicy.text.span import Span

Kind = Literal[
    "section", "predicate", "entity", "constant", "value", "expect", "outcome", "sentence", "reading", "detail"
]


class Place(NamedTuple):
    """A key or a value. `home`: its type, or what it is a part of. `statement`: the predicate that it states, and of what."""

    span: Span
    kind: Kind
    name: str
    home: str = ""
    statement: tuple[str, tuple[str | None, ...]] | None = None
