"""Rules, cases, tables and rows: what each says, the sentences that it cites, and the scenarios that reach it."""

from kmopolicy.questions.scenarios.coverage import Provision
from kmopolicy.render.page.coverage.frame import Frame
from kmopolicy.render.page.html import Element, element
from kmopolicy.render.told.coverage import KIND, in_words, said
from kmopolicy.render.words.fixed import capitalised, place
from kmopolicy.render.words.safe import clean


class Provisions:
    """All provisions of the policy."""

    def __init__(self, page: Frame) -> None:
        self._page = page

    def rules(self) -> Element:
        """The rules and cases."""
        keys = ("fires", "supports", "decides")
        heads = [
            said("rule", self._page.lang),
            self._page.say("says"),
            self._page.say("which"),
            *(said(each, self._page.lang) for each in keys),
        ]
        means = [element("li", said(f"{key} means", self._page.lang)) for key in keys]
        counted = element("p", said("counted", self._page.lang))
        table = self._page.table(heads, map(self._rule, self._page.found.rules), "rules")
        return element(
            "section", element("h2", self._page.say("rules")), element("ul", *means), counted, table, id="deel-rules"
        )

    def _rule(self, rule: Provision) -> Element:
        reach = self._page.found.reach[rule.id]
        decides = str(len(reach.decides)) if reach.decides or rule.ground else "–"
        numbers = [str(len(reach.fires)), str(len(reach.supports)), decides]
        return element(
            "tr",
            *self._named(rule, self._reached(rule)),
            *(element("td", number, class_="number") for number in numbers),
            id=self._page.anchors.of("regel", rule.id),
            class_="" if reach.fires else "silent",
        )

    def _named(self, provision: Provision, below: Element) -> list[Element]:
        """What it is called and where it stands, what it says, and the sentences that it cites."""
        words = capitalised(in_words(provision, self._page.labels), self._page.lang)
        cites = [part for number in provision.sentences for part in (self._page.to_sentence(number), " ")]
        spot = element("span", place(provision.span, self._page.lang), class_="place")
        return [
            element("th", element("code", clean(provision.id)), spot, scope="row"),
            element("td", words, *self._page.verdicts(provision), below),
            element("td", *cites, class_="cites"),
        ]

    def _reached(self, rule: Provision) -> Element:
        """The scenarios that make a rule fire, each with the most that the rule does there."""
        reach = self._page.found.reach[rule.id]
        items = []
        for file in dict.fromkeys((*reach.decides, *reach.supports, *reach.fires)):
            key = "decides" if file in reach.decides else "supports" if file in reach.supports else "fires"
            items.append(element("span", self._page.to_scenario(file), f" {said(key, self._page.lang)}"))
        return self._page.folded(self._page.count("scenario", len(items)), items)

    def tables(self) -> Element:
        """The tables and rows that cite a sentence."""
        found = [each for each in self._page.found.provisions if each.kind in ("table", "row") and each.sentences]
        heads = [
            KIND["row"][self._page.lang],
            self._page.say("says"),
            self._page.say("which"),
            said("supports", self._page.lang),
        ]
        table = self._page.table(heads, map(self._row, found), "tables")
        return element("section", element("h2", self._page.say("tables")), table, id="deel-tables")

    def _row(self, row: Provision) -> Element:
        supports = self._page.found.reach[row.id].supports
        told = self._page.say("used in", scenarios=self._page.count("scenario", len(supports)))
        below = self._page.folded(told, map(self._page.to_scenario, supports))
        number = element("td", str(len(supports)), class_="number")
        return element("tr", *self._named(row, below), number, id=self._page.anchors.of("regel", row.id))
