"""What would have to be otherwise, told as an outline: the ways that a person can go apart from the others, what carries the
outcome now, and what was looked at."""

from collections.abc import Iterator, Sequence

from kmopolicy.proof.explanation import Decision
from kmopolicy.questions.otherwise.whatif import WhatIf
from kmopolicy.questions.subject.changes import Way
from kmopolicy.render.outline.items import Item, Outline, Section
from kmopolicy.render.outline.story import about, title, tone
from kmopolicy.render.terminal.layout import Line
from kmopolicy.render.terminal.tree import lines
from kmopolicy.render.told.changes import Changes
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_SHOWN = 8
"""How many ways of one kind are shown where not all are asked for."""


def render(found: WhatIf, decision: Decision, labels: Labels, width: int, *, full: bool = False) -> list[Line]:
    """What-if in lines of at most `width` cells; `full` shows every way and names every constant."""
    return list(lines(outline(found, decision, labels, full=full), width))


def outline(found: WhatIf, decision: Decision, labels: Labels, *, full: bool = False) -> Outline:
    """The outline: the outcome now, the ways to the other one, what carries the present one."""
    teller = _Teller(found, labels, full=full)
    sections = (*teller.ways(), teller.pillars(), teller.scope())
    return Outline(
        title(decision),
        about(decision, labels),
        capitalised(teller.outcome(found.present), labels.lang),
        tone(decision.grounds),
        tuple(section for section in sections if section.items),
    )


class _Teller:
    def __init__(self, found: WhatIf, labels: Labels, *, full: bool) -> None:
        self._found = found
        self._labels = labels
        self._lang = labels.lang
        self._full = full
        self._changes = Changes(found.situation, labels, full=full)

    def outcome(self, value: str) -> str:
        """The label of an outcome."""
        declared = self._found.situation.program.predicates[self._found.situation.cases.name]
        return clean(self._labels.value(declared.arguments[-1].type, value))

    def ways(self) -> Iterator[Section]:
        """The ways, those that a person can go first; that there are none; that it is so already."""
        target = self.outcome(self._found.target)
        heading = word("what if", self._lang, outcome=target)
        if self._found.present == self._found.target:
            yield Section(heading, (Item(word("already so", self._lang)),), "prose")
            return
        groups = [[way for way in self._found.ways if way.fixed == fixed] for fixed in (False, True)]
        if not self._found.ways:
            none = word("no way", self._lang, outcome=target, most=self._found.most)
            yield Section(heading, (Item(none),), "prose")
            return
        for key, ways in zip(("changeable ways", "fixed ways"), groups, strict=True):
            yield Section(f"{heading}: {word(key, self._lang)}", tuple(self._told(ways)))

    def _told(self, ways: Sequence[Way]) -> Iterator[Item]:
        shown = ways if self._full else ways[:_SHOWN]
        yield from map(self._changes.way, shown)
        if len(shown) < len(ways):
            yield Item(word("more ways", self._lang, count=len(ways) - len(shown)))
        if not ways:
            yield Item(word("none of these", self._lang, most=self._found.most))

    def pillars(self) -> Section:
        """What carries the outcome alone."""
        items = tuple(
            self._changes.fact(pillar.atom, word("without it", self._lang, outcome=self.outcome(pillar.outcome)))
            for pillar in self._found.pillars
        )
        return Section(word("pillars", self._lang), items or (Item(word("no pillar", self._lang)),))

    def scope(self) -> Section:
        """What was looked at."""
        key = "not all ways" if self._found.more else "all ways"
        size = self._found.situation.space.size
        text = word(key, self._lang, most=self._found.most, size=size)
        return Section(word("scope", self._lang), (Item(text),), "prose")
