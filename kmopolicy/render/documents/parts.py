"""What all documents are made of: texts in both languages, places, citations and rows, and the JSON text itself.

The same input gives the same bytes: no time, no machine, no order that could differ.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from kmopolicy.program.terms import Citation
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

Json = dict[str, Any]

_STEERS = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Direction marks and the like, which JSON itself lets stand."""


def dumped(content: Json) -> str:
    """Indented JSON text, in UTF-8 as it stands; what a terminal would act on, as its number."""
    return _STEERS.sub(lambda found: f"\\u{ord(found[0]):04x}", _indented(content)) + "\n"


def _indented(content: Json) -> str:
    """The text that `json` indents; most of it is proofs, which it would take five times as long over."""
    try:
        return msgspec.json.format(json.dumps(content, ensure_ascii=False))
    except UnicodeEncodeError:  # a file may have a name that is no text
        return json.dumps(content, ensure_ascii=False, indent=2)


def plain(rows: Iterable[Sequence[Any]]) -> list[list[str | int]]:
    """Rows of values, dates as text."""
    return [[cell if isinstance(cell, int) else str(cell) for cell in row] for row in rows]


def citation(found: Citation) -> Json:
    """A sentence that is cited, with its quote and where that stands."""
    return {"sentence": found.sentence, "quote": found.quote, **stands(found.span)}


def stands(span: Span | None) -> Json:
    """Where something stands."""
    return {"file": span.file if span else None, "line": span.line if span else None}


def both(text: Localized) -> Json:
    """A text in both languages."""
    return {"nl": text["nl"], "en": text["en"]}
