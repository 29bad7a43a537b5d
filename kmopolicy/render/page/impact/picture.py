"""The picture of an impact: streams from the old outcomes to the new ones, as wide as there are many that change."""

import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kmopolicy.questions.impact.impact import Direction
from kmopolicy.render.page.html import Element, element
from kmopolicy.render.page.impact.words import MARKS
from kmopolicy.render.words.numbers import number
from kmopolicy.text.localized import Lang

_WIDTH, _LEFT, _RIGHT, _NODE = 960, 290, 670, 16
_TALL = 240
"""How tall all streams are together."""

_LEAST, _GAP, _LINE, _LETTERS = 22, 26, 19, 30


class Stream(NamedTuple):
    """How many go from one outcome to another, by their labels."""

    before: str
    after: str
    number: int
    direction: Direction


class _Node(NamedTuple):
    label: str
    number: int
    top: float
    height: float


def picture(
    streams: Sequence[Stream], old: Sequence[str], new: Sequence[str], title: str, name: str, lang: Lang
) -> Element:
    """The picture, with what it shows in words for who cannot see it; `old` and `new` are the labels from the top down."""
    drawn = _Drawn(streams, old, new, lang)
    words = "; ".join(f"{number(each.number, lang)}: {each.before} → {each.after}" for each in streams)
    return element(
        "svg",
        element("title", title, id=f"{name}-titel"),
        element("desc", words, id=f"{name}-tekst"),
        *drawn.streams(),
        *drawn.nodes(),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_WIDTH} {drawn.height:.0f}",
        role="img",
        aria_labelledby=f"{name}-titel {name}-tekst",
        class_="picture",
    )


class _Drawn:
    def __init__(self, streams: Sequence[Stream], old: Sequence[str], new: Sequence[str], lang: Lang) -> None:
        self._lang: Lang = lang
        total = sum(each.number for each in streams)
        self._thick = {each: max(_LEAST, _TALL * each.number / total) for each in streams}
        self._streams = sorted(streams, key=lambda each: (old.index(each.before), new.index(each.after)))
        before = {label: [each for each in self._streams if each.before == label] for label in old}
        after = {label: [each for each in self._streams if each.after == label] for label in new}
        tall = max(self._needed(before), self._needed(after))
        self._old = list(self._placed(before, tall))
        self._new = list(self._placed(after, tall))
        self.height = tall + 12

    def _size(self, streams: Sequence[Stream]) -> float:
        return sum(self._thick[each] for each in streams)

    def _room(self, label: str, streams: Sequence[Stream]) -> float:
        """How much room a node takes: that of its streams, or of its label where that is more."""
        return max(self._size(streams), _LINE * (len(_lines(label)) + 1))

    def _needed(self, nodes: dict[str, list[Stream]]) -> float:
        taken = [self._room(label, streams) for label, streams in nodes.items() if streams]
        return sum(taken) + _GAP * (len(taken) - 1)

    def _placed(self, nodes: dict[str, list[Stream]], tall: float) -> Iterator[_Node]:
        top = 6 + (tall - self._needed(nodes)) / 2
        for label, streams in nodes.items():
            if streams:
                room, size = self._room(label, streams), self._size(streams)
                yield _Node(label, sum(each.number for each in streams), top + (room - size) / 2, size)
                top += room + _GAP

    def streams(self) -> Iterator[Element]:
        """The streams, and on each how many it is."""
        starts = {node.label: node.top for node in self._old}
        ends = {node.label: node.top for node in self._new}
        numbers = []
        arriving = sorted(self._streams, key=lambda each: [node.label for node in self._old].index(each.before))
        tops = {}
        for each in arriving:
            tops[each] = ends[each.after]
            ends[each.after] += self._thick[each]
        for each in self._streams:
            thick, start, end = self._thick[each], starts[each.before], tops[each]
            starts[each.before] += thick
            yield element("path", d=_band(start, end, thick), class_=f"stream {each.direction}")
            text = f"{MARKS[each.direction]} {number(each.number, self._lang)}"
            at = {"x": f"{_LEFT + _NODE + 34}", "y": f"{start + thick / 2 + 5:.1f}"}
            numbers.append(element("text", text, **at, class_=f"many {each.direction}"))
        yield from numbers

    def nodes(self) -> Iterator[Element]:
        """The outcomes, each with its label and how many leave or reach it."""
        for x, nodes, at, anchor in (
            (_LEFT, self._old, _LEFT - 12, "end"),
            (_RIGHT, self._new, _RIGHT + _NODE + 12, "start"),
        ):
            for node in nodes:
                yield element(
                    "rect", x=str(x), y=f"{node.top:.1f}", width=str(_NODE), height=f"{node.height:.1f}", class_="node"
                )
                lines = [*_lines(node.label), number(node.number, self._lang)]
                top = node.top + node.height / 2 - _LINE * (len(lines) - 1) / 2 + 5
                for place, line in enumerate(lines):
                    kind = "count" if place == len(lines) - 1 else "label"
                    y = f"{top + place * _LINE:.1f}"
                    yield element("text", line, x=str(at), y=y, text_anchor=anchor, class_=kind)


def _lines(label: str) -> list[str]:
    return textwrap.wrap(label, _LETTERS, max_lines=3, placeholder=" …") or [""]


def _band(start: float, end: float, thick: float) -> str:
    """A stream from the right side of one node to the left side of another."""
    left, right = _LEFT + _NODE, _RIGHT
    middle = (left + right) / 2
    there = f"M{left},{start:.1f} C{middle:.0f},{start:.1f} {middle:.0f},{end:.1f} {right},{end:.1f}"
    start, end = start + thick, end + thick
    return f"{there} L{right},{end:.1f} C{middle:.0f},{end:.1f} {middle:.0f},{start:.1f} {left},{start:.1f} Z"
