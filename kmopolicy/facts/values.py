"""Reads single values by their declared types: constants, dates, years, texts and ids."""

import re
from collections.abc import Iterable
from datetime import date

from kmopolicy.facts.nodes import Mapping, Node, Scalar, Sequence
from kmopolicy.program.declarations import Constant, Type
from kmopolicy.program.near import near_or
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.diagnostic import Diagnostic

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII)
_YEAR = re.compile(r"\d{1,4}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_YES_NO = ("true", "false", "yes", "no", "on", "off", "y", "n", "oui", "non", "1", "0")


class Values:
    """Reads values for one program, with the constants that the facts declare themselves."""

    def __init__(self, program: Program, diagnostics: list[Diagnostic]) -> None:
        self.program = program
        self.diagnostics = diagnostics
        self.own: dict[str, dict[str, Constant]] = {}

    def read(self, node: Node, type_name: str) -> Value | None:
        """The value of a node; None, with a diagnostic, where it is none of that type."""
        kind = self.program.types[type_name]
        if not isinstance(node, Scalar) or node.kind == "null":
            self._wrong_value(node, kind)
            return None
        if kind.kind == "date":
            return self.day(node)
        if kind.kind == "year":
            return self._year(node)
        if kind.kind == "entity":
            return self.id(node, kind)
        if kind.kind == "text":
            return node.text
        return self._constant(node, kind)

    def day(self, node: Node) -> date | None:
        """A date in its one form."""
        text = shown(node)
        try:
            if isinstance(node, Scalar) and _ISO.fullmatch(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        day_first = _DAY_FIRST.fullmatch(text)
        iso = f"{day_first[3]}-{int(day_first[2]):02}-{int(day_first[1]):02}" if day_first else ""
        help_key = "order" if iso and _exists(iso) else "form"
        self._wrong(Diagnostic(catalogue.BAD_DATE, node.span, {"found": _cut(text), "iso": iso}, help_key))
        return None

    def id(self, node: Scalar, kind: Type) -> str | None:
        """The id of an entity."""
        if not node.text.strip() or _CONTROL.search(node.text):
            args = {"type": kind.label.nl, "type_en": kind.label["en"]}
            self._wrong(Diagnostic(catalogue.BAD_ID, node.span, args, "text"))
            return None
        return node.text

    def known(self, kind: Type) -> list[str]:
        """The names of a closed type's constants, those that the facts declare included."""
        own = [name for each in (kind.name, *kind.includes) for name in self.own.get(each, ())]
        return [*self.program.labels[kind.name], *own]

    def _year(self, node: Scalar) -> int | None:
        if _YEAR.fullmatch(node.text):
            return int(node.text)
        self._wrong(Diagnostic(catalogue.BAD_YEAR, node.span, {"found": _cut(node.text)}, "form"))
        return None

    def _constant(self, node: Scalar, kind: Type) -> str | None:
        if node.text in self.program.labels[kind.name] or any(
            node.text in self.own.get(each, ()) for each in (kind.name, *kind.includes)
        ):
            return node.text
        self._wrong_value(node, kind)
        return None

    def _wrong_value(self, node: Node, kind: Type) -> None:
        text, known = shown(node), self.known(kind) if kind.kind == "closed" else []
        args = {"found": _cut(text), "type": kind.label.nl, "type_en": kind.label["en"], "section": kind.section}
        if kind.judged and text.lower() in _YES_NO:
            told = near_or("verdict", "", known)
            help_key = "verdict"
        else:
            told = near_or("declare" if kind.section and kind.kind == "closed" else "known", text, known)
            help_key = told["help"] if known else ""
        args |= {"near": told["near"], "known": told["known"], "known_first": known[0] if known else ""}
        self._wrong(Diagnostic(catalogue.UNKNOWN_VALUE, node.span, args, help_key))

    def _wrong(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append(diagnostic)


def shown(node: Node) -> str:
    """A node as it is named in a message."""
    if isinstance(node, Scalar):
        return node.text
    return "[…]" if isinstance(node, Sequence) else "{…}"


def listed(names: Iterable[str], most: int = 12) -> str:
    """Names in back-quotes, with commas."""
    every = [f"`{name}`" for name in names]
    return ", ".join(every[:most]) + (", …" if len(every) > most else "")


def is_empty(node: Node) -> bool:
    """Whether a node states nothing: an empty list or mapping, or nothing at all."""
    if isinstance(node, Scalar):
        return node.kind == "null"
    return not (node.entries if isinstance(node, Mapping) else node.items)


def _exists(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"
