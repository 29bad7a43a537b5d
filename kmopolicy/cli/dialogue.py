"""A dialogue on a terminal: one question after the other, until the outcome is certain or nobody knows more."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from kmopolicy.api import Policy, Readings
from kmopolicy.cli.answers import Answering, Misunderstood
from kmopolicy.facts.model import Facts
from kmopolicy.program.declarations import Constant
from kmopolicy.program.terms import Value
from kmopolicy.questions.asking.ask import Question, Step
from kmopolicy.questions.subject.growing import stating
from kmopolicy.render.terminal import ask as render
from kmopolicy.render.terminal.layout import Line, prose
from kmopolicy.render.terminal.prompt import Option, Prompt, complaint
from kmopolicy.render.told.asking import Asking
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

Own = dict[str, list[Constant]]
_NOWHERE = Span("", 0, 0, 0, 0)
_STOP = ("stop", "s")
_WHY = "?"
_YES = ("ja", "j", "yes", "y")
_NO = ("nee", "n", "no", "", *_STOP)


class Terminal(NamedTuple):
    """Where the dialogue takes place."""

    say: Callable[[Iterable[Line]], None]
    listen: Callable[[str], str]
    width: int


class Ended(NamedTuple):
    """How a dialogue ended: the facts that there are now, the last step, and how many questions were answered."""

    facts: Facts
    step: Step
    answers: int


class Dialogue:
    """Asks about one subject. Nothing is written here: who interrupts it has changed nothing."""

    def __init__(
        self, policy: Policy, facts: Facts, subject: str, readings: Readings, lang: Lang, terminal: Terminal
    ) -> None:
        self._policy = policy
        self._facts = facts
        self._subject = subject
        self._readings = readings
        self._lang = lang
        self._terminal = terminal
        self._answered: list[str] = []
        self._skipped: list[str] = []
        self._answers = 0
        self._thorough = False

    def run(self) -> Ended:
        """The whole dialogue."""
        step = self._step()
        while step.questions and self._goes_on(step) and self._asked(step, step.questions[0]):
            step = self._step()
        return Ended(self._facts, step, self._answers)

    def _step(self) -> Step:
        return self._policy.ask(
            self._facts, self._subject, answered=self._answered, skipped=self._skipped, readings=self._readings
        )

    @property
    def _labels(self) -> Labels:
        return Labels(self._policy.program, self._lang, self._facts)

    def _goes_on(self, step: Step) -> bool:
        """Whether to ask on: where the outcome is certain given what is presumed, only for who wants to be thorough."""
        if len(step.presuming) > 1 or self._thorough or step.questions[0].group.required:
            return True
        told = render.certainty(step, Asking(step.situation, self._labels), self._labels)
        self._terminal.say(((), *prose(told.items, self._terminal.width)))
        self._thorough = self._agreed(word("go on", self._lang))
        return self._thorough

    def _agreed(self, question: str) -> bool:
        while True:
            said = self._terminal.listen(f"{question} ").casefold()
            if said in (*_YES, *_NO):
                return said in _YES

    def _asked(self, step: Step, question: Question) -> bool:
        """Asks one question until it is answered or skipped; false where that was enough."""
        prompt = Prompt(step, question, self._labels, self._terminal.width)
        self._terminal.say(prompt.lines(self._answers + len(self._skipped) + 1))
        optional = not question.group.required
        while True:
            typed = self._terminal.listen(word("your answer", self._lang) + " ")
            if optional and typed.casefold() in _STOP:
                return False
            if optional and not typed:
                self._skipped.append(question.id)
                return True
            if typed == _WHY:
                self._terminal.say(prompt.why())
            elif self._taken(step, question, prompt, typed):
                return True

    def _taken(self, step: Step, question: Question, prompt: Prompt, typed: str) -> bool:
        """States what was answered; false, with the reason, where it is no answer."""
        answering = Answering(step.situation.program, self._lang, question, prompt.options)
        try:
            answers = answering.understood(typed)
        except Misunderstood as why:
            self._terminal.say(complaint(str(why), self._terminal.width))
            return False
        own: Own = {}
        values = [[self._named(question, place, option, own) for place, option in enumerate(each)] for each in answers]
        self._facts = stating(step.situation.program, self._facts, answering.atoms(values), own, date.today())
        if question.group.several or not answers:
            self._answered.append(question.id)
        self._answers += 1
        return True

    def _named(self, question: Question, place: int, option: Option, own: Own) -> Value:
        """The value of an option; one that the policy does not know is given a name here."""
        if not option.own:
            return option.value
        places = [at for at, want in enumerate(question.pattern) if want is None]
        kind = question.group.free.predicate.arguments[places[place]].type
        name = ""
        while not name or not name.isprintable():
            name = self._terminal.listen(word("name of other", self._lang, thing=self._labels.thing(kind)) + " ")
        if name not in self._policy.program.labels[kind]:
            own.setdefault(kind, []).append(Constant(name, Localized(name), _NOWHERE))
        return name
