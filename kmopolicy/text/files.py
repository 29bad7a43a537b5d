"""Reads files to text, or says why that cannot be done."""

from pathlib import Path

from kmopolicy.text.catalogue import files as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

LIMIT = 20_000_000
"""Bytes; a larger file is refused rather than read."""


def read_bytes(path: Path, shown: str, limit: int = LIMIT) -> bytes | Diagnostic:
    """The content of a file; `shown` is how the user calls it."""
    try:
        if path.is_dir():
            return Diagnostic(catalogue.IS_FOLDER, None, {"file": shown}, "file")
        if path.is_file() and path.stat().st_size > limit:
            return Diagnostic(catalogue.TOO_LARGE, None, {"file": shown, "limit": str(limit // 1_000_000)}, "split")
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Diagnostic(catalogue.NOT_THERE, None, {"file": shown}, "path")
    except (OSError, ValueError):
        return Diagnostic(catalogue.NOT_READABLE, None, {"file": shown}, "rights")


def decoded(content: bytes, shown: str) -> str | Diagnostic:
    """UTF-8 text with plain line ends; a byte order mark is left out."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", errors="replace")
        help_key = "excel" if shown.endswith(".csv") else "save"
        return Diagnostic(catalogue.NOT_UTF8, _at_end(before, shown), {"file": shown}, help_key)
    place = text.find("\0")
    if place >= 0:
        return Diagnostic(catalogue.NOT_TEXT, _at_end(text[:place], shown), {"file": shown}, "text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at_end(text: str, shown: str) -> Span:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Span(shown, len(lines), len(lines[-1]) + 1, len(lines), len(lines[-1]) + 2)
