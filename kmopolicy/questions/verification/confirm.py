"""Puts a counterexample that a solver found to the ordinary engine, which must agree, and has it explained."""

from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from kmopolicy.engines.pydatalog import PyDatalog
from kmopolicy.facts.model import Facts, GroundAtom
from kmopolicy.facts.world import Tables, World
from kmopolicy.program.program import Effect, Property
from kmopolicy.program.terms import Atom, BodyLiteral, Const, Rule, Var
from kmopolicy.proof.explanation import Explanation
from kmopolicy.questions.possible.space import Space
from kmopolicy.questions.possible.witness import Witness
from kmopolicy.questions.sides.sides import Ordinary, Readings
from kmopolicy.questions.verification.claims import entities_in


class Counterexample(NamedTuple):
    """A smallest world in which a property fails, as facts that can be decided about.

    `readings`: all of them; `departures`: those that are not the default, without which the property holds. `added`: the fact
    that does what it never does; `after`: the subjects once it is stated.
    """

    facts: Facts
    readings: Readings
    departures: Readings
    explanations: tuple[Explanation, ...]
    added: GroundAtom | None = None
    after: tuple[Explanation, ...] = ()


def counterexample(policy: Ordinary, space: Space, prop: Property, witness: Witness) -> Counterexample:
    """The witness against a property, decided and explained."""
    readings = witness.readings

    def explained(facts: Facts) -> tuple[Explanation, ...]:
        return tuple(policy.explain(facts, subject, readings=readings) for subject in subjects)

    facts = witness.as_read(space)
    if prop.effect is None:
        subjects = _subjects(policy, facts, readings, prop.never)
        return Counterexample(facts, readings, witness.departures(space), explained(facts))
    after = witness.after(space, facts)
    subjects = list(_affected(policy, prop.effect, (facts, after), readings))
    assert subjects, "the engine does not see the effect that the solver found"
    return Counterexample(
        facts, readings, witness.departures(space), explained(facts), witness.added[0], explained(after)
    )


def _subjects(policy: Ordinary, facts: Facts, readings: Readings, body: tuple[BodyLiteral, ...]) -> list[str]:
    """The subjects for which a body holds: those that it names, else all there are."""
    variables = entities_in(policy.program, body)
    goal = Atom("claim#", tuple(map(Var, variables)) or (Const(""),))
    rule = Rule("", goal, body, (), "", body[0].span)
    claiming = msgspec.structs.replace(policy.program, rules=(*policy.program.rules, rule))
    world = World(Tables(policy.program), facts.facts, facts.entities, facts.replaces)
    found = PyDatalog(claiming).ask(world, readings, goal)
    assert found, "the engine does not find what the solver found"
    named = set(zip(variables.values(), map(str, found[0]), strict=False))
    subjects = [(each.type, each.subject) for each in policy.decide(facts, readings=readings)]
    return [name for kind, name in subjects if (kind, name) in named] or [name for _, name in subjects]


def _affected(policy: Ordinary, effect: Effect, worlds: tuple[Facts, Facts], readings: Readings) -> Iterator[str]:
    """The subjects whose outcome does, by one more fact, what it never does."""
    subject_type = policy.program.outcomes[effect.outcome].subject_type
    before, after = (
        {each.subject: each.outcome for each in policy.decide(facts, readings=readings) if each.type == subject_type}
        for facts in worlds
    )
    rank = {value: place for place, values in enumerate(effect.ranks) for value in values}
    for subject, outcome in before.items():
        up = rank.get(after[subject], 0) - rank.get(outcome, 0)
        if {"lowers": up < 0, "raises": up > 0, "changes": after[subject] != outcome}[effect.verb]:
            yield subject
