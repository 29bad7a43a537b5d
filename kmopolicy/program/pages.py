"""Reads the files of a policy folder: its pages, in the order of their paths, and a digest of all that matters."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import read_bytes

FRONT_PAGE = "kmopolicy.md"
"""The file by which a folder is known as a policy."""

_ASIDE = ("scenarios",)
_SUFFIXES = (".md", ".csv", ".txt")


class Folder(NamedTuple):
    """The files of a policy by their path within the folder, and what cannot be read."""

    path: Path
    files: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def digest(self) -> str:
        """The same for the same policy wherever it stands, whatever its line ends."""
        found = hashlib.sha256()
        for name, content in self.files.items():
            content = content.replace(b"\r\n", b"\n")
            found.update(f"{name}\0{len(content)}\0".encode())
            found.update(content)
        return f"sha256:{found.hexdigest()}"

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages: the Markdown files, but for those beside the sources."""
        return tuple(name for name in self.files if name.endswith(".md") and not name.startswith("sources/"))


def read_folder(path: Path) -> Folder:
    """All files of a policy; scenarios and hidden files aside."""
    if not path.is_dir():
        content = read_bytes(path, str(path))
        wrong = content if isinstance(content, Diagnostic) else _no_front_page(path)
        return Folder(path, {}, (wrong,))
    if not (path / FRONT_PAGE).is_file():
        return Folder(path, {}, (_no_front_page(path),))
    files: dict[str, bytes] = {}
    diagnostics = []
    for name, file in sorted(_files(path)):
        content = read_bytes(file, name)
        if isinstance(content, bytes):
            files[name] = content
        else:
            diagnostics.append(content)
    return Folder(path, files, tuple(diagnostics))


def _files(path: Path) -> list[tuple[str, Path]]:
    found = [(file.relative_to(path), file) for file in path.rglob("*") if file.suffix in _SUFFIXES and file.is_file()]
    return [
        (name.as_posix(), file)
        for name, file in found
        if name.parts[0] not in _ASIDE and not any(part.startswith(".") for part in name.parts)
    ]


def _no_front_page(path: Path) -> Diagnostic:
    return Diagnostic(catalogue.NO_FRONT_PAGE, None, {"folder": str(path), "page": FRONT_PAGE}, "page")
