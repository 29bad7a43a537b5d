"""Reads single values by their declared types: constants, dates, years, texts and ids."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from kmopolicy.facts.days import iso_date, wrong_date
from kmopolicy.facts.findings import Findings
from kmopolicy.facts.nodes import Mapping as MappingNode
from kmopolicy.facts.nodes import Node, Scalar, Sequence, cut
from kmopolicy.program.declarations import Constant, Type
from kmopolicy.program.near import nearest
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue.facts import dossiers as catalogue

_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_YES_NO = ("true", "false", "yes", "no", "on", "off", "y", "n", "oui", "non", "1", "0", "x")
_SAMPLES = {"date": "2024-03-01", "year": "2024", "text": '"…"'}

MOST = 12
"""How many names a message lists."""

Help = tuple[str, Mapping[str, str]]
"""Which help, and its arguments."""


class Values:
    """Reads values for one program, with the constants that the facts (a dossier, or tables) declare themselves."""

    def __init__(self, program: Program, findings: Findings, *, dossier: bool) -> None:
        self._program = program
        self._dossier = dossier
        self._findings = findings
        self._helps: dict[tuple[str, str], Help] = {}
        self.own: dict[str, dict[str, Constant]] = {}

    def read(self, node: Node, type_name: str) -> Value | None:
        """The value of a node; None, with a diagnostic, where it is none of that type."""
        kind = self._program.types[type_name]
        if not isinstance(node, Scalar):
            self._several(node, kind)
            return None
        if node.kind == "null" or (kind.kind == "closed" and not node.text.strip()):
            self._findings.wrong(catalogue.NO_VALUE, node.span, "one", example=self.sample(type_name), **named(kind))
            return None
        if kind.kind == "date":
            return self.day(node)
        if kind.kind == "year":
            return self._year(node)
        if kind.kind == "entity":
            return self.id(node, kind)
        return node.text if kind.kind == "text" else self._constant(node, kind)

    def day(self, node: Node) -> date | None:
        """A date in its one form."""
        if not isinstance(node, Scalar):
            self._several(node, self._program.types["Date"])
            return None
        day = iso_date(node.text)
        if day is None and not self._findings.plenty(catalogue.BAD_DATE):
            help_key, args = wrong_date(node.text)
            self._findings.wrong(catalogue.BAD_DATE, node.span, help_key, found=cut(node.text), **args)
        return day

    def id(self, node: Scalar, kind: Type) -> str | None:
        """The id of an entity, or the name of a constant."""
        if not _visible(node.text) or _CONTROL.search(node.text):
            self._findings.wrong(catalogue.BAD_ID, node.span, "text", **named(kind))
            return None
        return node.text

    def sample(self, type_name: str) -> str:
        """A value of a type, for an example."""
        kind = self._program.types[type_name]
        return kind.default or next(iter(self._program.labels[type_name]), _SAMPLES.get(kind.kind, "…"))

    def _year(self, node: Scalar) -> int | None:
        if _YEAR.fullmatch(node.text):
            return int(node.text)
        self._findings.wrong(catalogue.BAD_YEAR, node.span, "form", found=cut(node.text))
        return None

    def _constant(self, node: Scalar, kind: Type) -> str | None:
        if node.text in self._program.labels[kind.name] or any(node.text in own for own in self._owned(kind)):
            return node.text
        if not self._findings.plenty(catalogue.UNKNOWN_VALUE):
            known = self._helps.get((kind.name, node.text)) or self._unknown(node.text, kind)
            help_key, args = self._helps[kind.name, node.text] = known
            self._findings.wrong(catalogue.UNKNOWN_VALUE, node.span, help_key, **named(kind), **args)
        return None

    def _owned(self, kind: Type) -> Iterable[Mapping[str, Constant]]:
        return (self.own.get(name, {}) for name in (kind.name, *kind.includes))

    def _unknown(self, text: str, kind: Type) -> Help:
        """How to mend a constant that is none of the type."""
        names = [*self._program.labels[kind.name], *(name for own in self._owned(kind) for name in own)]
        args = {"found": cut(text), "known": listed(names), "where": self._where(text, kind)}
        if kind.judged and text.lower() in _YES_NO:
            plain = self._plainest(kind)
            return "verdict", {**args, "choice": listed(plain, " of "), "choice_en": listed(plain, " or ")}
        elsewhere = self._elsewhere(text, kind)
        near = self._labelled(text, kind) or nearest(text, names)
        if elsewhere:
            return ("related_near" if near else "related"), {**args, **elsewhere, "near": near}
        if near:
            return ("near_declare" if kind.section else "near"), {**args, "near": near}
        help_key = "declare" if kind.section else "many" if len(names) > MOST else "known"
        return help_key, {**args, "key": next(iter(self._taking(kind)), "")}

    def _where(self, text: str, kind: Type) -> str:
        """Where the facts can declare a constant of their own."""
        return f'{kind.section}: {{{cut(text)}: {{label: "…"}}}}' if self._dossier else f"{show_type(kind.name)}.csv"

    def _plainest(self, kind: Type) -> tuple[str, ...]:
        """A judged type's yes and no; all of its constants where it has none such."""
        return (
            (kind.default, kind.opposite) if kind.default and kind.opposite else tuple(self._program.labels[kind.name])
        )

    def _labelled(self, text: str, kind: Type) -> str:
        """The constant whose label someone wrote for its name."""
        labels = self._program.labels[kind.name].items()
        folded = text.casefold()
        return next((name for name, label in labels if folded in (label.nl.casefold(), label["en"].casefold())), "")

    def _elsewhere(self, text: str, kind: Type) -> dict[str, str]:
        """The types that a constant does belong to, with the predicates that take it."""
        types = [each for each in self._program.types.values() if each.name != kind.name and self._taking(each)]
        others = [each for each in types if text in self._program.labels[each.name]]
        if not others:
            return {}
        keys = listed(key for each in others for key in self._taking(each))
        return {"other": others[0].label.nl, "other_en": with_article(others[0]), "keys": keys}

    def _taking(self, kind: Type) -> list[str]:
        """The predicates that a dossier states with a value of a type."""
        inputs = [each for each in self._program.predicates.values() if each.role == "input"]
        return [each.name for each in inputs if any(argument.type == kind.name for argument in each.arguments[1:])]

    def _several(self, node: Node, kind: Type) -> None:
        self._findings.wrong(
            catalogue.NOT_ONE, node.span, "one", **form(node), example=self.sample(kind.name), **named(kind)
        )


