"""Reads what a dossier expects: per subject its outcome, and the sentence that its proof must cite; also if read otherwise."""

import msgspec

from kmopolicy.facts.gathering import Gathering
from kmopolicy.facts.model import Expectation
from kmopolicy.facts.nodes import Mapping, Node, Scalar, cut
from kmopolicy.facts.values import is_empty
from kmopolicy.program.near import near_or
from kmopolicy.program.quotes import parts_of
from kmopolicy.program.show import show_type
from kmopolicy.text.catalogue import facts as catalogue

OUTCOME, SENTENCE, READINGS = KEYS = ("outcome", "sentence", "readings")


def read_expectations(gathering: Gathering, node: Node) -> None:
    """Adds the expectations of the section to a gathering, once its entities are known."""
    reader = _Reader(gathering)
    if not isinstance(node, Mapping):
        gathering.findings.wrong(catalogue.EXPECTATION, node.span, "form", example="expect: {d1: {outcome: …}}")
        return
    for subject, told in node.entries:
        reader.expectation(subject, told)


class _Reader:
    def __init__(self, gathering: Gathering) -> None:
        self._to = gathering
        self._wrong = gathering.findings.wrong
        self._plenty = gathering.findings.plenty
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

    def expectation(self, subject: Scalar, told: Node, readings: tuple[tuple[str, str], ...] = ()) -> None:
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
            self._under_readings(subject, values[READINGS])

    def _under_readings(self, subject: Scalar, told: Node) -> None:
        """What is expected where the text is read another way: per choice of readings, as `--reading` takes it."""
        if not isinstance(told, Mapping):
            name = next(iter(self._choices), "…=…")
            self._wrong(catalogue.EXPECTATION, told.span, "form", example=f"readings: {{{name}: {{outcome: …}}}}")
            return
        for key, under in told.entries:
            parts = [part.strip() for part in key.text.split(",")]
            wrong = next((part for part in parts if part not in self._choices), None)
            if wrong is None:
                self.expectation(
                    msgspec.structs.replace(subject, span=key.span), under, tuple(map(self._choices.__getitem__, parts))
                )
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
