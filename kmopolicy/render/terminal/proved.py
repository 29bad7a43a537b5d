"""Lines that a verification and a comparison have in common: dossiers, their explanations, and what was looked at."""

from collections.abc import Iterable, Iterator, Mapping

from kmopolicy.facts.model import Facts
from kmopolicy.facts.printer import to_dossier
from kmopolicy.program.program import Program
from kmopolicy.proof.explanation import Explanation
from kmopolicy.questions.possible.space import Space
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.layout import Line, prose, wrap
from kmopolicy.render.terminal.tree import grounds
from kmopolicy.render.terminal.tree import render as explained
from kmopolicy.render.told.proved import Varied, looked_at, sentence
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang

INDENT = 3


def heading(text: str, width: int, style: str = "heading") -> Iterator[Line]:
    """A line of its own, with an empty one before it."""
    yield ()
    yield from (((line, style),) for line in wrap(text, width))


def indented(lines: Iterable[Line], by: int = INDENT) -> Iterator[Line]:
    """The lines moved to the right."""
    yield from (((" " * by, ""), *line) if line else () for line in lines)


def dossier(facts: Facts, program: Program) -> Iterator[Line]:
    """The facts as a dossier that can be run."""
    yield from (((clean(line), "dim"),) for line in to_dossier(facts, program).splitlines())


def told(explanation: Explanation, program: Program, lang: Lang, facts: Facts, width: int, *, full: bool) -> list[Line]:
    """The outcome and its grounds; with `full` all that `explain` prints."""
    labels = Labels(program, lang, facts)
    return explained(explanation, labels, width) if full else grounds(explanation, labels, width)


def domain(space: Space, labels: Labels, varied: Varied, fixed: Mapping[str, str], width: int) -> Iterator[Line]:
    """What was looked at, and what was not."""
    yield from heading(sentence("about", labels.lang), width)
    items = (Item(capitalised(text, labels.lang)) for text in looked_at(space, labels, varied, fixed))
    yield from prose(items, width)
