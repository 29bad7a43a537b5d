"""A question as it is asked on a terminal: what there is to choose from, what each choice leaves open, and how to answer."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from kmopolicy.program.terms import Value
from kmopolicy.questions.asking.ask import Question, Step
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.layout import Line, pairs, prose, wrap
from kmopolicy.render.told.asking import Asking
from kmopolicy.render.words.choices import Choices
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_FEW = 6
"""How many choices are told each with what it leaves open."""

_GAP = 3


class Option(NamedTuple):
    """A value that can be chosen, with its label. `own`: it stands for any that the policy does not know."""

    value: Value
    label: str
    own: bool = False


class Prompt:
    """One question of a dialogue."""

    def __init__(self, step: Step, question: Question, labels: Labels, width: int) -> None:
        self._step = step
        self._question = question
        self._labels = labels
        self._lang = labels.lang
        self._width = width
        self._asking = Asking(step.situation, labels)
        self.options = tuple(tuple(self._choices(place)) for place in self._places)
        """For each argument that is asked for the values to choose from, in the order of the policy."""

    @property
    def _places(self) -> list[int]:
        return [place for place, want in enumerate(self._question.pattern) if want is None]

    def _choices(self, place: int) -> Iterator[Option]:
        situation, declared = self._step.situation, self._question.group.free.predicate
        argument = declared.arguments[place]
        if situation.program.types[argument.type].kind != "closed":
            return
        choices, other = Choices(situation, self._labels), False
        sayable = {value for answer in self._question.answers if answer.choices for value in answer.choices[place]}
        for value in self._question.group.free.domains[place]:
            own = value in situation.unnamed
            if value in sayable and not (own and other):
                yield Option(value, choices.name(argument.type, str(value)), own)
                other = other or own

    def lines(self, number: int) -> Iterator[Line]:
        """The question with its first reason, the choices, and how to answer."""
        yield ()
        said = word("question", self._lang, number=number, question=self._asking.question(self._question))
        yield from (((line, "strong"),) for line in wrap(said, self._width))
        yield from prose(self._asking.reasons(self._question)[:1], self._width)
        yield from self._listed()
        for line in wrap(" · ".join(self._hints()), self._width - _GAP):
            yield ((" " * _GAP + line, "dim"),)

    def why(self) -> Iterator[Line]:
        """All reasons, and what every answer leaves open."""
        yield from pairs(self._asking.answers(self._question, self._step.open), self._width)
        yield from prose(self._asking.reasons(self._question), self._width)

    def _listed(self) -> Iterator[Line]:
        """A few choices with what they leave open; many in columns; else the answers that tell something apart."""
        first = self.options[0] if self.options else ()
        told = [f"{number}  {option.label}" for number, option in enumerate(first, 1)]
        if not first:
            yield from pairs(self._asking.answers(self._question, self._step.open), self._width)
        elif len(self.options) == 1 and len(first) <= _FEW:
            items = [Item(self._after(option), term=term) for option, term in zip(first, told, strict=True)]
            yield from pairs(items, self._width)
        else:
            yield from columns(told, self._width)

    def _after(self, option: Option) -> str:
        """The outcomes that are open after a choice."""
        place = self._places[0]
        answers = (answer for answer in self._question.answers if answer.choices)
        outcomes = next(answer.outcomes for answer in answers if option.value in answer.choices[place])
        return self._asking.after(outcomes, self._step.open)

    def _hints(self) -> Iterator[str]:
        """How to answer."""
        declared = self._question.group.free.predicate
        argument = declared.arguments[self._places[0]] if self._places else None
        kind = self._step.situation.program.types[argument.type].kind if argument else ""
        if kind in ("date", "year", "text"):
            yield word(f"hint {kind}", self._lang)
        if kind == "entity" and argument:
            yield word("hint entity", self._lang) + self._known(argument.type)
        if self._question.group.several:
            yield word("hint several", self._lang)
        if self._question.judged:
            yield word(
                "hint judged",
                self._lang,
                known=self._labels.alternatives(tuple(each.label for each in self.options[-1])),
            )
        if not declared.open and self._places and not self._question.group.required:
            yield word("hint none" if self._question.group.several else "hint nothing", self._lang)
        yield word("hint required" if self._question.group.required else "hint skip", self._lang)

    def _known(self, kind: str) -> str:
        """The first few things of a type that the dossier has."""
        facts = self._labels.facts
        names = [clean(entity.id) for entity in facts.entities if entity.type == kind] if facts else []
        return f" ({', '.join(names[:_FEW])}{', …' if len(names) > _FEW else ''})" if names else ""


def columns(cells: Sequence[str], width: int) -> Iterator[Line]:
    """Short texts in as many columns as fit, read from top to bottom."""
    longest = max(map(cell_len, cells))
    count = max(1, (width - _GAP) // (longest + _GAP))
    rows = -(-len(cells) // count)
    for row in range(rows):
        line = " " * _GAP
        for cell in cells[row::rows]:
            line += cell + " " * (longest + _GAP - cell_len(cell))
        yield ((line.rstrip(), ""),)


def complaint(text: str, width: int) -> Iterable[Line]:
    """Why an answer was not understood."""
    return [((line, "bad"),) for line in wrap(text, width)]
