"""The fix of a diagnostic, where its help names what to write in the place of what is underlined."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from kmopolicy.lsp.positions import Edit, Position, Range, Text
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled

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
_QUOTES = ("'", '"')


class Fix(NamedTuple):
    """What one edit does, in words."""

    title: str
    edit: Edit


def fixes(found: Diagnostic, text: Text, lang: Lang) -> Iterator[Fix]:
    """The edits of which each would mend a diagnostic."""
    span = found.span
    if span is None or not span.line or span.line != span.end_line:
        return
    stands = text.at(span)
    if (found.code, found.help) == (catalogue.NO_FULL_STOP.code, "stop"):
        yield Fix(_STOP[lang], Edit(_point(text.position(span.line, span.column)), "."))
    for new in _written(found, stands):
        if new != stands:
            title = filled(_WRITE[lang], {"new": new}) if new else _DROP[lang]
            yield Fix(title, Edit(text.range(span), new))


def _written(found: Diagnostic, stands: str) -> Iterator[str]:
    """What can be written for what stands there; between the quotation marks that stand there."""
    kind = (found.code, found.help)
    if kind in _LITERAL:
        yield _LITERAL[kind]
        return
    mark = stands[:1] if stands[:1] in _QUOTES and len(stands) > 1 and stands.endswith(stands[:1]) else ""
    bare = stands.removeprefix(mark).removesuffix(mark)
    said = _SAID.findall(found.entry.helps[found.help].nl) if found.help else []
    said += [_BY_ARGUMENT[kind]] if kind in _BY_ARGUMENT else []
    # A message may be about more than one word: only one that is underlined as a whole is changed.
    for place in said if bare in found.args.values() else ():
        if found.args.get(place):
            yield f"{mark}{found.args[place]}{mark}"


def _point(position: Position) -> Range:
    return Range(position, position)
