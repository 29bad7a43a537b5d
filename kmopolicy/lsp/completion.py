"""What can be filled in at a place in a rule block, by what is being typed there."""

from collections.abc import Iterator

from kmopolicy.language import tree
from kmopolicy.language.slips.words import KEYWORDS
from kmopolicy.lsp.hover import sentences
from kmopolicy.lsp.items import Item, once
from kmopolicy.lsp.typing_at import Typing, atoms, typing_at, variables
from kmopolicy.lsp.view import View
from kmopolicy.program.desk import Desk, localized
from kmopolicy.program.quotes import fold
from kmopolicy.text.localized import Lang
from kmopolicy.text.names import camel

_SHOWN = 80


def completion(view: View, file: str, line: int, column: int, lang: Lang) -> tuple[str, tuple[Item, ...]]:
    """The letters that are typed already, and what can come in their place; nothing outside a rule block."""
    block = view.block(file, line)
    if block is None or view.found is None:
        return "", ()
    lines = block.text.split("\n")[: line - block.line + 1]
    lines[-1] = lines[-1][: column - 1]
    typed = typing_at("\n".join(lines))
    if typed is None:
        return "", ()
    return typed.partial, tuple(once(_Offers(view.found.desk, typed, lang).items()))


class _Offers:
    def __init__(self, desk: Desk, typed: Typing, lang: Lang) -> None:
        self._desk = desk
        self._draft = desk.draft
        self._typed = typed
        self._lang = lang

    def items(self) -> Iterator[Item]:
        """By what is wanted."""
        offers = {
            "statement": self._statements,
            "head": self._heads,
            "literal": self._literals,
            "value": lambda: self._values(self._argument_type()),
            "side": lambda: self._values(self._type_of(self._typed.left)),
            "type": self._types,
            "sentence": self._sentences,
            "reading": self._readings,
            "option": self._options,
            "other": self._other,
        }
        return offers[self._typed.wanted]()

    def _statements(self) -> Iterator[Item]:
        yield from self._heads()
        yield from (Item(word, "keyword") for word in KEYWORDS)

    def _heads(self) -> Iterator[Item]:
        return self._predicates(heads=True)

    def _literals(self) -> Iterator[Item]:
        yield from self._predicates(heads=False)
        yield from self._variables("")
        yield from (Item(word, "keyword") for word in ("not", "reading"))

    def _predicates(self, *, heads: bool) -> Iterator[Item]:
        """The predicates as atoms; only those that rules derive, where a head is wanted."""
        for name, placed in self._draft.predicates.items():
            if not heads or placed.node.role in ("derived", "warning"):
                yield self._atom(name, placed.node.signature, placed.node.texts)
        for name, outcome in self._draft.outcomes.items():
            if not heads:
                yield self._atom(name, outcome.node.signature, outcome.node.texts)

    def _atom(self, name: str, signature: tree.SignatureNode, texts: tree.Texts) -> Item:
        arguments = [camel(each.name.text) for each in signature.arguments]
        places = ", ".join(f"${{{place}:{each}}}" for place, each in enumerate(arguments, 1))
        said = sentences(texts)
        return Item(
            name,
            "predicate",
            said[self._lang],
            f"{name}({', '.join(arguments)})",
            f"{name}({places})",
            said["en" if self._lang == "nl" else "nl"],
        )

    def _argument_type(self) -> str:
        signature = self._draft.signature(self._typed.predicate)
        if self._typed.predicate == "year":
            return "Date"
        arguments = signature.arguments if signature else ()
        return arguments[self._typed.argument].type.text if self._typed.argument < len(arguments) else ""

    def _type_of(self, variable: str) -> str:
        """The type of a variable, by the first atom it stands in."""
        for name, words in atoms(self._typed.words):
            signature = self._draft.signature(name)
            for argument, each in zip(signature.arguments if signature else (), words, strict=False):
                if each == variable:
                    return argument.type.text
        return ""

    def _values(self, type_name: str) -> Iterator[Item]:
        """The variables that fit a type, and its constants."""
        yield from self._variables(type_name)
        for name, constant in self._desk.tables.constants_of(type_name).items() if type_name else ():
            yield Item(name, "constant", constant.label[self._lang])

    def _variables(self, type_name: str) -> Iterator[Item]:
        """Those of the statement, but for what is known to be of another type; and the usual name for one of the type."""
        for name in variables(self._typed.words):
            own = self._type_of(name)
            if not (type_name and own) or self._desk.related(own, type_name):
                yield Item(name, "variable", own)
        signature = self._draft.signature(self._typed.predicate) if type_name else None
        if signature and self._typed.argument < len(signature.arguments):
            yield Item(camel(signature.arguments[self._typed.argument].name.text), "variable", type_name)

    def _types(self) -> Iterator[Item]:
        for name in self._draft.type_names():
            yield Item(name, "type", self._desk.type_label(name)[self._lang])

    def _sentences(self) -> Iterator[Item]:
        for number, text in self._desk.sentences.items():
            whole = fold(text)
            yield Item(number, "sentence", whole if len(whole) <= _SHOWN else whole[: _SHOWN - 1] + "…", "", "", whole)

    def _readings(self) -> Iterator[Item]:
        for name, placed in self._draft.readings.items():
            yield Item(name, "reading", localized(placed.node.texts)[self._lang], f"{name} = ")

    def _options(self) -> Iterator[Item]:
        reading = self._draft.readings.get(self._typed.left)
        for option in reading.node.options if reading else ():
            yield Item(option.name.text, "option", localized(option.texts)[self._lang])

    def _other(self) -> Iterator[Item]:
        """The value of a case, and the words for what a type says of its constants."""
        words = self._typed.words
        if words[0] == "cases" and words[-1] == "case" and len(words) > 1:
            signature = self._draft.signature(words[1])
            yield from self._values(signature.arguments[-1].type.text if signature else "")
        elif words[0] == "type" and words[-1] in ("default", "opposite") and len(words) > 1:
            yield from self._values(words[1])
