"""All ways to complete the facts of a situation, as clingo sees them: what is recorded stays, anything may be added.

A copy of the rules sees the same facts but for the answer to one question, which is another one: that question matters where
the outcome of the copy differs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import clingo

from kmopolicy.engines import asp
from kmopolicy.program.declarations import Predicate
from kmopolicy.questions.asking.groups import Choices, Group, answers
from kmopolicy.questions.possible.space import needed
from kmopolicy.questions.possible.worlds import Assumption, Worlds, domain_literals, shipped
from kmopolicy.questions.subject.present import there
from kmopolicy.questions.subject.situation import Situation

_OUTCOME, _WITH, _MATTERS = "outcome", "with", "matters"
_COPY, _GONE, _RECORDED, _STATED = "copy_", "gone_", "recorded_", "stated_"
"""Before the name of a predicate: of the copy; what the copy leaves out; what is recorded; what of that nothing changes."""

_NOTHING = -1
"""The answer that nothing more is to be stated."""


Told = frozenset[tuple[Any, ...]]


class Answer(NamedTuple):
    """One answer to a question, and the outcomes that are then open.

    `choices`: for each argument the values that it stands for, any of which would do; () says that nothing more is stated.
    """

    choices: Choices
    outcomes: tuple[str, ...]


class Found(NamedTuple):
    """What is possible: the outcomes, and the answers to each question that can matter, by its id."""

    outcomes: tuple[str, ...]
    answers: Mapping[str, tuple[Answer, ...]]


class Completions:
    """The completions of a situation, with the questions that may be asked; nothing is added to those that are `answered`."""

    def __init__(self, situation: Situation, asked: Sequence[Group], answered: Sequence[Group]) -> None:
        self._situation = situation
        self._asked = tuple((group, tuple(answers(situation, group))) for group in asked)
        lines = (
            *shipped(situation.program),
            *asp.rules(situation.core),
            *there(situation),
            *self._recorded(answered),
            *self._after(),
            *self._copied(),
        )
        told = (f"{_OUTCOME}/1", f"{_WITH}/3", f"{_MATTERS}/1")
        self._worlds = Worlds(situation.space, lines, told, minimal=False)

    def find(self, *, presuming: bool) -> Found:
        """What is possible, given what is presumed or whatever comes."""
        told = self._worlds.possible([_mode(presuming=presuming)])
        every = {
            group.id: tuple(self._answers(told, number, choices))
            for number, (group, choices) in enumerate(self._asked)
            if (_MATTERS, number) in told or group.required
        }
        return Found(self._outcomes(each[1] for each in told if each[0] == _OUTCOME), every)

    def ever(self, value: str) -> bool:
        """Whether an outcome is possible whatever comes."""
        return self._worlds.any([_mode(presuming=False), (clingo.Function(_OUTCOME, [clingo.String(value)]), True)])

    def _answers(self, told: Told, question: int, choices: Sequence[Choices]) -> Iterator[Answer]:
        """The answers to a question that are possible, with the outcomes that can go with each."""
        for number, each in (*enumerate(choices), (_NOTHING, ())):
            outcomes = self._outcomes(
                value for value in self._situation.values if (_WITH, question, number, value) in told
            )
            if outcomes:
                yield Answer(each, outcomes)

    def _outcomes(self, found: Iterable[str]) -> tuple[str, ...]:
        values = set(found)
        return tuple(value for value in self._situation.values if value in values)

    def _recorded(self, answered: Iterable[Group]) -> Iterator[str]:
        """What is recorded, which stays; that nothing closed is added as long as we presume; what was answered."""
        yield "{ presuming }."
        for atom in self._situation.given:
            yield f"{asp.fact(atom.predicate, atom.values, _RECORDED)}."
        for atom in self._situation.stated:
            yield f"{asp.fact(atom.predicate, atom.values)}."
            yield f"{asp.fact(atom.predicate, atom.values, _STATED)}."
        for free in self._situation.space.free:
            if not free.predicate.open:
                yield f":- presuming, {_general(free.predicate)}, not {_general(free.predicate, _RECORDED)}."
        for group in answered:
            yield f":- {_pattern(group)}, not {_pattern(group, _RECORDED)}."

    def _after(self) -> Iterator[str]:
        """The outcome, and for each question and answer the outcomes that can go with it."""
        subject = asp.value(self._situation.subject)
        yield f"{_OUTCOME}(V) :- {asp.name_of(self._situation.cases.name)}({subject},V)."
        for question, (group, choices) in enumerate(self._asked):
            for answer, each in enumerate(choices):
                for values in product(*each):
                    said = asp.fact(group.free.predicate.name, values)
                    yield f"{_WITH}({question},{answer},V) :- {_OUTCOME}(V), {said}."
            yield f"more({question}) :- {_pattern(group)}, not {_pattern(group, _RECORDED)}."
            yield f"{_WITH}({question},{_NOTHING},V) :- {_OUTCOME}(V), not more({question})."

    def _copied(self) -> Iterator[str]:
        """A copy in which the answer to one question is another one."""
        free = self._situation.space.free
        yield from asp.rules(self._situation.core, _COPY, frozenset(each.predicate.name for each in free))
        yield from (f"asked({question})." for question in range(len(self._asked)))
        yield "1 { varied(Q) : asked(Q) } 1 :- asked(_)."
        for each in free:
            here, copied, recorded = (_general(each.predicate, prefix) for prefix in ("", _COPY, _RECORDED))
            yield f"{copied} :- {here}, not {_general(each.predicate, _GONE)}."
            if not each.predicate.open:
                yield f":- presuming, {copied}, not {recorded}."
        for question, (group, _) in enumerate(self._asked):
            yield from self._other(question, group)
        name, subject = self._situation.cases.name, asp.value(self._situation.subject)
        here, copied = (f"{asp.name_of(name, prefix)}({subject}," for prefix in ("", _COPY))
        yield f"{_MATTERS}(Q) :- varied(Q), {here}V), {copied}W), V != W."

    def _other(self, question: int, group: Group) -> Iterator[str]:
        """Any other answer to a question, as its declaration allows; what is stated stays."""
        varied, copied = f"varied({question})", _pattern(group, _COPY)
        yield f"{_pattern(group, _GONE)} :- {varied}, {_pattern(group)}, not {_pattern(group, _STATED)}."
        limits = domain_literals(self._situation.space, group.free)
        open_ = [limit for limit, want in zip(limits, group.pattern, strict=True) if want is None]
        if group.free.predicate.cardinality == "many":
            yield f"{{ {copied} : {', '.join(open_) or '#true'} }} :- {varied}."
        else:
            *keys, last = open_
            yield f"{{ {copied} : {last} }} 1 :- {', '.join((varied, *keys))}."
        if needed(group.free.predicate):
            yield f":- {varied}, not {_pattern(group, _COPY, anything='_')}."


def _general(predicate: Predicate, prefix: str = "") -> str:
    """The most general atom of a predicate."""
    return f"{asp.name_of(predicate.name, prefix)}({','.join(f'V{place}' for place in range(predicate.arity))})"


def _pattern(group: Group, prefix: str = "", anything: str = "V{}") -> str:
    """The atoms that a question is about."""
    terms = (anything.format(place) if want is None else asp.value(want) for place, want in enumerate(group.pattern))
    return f"{asp.name_of(group.free.predicate.name, prefix)}({','.join(terms)})"


def _mode(*, presuming: bool) -> Assumption:
    return clingo.Function("presuming"), presuming
