"""Assembles the program from a draft in which no check found an error."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.program import declarations as declared
from kmopolicy.program import program as parts
from kmopolicy.program import terms
from kmopolicy.program.cited import citations
from kmopolicy.program.dependencies import bottom_up, dependencies
from kmopolicy.program.desk import Desk, localized
from kmopolicy.program.draft import BUILT_IN, Placed
from kmopolicy.program.quotes import parts_of, whole
from kmopolicy.program.sources import Sources
from kmopolicy.program.tables import RowDraft
from kmopolicy.text.localized import Localized
from kmopolicy.text.names import camel
from kmopolicy.text.span import Span

_NOWHERE = Span("", 0, 0, 0, 0)
_KINDS: tuple[declared.GroundKind, ...] = ("exclusion", "condition", "judgement", "unknown", "met")
_BUILT_IN_KINDS = {"Text": "text", "Date": "date", "Year": "year"}


def assembled(desk: Desk, sources: Sources, digest: str) -> parts.Program:
    """The program of a draft; all of its names are known to be right."""
    draft = desk.draft
    policy = draft.policies[0].node
    return parts.Program(
        policy.name.text,
        localized(policy.texts),
        digest,
        {kind.name: kind for kind in _types(desk)},
        {predicate.name: predicate for predicate in _predicates(desk)},
        tuple(_rules(desk)),
        {name: tuple(_row(desk, row) for row in rows) for name, rows in desk.tables.rows.items()},
        {name: _cases(desk, placed) for name, placed in draft.outcomes.items()},
        {name: _reading(placed.node) for name, placed in draft.readings.items()},
        tuple(_property(placed.node) for placed in draft.properties.values()),
        tuple(_source(placed.node, sources) for placed in draft.sources.values()),
        tuple(_classifications(desk)),
        _strata(desk),
    )


def _types(desk: Desk) -> Iterator[declared.Type]:
    for name, kind in _BUILT_IN_KINDS.items():
        label = BUILT_IN[name]
        yield declared.Type(name, kind, label, label, "", (), (), False, "", _NOWHERE)  # type: ignore[arg-type]
    for placed in desk.draft.entities.values():
        entity = placed.node
        label, plural = localized(entity.texts), _plural(entity.texts)
        yield declared.Type(
            entity.name.text, "entity", label, plural, entity.section.text, (), (), False, "", entity.span
        )
    for closed in desk.draft.types.values():
        yield _closed(desk, closed.node)


def _closed(desk: Desk, node: tree.TypeNode) -> declared.Type:
    return declared.Type(
        node.name.text,
        "closed",
        localized(node.texts),
        _plural(node.texts),
        node.section.text if node.section else "",
        tuple(desk.tables.constants_of(node.name.text).values()),
        desk.draft.included(node.name.text),
        node.judged,
        node.default.text if node.default else "",
        node.span,
        node.opposite.text if node.opposite else "",
    )


def _plural(texts: tree.Texts) -> Localized:
    plural = localized(texts, plural=True)
    return plural if plural.nl else localized(texts)


def _predicates(desk: Desk) -> Iterator[declared.Predicate]:
    for placed in desk.draft.predicates.values():
        node = placed.node
        flags = {flag.text for flag in node.flags}
        yield declared.Predicate(
            node.signature.name.text,
            node.role,
            _arguments(node.signature),
            tuple(_sentences(node.texts)),
            open="open" in flags,
            fixed="fixed" in flags,
            cardinality="exactly one"
            if "exactly one" in flags
            else "at most one"
            if "at most one" in flags
            else "many",
            today="today" in flags,
            label="label" in flags,
            exists="exists" in flags,
            ground=next((kind for kind in _KINDS if kind in flags), None),
            citations=citations((), placed.quotes, desk.sentences),
            span=node.signature.span,
            shown="shown" in flags,
            question=localized(node.texts, asked=True),
        )
    for outcome in desk.draft.outcomes.values():
        yield _outcome(desk, outcome)


def _outcome(desk: Desk, placed: Placed[tree.CasesNode]) -> declared.Predicate:
    signature = placed.node.signature
    return declared.Predicate(
        signature.name.text,
        "outcome",
        _arguments(signature),
        tuple(_sentences(placed.node.texts)),
        open=False,
        fixed=False,
        cardinality="exactly one",
        today=False,
        label=False,
        exists=False,
        ground=None,
        citations=citations((), placed.quotes, desk.sentences),
        span=signature.span,
    )


def _arguments(signature: tree.SignatureNode) -> tuple[declared.Argument, ...]:
    return tuple(
        declared.Argument(each.name.text, each.type.text, terms.constant(each.default.value) if each.default else None)
        for each in signature.arguments
    )


def _sentences(texts: tree.Texts) -> Iterator[declared.Sentence]:
    """One sentence per way of saying it (`not`, for one constant), in both languages."""
    told: dict[tuple[bool, str], dict[str, str]] = {}
    for text in (each for each in texts if not each.asked):
        told.setdefault((text.negated, text.about.text if text.about else ""), {}).setdefault(text.lang, text.text)
    for (negated, value), words in told.items():
        yield declared.Sentence(Localized(words.get("nl", ""), words.get("en", "")), negated, value)


def _rules(desk: Desk) -> Iterator[terms.Rule]:
    counts: dict[tuple[str, str], int] = {}
    for placed in desk.draft.rules:
        node = placed.node
        place = (placed.heading, node.head.name.text)
        counts[place] = counts.get(place, 0) + 1
        name = node.name.text if node.name else "/".join((*place, str(counts[place])))
        numbering = _Terms()
        yield terms.Rule(
            name,
            numbering.atom(node.head),
            tuple(map(numbering.literal, node.body)),
            citations(node.cites, placed.quotes, desk.sentences),
            placed.heading,
            node.span,
        )


class _Terms:
    """Makes terms of the nodes of one clause; each `_` becomes a variable of its own."""

    def __init__(self) -> None:
        self._anonymous = 0

    def atom(self, node: tree.AtomNode) -> terms.Atom:
        return terms.Atom(node.name.text, tuple(map(self.term, node.terms)))

    def term(self, node: tree.TermNode) -> terms.Term:
        if node.kind == "variable":
            return terms.Var(str(node.value))
        if node.kind == "anything":
            self._anonymous += 1
            return terms.Var(f"_{self._anonymous}")
        return terms.constant(node.value)

    def literal(self, node: tree.LiteralNode) -> terms.BodyLiteral:
        match node:
            case tree.PositiveNode(atom=atom):
                return terms.Positive(self.atom(atom), node.span)
            case tree.NegativeNode(atom=atom):
                return terms.Negative(self.atom(atom), node.span)
            case tree.ComparisonNode(op=op, left=left, right=right):
                return terms.Comparison(op, self.term(left), self.term(right), node.span)
            case tree.YearNode(year=year, date=date):
                return terms.YearOf(self.term(year), self.term(date), node.span)
        return terms.UnderReading(node.reading.text, node.option.text, node.span)


def goal_atom(node: tree.AtomNode) -> terms.Atom:
    """The atom of a goal."""
    return _Terms().atom(node)


def _row(desk: Desk, row: RowDraft) -> declared.Row:
    cited = None
    if row.sentence and row.sentence.text:
        number = row.sentence.text
        cited = terms.Citation(number, whole(number, desk.sentences), row.span)
    return declared.Row(tuple(map(terms.constant, row.values)), cited, row.span)


def _cases(desk: Desk, placed: Placed[tree.CasesNode]) -> parts.Cases:
    node = placed.node
    subject = node.signature.arguments[0]
    cases = tuple(_case(desk, placed, case) for case in node.cases)
    return parts.Cases(node.signature.name.text, subject.type.text, camel(subject.name.text), cases, node.span)


def _case(desk: Desk, placed: Placed[tree.CasesNode], node: tree.CaseNode) -> parts.Case:
    numbering = _Terms()
    return parts.Case(
        node.value.text,
        node.any,
        tuple(map(numbering.literal, node.body)),
        tuple(map(numbering.atom, node.because)),
        citations(node.cites, placed.quotes, desk.sentences),
        localized(node.texts),
        node.span,
        localized(node.texts, negated=True),
    )


def _reading(node: tree.ReadingNode) -> declared.Reading:
    options = tuple(declared.Option(each.name.text, localized(each.texts), each.span) for each in node.options)
    default = next(each.name.text for each in node.options if each.default)
    numbers = tuple(word.text for word in node.sentences)
    return declared.Reading(node.name.text, localized(node.texts), options, default, numbers, node.span)


def _property(node: tree.PropertyNode) -> parts.Property:
    numbering = _Terms()
    return parts.Property(
        node.name.text,
        localized(node.texts),
        tuple(map(numbering.literal, node.never)),
        node.span,
        tuple(tuple(map(_Terms().literal, body)) for body in node.possible),
        _effect(node.effect) if node.effect else None,
    )


def _effect(node: tree.EffectNode) -> parts.Effect:
    numbering = _Terms()
    return parts.Effect(
        numbering.atom(node.added),
        tuple(map(numbering.literal, node.where)),
        node.verb,
        node.outcome.text,
        tuple(tuple(word.text for word in rank) for rank in node.ranks),
    )


def _source(node: tree.SourceNode, sources: Sources) -> declared.Source:
    sentences = tuple(declared.SourceSentence(number, text) for number, text in sources.of[node.name.text].items())
    return declared.Source(node.name.text, localized(node.texts), node.text.text, sentences)


def _classifications(desk: Desk) -> Iterator[declared.Classification]:
    for row in desk.tables.classes:
        for number in parts_of(row.sentence.text, desk.sentences):
            yield declared.Classification(number, row.kind.text, row.reason, row.sentence.span)


def _strata(desk: Desk) -> tuple[tuple[str, ...], ...]:
    """The derived predicates bottom-up: each stratum uses only the ones before it."""
    uses = dependencies(desk)
    level: dict[str, int] = {}
    for name in bottom_up(uses):
        level[name] = 1 + max((level[each] for each in uses[name] if each in level), default=-1)
    strata: dict[int, list[str]] = {}
    for name in uses:
        strata.setdefault(level[name], []).append(name)
    return tuple(tuple(strata[each]) for each in sorted(strata))
