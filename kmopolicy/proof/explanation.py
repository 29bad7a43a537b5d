"""What an explanation is made of: one plain data structure, of which every format is a rendering.

Sentences are given in both languages, so that a renderer only chooses. `place` is where the thing stands: a rule or row
in the policy, a fact in the dossier.
"""

from datetime import date
from typing import Literal

import msgspec

from kmopolicy.facts.model import Judgement
from kmopolicy.program.declarations import GroundKind
from kmopolicy.program.terms import Citation
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

NodeKind = Literal["derived", "given", "table", "absent", "comparison"]
AbsentStatus = Literal["refuted", "not_established", "unknown"]
"""refuted: it is established that not; not_established: no fact says so; unknown: an open fact is missing."""


class Node(msgspec.Struct, frozen=True, omit_defaults=True):
    """A node of a proof tree.

    derived: `rule` and its `children`, one per literal of the rule's body, in order.
    given: a fact, with `place` and `judgement`. table: a row of a table, with its `citations`. comparison: `reading` is
    set where the literal asks for a reading.
    The root is derived by a case (`rule` is `outcome/3` for the third case): its children are the grounds, or the
    literals of the case's condition, and then one absent node per earlier case with another value.
    absent: no instance of `atom` (with `_` where anything would do) holds. `status` says which kind of no;
    `others`: no instance but those recorded; `candidates` counts those that could have held; `attempts` say why each
    rule for it fails, those that came nearest first; `children` holds the fact that says otherwise, where there is one
    (a verdict `nee` or `twijfel`).
    """

    kind: NodeKind
    atom: str
    sentence: Localized
    rule: str = ""
    citations: tuple[Citation, ...] = ()
    place: Span | None = None
    judgement: Judgement | None = None
    reading: tuple[str, str] | None = None
    status: AbsentStatus | None = None
    candidates: int = 0
    others: bool = False
    children: tuple["Node", ...] = ()
    attempts: tuple["Attempt", ...] = ()


class Attempt(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule that could have made an absent atom hold: what of its body holds, and what fails.

    `by_reading`: nothing but a reading keeps it from speaking.
    """

    rule: str
    atom: str
    sentence: Localized
    citations: tuple[Citation, ...]
    place: Span | None
    holds: tuple[Node, ...]
    fails: tuple[Node, ...]
    count: int = 1
    by_reading: bool = False


class Ground(msgspec.Struct, frozen=True):
    """A rule instance that decides. `kind` draws the line: excluded by, condition not shown, judgement, unknown, met."""

    kind: GroundKind
    proof: Node
    citation: Citation | None


class Alternative(msgspec.Struct, frozen=True):
    """Why another outcome does not hold.

    `label`: of the outcome. `first`: the value of the earlier case that goes before it, and `reason` that case in words;
    "" where its own condition fails: then `why` are the absent nodes of its condition, one per case for the outcome.
    """

    outcome: str
    label: Localized
    first: str
    reason: Localized
    why: tuple[Node, ...]


class OtherReading(msgspec.Struct, frozen=True):
    """What another option of a reading would do: the outcome under it, the grounds that go and that come."""

    option: str
    label: Localized
    outcome: str
    outcome_label: Localized
    grounds_gone: tuple[str, ...]
    grounds_new: tuple[str, ...]


class ReadingUsed(msgspec.Struct, frozen=True):
    """A reading that the proof leans on, and what the other options would do."""

    name: str
    label: Localized
    option: str
    option_label: Localized
    sentences: tuple[str, ...]
    others: tuple[OtherReading, ...]


class Missing(msgspec.Struct, frozen=True):
    """An open fact that nobody has stated and that could still matter: the atom's predicate and what it would say."""

    atom: str
    sentence: Localized


class Notice(msgspec.Struct, frozen=True):
    """A warning that the policy gives about a subject (it decides nothing)."""

    name: str
    subject: str
    message: Localized
    citations: tuple[Citation, ...]


class Decision(msgspec.Struct, frozen=True):
    """The outcome for one subject, with the grounds that decide, the readings it leans on and what it presumes.

    Outside an explanation the proofs of the grounds are bare: without children.
    """

    subject: str
    type: str
    title: str
    outcome: str
    outcome_label: Localized
    reference_date: date | None
    reference_date_from: str
    themes: tuple[str, ...]
    grounds: tuple[Ground, ...]
    readings: dict[str, str]
    presumes: tuple[str, ...]
    notices: tuple[Notice, ...]
    file: str


class Explanation(msgspec.Struct, frozen=True):
    """A decision with the whole story: what else holds in the proof, what kept the other outcomes away, and readings."""

    decision: Decision
    proof: Node
    alternatives: tuple[Alternative, ...]
    readings: tuple[ReadingUsed, ...]
    missing: tuple[Missing, ...]
    policy_name: str
    policy_title: Localized
    policy_digest: str
