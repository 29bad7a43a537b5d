"""An explanation as a Mermaid flowchart: the proof, the outcome on top, facts and quotes at the leaves."""

import re
from collections.abc import Iterator

from kmopolicy.proof.explanation import Explanation
from kmopolicy.render.outline.items import Item, Outline, Section
from kmopolicy.render.outline.story import outline
from kmopolicy.render.terminal.layout import quoted, wrap
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels

_WIDTH = 44
_MARKS = re.compile(r"""["#&<>`%\\\[\]{}()|;*_~@]|:(?=//)|(?<=www)\.|^[-+=]""", re.I)
"""What Mermaid, or the Markdown that its labels are read as, takes for more than a mark."""
_NUMBERED = re.compile(r"^(\d+)\.")
_CLASSES = (
    "classDef outcome stroke-width:3px,font-weight:bold;",
    "classDef ground stroke-width:2px;",
    "classDef absent stroke-dasharray:4 3;",
)


def render(explanation: Explanation, labels: Labels, *, full: bool = False) -> str:
    """The reasons of an explanation as a flowchart, from the outcome down."""
    told = outline(explanation, labels, full=full)
    why = tuple(section for section in told.sections if section.heading.startswith(word("why", labels.lang) + ":"))
    lines = _Chart().chart(told, why or told.sections[:1])
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """Text inside a quoted Mermaid label, each mark that means something there as its number.

    >>> escaped("1. Mail [vlaio]@example.org.")
    '1#46; Mail #91;vlaio#93;#64;example.org.'
    """
    return _NUMBERED.sub(r"\1#46;", _MARKS.sub(lambda mark: f"#{ord(mark[0])};", text))


def _style(item: Item) -> str:
    return "ground" if item.strong else "absent" if item.negative else ""


class _Chart:
    """Numbers the boxes as they come."""

    def __init__(self) -> None:
        self._count = 0

    def chart(self, told: Outline, sections: tuple[Section, ...]) -> Iterator[str]:
        yield "flowchart TD"
        top = self._name()
        yield self._box(top, (" · ".join((told.title, *told.about)), told.outcome.upper()), "outcome")
        for section in sections:
            kind = section.heading.partition(": ")[2]
            for item in section.items:
                yield from self._item(item, top, kind)
        yield from (f"    {line}" for line in _CLASSES)

    def _item(self, item: Item, above: str, label: str = "") -> Iterator[str]:
        name = self._name()
        quotes = tuple(quoted(quote) for quote in item.quotes)
        source = (item.source,) if item.source else ()
        yield self._box(name, (item.text, *source, *item.remarks, *quotes), _style(item))
        yield f'    {above} -->|"{escaped(label)}"| {name}' if label else f"    {above} --> {name}"
        for child in item.children:
            yield from self._item(child, name)

    def _box(self, name: str, texts: tuple[str, ...], style: str) -> str:
        lines = "<br/>".join(escaped(line) for text in texts for line in wrap(text, _WIDTH))
        return f'    {name}["{lines}"]' + (f":::{style}" if style else "")

    def _name(self) -> str:
        self._count += 1
        return f"n{self._count}"
