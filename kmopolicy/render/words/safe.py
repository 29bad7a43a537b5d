"""Takes out of data whatever could act on a terminal or reorder a line: escape sequences, controls, bidi overrides."""

import re

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, cursor
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # OSC and the like: titles, links
    r"|\x1b[ -/]*[0-~]?"
)
_SPACES = re.compile(r"[\t\n\v\f\r\x85\u2028\u2029]+")
_HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_LONE = re.compile(r"[\ud800-\udfff]")


def clean(text: str) -> str:
    """`text` on one line, without anything a terminal would act on.

    >>> clean("Excel [/x]\\x1b[31m rood\\u202e")
    'Excel [/x] rood'
    """
    if text.isascii() and text.isprintable():
        return text
    text = _SPACES.sub(" ", _ESCAPES.sub("", text))
    return _LONE.sub("\N{REPLACEMENT CHARACTER}", _HARMFUL.sub("", text))
