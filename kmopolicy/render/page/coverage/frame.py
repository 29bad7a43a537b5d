"""What all parts of the page share: its words, its anchors, and the links between sentences, provisions and scenarios."""

import re
from collections.abc import Iterable, Sequence

from kmopolicy.questions.scenarios.coverage import Coverage, Provision
from kmopolicy.render.page.coverage.words import COUNTED, MARKS, WORDS
from kmopolicy.render.page.html import Element, element
from kmopolicy.render.told.coverage import STATUS, in_words
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean

_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


class Anchors:
    """Names for the places on the page: readable, safe, and each its own."""

    def __init__(self, found: Coverage) -> None:
        self._names: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        for sentences in found.sentences.values():
            for each in sentences:
                self._name("zin", each.number)
                self._name("tekst", each.number)
        for provision in found.provisions:
            self._name("regel", provision.id)
        for tried in found.scenarios:
            self._name("scenario", tried.name)

    def of(self, kind: str, name: str) -> str:
        """The name of a place."""
        return self._names[kind, name]

    def _name(self, kind: str, name: str) -> None:
        wanted = made = f"{kind}-{_UNSAFE.sub('-', name)}"
        number = 1
        while made in self._taken:
            number += 1
            made = f"{wanted}--{number}"
        self._taken.add(made)
        self._names[kind, name] = made


class Frame:
    """The coverage in one language, with its links."""

    def __init__(self, found: Coverage, labels: Labels) -> None:
        self.found = found
        self.labels = labels
        self.lang = labels.lang
        self.anchors = Anchors(found)

    def say(self, key: str, **places: str | int) -> str:
        """A fixed phrase."""
        text = WORDS[key][self.lang]
        return text.format(**places) if places else text

    def count(self, kind: str, count: int) -> str:
        """So many of something."""
        one, more = COUNTED[kind]
        return one[self.lang] if count == 1 else more[self.lang].format(count=count)

    def badge(self, status: str) -> Element:
        """What a sentence is, with its mark."""
        return element("span", f"{MARKS[status]} {STATUS[status][self.lang]}", class_=f"badge {status}")

    def to_sentence(self, number: str) -> Element:
        """A link to a sentence, by its number."""
        return element("a", clean(number), href=f"#{self.anchors.of('zin', number)}", class_="number")

    def said_by(self, provision: Provision) -> Element:
        """A link to a provision, by what it says."""
        words = capitalised(in_words(provision, self.labels), self.lang)
        return element("a", words, href=f"#{self.anchors.of('regel', provision.id)}")

    def to_provision(self, provision: Provision) -> Element:
        """A link to a provision, by its name."""
        name = element("code", clean(provision.id))
        return element("a", name, href=f"#{self.anchors.of('regel', provision.id)}")

    def to_scenario(self, file: str) -> Element:
        """A link to a scenario."""
        shown = clean(file.removeprefix("scenarios/"))
        return element("a", shown, href=f"#{self.anchors.of('scenario', file)}")

    def verdicts(self, provision: Provision) -> list[Element]:
        """The verdicts of a person that a provision rests on."""
        told = (self.say("verdict", statement=self.labels.statement(name)) for name in provision.verdicts)
        return [element("span", text, class_="verdict") for text in told]

    def folded(self, text: str, items: Iterable[Element]) -> Element:
        """A list that opens at a click; of none, that there is none."""
        told = [element("li", each) for each in items]
        if not told:
            return element("p", f"✖ {self.say('no scenario')}", class_="lacks")
        return element("details", element("summary", text), element("ul", *told, class_="files"))

    def table(self, heads: Sequence[str], rows: Iterable[Element], class_: str) -> Element:
        """A table."""
        head = element("tr", *(element("th", capitalised(each, self.lang), scope="col") for each in heads))
        return element("table", element("thead", head), element("tbody", *rows), class_=class_)
