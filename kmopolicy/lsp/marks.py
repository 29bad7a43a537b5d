"""Marks: every name in the blocks and tables of a policy, with its place and what it names.

All that an editor asks about a name (what it is, where it is declared, where it is used, what it may be called) is answered
from these. A name that nothing declares is a mark too; it leads nowhere.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.markdown import Cell
from kmopolicy.program.desk import Clause
from kmopolicy.program.draft import Placed
from kmopolicy.program.load import Work
from kmopolicy.program.registers import Register, csv_register
from kmopolicy.text.span import Span

Kind = Literal["predicate", "variable", "subject", "constant", "type", "reading", "option", "sentence", "rule"]


class Name(NamedTuple):
    """What a mark names. `home`: of a constant its type, of an option its reading, of a variable its clause."""

    kind: Kind
    text: str
    home: str = ""


class Mark(NamedTuple):
    """A name at its place. `declares`: this is where it gets its meaning."""

    span: Span
    name: Name
    declares: bool = False


def marks(found: Work) -> Iterator[Mark]:
    """All marks of a policy, in no order."""
    return _Walk(found).all()


def constant(found: Work, type_name: str, text: str) -> Name:
    """A constant of a type, at home in the type that declares it: itself, else one that it includes."""
    types = (type_name, *reversed(found.desk.draft.included(type_name)))
    home = next((each for each in types if text in found.desk.tables.constants.get(each, {})), type_name)
    return Name("constant", text, home)


class _Walk:
    def __init__(self, found: Work) -> None:
        self._found = found
        self._draft = found.desk.draft

    def all(self) -> Iterator[Mark]:
        draft = self._draft
        walks: Any = (
            (self._clause, self._found.desk.clauses()),
            (self._predicate, draft.predicates.values()),
            (self._outcome, draft.outcomes.values()),
            (self._type, draft.types.values()),
            (self._entity, draft.entities.values()),
            (self._rule, draft.rules),
            (self._reading, draft.readings.values()),
            (self._effect, draft.properties.values()),
        )
        for walk, nodes in walks:
            for node in nodes:
                yield from walk(node)
        yield from self._cited()

    def _entity(self, placed: Placed[tree.EntityNode]) -> Iterator[Mark]:
        yield self._word("type", placed.node.name, declares=True)

    def _rule(self, placed: Placed[tree.RuleNode]) -> Iterator[Mark]:
        if placed.node.name:
            yield self._word("rule", placed.node.name, declares=True)
        yield from (self._word("sentence", number) for number in placed.node.cites)

    def _word(self, kind: Kind, word: tree.Word, home: str = "", *, declares: bool = False) -> Mark:
        return Mark(word.span, Name(kind, word.text, home), declares)

    def _constant(self, type_name: str, text: str, span: Span) -> Mark:
        name = constant(self._found, type_name, text)
        declared = self._found.desk.tables.constants.get(name.home, {}).get(text)
        return Mark(span, name, declared is not None and declared.span == span)

    def _clause(self, clause: Clause) -> Iterator[Mark]:
        """The names in a rule, a case or a property."""
        home = f"{clause.span.file}:{clause.span.line}:{clause.span.column}"
        types = {name: kind for name, (kind, _) in self._found.desk.variable_types(clause).items()}
        for atom in clause.atoms():
            yield self._word("predicate", atom.name)
            signature = self._draft.signature(atom.name.text)
            arguments = signature.arguments if signature else ()
            for place, term in enumerate(atom.terms):
                kind = arguments[place].type.text if place < len(arguments) else ""
                yield from self._term(term, kind, home, clause.subject)
        for literal in clause.body:
            match literal:
                case tree.ComparisonNode(left=left, right=right):
                    kind = types.get(str(left.value), "") or types.get(str(right.value), "")
                    yield from self._term(left, kind, home, clause.subject)
                    yield from self._term(right, kind, home, clause.subject)
                case tree.YearNode(year=year, date=date):
                    yield from self._term(year, "Year", home, clause.subject)
                    yield from self._term(date, "Date", home, clause.subject)
                case tree.UnderReadingNode(reading=reading, option=option):
                    yield self._word("reading", reading)
                    yield self._word("option", option, reading.text)

    def _term(self, term: tree.TermNode, type_name: str, home: str, subject: str) -> Iterator[Mark]:
        if term.kind == "variable":
            kind: Kind = "subject" if term.value == subject else "variable"
            yield Mark(term.span, Name(kind, str(term.value), home))
        elif term.kind in ("constant", "quoted") and type_name in self._draft.types:
            yield self._constant(type_name, str(term.value), term.span)

    def _predicate(self, placed: Placed[tree.PredicateNode]) -> Iterator[Mark]:
        node = placed.node
        yield from self._signature(node.signature, node.texts)
        register = self._found.desk.tables.registers.get(node.signature.name.text)
        if register:
            kinds = {argument.name.text: argument.type.text for argument in node.signature.arguments}
            yield from self._cells(register.head, register.rows, kinds)

    def _signature(self, signature: tree.SignatureNode, texts: tree.Texts) -> Iterator[Mark]:
        yield self._word("predicate", signature.name, declares=True)
        for argument in signature.arguments:
            yield self._word("type", argument.type)
            if argument.default:
                yield from self._term(argument.default, argument.type.text, "", "")
        last = signature.arguments[-1].type.text
        for text in texts:
            if text.about and last in self._draft.types:
                yield self._constant(last, text.about.text, text.about.span)

    def _outcome(self, placed: Placed[tree.CasesNode]) -> Iterator[Mark]:
        node = placed.node
        yield from self._signature(node.signature, node.texts)
        for case in node.cases:
            yield self._constant(node.signature.arguments[-1].type.text, case.value.text, case.value.span)
            yield from (self._word("sentence", number) for number in case.cites)

    def _type(self, placed: Placed[tree.TypeNode]) -> Iterator[Mark]:
        node = placed.node
        yield self._word("type", node.name, declares=True)
        yield from (self._word("type", word) for word in node.includes)
        for word in filter(None, (node.default, node.opposite)):
            yield self._constant(node.name.text, word.text, word.span)
        if placed.table:
            yield from self._cells(placed.table.head, placed.table.rows, {"constant": node.name.text})

    def _cells(self, head: Sequence[Cell], rows: Sequence[Sequence[Cell]], kinds: dict[str, str]) -> Iterator[Mark]:
        """The constants and sentence numbers in a table."""
        for place, column in enumerate(head):
            kind = kinds.get(column.text, "")
            for cell in (row[place] for row in rows if place < len(row) and row[place].text):
                if column.text == "sentence" and not kind:
                    yield Mark(cell.span, Name("sentence", cell.text))
                elif kind in self._draft.types:
                    yield self._constant(kind, cell.text, cell.span)

    def _reading(self, placed: Placed[tree.ReadingNode]) -> Iterator[Mark]:
        node = placed.node
        yield self._word("reading", node.name, declares=True)
        yield from (self._word("option", option.name, node.name.text, declares=True) for option in node.options)
        yield from (self._word("sentence", number) for number in node.sentences)

    def _effect(self, placed: Placed[tree.PropertyNode]) -> Iterator[Mark]:
        effect = placed.node.effect
        if effect is None:
            return
        yield self._word("predicate", effect.outcome)
        signature = self._draft.signature(effect.outcome.text)
        for word in (word for rank in effect.ranks for word in rank):
            yield self._constant(signature.arguments[-1].type.text if signature else "", word.text, word.span)

    def _cited(self) -> Iterator[Mark]:
        """The numbers of quotes and classifications; and the sentences themselves, in the files of the sources."""
        for quote in self._draft.quotes:
            span = quote.span
            end = span.column + len(quote.number) + len("****")
            yield Mark(Span(span.file, span.line, span.column, span.line, end), Name("sentence", quote.number))
        for placed in self._draft.classifications:
            if placed.table:
                yield from self._cells(placed.table.head, placed.table.rows, {})
        for source in self._draft.sources.values():
            table = csv_register(self._found.folder.files, source.node.sentences)
            if isinstance(table, Register):
                yield from (mark._replace(declares=True) for mark in self._cells(table.head, table.rows, {}))
