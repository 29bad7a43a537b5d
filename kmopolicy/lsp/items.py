"""What an editor offers to fill in: a word with what it is, and the text that comes in the place of what was typed."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Sort = Literal[
    "predicate", "variable", "constant", "type", "reading", "option", "sentence", "keyword", "section", "key"
]


class Item(NamedTuple):
    """A word to fill in. `insert` is its text; `snippet` the same with places to jump to, "" where there are none."""

    label: str
    sort: Sort
    detail: str = ""
    insert: str = ""
    snippet: str = ""
    documentation: str = ""

    @property
    def text(self) -> str:
        """What is filled in."""
        return self.insert or self.label


def once(items: Iterable[Item]) -> Iterator[Item]:
    """The items, each word once."""
    seen: set[str] = set()
    for item in items:
        if item.label not in seen:
            seen.add(item.label)
            yield item
