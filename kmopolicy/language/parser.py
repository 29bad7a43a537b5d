"""Parses the statements of a rule block, each on its own, and says in the words of the file where one does not parse."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from lark import Lark, Token
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken
from lark.lexer import PatternStr

from kmopolicy.language.build import Builder
from kmopolicy.language.markdown import Block
from kmopolicy.language.tree import Statement
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_PIECE = re.compile(r'"(?:\\.|[^"\\\n])*"|%[^\n]*|[A-Z]+\d+[a-z0-9]*\.\d+|\.|"|[^".%A-Z]+|[A-Z]\w*', re.S)
_NOTHING = re.compile(r"(?:\s|%[^\n]*)*")
_KEYWORDS = (
    "policy",
    "source",
    "entity",
    "type",
    "input",
    "table",
    "define",
    "warning",
    "reading",
    "property",
    "classification",
    "cases",
    "rule",
)
_LIKELY = ("DOT", "COMMA", "RPAR", "LPAR", "COLON", "NAME", "VARIABLE", "STRING")
_WORDS = {
    "DOT": Localized("een punt", "a full stop"),
    "COMMA": Localized("een komma", "a comma"),
    "NAME": Localized("een naam in kleine letters", "a name in lower case"),
    "VARIABLE": Localized("een naam met een hoofdletter", "a name with a capital"),
    "STRING": Localized("een tekst tussen aanhalingstekens", "a text between quotation marks"),
    "NUMBER": Localized("een getal", "a number"),
    "DATE": Localized("een datum", "a date"),
    "SENTENCE": Localized("een zinsnummer zoals S02", "a sentence number such as S02"),
    "ANYTHING": Localized("`_`", "`_`"),
    "OPERATOR": Localized("een vergelijking zoals `<=`", "a comparison such as `<=`"),
    "LANG": Localized("`nl` of `en` met een tekst", "`nl` or `en` with a text"),
    "$END": Localized("het einde", "the end"),
    "FLAG": Localized("een kenmerk zoals `open`", "a mark such as `open`"),
}


class Parsed(NamedTuple):
    """What a block says, and what does not parse in it."""

    statements: tuple[Statement, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse_block(block: Block) -> Parsed:
    """The statements of a block; one that does not parse is left out and told."""
    parsed = [_parse(chunk, block) for chunk in _chunks(block.text)]
    return Parsed(
        tuple(statement for each in parsed for statement in each.statements),
        tuple(found for each in parsed for found in each.diagnostics),
    )


def parse_goal(text: str, file: str) -> Parsed:
    """One atom, as a rule without a body; the full stop may be left out."""
    goal = text.rstrip().removesuffix(".") + "."
    block = Block(goal, 1, Span(file, 1, 1, 1, 1))
    return _parse(_Chunk(goal, 1, 1), block)


class _Chunk(NamedTuple):
    text: str
    line: int
    column: int


@cache
def _lark() -> Lark:
    grammar = files("kmopolicy.language").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", start="statement", propagate_positions=True)


def _chunks(text: str) -> Iterator[_Chunk]:
    """The text of each statement, up to its full stop: one in a string, a comment or a number ends nothing."""
    start = at = 0
    while at < len(text):
        piece = _PIECE.match(text, at)
        at = piece.end() if piece else at + 1
        if (piece and piece[0] == ".") or at >= len(text):
            yield from _chunk(text, start, at)
            start = at


def _chunk(text: str, start: int, end: int) -> Iterator[_Chunk]:
    blank = _NOTHING.match(text, start, end)
    first = blank.end() if blank else start
    if first < end:
        line = text.count("\n", 0, first)
        yield _Chunk(text[first:end], line + 1, first - (text.rfind("\n", 0, first) + 1) + 1)


def _parse(chunk: _Chunk, block: Block) -> Parsed:
    builder = Builder(block.span.file, block.line - 1)
    padded = "\n" * (chunk.line - 1) + " " * (chunk.column - 1) + chunk.text
    try:
        statement: Statement = builder.transform(_lark().parse(padded))
    except UnexpectedInput as error:
        return Parsed((), (_diagnosed(error, chunk, padded, builder),))
    except RecursionError:
        return Parsed((), (Diagnostic(catalogue.UNEXPECTED, block.span, {"found": chunk.text[:20]}, ""),))
    return Parsed((statement,), tuple(builder.diagnostics))


def _diagnosed(error: UnexpectedInput, chunk: _Chunk, padded: str, builder: Builder) -> Diagnostic:
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        return _unexpected(error, chunk, builder)
    if isinstance(error, UnexpectedCharacters):
        at = Token("CHARACTER", padded[error.pos_in_stream or 0], error.pos_in_stream, error.line, error.column)
        return _character(at, builder.span(_ended(at)))
    return _unfinished(chunk, builder)


def _character(found: Token, span: Span) -> Diagnostic:
    if found == '"':
        return Diagnostic(catalogue.OPEN_QUOTE, span, {}, "close")
    if found.isupper() or found.isalpha() or found == "_":
        return Diagnostic(catalogue.ODD_CHARACTER, span, {"found": str(found)}, "name")
    return Diagnostic(catalogue.ODD_CHARACTER, span, {"found": str(found)}, "quote")


def _unexpected(error: UnexpectedToken, chunk: _Chunk, builder: Builder) -> Diagnostic:
    token, span = error.token, builder.span(error.token)
    first = re.match(r"\w+", chunk.text)
    if first and token.type == "NAME" and chunk.text[first.end() :].lstrip().startswith(str(token)):
        near = _near_keyword(first[0])
        if near:
            line = chunk.line + builder.lines_before
            start = Span(span.file, line, chunk.column, line, chunk.column + len(first[0]))
            return Diagnostic(catalogue.UNKNOWN_KEYWORD, start, {"found": first[0], "near": near}, "near")
    if token.type == "VARIABLE" and "NAME" in error.accepts and "VARIABLE" not in error.accepts:
        return Diagnostic(catalogue.CAPITAL, span, {"found": str(token), "lower": _lower(str(token))}, "lower")
    args = {"found": str(token)[:40], **_expected(error.accepts)}
    return Diagnostic(catalogue.UNEXPECTED, span, args, "expected" if args["nl"] else "")


def _unfinished(chunk: _Chunk, builder: Builder) -> Diagnostic:
    """The statement stops before its end: most often its full stop is missing."""
    lines = chunk.text.rstrip().split("\n")
    line = chunk.line + len(lines) - 1 + builder.lines_before
    column = (chunk.column if len(lines) == 1 else 1) + len(lines[-1]) - 1
    span = Span(builder.file, line, column, line, column + 1)
    return Diagnostic(catalogue.NO_FULL_STOP, span, {}, "stop")


def _expected(accepts: Iterable[str]) -> dict[str, str]:
    """What could have stood there instead, the likeliest first, in both languages."""
    told = [
        _said(name) for name in sorted(accepts, key=lambda name: (_LIKELY.index(name) if name in _LIKELY else 9, name))
    ]
    return {
        "nl": " of ".join(filter(None, (", ".join(each.nl for each in told[:-1]), told[-1].nl))) if told else "",
        "en": " or ".join(filter(None, (", ".join(each["en"] for each in told[:-1]), told[-1]["en"]))) if told else "",
    }


def _said(terminal: str) -> Localized:
    """A terminal of the grammar as it is called in the file."""
    if terminal in _WORDS:
        return _WORDS[terminal]
    pattern = _lark().get_terminal(terminal).pattern
    return Localized(f"`{pattern.value}`") if isinstance(pattern, PatternStr) else Localized(terminal.lower())


def _near_keyword(word: str) -> str:
    from rapidfuzz import process

    found = process.extractOne(word, _KEYWORDS, score_cutoff=70)
    return str(found[0]) if found and found[0] != word else ""


def _lower(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def _ended(token: Token) -> Token:
    token.end_line, token.end_column = token.line, (token.column or 1) + 1
    return token
