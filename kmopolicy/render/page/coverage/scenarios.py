"""The scenarios: what came of each, and the rules and cases that it reaches."""

from collections.abc import Iterable, Sequence

from kmopolicy.facts.world import Values
from kmopolicy.questions.scenarios.coverage import Tried
from kmopolicy.questions.scenarios.mutate import Goal, Probe
from kmopolicy.render.page.coverage.frame import Frame
from kmopolicy.render.page.html import Element, element
from kmopolicy.render.told.coverage import said
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.safe import clean


class Scenarios:
    """All scenarios."""

    def __init__(self, page: Frame) -> None:
        self._page = page

    def section(self) -> Element:
        """All of them."""
        told = [self._scenario(each) for each in self._page.found.scenarios]
        none = [element("p", self._page.say("no scenario"))] if not told else []
        return element("section", element("h2", self._page.say("scenarios")), *none, *told, id="deel-scenarios")

    def _scenario(self, tried: Tried) -> Element:
        outcomes = [element("li", *self._expected(*each)) for each in tried.outcomes]
        outcomes += [element("li", *self._answered(*each)) for each in tried.answers]
        items = []
        for rule in (each for each in self._page.found.rules if each.id in tried.fires):
            key = "decides" if rule.id in tried.decides else "supports" if rule.id in tried.supports else "fires"
            items.append(element("span", self._page.to_provision(rule), f" {said(key, self._page.lang)}"))
        return element(
            "article",
            element("h3", clean(tried.name.removeprefix("scenarios/"))),
            element("ul", *outcomes),
            self._page.folded(self._page.say("reaches", count=len(items)), items),
            id=self._page.anchors.of("scenario", tried.name),
            class_="scenario",
        )

    def _expected(self, probe: Probe, outcome: str) -> list[Element | str]:
        kind = self._page.found.program.predicates[probe.cases.name].arguments[-1].type
        told: list[Element | str] = [f"{clean(probe.subject)}: ", element("b", self._page.labels.value(kind, outcome))]
        return [*told, *self._under(probe.expectation.readings)]

    def _answered(self, goal: Goal, rows: Sequence[Values]) -> list[Element | str]:
        shown = "; ".join(", ".join(clean(str(value)) for value in row) for row in rows if row)
        none = word("holds so" if rows else "no answers", self._page.lang)
        told: list[Element | str] = [element("code", clean(goal.expectation.goal)), ": ", element("b", shown or none)]
        return [*told, *self._under(goal.expectation.readings)]

    def _under(self, readings: Iterable[tuple[str, str]]) -> list[str]:
        chosen = ", ".join(f"{name}={option}" for name, option in readings)
        return [f" {self._page.say('under', readings=chosen)}"] if chosen else []
