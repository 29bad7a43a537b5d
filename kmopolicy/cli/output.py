"""Where a result goes: standard output, or a file that is written whole or not at all."""

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kmopolicy.cli.refusal import refuse
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from kmopolicy.render.layout import Line


def width(out: str | None) -> int:
    """How wide laid-out text may be, given where it goes."""
    from kmopolicy.render.paint import PIPED, width_of

    return width_of(sys.stdout) if out is None else PIPED


def write_lines(lines: "Sequence[Line]", out: str | None) -> None:
    """Laid-out lines: in colour on a terminal, plain elsewhere."""
    from kmopolicy.render.paint import plain, show

    if out is None:
        show(lines, sys.stdout)
    else:
        write_text(plain(lines), out)


def write_text(text: str, out: str | None) -> None:
    """Text, as it is."""
    if out is None:
        sys.stdout.write(text)
    else:
        _replace(Path(out), text)


def _replace(target: Path, text: str) -> None:
    if not target.parent.is_dir():
        refuse(usage.CANNOT_WRITE, "folder", file=str(target), folder=str(target.parent))
    try:
        _replaced(target, text)
    except OSError:
        refuse(usage.CANNOT_WRITE, "rights", file=str(target))


def _replaced(target: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            stream.write(text)
        os.chmod(name, mode(target))
        os.replace(name, target)
    except BaseException:
        os.unlink(name)
        raise


def mode(target: Path) -> int:
    """The rights that the file has, or that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def prepare(stream: TextIO) -> None:
    """Standard streams take any text: UTF-8 where they are piped, and never an encoding error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if stream.isatty():
        reconfigure(errors="replace")
    else:
        reconfigure(encoding="utf-8", errors="backslashreplace")
