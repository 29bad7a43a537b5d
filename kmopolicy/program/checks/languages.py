"""Sentences and labels in one language only, where the policy has its title in both."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program.desk import Desk, localized
from kmopolicy.program.possible import Worlds
from kmopolicy.text.catalogue.policy import doubtful as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Localized

_LANGUAGES = {"nl": Localized("Nederlands", "Dutch"), "en": Localized("Engels", "English")}


def check(desk: Desk, _: Worlds) -> Iterator[Diagnostic]:
    """Every text that has no counterpart in the other language."""
    if not any(localized(placed.node.texts).en for placed in desk.draft.policies):
        return
    for texts in _texts(desk):
        yield from _sides(texts)
    for found in desk.tables.one_sided:
        there, column = ("nl", "en") if found.column == "en" else ("en", "nl")
        help_key = "cell" if found.row else "column"
        args = {"there": _LANGUAGES[there].nl, "there_en": _LANGUAGES[there].en, "column": column}
        yield Diagnostic(catalogue.ONE_LANGUAGE, found.cell.span, args, help_key)


def _texts(desk: Desk) -> Iterator[tree.Texts]:
    draft = desk.draft
    for kind in (draft.sources, draft.entities, draft.types, draft.predicates, draft.readings, draft.properties):
        yield from (placed.node.texts for placed in kind.values())
    for reading in draft.readings.values():
        yield from (option.texts for option in reading.node.options)
    for outcome in draft.outcomes.values():
        yield outcome.node.texts
        yield from (case.texts for case in outcome.node.cases)


def _sides(texts: tree.Texts) -> Iterator[Diagnostic]:
    """Each way of saying it that is there in one language only."""
    ways: dict[tuple[str, ...], dict[str, tree.TextNode]] = {}
    for text in texts:
        ways.setdefault(_way(text), {}).setdefault(text.lang, text)
    for way, told in ways.items():
        if len(told) == 1:
            there, text = next(iter(told.items()))
            missing = "en" if there == "nl" else "nl"
            args = {"there": _LANGUAGES[there].nl, "there_en": _LANGUAGES[there].en, "form": " ".join((missing, *way))}
            yield Diagnostic(catalogue.ONE_LANGUAGE, text.span, args, "text")


def _way(text: tree.TextNode) -> tuple[str, ...]:
    """The words that stand between the language and the text."""
    kinds = (("not", text.negated), ("plural", text.plural), ("asked", text.asked))
    return (*(word for word, there in kinds if there), *((text.about.text,) if text.about else ()))
