"""Leaves out what only follows from something that was not read, so that each slip is told once.

A statement that does not parse may declare any name that stands in it, a table that is not there any value of its types,
and a page that cannot be read anything.
"""

import re
from collections.abc import Iterable, Iterator

from kmopolicy.text.catalogue.policy import names, quotes, syntax, tables
from kmopolicy.text.diagnostic import Diagnostic

_ABOUT = {
    syntax.NO_POLICY.code: ("policy",),
    quotes.NO_SOURCE.code: ("source",),
    names.UNKNOWN_PREDICATE.code: ("name",),
    names.UNKNOWN_TYPE.code: ("name",),
    names.UNKNOWN_READING.code: ("name",),
    names.UNKNOWN_CONSTANT.code: ("name", "type"),
    names.NO_RULE.code: ("name",),
    tables.NO_TABLE.code: ("name",),
    quotes.UNKNOWN_NUMBER.code: ("number", "source"),
}


def told_apart(found: Iterable[Diagnostic], unread: Iterable[str], *, whole: bool) -> Iterator[Diagnostic]:
    """What is wrong whatever the unread texts say; `whole`: every page could be read."""
    words = {word for text in unread for word in re.findall(r"\w+", text)}
    for diagnostic in found:
        if not (words or not whole) or not _entailed(diagnostic, words, whole=whole):
            yield diagnostic


def _entailed(diagnostic: Diagnostic, words: set[str], *, whole: bool) -> bool:
    if diagnostic.code == quotes.UNCOVERED.code:
        return True
    about = _ABOUT.get(diagnostic.code)
    return about is not None and (not whole or any(diagnostic.args.get(each, each) in words for each in about))
