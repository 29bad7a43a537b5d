"""Takes plain data (dicts, lists, texts, numbers, booleans, dates) as the nodes of a dossier; a place is a path in it."""

from collections.abc import Mapping as Dict
from datetime import date, datetime

from kmopolicy.facts.nodes import DEPTH, Mapping, Node, Scalar, Sequence
from kmopolicy.facts.refused import same_key
from kmopolicy.text.catalogue.facts import forms as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span


def node_of(data: object, name: str) -> tuple[Node | None, list[Diagnostic]]:
    """The data as a node, and what is wrong with its form."""
    taker = _Taker()
    node = taker.node(data, name, 0)
    return (None if taker.diagnostics else node), taker.diagnostics


class _Taker:
    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def node(self, data: object, path: str, depth: int) -> Node:
        span = Span(path, 0, 0, 0, 0)
        if depth > DEPTH:
            self.diagnostics.append(Diagnostic(catalogue.TOO_DEEP, span, {}, "close"))
            return Scalar("", "null", span)
        if isinstance(data, Dict):
            entries: dict[str, tuple[Scalar, Node]] = {}
            for key, value in data.items():
                entry = self._entry(str(key), value, path, depth)
                first = entries.setdefault(str(key), entry)
                if first is not entry:
                    self.diagnostics.append(same_key(entry[0], first[0]))
            return Mapping(tuple(entries.values()), span)
        if isinstance(data, list | tuple):
            return Sequence(tuple(self.node(item, f"{path}[{at}]", depth + 1) for at, item in enumerate(data)), span)
        return self._scalar(data, span)

    def _entry(self, key: str, value: object, path: str, depth: int) -> tuple[Scalar, Node]:
        inner = f"{path}.{key}"
        return Scalar(key, "text", Span(inner, 0, 0, 0, 0)), self.node(value, inner, depth + 1)

    def _scalar(self, data: object, span: Span) -> Node:
        if data is None:
            return Scalar("", "null", span)
        if isinstance(data, bool):
            return Scalar(str(data).lower(), "bool", span)
        if isinstance(data, date) and not isinstance(data, datetime):
            return Scalar(data.isoformat(), "plain", span)
        return Scalar(str(data), "text" if isinstance(data, str) else "plain", span)
