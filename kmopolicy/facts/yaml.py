"""Reads YAML to positioned nodes, from parser events: no tags, no references, no type guessing, no deep recursion."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from kmopolicy.facts.nodes import DEPTH, Mapping, Node, Scalar, Sequence
from kmopolicy.facts.refused import Refused, same_key
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.span import Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLS = ("true", "True", "TRUE", "false", "False", "FALSE")
_NULLS = ("", "~", "null", "Null", "NULL")
_QUOTED = ("'", '"', "|", ">")

# YAML 1.1 ends a line at these as well, and no editor does: as spaces they leave every place where one sees it.
_ODD_BREAKS = str.maketrans(dict.fromkeys("\x85\u2028\u2029", " "))
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_HELPS = (
    ("mapping values", "colon"),
    ("tab character", "tab"),
    ("cannot start any token", "start"),
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
        self._events: Iterator[Any] = iter(yaml.parse(text.translate(_ODD_BREAKS), Loader=_LOADER))
        self.diagnostics: list[Diagnostic] = []

    def document(self) -> Node | None:
        node: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise self._refused(catalogue.NO_YAML_TRICKS, event, "split", "---")
            elif isinstance(event, yaml.NodeEvent):
                node = self._node(event, 0)
        return node

    def _node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent):
            raise self._refused(catalogue.NO_YAML_TRICKS, event, "quote", f"*{event.anchor}")
        if event.anchor is not None:
            raise self._refused(catalogue.NO_YAML_TRICKS, event, "write", f"&{event.anchor}")
        if event.tag is not None:
            raise self._refused(catalogue.NO_YAML_TRICKS, event, "quote", str(event.tag))
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

    def _refused(self, entry: Entry, event: Any, help_key: str, found: str) -> Refused:
        return Refused(entry, self._span(event), help_key, found=found[:40])

    def _span(self, first: Any, last: Any = None) -> Span:
        """From the start of an event to its end; a list or mapping between brackets, to the closing one."""
        start, end = first.start_mark, (last if last and first.flow_style else first).end_mark
        return _span(self._file, (start.line, start.column), (end.line, end.column))


def _span(file: str, start: tuple[int, int], end: tuple[int, int]) -> Span:
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
    place, help_key = _cause(error)
    line, column = _inside(text, place)
    shown = text.split("\n")[line]
    indent = shown[: len(shown) - len(shown.lstrip())]
    if "\t" in indent:
        column, help_key = indent.index("\t"), "tab"
    return Diagnostic(catalogue.BAD_YAML, _span(file, (line, column), (line, column)), {}, help_key)


def _cause(error: Any) -> tuple[tuple[int, int], str]:
    """Where to look, and what to do there. What is not closed is shown where it opens."""
    problem = str(getattr(error, "problem", ""))
    found, opened = _place(getattr(error, "problem_mark", None)), _place(getattr(error, "context_mark", None))
    if "quoted scalar" in str(getattr(error, "context", "")) and "escape" not in problem:
        return opened or found or (0, 0), "open_quote"
    if "expected ',' or" in problem:
        same_line = opened and found and opened[0] == found[0]
        return (found if same_line else opened) or (0, 0), "comma" if same_line else "open_bracket"
    help_key = next((help_key for said, help_key in _HELPS if said in problem), "form")
    return (opened if help_key == "key" else found) or (0, 0), help_key


def _place(mark: Any) -> tuple[int, int] | None:
    return (mark.line, mark.column) if mark else None


def _inside(text: str, place: tuple[int, int]) -> tuple[int, int]:
    """The place, or the end of the text where it lies behind that."""
    lines = text.rstrip("\n").split("\n")
    return place if place[0] < len(lines) else (len(lines) - 1, len(lines[-1]))
