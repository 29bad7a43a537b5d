"""What-if and one step of asking as JSON: the contract for other front ends. Words stand in both languages; keys are English."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cached_property

from kmopolicy.facts.model import GroundAtom
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.show import show_ground, show_type
from kmopolicy.program.terms import Value
from kmopolicy.proof.explanation import Decision
from kmopolicy.questions.asking.ask import Question, Step
from kmopolicy.questions.asking.completions import Answer
from kmopolicy.questions.asking.reasons import Reason, reasons
from kmopolicy.questions.otherwise.whatif import Pillar, WhatIf
from kmopolicy.questions.possible.calendar import ranges
from kmopolicy.questions.subject.changes import Link, Way
from kmopolicy.questions.subject.situation import Situation
from kmopolicy.render.documents.parts import Json, citation, dumped, stands
from kmopolicy.render.told.asking import Asking
from kmopolicy.render.told.changes import Changes
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.localized import Lang

LANGS: tuple[Lang, Lang] = ("nl", "en")
Labelled = Mapping[Lang, Labels]


def what_if(found: WhatIf, decision: Decision, labels: Labelled) -> str:
    """`kmopolicy.what-if/1`."""
    told = _WhatIf(found, labels)
    return dumped(
        {
            "schema": "kmopolicy.what-if/1",
            **_head(found.situation, decision),
            "to": found.target,
            "to_label": told.outcome(found.target),
            "changes": found.most,
            "exhaustive": not found.more,
            "facts": found.situation.space.size,
            "ways": [told.way(way) for way in found.ways],
            "carried_by": [told.pillar(pillar) for pillar in found.pillars],
        }
    )


def question(step: Step, decision: Decision, labels: Labelled) -> str:
    """`kmopolicy.question/1`: one step, with the best question first."""
    told = _Step(step, labels)
    questions = [told.question(each) for each in step.questions]
    return dumped(
        {
            "schema": "kmopolicy.question/1",
            **_head(step.situation, decision),
            "certain": {"presuming": len(step.presuming) == 1, "whatever": len(step.whatever) == 1},
            "possible": {"presuming": list(step.presuming), "whatever": list(step.whatever)},
            "question": next(iter(questions), None),
            "others": questions[1:],
        }
    )


def _head(situation: Situation, decision: Decision) -> Json:
    day = decision.reference_date
    return {
        "policy": {"name": situation.program.name, "digest": situation.program.digest},
        "subject": decision.subject,
        "type": show_type(decision.type),
        "title": decision.title,
        "outcome": decision.outcome,
        "outcome_label": {lang: decision.outcome_label[lang] for lang in LANGS},
        "reference_date": day.isoformat() if day else None,
        "reference_date_from": decision.reference_date_from,
        "file": decision.file,
    }


class _Told:
    """What both have: outcomes, facts and choices."""

    def __init__(self, situation: Situation, labels: Labelled) -> None:
        self._situation = situation
        self._labels = labels

    def outcome(self, value: str) -> Json:
        """The label of an outcome."""
        declared = self._situation.program.predicates[self._situation.cases.name]
        return _both(lambda lang: self._labels[lang].value(declared.arguments[-1].type, value))

    def _choices(self, predicate: str, choices: Sequence[Sequence[Value | None]]) -> list[Json]:
        """For each argument the values that it may have; days as ranges, both ends included."""
        declared = self._situation.program.predicates[predicate]
        return [self._choice(declared, place, choice) for place, choice in enumerate(choices)]

    def _choice(self, declared: Predicate, place: int, choice: Sequence[Value | None]) -> Json:
        argument = declared.arguments[place]
        told: Json = {"argument": argument.name, "type": show_type(argument.type)}
        days = [value for value in choice if isinstance(value, date)]
        if days:
            found = ranges(days, self._situation.calendar)
            told["ranges"] = [{"from": _day(each.first), "until": _day(each.last)} for each in found]
        else:
            told["values"] = [value for value in choice if value is not None]
        if None in choice:
            told["or_nothing"] = True
        new = [value for value in choice if (argument.type, str(value)) in self._new]
        return told | ({"new": new} if new else {})

    @cached_property
    def _new(self) -> set[tuple[str, str]]:
        """Things and constants that the dossier would have to declare."""
        space, facts = self._situation.space, self._situation.facts
        named = {(kind, name) for kind, names in space.entities.items() for name in names}
        named |= {(kind, own.name) for kind, constants in space.own.items() for own in constants}
        declared = {(kind, own.name) for kind, constants in facts.constants.items() for own in constants}
        return named - set(self._situation.things) - declared


class _WhatIf(_Told):
    def __init__(self, found: WhatIf, labels: Labelled) -> None:
        super().__init__(found.situation, labels)
        self._changes = {lang: Changes(found.situation, labels[lang], full=True) for lang in LANGS}
        self._spans = {(fact.predicate, fact.values): fact.span for fact in found.situation.facts.facts}

    def way(self, way: Way) -> Json:
        """One way."""
        return {
            "size": len(way.changes),
            "changeable": not way.fixed,
            "changes": [self._change(way, number) for number in range(len(way.changes))],
            "links": [self._link(way, link) for link in way.links],
        }

    def _change(self, way: Way, number: int) -> Json:
        change = way.changes[number]
        before = self._changes["nl"].before(change)
        return {
            "predicate": change.predicate,
            "taken_back": change.taken_back or change.choices[-1] == (None,),
            "arguments": self._choices(change.predicate, change.choices),
            "now": [self._fact(atom) for atom in before],
            "words": _both(lambda lang: self._changes[lang].change(way, number).text),
        }

    def _fact(self, atom: GroundAtom) -> Json:
        return {
            "atom": show_ground(atom.predicate, atom.values),
            **stands(self._spans.get((atom.predicate, atom.values))),
        }

    def _link(self, way: Way, link: Link) -> Json:
        """How the value in one place must stand to that in another: the number of the change, and the argument."""

        def place(number: int, at: int) -> Json:
            declared = self._situation.program.predicates[way.changes[number].predicate]
            return {"change": number, "argument": declared.arguments[at].name}

        return {"one": place(*link.one), "operator": link.operator, "other": place(*link.other)}

    def pillar(self, pillar: Pillar) -> Json:
        """A fact without which the outcome is another one."""
        return {
            **self._fact(pillar.atom),
            "words": _both(lambda lang: self._changes[lang].fact(pillar.atom).text),
            "outcome": pillar.outcome,
            "outcome_label": self.outcome(pillar.outcome),
        }


class _Step(_Told):
    def __init__(self, step: Step, labels: Labelled) -> None:
        super().__init__(step.situation, labels)
        self._asking = {lang: Asking(step.situation, labels[lang], full=True) for lang in LANGS}

    def question(self, question: Question) -> Json:
        """One question with its answers, and why it is asked."""
        return {
            "id": question.id,
            "predicate": question.predicate,
            "words": _both(lambda lang: self._asking[lang].question(question)),
            "several": question.group.several,
            "required": question.group.required,
            "answers": [self._answer(question, answer) for answer in question.answers],
            "reasons": [_reason(reason) for reason in reasons(self._situation, question)],
        }

    def _answer(self, question: Question, answer: Answer) -> Json:
        return {
            "states": self._choices(question.predicate, answer.choices) if answer.choices else None,
            "words": _both(lambda lang: self._asking[lang].answer(question, (answer,))),
            "outcomes": list(answer.outcomes),
        }


def _reason(reason: Reason) -> Json:
    return {"rule": reason.rule, "citations": [citation(each) for each in reason.citations], **stands(reason.span)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _both(say: Callable[[Lang], str]) -> Json:
    return {lang: say(lang) for lang in LANGS}
