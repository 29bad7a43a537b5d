"""What the scenarios would notice: every small alteration of the program, against every scenario that asks for what it alters.

A scenario notices an alteration when its outcome is another one, or when other grounds leave its proof without the sentence
that it expects. Which scenarios can notice is known from what the solver asks on the way to their outcome: where nothing asks
for the altered predicate, everything stays as it was.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from kmopolicy.facts.model import Expectation, Facts, Verdict
from kmopolicy.facts.world import Pattern, Slices, Tables, Values
from kmopolicy.program.program import Cases, Program
from kmopolicy.proof.court import Court
from kmopolicy.proof.explain import Case
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.wording import Wording
from kmopolicy.questions.allowances import Allowance
from kmopolicy.questions.alterations import Alteration
from kmopolicy.questions.scenarios import held_against

Answer = tuple[Values, ...] | bool
"""The instances of an atom, or whether there is one."""


class Probe(NamedTuple):
    """An expectation as a question to a program: whose outcome, in which facts, under which readings."""

    facts: Facts
    expectation: Expectation
    cases: Cases
    subject: str
    readings: Mapping[str, str]


class _Known(NamedTuple):
    """A probe with what the unaltered program says, and all that was asked on the way."""

    probe: Probe
    verdict: Verdict
    asked: Mapping[str, tuple[tuple[Pattern, Answer], ...]]


def probes(program: Program, facts: Facts) -> Iterator[Probe]:
    """The expectations of a dossier as questions."""
    usual = {name: reading.default for name, reading in program.readings.items()}
    for each in facts.expectations:
        readings = {**usual, **dict(each.readings)}
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

    def __init__(self, program: Program, asked: Iterable[Probe]) -> None:
        self._program = program
        sight = _Sight(program)
        self._known = [_known(sight, probe) for probe in asked]

    @property
    def unmet(self) -> tuple[Probe, ...]:
        """The probes that already have another outcome than they expect: of those nothing can be said."""
        return tuple(each.probe for each in self._known if each.verdict.value != each.probe.expectation.outcome)

    def notices(self, alteration: Alteration) -> bool:
        """Whether some scenario fails under the alteration."""
        sight = _Sight(alteration.applied_to(self._program))
        unsettled = []
        for known in self._known:
            asked = _concerned(known, alteration)
            if asked and sight.answers_otherwise(known.probe, alteration.predicate, asked):
                if sight.court(known.probe).value != known.verdict.value:
                    return True
                unsettled.append(known)
        return any(self._misses_its_sentence(each, sight) for each in unsettled if each.probe.expectation.sentence)

    def _misses_its_sentence(self, known: _Known, sight: "_Sight") -> bool:
        if sight.court(known.probe).verdict.grounds == known.verdict.grounds:
            return False
        return not held_against(known.probe.expectation, sight.case(known.probe).explanation).holds


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

    def answers_otherwise(self, probe: Probe, predicate: str, asked: Iterable[tuple[Pattern, Answer]]) -> bool:
        """Whether any answer on the way to the outcome is another one: if not, everything else is as it was as well."""
        solver = self.court(probe).prover.solver
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


def _known(sight: _Sight, probe: Probe) -> _Known:
    court = sight.court(probe)
    verdict = court.verdict
    asked: dict[str, list[tuple[Pattern, Answer]]] = {}
    for predicate, pattern, answer in court.prover.solver.asked:
        asked.setdefault(predicate, []).append((pattern, answer))
    return _Known(probe, verdict, {name: tuple(answers) for name, answers in asked.items()})


def _concerned(known: _Known, alteration: Alteration) -> list[tuple[Pattern, Answer]]:
    """What was asked that the alteration could answer otherwise."""
    asked = known.asked.get(alteration.predicate, ())
    return [each for each in asked if any(_agree(each[0], altered) for altered in alteration.patterns)]


def _agree(left: Pattern, right: Pattern) -> bool:
    return all(a is None or b is None or a == b for a, b in zip(left, right, strict=True))
