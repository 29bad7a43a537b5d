"""The text of a source on the page: every passage marked as what its sentence is, and beside it what is said of those."""

from collections.abc import Sequence

from kmopolicy.questions.scenarios.coverage import Covered
from kmopolicy.render.page.coverage.frame import Frame
from kmopolicy.render.page.coverage.words import COUNTED
from kmopolicy.render.page.html import Element, element
from kmopolicy.render.page.passages import Paragraph, Passage, paragraphs
from kmopolicy.render.told.coverage import STATUS


class SourceText:
    """One source."""

    def __init__(self, page: Frame, name: str, text: str) -> None:
        self._page = page
        self._told = {each.number: each for each in page.found.sentences[name]}
        self._paragraphs = paragraphs(text, {number: each.text for number, each in self._told.items()})

    def section(self, title: str, anchor: str) -> Element:
        """The text, with what is not found in it under it."""
        begun = {each for paragraph in self._paragraphs for each in paragraph.begins}
        lost = [number for number in self._told if number not in begun]
        left = [element("h3", self._page.say("elsewhere")), self._notes(lost)] if lost else []
        return element(
            "section",
            element("h2", title),
            element("p", f"{self._page.say('hint')} ({self._page.say('unnumbered')})", class_="hint"),
            element("div", *map(self._paragraph, self._paragraphs), class_="source"),
            *left,
            id=anchor,
        )

    def _paragraph(self, told: Paragraph) -> Element:
        text = element("p", *map(self._passage, told.passages), lang="nl", style=f"margin-left: {told.indent / 2}em")
        return element("div", text, *([self._notes(told.begins)] if told.begins else []), class_="line")

    def _passage(self, passage: Passage) -> Element:
        if not passage.number:
            return element("span", passage.text, class_="unnumbered")
        sentence = self._told[passage.number]
        label = f"{sentence.number}: {STATUS[sentence.status][self._page.lang]}"
        anchor = self._page.anchors.of("zin", passage.number)
        return element("a", passage.text, class_=f"passage {sentence.status}", href=f"#{anchor}", title=label)

    def _notes(self, numbers: Sequence[str]) -> Element:
        return element("ul", *(self._note(self._told[number]) for number in numbers), class_="notes")

    def _note(self, sentence: Covered) -> Element:
        kinds = [each.kind for each in sentence.by]
        parts = [self._page.count(kind, kinds.count(kind)) for kind in COUNTED if kinds.count(kind)]  # type: ignore[arg-type]
        if sentence.status == "encoded":
            parts.append(self._page.count("scenario", len(sentence.scenarios)))
        return element(
            "li",
            self._page.to_sentence(sentence.number),
            " ",
            self._page.badge(sentence.status),
            f" {', '.join(parts)}" if sentence.status == "encoded" else "",
            id=self._page.anchors.of("tekst", sentence.number),
        )
