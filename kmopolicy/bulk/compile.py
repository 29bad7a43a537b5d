"""Compiles the checked program to a relational plan, under one choice of readings.

It works on the core program, as every engine does, so that cases, readings and negations mean here what they mean there.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from kmopolicy.bulk.names import Names
from kmopolicy.bulk.plan import (
    AntiJoin,
    Column,
    Join,
    Kind,
    Node,
    One,
    Outcome,
    Part,
    Plan,
    Project,
    Rows,
    Scan,
    Select,
    Sentence,
    Stem,
    Table,
    Today,
    View,
    Year,
)
from kmopolicy.engines.core import YEAR_OF, CoreRule, lower
from kmopolicy.engines.otherwise import at_once, by_option, is_by_option, otherwise, plain
from kmopolicy.program.declarations import Predicate, Row
from kmopolicy.program.expand import applies, case_of, exists
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.show import show_atom, show_literal, show_rule, show_type
from kmopolicy.program.terms import Atom, BodyLiteral, Citation, Const, Negative, Positive, Rule, Term, Var
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_NOWHERE = Span("", 0, 0, 0, 0)
_KINDS: Mapping[str, Kind] = {"date": "date", "year": "year"}
_NONE = Localized("")
_HELD = Column("held", "text")
"""The column of what has no arguments."""


def compile_plan(
    program: Program,
    readings: Mapping[str, str],
    day: date | None = None,
    *,
    stated: frozenset[str] | None = None,
    others: bool = False,
) -> Plan:
    """The plan of a program; `day` is the reference date of what has none of its own, None for the day of asking.

    `stated`: the inputs that there are tables of, None for all. An input without a table states nothing; one about no
    entity, for which the policy has rows of its own, is these where there is no table of it. `others`: with the outcomes
    under every other option of each reading as well.
    """
    return _Compiler(program, readings, day, stated, others=others).plan()


def kind_of(program: Program, type_name: str) -> Kind:
    """What kind of value a type has in a table."""
    return _KINDS.get(program.types[type_name].kind, "text")


class _Compiler:
    def __init__(
        self,
        program: Program,
        readings: Mapping[str, str],
        day: date | None,
        stated: frozenset[str] | None,
        *,
        others: bool,
    ) -> None:
        self._program = program
        self._readings = dict(readings)
        self._day = day
        self._inputs = {name: each for name, each in program.predicates.items() if each.role == "input"}
        self._stated = (frozenset(self._inputs) if stated is None else stated) - self._replaced(stated)
        self._names = Names(program)
        self._views: list[View] = []
        self._base: dict[str, str] = {}
        self._columns: dict[str, tuple[Column, ...]] = {}
        self._numbered: dict[str, str] = {}
        """The column with the number of a row's sentence, by the relation that has one."""
        self._by_rule: dict[str, str] = {}
        self._rules = {rule.id: rule for rule in program.rules}
        self._others = otherwise(program, readings) if others else ()

    def _replaced(self, stated: frozenset[str] | None) -> frozenset[str]:
        """Inputs of which the policy's own rows count, since no table is said to stand in their place."""
        return frozenset() if stated is not None else frozenset(self._inputs) & frozenset(self._program.tables)

    def plan(self) -> Plan:
        """The whole plan."""
        self._tables()
        self._entities()
        self._dated()
        self._derived()
        outcomes = tuple(self._outcome(cases) for cases in self._program.outcomes.values())
        tables = tuple(
            Table(name, self._arguments(each)) for name, each in self._inputs.items() if name in self._stated
        )
        views = tuple(self._views)
        return Plan(self._program.title, self._program.digest, self._readings, tables, views, outcomes, self._base)

    def _arguments(self, declared: Predicate) -> tuple[Column, ...]:
        return tuple(Column(each.name, kind_of(self._program, each.type)) for each in declared.arguments)

    def _add(self, name: str, columns: tuple[Column, ...], parts: Iterable[Part], about: Localized, **how: bool) -> str:
        self._views.append(View(name, columns, tuple(parts), about, **how))
        self._columns[name] = columns
        return name

    def _about(self, declared: Predicate) -> Localized:
        return next((each.text for each in declared.sentences if not each.negated and not each.value), _NONE)

    def _tables(self) -> None:
        """The rows that ship with the policy, with the number of the sentence that each rests on; and empty inputs."""
        for name, declared in self._program.predicates.items():
            if name in self._stated:
                self._base[name] = name
                self._columns[name] = self._arguments(declared)
            elif declared.role in ("input", "table"):
                self._base[name] = self._constant(name, declared)

    def _constant(self, name: str, declared: Predicate) -> str:
        rows = self._program.tables.get(name, ())
        columns = self._arguments(declared)
        if any(row.citation for row in rows):
            number = _beside("sentence", columns)
            self._numbered[self._names.of(name)] = number
            columns = (*columns, Column(number, "text"))
        told = tuple((*row.values, *_number(row, len(columns) - declared.arity)) for row in _once(rows))
        part = Part(Rows(told), Stem("", "", ()))
        return self._add(self._names.of(name), columns, (part,), self._about(declared), distinct=False)

    def _entities(self) -> None:
        """Every entity of a type: by the tables that say that it exists, else by any that names it."""
        for name, kind in self._program.types.items():
            if kind.kind != "entity":
                continue
            column = Column(show_type(name), "text")
            saying = [each for each in self._inputs.values() if each.exists and each.arguments[0].type == name]
            places = [(each, 0) for each in saying] or [
                (each, place)
                for each in self._inputs.values()
                for place, argument in enumerate(each.arguments)
                if argument.type == name
            ]
            parts = [self._mention(each, place) for each, place in places if each.name in self._stated]
            empty = Part(Rows(()), Stem("", ""))
            view = self._names.of(exists(name))
            self._base[exists(name)] = self._add(view, (column,), parts or (empty,), kind.plural)

    def _mention(self, declared: Predicate, place: int) -> Part:
        terms = tuple(Var("It") if at == place else Var(f"_{at}") for at in range(declared.arity))
        return Part(Project(Scan(declared.name, terms), (Var("It"),)), Stem("", ""))

    def _dated(self) -> None:
        """A reference date for each entity: its own, else the one that is filled in."""
        for declared in self._program.predicates.values():
            if declared.today:
                every = self._base[exists(declared.arguments[0].type)]
                own, it, day = self._base[declared.name], Var("It"), Var("Day")
                stated = Part(Project(Scan(own, (it, day)), (it, day)), Stem("", ""))
                without = AntiJoin(Scan(every, (it,)), Scan(own, (it, Var("_"))))
                filled = Part(Project(Today(without, "Day", self._day), (it, day)), Stem("", ""))
                name = self._names.free(f"{declared.name}_or_default")
                columns = self._arguments(declared)
                self._base[declared.name] = self._add(name, columns, (stated, filled), self._about(declared))

    def _derived(self) -> None:
        core = lower(self._program, self._readings)
        told = at_once(self._program, self._others)
        for name, options in told.sets.items():
            rows = Part(Rows(tuple((option,) for option in options)), Stem("", ""))
            self._base[name] = self._add(self._names.free("options"), (Column("option", "text"),), (rows,), _NONE)
        core = core._replace(rules=(*core.rules, *told.rules))
        heads = {rule.head.predicate: None for rule in core.rules}
        grounds = {
            atom.predicate for cases in self._program.outcomes.values() for case in cases.cases for atom in case.because
        }
        for name, declared in self._program.predicates.items():
            if declared.role not in ("input", "table") and name not in heads:
                self._nothing(name, self._arguments(declared), self._about(declared))
        for name in heads:
            rules = [rule for rule in core.rules if rule.head.predicate == name]
            self._without_rules(rules)
            if name in grounds:
                self._with_rules(name, rules)
            else:
                parts = [Part(self._body(rule), self._stem(rule)) for rule in rules]
                self._base[name] = self._add(self._names.of(name), self._columns_of(name), parts, self._said(name))

    def _nothing(self, name: str, columns: tuple[Column, ...], about: Localized) -> None:
        """What no rule says, or none under these readings."""
        self._base[name] = self._add(self._names.of(name), columns, (Part(Rows(()), Stem("", "")),), about)

    def _without_rules(self, rules: Iterable[CoreRule]) -> None:
        """What such rules ask about and no rule says under an option of a reading."""
        for atom in (atom for rule in rules for atom in (*rule.positives, *rule.negatives)):
            if atom.predicate not in self._base and atom.predicate != YEAR_OF:
                self._nothing(atom.predicate, self._columns_of(atom.predicate), _NONE)

    def _with_rules(self, name: str, rules: list[CoreRule]) -> None:
        """A ground: by which rules it holds, and then the same without the rules."""
        columns = self._columns_of(name)
        rule, sentence = _beside("rule", columns), _beside("sentence", columns)
        wide = (*columns, Column(rule, "text"), Column(sentence, "text"))
        parts = [Part(self._body(each, told=True), self._stem(each)) for each in rules]
        view = self._add(self._names.free(f"{self._names.of(name)}_by_rule"), wide, parts, self._said(name))
        self._by_rule[name] = view
        terms: tuple[Term, ...] = tuple(Var(column.name) for column in columns)
        scan = Scan(view, (*terms, Var("_"), Var("_")))
        self._base[name] = self._add(
            self._names.of(name), columns, (Part(Project(scan, terms), Stem("", "")),), self._said(name)
        )

    def _said(self, predicate: str) -> Localized:
        declared = self._program.predicates.get(plain(predicate))
        case = case_of(self._program, plain(predicate))
        return self._about(declared) if declared else case.label if case else _NONE

    def _columns_of(self, predicate: str) -> tuple[Column, ...]:
        """The columns of a derived relation."""
        if is_by_option(predicate):
            own = self._columns_of(plain(predicate))
            return (Column(_beside("option", own), "text"), *(each for each in own if each != _HELD))
        name = predicate
        declared = self._program.predicates.get(name)
        if declared:
            return self._arguments(declared)
        base = name.partition("#")[0]
        arguments = self._arguments(self._program.predicates[base])
        if case_of(self._program, name):
            return arguments[:1]
        kept = name.rpartition("#")[2]
        return tuple(argument for argument, place in zip(arguments, kept, strict=True) if place == "x") or (_HELD,)

    def _body(self, rule: CoreRule, *, told: bool = False) -> Project:
        years = [atom for atom in rule.positives if atom.predicate == YEAR_OF]
        scans = [self._scan(atom) for atom in rule.positives if atom.predicate != YEAR_OF]
        node: Node = scans[0] if scans else One()
        for scan in scans[1:]:
            node = Join(node, scan)
        for atom in years:
            node = Year(node, atom.terms[0], atom.terms[1])
        for comparison in rule.comparisons:
            node = Select(node, comparison)
        for atom in rule.negatives:
            node = AntiJoin(node, self._scan(atom))
        terms = rule.head.terms or (Const("ja"),)
        return Project(node, terms, rule.rule, self._sentence(rule, scans)) if told else Project(node, terms)

    def _scan(self, atom: Atom) -> Scan:
        relation = self._base[atom.predicate]
        terms = atom.terms or (Var("_"),)
        beyond = len(self._columns[relation]) - len(terms)
        return Scan(relation, (*terms, *(Var("_"),) * beyond))

    def _sentence(self, rule: CoreRule, scans: list[Scan]) -> Sentence:
        """A rule that opens an enumeration, or that cites nothing itself, rests on the row that it uses of it."""
        own = next(iter(self._citations(rule.rule)), None)
        reads_on = own is None or own.quote.endswith(":")
        rows = tuple(at for at, scan in enumerate(scans) if scan.relation in self._numbered) if reads_on else ()
        return Sentence(rows, own.sentence if own else None)

    def _citations(self, rule: str) -> tuple[Citation, ...]:
        if rule in self._rules:
            return self._rules[rule].citations
        outcome, _, number = rule.rpartition("/")
        return self._program.outcomes[outcome].cases[int(number) - 1].citations if outcome else ()

    def _stem(self, rule: CoreRule) -> Stem:
        citations = tuple((each.sentence, each.quote) for each in self._citations(rule.rule))
        own = self._rules.get(rule.rule)
        return Stem(rule.rule, show_rule(own) if own else self._shown(rule), citations)

    def _shown(self, rule: CoreRule) -> str:
        """A rule that was made for a case or a negation, with the names that its relations have here."""
        told: list[BodyLiteral] = [Positive(self._named(atom), _NOWHERE) for atom in rule.positives]
        told += rule.comparisons
        told += [Negative(self._named(atom), _NOWHERE) for atom in rule.negatives]
        if not rule.head.terms:
            return f"{self._named(rule.head).predicate} :- {', '.join(map(show_literal, told))}."
        return show_rule(Rule("", self._named(rule.head), tuple(told), (), "", _NOWHERE))

    def _named(self, atom: Atom) -> Atom:
        return Atom(self._base.get(atom.predicate) or self._names.of(atom.predicate), atom.terms)

    def _outcome(self, cases: Cases) -> Outcome:
        """The grounds of an outcome: those that the cases that decide name, with the rules by which they hold."""
        grounds = {atom.predicate: None for case in cases.cases for atom in case.because}
        width = max((self._program.predicates[name].arity - 1 for name in grounds), default=0)
        subject = self._arguments(self._program.predicates[cases.name])[0]
        columns = [subject, Column("ground", "text")]
        columns += [Column(f"argument_{place}", "text") for place in range(1, width + 1)]
        columns = [*columns, Column("rule", "text"), Column("sentence", "text")]
        parts = [
            self._ground(cases, number, atom, width)
            for number, case in enumerate(cases.cases, 1)
            for atom in case.because
        ]
        name = self._names.free(f"{self._names.of(cases.name)}_grounds")
        about = Localized("de gronden van de uitkomst", "the grounds of the outcome")
        self._add(name, tuple(columns), parts or (Part(Rows(()), Stem("", "")),), about)
        shown = tuple(
            self._base[each.name]
            for each in self._program.predicates.values()
            if each.shown and each.arguments[0].type == cases.subject_type
        )
        others = tuple(
            (f"{each.reading}={each.option}", f"{each.reading}={self._readings[each.reading]}")
            for each in self._others
            if cases.name in each.touched
        )
        otherwise = self._base[by_option(cases.name)] if others else ""
        return Outcome(cases.name, cases.subject_type, self._base[cases.name], name, shown, otherwise, others)

    def _ground(self, cases: Cases, number: int, atom: Atom, width: int) -> Part:
        arity = len(atom.terms)
        values: tuple[Term, ...] = (
            atom.terms[0],
            *(Var(f"A#{at}") if isinstance(term, Var) else term for at, term in enumerate(atom.terms[1:], 1)),
        )
        decides = Scan(self._base[applies(cases.name, number)], (atom.terms[0],))
        padding: tuple[Term, ...] = (Const(""),) * (width + 1 - arity)
        view = self._by_rule.get(atom.predicate)
        numbered = self._numbered.get(self._base[atom.predicate])
        if view:
            scan = Scan(view, (*values, Var("Rule#"), Var("Sentence#")))
            told: tuple[Term, ...] = (Var("Rule#"), Var("Sentence#"))
        elif numbered:
            scan, told = Scan(self._base[atom.predicate], (*values, Var("Sentence#"))), (Const(""), Var("Sentence#"))
        else:
            scan, told = Scan(self._base[atom.predicate], values), (Const(""), Const(""))
        body = Project(Join(decides, scan), (values[0], Const(atom.predicate), *values[1:], *padding, *told))
        case = cases.cases[number - 1]
        citations = tuple((each.sentence, each.quote) for each in case.citations)
        return Part(body, Stem(f"{cases.name}/{number}", show_atom(atom), citations))


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows by their values, the last of each: the one that a proof finds."""
    yield from {row.values: row for row in rows}.values()


def _number(row: Row, width: int) -> tuple[str | None, ...]:
    return (row.citation.sentence if row.citation else None,) * width


def _beside(wanted: str, columns: Iterable[Column]) -> str:
    """A column's name that none of the others has."""
    taken = {column.name.casefold() for column in columns}
    while wanted in taken:
        wanted += "_"
    return wanted
