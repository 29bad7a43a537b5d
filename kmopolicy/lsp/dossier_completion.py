"""What can be filled in at a place in a dossier: sections, facts and values, by the declarations of the policy."""

from collections.abc import Iterator

from kmopolicy.facts.answers import ANSWERS
from kmopolicy.facts.dossier import EXPECT, LABEL
from kmopolicy.facts.expectations import KEYS, OUTCOME, READINGS, SENTENCE
from kmopolicy.facts.nodes import Mapping
from kmopolicy.facts.statements import JUDGED
from kmopolicy.language import tree
from kmopolicy.lsp.dossier import node_of
from kmopolicy.lsp.expected import asked, goal_of
from kmopolicy.lsp.items import Item, once
from kmopolicy.lsp.yaml_at import At, yaml_at
from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.program import Program
from kmopolicy.program.quotes import fold
from kmopolicy.render.words.labels import Labels
from kmopolicy.text.localized import Lang


def dossier_completion(
    lines: list[str], program: Program, line: int, column: int, lang: Lang
) -> tuple[str, tuple[Item, ...]]:
    """The letters that are typed already, and what can come in their place."""
    at = yaml_at(lines, line, column) if 0 < line <= len(lines) else None
    if at is None:
        return "", ()
    others = [text if number != line else "" for number, text in enumerate(lines, 1)]
    found = once(_Offers(program, at, others, lang).items())
    return at.partial, tuple(item for item in found if not at.wants_key or item.label not in at.beside)


class _Offers:
    def __init__(self, program: Program, at: At, lines: list[str], lang: Lang) -> None:
        self._program = program
        self._at = at
        self._lines = lines
        self._labels = Labels(program, lang)
        self._lang = lang
        self._sections = {kind.section: kind for kind in program.types.values() if kind.section}

    def items(self) -> Iterator[Item]:
        path = self._at.path
        if not path:
            yield from self._top()
        elif path[0] == EXPECT:
            yield from self._expected(path[1:])
        elif path[0] in self._sections:
            yield from self._section(self._sections[path[0]], path[1:])

    def _top(self) -> Iterator[Item]:
        for section, kind in self._sections.items():
            yield Item(section, "section", self._labels.things(kind.name), f"{section}:")
        for declared in self._program.predicates.values():
            if declared.today:
                yield self._key(declared)
        yield Item(EXPECT, "section", "", f"{EXPECT}:")

    def _section(self, kind: Type, path: tuple[str, ...]) -> Iterator[Item]:
        if not path:
            for name, label in self._program.labels[kind.name].items() if kind.kind == "closed" else ():
                yield Item(name, "constant", label[self._lang], f"{name}:")
        elif len(path) == 1:
            yield from (self._key(each) for each in self._program.predicates.values() if _about(each, kind))
            if kind.kind == "closed":
                yield Item(LABEL, "key", "", f"{LABEL}: ")
        else:
            declared = self._program.predicates.get(path[1])
            if declared and _about(declared, kind):
                yield from self._stated(declared, path[2:])

    def _key(self, declared: Predicate) -> Item:
        said = self._labels.statement(declared.name)
        snippet = f"{declared.name}: {{$0}}" if declared.arity > 2 else ""
        return Item(declared.name, "predicate", said, f"{declared.name}: ", snippet)

    def _stated(self, declared: Predicate, under: tuple[str, ...]) -> Iterator[Item]:
        """What comes under the key of a predicate: its arguments in order, a verdict with who gave it last."""
        if declared.arity == 1:
            yield Item("true", "constant")
            return
        last = declared.arity - 1
        place = min(len(under) + 1, last)
        kind = self._program.types[declared.arguments[place].type]
        judged = place == last and kind.judged
        if self._at.wants_key and judged:
            yield from (Item(each, "key", "", f"{each}: ") for each in (declared.arguments[-1].name, *JUDGED))
        elif self._at.wants_key and place < last:
            yield from (item._replace(insert=f"{item.label}: ") for item in self._values(kind))
        elif not (judged and under and under[-1] in JUDGED):
            yield from self._values(kind)

    def _values(self, kind: Type) -> Iterator[Item]:
        if kind.kind == "entity":
            yield from (Item(name, "constant", self._labels.thing(kind.name)) for name in self._entities(kind))
        for name, label in self._program.labels[kind.name].items():
            yield Item(name, "constant", label[self._lang])

    def _entities(self, *kinds: Type) -> Iterator[str]:
        """The things that the dossier names, as far as it can be read without the line that is being typed."""
        root = node_of("\n".join(self._lines), "")
        for key, node in root.entries if isinstance(root, Mapping) else ():
            if self._sections.get(key.text) in kinds and isinstance(node, Mapping):
                yield from (name.text for name, _ in node.entries)

    def _expected(self, path: tuple[str, ...]) -> Iterator[Item]:
        """Under `expect`: subjects; under each what is expected; under `readings` the same again per reading."""
        steps = len(path) - 2 if path[1:2] == (READINGS,) and len(path) > 2 else len(path)
        if not path:
            decided = [self._program.types[each.subject_type] for each in self._program.outcomes.values()]
            yield from (Item(name, "key", "", f"{name}: ") for name in self._entities(*decided))
        elif goal := goal_of(path[0]) if "(" in path[0] else None:
            yield from self._goal(goal, path[-1])
        elif steps == 1:
            yield from (Item(each, "key", "", f"{each}: ") for each in KEYS[: 3 if len(path) == 1 else 2])
        else:
            offers = {OUTCOME: self._outcomes, SENTENCE: self._sentences, READINGS: self._readings}
            yield from offers[path[-1]]() if path[-1] in offers else ()

    def _goal(self, goal: tree.AtomNode, last: str) -> Iterator[Item]:
        """Under a goal: its answers, or those beside the readings under which they are others."""
        if last == READINGS and self._at.wants_key:
            yield from self._readings()
        elif self._at.wants_key:
            yield from (Item(each, "key", "", f"{each}: ") for each in (ANSWERS, READINGS))
        else:
            for kind in asked(goal, self._program):
                yield from self._values(self._program.types[kind])

    def _sentences(self) -> Iterator[Item]:
        for source in self._program.sources:
            yield from (Item(each.number, "sentence", fold(each.text)) for each in source.sentences)

    def _readings(self) -> Iterator[Item]:
        for name, reading in self._program.readings.items():
            for option in reading.options:
                choice = f"{name}={option.name}"
                yield Item(choice, "reading", option.label[self._lang], f"{choice}: ")

    def _outcomes(self) -> Iterator[Item]:
        for name, cases in self._program.outcomes.items():
            labels = self._program.labels[self._program.predicates[name].arguments[-1].type]
            for case in cases.cases:
                yield Item(case.value, "constant", labels[case.value][self._lang] if case.value in labels else "")


def _about(declared: Predicate, kind: Type) -> bool:
    return declared.role == "input" and declared.arguments[0].type == kind.name
