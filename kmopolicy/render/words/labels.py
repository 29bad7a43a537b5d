"""What people call the things of a policy: labels for constants and types, sentences for predicates."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from kmopolicy.facts.model import Facts, Value
from kmopolicy.program.declarations import Predicate, Sentence
from kmopolicy.program.program import Program
from kmopolicy.render.words.atoms import parts
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.safe import clean
from kmopolicy.text.dates import in_words
from kmopolicy.text.localized import Lang
from kmopolicy.text.places import filled


class Labels:
    """Looks up the words of one program, and of what the facts declare themselves, in one language."""

    def __init__(self, program: Program, lang: Lang, facts: Facts | None = None) -> None:
        self.program = program
        self.lang = lang
        self.facts = facts

    @cached_property
    def _constants(self) -> Mapping[str, Mapping[str, str]]:
        found = {
            name: {constant.name: clean(constant.label[self.lang]) for constant in declared.constants}
            for name, declared in self.program.types.items()
        }
        for name, constants in (self.facts.constants if self.facts else {}).items():
            found.setdefault(name, {}).update({extra.name: clean(extra.label[self.lang]) for extra in constants})
        return found

    def value(self, type_name: str, value: Value) -> str:
        """The label of a value: of a constant its own, of a date its words, of anything else what it is."""
        if isinstance(value, date):
            return in_words(value, self.lang)
        if type_name == "Date":
            return _date_words(str(value), self.lang)
        return self._constants.get(type_name, {}).get(str(value)) or clean(str(value))

    def things(self, type_name: str) -> str:
        """The plural of a type: uitsluitingsgronden."""
        declared = self.program.types[type_name]
        return clean((declared.plural or declared.label)[self.lang])

    def thing(self, type_name: str) -> str:
        """The name of a type: dienst."""
        declared = self.program.types.get(type_name)
        return clean(declared.label[self.lang]) if declared else clean(type_name)

    def spoken(self, predicate: str, values: Sequence[str | None]) -> tuple[str, ...]:
        """The words for an atom's arguments, `…` for one that is left open."""
        arguments = self.program.predicates[predicate].arguments if predicate in self.program.predicates else ()
        given = (*values, *(None,) * (len(arguments) - len(values)))
        return tuple(
            "…" if value is None else self.value(argument.type, value)
            for argument, value in zip(arguments, given, strict=False)
        )

    def statement(self, predicate: str, values: Sequence[str | None] = (), *, negated: bool = False) -> str:
        """The predicate's sentence for these arguments, with `…` where no value is given."""
        return self.filled(predicate, self.spoken(predicate, values), values[-1] if values else None, negated=negated)

    def filled(self, predicate: str, words: Sequence[str], last: str | None, *, negated: bool) -> str:
        """The predicate's sentence for the last argument `last`, with these words in its places."""
        declared = self.program.predicates.get(predicate)
        found = _sentence(declared, last or "", negated=negated) if declared else None
        if declared is None or found is None:
            return clean(predicate)
        places = dict(zip((argument.name for argument in declared.arguments), words, strict=False))
        return filled(found.text[self.lang], places)

    def kind(self, type_name: str, subject: str) -> str:
        """What kind of thing a subject is: by the facts where its kind is one of them (opleiding), else by its type."""
        kinds = (self.value(last, value) for last, value in self._exists_by(type_name, subject, "closed"))
        return next(kinds, "") or self.thing(type_name)

    def concerned(self, type_name: str, subject: str) -> tuple[str, ...]:
        """What a subject exists for, by title and id: the service of an application."""
        return tuple(self.entity(last, str(value)) for last, value in self._exists_by(type_name, subject, "entity"))

    def entity(self, type_name: str, name: str) -> str:
        """An entity by its title, where it has one, with its id."""
        for fact in self.facts.facts if self.facts else ():
            declared = self.program.predicates[fact.predicate]
            if declared.label and fact.values[0] == name and declared.arguments[0].type == type_name:
                return f"‘{clean(str(fact.values[-1]))}’ ({clean(name)})"
        return clean(name)

    def _exists_by(self, type_name: str, subject: str, kind: str) -> Iterator[tuple[str, Value]]:
        """The last arguments, with their types, of the facts by which a subject exists."""
        for fact in self.facts.facts if self.facts else ():
            declared = self.program.predicates.get(fact.predicate)
            if declared and declared.exists and fact.values[0] == subject and declared.arguments[0].type == type_name:
                last = declared.arguments[-1].type
                if self.program.types[last].kind == kind:
                    yield last, fact.values[-1]

    def atom(self, atom: str) -> str:
        """The sentence of an atom that is only known as text."""
        predicate, values = parts(atom)
        return self.statement(predicate, values)

    def alternatives(self, options: Sequence[str], most: int | None = None) -> str:
        """a, b of c; of more than `most` the first of them and how many others."""
        *shown, last = options
        if most is not None and len(options) > most + 1:
            shown, last = list(options[:most]), word("others", self.lang, count=len(options) - most)
        return f"{', '.join(shown)} {word('or', self.lang)} {last}" if shown else last


def _date_words(text: str, lang: Lang) -> str:
    try:
        return in_words(date.fromisoformat(text), lang)
    except ValueError:
        return clean(text)


def _sentence(predicate: Predicate, last: str, *, negated: bool) -> Sentence | None:
    fitting = [sentence for sentence in predicate.sentences if sentence.negated == negated]
    exact = [sentence for sentence in fitting if sentence.value == last]
    return next(iter(exact or [sentence for sentence in fitting if not sentence.value] or fitting), None)
