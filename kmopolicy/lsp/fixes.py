"""The fix of a diagnostic, where its help names what to write in the place of what is underlined."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kmopolicy.lsp.positions import Edit, Position, Range, Text
from kmopolicy.text.catalogue.policy import meaning, quotes, syntax
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled
from kmopolicy.text.span import Span

_SAID = re.compile(r"(?:bedoelde u|schrijf|schrijf bijvoorbeeld|schrijf jaar-maand-dag:|, of) `\{(\w+)\}`")
"""What a help says in Dutch before a name that can be written in the place of another: every new entry's as well."""
_LITERAL = {
    (syntax.UNEXPECTED.code, "arrow"): ":-",
    (syntax.UNEXPECTED.code, "not"): "not",
    (syntax.CURLY.code, "straight"): '"',
    (meaning.UNSAFE.code, "anything"): "_",
    (meaning.SINGLE_USE.code, "anything"): "_",
    (syntax.NO_FULL_STOP.code, "mark"): ".",
    (quotes.NOT_VERBATIM.code, "added"): "",
    (syntax.INVISIBLE.code, "erase"): "",
}
_BY_ARGUMENT = {(quotes.NOT_VERBATIM.code, "changed"): "there"}
_WRITE = Localized("schrijf `{new}`", "write `{new}`")
_DROP = Localized("schrap dit", "drop this")
_STOP = Localized("zet een punt", "put a full stop")


class Fix(NamedTuple):
    """What one edit does, in words."""

    title: str
    edit: Edit


def fixes(found: Diagnostic, text: Text, lang: Lang) -> Iterator[Fix]:
    """The edits of which each would mend a diagnostic."""
    span = found.span
    if span is None or not span.line:
        return
    stands = text.at(span)
    if (found.code, found.help) == (syntax.NO_FULL_STOP.code, "stop"):
        yield Fix(_STOP[lang], Edit(_point(text.position(span.line, span.column)), "."))
    for start, end, new in _written(found, stands, whole=span.line == span.end_line):
        if new != stands[start:end]:
            title = filled(_WRITE[lang], {"new": new}) if new else _DROP[lang]
            at = Span(span.file, span.line, span.column + start, span.line, span.column + end)
            yield Fix(title, Edit(text.range(at), new))


def _written(found: Diagnostic, stands: str, *, whole: bool) -> Iterator[tuple[int, int, str]]:
    """What can be written for a stretch of what stands there. `whole`: all of it stands on one line."""
    kind = (found.code, found.help)
    if kind in _LITERAL:
        yield 0, len(stands), _LITERAL[kind]
        return
    said = _SAID.findall(found.entry.helps[found.help].nl) if found.help else []
    said += [_BY_ARGUMENT[kind]] if kind in _BY_ARGUMENT else []
    for place in said:
        words = [word for name, word in found.args.items() if name not in said]
        start, end = _word(stands, words)
        if end and found.args.get(place) and (whole or end < len(stands)):
            yield start, end, found.args[place]


def _word(stands: str, words: Sequence[str]) -> tuple[int, int]:
    """Where the word stands that a message is about: all of it, or a word that is there once; (0, 0) for nowhere."""
    if stands in words:
        return 0, len(stands)
    for word in filter(None, words):
        found = list(re.finditer(rf"(?<![\w-]){re.escape(word)}(?![\w-])", stands))
        if len(found) == 1:
            return found[0].span()
    return 0, 0


def _point(position: Position) -> Range:
    return Range(position, position)
