"""Reads a Markdown file as a policy sees it: headings, numbered quotes, rule blocks and tables, each with its place.

What a person would take for a rule, a quote or a row, and a policy would pass over, is told.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kmopolicy.language.near import nearest_word
from kmopolicy.text.catalogue.policy import syntax
from kmopolicy.text.catalogue.policy import tables as wrong_tables
from kmopolicy.text.diagnostic import MOST, Diagnostic, Entry
from kmopolicy.text.span import Span

# Each of these looks at one line and takes time in proportion to it, whatever stands in it.
_FENCE = re.compile(r"( {0,3})(`{3,}(?!.*`)|~{3,})[ \t]*([\w-]*)")
_DEEP_FENCE = re.compile(r"\s{4,}(?:`{3,}|~{3,})[ \t]*datalog\b", re.I)
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_PROSE = re.compile(r" {0,3}[^\s>#|`~*+-]")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_NUMBERED = re.compile(r"\s*\*\*([A-Za-z]+\d[\w.]*)\*\*")
_NUMBER = re.compile(r"\s*[*_]{0,3}([A-Za-z]{1,3}\d[\w.]{0,9})\b")
_COMMENT = re.compile(r" {0,3}<!--")
_BAR = re.compile(r":?-+:?")
_CELL = re.compile(r"(?:[^|\\]|\\.)*")
_RULE = re.compile(
    r" {0,3}(?:[a-z]\w*\([^()]*\)\s*(?::-|\.\s*$)"
    r"|(?:input|table|define|warning|cases) +[a-z]\w*\(\s*\w+\s*:"
    r"|(?:entity +[A-Z]\w* +in|type +[A-Z]\w* +(?:in|includes|judged|nl))\b)"
)

_SHOWN = 20


class Heading(NamedTuple):
    """A heading of any level."""

    text: str
    span: Span


class Block(NamedTuple):
    """The contents of a `datalog` block; `line` is where they start. `counts`: it is one, and not only meant as one."""

    text: str
    line: int
    span: Span
    counts: bool = True


class Quote(NamedTuple):
    """A quote of one numbered sentence, whole and line by line. `bold`: whether its number is marked as one."""

    number: str
    text: str
    span: Span
    lines: "tuple[Cell, ...]" = ()
    bold: bool = True


class Cell(NamedTuple):
    """A cell of a table."""

    text: str
    span: Span


class Table(NamedTuple):
    """A Markdown table: its head and its rows, of which each may have too few or too many cells."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span


Element = Heading | Block | Quote | Table


