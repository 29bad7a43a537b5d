"""Reads what a dossier expects: of a subject its outcome and the sentence that its proof must cite, of a goal its answers.

Each also where the text is read another way.
"""

from collections.abc import Callable
from functools import partial

import msgspec

from kmopolicy.facts.answers import ANSWERS, Answers, is_goal
from kmopolicy.facts.gathering import Gathering
from kmopolicy.facts.model import Expectation
from kmopolicy.facts.nodes import Mapping, Node, Scalar, cut
from kmopolicy.facts.values import is_empty
from kmopolicy.program.near import near_or
from kmopolicy.program.quotes import parts_of
from kmopolicy.program.show import show_type
from kmopolicy.program.terms import Atom
from kmopolicy.text.catalogue.facts import expectations as catalogue

OUTCOME, SENTENCE, READINGS = KEYS = ("outcome", "sentence", "readings")
Choice = tuple[tuple[str, str], ...]


def read_expectations(gathering: Gathering, node: Node) -> None:
    """Adds the expectations of the section to a gathering, once its entities are known."""
    reader = _Reader(gathering)
    if not isinstance(node, Mapping):
        gathering.findings.wrong(catalogue.EXPECTATION, node.span, "form", example="expect: {d1: {outcome: …}}")
        return
    for key, told in node.entries:
        if reader.names_subject(key) or not is_goal(key, told):
            reader.expectation(key, told)
        else:
            reader.answers(key, told)


class _Reader:
    def __init__(self, gathering: Gathering) -> None:
        self._to = gathering
        self._wrong = gathering.findings.wrong
        self._plenty = gathering.findings.plenty
        self._answers = Answers(gathering)
        self._types: dict[str, list[str]] = {}
        for kind, name in gathering.entities:
            self._types.setdefault(name, []).append(kind)
            self._types.setdefault(f"{show_type(kind)}:{name}", []).append(kind)
        self._choices = {
            f"{name}={option.name}": (name, option.name)
            for name, reading in gathering.program.readings.items()
            for option in reading.options
        }
        self._sentences = {each.number: each.text for source in gathering.program.sources for each in source.sentences}

    def names_subject(self, key: Scalar) -> bool:
        """Whether something in the dossier has this name."""
        return key.text in self._types

    def answers(self, key: Scalar, told: Node) -> None:
        """What the answers to a goal must be: a list of them, or `answers` beside `readings`."""
        goal = self._answers.goal(key)
        if goal is None:
            return
        if isinstance(told, Mapping) and not is_empty(told):
            self._with_readings(key, goal, told)
        else:
            self._answers.read(goal, key, told)

    def _with_readings(self, key: Scalar, goal: Atom, told: Mapping) -> None:
        values = {name.text: value for name, value in told.entries}
        if not self._keys(told, (ANSWERS, READINGS)):
            return
        self._answers.read(goal, key, values.get(ANSWERS, told))
        if READINGS in values and not is_empty(values[READINGS]):
            example = f"{{{next(iter(self._choices), '…=…')}: […]}}"
            self._under_readings(key, values[READINGS], example, partial(self._answers.read, goal))

    def expectation(self, subject: Scalar, told: Node, readings: Choice = ()) -> None:
        entries = told.entries if isinstance(told, Mapping) else ()
        values = {key.text: value for key, value in entries if not is_empty(value)}
        outcome, sentence = values.get(OUTCOME), values.get(SENTENCE)
        right = self._keys(told, KEYS[:-1] if readings else KEYS)
        if not isinstance(outcome, Scalar) or not isinstance(sentence, Scalar | None):
            if right:
                self._form(subject, told)
        elif all([right, self._outcome(subject, outcome), self._sentence(sentence)]):
            cited, cited_span = (sentence.text, sentence.span) if sentence else ("", None)
            found = Expectation(subject.text, outcome.text, cited, subject.span, outcome.span, cited_span, readings)
            self._to.expectations.append(found)
        if READINGS in values and right and not readings:
            example = f"{{{next(iter(self._choices), '…=…')}: {{outcome: …}}}}"
            self._under_readings(subject, values[READINGS], example, self.expectation)

    def _under_readings(
        self, of: Scalar, told: Node, example: str, expect: Callable[[Scalar, Node, Choice], None]
    ) -> None:
        """What is expected where the text is read another way: per choice of readings, as `--reading` takes it."""
        if not isinstance(told, Mapping):
            self._wrong(catalogue.EXPECTATION, told.span, "form", example=f"readings: {example}")
            return
        for key, under in told.entries:
            parts = [part.strip() for part in key.text.split(",")]
            wrong = next((part for part in parts if part not in self._choices), None)
            if wrong is None:
                chosen = tuple(map(self._choices.__getitem__, parts))
                expect(msgspec.structs.replace(of, span=key.span), under, chosen)
            elif not self._plenty(catalogue.NO_READING):
                known = near_or("known", wrong, self._choices)
                self._wrong(catalogue.NO_READING, key.span, known.pop("help"), found=cut(wrong), **known)

    def _form(self, subject: Scalar, told: Node) -> None:
        value = cut(told.text) if isinstance(told, Scalar) and told.text else "…"
        example = f"{cut(subject.text)}: {{outcome: {value}}}"
        self._wrong(catalogue.EXPECTATION, told.span, "form", example=example)

    def _keys(self, told: Node, known: tuple[str, ...]) -> bool:
        unknown = [key for key, _ in told.entries if key.text not in known] if isinstance(told, Mapping) else []
        for key in unknown:
            if self._plenty(catalogue.EXPECTATION_KEY):
                break
            args = near_or("known", key.text, known)
            self._wrong(catalogue.EXPECTATION_KEY, key.span, args.pop("help"), key=cut(key.text), **args)
        return not unknown

    def _outcome(self, subject: Scalar, outcome: Scalar) -> bool:
        """Whether there is such a subject, and such an outcome for it."""
        types = self._types.get(subject.text, ())
        outcomes = [each for each in self._to.program.outcomes.values() if each.subject_type in types]
        values = list(dict.fromkeys(case.value for each in outcomes for case in each.cases))
        if not types:
            if self._plenty(catalogue.NO_SUBJECT):
                return False
            decided = {each.subject_type for each in self._to.program.outcomes.values()}
            known = near_or("subjects", subject.text, (name for kind, name in self._to.entities if kind in decided))
            self._wrong(catalogue.NO_SUBJECT, subject.span, known.pop("help"), found=cut(subject.text), **known)
        elif not outcomes:
            self._wrong(catalogue.EXPECTATION, subject.span, "undecided", found=cut(subject.text))
        elif outcome.text not in values and not self._plenty(catalogue.NO_OUTCOME):
            known = near_or("known", outcome.text, values)
            self._wrong(catalogue.NO_OUTCOME, outcome.span, known.pop("help"), found=cut(outcome.text), **known)
        return outcome.text in values

    def _sentence(self, sentence: Scalar | None) -> bool:
        if sentence is None or parts_of(sentence.text, self._sentences):
            return True
        if self._plenty(catalogue.NO_SENTENCE):
            return False
        known = near_or("known", sentence.text, self._sentences)
        self._wrong(catalogue.NO_SENTENCE, sentence.span, known.pop("help"), found=cut(sentence.text), **known)
        return False
