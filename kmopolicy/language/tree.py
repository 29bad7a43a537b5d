"""The syntax tree of a rule block: what stands there, with its place, before anyone asks what it means."""

from datetime import date
from typing import Literal, NamedTuple

from kmopolicy.text.span import Span


class Word(NamedTuple):
    """A name, a keyword or a number, with its place."""

    text: str
    span: Span


class TermNode(NamedTuple):
    """An argument of an atom or a side of a comparison."""

    kind: Literal["variable", "anything", "constant", "quoted", "number", "date"]
    value: str | int | date
    span: Span

    @property
    def shown(self) -> str:
        """As it stands in the file."""
        return f'"{self.value}"' if self.kind == "quoted" else str(self.value)


class AtomNode(NamedTuple):
    """`name(term, ...)`."""

    name: Word
    terms: tuple[TermNode, ...]
    span: Span


class PositiveNode(NamedTuple):
    """An atom."""

    atom: AtomNode
    span: Span


class NegativeNode(NamedTuple):
    """`not atom`."""

    atom: AtomNode
    span: Span


class ComparisonNode(NamedTuple):
    """`left op right`."""

    op: str
    left: TermNode
    right: TermNode
    span: Span


class YearNode(NamedTuple):
    """`year = year(date)`."""

    year: TermNode
    date: TermNode
    span: Span


class UnderReadingNode(NamedTuple):
    """`reading name = option`."""

    reading: Word
    option: Word
    span: Span


LiteralNode = PositiveNode | NegativeNode | ComparisonNode | YearNode | UnderReadingNode
Body = tuple[LiteralNode, ...]


class TextNode(NamedTuple):
    """A text in one language: plain, `not`, about one constant, `plural`, or `asked`: as a question."""

    lang: str
    negated: bool
    plural: bool
    about: Word | None
    text: str
    span: Span
    asked: bool = False


Texts = tuple[TextNode, ...]


class PolicyNode(NamedTuple):
    """`policy name texts`."""

    name: Word
    texts: Texts
    span: Span


class SourceNode(NamedTuple):
    """`source name text "…" sentences "…"`."""

    name: Word
    text: Word
    sentences: Word
    texts: Texts
    span: Span


class EntityNode(NamedTuple):
    """`entity Name in section`."""

    name: Word
    section: Word
    texts: Texts
    span: Span


class TypeNode(NamedTuple):
    """`type Name …`."""

    name: Word
    includes: tuple[Word, ...]
    section: Word | None
    judged: bool
    default: Word | None
    opposite: Word | None
    texts: Texts
    span: Span


class ArgumentNode(NamedTuple):
    """`name: Type = default`."""

    name: Word
    type: Word
    default: TermNode | None


class SignatureNode(NamedTuple):
    """`name(argument, ...)`."""

    name: Word
    arguments: tuple[ArgumentNode, ...]
    span: Span


class PredicateNode(NamedTuple):
    """An `input`, `table`, `define` or `warning`."""

    role: Literal["input", "table", "derived", "warning"]
    signature: SignatureNode
    flags: tuple[Word, ...]
    from_file: Word | None
    texts: Texts
    span: Span


class OptionNode(NamedTuple):
    """An option of a reading."""

    name: Word
    default: bool
    texts: Texts
    span: Span


class ReadingNode(NamedTuple):
    """`reading name … option … on numbers`."""

    name: Word
    texts: Texts
    options: tuple[OptionNode, ...]
    sentences: tuple[Word, ...]
    span: Span


class EffectNode(NamedTuple):
    """`adding atom where body never lowers outcome in a < b, c < d`: `ranks` are the values, the worst first."""

    added: AtomNode
    where: Body
    verb: Literal["lowers", "raises", "changes"]
    outcome: Word
    ranks: tuple[tuple[Word, ...], ...]


class PropertyNode(NamedTuple):
    """`property name …` with one claim: `never` a body, `possible` bodies (each by itself), or an `effect`."""

    name: Word
    texts: Texts
    never: Body
    possible: tuple[Body, ...]
    effect: EffectNode | None
    span: Span


class ClassificationNode(NamedTuple):
    """`classification.`"""

    span: Span


class CaseNode(NamedTuple):
    """One case: `when any` grounds (`any`), `when` a body, or `otherwise` (`last`)."""

    value: Word
    cites: tuple[Word, ...]
    any: bool
    last: bool
    body: Body
    because: tuple[AtomNode, ...]
    texts: Texts
    span: Span


class CasesNode(NamedTuple):
    """`cases signature … case …`."""

    signature: SignatureNode
    texts: Texts
    cases: tuple[CaseNode, ...]
    span: Span


class RuleNode(NamedTuple):
    """`head :- body.`, with a name and citations of its own where it has them."""

    name: Word | None
    cites: tuple[Word, ...]
    head: AtomNode
    body: Body
    span: Span


Statement = (
    PolicyNode
    | SourceNode
    | EntityNode
    | TypeNode
    | PredicateNode
    | ReadingNode
    | PropertyNode
    | ClassificationNode
    | CasesNode
    | RuleNode
)


class UnreadNode(NamedTuple):
    """What does not parse, as it stands there: nobody knows what it declares."""

    text: str

    @property
    def keyword(self) -> str:
        """The word it starts with."""
        return self.text.split(maxsplit=1)[0] if self.text.strip() else ""

    @property
    def takes_rows(self) -> bool:
        """Whether the rows of a table seem to be meant for it."""
        return self.keyword in ("table", "classification") and ' from "' not in self.text
