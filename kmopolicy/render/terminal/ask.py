"""One step of asking, told as an outline: whether the outcome is certain, the next question and why, and what else may matter."""

from collections.abc import Iterator

import msgspec

from kmopolicy.proof.explanation import Decision
from kmopolicy.questions.asking.ask import Step
from kmopolicy.render.outline.items import Item, Outline, Section
from kmopolicy.render.outline.story import about, title, tone
from kmopolicy.render.terminal.layout import Line
from kmopolicy.render.terminal.tree import lines
from kmopolicy.render.told.asking import Asking
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_SHOWN = 5
"""How many of the further questions are shown where not all are asked for."""


def render(step: Step, decision: Decision, labels: Labels, width: int, *, full: bool = False) -> list[Line]:
    """The step in lines of at most `width` cells; `full` shows every question and names every value."""
    return list(lines(outline(step, decision, labels, full=full), width))


def closing(step: Step, decision: Decision, labels: Labels, width: int) -> list[Line]:
    """The end of a dialogue: the outcome, and whether it is certain."""
    told = outline(step, decision, labels)
    return list(lines(msgspec.structs.replace(told, sections=told.sections[:1]), width))


def outline(step: Step, decision: Decision, labels: Labels, *, full: bool = False) -> Outline:
    """The outline of a step."""
    asking = Asking(step.situation, labels, full=full)
    sections = (
        certainty(step, asking, labels),
        *_question(step, asking, labels),
        *_others(step, asking, labels, full=full),
    )
    return Outline(
        title(decision),
        about(decision, labels),
        capitalised(clean(decision.outcome_label[labels.lang]), labels.lang),
        tone(decision.grounds),
        sections,
    )


def certainty(step: Step, asking: Asking, labels: Labels) -> Section:
    """Whether the outcome is certain: given what is presumed, and whatever comes."""
    items = []
    for key, outcomes in (("presuming", step.presuming), ("whatever", step.whatever)):
        certain = len(outcomes) == 1
        said = word(f"{key} {'certain' if certain else 'open'}", labels.lang, outcomes=asking.outcomes(outcomes))
        items.append(Item(said))
    return Section(word("certainty", labels.lang), tuple(items), "prose")


def _question(step: Step, asking: Asking, labels: Labels) -> Iterator[Section]:
    if step.questions:
        first = step.questions[0]
        heading = word("next question", labels.lang, question=asking.question(first))
        yield Section(heading, asking.answers(first, step.open), "pairs")
        yield Section(word("why asked", labels.lang), asking.reasons(first), "prose")


def _others(step: Step, asking: Asking, labels: Labels, *, full: bool) -> Iterator[Section]:
    others = step.questions[1:]
    shown = others if full else others[:_SHOWN]
    items = [Item(asking.question(question)) for question in shown]
    if len(shown) < len(others):
        items.append(Item(word("more questions", labels.lang, count=len(others) - len(shown))))
    if items:
        yield Section(word("other questions", labels.lang, count=len(others)), tuple(items))
