"""The outline of a page: its headings, and under each what is declared and ruled there."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.markdown import Block, Heading
from kmopolicy.language.parser import MOST_STATEMENTS
from kmopolicy.lsp.view import View
from kmopolicy.text.span import Span

Sort = Literal["heading", "predicate", "rule", "type", "reading", "property", "outcome", "source", "policy"]


class Item(NamedTuple):
    """A line of the outline. `span`: the whole of it, with everything under it; `name_span`: its name."""

    name: str
    sort: Sort
    span: Span
    name_span: Span
    children: "tuple[Item, ...]" = ()


def outline(view: View, file: str) -> tuple[Item, ...]:
    """The items of a page of the policy, the headings by their level."""
    page = next((each for each in view.found.pages if each.file == file), None) if view.found else None
    if page is None:
        return ()
    flat: list[tuple[int, Item]] = []
    for element in page.elements:
        if isinstance(element, Heading):
            flat.append((_level(view, element), Item(element.text or "#", "heading", element.span, element.span)))
        elif isinstance(element, Block):
            flat += [(_LEAF, item) for item in _block(view, element)]
    return _nested(flat)


_LEAF = 9
"""Deeper than any heading."""


def _level(view: View, heading: Heading) -> int:
    """How many `#` stand before a heading; one that is underlined has none, and counts for the highest."""
    line = view.text(heading.span.file).lines[heading.span.line - 1].lstrip()
    return max(1, len(line) - len(line.lstrip("#")))


def _block(view: View, block: Block) -> Iterator[Item]:
    for statement in view.reading.block(block, MOST_STATEMENTS).statements:
        if not isinstance(statement, tree.UnreadNode | tree.ClassificationNode):
            yield _item(statement)


_SORTS: dict[type, Sort] = {
    tree.PredicateNode: "predicate",
    tree.CasesNode: "outcome",
    tree.TypeNode: "type",
    tree.EntityNode: "type",
    tree.ReadingNode: "reading",
    tree.PropertyNode: "property",
    tree.SourceNode: "source",
    tree.PolicyNode: "policy",
}


def _item(node: tree.Statement) -> Item:
    match node:
        case tree.RuleNode(name=name, head=head, span=span):
            word = name or head.name
            return Item(word.text, "rule", span, word.span)
        case tree.PredicateNode(signature=signature) | tree.CasesNode(signature=signature):
            word = signature.name
        case tree.ClassificationNode():
            raise AssertionError("a classification has no name")
        case named:
            word = named.name
    return Item(word.text, _SORTS[type(node)], node.span, word.span)


def _nested(flat: list[tuple[int, Item]]) -> tuple[Item, ...]:
    """The items, each under the nearest one above it of a higher level."""
    found: list[Item] = []
    at = 0
    while at < len(flat):
        level, item = flat[at]
        end = next((place for place in range(at + 1, len(flat)) if flat[place][0] <= level), len(flat))
        children = _nested(flat[at + 1 : end])
        span = item.span.to(children[-1].span) if children else item.span
        found.append(item._replace(span=span, children=children))
        at = end
    return tuple(found)
