"""An impact as one HTML page, for who decides about a policy: how many change, who is better or worse off, by which sentence.

The page needs nothing else, runs no script and can be printed. What stands in it is data: see `html`.
"""

from importlib.resources import files

from kmopolicy.questions.impact.impact import Impact
from kmopolicy.render.page.html import Element, element, page
from kmopolicy.render.page.impact.causes import Causes
from kmopolicy.render.page.impact.picture import Stream, picture
from kmopolicy.render.page.impact.words import MARKS, WORDS
from kmopolicy.render.told.impact import APART, DIRECTIONS, Names, Teller, said, sentence
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang

_SHEET = "sheet.css"


def render(found: Impact, names: Names, lang: Lang) -> str:
    """The page."""
    return _Whole(Teller(found, names, lang)).html()


class _Whole:
    def __init__(self, teller: Teller) -> None:
        self._tell = teller
        self._found = teller.found
        self._lang = teller.lang

    def html(self) -> str:
        sheet = files(__package__).joinpath(_SHEET).read_text(encoding="utf-8")
        name = self._say("title", title=clean(self._found.new.program.title[self._lang]))
        skip = element("a", self._say("skip"), class_="skip", href="#wie")
        main = element("main", *self._sections())
        return page(name, sheet, element("body", skip, self._header(name), main), self._lang)

    def _header(self, name: str) -> Element:
        return element(
            "header",
            element("p", name, class_="about"),
            element("h1", capitalised(self._tell.verdict(), self._lang)),
            element("p", self._tell.all_of(), class_="summary") if len(self._found.types) > 1 else None,
            self._figures(),
            self._sides(),
        )

    def _figures(self) -> Element:
        """The numbers that matter, large: who wins, who loses, who stays, and whom nobody can tell about."""
        directions, counts = self._found.directions, self._found.counts
        told: list[tuple[str, str, str]] = [
            (f"{MARKS[each]} {self._tell.number(directions[each])}", said(each, self._lang), each)
            for each in DIRECTIONS
            if directions[each]
        ]
        told.append((self._tell.number(counts["same"]), said("same", self._lang), "same"))
        told += [(self._tell.number(counts[each]), said(each, self._lang), "apart") for each in APART if counts[each]]
        items = (
            element("li", element("strong", number), " ", element("span", text), class_=kind)
            for number, text, kind in told
        )
        return element("ul", *items, class_="figures")

    def _sides(self) -> Element:
        """What was compared: two policies, each by its name, its day and its readings."""
        shown, readings = self._tell.names.shown(self._lang), self._tell.readings()
        rows = []
        for key, name, read, side in zip(
            ("old", "new"), shown, readings, (self._found.old, self._found.new), strict=True
        ):
            rows.append(
                element(
                    "tr",
                    element("th", self._say(key), scope="row"),
                    element("td", clean(side.program.title[self._lang])),
                    element("td", name, [_read(*each) for each in read]),
                )
            )
        return element("table", element("caption", self._say("sides")), element("tbody", *rows), class_="sides")

    def _sections(self) -> list[Element]:
        parts = [self._pictures(), self._causes(), self._unread(), self._apart(), self._counting()]
        return [each for each in parts if each is not None]

    def _pictures(self) -> Element:
        kinds = [kind for kind in self._found.types if any(group.type == kind for group in self._found.groups)]
        told = [each for number, kind in enumerate(kinds, 1) for each in self._of_type(number, kind)]
        content = told or [element("p", f"✔ {self._say('nothing')}", class_="fine")]
        return element("section", element("h2", self._say("picture")), *content, id="wie")

    def _of_type(self, number: int, kind: str) -> list[Element]:
        old, new = self._tell.values(kind)
        before = [self._tell.outcome(kind, each, self._tell.old) for each in old]
        after = [self._tell.outcome(kind, each, self._tell.new) for each in new]
        things = capitalised(self._tell.things(kind), self._lang)
        drawn = picture(self._streams(kind), before, after, things, f"beeld-{number}", self._lang)
        caption = element("figcaption", self._say("flows"), class_="hint")
        figure = element("figure", drawn, self._flows(kind), caption)
        return [element("h3", things), figure, self._matrix(kind)]

    def _flows(self, kind: str) -> Element:
        """The same as lines, each with a bar, for a screen on which the picture would be too small."""
        streams = sorted(self._streams(kind), key=lambda each: -each.number)
        items = (
            element(
                "li",
                f"{each.before} → {each.after} ",
                element("strong", f"{MARKS[each.direction]} {self._tell.number(each.number)}"),
                element(
                    "span", style=f"width: {max(1, round(100 * each.number / streams[0].number))}%", class_="length"
                ),
                class_=each.direction,
            )
            for each in streams
        )
        return element("ul", *items, class_="flows")

    def _streams(self, kind: str) -> list[Stream]:
        found: dict[tuple[str, str], list[int]] = {}
        ways = {}
        for group in self._found.groups:
            if group.type == kind:
                found.setdefault((group.before, group.after), []).append(group.size)
                ways[group.before, group.after] = group.direction
        old, new = self._tell.old, self._tell.new
        return [
            Stream(
                self._tell.outcome(kind, pair[0], old), self._tell.outcome(kind, pair[1], new), sum(counts), ways[pair]
            )
            for pair, counts in found.items()
        ]

    def _matrix(self, kind: str) -> Element:
        counts, (old, new) = self._found.matrix(kind), self._tell.values(kind)
        ways = {(group.before, group.after): group.direction for group in self._found.groups if group.type == kind}
        total = capitalised(said("total", self._lang), self._lang)
        heads = [sentence("from", self._lang), *(self._tell.outcome(kind, each, self._tell.new) for each in new), total]
        rows = []
        for before in old:
            row = [(counts.get((before, after), 0), ways.get((before, after), "same")) for after in new]
            cells = (self._cell(count, way, to) for (count, way), to in zip(row, heads[1:], strict=False))
            label = element("th", self._tell.outcome(kind, before, self._tell.old), scope="row")
            rows.append(element("tr", label, *cells, self._cell(sum(count for count, _ in row), "sum", total)))
        sums = [sum(counts.get((before, after), 0) for before in old) for after in new]
        below = (self._cell(each, "sum", to) for each, to in zip((*sums, sum(sums)), heads[1:], strict=True))
        last = element("tr", element("th", total, scope="row"), *below)
        return element(
            "table",
            element("caption", self._say("matrix", things=self._tell.things(kind))),
            element("thead", element("tr", *(element("th", each, scope="col") for each in heads))),
            element("tbody", *rows, last),
            class_="matrix",
        )

    def _cell(self, count: int, way: str, to: str) -> Element:
        """A number; `to` is what its column says, for a screen on which the columns stand below each other."""
        mark = f"{MARKS[way]} " if way in MARKS and count else ""  # type: ignore[index]
        told = f"{mark}{self._tell.number(count)}" if count else "·"
        return element("td", told, class_=f"number {way if count else 'none'}", data_to=to)

    def _causes(self) -> Element | None:
        causes = Causes(self._tell)
        links = [
            element("li", element("a", causes.heading(number, cause), href=f"#oorzaak-{number}"))
            for number, cause in enumerate(self._found.causes, 1)
        ]
        if not links:
            return None
        nav = [element("nav", element("ul", *links), aria_label=self._say("causes"))] if len(links) > 1 else []
        return element("section", element("h2", self._say("causes")), *nav, *causes.section(), id="waardoor")

    def _unread(self) -> Element | None:
        rows = [
            element(
                "tr",
                element(
                    "th",
                    self._tell.name(subject),
                    element("span", self._tell.file(subject), class_="place"),
                    scope="row",
                ),
                element("td", capitalised(said(subject.status, self._lang), self._lang)),
                element("td", "; ".join(why)),
            )
            for subject, why in self._tell.unread()
        ]
        if not rows:
            return None
        rest = self._tell.unread_count - len(rows)
        more = element("p", said("more", self._lang, count=rest)) if rest else None
        table = element("table", element("tbody", *rows))
        return element("section", element("h2", self._say("unread")), table, more, id="niet")

    def _apart(self) -> Element | None:
        words = [element("li", each) for each in self._tell.differences()]
        return element("section", element("h2", self._say("apart")), element("ul", *words)) if words else None

    def _counting(self) -> Element:
        programs = self._found.old.program, self._found.new.program
        digests = [element("p", f"{self._say(key)}: {each.name}, {each.digest}", class_="digest")
                   for key, each in zip(("old", "new"), programs, strict=True)]  # fmt: skip
        lines = (f"{self._tell.sum()}.", *self._tell.notes())
        return element(
            "section",
            element("h2", self._say("counting")),
            *(element("p", line) for line in lines),
            *digests,
            id="geteld",
        )

    def _say(self, key: str, **places: str | int) -> str:
        text = WORDS[key][self._lang]
        return text.format(**places) if places else text


def _read(question: str, answer: str) -> Element:
    """How a sentence is read on one side."""
    return element("p", f"{question} ", element("strong", answer), class_="read")
