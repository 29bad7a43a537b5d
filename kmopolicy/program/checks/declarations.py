"""Declarations: known types, marks in their place, one default per reading, sentences with known places."""

import re
from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk, localized
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

_PLACE = re.compile(r"\{(\w*)\}")
_KINDS = ("exclusion", "condition", "judgement", "unknown", "met")
_FLAGS = {
    "input": ("open", "fixed", "at most one", "exactly one", "today", "label", "exists"),
    "derived": (*_KINDS, "shown"),
}
_ROLES = {
    "input": ("een feit", "a fact"),
    "table": ("een tabel", "a table"),
    "derived": ("een afgeleid predicaat", "a derived predicate"),
    "warning": ("een waarschuwing", "a warning"),
}


def check(desk: Desk) -> Iterator[Diagnostic]:
    """Everything that is wrong with the declarations themselves."""
    draft = desk.draft
    for predicate in draft.predicates.values():
        yield from _signature(desk, predicate.node.signature)
        yield from _flags(predicate.node)
        yield from _asked(predicate.node)
        yield from _sentences(predicate.node.signature, predicate.node.texts)
    for outcome in draft.outcomes.values():
        yield from _signature(desk, outcome.node.signature)
        yield from _sentences(outcome.node.signature, outcome.node.texts)
    for declared in draft.types.values():
        yield from _type(desk, declared.node)
    for reading in draft.readings.values():
        yield from _reading(reading.node)


def _signature(desk: Desk, signature: tree.SignatureNode) -> Iterator[Diagnostic]:
    names: set[str] = set()
    for argument in signature.arguments:
        if argument.name.text in names:
            yield Diagnostic(catalogue.DUPLICATE, argument.name.span, {"name": argument.name.text}, "rename")
        names.add(argument.name.text)
        yield from _known_type(desk, argument.type)


def _known_type(desk: Desk, word: tree.Word) -> Iterator[Diagnostic]:
    known = desk.draft.type_names()
    if word.text not in known:
        args = {"name": word.text, **near_or("declare", word.text, known)}
        yield Diagnostic(catalogue.UNKNOWN_TYPE, word.span, args, args.pop("help"))


def _flags(node: tree.PredicateNode) -> Iterator[Diagnostic]:
    fitting = _FLAGS.get(node.role, ())
    role = _ROLES[node.role]
    known = ", ".join(f"`{flag}`" for flag in fitting)
    for flag in node.flags:
        if flag.text not in fitting:
            args = {"flag": flag.text, "role": role[0], "role_en": role[1], "known": known}
            yield Diagnostic(catalogue.FLAG, flag.span, args, "known" if known else "")


def _asked(node: tree.PredicateNode) -> Iterator[Diagnostic]:
    """A question for what nobody can state."""
    role = _ROLES[node.role]
    for text in (each for each in node.texts if each.asked and node.role != "input"):
        args = {"flag": "asked", "role": role[0], "role_en": role[1]}
        yield Diagnostic(catalogue.FLAG, text.span, args)


def _sentences(signature: tree.SignatureNode, texts: tree.Texts) -> Iterator[Diagnostic]:
    names = [argument.name.text for argument in signature.arguments]
    if not localized(texts).nl:
        yield Diagnostic(catalogue.NO_SENTENCE, signature.name.span, {"name": signature.name.text}, "add")
    for text in texts:
        yield from _places(text, signature.name.text, names)


def _places(text: tree.TextNode, predicate: str, names: list[str]) -> Iterator[Diagnostic]:
    for place in _PLACE.findall(text.text):
        if place not in names:
            args = {"place": place, "name": predicate, **near_or("known", place, names)}
            yield Diagnostic(catalogue.UNKNOWN_PLACE, _string_of(text), args, args.pop("help"))


def _string_of(text: tree.TextNode) -> Span:
    """The quoted text itself, without the words before it."""
    span = text.span
    return Span(span.file, span.end_line, span.end_column - len(text.text) - 2, span.end_line, span.end_column)


def _type(desk: Desk, node: tree.TypeNode) -> Iterator[Diagnostic]:
    for included in node.includes:
        yield from _known_type(desk, included)
    known = desk.tables.constants_of(node.name.text)
    for constant in (node.default, node.opposite):
        if constant and constant.text not in known:
            args = {"name": constant.text, "type": node.name.text, **near_or("known", constant.text, known)}
            yield Diagnostic(catalogue.UNKNOWN_CONSTANT, constant.span, args, args.pop("help"))


def _reading(node: tree.ReadingNode) -> Iterator[Diagnostic]:
    names: set[str] = set()
    for option in node.options:
        if option.name.text in names:
            yield Diagnostic(catalogue.DUPLICATE, option.name.span, {"name": option.name.text}, "rename")
        names.add(option.name.text)
    if sum(option.default for option in node.options) != 1:
        yield Diagnostic(catalogue.READING_DEFAULT, node.name.span, {"name": node.name.text}, "mark")
