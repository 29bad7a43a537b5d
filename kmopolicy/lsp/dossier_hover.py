"""What an editor shows about a key or a value of a dossier: what it says, in a sentence, and the source it rests on."""

from collections.abc import Callable, Iterable, Iterator

from kmopolicy.facts.dossier import EXPECT
from kmopolicy.lsp.dossier import places_in
from kmopolicy.lsp.places import Place
from kmopolicy.lsp.positions import holds
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.quotes import fold
from kmopolicy.render.terminal.vocabulary import cited, manner, signature
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized

_MOST = 4
_EXPECT = Localized(
    "wat van dit dossier wordt verwacht; `kmopolicy test` kijkt dat na",
    "what is expected of this dossier; `kmopolicy test` checks it",
)
_DETAILS = {
    "by": Localized("wie het oordeel gaf", "who gave the verdict"),
    "on": Localized("wanneer het oordeel is gegeven", "when the verdict was given"),
    "because": Localized("waarom zo is geoordeeld", "why it was judged so"),
    "label": Localized("hoe mensen het noemen", "what people call it"),
    "outcome": Localized("de uitkomst die wordt verwacht", "the outcome that is expected"),
    "sentence": Localized(
        "de zin die het bewijs van de uitkomst moet citeren", "the sentence that the proof of the outcome must cite"
    ),
    "answers": Localized("de antwoorden die worden verwacht", "the answers that are expected"),
    "readings": Localized(
        "wat wordt verwacht als de tekst anders wordt gelezen", "what is expected where the text is read another way"
    ),
}


def dossier_hover(
    text: str, file: str, program: Program, line: int, column: int, lang: Lang
) -> tuple[Place, str] | None:
    """The place under the cursor, and what to say of it in Markdown."""
    found = [place for place in places_in(text, file, program) or () if holds(place.span, line, column)]
    if not found:
        return None
    told = "\n\n".join(_Hover(program, lang).about(found[-1]))
    return (found[-1], told) if told else None


class _Hover:
    def __init__(self, program: Program, lang: Lang) -> None:
        self._program = program
        self._labels = Labels(program, lang)
        self._lang = lang

    def about(self, place: Place) -> Iterator[str]:
        told: dict[str, Callable[[], Iterable[str]]] = {
            "section": lambda: [f"**{clean(place.name)}** — {self._labels.things(place.home)}"],
            "entity": lambda: [f"**{clean(place.name)}** — {self._labels.thing(place.home)}"],
            "predicate": lambda: self._predicate(self._program.predicates[place.name]),
            "constant": lambda: self._value(place),
            "sentence": lambda: self._quotes([place.name]),
            "reading": lambda: self._readings(place.name),
            "expect": lambda: [_EXPECT[self._lang]],
            "detail": lambda: [self._detail(place)],
        }
        yield from told[place.kind]() if place.kind in told else ()
        if place.statement and place.kind != "predicate" and place.home != EXPECT:
            yield f"*{self._sentence(self._said(place.statement))}*"

    def _detail(self, place: Place) -> str:
        return _DETAILS[place.name][self._lang] if place.name in _DETAILS else self._labels.thing(place.home)

    def _said(self, statement: tuple[str, tuple[str | None, ...]]) -> str:
        predicate, values = statement
        whole = len(values) == self._program.predicates[predicate].arity
        return self._labels.statement(predicate, values if whole else (*values, None))

    def _sentence(self, said: str) -> str:
        return capitalised(said, self._lang) + ("" if said.endswith("…") else ".")

    def _predicate(self, declared: Predicate) -> Iterator[str]:
        yield f"**{signature(declared)}** — {'; '.join(manner(declared, self._labels))}"
        yield self._sentence(self._labels.statement(declared.name))
        if declared.question.nl:
            yield f"*{clean(declared.question[self._lang])}*"
        numbers = [number for number, _ in cited(declared, self._program)]
        yield from self._quotes(numbers[:_MOST])

    def _value(self, place: Place) -> Iterator[str]:
        labels = self._program.labels.get(place.home, {})
        if place.name in labels:
            yield f"`{place.name}` — {clean(labels[place.name][self._lang])} ({self._labels.thing(place.home)})"
        else:
            yield f"**{clean(place.name)}** — {self._labels.thing(place.home)}"

    def _quotes(self, numbers: list[str]) -> Iterator[str]:
        known = {each.number: each.text for source in self._program.sources for each in source.sentences}
        quotes = [f"> **{number}** {clean(fold(known[number]))}" for number in numbers if number in known]
        if quotes:
            yield "\n>\n".join(quotes)

    def _readings(self, text: str) -> Iterator[str]:
        """`name=option`, of several after commas."""
        for part in text.split(","):
            name, _, option = (each.strip() for each in part.partition("="))
            reading = self._program.readings.get(name)
            if reading:
                labels = [each.label[self._lang] for each in reading.options if each.name == option]
                yield f"`{name}` — {clean(reading.label[self._lang])}: {clean(', '.join(labels))}"
