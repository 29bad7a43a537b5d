"""An explanation as Markdown, to paste in a letter or a file: the same outline as on the terminal."""

import re
from collections.abc import Iterator

from kmopolicy.proof.explanation import Explanation
from kmopolicy.render.outline.items import Item, Outline, Section
from kmopolicy.render.outline.story import outline
from kmopolicy.render.words.labels import Labels

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~#&$!]|:(?=//)|(?<=www)\.)", re.I)
_LIST_START = re.compile(r"^(\d+)([.)])|^([-+=])")


def render(explanation: Explanation, labels: Labels, *, full: bool = False) -> str:
    """The explanation as a Markdown document."""
    document = "\n".join(_document(outline(explanation, labels, full=full)))
    return re.sub(r"\n{3,}", "\n\n", document).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """Text that Markdown shows as it is.

    >>> escaped("Excel [gevorderd] *nu*")
    'Excel \\\\[gevorderd\\\\] \\\\*nu\\\\*'
    """
    return _LIST_START.sub(_escaped_start, _SPECIAL.sub(r"\\\1", text.strip()))


def _escaped_start(start: re.Match[str]) -> str:
    return f"{start[1]}\\{start[2]}" if start[1] else f"\\{start[3]}"


def _document(told: Outline) -> Iterator[str]:
    yield f"# {escaped(told.title)}"
    yield ""
    yield escaped(" · ".join(told.about))
    yield ""
    yield f"**{escaped(told.outcome)}**"
    for section in told.sections:
        yield ""
        yield f"## {escaped(section.heading)}"
        yield ""
        yield from _section(section)


def _section(section: Section) -> Iterator[str]:
    for item in section.items:
        yield from _item(item, "")


def _item(item: Item, indent: str) -> Iterator[str]:
    text = escaped(item.text)
    said = f"**{text}**" if item.strong else text
    term = f"**{escaped(item.term)}**: " if item.term else ""
    source = f" ({escaped(item.source)})" if item.source else ""
    yield f"{indent}- {term}{said}{source}"
    inner = indent + "  "
    for remark in item.remarks:
        yield ""
        yield f"{inner}{escaped(remark)}"
    for quote in item.quotes:
        number = f" ({escaped(quote.number)})" if quote.number else ""
        yield ""
        yield f"{inner}> {escaped(quote.text)}{number}"
    if item.quotes or item.remarks:
        yield ""
    for child in item.children:
        yield from _item(child, inner)
