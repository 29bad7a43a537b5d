"""A coverage as one HTML page: the source text with what each sentence is, and from there to its rules, its scenarios and back.

The page needs nothing else, runs no script and can be printed. What stands in it is data: see `html`.
"""

from collections.abc import Iterable, Mapping
from importlib.resources import files

from kmopolicy.questions.scenarios.coverage import Coverage, Covered
from kmopolicy.render.page.coverage.frame import Frame
from kmopolicy.render.page.coverage.provisions import Provisions
from kmopolicy.render.page.coverage.scenarios import Scenarios
from kmopolicy.render.page.coverage.sentences import Sentences
from kmopolicy.render.page.coverage.source import SourceText
from kmopolicy.render.page.coverage.words import MARKS
from kmopolicy.render.page.html import Element, element, page
from kmopolicy.render.told.coverage import MEANING, counts, in_words, said, summary, title, unproved
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_SHEET = "sheet.css"


def render(found: Coverage, texts: Mapping[str, str], labels: Labels) -> str:
    """The page; `texts` are those of the sources, by name."""
    return _Whole(Frame(found, labels), texts).html()


class _Whole:
    def __init__(self, page: Frame, texts: Mapping[str, str]) -> None:
        self._page = page
        self._titles = {
            name: capitalised(title(page.found.program, name, page.lang), page.lang) for name in page.found.sentences
        }
        self._texts = texts

    def html(self) -> str:
        sheet = files(__package__).joinpath(_SHEET).read_text(encoding="utf-8")
        name = self._page.say("title", title=clean(self._page.found.program.title[self._page.lang]))
        main = element(
            "main",
            self._lacking(),
            *self._sources(),
            Sentences(self._page).section(),
            Provisions(self._page).rules(),
            Provisions(self._page).tables(),
            Scenarios(self._page).section(),
        )
        skip = element("a", self._page.say("skip"), class_="skip", href="#bron-1")
        return page(name, sheet, element("body", skip, self._header(name), main), self._page.lang)

    def _header(self, name: str) -> Element:
        program = self._page.found.program
        return element(
            "header",
            element("p", name, class_="about"),
            element("h1", self._page.say("heading")),
            *(element("p", line, class_="summary") for line in summary(self._page.found, self._page.lang)),
            self._bar(),
            self._legend(),
            self._contents(),
            element("p", self._page.say("digest", name=program.name, digest=program.digest), class_="digest"),
        )

    def _bar(self) -> Element:
        """The kinds of sentences, as wide as there are many; the legend says the same in numbers."""
        parts = [
            element("span", f"{MARKS[status]} {count}", class_=status, style=f"flex-grow: {count}")
            for status, count in counts(self._page.found).items()
            if count
        ]
        return element("div", *parts, class_="bar", aria_hidden="true")

    def _legend(self) -> Element:
        rows = [
            element(
                "tr",
                element("td", str(count), class_="number"),
                element("th", self._page.badge(status), scope="row"),
                element("td", MEANING[status][self._page.lang]),
            )
            for status, count in counts(self._page.found).items()
        ]
        return element("table", element("caption", self._page.say("legend")), element("tbody", *rows), class_="legend")

    def _contents(self) -> Element:
        sources = [(f"bron-{number}", told) for number, told in enumerate(self._titles.values(), 1)]
        parts = [("ontbreekt", self._page.say("lacking")), *sources]
        parts += [(f"deel-{key}", self._page.say(key)) for key in ("sentences", "rules", "tables", "scenarios")]
        links = [element("li", element("a", text, href=f"#{anchor}")) for anchor, text in parts]
        return element("nav", element("ul", *links), aria_label=self._page.say("contents"))

    def _lacking(self) -> Element:
        """What someone must do something about; and where nothing is lacking, that."""
        silent = [
            element("li", self._page.to_provision(each), " ", in_words(each, self._page.labels))
            for each in self._page.found.silent
        ]
        parts = [
            *self._listed("uncovered", self._items(self._page.found.uncovered), "no uncovered"),
            *self._listed("silent", silent, "no silent"),
            *self._listed("unproved", self._items(unproved(self._page.found)), ""),
        ]
        return element("section", element("h2", self._page.say("lacking")), *parts, id="ontbreekt")

    def _listed(self, key: str, items: list[Element], otherwise: str) -> list[Element]:
        if items:
            return [element("h3", said(key, self._page.lang), class_="lacks"), element("ul", *items, class_="plain")]
        return [element("p", f"✔ {said(otherwise, self._page.lang)}", class_="fine")] if otherwise else []

    def _items(self, found: Iterable[Covered]) -> list[Element]:
        return [element("li", self._page.to_sentence(each.number), " ", clean(each.text)) for each in found]

    def _sources(self) -> list[Element]:
        return [
            SourceText(self._page, name, self._texts[name]).section(told, f"bron-{number}")
            for number, (name, told) in enumerate(self._titles.items(), 1)
        ]
