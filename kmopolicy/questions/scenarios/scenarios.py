"""Scenarios: dossiers that say what must come of them, held against what does."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kmopolicy.facts.model import Expectation, ExpectedAnswers, Facts
from kmopolicy.facts.world import Values
from kmopolicy.proof.explanation import Explanation, Node
from kmopolicy.text.diagnostic import Diagnostic

Rows = tuple[Values, ...]


class Result(NamedTuple):
    """An expectation beside what was found, and the sentences that the proof of the outcome cites."""

    expectation: Expectation
    explanation: Explanation
    cited: frozenset[str]

    @property
    def outcome_holds(self) -> bool:
        """Whether the outcome is the expected one."""
        return self.explanation.decision.outcome == self.expectation.outcome

    @property
    def sentence_holds(self) -> bool:
        """Whether the expected sentence, if there is one, is cited."""
        return not self.expectation.sentence or self.expectation.sentence in self.cited

    @property
    def holds(self) -> bool:
        """Whether all that was expected is so."""
        return self.outcome_holds and self.sentence_holds

    @property
    def found(self) -> tuple[str, str]:
        """The outcome and the sentence that an expectation that holds would name; without a sentence where this has none."""
        sentence = self.expectation.sentence
        return self.explanation.decision.outcome, sentence if self.sentence_holds else self._deciding

    @property
    def _deciding(self) -> str:
        """A sentence to expect instead: the first that a ground cites, else the first that the proof does."""
        grounds = (ground.citation.sentence for ground in self.explanation.decision.grounds if ground.citation)
        return next(iter((*grounds, *sorted(self.cited))), "")


class Answered(NamedTuple):
    """The answers to a goal that were expected beside those that were found."""

    expectation: ExpectedAnswers
    found: Rows

    @property
    def holds(self) -> bool:
        """Whether they are the same, in whatever order."""
        return set(self.found) == set(self.expectation.rows)

    @property
    def missing(self) -> Rows:
        """What was expected and not found."""
        return tuple(row for row in self.expectation.rows if row not in self.found)

    @property
    def surplus(self) -> Rows:
        """What was found and not expected."""
        return tuple(row for row in self.found if row not in self.expectation.rows)


class Scenario(NamedTuple):
    """A file with its facts, and what came of its expectations; not valid, or without any, `diagnostics` say so."""

    file: str
    facts: Facts | None
    results: tuple[Result, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    answers: tuple[Answered, ...] = ()

    @property
    def failures(self) -> tuple[Result, ...]:
        """The results that are not as expected."""
        return tuple(result for result in self.results if not result.holds)

    @property
    def wrong(self) -> tuple[Answered, ...]:
        """The goals with other answers than expected."""
        return tuple(each for each in self.answers if not each.holds)

    @property
    def holds(self) -> bool:
        """Whether it is a scenario and all that it expects is so."""
        return not self.diagnostics and not self.failures and not self.wrong


def held_against(expectation: Expectation, explanation: Explanation) -> Result:
    """The result of one expectation."""
    return Result(expectation, explanation, cited(explanation))


def cited(explanation: Explanation) -> frozenset[str]:
    """The sentences cited in the proof of the outcome: by what holds in it, and by a rule that only waits for a fact.

    A rule that merely fails decides nothing; one that an unknown fact keeps waiting is what the proof is about.
    """
    roots = (explanation.proof, *(ground.proof for ground in explanation.decision.grounds))
    return frozenset(_cited(roots, set()))


def _cited(nodes: Iterable[Node], seen: set[int]) -> Iterator[str]:
    for node in nodes:
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield from (citation.sentence for citation in node.citations)
        yield from _cited(node.children, seen)
        for attempt in node.attempts:
            if node.status == "unknown":
                yield from (citation.sentence for citation in attempt.citations)
            yield from _cited(attempt.fails, seen)
