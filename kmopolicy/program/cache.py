"""Keeps checked programs, so that a policy that has not changed is not checked again.

A kept program is found by the digest of all the policy's bytes and the version of this package: it is never stale. It is
data and never executed; one that cannot be read or does not fit is made anew. `KMOPOLICY_CACHE` names another folder for
it; empty or `0`, nothing is kept.
"""

import os
from hashlib import sha256
from pathlib import Path

import msgspec

from kmopolicy.program.load import Loaded, checked
from kmopolicy.program.pages import Folder, read_folder
from kmopolicy.program.program import Program
from kmopolicy.version import VERSION

_ROOMS = ("language", "program")
"""Whose files make a program what it is."""
_FORMAT = "3"
"""Raised when what is kept changes shape."""


def cached_program(path: Path) -> Loaded:
    """The program of a folder, from the cache where it is there. What is wrong is looked for anew each time."""
    return cached(read_folder(path))


def cached(folder: Folder) -> Loaded:
    """The program of a folder that was read."""
    kept = None if folder.diagnostics else _kept_file(folder)
    program = _read(kept) if kept else None
    if program is not None and program.digest == folder.digest:
        return Loaded(program, ())
    loaded = checked(folder)
    if kept and loaded.program:
        _write(kept, loaded.program)
    return loaded


def _kept_file(folder: Folder) -> Path | None:
    place = _place()
    return place and place / f"{folder.digest.removeprefix('sha256:')[:40]}-{_version()}-{_FORMAT}.msgpack"


def _version() -> str:
    """The version of the package and a mark of its files: where it is being worked on, they change within a version."""
    package = Path(__file__).parent.parent
    files = [file for room in _ROOMS for kind in ("*.py", "*.lark") for file in sorted((package / room).rglob(kind))]
    marks = [f"{file.name} {found.st_size} {found.st_mtime_ns}" for file in files for found in (file.stat(),)]
    return f"{VERSION}-{sha256(' '.join(marks).encode()).hexdigest()[:12]}"


def _place() -> Path | None:
    chosen = os.environ.get("KMOPOLICY_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen not in ("", "0") else None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    try:
        return (Path(base) if base else Path.home() / ".cache") / "kmopolicy"
    except RuntimeError:
        return None


def _read(file: Path) -> Program | None:
    try:
        return msgspec.msgpack.decode(file.read_bytes(), type=Program)
    except (OSError, ValueError, RecursionError, msgspec.MsgspecError):
        return None


def _write(file: Path, program: Program) -> None:
    """Whole or not at all; silent where the folder cannot be written."""
    import tempfile

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=".", dir=file.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(msgspec.msgpack.encode(program))
        os.replace(name, file)
    except (OSError, ValueError):
        Path(name).unlink(missing_ok=True)
