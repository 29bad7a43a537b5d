"""The plan as SQL of a dialect: one table for each relation, with the rule, its citation and its quote above each part.

They are tables for the session and not views, because databases write out a view wherever it is asked: with views upon views
upon views the plan of one question would never be finished.

Statements are built as trees and written by sqlglot, so that a name or a text of a policy is never read as SQL. Comments are
written line by line, so that no text can end one.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlglot import ErrorLevel, exp

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
    Table,
    Today,
    View,
    Year,
)
from kmopolicy.program.terms import Comparison, Term, Value, Var

Columns = Mapping[str, tuple[Column, ...]]
_COMPARED: Mapping[str, Any] = {"=": exp.EQ, "!=": exp.NEQ, "<": exp.LT, "<=": exp.LTE, ">": exp.GT, ">=": exp.GTE}
_TYPES = {"text": "TEXT", "date": "DATE", "year": "INT"}


class Speech(NamedTuple):
    """How a dialect says what sqlglot leaves to us. `dates`: it has dates; else a date is a text that sorts as one."""

    dialect: str
    dates: bool = True
    longest: int = 0
    """How many bytes of a name it looks at; 0 for as many as there are."""
    capitals: bool = False
    """Whether names that differ in capitals alone are two names."""
    makes: str = "CREATE TEMPORARY TABLE"
    """What makes a table that lasts as long as the session."""
    named_rows: bool = True
    """Whether constant rows can be given names for their columns; else they are called column1, column2, ..."""


DIALECTS: Mapping[str, Speech] = {
    "duckdb": Speech("duckdb"),
    "postgres": Speech("postgres", longest=63, capitals=True),
    "spark": Speech("spark", makes="CACHE TABLE"),
    "sqlite": Speech("sqlite", dates=False, named_rows=False),
}


def script(plan: Plan, speech: Speech) -> Iterator[str]:
    """The whole plan as a script that makes its relations, in pieces."""
    yield from _front(plan)
    known = columns_of(plan)
    for view in plan.views:
        yield "\n" + "".join(_comment(line) for line in _told(view))
        yield f"{speech.makes} {name(view.name).sql(speech.dialect)} AS\n{_body(view, known, speech)};\n"


def columns_of(plan: Plan) -> dict[str, tuple[Column, ...]]:
    """The columns of every relation."""
    return {each.name: each.columns for each in plan.relations}


def select(view: View, known: Columns, speech: Speech) -> exp.Query:
    """The rows of a view as one query."""
    parts = [_Part(part, view, known, speech).query() for part in view.parts]
    if len(parts) == 1:
        return parts[0].distinct() if view.distinct and isinstance(view.parts[0].body, Project) else parts[0]
    union: exp.Query = parts[0]
    for part in parts[1:]:
        union = exp.union(union, part, distinct=view.distinct, copy=False)
    return union


def name(text: str) -> exp.Identifier:
    """A name, always between quotation marks, so that it is no word of the language."""
    return exp.to_identifier(text, quoted=True)


def column(text: str, table: str = "") -> exp.Column:
    """A column of a table."""
    return exp.Column(this=name(text), table=name(table) if table else None)


def constant(value: Value | None, speech: Speech) -> exp.Expression:
    """A constant."""
    if value is None:
        return exp.null()
    if isinstance(value, date):
        text = exp.Literal.string(value.isoformat())
        return exp.cast(text, "DATE") if speech.dates else text
    return exp.Literal.number(value) if isinstance(value, int) else exp.Literal.string(value)


def _body(view: View, known: Columns, speech: Speech) -> str:
    """The parts of a view, each under the rule that it stems from."""
    several = len(view.parts) > 1
    glue = "UNION\n" if view.distinct else "UNION ALL\n"
    written = []
    for part in view.parts:
        query = _Part(part, view, known, speech).query()
        if view.distinct and not several and isinstance(part.body, Project):
            query = query.distinct()
        above = "".join(_comment(line) for line in _stem(part))
        written.append(
            above + query.sql(speech.dialect, pretty=True, comments=False, unsupported_level=ErrorLevel.RAISE) + "\n"
        )
    return glue.join(written).rstrip("\n")


class _Part:
    """Turns one part into a query: its scans side by side, everything else as conditions on them."""

    def __init__(self, part: Part, view: View, known: Columns, speech: Speech) -> None:
        self._columns = view.columns
        self._known = known
        self._speech = speech
        self._body = part.body
        self._bound: dict[str, exp.Expression] = {}
        self._kinds: dict[str, str] = {}
        self._scans: list[tuple[Scan, str]] = []
        self._where: list[exp.Expression] = []

    def query(self) -> exp.Select:
        """The query of the part."""
        if isinstance(self._body, Rows):
            return self._rows(self._body)
        self._walk(self._body.source)
        told = (self._as(term, each) for term, each in zip(self._body.terms, self._columns, strict=False))
        terms = [*told, *self._told(self._body)]
        chosen = [
            exp.alias_(term, name(each.name), copy=False) for term, each in zip(terms, self._columns, strict=True)
        ]
        found = exp.select(*chosen, copy=False)
        for scan, alias in self._scans:
            table = exp.alias_(exp.Table(this=name(scan.relation)), alias, table=True, copy=False)
            found = (
                found.join(table, join_type="CROSS", copy=False)
                if found.args.get("from_")
                else (found.from_(table, copy=False))
            )
        return found.where(*self._where, copy=False) if self._where else found

    def _as(self, term: Term, where: Column) -> exp.Expression:
        """A term as a column takes it: a date or a year where a text is asked becomes one."""
        found = self._term(term)
        if isinstance(term, Var) and where.kind == "text" and self._kinds.get(term.name, "text") != "text":
            return exp.cast(found, "TEXT")
        return found

    def _told(self, body: Project) -> Iterator[exp.Expression]:
        """The rule and the sentence, where they are asked for."""
        if body.sentence is not None:
            yield constant(body.rule, self._speech)
            numbers: list[exp.Expression] = [self._number(place) for place in body.sentence.rows]
            own = constant(body.sentence.own or "", self._speech)
            yield exp.Coalesce(this=numbers[0], expressions=[*numbers[1:], own]) if numbers else own

    def _number(self, place: int) -> exp.Expression:
        scan, alias = self._scans[place]
        return column(self._known[scan.relation][-1].name, alias)

    def _walk(self, node: Node) -> None:
        match node:
            case One():
                return
            case Scan():
                self._scan(node)
            case Join(left=left, right=right):
                self._walk(left)
                self._scan(right)
            case Select(source=source, comparison=comparison):
                self._walk(source)
                self._where.append(self._compared(comparison))
            case Year(source=source, date=day, year=year):
                self._walk(source)
                self._year(self._term(day), year)
            case Today(source=source, column=text, day=day):
                self._walk(source)
                self._bound[text] = constant(day, self._speech) if day else exp.CurrentDate()
            case AntiJoin(left=left, right=right):
                self._walk(left)
                self._without(right)

    def _scan(self, scan: Scan) -> None:
        alias = f"t{len(self._scans) + 1}"
        self._scans.append((scan, alias))
        self._where += self._agreeing(scan, alias, self._bound)

    def _without(self, scan: Scan) -> None:
        """Variables of its own agree only with themselves: what it says binds nothing outside."""
        alias = f"n{len(self._where) + 1}"
        agreeing = self._agreeing(scan, alias, dict(self._bound))
        inner = exp.select("1", copy=False).from_(
            exp.alias_(exp.Table(this=name(scan.relation)), alias, table=True, copy=False), copy=False
        )
        inner = inner.where(*agreeing, copy=False) if agreeing else inner
        self._where.append(exp.Not(this=exp.Exists(this=inner)))

    def _agreeing(self, scan: Scan, alias: str, bound: dict[str, exp.Expression]) -> list[exp.Expression]:
        """The conditions under which a row agrees with the terms; a variable that is not bound yet is bound to it."""
        conditions: list[exp.Expression] = []
        for term, each in zip(scan.terms, self._known[scan.relation], strict=True):
            here = column(each.name, alias)
            if not isinstance(term, Var):
                conditions.append(exp.EQ(this=here, expression=constant(term.value, self._speech)))
            elif not term.anonymous:
                self._kinds.setdefault(term.name, each.kind)
                if bound.setdefault(term.name, here) is not here:
                    conditions.append(exp.EQ(this=here, expression=bound[term.name].copy()))
        return conditions

    def _year(self, day: exp.Expression, year: Term) -> None:
        if self._speech.dates:
            found: exp.Expression = exp.cast(exp.Extract(this=exp.var("YEAR"), expression=day), "INT")
        else:
            first = exp.Substring(this=day, start=exp.Literal.number(1), length=exp.Literal.number(4))
            found = exp.cast(first, "INT")
        if isinstance(year, Var) and year.name not in self._bound:
            self._bound[year.name] = found
        else:
            self._where.append(exp.EQ(this=found, expression=self._term(year)))

    def _compared(self, comparison: Comparison) -> exp.Expression:
        compared: exp.Expression = _COMPARED[comparison.op](
            this=self._term(comparison.left), expression=self._term(comparison.right)
        )
        return compared

    def _term(self, term: Term) -> exp.Expression:
        return self._bound[term.name].copy() if isinstance(term, Var) else constant(term.value, self._speech)

    def _rows(self, body: Rows) -> exp.Select:
        """Constant rows; where there are none, a query without rows that has the columns all the same."""
        if not body.rows:
            nothing = [
                exp.alias_(exp.cast(exp.null(), _TYPES[each.kind]), name(each.name), copy=False)
                for each in self._columns
            ]
            return exp.select(*nothing, copy=False).where(exp.false(), copy=False)
        tuples = [
            exp.Tuple(expressions=[self._cell(*each) for each in zip(row, self._columns, strict=True)])
            for row in body.rows
        ]
        names = [name(each.name) for each in self._columns]
        given = names if self._speech.named_rows else [name(f"column{at}") for at in range(1, len(names) + 1)]
        alias = exp.TableAlias(this=name("rows"), columns=names if self._speech.named_rows else None)
        chosen = [
            exp.Column(this=one) if self._speech.named_rows else exp.alias_(exp.Column(this=one), other, copy=False)
            for one, other in zip(given, names, strict=True)
        ]
        return exp.select(*chosen, copy=False).from_(exp.Values(expressions=tuples, alias=alias), copy=False)

    def _cell(self, value: Value | None, where: Column) -> exp.Expression:
        return exp.cast(exp.null(), _TYPES[where.kind]) if value is None else constant(value, self._speech)


def _front(plan: Plan) -> Iterator[str]:
    """What the script is, and the tables that it reads."""
    yield _comment(plan.title.nl)
    yield _comment(f"policy {plan.digest}")
    for reading, option in plan.readings.items():
        yield _comment(f"reading {reading} = {option}")
    yield "--\n"
    yield _comment("Tabellen die dit leest / tables that this reads:")
    yield from (_comment(f"  {_signature(table)}") for table in plan.tables)
    yield "--\n"
    yield _comment("Uitkomsten en hun gronden / outcomes and their grounds:")
    yield from (_comment(f"  {outcome.decisions}, {outcome.grounds}") for outcome in plan.outcomes)


def _signature(table: Table) -> str:
    return f"{table.name}({', '.join(f'{each.name} {_TYPES[each.kind]}' for each in table.columns)})"


def _told(view: View) -> Iterator[str]:
    """What a view is, in words."""
    yield view.name
    for text in dict.fromkeys((view.about.nl, view.about.en)):
        if text:
            yield f"  {text}"


def _stem(part: Part) -> Iterator[str]:
    """The rule of a part with what it cites."""
    if part.stem.rule:
        yield f"rule {part.stem.rule}"
    yield from part.stem.text.splitlines()
    yield from (f"{sentence}: “{quote}”" for sentence, quote in part.stem.citations)


def _comment(text: str) -> str:
    """A text as comment lines: a line end of any kind, or anything that steers a terminal, never ends one."""
    lines = ["".join(letter if letter.isprintable() else " " for letter in line) for line in text.splitlines()]
    return "".join(f"-- {line}".rstrip() + "\n" for line in lines or [""])
