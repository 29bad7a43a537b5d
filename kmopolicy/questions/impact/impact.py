"""What changes for given facts between two policies, two readings or two dates: who gets another outcome, and by what.

For each subject whose outcome differs, a smallest set of differences is found that, undone, gives the old outcome back; subjects
that go the same way by the same differences are one group. Here that is done for facts that are decided one by one.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from kmopolicy.facts.model import Facts
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.proof.explanation import Explanation
from kmopolicy.questions.impact.decided import STATUSES, Ordinarily, Policies, Status, Subject, status
from kmopolicy.questions.impact.mixtures import Mixtures
from kmopolicy.questions.sides.responsible import Text, Unit, deciding
from kmopolicy.questions.sides.sides import Side
from kmopolicy.questions.sides.vocabularies import Difference, differences

Direction = Literal["better", "worse", "other"]
Way = tuple[str, str, str]
"""A type of subjects, the outcome before and the outcome after; "" where that side cannot decide."""
Change = tuple[str, str, str, tuple[Unit, ...]]
"""The same, where the outcomes differ, with what is responsible."""


class Example(NamedTuple):
    """A subject of a group, explained by both sides, each from the facts as it reads them."""

    old: Explanation
    new: Explanation
    facts: tuple[Facts, Facts]


class Members(NamedTuple):
    """Who belongs to a group: how many, who (of whole tables the first of them), and a few explained."""

    size: int
    subjects: Sequence[Subject]
    examples: Sequence[Example]


class Group(NamedTuple):
    """The subjects that go from one outcome to another by the same differences, and a few of them explained.

    `size`: how many; of whole tables only the first of them are among `subjects`.
    """

    type: str
    before: str
    after: str
    direction: Direction
    responsible: tuple[Unit, ...]
    size: int
    subjects: tuple[Subject, ...]
    examples: tuple[Example, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences that what is responsible cites, each once."""
        parts = (part for unit in self.responsible for side in unit.texts for part in side)
        cited = (
            each for part in parts for each in (getattr(part, "citations", None) or (getattr(part, "citation", None),))
        )
        return tuple(dict.fromkeys(each.sentence for each in cited if each))


class Cause(NamedTuple):
    """What is responsible, and the groups of those that it moves, from each outcome to each."""

    responsible: tuple[Unit, ...]
    groups: tuple[Group, ...]

    @property
    def size(self) -> int:
        """How many subjects it moves."""
        return sum(group.size for group in self.groups)

    @property
    def directions(self) -> dict[Direction, int]:
        """How many of them go down, up, or neither."""
        return _directions(self.groups)


class Impact(NamedTuple):
    """How many subjects of the facts go from which outcome to which, and the groups of those that change, the largest first.

    `tally`: how many go each way; together that is all. `own_dates`: how many have a reference date of their own, so that they
    have it on both sides. `unread`: those that not both sides can decide about; of whole tables the first of them. `subjects`:
    all of them, but of whole tables, which are not listed, None.
    """

    old: Side
    new: Side
    differences: tuple[Difference, ...]
    tally: Mapping[Way, int]
    groups: tuple[Group, ...]
    own_dates: int
    unread: tuple[Subject, ...]
    subjects: tuple[Subject, ...] | None

    @property
    def size(self) -> int:
        """How many subjects there are."""
        return sum(self.tally.values())

    @property
    def counts(self) -> dict[Status, int]:
        """How many subjects there are of each status; together that is all."""
        found: Counter[Status] = Counter()
        for (_, before, after), count in self.tally.items():
            found[status(before, after)] += count
        return {each: found[each] for each in STATUSES}

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
        return tuple(dict.fromkeys(kind for kind, _, _ in self.tally))

    def of_type(self, kind: str) -> int:
        """How many subjects of a type there are."""
        return sum(count for (each, _, _), count in self.tally.items() if each == kind)

    def matrix(self, kind: str) -> dict[tuple[str, str], int]:
        """How many subjects of a type go from each outcome to each, of those that both sides can read."""
        return {
            (before, after): count
            for (each, before, after), count in self.tally.items()
            if each == kind and before and after
        }


def impact(policies: Policies, worlds: Iterable[Ordinarily], *, examples: int, dated: bool) -> Impact:
    """Finds what is responsible for each change. `dated`: the sides fill in another reference date."""
    work = _OneByOne(Groups(policies, dated=dated), examples, dated=dated)
    for world in worlds:
        for subject in world.subjects():
            work.take(subject, world)
    return work.result()


class _OneByOne:
    def __init__(self, groups: "Groups", examples: int, *, dated: bool) -> None:
        self._groups = groups
        self._examples = examples
        self._dated = dated
        self._subjects: list[Subject] = []
        self._found: dict[Change, tuple[list[Subject], list[Example]]] = {}

    def take(self, subject: Subject, world: Ordinarily) -> None:
        """One subject."""
        self._subjects.append(subject)
        if subject.status != "changed":
            return
        found = self._groups.mixtures.responsible(world.place(subject), subject.before, subject.after)
        key = (subject.type, subject.before, subject.after, found)
        subjects, examples = self._found.setdefault(key, ([], []))
        subjects.append(subject)
        if len(examples) < self._examples:
            examples.append(self._groups.example(subject, world.facts(subject)))

    def result(self) -> Impact:
        """All that was found."""
        members = {key: Members(len(subjects), subjects, told) for key, (subjects, told) in self._found.items()}
        own_dates = sum(self._dated and each.own_date for each in self._subjects)
        tally = Counter((each.type, each.before, each.after) for each in self._subjects)
        unread = [each for each in self._subjects if each.status in ("only_old", "only_new", "neither")]
        return self._groups.result(tally, members, own_dates, unread, tuple(self._subjects))


class Groups:
    """Makes the groups, whatever decided: finds and tells what is responsible, and explains the examples."""

    def __init__(self, policies: Policies, *, dated: bool) -> None:
        self._policies = policies
        self._sides = policies.sides
        old, new = (Text(side.program, side.readings({})).resolved for side in self._sides)
        self.mixtures = Mixtures(old, new, dated=dated)

    def example(self, subject: Subject, facts: tuple[Facts, Facts]) -> Example:
        """A subject explained by both sides."""
        name = f"{show_type(subject.type)}:{subject.id}"
        old, new = (
            policy.explain(each, name, readings=side.readings({}))
            for policy, each, side in zip((self._policies.old, self._policies.new), facts, self._sides, strict=True)
        )
        return Example(old, new, facts)

    def result(
        self,
        tally: Mapping[Way, int],
        found: Mapping[Change, Members],
        own_dates: int,
        unread: Sequence[Subject],
        subjects: tuple[Subject, ...] | None,
    ) -> Impact:
        """All that was found, in the order in which it is told."""
        old, new = self._sides
        order = {name: place for place, name in enumerate((*new.program.types, *old.program.types))}
        groups = [self.group(key, members) for key, members in found.items()]
        groups.sort(key=lambda group: (order[group.type], -group.size))
        apart = tuple(differences(old.program, new.program))
        return Impact(old, new, apart, tally, tuple(groups), own_dates, tuple(unread), subjects)

    def group(self, key: Change, members: Members) -> Group:
        """Those that go one way by the same differences."""
        kind, before, after, found = key
        programs = self._sides[0].program, self._sides[1].program
        told = [self._with_cases(unit, members.examples[:1], programs, kind) for unit in self.mixtures.told(found)]
        direction = _direction(programs[1], kind, before, after)
        subjects, examples = tuple(members.subjects), tuple(members.examples)
        return Group(kind, before, after, direction, tuple(told), members.size, subjects, examples)

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
        found[group.direction] += group.size
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
