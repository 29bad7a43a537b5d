"""Pages as a browser reads them, once they have been seen to stand by themselves."""

import re
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "hr", "link", "input"}


class Page(HTMLParser):
    """A page as a browser reads it: its elements with their attributes, and the text of each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in set(self._open):
            self.texts[tag][-1] += data

    def attributes(self, name: str) -> list[str]:
        return [attributes[name] for _, attributes in self.elements if name in attributes]

    def headings(self) -> list[int]:
        return [int(tag[1]) for tag, _ in self.elements if re.fullmatch(r"h[1-6]", tag)]


def whole(text: str) -> Page:
    """The page, once it has been seen to be one: all links lead somewhere on it, and nothing is fetched or run."""
    read = Page(text)
    ids = read.attributes("id")
    assert len(ids) == len(set(ids))
    assert {link.removeprefix("#") for link in read.attributes("href")} <= set(ids)
    assert all(link.startswith("#") for link in read.attributes("href"))
    assert read.attributes("src") == []
    assert not {tag for tag, _ in read.elements} & {"script", "link", "img", "iframe", "object", "form", "base"}
    assert not any(name.startswith("on") for _, attributes in read.elements for name in attributes)
    assert "url(" not in text
    assert "default-src 'none'" in " ".join(read.attributes("content"))
    return read
