"""What a policy declares: types and their constants, predicates with their sentences, readings, tables, sources."""

from typing import Literal

import msgspec

from kmopolicy.program.terms import Citation, Const, DateConst, Value
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

TypeKind = Literal["entity", "closed", "text", "date", "year"]
Role = Literal["input", "table", "derived", "outcome", "warning"]
Cardinality = Literal["many", "at most one", "exactly one"]
GroundKind = Literal["exclusion", "condition", "judgement", "unknown", "met"]


class Constant(msgspec.Struct, frozen=True, array_like=True):
    """A constant of a closed type, with the label that people read."""

    name: str
    label: Localized
    span: Span


class Type(msgspec.Struct, frozen=True):
    """A type of arguments.

    entity: ids of things in the facts, in the dossier's section `section`.
    closed: the `constants` (those of the types it includes come first); `section` is the dossier section in which
    facts may declare more, or "" where none may be added. `judged`: a value may carry who gave it, when and why, and
    `default` is the constant that a bare list in a dossier stands for.
    `opposite` is the constant that says the contrary of the default. `text`, `date` and `year` are built in.
    """

    name: str
    kind: TypeKind
    label: Localized
    plural: Localized
    section: str
    constants: tuple[Constant, ...]
    includes: tuple[str, ...]
    judged: bool
    default: str
    span: Span
    opposite: str = ""


class Argument(msgspec.Struct, frozen=True):
    """A named, typed argument; `default` fills an empty cell of a table."""

    name: str
    type: str
    default: Const | DateConst | None = None


class Sentence(msgspec.Struct, frozen=True):
    """A sentence about a predicate's atoms, with `{argument}` places.

    `negated`: it words the absence ("niet vastgesteld dat ..."). `value`: it is for atoms whose last argument is that
    constant; "" for all others.
    """

    text: Localized
    negated: bool
    value: str


class Predicate(msgspec.Struct, frozen=True):
    """A declared predicate.

    Of an input: `open` (what is absent is unknown, else it does not count), `fixed` (what the service is, which a person
    cannot change by doing something), `cardinality` (how many last arguments per other arguments), `today` (a date that
    is filled in for each entity without one), `label` (its last argument names the entity in print) and `exists` (its
    first argument exists by such a fact). `question`: how one asks a person for it ("" where nobody does).
    `ground`: what kind of ground its instances are, where a case names it as one. `shown`: its last arguments are listed
    with the decision about its first.
    """

    name: str
    role: Role
    arguments: tuple[Argument, ...]
    sentences: tuple[Sentence, ...]
    open: bool
    fixed: bool
    cardinality: Cardinality
    today: bool
    label: bool
    exists: bool
    ground: GroundKind | None
    citations: tuple[Citation, ...]
    span: Span
    shown: bool = False
    question: Localized = Localized("")

    @property
    def arity(self) -> int:
        return len(self.arguments)


class Row(msgspec.Struct, frozen=True, array_like=True):
    """One row of a table: its constants in the order of the arguments, and its own citation where it has one."""

    terms: tuple[Const | DateConst, ...]
    citation: Citation | None
    span: Span

    @property
    def values(self) -> tuple[Value, ...]:
        """The values of the constants."""
        return tuple(term.value for term in self.terms)


class Option(msgspec.Struct, frozen=True):
    """One way to read the text."""

    name: str
    label: Localized
    span: Span


class Reading(msgspec.Struct, frozen=True):
    """A named choice between ways to read the text."""

    name: str
    label: Localized
    options: tuple[Option, ...]
    default: str
    sentences: tuple[str, ...]
    span: Span


class SourceSentence(msgspec.Struct, frozen=True):
    """A numbered sentence of the pinned source, verbatim."""

    number: str
    text: str


class Source(msgspec.Struct, frozen=True):
    """A pinned source text and its numbered sentences."""

    name: str
    title: Localized
    file: str
    sentences: tuple[SourceSentence, ...]


class Classification(msgspec.Struct, frozen=True):
    """A sentence that no rule encodes, what it is instead, and why."""

    sentence: str
    kind: str
    reason: Localized
    span: Span
