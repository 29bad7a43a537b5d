"""The outline of an explanation in words: what the terminal and the Markdown rendering both lay out."""

from typing import Literal

import msgspec

Shape = Literal["tree", "pairs", "prose"]
"""tree: items with children. pairs: a term and what is said of it. prose: running text."""

Tone = Literal["good", "bad", "doubt", "open"]


class Quote(msgspec.Struct, frozen=True):
    """A verbatim quote; `number` where it must be told apart from another one beside it."""

    text: str
    number: str = ""


class Item(msgspec.Struct, frozen=True):
    """A line of the outline: what is said, whose it is (`source`), the quotes and remarks that go with it.

    `term` is the left side of a pair; `strong` marks a ground, `negative` what
    does not hold.
    """

    text: str
    source: str = ""
    quotes: tuple[Quote, ...] = ()
    remarks: tuple[str, ...] = ()
    children: tuple["Item", ...] = ()
    term: str = ""
    strong: bool = False
    negative: bool = False


class Section(msgspec.Struct, frozen=True):
    """A heading with its items."""

    heading: str
    items: tuple[Item, ...]
    shape: Shape = "tree"


class Outline(msgspec.Struct, frozen=True):
    """The whole: what it is about, the outcome, and the sections, the weightiest first."""

    title: str
    about: tuple[str, ...]
    outcome: str
    tone: Tone
    sections: tuple[Section, ...]
