"""A diagnostic as plain text: what is wrong, the line it stands in with the piece underlined, and how to mend it."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import read_bytes
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

_SEVERITY = {"error": Localized("fout", "error"), "warning": Localized("waarschuwing", "warning")}
_HELP = Localized("hulp", "help")
_NOTE = Localized("zie ook", "see also")
_AROUND = 60
"""Characters of a long line that are shown on either side of the piece."""


def underlined(found: Diagnostic, lang: Lang) -> str:
    """The diagnostic with its source line, as it is printed."""
    return "\n".join(visible(line) for line in _lines(found, lang)) + "\n"


def visible(text: str) -> str:
    """The text with control characters and direction marks shown, so that data cannot steer a terminal."""
    return "".join(_shown(character) for character in text)


def _lines(found: Diagnostic, lang: Lang) -> Iterator[str]:
    yield f"{_SEVERITY[found.entry.severity][lang]}[{found.code}]: {found.message_in(lang)}"
    spans = [found.span] if found.span else []
    margin = " " * len(str(max((span.line for span in [*spans, *(each for each, _ in found.notes)]), default=0)))
    if found.span:
        yield from _place(found.span, margin, "-->")
    if found.help:
        yield f"{margin} = {_HELP[lang]}: {found.help_in(lang)}"
    for span, text in found.notes:
        yield f"{margin} = {_NOTE[lang]}: {text[lang]}"
        yield from _place(span, margin, "-->")


def _place(span: Span, margin: str, arrow: str) -> Iterator[str]:
    yield f"{margin}{arrow} {span}"
    line = _source_line(span)
    if line is None:
        return
    start, end = span.column - 1, span.end_column - 1 if span.end_line == span.line else len(line)
    first = max(0, start - _AROUND)
    end = max(start + 1, min(end, max(len(line), start + 1)))
    last = min(len(line), end + _AROUND, start + 3 * _AROUND)
    before, shown = ("…" if first else ""), line[first:last] + ("…" if last < len(line) else "")
    pad = _width(before + visible(line[first:start]))
    marks = max(1, _width(visible(line[start : min(end, last)])))
    yield f"{margin} |"
    yield f"{span.line:>{len(margin)}} | {before}{shown}"
    yield f"{margin} | {' ' * pad}{'^' * marks}"


def _source_line(span: Span) -> str | None:
    try:
        found = os.stat(span.file)
    except (OSError, ValueError):
        return None
    lines = _lines_of(span.file, found.st_mtime_ns, found.st_size) if stat.S_ISREG(found.st_mode) else ()
    return lines[span.line - 1].expandtabs(1) if 0 < span.line <= len(lines) else None


@lru_cache(8)
def _lines_of(file: str, _changed: int, _size: int) -> tuple[str, ...]:
    """The lines of a file, also of one in another encoding, so that a place in it can be shown."""
    content = read_bytes(Path(file), file)
    text = content.decode("utf-8-sig", errors="replace") if isinstance(content, bytes) else ""
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") and character != "\n":
        return f"\\u{ord(character):04x}"
    return character


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
