"""Sentence by sentence: what each is, why, by which provisions, and in which scenarios it matters."""

from collections.abc import Sequence

from kmopolicy.questions.scenarios.coverage import Covered, Provision
from kmopolicy.render.page.coverage.frame import Frame
from kmopolicy.render.page.html import Element, element
from kmopolicy.render.told.coverage import KIND, classified
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.safe import clean


class Sentences:
    """The sentences of all sources."""

    def __init__(self, page: Frame) -> None:
        self._page = page

    def section(self) -> Element:
        """All of them."""
        told = [self._sentence(each) for sentences in self._page.found.sentences.values() for each in sentences]
        return element("section", element("h2", self._page.say("sentences")), *told, id="deel-sentences")

    def _sentence(self, sentence: Covered) -> Element:
        up = element(
            "a", f"↑ {self._page.say('in the text')}", href=f"#{self._page.anchors.of('tekst', sentence.number)}"
        )
        reason = classified(sentence, self._page.lang)
        parts = [
            element("h3", f"{clean(sentence.number)} ", self._page.badge(sentence.status), " ", up),
            element("blockquote", clean(sentence.text), lang="nl"),
            *([element("p", capitalised(reason, self._page.lang))] if reason else []),
            *(self._reading(name) for name in sentence.readings),
            *self._provisions("also" if sentence.classification else "cited by", sentence.by),
        ]
        if sentence.by:
            said_so = self._page.say("used in", scenarios=self._page.count("scenario", len(sentence.scenarios)))
            parts.append(self._page.folded(said_so, map(self._page.to_scenario, sentence.scenarios)))
        anchor = self._page.anchors.of("zin", sentence.number)
        return element("article", *parts, id=anchor, class_=f"sentence {sentence.status}")

    def _provisions(self, key: str, found: Sequence[Provision]) -> list[Element]:
        if not found:
            return []
        items = [
            element(
                "li",
                self._page.said_by(each),
                " ",
                element("span", KIND[each.kind][self._page.lang], class_="kind"),
                " ",
                *([element("code", clean(each.id))] if each.kind != "row" else []),
                *self._page.verdicts(each),
            )
            for each in found
        ]
        return [element("p", f"{self._page.say(key)}:"), element("ul", *items)]

    def _reading(self, name: str) -> Element:
        reading = self._page.found.program.readings[name]
        options = [
            element(
                "li",
                clean(each.label[self._page.lang]),
                f" ({self._page.say('standard')})" if each.name == reading.default else "",
                " ",
                element("code", clean(f"{name}={each.name}")),
            )
            for each in reading.options
        ]
        label = self._page.say("read", label=clean(reading.label[self._page.lang]))
        return element("div", element("p", label), element("ul", *options), class_="reading")
