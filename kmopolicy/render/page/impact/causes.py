"""What is responsible, one part of the page each: its text and quote, whom it moves from what to what, and examples."""

from collections.abc import Iterator, Sequence

from kmopolicy.program.program import Case, Program
from kmopolicy.program.show import show_ground, show_rule
from kmopolicy.program.terms import Rule
from kmopolicy.proof.explanation import Explanation
from kmopolicy.questions.impact.decided import Subject
from kmopolicy.questions.impact.impact import Cause, Example, Group
from kmopolicy.questions.sides.responsible import Part, Unit
from kmopolicy.render.outline.items import Item, Quote
from kmopolicy.render.outline.story import why
from kmopolicy.render.page.html import Element, element
from kmopolicy.render.page.impact.words import MARKS, WORDS
from kmopolicy.render.told.differing import Differing
from kmopolicy.render.told.impact import Teller, said
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_NAMED = 8


class Causes:
    """All of them, in one language."""

    def __init__(self, teller: Teller) -> None:
        self._tell = teller
        self._lang = teller.lang

    def section(self) -> list[Element]:
        """Each under its heading."""
        return [self._cause(number, cause) for number, cause in enumerate(self._tell.found.causes, 1)]

    def heading(self, number: int, cause: Cause) -> str:
        """How many it moves, and which way."""
        return f"{number}. {self._tell.heading(cause, MARKS)}"

    def _cause(self, number: int, cause: Cause) -> Element:
        differing = Differing(self._tell.new)
        items = [item for unit in cause.responsible for item in differing.items(unit)]
        return element(
            "section",
            element("h3", self.heading(number, cause)),
            element("ul", *(self._told(item) for item in items), class_="responsible"),
            self._rules(cause.responsible),
            *(self._group(group) for group in cause.groups),
            id=f"oorzaak-{number}",
            class_="cause",
        )

    def _told(self, item: Item) -> Element:
        """A line with its source and its quotes."""
        return element(
            "li",
            element("p", element("strong", item.text), *self._source(item)),
            *map(self._quote, item.quotes),
        )

    def _source(self, item: Item) -> list[Element]:
        return [element("span", item.source, class_="place")] if item.source else []

    def _quote(self, quote: Quote) -> Element:
        number = element("span", f"{quote.number} ", class_="kind") if quote.number else None
        return element("blockquote", number, quote.text, lang="nl")

    def _rules(self, units: Sequence[Unit]) -> Element:
        """The texts of both sides, for who reads rules."""
        told = [block for unit in units for block in self._texts(unit)]
        return element("details", element("summary", self._say("rule")), *told)

    def _texts(self, unit: Unit) -> Iterator[Element]:
        for which, parts in zip(("old", "new"), unit.texts, strict=True):
            if parts:
                text = "\n".join(clean(line) for part in parts for line in _text(unit, part).split("\n"))
                yield element("p", self._say(which), class_="kind")
                yield element("pre", _code(text))

    def _group(self, group: Group) -> Element:
        before, after = self._tell.pair(group).split(" → ", 1)
        names = [element("li", *self._named(each)) for each in group.subjects]
        count = f"{MARKS[group.direction]} {self._tell.counted(group.type, group.size)}"
        return element(
            "article",
            element(
                "h4",
                element("span", count, class_=f"badge {group.direction}"),
                f" {before} → ",
                element("strong", after),
            ),
            element("ul", *names[:_NAMED], class_="who"),
            self._more(group, names[_NAMED:]),
            *(self._example(each, group) for each in group.examples),
            class_=group.direction,
        )

    def _more(self, group: Group, rest: Sequence[Element]) -> Element | None:
        """The others, to be unfolded; only how many, where there are too many to name."""
        told = said("more", self._lang, count=group.size - _NAMED)
        if group.size > len(group.subjects):
            return element("p", told)
        return element("details", element("summary", told), element("ul", *rest, class_="who")) if rest else None

    def _named(self, subject: Subject) -> list[Element | str]:
        file = self._tell.file(subject)
        return [self._tell.name(subject), *([element("span", f" {file}", class_="kind")] if file else [])]

    def _example(self, example: Example, group: Group) -> Element:
        found = self._tell.found
        subject = next(each for each in group.subjects if each.id == example.new.decision.subject)
        old = self._side("old", example.old, found.old.program, example, 0)
        new = self._side("new", example.new, found.new.program, example, 1)
        heading = element("h5", self._say("example", name=self._tell.name(subject)))
        return element("div", heading, element("div", old, new, class_="beside"), class_="example")

    def _side(self, which: str, told: Explanation, program: Program, example: Example, place: int) -> Element:
        labels = Labels(program, self._lang, example.facts[place])
        outline = why(told, labels)
        grounds = [self._ground(item) for section in outline.sections for item in section.items]
        return element(
            "div",
            element("p", " · ".join((self._say(which), *outline.about)), class_="kind"),
            element("p", outline.outcome, class_=f"outcome {outline.tone}"),
            *(element("p", f"{section.heading}:") for section in outline.sections[:1]),
            element("ul", *grounds),
        )

    def _ground(self, item: Item) -> Element:
        below = element("ul", *(self._nested(child) for child in item.children)) if item.children else None
        quotes = list(map(self._quote, item.quotes))
        rests = element("details", element("summary", self._say("rests on")), *quotes, below)
        return element("li", element("p", item.text, *self._source(item)), rests if quotes or item.children else None)

    def _nested(self, item: Item) -> Element:
        below = [element("ul", *map(self._nested, item.children))] if item.children else []
        quotes = list(map(self._quote, item.quotes))
        return element("li", item.text, *self._source(item), *quotes, *below)

    def _say(self, key: str, **places: str | int) -> str:
        text = WORDS[key][self._lang]
        return text.format(**places) if places else text


def _text(unit: Unit, part: Part) -> str:
    if isinstance(part, Rule):
        return show_rule(part)
    return part.label.nl if isinstance(part, Case) else show_ground(unit.name, part.values)


def _code(text: str) -> Element:
    """Lines of code: a line is data, and only its ends are kept."""
    made = element("code")
    made.text = text
    return made
