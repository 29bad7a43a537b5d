"""Sentences with `{places}` to fill, and parts in square brackets that say nothing where their place is blank."""

import re
from collections.abc import Collection, Mapping

_PLACE = re.compile(r"\{(\w+)\}")
_PART = re.compile(r"\[([^\[\]]*\{(\w+)\}[^\[\]]*)\]")


def filled(template: str, words: Mapping[str, str], blank: Collection[str] = ()) -> str:
    """The sentence with these words in its places, without the parts whose place is blank.

    >>> filled("erkend beroep ({regulation}[, vanaf {from}])", {"regulation": "wet", "from": "1 maart 2024"})
    'erkend beroep (wet, vanaf 1 maart 2024)'
    >>> filled("erkend beroep ({regulation}[, vanaf {from}])", {"regulation": "wet"}, blank={"from"})
    'erkend beroep (wet)'
    """
    whole = _PART.sub(lambda part: "" if part[2] in blank else part[1], template)
    return _PLACE.sub(lambda place: words.get(place[1], place[0]), whole)
