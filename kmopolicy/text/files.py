"""Reads files to text, or says why that cannot be done."""

import codecs
import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from kmopolicy.text.catalogue import files as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.excerpt import Lines
from kmopolicy.text.span import Span

LIMIT = 20_000_000
"""Bytes; a larger file is refused rather than read."""


def read_bytes(path: Path, shown: str, limit: int = LIMIT) -> bytes | Diagnostic:
    """The content of a file; `shown` is how the user calls it."""
    try:
        with open(path, "rb", opener=_opener) as stream:
            return bounded(stream, shown, limit)
    except (OSError, ValueError) as error:
        return _unread(error, shown)


def unreadable(path: Path, shown: str) -> Diagnostic | None:
    """Why something is no file to read from more than once, or None where it is one."""
    try:
        with open(path, "rb", opener=_opener) as stream:
            regular = stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
            return None if regular else Diagnostic(catalogue.NOT_READABLE, None, {"file": shown}, "rights")
    except (OSError, ValueError) as error:
        return _unread(error, shown)


def _unread(error: Exception, shown: str) -> Diagnostic:
    if isinstance(error, IsADirectoryError):
        return Diagnostic(catalogue.IS_FOLDER, None, {"file": shown}, "file")
    if is_missing(error):
        return Diagnostic(catalogue.NOT_THERE, None, {"file": shown}, "path")
    return Diagnostic(catalogue.NOT_READABLE, None, {"file": shown}, "rights")


def bounded(stream: BinaryIO, shown: str, limit: int = LIMIT) -> bytes | Diagnostic:
    """What a stream holds, if that is not too much: a device may never end."""
    content = stream.read(limit + 1)
    if len(content) > limit:
        return Diagnostic(catalogue.TOO_LARGE, None, {"file": shown, "limit": str(limit // 1_000_000)}, "split")
    return content


def is_missing(error: Exception) -> bool:
    """Whether there is nothing of that name, nor can be: it may be too long, or hold what no name holds."""
    if isinstance(error, OSError):
        return error.errno in (errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP, errno.EINVAL)
    return isinstance(error, ValueError)


def _opener(path: str, flags: int) -> int:
    """Opens without waiting: a pipe that nobody writes to is empty."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(handle, True)
    return handle


def decoded(content: bytes, shown: str) -> str | Diagnostic:
    """UTF-8 text with plain line ends; a byte order mark is left out."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Diagnostic(catalogue.NOT_UTF8, Span(shown, 0, 0, 0, 0), {"file": shown}, "save")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        help_key = "excel" if shown.endswith(".csv") else "save"
        return _at(catalogue.NOT_UTF8, before, content.decode("utf-8-sig", errors="replace"), shown, help_key)
    return without_nul(plain(text), shown)


def without_nul(text: str, shown: str) -> str | Diagnostic:
    """The text, if it is one: a program or a picture holds NUL characters."""
    place = text.find("\0")
    return text if place < 0 else _at(catalogue.NOT_TEXT, text[:place], text, shown, "text")


def plain(text: str) -> str:
    """The text with every line end as it is on Unix."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _at(entry: Entry, before: str, text: str, shown: str, help_key: str) -> Diagnostic:
    """What is wrong right behind `before`, with the line it stands in."""
    lines = plain(before).split("\n")
    span = Span(shown, len(lines), len(lines[-1]) + 1, len(lines), len(lines[-1]) + 2)
    return Diagnostic(entry, span, {"file": shown}, help_key, excerpts=(Lines(plain(text)).excerpt(span),))
