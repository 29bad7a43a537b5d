"""Puts the differences that a solver found to both sides, which must agree, and has them explained."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from kmopolicy.facts.model import Facts
from kmopolicy.program.show import show_ground
from kmopolicy.proof.explanation import Explanation
from kmopolicy.questions.comparison.compare import Change, Comparison, Shift
from kmopolicy.questions.comparison.solved import solved
from kmopolicy.questions.possible.seen import ground_of
from kmopolicy.questions.possible.witness import Witness
from kmopolicy.questions.sides.responsible import Text, Unit, deciding, responsible
from kmopolicy.questions.sides.sides import Ordinary, Readings

EXAMPLE = "voorbeeld.yaml"
"""What a dossier that shows a difference is called."""


class Contrast(NamedTuple):
    """A smallest world in which an outcome differs, explained by both sides, and what is responsible."""

    change: Change
    facts: Facts
    departures: Readings
    old: Explanation
    new: Explanation
    responsible: tuple[Unit, ...]


class Sight(NamedTuple):
    """A smallest world in which what people see differs though the outcomes do not: the atoms that only one side has."""

    shift: Shift
    facts: Facts
    departures: Readings
    atoms: tuple[str, ...]


class Compared(NamedTuple):
    """All that differs between two policies: each pair of outcomes, and what else people see, with its smallest world."""

    comparison: Comparison
    contrasts: tuple[Contrast, ...]
    sights: tuple[Sight, ...]

    @property
    def same(self) -> bool:
        """Whether the two are the same for every possible subject, as far as both can speak of it."""
        return not (self.contrasts or self.sights)


def compared(old: Ordinary, new: Ordinary, found: Comparison) -> Compared:
    """A comparison, put to both sides."""
    contrasts = tuple(contrast(old, new, found, change) for change in found.changes)
    return Compared(found, contrasts, tuple(sight(old, new, found, shift) for shift in found.shifts))


def contrast(old: Ordinary, new: Ordinary, found: Comparison, change: Change) -> Contrast:
    """The witness of a change, decided and explained by both sides."""
    facts = change.witness.as_read(found.space, EXAMPLE)
    readings = [side.readings(change.witness.readings) for side in (found.old, found.new)]
    kind = old.program.outcomes[change.outcome].subject_type
    decisions = [side.decide(facts, readings=each) for side, each in zip((old, new), readings, strict=True)]
    before, after = ({each.subject: each.outcome for each in given if each.type == kind} for given in decisions)
    subject = next((each for each in before if (before[each], after[each]) == (change.before, change.after)), None)
    assert subject is not None, "the engine does not see the change that the solver found"
    one, other = (side.explain(facts, subject, readings=each) for side, each in zip((old, new), readings, strict=True))
    texts = [Text(side.program, each).resolved for side, each in zip((old, new), readings, strict=True)]
    verdict = partial(solved, facts=facts, outcome=change.outcome, subject=subject)
    decides = deciding(old.program, one), deciding(new.program, other)
    units = tuple(
        unit._replace(decides=decides) if unit.kind == "cases" and unit.name == change.outcome else unit
        for unit in responsible(texts[0], texts[1], verdict, change.before)
    )
    return Contrast(change, facts, _departures(found, change.witness), one, other, units)


def sight(old: Ordinary, new: Ordinary, found: Comparison, shift: Shift) -> Sight:
    """The witness of a shift, with the atoms that only one side has."""
    facts = shift.witness.as_read(found.space, EXAMPLE)
    mine, theirs = (
        set(_instances(policy, shift.name, facts, side.readings(shift.witness.readings)))
        for policy, side in ((old, found.old), (new, found.new))
    )
    atoms = mine - theirs if shift.only == "old" else theirs - mine
    assert atoms, "the engine does not see what the solver found"
    return Sight(shift, facts, _departures(found, shift.witness), tuple(sorted(atoms)))


def _instances(policy: Ordinary, name: str, facts: Facts, readings: Readings) -> Iterator[str]:
    """What people see under a name: grounds of the outcomes, or all that holds."""
    ground = ground_of(name)
    if ground:
        given = (each for decision in policy.decide(facts, readings=readings) for each in decision.grounds)
        yield from (each.proof.atom for each in given if each.proof.atom.partition("(")[0] == ground)
        return
    if name not in policy.program.predicates:
        return
    arity = policy.program.predicates[name].arity
    goal = f"{name}({', '.join(f'V{place}' for place in range(arity))})"
    yield from (show_ground(name, values) for values in policy.query(facts, goal, readings=readings).rows)


def _departures(found: Comparison, witness: Witness) -> dict[str, str]:
    return {name: option for name, option in witness.departures(found.space).items() if name in found.shared}
