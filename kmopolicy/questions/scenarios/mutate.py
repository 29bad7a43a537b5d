"""What the scenarios would notice: every small alteration of the program, against every scenario that asks for what it alters.

A scenario notices an alteration when its outcome or its answers are others, or when other grounds leave its proof without
the sentence that it expects. Which scenarios can notice is known from what the solver asks on the way: where nothing asks for
the altered predicate, everything stays as it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kmopolicy.facts.model import Expectation, ExpectedAnswers, Facts, GroundAtom
from kmopolicy.facts.world import Pattern, Slices, Tables, Values
from kmopolicy.program.goal import answers
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.terms import Atom
from kmopolicy.proof.court import Court
from kmopolicy.proof.explain import Case
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.solver import Solver, pattern_of
from kmopolicy.proof.wording import Wording
from kmopolicy.questions.scenarios.allowances import Allowance
from kmopolicy.questions.scenarios.alterations import Alteration
from kmopolicy.questions.scenarios.scenarios import held_against

Answer = tuple[Values, ...] | bool
"""The instances of an atom, or whether there is one."""

Found = str | frozenset[Values]
"""An outcome, or the answers to a goal."""


class Probe(NamedTuple):
    """An expectation as a question to a program: whose outcome, in which facts, under which readings."""

    facts: Facts
    expectation: Expectation
    cases: Cases
    subject: str
    readings: Mapping[str, str]


class Goal(NamedTuple):
    """The answers that a dossier expects as a question to a program: in which facts, under which readings."""

    facts: Facts
    expectation: ExpectedAnswers
    readings: Mapping[str, str]


class _Known(NamedTuple):
    """A probe or goal with what the unaltered program says, and all that was asked on the way."""

    probe: Probe | Goal
    found: Found
    grounds: frozenset[GroundAtom]
    asked: Mapping[str, tuple[tuple[Pattern, Answer], ...]]


def asked(program: Program, facts: Facts) -> Iterator[Probe | Goal]:
    """All that a dossier expects, as questions."""
    yield from probes(program, facts)
    yield from goals(program, facts)


def goals(program: Program, facts: Facts) -> Iterator[Goal]:
    """The answers that a dossier expects, as questions."""
    for each in facts.answers:
        yield Goal(facts, each, _readings(program, each.readings))


def _readings(program: Program, chosen: Iterable[tuple[str, str]]) -> dict[str, str]:
    """All readings, with their default where nothing is chosen."""
    return {**{name: reading.default for name, reading in program.readings.items()}, **dict(chosen)}


def probes(program: Program, facts: Facts) -> Iterator[Probe]:
    """What a dossier expects of subjects, as questions."""
    for each in facts.expectations:
        readings = _readings(program, each.readings)
        kind, _, name = each.subject.partition(":")
        subjects = [(cases, entity.id) for cases in program.outcomes.values() for entity in facts.entities
                    if entity.type == cases.subject_type]  # fmt: skip
        exact = [found for found in subjects if found[1] == each.subject]
        typed = [found for found in subjects if (found[0].subject_type.lower(), found[1]) == (kind, name)]
        for cases, subject in (exact or typed)[:1]:
            yield Probe(facts, each, cases, subject, readings)


class Report(NamedTuple):
    """What came of all alterations.

    Those that no scenario notices and nothing allows, those that are allowed with the reason, and the allowances that none needs.
    """

    tried: int
    unexplained: tuple[Alteration, ...]
    allowed: tuple[tuple[Alteration, Allowance], ...]
    superfluous: tuple[Allowance, ...]


def report(altered: Sequence[Alteration], unnoticed: Sequence[Alteration], allowances: Sequence[Allowance]) -> Report:
    """What no scenario notices, held against what may be so. An allowance names an alteration, or a rule, case or table."""
    by_name = {each.name: each for each in allowances}
    allowed = [(each, by_name.get(each.key) or by_name.get(each.where)) for each in unnoticed]
    used = {allowance.name for _, allowance in allowed if allowance}
    return Report(
        len(altered),
        tuple(each for each, allowance in allowed if allowance is None),
        tuple((each, allowance) for each, allowance in allowed if allowance is not None),
        tuple(each for each in allowances if each.name not in used),
    )


class Trial:
    """The scenarios of a program, ready to be asked about alterations of it."""

    def __init__(self, program: Program, asked: Iterable[Probe | Goal]) -> None:
        self._program = program
        sight = _Sight(program)
        self._known = [_known(sight, probe) for probe in asked]

    @property
    def unmet(self) -> tuple[Probe | Goal, ...]:
        """What already comes out otherwise than expected: of that nothing can be said."""
        return tuple(each.probe for each in self._known if each.found != _expected(each.probe))

    def notices(self, alteration: Alteration) -> bool:
        """Whether some scenario fails under the alteration."""
        sight = _Sight(alteration.applied_to(self._program))
        unsettled = []
        for known in self._known:
            concerned = _concerned(known, alteration)
            if concerned and sight.answers_otherwise(known.probe, alteration.predicate, concerned):
                if sight.found(known.probe) != known.found:
                    return True
                unsettled.append(known)
        return any(self._misses_its_sentence(each, sight) for each in unsettled)

    def _misses_its_sentence(self, known: _Known, sight: "_Sight") -> bool:
        probe = known.probe
        if isinstance(probe, Goal) or not probe.expectation.sentence:
            return False
        if sight.court(probe).verdict.grounds == known.grounds:
            return False
        return not held_against(probe.expectation, sight.case(probe).explanation).holds


class _Sight:
    """One program, compiled once, before any number of probes."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._plans = Plans(program)
        self._tables = Tables(program)
        self._slices: dict[int, Slices] = {}

    def court(self, probe: Probe) -> Court:
        """The subject of a probe before the rules."""
        world = self._of(probe.facts).of(probe.cases.subject_type, probe.subject)
        return Court(self._plans, world, probe.readings, self._cases(probe), probe.subject)

    def solver(self, probe: Probe | Goal) -> Solver:
        """What is asked on the way: of a subject in its part of the facts, of a goal in the whole."""
        if isinstance(probe, Probe):
            return self.court(probe).prover.solver
        return Solver(self._plans, self._of(probe.facts).whole, probe.readings)

    def found(self, probe: Probe | Goal) -> Found:
        """The outcome, or the answers."""
        if isinstance(probe, Probe):
            return self.court(probe).value
        return solved(probe.expectation.atom, self.solver(probe))

    def answers_otherwise(self, probe: Probe | Goal, predicate: str, asked: Iterable[tuple[Pattern, Answer]]) -> bool:
        """Whether any answer on the way to the outcome is another one: if not, everything else is as it was as well."""
        solver = self.solver(probe)
        return any(
            answer != (solver.holds if isinstance(answer, bool) else solver.solutions)(predicate, pattern)
            for pattern, answer in asked
        )

    def case(self, probe: Probe) -> Case:
        """The same, to be explained."""
        wording = Wording(self._program, probe.facts)
        slices = self._of(probe.facts)
        return Case(self._plans, slices, wording, probe.readings, self._cases(probe), probe.subject)

    def _of(self, facts: Facts) -> Slices:
        # By identity: the probes keep the facts alive.
        if id(facts) not in self._slices:
            self._slices[id(facts)] = Slices(self._program, self._tables, facts)
        return self._slices[id(facts)]

    def _cases(self, probe: Probe) -> Cases:
        return self._program.outcomes[probe.cases.name]


