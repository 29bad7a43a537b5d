"""Reads JSON to positioned nodes: the standard to the letter, no key twice, no deep recursion."""

import re
from bisect import bisect_right

from kmopolicy.facts.nodes import DEPTH, Mapping, Node, Scalar, Sequence
from kmopolicy.facts.yaml import same_key
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_SPACE = re.compile(r"[ \t\n\r]*")
_STRING = re.compile(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"')
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_ESCAPE = re.compile(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
_PLAIN = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"true": "bool", "false": "bool", "null": "null"}
_VALUE = Localized("een waarde", "a value")
_KEY = Localized("een sleutel tussen dubbele aanhalingstekens", "a key between double quotation marks")


class _Refused(Exception):  # noqa: N818  # ends the reading; the diagnostic says why
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic


def read_json(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The document (None where it cannot be read), and what is wrong with it."""
    reader = _Reader(text, file)
    try:
        return reader.document(), reader.diagnostics
    except _Refused as refused:
        return None, [*reader.diagnostics, refused.diagnostic]


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._text = text
        self._file = file
        self._at = 0
        self._starts = [0, *(found.end() for found in re.finditer("\n", text))]
        self.diagnostics: list[Diagnostic] = []

    def document(self) -> Node:
        node = self._value(0)
        self._skip()
        if self._at < len(self._text):
            raise self._expected(Localized("het einde van het bestand", "the end of the file"))
        return node

    def _value(self, depth: int) -> Node:
        self._skip()
        start = self._at
        character = self._text[start : start + 1]
        if character in ("{", "["):
            if depth >= DEPTH:
                raise self._refused(catalogue.TOO_DEEP, "close")
            return self._mapping(depth) if character == "{" else self._sequence(depth)
        if character == '"':
            return self._string(_VALUE)
        for word, kind in _WORDS.items():
            if self._text.startswith(word, start):
                self._at += len(word)
                return Scalar(word, kind, self._span(start))  # type: ignore[arg-type]
        number = _NUMBER.match(self._text, start)
        if number is None:
            raise self._expected(_VALUE)
        self._at = number.end()
        return Scalar(number[0], "plain", self._span(start))

    def _string(self, expected: Localized) -> Scalar:
        start = self._at
        found = _STRING.match(self._text, start)
        if found is None:
            closing = Localized("een tekst die gesloten wordt", "a text that is closed")
            raise self._expected(closing if self._text[start : start + 1] == '"' else expected)
        self._at = found.end()
        text = _ESCAPE.sub(_unescaped, found[1])
        if any("\ud800" <= character <= "\udfff" for character in text):
            self._at = start
            raise self._expected(Localized("een volledig teken", "a complete character"))
        return Scalar(text, "text", self._span(start))

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
        key = self._string(_KEY)
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

    def _expected(self, what: Localized) -> _Refused:
        return self._refused(catalogue.BAD_JSON, "form", nl=what.nl, en=what["en"])

    def _refused(self, entry: Entry, help_key: str, **args: str) -> _Refused:
        return _Refused(Diagnostic(entry, self._span(self._at, self._at + 1), args, help_key))

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
