"""Two policies beside each other: what each is, and how each explains an outcome."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Literal

from rich.cells import cell_len

from kmopolicy.questions.sides.sides import Side
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.layout import Line, pairs
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized

Which = Literal["old", "new"]

BESIDE = 110
"""From how many cells two explanations stand side by side."""

_GAP = 3
_SIDES: Mapping[Which, Localized] = {"old": Localized("oud", "old"), "new": Localized("nieuw", "new")}


def side_word(which: Which, lang: Lang) -> str:
    """What a side is called."""
    return _SIDES[which][lang]


def heads(sides: Sequence[Side], names: Sequence[str], lang: Lang, width: int) -> Iterator[Line]:
    """What the two sides are; `names` is what they are called."""
    items = []
    for which, name, side in zip(_SIDES, names, sides, strict=True):
        title = clean(side.program.title[lang])
        items.append(Item(f"{title} · {clean(name)}" if name else title, term=side_word(which, lang)))
    for line in pairs(items, width):
        yield line[1:] if line and not line[0][0].strip() else line


def beside(
    old: Callable[[int], Sequence[Line]], new: Callable[[int], Sequence[Line]], lang: Lang, width: int, *, wide: bool
) -> Iterator[Line]:
    """What each side says at a width: in two columns where it is `wide`, else one after the other."""
    column = (width - _GAP) // 2 if wide else width
    one, other = (
        [((capitalised(side_word(which, lang), lang), "heading"),), (), *told(column)]
        for which, told in zip(_SIDES, (old, new), strict=True)
    )
    if not wide:
        yield from (*one, (), *other)
        return
    for left, right in zip_longest(one, other, fillvalue=()):
        filled = " " * (column + _GAP - sum(cell_len(text) for text, _ in left))
        yield (*left, (filled, ""), *right) if right else left
