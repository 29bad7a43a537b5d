"""What changes for given facts between two policies, two readings or two dates: who gets another outcome, and by what.

Both sides decide every subject in the ordinary way. For each whose outcome differs, a smallest set of differences is found that,
undone, gives the old outcome back; subjects that go the same way by the same differences are one group.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from kmopolicy.facts.model import Facts
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.proof.explanation import Explanation
from kmopolicy.questions.impact.decided import STATUSES, Decided, Policies, Status, Subject
from kmopolicy.questions.impact.mixtures import Mixtures
from kmopolicy.questions.sides.responsible import Text, Unit, deciding
from kmopolicy.questions.sides.sides import Side
from kmopolicy.questions.sides.vocabularies import Difference, differences

Direction = Literal["better", "worse", "other"]


class Example(NamedTuple):
    """A subject of a group, explained by both sides, each from the facts as it reads them."""

    old: Explanation
    new: Explanation
    facts: tuple[Facts, Facts]


class Group(NamedTuple):
    """The subjects that go from one outcome to another by the same differences, and a few of them explained."""

    type: str
    before: str
    after: str
    direction: Direction
    responsible: tuple[Unit, ...]
    subjects: tuple[Subject, ...]
    examples: tuple[Example, ...]


class Cause(NamedTuple):
    """What is responsible, and the groups of those that it moves, from each outcome to each."""

    responsible: tuple[Unit, ...]
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """How many subjects it moves."""
        return sum(len(group.subjects) for group in self.groups)

    @property
    def directions(self) -> dict[Direction, int]:
        """How many of them go down, up, or neither."""
        return _directions(self.groups)


class Impact(NamedTuple):
    """Every subject of the facts, and the groups of those that change, the largest first.

    `own_dates`: how many have a reference date of their own, so that they have it on both sides.
    """

    old: Side
    new: Side
    differences: tuple[Difference, ...]
    subjects: tuple[Subject, ...]
    groups: tuple[Group, ...]
    own_dates: int

    @property
    def counts(self) -> dict[Status, int]:
        """How many subjects there are of each status; together that is all."""
        found = Counter(each.status for each in self.subjects)
        return {status: found[status] for status in STATUSES}

    @property
    def directions(self) -> dict[Direction, int]:
        """How many of those that change go down, up, or neither."""
        return _directions(self.groups)

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The groups by what is responsible for them, what moves most first."""
        found: dict[tuple[tuple[str, str], ...], list[Group]] = {}
        for group in self.groups:
            found.setdefault(tuple((unit.kind, unit.name) for unit in group.responsible), []).append(group)
        causes = [Cause(groups[0].responsible, tuple(groups)) for groups in found.values()]
        return tuple(sorted(causes, key=lambda cause: -cause.size))

    @property
    def types(self) -> tuple[str, ...]:
        """The types of the subjects, in the order of the policies."""
        return tuple(dict.fromkeys(each.type for each in self.subjects))

    def matrix(self, kind: str) -> dict[tuple[str, str], int]:
        """How many subjects of a type go from each outcome to each, of those that both sides can read."""
        return dict(
            Counter(
                (each.before, each.after) for each in self.subjects if each.type == kind and each.before and each.after
            )
        )


def impact(policies: Policies, worlds: Iterable[Decided], *, examples: int, dated: bool) -> Impact:
    """Finds what is responsible for each change. `dated`: the sides fill in another reference date."""
    work = _Work(policies, examples, dated=dated)
    for world in worlds:
        for subject in world.subjects():
            work.take(subject, world)
    return work.result()


class _Work:
    def __init__(self, policies: Policies, examples: int, *, dated: bool) -> None:
        self._policies = policies
        self._sides = policies.sides
        self._examples = examples
        self._dated = dated
        old, new = (Text(side.program, side.readings({})).resolved for side in self._sides)
        self._mixtures = Mixtures(old, new, dated=dated)
        self._subjects: list[Subject] = []
        self._own_dates = 0
        self._groups: dict[tuple[str, str, str, tuple[Unit, ...]], tuple[list[Subject], list[Example]]] = {}

    def take(self, subject: Subject, world: Decided) -> None:
        """One subject."""
        self._subjects.append(subject)
        self._own_dates += self._dated and subject.own_date
        if subject.status != "changed":
            return
        found = self._mixtures.responsible(world.place(subject), subject.before, subject.after)
        key = (subject.type, subject.before, subject.after, found)
        subjects, examples = self._groups.setdefault(key, ([], []))
        subjects.append(subject)
        if len(examples) < self._examples:
            examples.append(self._example(subject, world.facts(subject)))

    def _example(self, subject: Subject, facts: tuple[Facts, Facts]) -> Example:
        name = f"{show_type(subject.type)}:{subject.id}"
        old, new = (
            policy.explain(each, name, readings=side.readings({}))
            for policy, each, side in zip((self._policies.old, self._policies.new), facts, self._sides, strict=True)
        )
        return Example(old, new, facts)

    def result(self) -> Impact:
        """All that was found."""
        old, new = self._sides
        order = {name: place for place, name in enumerate((*new.program.types, *old.program.types))}
        groups = [self._group(*key, *found) for key, found in self._groups.items()]
        groups.sort(key=lambda group: (order[group.type], -len(group.subjects)))
        return Impact(
            old,
            new,
            tuple(differences(old.program, new.program)),
            tuple(self._subjects),
            tuple(groups),
            self._own_dates,
        )

    def _group(
        self,
        kind: str,
        before: str,
        after: str,
        found: tuple[Unit, ...],
        subjects: Sequence[Subject],
        examples: Sequence[Example],
    ) -> Group:
        programs = self._sides[0].program, self._sides[1].program
        told = [self._with_cases(unit, examples[:1], programs, kind) for unit in self._mixtures.told(found)]
        direction = _direction(programs[1], kind, before, after)
        return Group(kind, before, after, direction, tuple(told), tuple(subjects), tuple(examples))

    def _with_cases(
        self, unit: Unit, examples: Sequence[Example], programs: tuple[Program, Program], kind: str
    ) -> Unit:
        """Cases of the outcome itself with those that decide."""
        decides_it = all(
            name.outcomes.get(unit.name) and name.outcomes[unit.name].subject_type == kind for name in programs
        )
        if unit.kind != "cases" or not decides_it:
            return unit
        for example in examples:
            return unit._replace(decides=(deciding(programs[0], example.old), deciding(programs[1], example.new)))
        return unit


def _directions(groups: Iterable[Group]) -> dict[Direction, int]:
    found: dict[Direction, int] = {"worse": 0, "better": 0, "other": 0}
    for group in groups:
        found[group.direction] += len(group.subjects)
    return found


def _direction(program: Program, kind: str, before: str, after: str) -> Direction:
    """By the order of the outcomes that the policy's properties speak of."""
    rank = ranks(program, kind)
    if before not in rank or after not in rank or rank[before] == rank[after]:
        return "other"
    return "better" if rank[after] > rank[before] else "worse"


def ranks(program: Program, kind: str) -> Mapping[str, int]:
    """The outcomes of a type of subjects from low to high, as the first property that orders them does; none where none does."""
    for each in program.properties:
        effect = each.effect
        if effect and effect.ranks and program.outcomes[effect.outcome].subject_type == kind:
            return {value: place for place, values in enumerate(effect.ranks) for value in values}
    return {}
