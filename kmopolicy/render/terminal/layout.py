"""Lines of styled text at a given width: wrapping, tree guides, and whose a line is at the right-hand side."""

from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, chop_cells

from kmopolicy.render.outline.items import Item, Quote

Segment = tuple[str, str]
"""A text and the name of its style: "" or one of `paint.STYLES`."""
Line = tuple[Segment, ...]

NBSP = "\N{NO-BREAK SPACE}"
"""Keeps together what it stands between."""
_GAP = 2
_ROOM = 24
"""The cells that a line of a tree keeps for its text."""
_NARROW = 0.6
"""The part of the width that a text keeps beside its source; where there is less, the source stands under it."""


def wrap(text: str, width: int) -> list[str]:
    """The text in lines of at most `width` cells, broken at spaces; a longer word is cut."""
    width = max(width, 1)
    lines: list[str] = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
        else:
            lines += chop_cells(word, width) if cell_len(word) > width else [word]
    return lines if lines[0] or len(lines) == 1 else lines[1:]


def with_source(text: str, source: str, width: int) -> list[tuple[str, str]]:
    """The wrapped text with `source` flush right on its last line, or under it where there is no room beside it."""
    lines = wrap(text, width)
    room = width - cell_len(source) - _GAP
    if source and cell_len(lines[-1]) > room and room >= width * _NARROW:
        lines = wrap(text, room)
    if not source:
        return [(line, "") for line in lines]
    if cell_len(lines[-1]) <= room:
        return [(line, "") for line in lines[:-1]] + [(lines[-1], _flush(source, width - cell_len(lines[-1])))]
    return [(line, "") for line in lines] + [("", _flush(part, width)) for part in wrap(source, width)]


def _flush(text: str, width: int) -> str:
    return " " * (width - cell_len(text)) + text


def tree(items: Sequence[Item], width: int, guides: str = "") -> Iterator[Line]:
    """The items as a tree, each with its quotes and remarks under it."""
    for place, item in enumerate(items, 1):
        last = place == len(items)
        yield from _item(item, width, guides, "└─ " if last else "├─ ", "   " if last else "│  ")


def _item(item: Item, width: int, guides: str, first: str, rest: str) -> Iterator[Line]:
    lead = _fitting(guides + first, width)
    for text, source in with_source(item.text, item.source, width - len(lead)):
        yield ((lead, "guide"), (text, "strong" if item.strong else ""), (source, "dim"))
        lead = _fitting(guides + rest, width)
    below = guides + rest + ("│ " if item.children else "  ")
    yield from _notes(item, width, below)
    yield from tree(item.children, width, guides + rest)


def _notes(item: Item, width: int, lead: str) -> Iterator[Line]:
    for remark in item.remarks:
        yield from _hanging(remark, width, lead + "  ", "")
    for quote in item.quotes:
        yield from _hanging(quoted(quote), width, lead + "  ", "  ")


def quoted(quote: Quote) -> str:
    """A quote between guillemets, kept on the line with its first and last word."""
    start = f"{quote.number} " if quote.number else ""
    return f"{start}«{NBSP}{quote.text}{NBSP}»"


def _fitting(guides: str, width: int) -> str:
    """The guides of a branch; of a deep one without the outermost, so that there is room for its text."""
    return guides[max(0, len(guides) + _ROOM - width) :]


def _hanging(text: str, width: int, lead: str, indent: str) -> Iterator[Line]:
    lead = _fitting(lead, width - len(indent))
    for place, line in enumerate(wrap(text, width - len(lead) - len(indent))):
        yield ((lead, "guide"), ((indent if place else "") + line, "dim"))


def pairs(items: Sequence[Item], width: int) -> Iterator[Line]:
    """Terms on the left, what is said of them on the right; a term too long for its column has a line of its own."""
    column = max((cell_len(item.term) for item in items if cell_len(item.term) <= width // 3), default=width // 4)
    for item in items:
        indent, term = column + 6, item.term
        if cell_len(term) > column:
            yield from ((("   ", ""), (line, "strong")) for line in wrap(term, width - 3))
            term = ""
        for text, source in with_source(item.text, item.source, width - indent):
            yield (("   ", ""), (term + " " * (column - cell_len(term) + 3), "strong"), (text, ""), (source, "dim"))
            term = ""
        yield from tree(item.children, width, " " * 6)


def prose(items: Iterable[Item], width: int) -> Iterator[Line]:
    """Running text, indented, one paragraph an item."""
    for item in items:
        for text, source in with_source(item.text, item.source, width - 3):
            yield (("   ", ""), (text, ""), (source, "dim"))
        yield from _notes(item, width, "   ")
