"""What to start from: a small policy, and a dossier or a scenario to fill in.

The last two are made from the declarations: each key with its sentence, its values and an example. What stands after `# `
explains. A line `#key: value` counts once its `#` is taken away, and is valid then.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from kmopolicy.program.declarations import Argument, Predicate, Type
from kmopolicy.render.terminal.layout import wrap
from kmopolicy.render.words import example
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang

_WIDTH = 92
_MOST_VALUES = 40


def dossier(labels: Labels, command: str) -> str:
    """A dossier that can be decided as it stands; `command` does so."""
    return _text(_Starter(labels).dossier(command))


def scenario(labels: Labels, command: str, outcomes: Mapping[str, str]) -> str:
    """The same with what it is expected to give, by subject."""
    return _text(_Starter(labels).scenario(command, outcomes))


def policy(lang: Lang) -> dict[str, str]:
    """The files of a small policy that explains itself, by their path within its folder."""
    return dict(_files(files(__package__).joinpath("start", lang), ""))


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            yield from _files(each, f"{path}{each.name}/")
        else:
            yield f"{path}{each.name}", each.read_text(encoding="utf-8")


def _text(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


class _Starter:
    def __init__(self, labels: Labels) -> None:
        self._labels = labels
        self._lang = labels.lang
        self._program = labels.program
        self._subjects = [cases.subject_type for cases in self._program.outcomes.values()]

    def dossier(self, command: str) -> Iterator[str]:
        yield from self._head("new dossier", "new decide", command)
        yield from self._body()

    def scenario(self, command: str, outcomes: Mapping[str, str]) -> Iterator[str]:
        yield from self._head("new scenario", "new test", command)
        yield from self._body()
        yield ""
        yield from self._expect(outcomes)

    def _head(self, what: str, how: str, command: str) -> Iterator[str]:
        title = capitalised(clean(self._program.title[self._lang]), self._lang)
        yield from self._said(what, title=title)
        yield "#"
        yield from self._said("new filling")
        if not all(map(self._is_used, self._sections)):
            yield from self._said("new part")
        yield from self._said(how, command=command)
        judged = [each for each in self._inputs if self._program.types[each.arguments[-1].type].judged]
        if judged:
            yield "#"
            yield from self._said("new judged")
            yield from (f"#     {line}" for line in example.judged(judged[0], self._program))

    def _body(self) -> Iterator[str]:
        for predicate in self._inputs:
            if predicate.today:
                yield ""
                yield from self._comment(self._sentence(predicate))
                yield from self._said("new date", things=self._labels.things(predicate.arguments[0].type))
                yield f"{predicate.name}: {example.value(predicate, self._program)}"
        for kind in self._sections:
            yield ""
            yield from self._about(kind)
            lines = self._things(kind)
            yield from lines if self._is_used(kind) else (line and f"#{line}" for line in lines)

    def _expect(self, outcomes: Mapping[str, str]) -> Iterator[str]:
        yield from self._said("new expect")
        for cases in self._program.outcomes.values():
            if cases.subject_type in self._filled:
                yield from self._values(self._program.predicates[cases.name].arguments[-1], cases.name)
        for number in [each.number for source in self._program.sources for each in source.sentences][:1]:
            yield from self._said("new sentence", number=number)
        yield "expect:"
        yield from (f"  {subject}: {{outcome: {outcome}}}" for subject, outcome in outcomes.items())

    @cached_property
    def _inputs(self) -> list[Predicate]:
        return [each for each in self._program.predicates.values() if each.role == "input"]

    @cached_property
    def _filled(self) -> set[str]:
        """The types of which one stands there with facts: what is decided first, and what it cannot do without."""
        entities = [kind.name for kind in self._program.types.values() if kind.kind == "entity"]
        decided = [name for name in entities if name in self._subjects]
        found = (decided or entities)[:1]
        for name in found:
            found += [each for each in self._needed(name) if each in entities and each not in found]
        return set(found)

    def _needed(self, name: str) -> Iterator[str]:
        for predicate in self._facts_about(name):
            if predicate.cardinality == "exactly one":
                yield from (argument.type for argument in predicate.arguments[1:])

    def _facts_about(self, name: str) -> list[Predicate]:
        """What may be said of such a thing: what it is called and what must be said first."""
        found = [each for each in self._inputs if each.arguments[0].type == name]
        return sorted(found, key=lambda each: (not each.label, each.cardinality != "exactly one"))

    @property
    def _sections(self) -> list[Type]:
        return [kind for kind in self._program.types.values() if kind.section]

    def _is_used(self, kind: Type) -> bool:
        """Whether its section is in use; one with a decision or a value of its own would say something of itself."""
        return kind.name in self._filled or (kind.kind == "entity" and kind.name not in self._subjects)

    def _about(self, kind: Type) -> Iterator[str]:
        things = capitalised(self._labels.things(kind.name), self._lang)
        if kind.kind == "entity":
            yield from self._said("new entities", things=things, name=example.name_of(kind))
        else:
            yield from self._said("new constants", things=things)

    def _things(self, kind: Type) -> Iterator[str]:
        yield f"{kind.section}:"
        yield f"  {example.name_of(kind) if kind.kind == 'entity' else word('new name', self._lang)}:"
        filled = kind.name in self._filled or not self._is_used(kind)
        facts = [list(self._fact(each, filled=filled)) for each in self._facts_about(kind.name)]
        for place, lines in enumerate(facts if kind.kind == "entity" else [['label: "…"'], *facts]):
            yield from ([""] if place else [])
            yield from (f"    {line}" for line in lines)

    def _fact(self, predicate: Predicate, *, filled: bool) -> Iterator[str]:
        yield from self._comment(self._sentence(predicate))
        for argument in predicate.arguments[1:]:
            yield from self._values(argument, predicate.name)
        needed = predicate.cardinality == "exactly one"
        if predicate.open or needed:
            yield from self._said("new needed" if needed else "new open")
        used = filled and (needed or predicate.label)
        yield f"{'' if used else '#'}{predicate.name}: {example.value(predicate, self._program)}"

    def _values(self, argument: Argument, predicate: str) -> Iterator[str]:
        """What an argument may be: one of the values of its type, or the name of something that is in the dossier."""
        kind = self._program.types[argument.type]
        values = [_value(name, clean(label[self._lang])) for name, label in self._program.labels[kind.name].items()]
        if kind.kind == "entity":
            thing = capitalised(self._labels.thing(kind.name), self._lang)
            yield from self._said("new reference", thing=thing, section=kind.section)
        elif len(values) > _MOST_VALUES:
            things = capitalised(self._labels.things(kind.name), self._lang)
            yield from self._said("new many values", things=things, count=len(values), predicate=predicate)
        elif values:
            things = capitalised(self._labels.things(kind.name), self._lang)
            yield from self._said("new values", things=things, values=", ".join(values))

    def _sentence(self, predicate: Predicate) -> str:
        said = capitalised(self._labels.statement(predicate.name), self._lang)
        return said if said.endswith("…") else f"{said}."

    def _said(self, key: str, **places: str | int) -> Iterator[str]:
        return self._comment(word(key, self._lang, **places))

    def _comment(self, text: str) -> Iterator[str]:
        return (f"# {line}" for line in wrap(clean(text), _WIDTH))


def _value(name: str, label: str) -> str:
    """A value by its name, and by its label where that says more."""
    return name if label.replace(" ", "_") == name else f"{name} ({label})"
