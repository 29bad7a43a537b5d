"""The vocabulary as one Markdown page, both languages side by side, made from the declarations and never by hand."""

from collections.abc import Iterable, Iterator, Sequence

from kmopolicy.program.declarations import Argument, Predicate, Reading, Sentence, Type
from kmopolicy.program.program import Program
from kmopolicy.render.formats.markdown import escaped
from kmopolicy.render.terminal.vocabulary import cited, groups, manner, signature
from kmopolicy.render.words import example
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized

_LANGS: tuple[Lang, Lang] = ("nl", "en")
_NAMES = ("Nederlands", "English")
_REGISTER = ".csv"


def render(program: Program, only: Predicate | None = None) -> str:
    """The page; with `only`, what it says of one predicate and of the values that may stand in it."""
    return "\n".join(_Page(program, only).lines()) + "\n"


class _Page:
    def __init__(self, program: Program, only: Predicate | None) -> None:
        self._program = program
        self._only = only
        self._labels = [Labels(program, lang) for lang in _LANGS]

    def lines(self) -> Iterator[str]:
        yield from (f"# {_text(self._program.title)}", "", f"{_words('made from')}.")
        for (dutch, found), (english, _) in zip(
            *(groups(self._program, labels) for labels in self._labels), strict=True
        ):
            told = [line for each in found if self._only in (None, each) for line in self._predicate(each)]
            yield from _headed(_pair(dutch, english), told)
        if self._only is None:
            yield from _headed(_words("all readings"), self._readings())
        yield from _headed(_words("all values"), self._values())

    def _predicate(self, predicate: Predicate) -> Iterator[str]:
        yield from ("", f"### `{signature(predicate)}`", "")
        yield _pair(*(capitalised("; ".join(manner(predicate, labels)), labels.lang) for labels in self._labels)) + "."
        yield from ("", *_table(_NAMES, map(_sentence, predicate.sentences)))
        yield from ("", f"{', '.join(map(self._argument, predicate.arguments))}.{_numbers(predicate, self._program)}")
        stated = list(example.lines(predicate, self._program)) if predicate.role == "input" else []
        if stated:
            yield from ("", f"`{stated[2].strip()}`")  # below its section and its entity

    def _argument(self, argument: Argument) -> str:
        declared = self._program.types[argument.type]
        if declared.kind == "closed":
            return f"`{argument.name}`: [{self._things(declared)}](#{declared.name.lower()})"
        return f"`{argument.name}`: {_text(declared.label)}"

    def _readings(self) -> Iterator[str]:
        for reading in self._program.readings.values():
            yield from ("", f"### `{reading.name}`", "", f"{_text(reading.label)} ({', '.join(reading.sentences)})")
            yield from ("", *_table(("option", *_NAMES), _options(reading)))

    def _values(self) -> Iterator[str]:
        named = (self._only,) if self._only else self._program.predicates.values()
        used = {argument.type for predicate in named for argument in predicate.arguments}
        for declared in self._program.types.values():
            if declared.kind == "closed" and declared.name in used:
                yield from ("", f"### {declared.name}", "", f"{self._things(declared)}.", *_constants(declared))

    def _things(self, declared: Type) -> str:
        return _pair(*(labels.things(declared.name) for labels in self._labels))


def _numbers(predicate: Predicate, program: Program) -> str:
    """The sentences of the source that it comes from."""
    found = ", ".join(number for number, _ in cited(predicate, program))
    return f" {_words('sources')}: {found}." if found else ""


def _headed(heading: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield from ("", f"## {heading}", *told)


def _sentence(sentence: Sentence) -> list[str]:
    value = f" (`{sentence.value}`)" if sentence.value else ""
    return [told + value for told in _columns(sentence.text)]


def _options(reading: Reading) -> Iterator[list[str]]:
    for option in reading.options:
        default = f" ({_words('default').lower()})" if option.name == reading.default else ""
        yield [f"`{option.name}`{default}", *_columns(option.label)]


def _constants(declared: Type) -> Iterator[str]:
    """The constants in a table; those of a register, which are many, by its name."""
    if declared.section:
        yield f"{_words('more values', section=declared.section)}."
    registers = dict.fromkeys(each.span.file for each in declared.constants if each.span.file.endswith(_REGISTER))
    if registers:
        yield f"{len(declared.constants)}: {', '.join(f'`{file}`' for file in registers)}."
    elif declared.constants:
        rows = ([f"`{each.name}`", *_columns(each.label)] for each in declared.constants)
        yield from ("", *_table(("constant", *_NAMES), rows))


def _columns(text: Localized) -> list[str]:
    return [escaped(clean(text[lang])) for lang in _LANGS]


def _text(text: Localized) -> str:
    return " · ".join(_columns(text))


def _pair(dutch: str, english: str) -> str:
    return _text(Localized(dutch, english))


def _words(key: str, **places: str) -> str:
    return " · ".join(capitalised(word(key, lang, **places), lang) for lang in _LANGS)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
