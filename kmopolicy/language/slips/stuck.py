"""Where a statement does not parse: the place, what stands around it, and what could have stood there."""

import re
from functools import cached_property

from lark import Lark
from lark.exceptions import UnexpectedInput

from kmopolicy.language.chunks import TOKEN


class Stuck:
    """A text that parses up to a place and no further, and what stands around that place."""

    def __init__(self, text: str, at: int, lark: Lark) -> None:
        self.text = text
        self.at = at
        self._lark = lark
        self.before = [token for token in _tokens(text) if token.start() < at]
        found = TOKEN.match(text, at)
        self.word = found[0] if found else ""

    @cached_property
    def accepts(self) -> frozenset[str]:
        """What could have stood here."""
        try:
            parser = self._lark.parse_interactive(self.text[: self.at])
            parser.exhaust_lexer()
        except UnexpectedInput:
            return frozenset()
        return frozenset(parser.accepts())  # type: ignore[no-untyped-call]

    @cached_property
    def open(self) -> list[re.Match[str]]:
        """The brackets that are open here, each by the word before it."""
        found: list[re.Match[str]] = []
        for previous, token in zip([None, *self.before], self.before, strict=False):
            if token[0] == "(":
                found.append(previous or token)
            elif token[0] == ")" and found:
                found.pop()
        return found

    @cached_property
    def unclosed(self) -> bool:
        """Whether the statement as a whole has more brackets that open than that close."""
        marks = [token[0] for token in _tokens(self.text)]
        return marks.count("(") > marks.count(")")

    @property
    def last(self) -> str:
        """The word before this place."""
        return self.before[-1][0] if self.before else ""

    def previous(self, count: int) -> list[str]:
        """The words before this place."""
        return [token[0] for token in self.before[-count:]]

    def here(self, pattern: re.Pattern[str]) -> str:
        """What stands here, where it has this form."""
        found = pattern.match(self.text, self.at)
        return found[0] if found else ""


def _tokens(text: str) -> list[re.Match[str]]:
    return [token for token in TOKEN.finditer(text) if not token[0].startswith("%")]
