"""The documents of an editor: what each seems to be, by its name, its place and what is in it."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from kmopolicy.lsp.positions import Text
from kmopolicy.program.pages import nearest_policy
from kmopolicy.program.program import Program
from kmopolicy.questions.scenarios.allowances import PAGE
from kmopolicy.text.files import read_bytes

Sort = Literal["page", "part", "dossier", "other"]

LARGEST = 2_000_000
"""Characters; whoever writes has no larger page or dossier open."""
_DOSSIERS = (".yaml", ".yml", ".json")
_SCENARIOS = "scenarios"


class Document(NamedTuple):
    """An open document: where it stands, its text, and in what language. One that was never saved has a path of no folder."""

    path: Path
    source: str
    language: str = ""

    @property
    def sort(self) -> Sort:
        """What it seems to be, by its name, else by the language that the editor takes it for."""
        suffix = self.path.suffix.lower()
        if suffix == ".md" or (not suffix and self.language == "markdown"):
            return "page"
        if suffix in _DOSSIERS or (not suffix and self.language in ("yaml", "json")):
            return "dossier"
        return "part" if suffix in (".csv", ".txt") else "other"


def is_scenario(path: Path) -> bool:
    """Whether a file lies among the scenarios of a policy."""
    folder = nearest_policy(path.parent) if path.is_absolute() else None
    return folder is not None and path.is_relative_to(folder / _SCENARIOS)


def reads_as_dossier(source: str, program: Program) -> bool:
    """Whether a file elsewhere has a section of a dossier and a fact in it: many another file has `services`."""
    sections = [kind.section for kind in program.types.values() if kind.section]
    facts = [each.name for each in program.predicates.values() if each.role == "input"]
    return all(
        re.search(rf"""(?:^|[{{,])[ \t]*["']?(?:{"|".join(map(re.escape, names))})["']?[ \t]*:""", source, re.M)
        for names in (sections, facts)
    )


def scenarios(folder: Path, opened: Iterable[Path]) -> Iterator[Path]:
    """The scenarios of a policy, saved or only open, and the page beside them."""
    place = folder / _SCENARIOS
    saved = [each for each in sorted(place.rglob("*")) if each.suffix.lower() in _DOSSIERS and each.is_file()]
    page = [each for each in (place / PAGE,) if each.is_file()]
    yield from dict.fromkeys((*saved, *page, *(each for each in opened if each.is_relative_to(place))))


def text_of(path: Path) -> Text:
    """The text of a file; "" for one that cannot be read."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return Text("")
    return _text_of(path, found.st_mtime_ns, found.st_size)


@lru_cache(64)
def _text_of(path: Path, _changed: int, _size: int) -> Text:
    """The text of a file as it is on the disk."""
    content = read_bytes(path, str(path))
    return Text(content.decode("utf-8", errors="replace") if isinstance(content, bytes) else "")
