"""A dossier as it is written: scalars, lists and mappings, each with its place, before anyone asks what it states."""

from typing import Literal, NamedTuple, TypeAlias

import msgspec

from kmopolicy.text.span import Span

DEPTH = 20
"""How many layers a dossier may have; a hostile file has more."""


class Scalar(msgspec.Struct, frozen=True, gc=False):
    """A single value. plain: without quotation marks, so that it may be a date or a number; text: between them."""

    text: str
    kind: Literal["plain", "text", "bool", "null"]
    span: Span


class Sequence(NamedTuple):
    """A list."""

    items: tuple["Node", ...]
    span: Span


class Mapping(NamedTuple):
    """Keys with their values, in order, each key once."""

    entries: tuple[tuple[Scalar, "Node"], ...]
    span: Span


Node: TypeAlias = Scalar | Sequence | Mapping


def cut(text: str) -> str:
    """A text as long as a message can bear."""
    return text if len(text) <= 60 else text[:57] + "…"
