"""HTML as a tree of elements: what stands in it is data and never markup, whatever it says."""

from importlib.resources import files
from xml.etree import ElementTree

from kmopolicy.render.words.safe import clean

Element = ElementTree.Element
Child = Element | str | None

_ALONE = "default-src 'none'; style-src 'unsafe-inline'"
_LOOK = "page.css"


def element(tag: str, *children: "Child | list[Element]", **attributes: str) -> Element:
    """An element with its text and children in order; `_` in the name of an attribute is `-`, and one at the end is nothing."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): clean(value) for name, value in attributes.items()})
    for child in children:
        for each in child if isinstance(child, list) else [child]:
            _append(made, each)
    return made


def page(title: str, sheet: str, body: Element, lang: str) -> str:
    """A whole page in the one look, with a style `sheet` of its own: it needs nothing else and runs no script."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_ALONE),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        _style(files(__package__).joinpath(_LOOK).read_text(encoding="utf-8") + sheet),
    )
    return _document(head, body, lang)


def _document(head: Element, body: Element, lang: str) -> str:
    page = Element("html", {"lang": lang})
    page.extend((head, body))
    return "<!DOCTYPE html>\n" + ElementTree.tostring(page, encoding="unicode", method="html") + "\n"


def _style(sheet: str) -> Element:
    """A style sheet of our own: the one text that is written as it is."""
    made = Element("style")
    made.text = sheet
    return made


def _append(made: Element, child: Child) -> None:
    if child is None:
        return
    if not isinstance(child, str):
        made.append(child)
    elif len(made):
        made[-1].tail = (made[-1].tail or "") + clean(child)
    else:
        made.text = (made.text or "") + clean(child)
