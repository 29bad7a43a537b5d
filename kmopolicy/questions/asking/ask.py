"""What is still to be known of a subject: whether its outcome is certain, and if not, which question narrows it most.

Two answers are kept apart: certain given what is presumed (closed facts hold no more than is recorded), and certain whatever
comes. A completion adds facts to those recorded and takes none back; that nothing comes is one of them.
"""

from collections.abc import Collection
from fractions import Fraction
from typing import NamedTuple

from kmopolicy.program.terms import Value
from kmopolicy.questions.asking.completions import Answer, Completions
from kmopolicy.questions.asking.groups import Group, groups
from kmopolicy.questions.subject.situation import Situation


class Question(NamedTuple):
    """What may be asked, and the answers, with the outcomes that are open after each; they say all that can still be said."""

    group: Group
    answers: tuple[Answer, ...]

    @property
    def id(self) -> str:
        """What it is about, as text."""
        return self.group.id

    @property
    def predicate(self) -> str:
        """The predicate of the facts that it is about."""
        return self.group.free.predicate.name

    @property
    def pattern(self) -> tuple[Value | None, ...]:
        """Their arguments; None: which?"""
        return self.group.pattern

    @property
    def judged(self) -> bool:
        """Whether an answer says what of several, and then how it was judged."""
        return len([want for want in self.pattern if want is None]) > 1

    @property
    def narrowing(self) -> tuple[bool, int, Fraction]:
        """The less the better: what must be answered, then fewest outcomes after the worst answer, then after any."""
        left = [len(answer.outcomes) for answer in self.answers]
        return not self.group.required, max(left), Fraction(sum(left), len(left))


class Step(NamedTuple):
    """The outcomes that are possible given what is presumed, and whatever comes; and what to ask, the best first.

    Where the outcome is certain given what is presumed, the questions are about just that.
    """

    situation: Situation
    presuming: tuple[str, ...]
    whatever: tuple[str, ...]
    questions: tuple[Question, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """The outcomes among which the questions are to decide."""
        return self.whatever if len(self.presuming) == 1 else self.presuming


def ask(situation: Situation, answered: Collection[str] = (), skipped: Collection[str] = ()) -> Step:
    """What is open about a subject. Questions are told while they can matter.

    `answered` are the ids of questions of which everything is stated, `skipped` of those that nobody here can answer.
    """
    every = groups(situation)
    asked = [group for group in every if group.id not in {*answered, *skipped}]
    completions = Completions(situation, asked, [group for group in every if group.id in answered])
    found = completions.find(presuming=True)
    presuming = found.outcomes
    whatever = tuple(value for value in situation.values if value in presuming or completions.ever(value))
    if len(presuming) == 1 and len(whatever) > 1:
        found = completions.find(presuming=False)
    questions = (Question(group, found.answers[group.id]) for group in asked if group.id in found.answers)
    return Step(situation, presuming, whatever, tuple(sorted(questions, key=lambda each: each.narrowing)))