class Page(NamedTuple):
    """One file: its elements in order, and what is wrong with them."""

    file: str
    elements: tuple[Element, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_page(text: str, file: str) -> Page:
    """The elements of a file that matter to a policy; prose is passed over."""
    reader = _Reader(text.split("\n"), file)
    elements = tuple(reader.elements())
    return Page(file, elements, tuple(reader.diagnostics))


class _Reader:
    def __init__(self, lines: list[str], file: str) -> None:
        self._lines = lines
        self._file = file
        self._at = 0
        self.diagnostics: list[Diagnostic] = []

    def elements(self) -> Iterator[Element]:
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if fence := _FENCE.match(line):
                yield from self._fenced(fence)
            elif _COMMENT.match(line):
                yield from self._comment()
            elif _QUOTE.match(line):
                yield from self._quotes()
            elif self._is_heading():
                yield self._heading()
            elif self._is_table():
                yield self._table()
            else:
                yield from self._prose(line)

    def _fenced(self, fence: re.Match[str]) -> Iterator[Block]:
        start, mark, language = self._at, fence[2], fence[3].lower()
        end = self._end_of_block(mark, language)
        closed = end < len(self._lines) and _closes(self._lines[end], mark)
        span = self._span(start, len(fence[1]), len(self._lines[start]))
        lines = self._lines[start + 1 : end]
        self._at = end + 1 if closed else end
        meant = language != "datalog" and _meant_as_rules(language) and any(map(_RULE.match, lines))
        if not closed:
            self._wrong(syntax.OPEN_BLOCK, span, "close" if language else "stray", mark=mark[:_SHOWN])
        elif meant:
            self._wrong(syntax.OUTSIDE_BLOCK, span, "word", mark=mark[:_SHOWN])
        if language == "datalog" or meant:
            yield Block("\n".join(lines), start + 2, span, closed and not meant)

    def _end_of_block(self, mark: str, language: str) -> int:
        """The line that closes a block; of one that is not closed, the line where the next block of rules begins."""
        for at in range(self._at + 1, len(self._lines)):
            line = self._lines[at]
            fence = _FENCE.match(line) if language in ("", "datalog") else None
            if _closes(line, mark) or (fence and fence[3].lower() == "datalog"):
                return at
        return len(self._lines)

    def _comment(self) -> Iterator[Block]:
        """What stands between `<!--` and `-->` is not seen by who reads the page, and does not count either."""
        first = self._at
        while self._at < len(self._lines) and "-->" not in self._lines[self._at]:
            self._at += 1
        if self._at == len(self._lines):
            yield self._passed_over(syntax.OPEN_BLOCK, first, "comment")
        self._at += 1

    def _quotes(self) -> Iterator[Quote]:
        """The numbered quotes among consecutive quoted lines; a number starts a quote, an empty line ends it."""
        words, first, number = list[str](), self._at, None
        while self._at < len(self._lines) and (words or _QUOTE.match(self._lines[self._at])):
            mark = _QUOTE.match(self._lines[self._at])
            if mark is None and not self._continues():
                break
            line = self._lines[self._at][mark.end() if mark else 0 :]
            numbered = _NUMBERED.match(line) if mark else None
            if numbered or not line.strip():
                yield from self._quote(number, words, first)
                words, first, number = [], self._at, numbered
            words.append(line)
            self._at += 1
        yield from self._quote(number, words, first)

    def _continues(self) -> bool:
        """Whether a line without `>` goes on with the quoted paragraph above it, as Markdown has it."""
        line = self._lines[self._at]
        return bool(self._lines[self._at - 1].strip(" >\t") and _PROSE.match(line))

    def _quote(self, number: re.Match[str] | None, words: list[str], first: int) -> Iterator[Quote]:
        found = number or _NUMBER.match(words[0] if words else "")
        if not found:
            return
        last = first + len(words) - 1
        start = self._lines[first].index("**" if number else found[1])
        span = Span(self._file, first + 1, start + 1, last + 1, len(self._lines[last]) + 1)
        words = [words[0][found.end() :], *words[1:]]
        lines = tuple(self._tail(at, word) for at, word in enumerate(words, first) if word.strip())
        yield Quote(found[1], " ".join(line.text for line in lines), span, lines, number is not None)

    def _tail(self, at: int, text: str) -> Cell:
        """The end of a line, without the white space around it."""
        left = len(self._lines[at]) - len(text.lstrip())
        return Cell(text.strip(), self._span(at, left, left + len(text.strip())))

    def _is_heading(self) -> bool:
        line, following = self._lines[self._at], self._lines[self._at + 1 : self._at + 2]
        return bool(_HEADING.match(line) or (_PROSE.match(line) and following and _UNDERLINE.match(following[0])))

    def _heading(self) -> Heading:
        line = self._lines[self._at]
        span = self._span(self._at, 0, len(line))
        marked = _HEADING.match(line)
        self._at += 1 if marked else 2
        text = line[marked.end() :].strip() if marked else line.strip()
        bare = text.rstrip("#")
        return Heading(bare.rstrip() if not bare or bare[-1] in " \t" else text, span)

    def _is_table(self) -> bool:
        following = self._lines[self._at + 1 : self._at + 2]
        return "|" in self._lines[self._at] and bool(following) and _is_bar(following[0])

    def _table(self) -> Table:
        first = self._at
        head = self._cells(first)
        self._at += 2
        rows = []
        while self._at < len(self._lines) and _is_row(self._lines[self._at]):
            rows.append(self._cells(self._at))
            self._at += 1
        return Table(head, tuple(rows), self._span(first, 0, len(self._lines[first])))

    def _cells(self, at: int) -> tuple[Cell, ...]:
        line = self._lines[at]
        start, end = line.index("|") + 1 if line.lstrip().startswith("|") else 0, len(line.rstrip())
        cells: list[Cell] = []
        while start < end or (not cells and start == end):
            found = _CELL.match(line, start, end)
            stop = found.end() if found else end
            cells.append(self._cell(at, start, stop))
            start = stop + 1
        return tuple(cells)

    def _cell(self, at: int, start: int, stop: int) -> Cell:
        raw = self._lines[at][start:stop]
        text = raw.strip()
        left = start + len(raw) - len(raw.lstrip()) if text else start
        return Cell(re.sub(r"\\(.)", r"\1", text), self._span(at, left, left + max(1, len(text))))

    def _prose(self, line: str) -> Iterator[Block]:
        first = self._at
        self._at += 1
        if _RULE.match(line):
            yield self._passed_over(syntax.OUTSIDE_BLOCK, first, "block")
        elif _DEEP_FENCE.match(line):
            self._at = self._end_of_block(line.strip()[:3], "") + 1
            yield self._passed_over(syntax.OUTSIDE_BLOCK, first, "indent")
        elif line.lstrip().startswith("|"):
            while self._at < len(self._lines) and self._lines[self._at].lstrip().startswith("|"):
                self._at += 1
            yield self._passed_over(wrong_tables.LOOSE_ROW, first, "head")

    def _passed_over(self, entry: Entry, first: int, help_key: str) -> Block:
        """What was meant to count, and does not."""
        line = self._lines[first]
        span = self._span(first, len(line) - len(line.lstrip()), len(line.rstrip()))
        self._wrong(entry, span, help_key)
        return Block("\n".join(self._lines[first : self._at]), first + 1, span, counts=False)

    def _wrong(self, entry: Entry, span: Span, help_key: str, **args: str) -> None:
        if len(self.diagnostics) < MOST:
            self.diagnostics.append(Diagnostic(entry, span, args, help_key))

    def _span(self, at: int, start: int, stop: int) -> Span:
        return Span(self._file, at + 1, start + 1, at + 1, max(stop, start + 1) + 1)


def _closes(line: str, mark: str) -> bool:
    stripped = line.strip()
    return len(stripped) >= len(mark) and set(stripped) == {mark[0]}


def _is_bar(line: str) -> bool:
    """Whether a line is the one under the head of a table."""
    if "-" not in line or "|" not in line or not set(line) <= set("|-: \t"):
        return False
    return all(_BAR.fullmatch(cell.strip()) for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def _is_row(line: str) -> bool:
    """Whether a line under a table belongs to it, as Markdown has it: until an empty line or something else begins."""
    return bool(line.strip()) and not any(other.match(line) for other in (_FENCE, _QUOTE, _HEADING, _COMMENT))


def _meant_as_rules(language: str) -> bool:
    """Whether the word after the accents is none, or `datalog` written another way."""
    return language in ("", "prolog") or bool(nearest_word(language, ("datalog",)))
