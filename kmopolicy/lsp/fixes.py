"""The fix of a diagnostic, where its help names what to write in the place of what is underlined."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kmopolicy.lsp.positions import Edit, Position, Range, Text
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled
from kmopolicy.text.span import Span

_SAID = re.compile(r"(?:bedoelde u|schrijf|schrijf bijvoorbeeld|schrijf jaar-maand-dag:|, of) `\{(\w+)\}`")
"""What a help says in Dutch before a name that can be written in the place of another: every new entry's as well."""
_LITERAL = {
    (catalogue.UNEXPECTED.code, "arrow"): ":-",
    (catalogue.UNEXPECTED.code, "not"): "not",
    (catalogue.CURLY.code, "straight"): '"',
    (catalogue.UNSAFE.code, "anything"): "_",
    (catalogue.SINGLE_USE.code, "anything"): "_",
    (catalogue.NO_FULL_STOP.code, "mark"): ".",
    (catalogue.NOT_VERBATIM.code, "added"): "",
    (catalogue.INVISIBLE.code, "erase"): "",
}
_BY_ARGUMENT = {(catalogue.NOT_VERBATIM.code, "changed"): "there"}
_WRITE = Localized("schrijf `{new}`", "write `{new}`")
_DROP = Localized("schrap dit", "drop this")
_STOP = Localized("zet een punt", "put a full stop")
_AROUND = (("", ""), ("'", "'"), ('"', '"'), ("{", "}"), ("**", "**"))


class Fix(NamedTuple):
    """What one edit does, in words."""

    title: str
    edit: Edit


def fixes(found: Diagnostic, text: Text, lang: Lang) -> Iterator[Fix]:
    """The edits of which each would mend a diagnostic."""
    span = found.span
    if span is None or not span.line:
        return
    stands, whole = text.at(span), span.line == span.end_line
    if (found.code, found.help) == (catalogue.NO_FULL_STOP.code, "stop"):
        yield Fix(_STOP[lang], Edit(_point(text.position(span.line, span.column)), "."))
    for was, new in _written(found, stands):
        if new != was and (whole or was != stands):
            title = filled(_WRITE[lang], {"new": new.strip("*{}")}) if new else _DROP[lang]
            end = span.column + len(was)
            yield Fix(title, Edit(text.range(Span(span.file, span.line, span.column, span.line, end)), new))


def _written(found: Diagnostic, stands: str) -> Iterator[tuple[str, str]]:
    """What can be written for what stands there, or for the first word of it; between the marks that stand there."""
    kind = (found.code, found.help)
    if kind in _LITERAL:
        yield stands, _LITERAL[kind]
        return
    said = _SAID.findall(found.entry.helps[found.help].nl) if found.help else []
    said += [_BY_ARGUMENT[kind]] if kind in _BY_ARGUMENT else []
    was, before, after = _word(stands, set(found.args.values()))
    for place in said if was else ():
        if found.args.get(place):
            yield was, f"{before}{found.args[place]}{after}"


def _word(stands: str, words: set[str]) -> tuple[str, str, str]:
    """The word that a message is about, with the marks around it; "" where it is about more, or less, than one word."""
    for before, after in _AROUND:
        inside, closed, rest = stands.removeprefix(before).partition(after) if after else (stands, "", "")
        if stands.startswith(before) and inside in words and (closed or not after) and (not rest or after == "**"):
            return f"{before}{inside}{after}", before, after
    return "", "", ""


def _point(position: Position) -> Range:
    return Range(position, position)
