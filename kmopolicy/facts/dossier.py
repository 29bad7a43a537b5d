"""Reads a dossier, entity first: sections of things, and under each thing the facts that it is the first argument of."""

import re
from collections.abc import Iterator
from datetime import date

from kmopolicy.facts.gathering import Dates, Gathering
from kmopolicy.facts.model import Entity
from kmopolicy.facts.nodes import Mapping, Node, Scalar, cut
from kmopolicy.facts.statements import Statements
from kmopolicy.facts.values import form, is_empty, listed, named, with_article
from kmopolicy.program.declarations import Constant, Predicate, Type
from kmopolicy.program.near import near_or, nearest
from kmopolicy.text.catalogue.facts import dossiers, forms
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

EXPECT = "expect"
LABEL = "label"
SAMPLE = "d1"
"""The name of a thing in an example."""
_GLUED = re.compile(r"\w+:\S")


class Dossier:
    """Reads one dossier into a gathering."""

    def __init__(self, gathering: Gathering) -> None:
        self._program = gathering.program
        self._to = gathering
        self._wrong = gathering.findings.wrong
        self._plenty = gathering.findings.plenty
        self._statements = Statements(gathering)
        self._defaults: dict[str, tuple[date, Span]] = {}
        self._sections = {kind.section: kind for kind in self._program.types.values() if kind.section}
        inputs = [each for each in self._program.predicates.values() if each.role == "input"]
        self._dates = [each.name for each in inputs if each.today]
        self._predicates: dict[str, dict[str, Predicate]] = {name: {} for name in self._program.types}
        for each in inputs:
            self._predicates[each.arguments[0].type][each.name] = each

    def read(self, root: Node) -> None:
        """All sections: what exists first, then the facts, what the dossier expects last."""
        if not isinstance(root, Mapping):
            things = next((kind for kind in self._program.types.values() if kind.kind == "entity"), None)
            self._no_keys(root, f"{things.section if things else '…'}: {{…}}")
            return
        for key, node in root.entries:
            self._top(key, node)
        for kind, key, node in self._things(root):
            self._declare(kind, key, node)
        for kind, key, node in self._things(root):
            if (kind.name, key.text) in self._to.entities or kind.kind == "closed":
                self._facts_of(kind, key, node)
        for key, node in root.entries:
            if key.text == EXPECT and not is_empty(node):
                from kmopolicy.facts.expectations import read_expectations

                read_expectations(self._to, node)

    def dates(self, option: date | None, today: date) -> Dates:
        """The reference dates for what has none of its own."""
        return Dates(option, today, self._defaults)

    def _top(self, key: Scalar, node: Node) -> None:
        """A key of the dossier itself; of a section only whether it is one."""
        if key.text in self._sections:
            if not is_empty(node) and not isinstance(node, Mapping):
                kind = self._sections[key.text]
                self._to.unread.add(kind.name)
                self._no_keys(node, f"{key.text}: {{{self._example(kind)}}}")
        elif key.text in self._dates and not is_empty(node):
            day = self._to.values.day(node)
            if day:
                self._defaults[key.text] = (day, node.span)
        elif key.text not in (*self._dates, EXPECT):
            self._unknown_section(key, node)

    def _example(self, kind: Type) -> str:
        return f'{SAMPLE}: {{label: "…"}}' if kind.kind == "closed" else f"{SAMPLE}: {{…}}"

    def _unknown_section(self, key: Scalar, node: Node) -> None:
        if not self._plenty(dossiers.UNKNOWN_SECTION):
            help_key, args = self._meant(key.text, node)
            self._wrong(dossiers.UNKNOWN_SECTION, key.span, help_key, key=cut(key.text), **args)
        # What stands there is not missing: a reference to it is no second error.
        self._to.excused |= {key.text, *(name.text for name, _ in node.entries)} if isinstance(node, Mapping) else set()

    def _meant(self, name: str, node: Node) -> tuple[str, dict[str, str]]:
        """What someone meant who wrote this for a section: another, or a fact, or a thing with its facts."""
        called = next((kind.section for kind in self._sections.values() if name.casefold() in _names(kind)), "")
        if called:
            return "near", {"near": called}
        declared = self._program.predicates.get(name)
        section = self._program.types[declared.arguments[0].type].section if declared else ""
        if declared and declared.role == "input" and section:
            return "fact", {"section": section}
        keys = {key.text for key, _ in node.entries} if isinstance(node, Mapping) else set()
        home = next((kind.section for kind in self._sections.values() if keys & set(self._predicates[kind.name])), "")
        if home:
            return "thing", {"section": home}
        args = near_or("known", name, (*self._sections, *self._dates, EXPECT))
        return args.pop("help"), args

    def _things(self, root: Mapping) -> Iterator[tuple[Type, Scalar, Node]]:
        """All that the sections name, with its facts."""
        for key, node in root.entries:
            if key.text in self._sections and isinstance(node, Mapping):
                yield from ((self._sections[key.text], name, facts) for name, facts in node.entries)

    def _declare(self, kind: Type, key: Scalar, node: Node) -> None:
        """That a thing exists, or a constant."""
        if kind.kind == "closed":
            self._constant(kind, key, node)
        elif key.text in self._predicates[kind.name] and not isinstance(node, Mapping):
            example = f"{kind.section}: {{{SAMPLE}: {{{key.text}: …}}}}"
            self._wrong(dossiers.FACT_FOR_NAME, key.span, "name", key=key.text, example=example, **named(kind))
        elif self._to.values.id(key, kind) is not None:
            self._to.entities[kind.name, key.text] = Entity(kind.name, key.text, key.span)

    def _constant(self, kind: Type, key: Scalar, node: Node) -> None:
        """A constant of the dossier's own, or more facts about one of the policy's."""
        args = {"name": key.text, **named(kind)}
        entries = node.entries if isinstance(node, Mapping) else ()
        label = next((value for name, value in entries if name.text == LABEL), None)
        if key.text in self._program.labels[kind.name]:
            if label is not None:
                self._wrong(dossiers.KNOWN_CONSTANT, label.span, "drop", **args)
        elif self._to.values.id(key, kind):
            told = label.text if isinstance(label, Scalar) else ""
            if not told.strip():
                self._wrong(dossiers.NO_LABEL, key.span, "add", **args)
            own = self._to.values.own.setdefault(kind.name, {})
            own[key.text] = Constant(key.text, Localized(told), key.span)

    def _facts_of(self, kind: Type, key: Scalar, node: Node) -> None:
        """What a section says of one thing."""
        if is_empty(node):
            return
        if not isinstance(node, Mapping):
            self._to.incomplete.add((kind.name, key.text))
            self._no_keys(node, f"{cut(key.text)}: {{…}}")
            return
        aside = (LABEL,) if kind.kind == "closed" else ()
        own = self._predicates[kind.name]
        for name, value in node.entries:
            if name.text in own:
                self._statements.state(own[name.text], key.text, name, value)
            elif name.text not in aside:
                self._unknown_key(kind, key.text, name, (*own, *aside))

    def _unknown_key(self, kind: Type, subject: str, key: Scalar, known: tuple[str, ...]) -> None:
        if self._plenty(dossiers.UNKNOWN_KEY):
            self._to.incomplete.add((kind.name, subject))
            return
        args = {"key": cut(key.text), **named(kind)}
        other = self._program.predicates.get(key.text)
        if other is not None and other.role == "input":
            home = self._program.types[other.arguments[0].type]
            args |= {"other": home.label.nl, "other_en": with_article(home), "section": home.section}
            self._wrong(dossiers.UNKNOWN_KEY, key.span, "elsewhere", **args)
        elif other is not None:
            self._wrong(dossiers.UNKNOWN_KEY, key.span, "derived", **args)
        else:
            near = nearest(key.text, known)
            self._to.attempted.add((near, subject))
            help_key = "near" if near else "few" if kind.kind == "closed" else "known"
            self._wrong(dossiers.UNKNOWN_KEY, key.span, help_key, near=near, known=listed(known), **args)

    def _no_keys(self, node: Node, example: str) -> None:
        glued = isinstance(node, Scalar) and node.kind == "plain" and _GLUED.match(node.text)
        self._wrong(forms.NOT_A_MAPPING, node.span, "space" if glued else "form", **form(node), example=example)


def _names(kind: Type) -> set[str]:
    """What people call a type."""
    labels = (kind.label.nl, kind.label["en"], kind.plural.nl, kind.plural["en"])
    return {label.casefold() for label in labels}
