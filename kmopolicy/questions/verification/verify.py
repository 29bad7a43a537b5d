"""Proves, or refutes by the smallest counterexample, what must hold of every possible subject under every reading.

The properties of the policy, and those of any policy: exactly one outcome per subject; no rule and no case that never fires,
that another makes redundant or that never shows; no row and no sentence that makes no difference.
"""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from kmopolicy.program.program import Program, Property
from kmopolicy.questions.possible.seen import in_order
from kmopolicy.questions.possible.space import Space, space
from kmopolicy.questions.possible.witness import Witness
from kmopolicy.questions.sides.sides import Ordinary
from kmopolicy.questions.verification.claims import Effects, Plain
from kmopolicy.questions.verification.confirm import Counterexample, counterexample
from kmopolicy.questions.verification.parts import Flaw, Part, PartKind, parts
from kmopolicy.text.span import Span

Kind = Literal["property", "one outcome", "dead", "redundant", "shadowed", "idle row", "idle sentence"]
"""What a result is about: a property of the policy, the outcomes of a subject, or a flaw that no part may have."""


class Result(NamedTuple):
    """What came of one property: `witness` is the smallest world in which it fails; of a part there is none to show.

    `counterexample`: that world as the ordinary engine sees it, where it was put to one.
    `failing` holds the parts of the policy that make no difference, and the bodies of a property that can never be; `checked`
    counts what was looked at.
    """

    kind: Kind
    name: str
    holds: bool
    span: Span | None
    witness: Witness | None = None
    failing: tuple[Part, ...] = ()
    impossible: tuple[int, ...] = ()
    checked: int = 1
    counterexample: Counterexample | None = None


class Verification(NamedTuple):
    """All results, the space of possible facts that they are about, and the readings that were `fixed`."""

    space: Space
    fixed: Mapping[str, str]
    results: tuple[Result, ...]

    @property
    def holds(self) -> bool:
        """Whether every property holds."""
        return all(result.holds for result in self.results)


def verify(program: Program, fixed: Mapping[str, str] | None = None) -> Verification:
    """Verifies a program: its properties under every combination of readings, or under those that are `fixed`.

    Whether a part makes a difference is always asked under every combination: another reading may be what it is for.
    """
    possible = space(program)
    results = (*_properties(program, possible, fixed), *_parts(possible))
    return Verification(possible, dict(fixed or {}), results)


def confirmed(policy: Ordinary, found: Verification) -> Verification:
    """A verification, each counterexample decided and explained by a policy with its engine."""
    stated = {prop.name: prop for prop in policy.program.properties}

    def put(result: Result) -> Result:
        assert result.kind != "one outcome" or result.holds, "cases end with one that always applies"
        if result.witness is None:
            return result
        return result._replace(counterexample=counterexample(policy, found.space, stated[result.name], result.witness))

    return found._replace(results=tuple(map(put, found.results)))


def _properties(program: Program, possible: Space, fixed: Mapping[str, str] | None) -> Iterator[Result]:
    plain, effects = Plain(possible, fixed), Effects(possible, fixed)
    for prop in program.properties:
        yield _property(prop, plain, effects)
    for name in in_order(program):
        witness = plain.without_one(name)
        yield Result("one outcome", name, witness is None, program.outcomes[name].span, witness)


def _property(prop: Property, plain: Plain, effects: Effects) -> Result:
    if prop.possible:
        numbers = range(1, len(prop.possible) + 1)
        never = tuple(number - 1 for number in numbers if not plain.can_be(prop, number))
        return Result("property", prop.name, not never, prop.span, impossible=never, checked=len(prop.possible))
    witness = effects.against(prop) if prop.effect else plain.against(prop)
    return Result("property", prop.name, witness is None, prop.span, witness)


_FLAWS: tuple[tuple[Kind, Flaw, tuple[PartKind, ...]], ...] = (
    ("dead", "dead", ("rule", "case")),
    ("redundant", "redundant", ("rule", "case")),
    ("shadowed", "shadowed", ("rule", "case")),
    ("idle row", "idle", ("row",)),
    ("idle sentence", "idle", ("sentence",)),
)


def _parts(possible: Space) -> Iterator[Result]:
    found = parts(possible)
    for kind, flaw, kinds in _FLAWS:
        looked = [part for part in found.parts if part.kind in kinds]
        failing = tuple(part for part in looked if found.flaws.get(part) == flaw)
        yield Result(kind, "", not failing, None, failing=failing, checked=len(looked))
