"""What `kmopolicy explain --format json` writes, as data types: all that is replayed, and the certificate with its facts."""

import re
from collections.abc import Iterable
from datetime import date

import msgspec

from kmopolicy.facts.model import Judgement as Judged
from kmopolicy.program.show import show_ground
from kmopolicy.program.terms import Citation as Cites
from kmopolicy.program.terms import Value
from kmopolicy.text.span import Span

Cell = str | int
Where = tuple[str | int, ...]
"""A place in the document: the keys and numbers that lead to it."""

_VALUE = re.compile(r'"(?:[^"\\]|\\.)*"|[^,()"\s]+', re.DOTALL)


class Wrong(Exception):  # noqa: N818  # it is a finding about a document
    """The first claim that does not stand: what of it, where, and what should stand there or what it is about."""

    def __init__(self, what: str, where: Where, about: str) -> None:
        super().__init__(what)
        self.what, self.where, self.about = what, where, about


class Citation(msgspec.Struct, frozen=True, gc=False):
    """A sentence number and a quote, with where it stands in the policy."""

    sentence: str
    quote: str
    file: str | None
    line: int | None


class Judgement(msgspec.Struct, frozen=True, gc=False):
    """Who gave a verdict, when and why."""

    by: str
    on: str | None
    because: str


class Chosen(msgspec.Struct, frozen=True, gc=False):
    """A reading, with the option that was used."""

    name: str
    option: str


class Node(msgspec.Struct, frozen=True, gc=False):
    """A node of a proof."""

    kind: str
    atom: str
    rule: str | None
    sentence: str | None
    quote: str | None
    file: str | None
    line: int | None
    children: tuple["Node", ...]
    citations: tuple[Citation, ...] = ()
    judgement: Judgement | None = None
    reading: Chosen | None = None
    status: str = ""
    others: bool = False
    attempts: tuple["Attempt", ...] = ()


class Attempt(msgspec.Struct, frozen=True, gc=False):
    """A rule that could have made an absent atom hold."""

    rule: str
    atom: str
    citations: tuple[Citation, ...]
    file: str | None
    line: int | None
    by_reading: bool
    holds: tuple[Node, ...]
    fails: tuple[Node, ...]


class Ground(msgspec.Struct, frozen=True, gc=False):
    """A ground with its proof."""

    atom: str
    kind: str
    sentence: str | None
    quote: str | None
    file: str | None
    line: int | None
    proof: Node


class Alternative(msgspec.Struct, frozen=True, gc=False):
    """Another outcome, with why its cases do not hold."""

    outcome: str
    first: str | None
    why: tuple[Node, ...]


class Stated(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A fact: its predicate, its values (dates as year-month-day) and where it stands.

    Without a file it stands in that of the explanation; without a line it was filled in.
    """

    predicate: str
    values: tuple[Cell, ...]
    file: str | None = None
    line: int | None = None
    judgement: Judgement | None = None


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A thing that the facts speak of."""

    type: str
    id: str


class Certificate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All that the outcome can depend on: every reading as it was chosen, and every fact within the subject's reach.

    `constants`: what the facts declare themselves, by type, with the label. `dates`: where the date of a thing comes from
    that states none. `replaces`: the predicates whose facts take the place of the rows that ship with the policy. `digest`:
    of the whole document but itself.
    """

    readings: dict[str, str]
    things: tuple[Thing, ...]
    facts: tuple[Stated, ...]
    constants: dict[str, dict[str, str]]
    dates: dict[str, str]
    replaces: tuple[str, ...]
    digest: str = ""


class Words(msgspec.Struct, frozen=True):
    """A text in both languages."""

    nl: str
    en: str


class Policy(msgspec.Struct, frozen=True):
    """Which policy decided: its digest is that of all its files."""

    name: str
    digest: str


class Explained(msgspec.Struct, frozen=True):
    """An explanation with its certificate."""

    policy: Policy
    subject: str
    type: str
    title: str
    outcome: str
    outcome_label: Words
    file: str
    grounds: tuple[Ground, ...]
    themes: tuple[str, ...]
    readings: dict[str, str]
    presumes: tuple[str, ...]
    proof: Node
    alternatives: tuple[Alternative, ...]
    certificate: Certificate


def parsed(atom: str, where: Where) -> tuple[str, tuple[Value | None, ...]]:
    """The predicate of an atom as it is shown, and its values: None for `_`."""
    name, _, rest = atom.partition("(")
    values = tuple(map(_value, _VALUE.findall(rest.removesuffix(")"))))
    if show_ground(name, values) != atom:
        raise Wrong("form", (*where, "atom"), atom)
    return name, values


def _value(shown: str) -> Value | None:
    if shown.startswith('"'):
        return re.sub(r"\\(.)", r"\1", shown[1:-1], flags=re.DOTALL)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", shown, re.ASCII):
        return date.fromisoformat(shown)
    return None if shown == "_" else int(shown) if shown.isdecimal() else shown


def must(holds: object, what: str, where: Where, about: str) -> None:
    """Refuses a claim that does not stand."""
    if not holds:
        raise Wrong(what, where, about)


def same(what: str, told: object, right: object, where: Where) -> None:
    """Refuses a claim that is not the right one."""
    parts = right if isinstance(right, list | tuple) else [] if right is None else [right]
    must(told == right, what, where, ", ".join(str(getattr(each, "quote", each)) for each in parts) or "-")


def says(told: Node | Attempt, where: Where, **right: object) -> None:
    """Refuses what says anything else under one of these keys."""
    for key, value in right.items():
        same(key, getattr(told, key), value, (*where, key))


def source(
    rule: str | None = None,
    citations: Iterable[Cites] = (),
    span: Span | None = None,
    judgement: Judged | None = None,
) -> dict[str, object]:
    """What a node says of whose it is, where it is this rule's with these citations, or stands here."""
    cites, (file, line) = cited(citations), _place(span)
    return {
        "rule": rule,
        "sentence": cites[0].sentence if cites else None,
        "quote": cites[0].quote if cites else None,
        "citations": cites if len(cites) > 1 else (),
        "file": file,
        "line": line,
        "judgement": judged(judgement),
    }


def cited(citations: Iterable[Cites]) -> tuple[Citation, ...]:
    """What a rule or a row of the policy cites."""
    return tuple(Citation(each.sentence, each.quote, *_place(each.span)) for each in citations)


def _place(span: Span | None) -> tuple[str | None, int | None]:
    return (span.file, span.line) if span else (None, None)


def judged(judgement: Judged | None) -> Judgement | None:
    """Who judged, as it is written."""
    if judgement is None:
        return None
    return Judgement(judgement.by, judgement.on.isoformat() if judgement.on else None, judgement.because)
