"""Reads the files of a policy folder: its pages, in the order of their paths, and a digest of all that matters."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from kmopolicy.text.catalogue import files as files_catalogue
from kmopolicy.text.catalogue.policy import syntax as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import bounded, read_bytes

FRONT_PAGE = "kmopolicy.md"
"""The file by which a folder is known as a policy."""

_ASIDE = ("scenarios",)
_SUFFIXES = (".md", ".csv", ".txt")
_LIMIT = 2_000_000
"""Bytes; no page or register that people keep by hand is larger."""


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
            found.update(os.fsencode(f"{name}\0{len(content)}\0"))
            found.update(content)
        return f"sha256:{found.hexdigest()}"

    @property
    def pages(self) -> tuple[str, ...]:
        """The names of the pages: the Markdown files, but for those beside the sources."""
        return tuple(filter(_is_page, self.files))


def nearest_policy(place: Path) -> Path | None:
    """The nearest policy folder upwards from a file or folder, itself included."""
    here = Path(os.path.abspath(place))
    return next((folder for folder in (here, *here.parents) if (folder / FRONT_PAGE).is_file()), None)


def pages_at(path: Path) -> list[Path]:
    """The pages at a path: of a policy, of a folder within one, or one page. A file outside any policy is on its own."""
    policy = nearest_policy(path)
    if policy is None:
        return [path] if _is_page(path.name) and path.is_file() else []
    here = Path(os.path.abspath(path))
    pages = [policy / name for name in sorted(_names(policy, [])) if _is_page(name)]
    return [path / page.relative_to(here) for page in pages if here in (page, *page.parents)]


def read_folder(path: Path, unsaved: Mapping[str, bytes] | None = None) -> Folder:
    """All files of a policy; scenarios and hidden files aside. `unsaved` comes in the place of what is on the disk."""
    unsaved = unsaved or {}
    if not path.is_dir():
        content = read_bytes(path, str(path))
        wrong = content if isinstance(content, Diagnostic) else _no_front_page(path)
        return Folder(path, {}, (wrong,))
    if not (path / FRONT_PAGE).is_file():
        return Folder(path, {}, (_no_front_page(path),))
    files: dict[str, bytes] = {}
    unlisted: list[str] = []
    diagnostics = []
    for name in sorted({*_names(path, unlisted), *filter(is_part, unsaved)}):
        content = _within_limit(unsaved[name], name) if name in unsaved else content_of(path / name, name)
        if isinstance(content, bytes):
            files[name] = content
        else:
            diagnostics.append(content)
    diagnostics += [_not_readable(name) for name in sorted(unlisted)]
    return Folder(path, files, tuple(diagnostics))


def folder_of(path: Path, files: dict[str, bytes]) -> Folder:
    """A policy whose files are at hand, `path` being what it is called."""
    return Folder(path, files, () if FRONT_PAGE in files else (_no_front_page(path),))


def is_part(name: str) -> bool:
    """Whether a file of a policy folder, by its path within, is part of the policy."""
    parts = Path(name).parts
    return Path(name).suffix.lower() in _SUFFIXES and parts[0] not in _ASIDE and not any(map(_hidden, parts))


def _hidden(name: str) -> bool:
    return name.startswith(".")


def _is_page(name: str) -> bool:
    return name.lower().endswith(".md") and not name.startswith("sources/")


def content_of(file: Path, name: str) -> bytes | Diagnostic:
    """The content of a file of a policy; `name` is how the user calls it."""
    # What is neither file nor link, such as a pipe, might never end.
    if file.exists() and not file.is_file():
        return _not_readable(name)
    return read_bytes(file, name, limit=_LIMIT)


def _within_limit(content: bytes, name: str) -> bytes | Diagnostic:
    return bounded(BytesIO(content), name, _LIMIT)


def _not_readable(name: str) -> Diagnostic:
    return Diagnostic(files_catalogue.NOT_READABLE, None, {"file": name}, "rights")


def _names(path: Path, unlisted: list[str]) -> Iterator[str]:
    """The paths of the files within the folder; of folders that cannot be listed in `unlisted`. Links are not followed."""
    for folder, folders, files in os.walk(path, onerror=lambda error: unlisted.append(_within(path, error.filename))):
        inside = _within(path, folder)
        folders[:] = [name for name in folders if not name.startswith(".") and (inside != "." or name not in _ASIDE)]
        for name in files:
            if Path(name).suffix.lower() in _SUFFIXES and not name.startswith("."):
                yield (Path(inside) / name).as_posix()


def _within(path: Path, found: str) -> str:
    return Path(found).relative_to(path).as_posix()


def _no_front_page(path: Path) -> Diagnostic:
    return Diagnostic(catalogue.NO_FRONT_PAGE, None, {"folder": str(path), "page": FRONT_PAGE}, "page")
