"""The draft of a program: every statement of every page with its heading, the quotes above it and its table."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

from kmopolicy.language import tree
from kmopolicy.language.markdown import Block, Heading, Page, Quote, Table
from kmopolicy.language.parser import MOST_STATEMENTS
from kmopolicy.language.reading import Reading
from kmopolicy.language.rows import first_fit, takes_table
from kmopolicy.program.allowances import Allowance, allowances
from kmopolicy.text.catalogue.policy import every, names
from kmopolicy.text.diagnostic import MOST, Diagnostic
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

S = TypeVar("S")

BUILT_IN = {"Text": Localized("tekst", "text"), "Date": Localized("datum", "date"), "Year": Localized("jaar", "year")}


class Placed(NamedTuple, Generic[S]):
    """A statement with the heading it stands under, the quotes above it and the table that follows it."""

    node: S
    heading: str
    quotes: tuple[Quote, ...]
    table: Table | None


class Draft:
    """All statements by kind and name; the first of a name counts, each later one is told."""

    def __init__(self) -> None:
        self.policies: list[Placed[tree.PolicyNode]] = []
        self.sources: dict[str, Placed[tree.SourceNode]] = {}
        self.entities: dict[str, Placed[tree.EntityNode]] = {}
        self.types: dict[str, Placed[tree.TypeNode]] = {}
        self.predicates: dict[str, Placed[tree.PredicateNode]] = {}
        self.readings: dict[str, Placed[tree.ReadingNode]] = {}
        self.properties: dict[str, Placed[tree.PropertyNode]] = {}
        self.classifications: list[Placed[tree.ClassificationNode]] = []
        self.outcomes: dict[str, Placed[tree.CasesNode]] = {}
        self.rules: list[Placed[tree.RuleNode]] = []
        self.quotes: list[Quote] = []
        self.loose_quotes: list[Quote] = []
        self.allowances: list[Allowance] = []
        self.count = 0
        """How many statements there are."""
        self.unread: list[str] = []
        """What does not parse, or was meant to count and does not."""
        self.diagnostics: list[Diagnostic] = []
        self._included: dict[str, tuple[str, ...]] = {}
        self._names: dict[tuple[str, str], Span] = {}

    def add(self, placed: Placed[tree.Statement]) -> None:
        """Files a statement under its kind and name."""
        match placed.node:
            case tree.RuleNode(name=name):
                self.rules.append(placed)  # type: ignore[arg-type]
                if name:
                    self._first("rule", name)
            case tree.PolicyNode():
                self.policies.append(placed)  # type: ignore[arg-type]
            case tree.ClassificationNode():
                self.classifications.append(placed)  # type: ignore[arg-type]
            case node:
                self._declare(node, placed)

    def _declare(self, node: tree.Statement, placed: Placed[tree.Statement]) -> None:
        kind, name = _declared(node)
        if self._first("type" if kind == "entities" else "predicate" if kind == "outcomes" else kind.rstrip("s"), name):
            getattr(self, kind)[name.text] = placed

    def _first(self, kind: str, name: tree.Word) -> bool:
        if kind == "type" and name.text in BUILT_IN:
            self.diagnostics.append(Diagnostic(names.DUPLICATE, name.span, {"name": name.text}, "rename"))
            return False
        before = self._names.setdefault((kind, name.text), name.span)
        if before is name.span:
            return True
        note = (before, Localized("de eerste staat hier", "the first stands here"))
        self.diagnostics.append(Diagnostic(names.DUPLICATE, name.span, {"name": name.text}, "rename", (note,)))
        return False

    def signature(self, predicate: str) -> tree.SignatureNode | None:
        """The declared arguments of a predicate."""
        if predicate in self.predicates:
            return self.predicates[predicate].node.signature
        return self.outcomes[predicate].node.signature if predicate in self.outcomes else None

    def role(self, predicate: str) -> str:
        """What a declared predicate is."""
        return self.predicates[predicate].node.role if predicate in self.predicates else "outcome"

    def type_names(self) -> tuple[str, ...]:
        """All types that an argument can have."""
        return (*BUILT_IN, *self.entities, *self.types)

    def included(self, type_name: str) -> tuple[str, ...]:
        """The types whose constants belong to a type, and those of which theirs do."""
        if type_name not in self._included:
            found, queue = {type_name: None}, [type_name]
            for name in queue:
                for word in self.types[name].node.includes if name in self.types else ():
                    if word.text not in found:
                        found[word.text] = None
                        queue.append(word.text)
            self._included[type_name] = tuple(queue[1:])
        return self._included[type_name]

    def predicate_names(self) -> tuple[str, ...]:
        """All predicates that a body can use."""
        return (*self.predicates, *self.outcomes)


def _declared(node: tree.Statement) -> tuple[str, tree.Word]:
    match node:
        case tree.PredicateNode(signature=signature):
            return "predicates", signature.name
        case tree.CasesNode(signature=signature):
            return "outcomes", signature.name
        case tree.SourceNode(name=name):
            return "sources", name
        case tree.EntityNode(name=name):
            return "entities", name
        case tree.TypeNode(name=name):
            return "types", name
        case tree.ReadingNode(name=name):
            return "readings", name
        case tree.PropertyNode(name=name):
            return "properties", name
    raise AssertionError("rules are no declarations")


def drafted(pages: Iterable[Page], reading: Reading) -> Draft:
    """The draft of these pages."""
    draft = Draft()
    for page in pages:
        draft.diagnostics += page.diagnostics
        for placed in _Reader(draft, reading).statements(page):
            draft.add(placed)
    return draft


class _Reader:
    """Goes down a page: keeps the heading, the group of quotes and the blocks that wait for a table."""

    def __init__(self, draft: Draft, reading: Reading) -> None:
        self._draft = draft
        self._reading = reading
        self._heading = ""
        self._quotes: list[Quote] = []
        self._grouping = False
        self._waiting: list[Placed[tree.Statement] | tree.UnreadNode] = []

    def statements(self, page: Page) -> Iterator[Placed[tree.Statement]]:
        for element in page.elements:
            match element:
                case Heading(text=text):
                    yield from self._flushed()
                    self._heading, self._quotes, self._grouping = slug(text), [], False
                case Quote():
                    self._quote(element)
                case Table():
                    self._grouping = False
                    yield from self._take(element)
                case Block():
                    yield from self._flushed()
                    self._grouping = False
                    yield from self._block(element)
        yield from self._flushed()

    def _quote(self, quote: Quote) -> None:
        if not quote.bold:
            self._draft.loose_quotes.append(quote)
            return
        if not self._grouping:
            self._quotes, self._grouping = [], True
        self._quotes.append(quote)
        self._draft.quotes.append(quote)

    def _block(self, block: Block) -> Iterator[Placed[tree.Statement]]:
        if not block.counts or len(self._draft.diagnostics) >= MOST:
            self._draft.unread.append(block.text)
            return
        parsed = self._reading.block(block, max(0, MOST_STATEMENTS - self._draft.count))
        self._draft.count += len(parsed.statements)
        self._draft.diagnostics += parsed.diagnostics
        read = [statement for statement in parsed.statements if not isinstance(statement, tree.UnreadNode)]
        self._draft.allowances += allowances(block, read, every.ALLOWABLE)
        for statement in parsed.statements:
            if isinstance(statement, tree.UnreadNode):
                self._draft.unread.append(statement.text)
                self._waiting.append(statement)
                continue
            placed: Placed[tree.Statement] = Placed(statement, self._heading, tuple(self._quotes), None)
            if takes_table(statement):
                self._waiting.append(placed)
            else:
                yield placed

    def _take(self, table: Table) -> Iterator[Placed[tree.Statement]]:
        """The statement that a table belongs to."""
        nodes = [waiting if isinstance(waiting, tree.UnreadNode) else waiting.node for waiting in self._waiting]
        place = first_fit(table, nodes)
        placed = None if place is None else self._waiting.pop(place)
        if placed is not None and not isinstance(placed, tree.UnreadNode):
            yield placed._replace(table=table)

    def _flushed(self) -> Iterator[Placed[tree.Statement]]:
        yield from (waiting for waiting in self._waiting if not isinstance(waiting, tree.UnreadNode))
        self._waiting = []


def slug(heading: str) -> str:
    """A heading as part of an id: lower case, without accents, words joined by `-`."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
