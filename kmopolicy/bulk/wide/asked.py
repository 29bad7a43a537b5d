"""Everything that is asked of a policy under its readings, as columns of the types of its entities."""

from collections.abc import Callable, Iterator
from functools import cached_property

from kmopolicy.bulk.context import Context
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.columns import EVERY, LOOKUP, Column, Pattern, Truths, Unfit, literal
from kmopolicy.bulk.wide.compiler import Compiler
from kmopolicy.bulk.wide.decisions import Decisions, Verdicts
from kmopolicy.bulk.wide.relations import Relations
from kmopolicy.bulk.wide.words import Words
from kmopolicy.engines.core import lower
from kmopolicy.engines.otherwise import otherwise, with_all
from kmopolicy.program.expand import applies, holds
from kmopolicy.program.program import Cases
from kmopolicy.program.terms import Atom, Rule, Var


class Asked:
    """The columns, the layout of the facts that they rest on, and the decisions made of them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        program = self.program = context.program
        today = {each.name for each in program.predicates.values() if each.today}
        self._others = () if context.briefly else otherwise(program, context.readings)
        core = with_all(lower(program, context.readings), self._others)
        self.relations = Relations(program, core, context.rows, context.constants, context.widest)
        self.columns = Compiler(self.relations, {*context.sources, *today})
        self._cited = {rule.id: _cited(rule) for rule in program.rules}
        verdicts = [self._verdicts(cases) for cases in program.outcomes.values()]
        self.decisions = [Decisions(self.relations, at, each) for at, each in enumerate(verdicts)]
        self.words = {
            kind.name: Words(self.relations, kind.name, context.sources, self.columns.gathered)
            for kind in program.types.values()
            if kind.kind == "entity"
        }
        self.order = self._ordered()
        self.reads = {each.name: self._read(each.predicate, each.pattern) for each in self.columns.gathered.values()}

    @cached_property
    def sizes(self) -> dict[str, int]:
        """How many rows each table has."""
        counted = (
            f"SELECT {text(name)} AS name, count(*) AS found FROM {source.relation}"
            for name, source in self.context.sources.items()
        )
        return dict(self.context.connection.execute(" UNION ALL ".join(counted)).fetchall())

    def _verdicts(self, cases: Cases) -> Verdicts:
        used = self._conditions(cases, lambda predicate: predicate)
        outcome = self.columns.first(cases.subject_type, used)
        if self.context.briefly:
            return Verdicts(cases, outcome, (), (), ())
        columns = [self.columns.holds(applies(cases.name, at), ()) for at in range(1, len(cases.cases) + 1)]
        named: dict[Atom, list[Column]] = {}
        for case, column in zip(cases.cases, columns, strict=True):
            for atom in case.because if column else ():
                named.setdefault(_general(atom), []).append(column)  # type: ignore[arg-type]  # it is one, here
        told = tuple(
            each for atom, by in named.items() for each in self.columns.grounds(atom, by, self._cited.__getitem__)
        )
        shown = [
            (each.name, self.columns.holds(each.name, (EVERY,)))
            for each in self.program.predicates.values()
            if each.shown and each.arguments[0].type == cases.subject_type
        ]
        depends = tuple(self._depends(cases, outcome, used))
        return Verdicts(cases, outcome, told, tuple((name, column) for name, column in shown if column), depends)

    def _depends(self, cases: Cases, outcome: Column, used: Truths) -> Iterator[tuple[str, Column]]:
        """The readings that matter to whom, with the option in use: another option gives another outcome."""
        found: dict[str, list[Column]] = {}
        for other in self._others:
            under = self._conditions(cases, other.name)
            if under != used:
                found.setdefault(other.reading, []).append(self.columns.differs(outcome, used, under))
        for reading, columns in found.items():
            yield f"{reading}={self.context.readings[reading]}", self.columns.either(columns)

    def _conditions(self, cases: Cases, named: Callable[[str], str]) -> Truths:
        """What makes each case apply, with a number for its value and the predicates under the names that they have."""
        values = list(dict.fromkeys(case.value for case in cases.cases))
        columns = (self.columns.holds(named(holds(cases.name, at)), ()) for at in range(1, len(cases.cases) + 1))
        return [(1 + values.index(case.value), column) for case, column in zip(cases.cases, columns, strict=True)]

    def _read(self, predicate: str, pattern: Pattern) -> str:
        """The expression of a gathered column; what has a default has a value in any case."""
        declared = self.program.predicates[predicate]
        words = self.words[declared.arguments[0].type]
        if predicate not in words.slots and not declared.today:
            raise Unfit(predicate)
        if not declared.today:
            return words.read(predicate, pattern)
        day = literal(self.context.day)
        if LOOKUP not in pattern:
            return "TRUE"
        return f"coalesce({words.read(predicate, pattern)}, {day})" if predicate in words.slots else day

    def _ordered(self) -> list[str]:
        """The types, each after those that its rows lead to."""
        leads: dict[str, set[str]] = {name: set() for name in self.words}
        for hop in self.columns.hops.values():
            leads[hop.owner].add(hop.target)
        ordered: list[str] = []
        while len(ordered) < len(leads):
            ready = [name for name in leads if name not in ordered and leads[name] <= set(ordered)]
            if not ready:
                raise Unfit("a circle of types")
            ordered += ready
        return ordered


def _general(atom: Atom) -> Atom:
    """The atom with its variables named by their place, so that cases that name the same ground name it once."""
    terms = (Var(f"V{at}") if isinstance(term, Var) else term for at, term in enumerate(atom.terms))
    return Atom(atom.predicate, tuple(terms))


def _cited(rule: Rule) -> tuple[str, bool]:
    """The sentence that a rule rests on, and whether it reads on in the rows that it uses."""
    citation = next(iter(rule.citations), None)
    return (citation.sentence if citation else "", citation is None or citation.quote.endswith(":"))