def solved(goal: Atom, solver: Solver) -> frozenset[Values]:
    """The answers to a goal."""
    return frozenset(answers(goal, solver.solutions(goal.predicate, pattern_of(goal, {}))))


def _expected(probe: Probe | Goal) -> Found:
    return probe.expectation.outcome if isinstance(probe, Probe) else frozenset(probe.expectation.rows)


def _known(sight: _Sight, probe: Probe | Goal) -> _Known:
    found: Found
    if isinstance(probe, Probe):
        court = sight.court(probe)
        solver, verdict = court.prover.solver, court.verdict
        found, grounds = verdict.value, verdict.grounds
    else:
        solver = sight.solver(probe)
        found, grounds = solved(probe.expectation.atom, solver), frozenset()
    asked: dict[str, list[tuple[Pattern, Answer]]] = {}
    for predicate, pattern, answer in solver.asked:
        asked.setdefault(predicate, []).append((pattern, answer))
    return _Known(probe, found, grounds, {name: tuple(told) for name, told in asked.items()})


def _concerned(known: _Known, alteration: Alteration) -> list[tuple[Pattern, Answer]]:
    """What was asked that the alteration could answer otherwise."""
    asked = known.asked.get(alteration.predicate, ())
    return [each for each in asked if any(_agree(each[0], altered) for altered in alteration.patterns)]


def _agree(left: Pattern, right: Pattern) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(left, right, strict=True))