def _visible(text: str) -> bool:
    """Whether anyone can see it: not when it is white space, or marks that only steer the text around them."""
    return any(character.isprintable() and not character.isspace() for character in text)


def form(node: Node) -> dict[str, str]:
    """What a node is, or what it says if that is one value, as it is named in a message."""
    if isinstance(node, Scalar):
        return {"form": f"`{cut(node.text)}`", "form_en": f"`{cut(node.text)}`"}
    return (
        {"form": "lijst", "form_en": "a list"}
        if isinstance(node, Sequence)
        else {"form": "sleutels", "form_en": "keys"}
    )


def listed(names: Iterable[str], between: str = ", ") -> str:
    """Names in back-quotes."""
    every = [f"`{name}`" for name in names]
    return between.join(every[:MOST]) + (", …" if len(every) > MOST else "")


def is_empty(node: Node) -> bool:
    """Whether a node states nothing: an empty list or mapping, or nothing at all."""
    if isinstance(node, Scalar):
        return node.kind == "null"
    return not (node.entries if isinstance(node, MappingNode) else node.items)


def named(kind: Type) -> dict[str, str]:
    """What a type is called in a message; English asks for its article as well."""
    return {"type": kind.label.nl, "type_en": kind.label["en"], "a_type_en": with_article(kind)}


def with_article(kind: Type) -> str:
    """A service, an activity."""
    label = kind.label["en"]
    return f"an {label}" if label[:1].lower() in "aeiou" else f"a {label}"
