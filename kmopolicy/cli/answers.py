"""What someone typed in answer to a question, understood: by number, by name, by label; or why it is not understood."""

from collections.abc import Iterator, Sequence
from datetime import date

from kmopolicy.facts.days import iso_date, wrong_date
from kmopolicy.facts.model import GroundAtom
from kmopolicy.program.near import nearest
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.questions.asking.ask import Question
from kmopolicy.render.terminal.prompt import Option
from kmopolicy.render.words.fixed import word
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.localized import Lang

NOTHING = ("0", "geen", "none")
_LONGEST = 200
"""Characters of an id or a text."""


class Misunderstood(Exception):  # noqa: N818  # nothing is wrong but what was typed
    """What was typed is no answer; the message says why."""


class Answering:
    """Understands the answers to one question."""

    def __init__(self, program: Program, lang: Lang, question: Question, options: Sequence[Sequence[Option]]) -> None:
        """`options`: for each argument that is asked for the values to choose from, where there is a list of them."""
        self._program = program
        self._lang = lang
        self._question = question
        self._places = [place for place, want in enumerate(question.pattern) if want is None]
        self._options = options

    def understood(self, typed: str) -> tuple[tuple[Option, ...], ...]:
        """The answers, each with a value for every argument that is asked for; none where nothing holds."""
        if typed.casefold() in NOTHING and not self._question.group.free.predicate.open:
            return self._none()
        if not self._places:
            return self._yes_or_no(typed)
        parts = typed.split(",") if self._question.group.several else [typed]
        found = tuple(self._answer(part.strip()) for part in parts if part.strip())
        keys = [tuple(option.value for option in (each[:-1] if self._question.judged else each)) for each in found]
        if len(set(keys)) < len(keys):
            raise Misunderstood(word("said twice", self._lang))
        return found

    def atoms(self, answers: Sequence[Sequence[Value]]) -> tuple[GroundAtom, ...]:
        """What the answers state."""
        return tuple(self._atom(values) for values in answers)

    def _atom(self, values: Sequence[Value]) -> GroundAtom:
        given = iter(values)
        filled = (next(given) if want is None else want for want in self._question.pattern)
        return GroundAtom(self._question.predicate, tuple(filled))

    def _none(self) -> tuple[tuple[Option, ...], ...]:
        if self._question.group.required:
            raise Misunderstood(word("must be answered", self._lang))
        return ()

    def _yes_or_no(self, typed: str) -> tuple[tuple[Option, ...], ...]:
        said = typed.casefold()
        if said in ("1", "ja", "j", "yes", "y"):
            return ((),)
        if said in ("nee", "n", "no"):
            return self._none()
        raise Misunderstood(word("yes or no", self._lang))

    def _answer(self, typed: str) -> tuple[Option, ...]:
        """One answer; what is said of it stands after it, and may be left out where one value is the usual one."""
        if not self._question.judged:
            return (self._value(0, typed),)
        *words, last = typed.replace("=", " ").replace(":", " ").split()
        said = self._chosen(self._options[-1], last)
        if words and said:
            return self._value(0, " ".join(words)), said
        usual = self._usual()
        if usual is None:
            known = ", ".join(option.label for option in self._options[-1])
            raise Misunderstood(word("say which", self._lang, what=typed, known=known))
        return self._value(0, typed), usual

    def _usual(self) -> Option | None:
        """The value that a bare answer has."""
        declared = self._question.group.free.predicate
        default = self._program.types[declared.arguments[-1].type].default
        return next((option for option in self._options[-1] if option.value == default), None)

    def _value(self, number: int, typed: str) -> Option:
        argument = self._question.group.free.predicate.arguments[self._places[number]]
        kind = self._program.types[argument.type].kind
        if kind == "closed":
            return self._chosen(self._options[number], typed) or self._unknown(typed, self._options[number])
        if kind == "date":
            return Option(self._day(typed), typed)
        if kind == "year":
            return Option(self._year(typed), typed)
        if not typed.isprintable() or len(typed) > _LONGEST:
            raise Misunderstood(word("plain text", self._lang))
        return Option(typed, typed)

    def _chosen(self, options: Sequence[Option], typed: str) -> Option | None:
        """By number, name or label, or by how only one of them starts."""
        said = typed.casefold()
        if typed.isascii() and typed.isdigit():
            return options[int(typed[:9]) - 1] if 0 < int(typed[:9]) <= len(options) else None
        exact = [option for option in options if said in _names(option)]
        starting = [option for option in options if any(name.startswith(said) for name in _names(option))]
        return next(iter(exact or (starting if len(starting) == 1 else ())), None)

    def _unknown(self, typed: str, options: Sequence[Option]) -> Option:
        near = nearest(typed, [name for option in options for name in _names(option)])
        key = "did you mean" if near else "not in the list"
        raise Misunderstood(word(key, self._lang, what=typed[:60], near=near))

    def _day(self, typed: str) -> date:
        day = iso_date(typed)
        if day is None:
            help_key, args = wrong_date(typed)
            found = Diagnostic(catalogue.BAD_DATE, None, {"found": typed[:60], **args}, help_key)
            raise Misunderstood(f"{found.message_in(self._lang)}: {found.help_in(self._lang)}")
        return day

    def _year(self, typed: str) -> int:
        if not (typed.isascii() and typed.isdigit() and len(typed) == 4 and typed[0] != "0"):
            raise Misunderstood(word("four digits", self._lang))
        return int(typed)


def _names(option: Option) -> Iterator[str]:
    yield str(option.value).casefold()
    yield option.label.casefold()
