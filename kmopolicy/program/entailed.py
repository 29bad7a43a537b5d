"""Leaves out what only follows from something that was not read, so that each slip is told once.

A statement that does not parse may declare any name that stands in it, and a page that cannot be read may declare anything.
"""

import re
from collections.abc import Iterable, Iterator

from kmopolicy.program.draft import Draft
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic

_ABOUT = {
    catalogue.NO_POLICY.code: ("policy",),
    catalogue.NO_SOURCE.code: ("source",),
    catalogue.UNKNOWN_PREDICATE.code: ("name",),
    catalogue.UNKNOWN_TYPE.code: ("name",),
    catalogue.UNKNOWN_READING.code: ("name",),
    catalogue.UNKNOWN_CONSTANT.code: ("name", "type"),
    catalogue.NO_RULE.code: ("name",),
    catalogue.NO_TABLE.code: ("name",),
}
_ABOUT_ALL = (catalogue.UNCOVERED.code, catalogue.UNKNOWN_NUMBER.code)


def told_apart(found: Iterable[Diagnostic], draft: Draft, *, whole: bool) -> Iterator[Diagnostic]:
    """What is wrong whatever the unread statements say; `whole`: every page could be read."""
    words = {word for text in draft.unread for word in re.findall(r"\w+", text)}
    for diagnostic in found:
        if not (words or not whole) or not _entailed(diagnostic, words, whole=whole):
            yield diagnostic


def _entailed(diagnostic: Diagnostic, words: set[str], *, whole: bool) -> bool:
    if diagnostic.code in _ABOUT_ALL:
        return True
    about = _ABOUT.get(diagnostic.code)
    return about is not None and (not whole or any(diagnostic.args.get(each, each) in words for each in about))
