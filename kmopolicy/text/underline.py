"""A diagnostic as plain text: what is wrong, the line it stands in with the piece underlined, and how to mend it."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.excerpt import Excerpt, Lines
from kmopolicy.text.files import plain, read_bytes
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

_SEVERITY = {"error": Localized("fout", "error"), "warning": Localized("waarschuwing", "warning")}
_HELP = Localized("hulp", "help")
_NOTE = Localized("zie ook", "see also")


def underlined(found: Diagnostic, lang: Lang) -> str:
    """The diagnostic with its source line, as it is printed."""
    return "\n".join(visible(line) for line in _lines(found, lang)) + "\n"


def visible(text: str) -> str:
    """The text with control characters and direction marks shown, so that data cannot steer a terminal."""
    return "".join(_shown(character) for character in text)


def _lines(found: Diagnostic, lang: Lang) -> Iterator[str]:
    yield f"{_SEVERITY[found.entry.severity][lang]}[{found.code}]: {found.message_in(lang)}"
    notes = [span for span, _ in found.notes]
    margin = " " * len(str(max((span.line for span in [*([found.span] if found.span else []), *notes]), default=0)))
    shown = found.excerpts or tuple(map(_read, (found.span, *notes)))
    if found.span:
        yield from _place(found.span, shown[0], margin)
    if found.help:
        yield f"{margin} = {_HELP[lang]}: {found.help_in(lang)}"
    for (span, text), excerpt in zip(found.notes, shown[1:], strict=True):
        yield f"{margin} = {_NOTE[lang]}: {text[lang]}"
        yield from _place(span, excerpt, margin)


def _place(span: Span, excerpt: Excerpt | None, margin: str) -> Iterator[str]:
    yield f"{margin}--> {span}"
    if excerpt is None:
        return
    pad = _width(visible(excerpt.text[: excerpt.start]))
    marks = max(1, _width(visible(excerpt.text[excerpt.start : excerpt.end])))
    yield f"{margin} |"
    yield f"{span.line:>{len(margin)}} | {excerpt.text}"
    yield f"{margin} | {' ' * pad}{'^' * marks}"


def _read(span: Span | None) -> Excerpt | None:
    if span is None or not span.line:
        return None
    try:
        found = os.stat(span.file)
    except (OSError, ValueError):
        return None
    return _lines_of(span.file, found.st_mtime_ns, found.st_size).excerpt(span) if stat.S_ISREG(found.st_mode) else None


@lru_cache(8)
def _lines_of(file: str, _changed: int, _size: int) -> Lines:
    """The lines of a file, also of one in another encoding, so that a place in it can be shown."""
    content = read_bytes(Path(file), file)
    return Lines(plain(content.decode("utf-8-sig", errors="replace")) if isinstance(content, bytes) else "")


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"\\u{ord(character):04x}"
    return character


def _width(text: str) -> int:
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )
