"""Reads YAML to positioned nodes, from parser events: no tags, no references, no type guessing, no deep recursion."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kmopolicy.facts.nodes import DEPTH, Mapping, Node, Scalar, Sequence, cut
from kmopolicy.facts.refused import Refused, same_key
from kmopolicy.text.catalogue.facts import forms as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLS = ("true", "True", "TRUE", "false", "False", "FALSE")
_NULLS = ("", "~", "null", "Null", "NULL")
_QUOTED = ("'", '"', "|", ">")

# YAML 1.1 ends a line at these as well, and no editor does: as spaces they leave every place where one sees it.
_ODD_BREAKS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_AFTER_QUOTE = re.compile(r"(?!\s*[\w-]+\s*:)")
"""Not a key: then what follows a closing quotation mark was meant to stand within."""

Place = tuple[int, int]
"""Line and column, counted from 0."""

_HELPS = (
    ("mapping values", "colon"),
    ("tab character", "tab"),
    ("cannot start any token", "start"),
    ("node content", "start"),
    ("escape", "escape"),
    ("sequence entries", "dash"),
    ("expected ':'", "key"),
    ("expected key", "indent"),
    ("block end", "indent"),
    ("'-' indicator", "indent"),
    ("document start", "indent"),
)
"""What the parser says, and the help that goes with it."""


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The document (None where it is empty or cannot be read), and what is wrong with it."""
    reader = _Reader(text, file)
    try:
        return reader.document(), reader.diagnostics
    except Refused as refused:
        return None, [*reader.diagnostics, refused.diagnostic]
    except yaml.YAMLError as error:
        return None, [*reader.diagnostics, _broken(error, text, file)]


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._text = text
        self._events: Iterator[Any] = iter(yaml.parse(text.translate(_ODD_BREAKS), Loader=_LOADER))
        self.diagnostics: list[Diagnostic] = []

    def document(self) -> Node | None:
        node: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise Refused(catalogue.NO_YAML_TRICKS, self._span(event), "split", found="---")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
        return node

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self._trick(event, "quote")
        if event.anchor is not None or event.tag is not None:
            raise self._trick(event, "quote" if isinstance(event, yaml.ScalarEvent) else "write")
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if depth >= DEPTH:
            raise Refused(catalogue.TOO_DEEP, self._span(event), "close")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        if event.style in _QUOTED:
            return Scalar(event.value, "text", self._span(event))
        kind = "null" if event.value in _NULLS else "bool" if event.value in _BOOLS else "plain"
        return Scalar(event.value, kind, self._span(event))  # type: ignore[arg-type]

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        event = next(self._events)
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            event = next(self._events)
        return Sequence(tuple(items), self._span(start, event))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        event = next(self._events)
        while not isinstance(event, yaml.MappingEndEvent):
            key = self._key(event, depth)
            value = self._node(next(self._events), depth + 1)
            if key.text in entries:
                self.diagnostics.append(same_key(key, entries[key.text][0]))
            entries.setdefault(key.text, (key, value))
            event = next(self._events)
        return Mapping(tuple(entries.values()), self._span(start, event))

    def _key(self, event: Any, depth: int) -> Scalar:
        key = self._node(event, depth + 1)
        if not isinstance(key, Scalar):
            raise Refused(catalogue.BAD_YAML, key.span, "name")
        if key.text == "<<" and key.kind == "plain":
            raise Refused(catalogue.NO_YAML_TRICKS, key.span, "write", found="<<")
        return key

    def _trick(self, event: Any, help_key: str) -> Refused:
        """A reference or a tag, as it stands in the file."""
        line, column = event.start_mark.line, event.start_mark.column
        found = re.match(r"[^\s,\[\]{}]*", self._text.split("\n")[line][column:])
        word = found[0] if found else ""
        span = Span(self._file, line + 1, column + 1, line + 1, column + 1 + len(word))
        return Refused(catalogue.NO_YAML_TRICKS, span, help_key, found=cut(word))

    def _span(self, first: Any, last: Any = None) -> Span:
        """From the start of an event to its end; a list or mapping between brackets, to the closing one."""
        start, end = first.start_mark, (last if last and first.flow_style else first).end_mark
        return _span(self._file, (start.line, start.column), (end.line, end.column))


def _span(file: str, start: Place, end: Place) -> Span:
    """The span of places that are counted from 0; at least one character wide."""
    line, column = end if end > start else (start[0], start[1] + 1)
    return Span(file, start[0] + 1, start[1] + 1, line + 1, column + 1)


def _broken(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    """Why the text is no YAML; what the parser says in its own words is never shown."""
    control = _CONTROL.search(text)
    if control is not None and not hasattr(error, "problem_mark"):
        before = text[: control.start()]
        place = before.count("\n"), len(before) - before.rfind("\n") - 1
        return Diagnostic(catalogue.BAD_YAML, _span(file, place, place), {}, "control")
    lines = text.rstrip("\n").split("\n")
    if "nesting depth" in str(getattr(error, "problem", "")):
        place = _place(getattr(error, "problem_mark", None)) or (0, 0)
        return Diagnostic(catalogue.TOO_DEEP, _span(file, place, place), {}, "close")
    place, help_key = _seen(lines, *_cause(error))
    return Diagnostic(catalogue.BAD_YAML, _span(file, place, place), {}, help_key)


def _cause(error: Any) -> tuple[Place, str]:
    """Where to look, and what to do there. What is not closed is shown where it opens."""
    problem, context = str(getattr(error, "problem", "")), str(getattr(error, "context", ""))
    found, opened = _place(getattr(error, "problem_mark", None)), _place(getattr(error, "context_mark", None))
    if "quoted scalar" in context and "escape" not in problem:
        return opened or found or (0, 0), "open_quote"
    if context.endswith(("an alias", "an anchor", "a tag", "a block scalar")) and "tab" not in problem:
        return opened or found or (0, 0), "start"
    if "expected ',' or" in problem:
        same_line = opened and found and opened[0] == found[0]
        return (found if same_line else opened) or (0, 0), "comma" if same_line else "open_bracket"
    help_key = next((help_key for said, help_key in _HELPS if said in problem), "form")
    return (opened if help_key == "key" else found) or (0, 0), help_key


def _seen(lines: list[str], place: Place, help_key: str) -> tuple[Place, str]:
    """The cause again, with an eye on what stands there: the place where the parser stumbles is seldom the slip."""
    row, column = place = place if place[0] < len(lines) else (len(lines) - 1, len(lines[-1]))
    line = lines[row]
    indent = line[: len(line) - len(line.lstrip())]
    before, quoted = line[:column].rstrip(), _AFTER_QUOTE.match(line, column)
    if help_key == "start" and line.startswith(",", column):
        help_key = "comma_twice"
    if "\t" in indent:
        return (row, indent.index("\t")), "tab"
    if line.startswith("```"):
        return place, "fence"
    if help_key in ("indent", "comma") and before.endswith(("'", '"')) and quoted:
        return (row, len(before) - 1), "inner_quote"
    if help_key == "colon" and not re.search(r":\s", before):
        return _nested(lines, row, len(indent))
    return place, help_key


def _nested(lines: list[str], row: int, indent: int) -> tuple[Place, str]:
    """A key under a line that takes none: either that line lacks its colon, or this one is too far in."""
    above = next((number for number in range(row - 1, -1, -1) if lines[number].strip()), row)
    if ":" in lines[above]:
        return (row, indent), "indent"
    return (above, len(lines[above]) - len(lines[above].lstrip())), "key"


def _place(mark: Any) -> Place | None:
    return (mark.line, mark.column) if mark else None
