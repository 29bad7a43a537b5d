"""Reads JSON to positioned nodes: the standard to the letter, no key twice, no deep recursion."""

import re
from bisect import bisect_right

from kmopolicy.facts.nodes import DEPTH, Mapping, Node, Scalar, Sequence
from kmopolicy.facts.refused import Refused, same_key
from kmopolicy.text.catalogue.facts import forms as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_SPACE = re.compile(r"[ \t\n\r]*")
_CONTENT = re.compile(r'[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.+-])", re.ASCII)
_WORD = re.compile(r"(true|false|null)(?!\w)")
_BARE = re.compile(r"[\w.+-]+")
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
_PLAIN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_VALUE = Localized("een waarde", "a value")
_KEY = Localized("een sleutel tussen dubbele aanhalingstekens", "a key between double quotation marks")
_OTHER_QUOTES = "'‘’“”„`"
_END = Localized("het einde van het bestand", "the end of the file")


def read_json(text: str, file: str, depth: int = DEPTH) -> tuple[Node | None, list[Diagnostic]]:
    """The document, at most so deep (None where it is empty or cannot be read), and what is wrong with it."""
    reader = _Reader(text, file, depth)
    try:
        return reader.document(), reader.diagnostics
    except Refused as refused:
        return None, [*reader.diagnostics, refused.diagnostic]


class _Reader:
    def __init__(self, text: str, file: str, depth: int) -> None:
        self._depth = depth
        self._text = text
        self._file = file
        self._at = 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.diagnostics: list[Diagnostic] = []

    def document(self) -> Node | None:
        self._skip()
        if self._at == len(self._text):
            return None
        node = self._value(0)
        self._skip()
        if self._at < len(self._text):
            raise self._expected(_END)
        return node

    def _value(self, depth: int) -> Node:
        self._skip()
        start = self._at
        character = self._text[start : start + 1]
        if character in ("{", "["):
            if depth >= self._depth:
                raise Refused(catalogue.TOO_DEEP, self._span(start, start + 1), "close")
            return self._mapping(depth) if character == "{" else self._sequence(depth)
        if character == '"':
            return self._string()
        found = _WORD.match(self._text, start) or _NUMBER.match(self._text, start)
        if found is None:
            raise self._expected(_VALUE)
        self._at = found.end()
        kind = "plain" if found.re is _NUMBER else "null" if found[0] == "null" else "bool"
        return Scalar(found[0], kind, self._span(start))  # type: ignore[arg-type]

    def _string(self) -> Scalar:
        start = self._at
        found = _CONTENT.match(self._text, start + 1)
        self._at = found.end() if found else start + 1
        if not self._text.startswith('"', self._at):
            raise self._unfinished(start)
        raw = self._text[start + 1 : self._at]
        self._at += 1
        text = _ESCAPE.sub(_unescaped, raw) if "\\" in raw else raw
        if "\\u" in raw:
            self._whole_characters(raw, start + 1)
        return Scalar(text, "text", self._span(start))

    def _unfinished(self, start: int) -> Refused:
        """A text that is not closed is shown where it opens; one with a wrong character, there."""
        character = self._text[self._at : self._at + 1]
        if character == "\\":
            return Refused(catalogue.BAD_JSON, self._span(self._at, self._at + 2), "escape")
        if character and character != "\n":
            return Refused(catalogue.BAD_JSON, self._span(self._at, self._at + 1), "control")
        return Refused(catalogue.BAD_JSON, self._span(start, start + 1), "open_quote")

    def _whole_characters(self, raw: str, start: int) -> None:
        """Half a character outside the basic plane is none."""
        for escape in _ESCAPE.finditer(raw):
            if escape[3] and 0xD800 <= int(escape[3], 16) <= 0xDFFF:
                raise Refused(catalogue.BAD_JSON, self._span(start + escape.start(), start + escape.end()), "half")

    def _sequence(self, depth: int) -> Sequence:
        start, items = self._at, list[Node]()
        self._at += 1
        if not self._next("]"):
            items.append(self._value(depth + 1))
            while self._next(","):
                items.append(self._value(depth + 1))
            if not self._next("]"):
                raise self._expected(Localized("`,` of `]`", "`,` or `]`"))
        return Sequence(tuple(items), self._span(start))

    def _mapping(self, depth: int) -> Mapping:
        start, entries = self._at, dict[str, tuple[Scalar, Node]]()
        self._at += 1
        if not self._next("}"):
            self._entry(entries, depth)
            while self._next(","):
                self._entry(entries, depth)
            if not self._next("}"):
                raise self._expected(Localized("`,` of `}`", "`,` or `}`"))
        return Mapping(tuple(entries.values()), self._span(start))

    def _entry(self, entries: dict[str, tuple[Scalar, Node]], depth: int) -> None:
        self._skip()
        if not self._text.startswith('"', self._at):
            raise self._expected(_KEY)
        key = self._string()
        if not self._next(":"):
            raise self._expected(Localized("`:`"))
        value = self._value(depth + 1)
        if key.text in entries:
            self.diagnostics.append(same_key(key, entries[key.text][0]))
        entries.setdefault(key.text, (key, value))

    def _next(self, character: str) -> bool:
        self._skip()
        found = self._text.startswith(character, self._at)
        self._at += found
        return found

    def _skip(self) -> None:
        space = _SPACE.match(self._text, self._at)
        self._at = space.end() if space else self._at

    def _expected(self, what: Localized) -> Refused:
        """What is missing here, with the slip that most often leads to it."""
        at = min(self._at, len(self._text.rstrip()))
        help_key, start, found = self._slip(what, at)
        end = start + max(1, len(found))
        return Refused(
            catalogue.BAD_JSON, self._span(start, end), help_key, nl=what.nl, en=what["en"], found=found.lower()
        )

    def _slip(self, what: Localized, at: int) -> tuple[str, int, str]:
        """Which help, where, and the word that stands there."""
        character, before = self._text[self._at : self._at + 1], self._text[: self._at].rstrip()
        word = _BARE.match(self._text, at)
        if not character:
            return "cut", at, ""
        if character in ("}", "]") and before.endswith(","):
            return "comma", len(before) - 1, ""
        if character in ("/", "#"):
            return "comment", at, ""
        if what is _VALUE and word and word[0].lower() in ("true", "false", "null"):
            return "word", at, word[0]
        if what in (_VALUE, _KEY) and (word or character in _OTHER_QUOTES):
            return "quotes", at, word[0] if word else ""
        return "form", at, ""

    def _span(self, start: int, end: int | None = None) -> Span:
        (line, column), (last, stop) = self._place(start), self._place(self._at if end is None else end)
        return Span(self._file, line, column, last, stop)

    def _place(self, at: int) -> tuple[int, int]:
        line = bisect_right(self._starts, at)
        return line, at - self._starts[line - 1] + 1


def _unescaped(found: re.Match[str]) -> str:
    high, low, single, plain = found.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    if single:
        return chr(int(single, 16))
    return _PLAIN.get(plain, plain)
