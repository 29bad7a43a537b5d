"""An explanation on a terminal: the outline as lines of styled text."""

from collections.abc import Iterator

from kmopolicy.proof.explanation import Explanation
from kmopolicy.render.outline.items import Outline, Section
from kmopolicy.render.outline.story import outline, why
from kmopolicy.render.terminal.layout import Line, pairs, prose, tree, wrap
from kmopolicy.render.words.labels import Labels


def render(explanation: Explanation, labels: Labels, width: int, *, full: bool = False) -> list[Line]:
    """The explanation in lines of at most `width` cells."""
    return list(lines(outline(explanation, labels, full=full), width))


def grounds(explanation: Explanation, labels: Labels, width: int) -> list[Line]:
    """The outcome and why it is so, without all that an explanation has besides."""
    return list(lines(why(explanation, labels), width))


def lines(told: Outline, width: int) -> Iterator[Line]:
    """An outline in lines of at most `width` cells."""
    yield from (((line, "strong"),) for line in _head(told, width))
    yield ()
    for line in wrap(told.outcome.upper(), width):
        yield ((line, told.tone),)
    for section in told.sections:
        yield ()
        yield from _section(section, width)


def _head(told: Outline, width: int) -> list[str]:
    """What it is about on one line, or under its title where that leaves no room."""
    about = " · ".join(told.about)
    whole = wrap(f"{told.title} · {about}", width)
    return whole if len(whole) == 1 else [*wrap(told.title, width), *wrap(about, width)]


def _section(section: Section, width: int) -> Iterator[Line]:
    for line in wrap(section.heading, width):
        yield ((line, "heading"),)
    if section.shape == "tree":
        yield from tree(section.items, width)
    elif section.shape == "pairs":
        yield from pairs(section.items, width)
    else:
        yield from prose(section.items, width)
