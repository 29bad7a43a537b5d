"""Declarations: known types, marks in their place, one default per reading, sentences with known places."""

import re
from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.checks.terms import constant
from kmopolicy.program.desk import Desk, localized
from kmopolicy.program.draft import BUILT_IN
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.policy import meaning
from kmopolicy.text.catalogue.policy import names as wrong_names
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

_PLACE = re.compile(r"\{(\w*)\}")
_KINDS = ("exclusion", "condition", "judgement", "unknown", "met")
_FLAGS = {
    "input": ("open", "fixed", "at most one", "exactly one", "today", "label", "exists"),
    "derived": (*_KINDS, "shown", "goal"),
}
_ROLES = {
    "input": ("een feit", "a fact"),
    "table": ("een tabel", "a table"),
    "derived": ("een afgeleid predicaat", "a derived predicate"),
    "warning": ("een waarschuwing", "a warning"),
}
_NO_ENTITY = ("een predicaat dat niet over een entiteit gaat", "a predicate that is about no entity")
_NO_DATE = (
    "een predicaat zonder datum als tweede en laatste argument",
    "a predicate without a date as second and last argument",
)
_NO_TEXT = (
    "een predicaat zonder tekst als tweede en laatste argument",
    "a predicate without a text as second and last argument",
)
_ALONE = ("een predicaat met één argument", "a predicate with one argument")


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Everything that is wrong with the declarations themselves."""
    draft = desk.draft
    for predicate in draft.predicates.values():
        node = predicate.node
        yield from _signature(desk, node.signature)
        yield from _flags(desk, node)
        yield from _asked(node)
        yield from _sentences(node.signature, node.texts)
        first = node.signature.arguments[0].type
        if node.role == "warning" and first.text in (*BUILT_IN, *draft.types):
            args = {"name": node.signature.name.text, "known": ", ".join(f"`{name}`" for name in draft.entities)}
            yield Diagnostic(meaning.ABOUT_NOBODY, first.span, args, "first")
    for outcome in draft.outcomes.values():
        yield from _signature(desk, outcome.node.signature)
        yield from _sentences(outcome.node.signature, outcome.node.texts)
    for declared in draft.types.values():
        yield from _type(desk, declared.node)
    for reading in draft.readings.values():
        yield from _reading(reading.node)
    yield from _sections(desk)
    yield from _untold(desk)


def _signature(desk: Desk, signature: tree.SignatureNode) -> Iterator[Diagnostic]:
    names: set[str] = set()
    for argument in signature.arguments:
        if argument.name.text in names:
            yield Diagnostic(wrong_names.DUPLICATE, argument.name.span, {"name": argument.name.text}, "rename")
        names.add(argument.name.text)
        yield from _known_type(desk, argument.type)
        if argument.default:
            yield from constant(desk, argument.default, argument.type.text)


def _known_type(desk: Desk, word: tree.Word) -> Iterator[Diagnostic]:
    known = desk.draft.type_names()
    if word.text not in known:
        args = {"name": word.text, **near_or("declare", word.text, known)}
        yield Diagnostic(wrong_names.UNKNOWN_TYPE, word.span, args, args.pop("help"))


def _flags(desk: Desk, node: tree.PredicateNode) -> Iterator[Diagnostic]:
    fitting = _FLAGS.get(node.role, ())
    known = ", ".join(f"`{flag}`" for flag in fitting)
    for flag in node.flags:
        role = _ROLES[node.role] if flag.text not in fitting else _unfit(desk, node, flag.text)
        if role:
            help_key = "known" if known and flag.text not in fitting else ""
            args = {"flag": flag.text, "role": role[0], "role_en": role[1], "known": known}
            yield Diagnostic(meaning.FLAG, flag.span, args, help_key)
    kinds = [flag for flag in node.flags if flag.text in _KINDS]
    for flag in kinds[1:]:
        role = (f"`{kinds[0].text}`", f"`{kinds[0].text}`")
        args = {"flag": flag.text, "role": role[0], "role_en": role[1], "known": ""}
        yield Diagnostic(meaning.FLAG, flag.span, args, "one")


def _unfit(desk: Desk, node: tree.PredicateNode, flag: str) -> tuple[str, str] | None:
    """What a predicate lacks that a mark needs."""
    arguments = [argument.type.text for argument in node.signature.arguments]
    if not set(arguments) <= set(desk.draft.type_names()):
        return None
    if flag in ("today", "exists", "shown") and arguments[0] not in desk.draft.entities:
        return _NO_ENTITY
    if flag == "today" and arguments[1:] != ["Date"]:
        return _NO_DATE
    if flag == "label" and arguments[1:] != ["Text"]:
        return _NO_TEXT
    return _ALONE if flag in ("at most one", "exactly one") and len(arguments) == 1 else None


def _asked(node: tree.PredicateNode) -> Iterator[Diagnostic]:
    """A question for what nobody can state."""
    role = _ROLES[node.role]
    for text in (each for each in node.texts if each.asked and node.role != "input"):
        args = {"flag": "asked", "role": role[0], "role_en": role[1]}
        yield Diagnostic(meaning.FLAG, text.span, args)


def _sentences(signature: tree.SignatureNode, texts: tree.Texts) -> Iterator[Diagnostic]:
    names = [argument.name.text for argument in signature.arguments]
    if not localized(texts).nl:
        yield Diagnostic(meaning.NO_SENTENCE, signature.name.span, {"name": signature.name.text}, "add")
    for text in texts:
        yield from _places(text, signature.name.text, names)


def _places(text: tree.TextNode, predicate: str, names: list[str]) -> Iterator[Diagnostic]:
    for place in _PLACE.finditer(text.text):
        if place[1] not in names:
            args = {"place": place[1], "name": predicate, **near_or("known", place[1], names)}
            yield Diagnostic(meaning.UNKNOWN_PLACE, _within(text, place), args, args.pop("help"))


def _within(text: tree.TextNode, place: re.Match[str]) -> Span:
    """Where a place in braces stands; what comes after it holds the escapes, if any."""
    span = text.span
    end = span.end_column - 1 - len(text.text[place.end() :].replace("\\", "  ").replace('"', "  "))
    return Span(span.file, span.end_line, end - len(place[0]), span.end_line, end)


def _type(desk: Desk, node: tree.TypeNode) -> Iterator[Diagnostic]:
    for included in node.includes:
        yield from _known_type(desk, included)
        if included.text in (*BUILT_IN, *desk.draft.entities):
            yield Diagnostic(meaning.OPEN_TYPE, included.span, {"name": included.text}, "closed")
    known = desk.tables.constants_of(node.name.text)
    for word in (node.default, node.opposite):
        if word and word.text not in known:
            args = {"name": word.text, "type": node.name.text, **near_or("known", word.text, known)}
            yield Diagnostic(wrong_names.UNKNOWN_CONSTANT, word.span, args, args.pop("help"))


def _reading(node: tree.ReadingNode) -> Iterator[Diagnostic]:
    names: set[str] = set()
    for option in node.options:
        if option.name.text in names:
            yield Diagnostic(wrong_names.DUPLICATE, option.name.span, {"name": option.name.text}, "rename")
        names.add(option.name.text)
    if sum(option.default for option in node.options) != 1:
        yield Diagnostic(meaning.READING_DEFAULT, node.name.span, {"name": node.name.text}, "mark")


def _sections(desk: Desk) -> Iterator[Diagnostic]:
    """The sections of a dossier: each is for one type, and none is called as something else in a dossier is."""
    nodes: list[tree.EntityNode | tree.TypeNode] = [placed.node for placed in desk.draft.entities.values()]
    nodes += [placed.node for placed in desk.draft.types.values()]
    taken = {"expect"} | {
        name
        for name, placed in desk.draft.predicates.items()
        if any(flag.text == "today" for flag in placed.node.flags)
    }
    for section in (node.section for node in nodes if node.section):
        if section.text in taken:
            yield Diagnostic(wrong_names.DUPLICATE, section.span, {"name": section.text}, "rename")
        taken.add(section.text)


def _untold(desk: Desk) -> Iterator[Diagnostic]:
    """What people read, and is not said in Dutch."""
    draft = desk.draft
    told: list[tuple[tree.Word, tree.Texts]] = [(placed.node.name, placed.node.texts) for placed in draft.policies]
    for declared in (draft.sources, draft.entities, draft.types, draft.readings, draft.properties):
        told += [(placed.node.name, placed.node.texts) for placed in declared.values()]
    for reading in draft.readings.values():
        told += [(option.name, option.texts) for option in reading.node.options]
    for outcome in draft.outcomes.values():
        told += [(case.value, case.texts) for case in outcome.node.cases]
    for name, texts in told:
        if not localized(texts).nl:
            yield Diagnostic(meaning.NO_SENTENCE, name.span, {"name": name.text}, "add")
