"""Reads pages and rule blocks; and the same again for whoever reads them over and over, such as an editor."""

from kmopolicy.language.markdown import Block, Page, read_page
from kmopolicy.language.parser import Parsed, parse_block


class Reading:
    """Reads whatever it is given."""

    def page(self, text: str, file: str) -> Page:
        """The elements of a page."""
        return read_page(text, file)

    def block(self, block: Block, most: int) -> Parsed:
        """The statements of a block, at most so many."""
        return parse_block(block, most)


class Kept(Reading):
    """Reads only what has changed: a page by its text, a block by its text and place. What is no longer there is let go."""

    def __init__(self) -> None:
        self._pages: dict[tuple[str, str], Page] = {}
        self._blocks: dict[Block, Parsed] = {}
        self._before: tuple[dict[tuple[str, str], Page], dict[Block, Parsed]] = ({}, {})

    def turn(self) -> None:
        """Starts a new round: what is not read in it is let go of at the next."""
        self._before = (self._pages, self._blocks)
        self._pages, self._blocks = {}, {}

    def page(self, text: str, file: str) -> Page:
        key = (text, file)
        found = self._pages.get(key) or self._before[0].get(key) or super().page(text, file)
        return self._pages.setdefault(key, found)

    def block(self, block: Block, most: int) -> Parsed:
        found = self._blocks.get(block) or self._before[1].get(block)
        # With at most so many statements, what was cut off before is cut off elsewhere now.
        if found is None or len(found.statements) >= most:
            found = super().block(block, most)
        self._blocks[block] = found
        return found
