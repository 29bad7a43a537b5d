"""A coverage as one HTML page: the source text with what each sentence is, and from there to its rules, its scenarios and back.

The page needs nothing else, runs no script and can be printed. What stands in it is data: see `html`.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.resources import files

from kmopolicy.facts.world import Values
from kmopolicy.questions.coverage import Coverage, Covered, Provision, Tried
from kmopolicy.questions.mutate import Goal, Probe
from kmopolicy.render.covered import KIND, MEANING, STATUS, classified, counts, in_words, said, summary, title, unproved
from kmopolicy.render.html import Element, document, element, style
from kmopolicy.render.labels import Labels
from kmopolicy.render.passages import Paragraph, Passage, paragraphs
from kmopolicy.render.safe import clean
from kmopolicy.render.words import capitalised, place, word
from kmopolicy.text.localized import Localized

_ALONE = "default-src 'none'; style-src 'unsafe-inline'"
MARKS: Mapping[str, str] = {
    "encoded": "■",
    "judgement": "●",
    "procedure": "▶",
    "competence": "◆",
    "information": "○",
    "definition": "▲",
    "nothing": "✖",
}
"""So that no colour is needed to tell the kinds of sentences apart."""
_WORDS: Mapping[str, Localized] = {
    "title": Localized("Dekking: {title}", "Coverage: {title}"),
    "heading": Localized("Welke zin staat in welke regel?", "Which sentence is in which rule?"),
    "skip": Localized("Naar de tekst van de bron", "To the source text"),
    "contents": Localized("Inhoud", "Contents"),
    "lacking": Localized("Wat ontbreekt", "What is lacking"),
    "legend": Localized("Wat een zin is", "What a sentence is"),
    "unnumbered": Localized("grijs: tekst zonder zinsnummer", "grey: text without a sentence number"),
    "hint": Localized(
        "Elke zin leidt naar wat erover in het beleid staat, en van daar naar de scenario’s en terug.",
        "Each sentence leads to what the policy says about it, and from there to the scenarios and back.",
    ),
    "sentences": Localized("Zin per zin", "Sentence by sentence"),
    "rules": Localized("Regels en gevallen", "Rules and cases"),
    "tables": Localized("Tabellen en rijen", "Tables and rows"),
    "scenarios": Localized("Scenario’s", "Scenarios"),
    "in the text": Localized("in de tekst", "in the text"),
    "elsewhere": Localized("Niet in de tekst teruggevonden", "Not found in the text"),
    "cited by": Localized("Staat in", "Stands in"),
    "also": Localized("Ook aangehaald door", "Also cited by"),
    "read": Localized("Te lezen op meer dan één manier: {label}", "To be read in more than one way: {label}"),
    "standard": Localized("standaard", "default"),
    "verdict": Localized("Met het oordeel van een mens: {statement}", "With a person’s verdict: {statement}"),
    "used in": Localized("Draagt een uitkomst in {scenarios}", "Supports an outcome in {scenarios}"),
    "no scenario": Localized("Geen scenario", "No scenario"),
    "says": Localized("wat er staat", "what it says"),
    "which": Localized("zinnen", "sentences"),
    "reaches": Localized("Raakt {count} regels en gevallen", "Reaches {count} rules and cases"),
    "under": Localized("met {readings}", "with {readings}"),
    "digest": Localized("Beleid {name}, {digest}", "Policy {name}, {digest}"),
}
_COUNTED: Mapping[str, tuple[Localized, Localized]] = {
    "rule": (Localized("1 regel", "1 rule"), Localized("{count} regels", "{count} rules")),
    "case": (Localized("1 geval", "1 case"), Localized("{count} gevallen", "{count} cases")),
    "table": (Localized("1 tabel", "1 table"), Localized("{count} tabellen", "{count} tables")),
    "row": (Localized("1 rij", "1 row"), Localized("{count} rijen", "{count} rows")),
    "scenario": (Localized("1 scenario", "1 scenario"), Localized("{count} scenario’s", "{count} scenarios")),
}
_UNSAFE = re.compile(r"[^\w.-]+", re.ASCII)


def render(found: Coverage, texts: Mapping[str, str], labels: Labels) -> str:
    """The page; `texts` are those of the sources, by name."""
    return _Page(found, texts, labels).html()


class _Anchors:
    """Names for the places on the page: readable, safe, and each its own."""

    def __init__(self, found: Coverage) -> None:
        self._names: dict[tuple[str, str], str] = {}
        for sentences in found.sentences.values():
            for each in sentences:
                self._name("zin", each.number)
                self._name("tekst", each.number)
        for provision in found.provisions:
            self._name("regel", provision.id)
        for tried in found.scenarios:
            self._name("scenario", tried.name)

    def _name(self, kind: str, name: str) -> None:
        wanted = made = f"{kind}-{_UNSAFE.sub('-', name)}"
        taken, number = set(self._names.values()), 1
        while made in taken:
            number += 1
            made = f"{wanted}--{number}"
        self._names[kind, name] = made

    def of(self, kind: str, name: str) -> str:
        return self._names[kind, name]


class _Page:
    def __init__(self, found: Coverage, texts: Mapping[str, str], labels: Labels) -> None:
        self._found = found
        self._texts = texts
        self._labels = labels
        self._lang = labels.lang
        self._anchors = _Anchors(found)
        self._told = {each.number: each for sentences in found.sentences.values() for each in sentences}

    def html(self) -> str:
        sheet = files("kmopolicy.render").joinpath("coverage.css").read_text(encoding="utf-8")
        name = self._say("title", title=clean(self._found.program.title[self._lang]))
        head = element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=_ALONE),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", name),
            style(sheet),
        )
        sections = [self._lacking(), *self._sources(), self._sentences(), self._rules(), self._tables()]
        main = element("main", *(each for each in (*sections, self._scenarios()) if each is not None))
        skip = element("a", self._say("skip"), class_="skip", href="#bron-1")
        return document(head, element("body", skip, self._header(name), main), self._lang)

    def _say(self, key: str, **places: str | int) -> str:
        text = _WORDS[key][self._lang]
        return text.format(**places) if places else text

    def _count(self, kind: str, count: int) -> str:
        one, more = _COUNTED[kind]
        return one[self._lang] if count == 1 else more[self._lang].format(count=count)

    def _header(self, name: str) -> Element:
        program = self._found.program
        return element(
            "header",
            element("p", name, class_="about"),
            element("h1", self._say("heading")),
            *(element("p", line, class_="summary") for line in summary(self._found, self._lang)),
            self._bar(),
            self._legend(),
            self._contents(),
            element("p", self._say("digest", name=program.name, digest=program.digest), class_="digest"),
        )

    def _bar(self) -> Element:
        """The kinds of sentences, as wide as there are many; the legend says the same in numbers."""
        parts = [
            element("span", f"{MARKS[status]} {count}", class_=status, style=f"flex-grow: {count}")
            for status, count in counts(self._found).items()
            if count
        ]
        return element("div", *parts, class_="bar", aria_hidden="true")

    def _legend(self) -> Element:
        rows = [
            element(
                "tr",
                element("td", str(count), class_="number"),
                element("th", self._badge(status), scope="row"),
                element("td", MEANING[status][self._lang]),
            )
            for status, count in counts(self._found).items()
        ]
        return element("table", element("caption", self._say("legend")), element("tbody", *rows), class_="legend")

    def _badge(self, status: str) -> Element:
        return element("span", f"{MARKS[status]} {STATUS[status][self._lang]}", class_=f"badge {status}")

    def _contents(self) -> Element:
        sources = [(f"bron-{number}", self._source_title(name)) for number, name in self._numbered()]
        parts = [("ontbreekt", self._say("lacking")), *sources]
        parts += [(f"deel-{key}", self._say(key)) for key in ("sentences", "rules", "tables", "scenarios")]
        links = [element("li", element("a", text, href=f"#{anchor}")) for anchor, text in parts]
        return element("nav", element("ul", *links), aria_label=self._say("contents"))

    def _numbered(self) -> Iterable[tuple[int, str]]:
        return enumerate(self._found.sentences, 1)

    def _source_title(self, name: str) -> str:
        return capitalised(title(self._found.program, name, self._lang), self._lang)

    def _lacking(self) -> Element:
        """What someone must do something about; and where nothing is lacking, that."""
        sentences: Callable[[Iterable[Covered]], list[Element]] = lambda found: [  # noqa: E731
            element("li", self._to_sentence(each.number), " ", clean(each.text)) for each in found
        ]
        silent = [
            element("li", self._to_provision(each), " ", in_words(each, self._labels)) for each in self._found.silent
        ]
        parts = [
            *self._listed("uncovered", sentences(self._found.uncovered), "no uncovered"),
            *self._listed("silent", silent, "no silent"),
            *self._listed("unproved", sentences(unproved(self._found)), ""),
        ]
        return element("section", element("h2", self._say("lacking")), *parts, id="ontbreekt")

    def _listed(self, key: str, items: list[Element], otherwise: str) -> list[Element]:
        if items:
            return [element("h3", said(key, self._lang), class_="lacks"), element("ul", *items, class_="plain")]
        return [element("p", f"✔ {said(otherwise, self._lang)}", class_="fine")] if otherwise else []

    def _sources(self) -> list[Element]:
        return [self._source(number, name) for number, name in self._numbered()]

    def _source(self, number: int, name: str) -> Element:
        sentences = {each.number: each.text for each in self._found.sentences[name]}
        told = paragraphs(self._texts[name], sentences)
        begun = {each for paragraph in told for each in paragraph.begins}
        lost = [each for each in sentences if each not in begun]
        left = [element("h3", self._say("elsewhere")), self._notes(lost)] if lost else []
        return element(
            "section",
            element("h2", self._source_title(name)),
            element("p", f"{self._say('hint')} ({self._say('unnumbered')})", class_="hint"),
            element("div", *map(self._paragraph, told), class_="source"),
            *left,
            id=f"bron-{number}",
        )

    def _paragraph(self, told: Paragraph) -> Element:
        text = element("p", *map(self._passage, told.passages), lang="nl", style=f"margin-left: {told.indent / 2}em")
        return element("div", text, *([self._notes(told.begins)] if told.begins else []), class_="line")

    def _passage(self, passage: Passage) -> Element:
        if not passage.number:
            return element("span", passage.text, class_="unnumbered")
        sentence = self._told[passage.number]
        label = f"{sentence.number}: {STATUS[sentence.status][self._lang]}"
        anchor = self._anchors.of("zin", passage.number)
        return element("a", passage.text, class_=f"passage {sentence.status}", href=f"#{anchor}", title=label)

    def _notes(self, numbers: Sequence[str]) -> Element:
        return element("ul", *(self._note(self._told[number]) for number in numbers), class_="notes")

    def _note(self, sentence: Covered) -> Element:
        kinds = [each.kind for each in sentence.by]
        parts = [self._count(kind, kinds.count(kind)) for kind in _COUNTED if kinds.count(kind)]  # type: ignore[arg-type]
        if sentence.status == "encoded":
            parts.append(self._count("scenario", len(sentence.scenarios)))
        return element(
            "li",
            self._to_sentence(sentence.number),
            " ",
            self._badge(sentence.status),
            f" {', '.join(parts)}" if sentence.status == "encoded" else "",
            id=self._anchors.of("tekst", sentence.number),
        )

    def _to_sentence(self, number: str) -> Element:
        return element("a", clean(number), href=f"#{self._anchors.of('zin', number)}", class_="number")

    def _said_by(self, provision: Provision) -> Element:
        words = capitalised(in_words(provision, self._labels), self._lang)
        return element("a", words, href=f"#{self._anchors.of('regel', provision.id)}")

    def _to_provision(self, provision: Provision) -> Element:
        name = element("code", clean(provision.id))
        return element("a", name, href=f"#{self._anchors.of('regel', provision.id)}")

    def _to_scenario(self, file: str) -> Element:
        shown = clean(file.removeprefix("scenarios/"))
        return element("a", shown, href=f"#{self._anchors.of('scenario', file)}")

    def _sentences(self) -> Element:
        told = [self._sentence(each) for sentences in self._found.sentences.values() for each in sentences]
        return element("section", element("h2", self._say("sentences")), *told, id="deel-sentences")

    def _sentence(self, sentence: Covered) -> Element:
        up = element("a", f"↑ {self._say('in the text')}", href=f"#{self._anchors.of('tekst', sentence.number)}")
        reason = classified(sentence, self._lang)
        parts = [
            element("h3", f"{clean(sentence.number)} ", self._badge(sentence.status), " ", up),
            element("blockquote", clean(sentence.text), lang="nl"),
            *([element("p", capitalised(reason, self._lang))] if reason else []),
            *(self._reading(name) for name in sentence.readings),
            *self._provisions("also" if sentence.classification else "cited by", sentence.by),
        ]
        if sentence.by:
            said_so = self._say("used in", scenarios=self._count("scenario", len(sentence.scenarios)))
            parts.append(self._folded(said_so, map(self._to_scenario, sentence.scenarios)))
        anchor = self._anchors.of("zin", sentence.number)
        return element("article", *parts, id=anchor, class_=f"sentence {sentence.status}")

    def _provisions(self, key: str, found: Sequence[Provision]) -> list[Element]:
        if not found:
            return []
        items = [
            element(
                "li",
                self._said_by(each),
                " ",
                element("span", KIND[each.kind][self._lang], class_="kind"),
                " ",
                *([element("code", clean(each.id))] if each.kind != "row" else []),
                *self._verdicts(each),
            )
            for each in found
        ]
        return [element("p", f"{self._say(key)}:"), element("ul", *items)]

    def _verdicts(self, provision: Provision) -> list[Element]:
        told = (self._say("verdict", statement=self._labels.statement(name)) for name in provision.verdicts)
        return [element("span", text, class_="verdict") for text in told]

    def _reading(self, name: str) -> Element:
        reading = self._found.program.readings[name]
        options = [
            element(
                "li",
                clean(each.label[self._lang]),
                f" ({self._say('standard')})" if each.name == reading.default else "",
                " ",
                element("code", clean(f"{name}={each.name}")),
            )
            for each in reading.options
        ]
        label = self._say("read", label=clean(reading.label[self._lang]))
        return element("div", element("p", label), element("ul", *options), class_="reading")

    def _folded(self, text: str, items: Iterable[Element]) -> Element:
        told = [element("li", each) for each in items]
        if not told:
            return element("p", f"✖ {self._say('no scenario')}", class_="lacks")
        return element("details", element("summary", text), element("ul", *told, class_="files"))

    def _rules(self) -> Element:
        keys = ("fires", "supports", "decides")
        heads = [
            said("rule", self._lang),
            self._say("says"),
            self._say("which"),
            *(said(each, self._lang) for each in keys),
        ]
        means = [element("li", said(f"{key} means", self._lang)) for key in keys]
        counted = element("p", said("counted", self._lang))
        table = self._table(heads, map(self._rule, self._found.rules), "rules")
        return element(
            "section", element("h2", self._say("rules")), element("ul", *means), counted, table, id="deel-rules"
        )

    def _rule(self, rule: Provision) -> Element:
        reach = self._found.reach[rule.id]
        decides = str(len(reach.decides)) if reach.decides or rule.ground else "–"
        numbers = [str(len(reach.fires)), str(len(reach.supports)), decides]
        return element(
            "tr",
            *self._named(rule, self._reached(rule)),
            *(element("td", number, class_="number") for number in numbers),
            id=self._anchors.of("regel", rule.id),
            class_="" if reach.fires else "silent",
        )

    def _named(self, provision: Provision, below: Element) -> list[Element]:
        """What it is called and where it stands, what it says, and the sentences that it cites."""
        words = capitalised(in_words(provision, self._labels), self._lang)
        cites = [part for number in provision.sentences for part in (self._to_sentence(number), " ")]
        spot = element("span", place(provision.span, self._lang), class_="place")
        return [
            element("th", element("code", clean(provision.id)), spot, scope="row"),
            element("td", words, *self._verdicts(provision), below),
            element("td", *cites, class_="cites"),
        ]

    def _reached(self, rule: Provision) -> Element:
        """The scenarios that make a rule fire, each with the most that the rule does there."""
        reach = self._found.reach[rule.id]
        items = []
        for file in dict.fromkeys((*reach.decides, *reach.supports, *reach.fires)):
            key = "decides" if file in reach.decides else "supports" if file in reach.supports else "fires"
            items.append(element("span", self._to_scenario(file), f" {said(key, self._lang)}"))
        return self._folded(self._count("scenario", len(items)), items)

    def _tables(self) -> Element | None:
        found = [each for each in self._found.provisions if each.kind in ("table", "row") and each.sentences]
        heads = [KIND["row"][self._lang], self._say("says"), self._say("which"), said("supports", self._lang)]
        table = self._table(heads, map(self._row, found), "tables")
        return element("section", element("h2", self._say("tables")), table, id="deel-tables")

    def _row(self, row: Provision) -> Element:
        supports = self._found.reach[row.id].supports
        told = self._say("used in", scenarios=self._count("scenario", len(supports)))
        below = self._folded(told, map(self._to_scenario, supports))
        number = element("td", str(len(supports)), class_="number")
        return element("tr", *self._named(row, below), number, id=self._anchors.of("regel", row.id))

    def _table(self, heads: Sequence[str], rows: Iterable[Element], class_: str) -> Element:
        head = element("tr", *(element("th", capitalised(each, self._lang), scope="col") for each in heads))
        return element("table", element("thead", head), element("tbody", *rows), class_=class_)

    def _scenarios(self) -> Element:
        told = [self._scenario(each) for each in self._found.scenarios]
        none = [element("p", self._say("no scenario"))] if not told else []
        return element("section", element("h2", self._say("scenarios")), *none, *told, id="deel-scenarios")

    def _scenario(self, tried: Tried) -> Element:
        outcomes = [element("li", *self._expected(*each)) for each in tried.outcomes]
        outcomes += [element("li", *self._answered(*each)) for each in tried.answers]
        items = []
        for rule in (each for each in self._found.rules if each.id in tried.fires):
            key = "decides" if rule.id in tried.decides else "supports" if rule.id in tried.supports else "fires"
            items.append(element("span", self._to_provision(rule), f" {said(key, self._lang)}"))
        return element(
            "article",
            element("h3", clean(tried.name.removeprefix("scenarios/"))),
            element("ul", *outcomes),
            self._folded(self._say("reaches", count=len(items)), items),
            id=self._anchors.of("scenario", tried.name),
            class_="scenario",
        )

    def _expected(self, probe: Probe, outcome: str) -> list[Element | str]:
        kind = self._found.program.predicates[probe.cases.name].arguments[-1].type
        told: list[Element | str] = [f"{clean(probe.subject)}: ", element("b", self._labels.value(kind, outcome))]
        return [*told, *self._under(probe.expectation.readings)]

    def _answered(self, goal: Goal, rows: Sequence[Values]) -> list[Element | str]:
        shown = "; ".join(", ".join(clean(str(value)) for value in row) for row in rows if row)
        none = word("holds so" if rows else "no answers", self._lang)
        told: list[Element | str] = [element("code", clean(goal.expectation.goal)), ": ", element("b", shown or none)]
        return [*told, *self._under(goal.expectation.readings)]

    def _under(self, readings: Iterable[tuple[str, str]]) -> list[str]:
        chosen = ", ".join(f"{name}={option}" for name, option in readings)
        return [f" {self._say('under', readings=chosen)}"] if chosen else []
