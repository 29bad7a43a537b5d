"""Parses the statements of a rule block, each on its own, and goes on after one that does not parse."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lark import Lark, Token
from lark.exceptions import UnexpectedInput

from kmopolicy.language.build import Builder
from kmopolicy.language.chunks import Chunk, chunks, code_end, pieces
from kmopolicy.language.markdown import Block
from kmopolicy.language.slips import diagnosed
from kmopolicy.language.slips.stuck import Stuck
from kmopolicy.language.tree import Statement, UnreadNode
from kmopolicy.text.catalogue.policy import syntax as catalogue
from kmopolicy.text.diagnostic import MOST, Diagnostic

MOST_STATEMENTS = 3_000
"""Of a whole policy; the one that ships has some two hundred."""
_LONGEST = 20_000
"""Characters of one statement."""


class Parsed(NamedTuple):
    """What a block says, each statement that does not parse in its place, and what is wrong with it."""

    statements: tuple[Statement | UnreadNode, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_block(block: Block, most: int = MOST_STATEMENTS) -> Parsed:
    """The statements of a block, and of what does not parse why; after `most` statements nothing is looked at."""
    reader = _Reader(block.span.file, block.line)
    for chunk in chunks(block.text):
        reader.read(chunk, most)
    return reader.parsed()


def parse_goal(text: str, file: str) -> Parsed:
    """One atom, as a rule without a body; the full stop may be left out."""
    reader = _Reader(file, 1)
    reader.read_one(Chunk(text.rstrip().removesuffix(".") + ".", 1, 1))
    return reader.parsed()


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a statement that parses, each as the grammar understands it in its place."""
    return _lark().parse_interactive(text).iter_parse()


class _Reader:
    def __init__(self, file: str, line: int) -> None:
        self._file = file
        self._line = line
        self._statements: list[Statement | UnreadNode] = []
        self._diagnostics: list[Diagnostic] = []

    def parsed(self) -> Parsed:
        return Parsed(tuple(self._statements), tuple(self._diagnostics))

    def read(self, chunk: Chunk, most: int) -> None:
        """A chunk; where it does not parse, the statements that evidently begin in it."""
        if len(self._statements) >= most or len(self._diagnostics) >= MOST or len(chunk.text) > _LONGEST:
            self._pass_over(chunk, full=len(self._statements) == most)
            return
        stuck = self._accepts(chunk)
        if stuck is None:
            return
        *unended, last = pieces(chunk)
        for piece in unended:
            self._unended(piece)
        if not last.text[: code_end(last.text)].endswith("."):
            self._unended(last)
        elif unended:
            self.read_one(last)
        else:
            self._refuse(chunk, stuck)

    def _pass_over(self, chunk: Chunk, *, full: bool) -> None:
        first = self._builder(chunk).place(chunk.text, 0, len(chunk.text.split("\n", 1)[0]))
        if full:
            self._diagnostics.append(Diagnostic(catalogue.TOO_MANY, first, {"limit": str(MOST_STATEMENTS)}, "table"))
        elif len(chunk.text) > _LONGEST:
            self._diagnostics.append(Diagnostic(catalogue.TOO_LONG, first, {"limit": str(_LONGEST)}, "stop"))
        self._statements.append(UnreadNode(chunk.text))

    def read_one(self, chunk: Chunk) -> None:
        """One statement, or why it does not parse."""
        stuck = self._accepts(chunk)
        if stuck:
            self._refuse(chunk, stuck)

    def _refuse(self, chunk: Chunk, stuck: Stuck) -> None:
        self._diagnostics.append(diagnosed(stuck, self._builder(chunk)))
        self._statements.append(UnreadNode(chunk.text))

    def _unended(self, chunk: Chunk) -> None:
        """A statement without a full stop: it is read as if it had one, and told."""
        if len(self._diagnostics) >= MOST:
            self._statements.append(UnreadNode(chunk.text))
            return
        end = code_end(chunk.text)
        mark = chunk.text[end - 1] if end and chunk.text[end - 1] in ",;:" else ""
        ended = chunk._replace(text=chunk.text[: end - len(mark)] + ".")
        stuck = self._accepts(ended)
        if stuck:
            self._refuse(ended, stuck)
            return
        span = self._builder(chunk).place(ended.text, end - len(mark), end - len(mark) + 1)
        args, help_key = {"found": mark}, "mark" if mark else "stop"
        self._diagnostics.append(Diagnostic(catalogue.NO_FULL_STOP, span, args, help_key))

    def _accepts(self, chunk: Chunk) -> Stuck | None:
        """Takes in the statement of a chunk, or says where it is stuck."""
        builder = self._builder(chunk)
        try:
            self._statements.append(builder.transform(_lark().parse(chunk.text)))
        except UnexpectedInput as error:
            return Stuck(chunk.text, error.pos_in_stream or 0, _lark())
        self._diagnostics += builder.diagnostics
        return None

    def _builder(self, chunk: Chunk) -> Builder:
        return Builder(self._file, self._line + chunk.line - 1, chunk.column)


@cache
def _lark() -> Lark:
    grammar = files("kmopolicy.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start="statement", propagate_positions=True)
