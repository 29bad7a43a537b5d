"""Where a result goes: standard output, or a file that is written whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TextIO

from kmopolicy.cli.refusal import Unread, refuse
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from kmopolicy.render.terminal.layout import Line


def width(out: str | None) -> int:
    """How wide laid-out text may be, given where it goes."""
    from kmopolicy.render.terminal.paint import PIPED, width_of

    return width_of(sys.stdout) if out is None else PIPED


def write_lines(lines: "Sequence[Line]", out: str | None) -> None:
    """Laid-out lines: in colour on a terminal, plain elsewhere."""
    from kmopolicy.render.terminal.paint import plain, show

    if out is None:
        with spoken():
            show(lines, sys.stdout)
    else:
        write_text(plain(lines), out)


def write_text(text: str, out: str | None) -> None:
    """Text, as it is."""
    if out is None:
        with spoken():
            sys.stdout.write(text)
    else:
        write_file(out, text)


def write_bytes(content: bytes, out: str | None) -> None:
    """A file that is no text."""
    if out is None:
        with spoken():
            sys.stdout.buffer.write(content)
    else:
        write_file(out, content)


def tell(text: str) -> None:
    """Text on standard error; the exit code says it too, where nobody listens there."""
    with suppress(OSError):
        sys.stderr.write(text)


@contextmanager
def spoken() -> Iterator[None]:
    """Around what is written to standard output: a closed pipe is no error, and a full disk is no bug of ours."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _discard_output()
        raise Unread from None
    except OSError:
        _discard_output()
        refuse(usage.CANNOT_PRINT, "room")


def _discard_output() -> None:
    """What is still to be written goes nowhere, so that the interpreter does not complain about it on its way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def write_file(out: str, content: str | bytes, rights: str = "rights") -> None:
    """A file, whole or not at all; `rights` is what to do where it may not be written."""
    target = Path(out)
    if not target.parent.is_dir():
        refuse(usage.CANNOT_WRITE, "folder", file=out, folder=str(target.parent))
    if target.is_dir():
        refuse(usage.CANNOT_WRITE, "name", file=out)
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(_encoded(content))  # a device or a pipe
        else:
            _replace(Path(os.path.realpath(target)), _encoded(content))  # what a link points at; the link stays
    except BrokenPipeError:
        raise Unread from None
    except OSError:
        refuse(usage.CANNOT_WRITE, rights, file=out)


def writable(out: str) -> None:
    """Refuses a file that cannot be written, before anything is made for it."""
    target = Path(out)
    if not target.parent.is_dir():
        refuse(usage.CANNOT_WRITE, "folder", file=out, folder=str(target.parent))
    if target.is_dir():
        refuse(usage.CANNOT_WRITE, "name", file=out)
    if not os.access(target if target.exists() else target.parent, os.W_OK):
        refuse(usage.CANNOT_WRITE, "rights", file=out)


def write_folder(out: str, files: Mapping[str, str]) -> None:
    """A new folder with its files, whole or not at all."""
    target = Path(out)
    if not target.parent.is_dir():
        refuse(usage.CANNOT_WRITE, "folder", file=out, folder=str(target.parent))
    try:
        with tempfile.TemporaryDirectory(prefix=".kmopolicy-", dir=target.parent) as made:
            for name, text in files.items():
                file = Path(made, "made", name)
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8", newline="")
            os.rename(Path(made, "made"), target)
    except OSError:
        refuse(usage.CANNOT_WRITE, "own", file=out)


def _encoded(content: str | bytes) -> bytes:
    return content if isinstance(content, bytes) else content.encode(errors="backslashreplace")


def _replace(target: Path, content: bytes) -> None:
    mode = _mode(target)
    if not mode & 0o222:
        raise PermissionError(target)
    handle, name = tempfile.mkstemp(prefix=".kmopolicy-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        os.chmod(name, mode)
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def _mode(target: Path) -> int:
    """The rights that the file has, or that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def prepare() -> None:
    """Standard streams take any text: UTF-8 where they are piped, and never an encoding error; a closed one is empty."""
    sys.stdin = sys.stdin or _nothing("r")
    sys.stdout = sys.stdout or _nothing("w")
    sys.stderr = sys.stderr or _nothing("w")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and stream.isatty():
            reconfigure(errors="replace")
        elif reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _nothing(mode: Literal["r", "w"]) -> TextIO:
    return open(os.devnull, mode, encoding="utf-8")
