"""A policy as it stood at a revision of git: the files of its folder, read from the repository and not from the disk."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from kmopolicy.program.pages import Folder, folder_of, is_part
from kmopolicy.text.catalogue import questions
from kmopolicy.text.diagnostic import Diagnostic

_FILES = (b"100644", b"100755")
"""The modes of files; links and repositories within are left aside."""


def read_revision(path: Path, revision: str) -> Folder | Diagnostic:
    """The files of a policy folder at a revision, or why there are none."""
    try:
        prefix = _git(path, "rev-parse", "--show-prefix").decode().strip()
        commit = _git(path, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except FileNotFoundError:
        return _unknown(revision, "git")
    except subprocess.CalledProcessError as error:
        return _unknown(revision, "revision" if error.cmd[-1].endswith("^{commit}") else "repository")
    shown = Path(f"{revision}:{prefix}")
    return folder_of(shown, dict(sorted(_files(path, commit.decode().strip(), prefix))))


def _files(path: Path, commit: str, prefix: str) -> Iterator[tuple[str, bytes]]:
    listed = _git(path, "ls-tree", "-r", "-z", "--full-tree", commit, "--", prefix or ".")
    found: list[tuple[str, bytes]] = []
    for entry in filter(None, listed.split(b"\0")):
        about, _, full = entry.partition(b"\t")
        mode, _, blob = about.split(b" ")
        name = full.decode(errors="surrogateescape").removeprefix(prefix)
        if mode in _FILES and is_part(name):
            found.append((name, blob))
    told = _git(path, "cat-file", "--batch", given=b"".join(blob + b"\n" for _, blob in found))
    at = 0
    for name, _ in found:
        end = told.index(b"\n", at)
        size = int(told[at:end].split(b" ")[2])
        yield name, told[end + 1 : end + 1 + size]
        at = end + size + 2


def _git(path: Path, *arguments: str, given: bytes = b"") -> bytes:
    return subprocess.run(["git", "-C", str(path), *arguments], input=given, capture_output=True, check=True).stdout


def _unknown(revision: str, help_key: str) -> Diagnostic:
    return Diagnostic(questions.NO_SUCH_SIDE, None, {"side": revision}, help_key)
