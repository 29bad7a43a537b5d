"""The plan as a program for clingo or Soufflé: the same rules, with the same text, citations and quotes above each.

A date is a number such as 20240301 there, which sorts as dates do and from which a year is one division. Names keep what they
are where these languages allow it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from kmopolicy.bulk.plan import (
    AntiJoin,
    Column,
    Join,
    Node,
    One,
    Part,
    Plan,
    Project,
    Rows,
    Scan,
    Select,
    Today,
    View,
    Year,
)
from kmopolicy.engines.asp import name_of, value
from kmopolicy.program.terms import Const, Term, Value, Var

TODAY = "today"
_SYMBOLS = {"text": "symbol", "date": "number", "year": "number"}


class Tongue(NamedTuple):
    """What differs between the two."""

    comment: str
    negation: str
    words: frozenset[str] = frozenset()
    """Words that can be no name of a relation or a column."""


CLINGO = Tongue("%", "not ", frozenset(("not",)))
SOUFFLE = Tongue(
    "//",
    "!",
    frozenset(
        re.findall(
            r"\w+",
            """as autoinc band bnot bor brie bshl bshr bshru btree btree_delete bxor cat choice contains count debug_delta eqrel
            false float functor init inline input land lnot lor lxor magic match max mean min nil no_inline no_magic number
            ord output overridable override plan printsize range record recursive_iteration_cnt stateful strlen substr sum
            symbol to_float to_number to_string to_unsigned true type unsigned""",
        )
    ),
)


def name_in(tongue: Tongue, text: str) -> str:
    """A name as the language takes it; a capital X stands in no name but to spell something out, or here."""
    name = name_of(text)
    return f"{name}X" if name in tongue.words else name


def script(plan: Plan, tongue: Tongue) -> Iterator[str]:
    """The whole plan as a program, in pieces."""
    writer = _Writer(plan, tongue)
    yield from writer.front()
    for view in plan.views:
        yield from writer.view(view)
    yield from writer.back()


class _Writer:
    def __init__(self, plan: Plan, tongue: Tongue) -> None:
        self._plan = plan
        self._tongue = tongue
        self._columns = {each.name: each.columns for each in plan.relations}
        self._asks_today = any(_asks_today(part) for view in plan.views for part in view.parts)

    @property
    def _declares(self) -> bool:
        return self._tongue is SOUFFLE

    def front(self) -> Iterator[str]:
        """What the program is, and what facts it takes."""
        yield self._comment(self._plan.title.nl)
        yield self._comment(f"policy {self._plan.digest}")
        yield from (self._comment(f"reading {name} = {option}") for name, option in self._plan.readings.items())
        yield self._comment("Een datum is een getal / a date is a number: 20240301")
        if self._asks_today:
            yield self._comment("today(Date): de peildatum / the reference date")
        for table in self._plan.tables:
            arguments = ", ".join(each.name for each in table.columns)
            yield (
                self._declared(table.name, table.columns, "input")
                if self._declares
                else (self._comment(f"input {table.name}({arguments})"))
            )
        if self._declares and self._asks_today:
            yield self._declared(TODAY, (Column("date", "date"),), "input")

    def view(self, view: View) -> Iterator[str]:
        """The rules of a relation."""
        about = view.about.nl
        yield "\n" + self._comment(f"{view.name}: {about}" if about else view.name)
        if self._declares:
            yield self._declared(view.name, view.columns)
            if all(isinstance(part.body, Rows) and not part.body.rows for part in view.parts):
                yield self._empty(view)
        for part in view.parts:
            yield from self._stem(part)
            yield from self._part(view, part)

    def _empty(self, view: View) -> str:
        """A rule that never holds: Soufflé warns of a relation that has none at all."""
        terms = ('""' if _SYMBOLS[each.kind] == "symbol" else "0" for each in view.columns)
        return f"{self._name(view.name)}({', '.join(terms)}) :- 0 = 1.\n"

    def back(self) -> Iterator[str]:
        """What is asked of it."""
        yield "\n"
        for outcome in self._plan.outcomes:
            for name in (outcome.decisions, outcome.grounds):
                arity = len(self._columns[name])
                written = self._name(name)
                yield f".output {written}\n" if self._declares else f"#show {written}/{arity}.\n"

    def _stem(self, part: Part) -> Iterator[str]:
        if part.stem.rule:
            yield self._comment(f"rule {part.stem.rule}")
        yield from (self._comment(line) for line in part.stem.text.splitlines())
        yield from (self._comment(f"{sentence}: “{quote}”") for sentence, quote in part.stem.citations)

    def _part(self, view: View, part: Part) -> Iterator[str]:
        if isinstance(part.body, Rows):
            for row in part.body.rows:
                yield f"{self._name(view.name)}({', '.join(map(self._value, row))}).\n"
            return
        for numbers, sentence in self._sentences(part.body):
            body = [*self._body(part.body.source, numbers), *self._tests(numbers, sentence)]
            kinds = self._kinds(part.body.source)
            terms = [self._told(term, each, kinds) for term, each in zip(part.body.terms, view.columns, strict=False)]
            terms += [self._value(part.body.rule), self._term(sentence)] if sentence is not None else []
            head = f"{self._name(view.name)}({', '.join(terms)})"
            yield f"{head} :- {', '.join(body)}.\n" if body else f"{head}.\n"

    def _kinds(self, node: Node) -> dict[str, str]:
        """What kind of value each variable stands for."""
        scans, _ = _split(node)
        return {
            term.name: column.kind
            for scan in scans
            for term, column in zip(scan.terms, self._columns[scan.relation], strict=True)
            if isinstance(term, Var)
        }

    def _told(self, term: Term, column: Column, kinds: Mapping[str, str]) -> str:
        """A term as a column takes it: a number where a text is asked is made one in Soufflé, which knows types."""
        number = isinstance(term, Var) and kinds.get(term.name, column.kind) != "text"
        text = self._term(term)
        return f"to_string({text})" if self._declares and number and column.kind == "text" else text

    def _sentences(self, body: Project) -> Iterator[tuple[Sequence[int], Term | None]]:
        """The ways to find the sentence: the first row that has a number, else the rule's own."""
        if body.sentence is None:
            yield (), None
            return
        rows = body.sentence.rows
        for at in range(len(rows)):
            yield rows[: at + 1], Var(f"N#{rows[at]}")
        yield rows, Const(body.sentence.own or "")

    def _tests(self, numbers: Sequence[int], sentence: Term | None) -> Iterator[str]:
        for place in numbers:
            number = Var(f"N#{place}")
            yield f'{self._term(number)} {"!=" if number == sentence else "="} ""'

    def _body(self, node: Node, numbers: Sequence[int]) -> Iterator[str]:
        scans, others = _split(node)
        for place, scan in enumerate(scans):
            terms = (*scan.terms[:-1], Var(f"N#{place}")) if place in numbers else scan.terms
            yield self._atom(scan.relation, terms)
        for other in others:
            match other:
                case Year(date=day, year=year):
                    yield f"{self._term(year)} = {self._term(day)} / 10000"
                case Select(comparison=found):
                    yield f"{self._term(found.left)} {found.op} {self._term(found.right)}"
                case Today(column=column, day=None):
                    yield self._atom(TODAY, (Var(column),))
                case Today(column=column, day=day):
                    yield f"{self._term(Var(column))} = {self._value(day)}"
                case AntiJoin(right=right):
                    yield self._tongue.negation + self._atom(right.relation, right.terms)

    def _atom(self, relation: str, terms: Sequence[Term]) -> str:
        return f"{self._name(relation)}({', '.join(map(self._term, terms))})"

    def _term(self, term: Term) -> str:
        if not isinstance(term, Var):
            return self._value(term.value)
        return "_" if term.anonymous else "V" + name_of(term.name)

    def _value(self, found: Value | None) -> str:
        if isinstance(found, date):
            return str(found.year * 10_000 + found.month * 100 + found.day)
        return value(found or "") if isinstance(found, str | None) else str(found)

    def _name(self, text: str) -> str:
        return name_in(self._tongue, text)

    def _declared(self, name: str, columns: Sequence[Column], role: str = "") -> str:
        arguments = ", ".join(f"{self._name(each.name)}: {_SYMBOLS[each.kind]}" for each in columns)
        written = self._name(name)
        return f".decl {written}({arguments})\n" + (f".{role} {written}\n" if role else "")

    def _comment(self, text: str) -> str:
        """A text as comment lines. A backslash at the end of a line would join the next one to it in Soufflé."""
        lines = ["".join(letter if letter.isprintable() else " " for letter in line) for line in text.splitlines()]
        told = (f"{self._tongue.comment} {line}".rstrip() for line in lines or [""])
        return "".join(line + (" ." if line.endswith(("\\", "??/")) else "") + "\n" for line in told)


def _split(node: Node) -> tuple[list[Scan], list[Node]]:
    """The scans of a part, and what is asked of them, in order."""
    match node:
        case One():
            return [], []
        case Scan():
            return [node], []
        case Join(left=left, right=right):
            scans, others = _split(left)
            return [*scans, right], others
        case AntiJoin(left=source) | Select(source=source) | Year(source=source) | Today(source=source):
            scans, others = _split(source)
            return scans, [*others, node]


def _asks_today(part: Part) -> bool:
    others = _split(part.body.source)[1] if isinstance(part.body, Project) else []
    return any(isinstance(other, Today) and other.day is None for other in others)


TONGUES: Mapping[str, Tongue] = {"clingo": CLINGO, "souffle": SOUFFLE}
