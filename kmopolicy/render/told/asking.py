"""What is asked, in words: the question, its answers with the outcomes that are then open, and why it is asked."""

from collections.abc import Iterable, Sequence

from kmopolicy.program.declarations import Predicate
from kmopolicy.program.terms import Value
from kmopolicy.questions.asking.ask import Question
from kmopolicy.questions.asking.completions import Answer
from kmopolicy.questions.asking.reasons import reasons
from kmopolicy.questions.subject.situation import Situation
from kmopolicy.render.outline.items import Item, Quote
from kmopolicy.render.words.choices import Choices
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.places import filled


class Asking:
    """Words the questions about one situation; `full` names every value."""

    def __init__(self, situation: Situation, labels: Labels, *, full: bool = False) -> None:
        self._situation = situation
        self._labels = labels
        self._lang = labels.lang
        self._choices = Choices(situation, labels, full=full)

    def question(self, question: Question) -> str:
        """The question, and whom it is about where that is not the subject."""
        declared = question.group.free.predicate
        words = [
            "…" if value is None else self._choices.words(declared.name, place, (value,))
            for place, value in enumerate(question.pattern)
        ]
        said = self._worded(declared, words)
        home, about = declared.arguments[0].type, question.pattern[0]
        if about is None or (home, about) == next(iter(self._situation.things)):
            return capitalised(said, self._lang)
        said = word("about thing", self._lang, question=said, thing=self._labels.thing(home), id=clean(str(about)))
        return capitalised(said, self._lang)

    def _worded(self, declared: Predicate, words: Sequence[str]) -> str:
        """How the policy asks for it; else by its sentence."""
        asked = clean(declared.question[self._lang])
        if asked:
            return filled(asked, dict(zip((argument.name for argument in declared.arguments), words, strict=True)))
        statement = self._labels.filled(declared.name, words, None, negated=False)
        return word("asked otherwise", self._lang, statement=statement)

    def outcomes(self, values: Iterable[str]) -> str:
        """Outcomes by their labels."""
        declared = self._situation.program.predicates[self._situation.cases.name]
        return self._labels.alternatives(
            tuple(self._labels.value(declared.arguments[-1].type, each) for each in values)
        )

    def answers(self, question: Question, possible: Sequence[str]) -> tuple[Item, ...]:
        """The answers, those together after which the same outcomes are open."""
        alike: dict[tuple[object, ...], list[Answer]] = {}
        for answer in question.answers:
            key = (answer.outcomes, answer.choices[-1] if question.judged and answer.choices else not answer.choices)
            alike.setdefault(key, []).append(answer)
        return tuple(self._item(question, answers, possible) for answers in alike.values())

    def _item(self, question: Question, answers: Sequence[Answer], possible: Sequence[str]) -> Item:
        return Item(self.after(answers[0].outcomes, possible), term=self.answer(question, answers))

    def after(self, outcomes: Sequence[str], possible: Sequence[str]) -> str:
        """The outcomes that are open after an answer, of those that are possible before."""
        return word("all stay", self._lang) if tuple(outcomes) == tuple(possible) else self.outcomes(outcomes)

    def answer(self, question: Question, answers: Sequence[Answer]) -> str:
        """What answers state, or that nothing more is stated."""
        if not answers[0].choices:
            return word(self._nothing(question), self._lang)
        words = (
            self._choices.words(question.predicate, place, self._values(question, place, answers))
            for place, want in enumerate(question.pattern)
            if want is None
        )
        return ": ".join(reversed(tuple(words))) or word("yes", self._lang)

    def _values(self, question: Question, place: int, answers: Iterable[Answer]) -> tuple[Value, ...]:
        """The values of answers in one place; of the things that are not there one stands for all."""
        argument = question.group.free.predicate.arguments[place]
        more = self._situation.others.get(argument.type, ())[1:]
        found = dict.fromkeys(value for answer in answers for value in answer.choices[place])
        return tuple(value for value in found if value not in more)

    def _nothing(self, question: Question) -> str:
        """Which words say that nothing more is to be stated."""
        declared = question.group.free.predicate
        if declared.open:
            return "no verdict"
        if declared.today:
            return "stays so"
        if declared.arity == 1:
            return "no"
        if question.group.several:
            return "no others" if any(map(question.group.holds, self._situation.stated)) else "none"
        return "not established yet"

    def reasons(self, question: Question) -> tuple[Item, ...]:
        """The sentences of the source that ask for it, each once."""
        quotes: dict[str, str] = {}
        for reason in reasons(self._situation, question):
            for citation in reason.citations:
                quotes.setdefault(clean(citation.sentence), clean(citation.quote))
        return tuple(Item(number, quotes=(Quote(quote),) if quote else ()) for number, quote in quotes.items())
