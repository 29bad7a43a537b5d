"""Reads YAML to positioned nodes, from parser events: no tags, no references, no type guessing, no deep recursion."""

from collections.abc import Iterator
from typing import Any

import yaml

from kmopolicy.facts.nodes import DEPTH, Mapping, Node, Scalar, Sequence
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BOOLS = ("true", "True", "TRUE", "false", "False", "FALSE")
_NULLS = ("", "~", "null", "Null", "NULL")


class _Refused(Exception):  # noqa: N818  # ends the reading; the diagnostic says why
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__()
        self.diagnostic = diagnostic


def read_yaml(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """The document (None where it is empty or cannot be read), and what is wrong with it."""
    reader = _Reader(text, file)
    try:
        return reader.document(), reader.diagnostics
    except _Refused as refused:
        return None, [*reader.diagnostics, refused.diagnostic]
    except yaml.YAMLError as error:
        return None, [*reader.diagnostics, _broken(error, text, file)]


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._file = file
        self._events: Iterator[Any] = iter(yaml.parse(text, Loader=_LOADER))
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
            raise _Refused(Diagnostic(catalogue.TOO_DEEP, self._span(event), {}, "close"))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(event, depth)
        return self._mapping(event, depth)

    def _scalar(self, event: Any) -> Scalar:
        if event.style in ("'", '"', "|", ">"):
            return Scalar(event.value, "text", self._span(event))
        kind = "null" if event.value in _NULLS else "bool" if event.value in _BOOLS else "plain"
        return Scalar(event.value, kind, self._span(event))  # type: ignore[arg-type]

    def _sequence(self, start: Any, depth: int) -> Sequence:
        items = []
        event = next(self._events)
        while not isinstance(event, yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
            event = next(self._events)
        return Sequence(tuple(items), self._span(start))

    def _mapping(self, start: Any, depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        event = next(self._events)
        while not isinstance(event, yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar):
                raise _Refused(Diagnostic(catalogue.BAD_YAML, key.span, {}, "form"))
            if key.text == "<<" and key.kind == "plain":
                raise _Refused(Diagnostic(catalogue.NO_YAML_TRICKS, key.span, {"found": "<<"}, "write"))
            if key.text in entries:
                self.diagnostics.append(same_key(key, entries[key.text][0]))
            entries.setdefault(key.text, (key, value))
            event = next(self._events)
        return Mapping(tuple(entries.values()), self._span(start))

    def _refused(self, entry: Entry, event: Any, help_key: str, found: str) -> _Refused:
        return _Refused(Diagnostic(entry, self._span(event), {"found": found[:40]}, help_key))

    def _span(self, event: Any) -> Span:
        start, end = event.start_mark, event.end_mark
        stop = (
            (end.line, end.column)
            if (end.line, end.column) > (start.line, start.column)
            else (start.line, start.column + 1)
        )
        return Span(self._file, start.line + 1, start.column + 1, stop[0] + 1, stop[1] + 1)


def same_key(key: Scalar, first: Scalar) -> Diagnostic:
    """A key that stands twice, with the place of the first."""
    note = (first.span, Localized("de eerste staat hier", "the first stands here"))
    return Diagnostic(catalogue.SAME_KEY, key.span, {"key": key.text}, "merge", (note,))


def _broken(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        place = getattr(error, "position", 0)
        before = text[: place if isinstance(place, int) else 0]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
    else:
        line, column = mark.line + 1, mark.column + 1
    lines = text.split("\n")
    if line > len(lines) or (line == len(lines) and not lines[-1]):
        line = max(1, len(text.rstrip("\n").split("\n")))
        column = len(lines[line - 1]) + 1
    shown = lines[line - 1] if line <= len(lines) else ""
    if "\t" in shown[: column + 1]:
        column = shown.index("\t") + 1
        return Diagnostic(catalogue.BAD_YAML, Span(file, line, column, line, column + 1), {}, "tab")
    help_key = "colon" if "mapping values" in str(getattr(error, "problem", "")) else "form"
    return Diagnostic(catalogue.BAD_YAML, Span(file, line, column, line, column + 1), {}, help_key)
