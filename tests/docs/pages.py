"""A page of the documentation as a reader meets it: blocks to follow, headings to jump to, links to click."""

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(
    r"^(?P<indent> *)(?P<mark>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^(?P=indent)(?P=mark)$", re.M | re.S
)
_HEADING = re.compile(r"^#+ +(.+)$", re.M)
_LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


class Block(NamedTuple):
    """A fenced block: its language, what else its first line says (`file=x.yaml`), its text, and where that stands."""

    language: str
    options: dict[str, str]
    text: str
    start: int
    end: int
    indent: str


class Page:
    """A Markdown file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.text = path.read_text(encoding="utf-8")

    @cached_property
    def blocks(self) -> list[Block]:
        """The fenced blocks, in order."""
        return [_block(found) for found in _FENCE.finditer(self.text)]

    def written(self, language: str) -> list[str]:
        """The texts of the blocks in one language."""
        return [block.text for block in self.blocks if block.language == language]

    @cached_property
    def prose(self) -> str:
        """The page without its blocks."""
        return _FENCE.sub("", self.text)

    @property
    def anchors(self) -> set[str]:
        """What a link may jump to: the headings, as GitHub names them."""
        found: dict[str, int] = {}
        for heading in _HEADING.findall(self.prose):
            anchor = _NOT_IN_ANCHORS.sub("", heading.lower()).replace(" ", "-")
            found[anchor] = found.get(anchor, -1) + 1
        return {f"{name}-{count}" if count else name for name, most in found.items() for count in range(most + 1)}

    @property
    def links(self) -> list[str]:
        """The targets of its links."""
        return _LINK.findall(_CODE.sub("", self.prose))

    @property
    def codes(self) -> set[str]:
        """What stands between back-quotes."""
        return set(_CODE.findall(self.prose))


def _block(found: re.Match[str]) -> Block:
    language, *options = found["info"].split() or [""]
    pairs = (option.partition("=") for option in options)
    text = re.sub(f"^{found['indent']}", "", found["text"], flags=re.M)
    return Block(language, {name: value for name, _, value in pairs}, text, *found.span("text"), found["indent"])


def pages(root: Path) -> Iterator[Page]:
    """All pages of a checkout that explain it; the policy is not among them."""
    for path in (*sorted(root.glob("*.md")), *sorted((root / "docs").rglob("*.md"))):
        yield Page(path)
