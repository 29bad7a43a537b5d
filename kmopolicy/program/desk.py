"""What the checks look at: the draft, its tables and the numbered sentences of its sources."""

from collections.abc import Iterator
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.program.draft import BUILT_IN, Draft
from kmopolicy.program.quotes import Sentences
from kmopolicy.program.tables import Tables
from kmopolicy.text.localized import Localized
from kmopolicy.text.names import camel
from kmopolicy.text.span import Span


class Clause(NamedTuple):
    """Anything with a body: a rule, a case (with its grounds) or a property. `subject`: who a case is about."""

    head: tree.AtomNode | None
    body: tree.Body
    grounds: tuple[tree.AtomNode, ...]
    subject: str
    subject_type: str
    span: Span

    def atoms(self) -> Iterator[tree.AtomNode]:
        """All atoms, the head first."""
        yield from (self.head,) if self.head else ()
        for literal in self.body:
            if isinstance(literal, tree.PositiveNode | tree.NegativeNode):
                yield literal.atom
        yield from self.grounds

    def positives(self) -> Iterator[tree.AtomNode]:
        """The atoms that bind variables."""
        for literal in self.body:
            if isinstance(literal, tree.PositiveNode):
                yield literal.atom


class Desk(NamedTuple):
    """A draft with all that is needed to check it."""

    draft: Draft
    tables: Tables
    sentences: Sentences

    def clauses(self) -> Iterator[Clause]:
        """Every rule, case and property, in the order of the policy."""
        for placed in self.draft.rules:
            node = placed.node
            yield Clause(node.head, node.body, (), "", "", node.span)
        for outcome in self.draft.outcomes.values():
            first = next(iter(outcome.node.signature.arguments))
            for case in outcome.node.cases:
                yield Clause(None, case.body, case.because, camel(first.name.text), first.type.text, case.span)
        for prop in self.draft.properties.values():
            for body in _claimed(prop.node):
                yield Clause(None, body, (), "", "", prop.node.span)

    def type_label(self, name: str) -> Localized:
        """What people call a type, with its article left out."""
        if name in BUILT_IN:
            return BUILT_IN[name]
        placed = self.draft.entities.get(name) or self.draft.types.get(name)
        return localized(placed.node.texts) if placed else Localized(name)

    def related(self, one: str, other: str) -> bool:
        """Whether values of two types can be the same: one type, or one that includes the other."""
        return one == other or other in self.draft.included(one) or one in self.draft.included(other)

    def variable_types(self, clause: Clause) -> dict[str, tuple[str, tree.TermNode]]:
        """The type of each variable, by the first atom it stands in, and where that is."""
        found: dict[str, tuple[str, tree.TermNode]] = {}
        if clause.subject:
            found[clause.subject] = (clause.subject_type, tree.TermNode("variable", clause.subject, clause.span))
        for atom in clause.atoms():
            signature = self.draft.signature(atom.name.text)
            for argument, term in zip(signature.arguments if signature else (), atom.terms, strict=False):
                if term.kind == "variable":
                    found.setdefault(str(term.value), (argument.type.text, term))
        for literal in clause.body:
            if isinstance(literal, tree.YearNode) and literal.year.kind == "variable":
                found.setdefault(str(literal.year.value), ("Year", literal.year))
        return found


def _claimed(node: tree.PropertyNode) -> Iterator[tree.Body]:
    """The bodies of a property; the fact that one adds settles the variables of its `where`."""
    yield from filter(None, (node.never, *node.possible))
    if node.effect:
        added = node.effect.added
        yield (tree.PositiveNode(added, added.span), *node.effect.where)


def localized(texts: tree.Texts, *, negated: bool = False, plural: bool = False, asked: bool = False) -> Localized:
    """The plain text in both languages, or the text of one kind."""
    wanted = (negated, plural, asked, None)
    told = {each.lang: each.text for each in texts if (each.negated, each.plural, each.asked, each.about) == wanted}
    return Localized(told.get("nl", ""), told.get("en", ""))
