"""The core program that every engine compiles: the checked program without its sugar, under one choice of readings.

Cases become plain rules, readings are resolved, and a negation with anonymous variables becomes the negation of a
projection, so that every negated atom has only bound variables. Names made here hold a `#`, which no policy's name can.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kmopolicy.program.expand import exists, expanded
from kmopolicy.program.program import Program
from kmopolicy.program.terms import (
    Atom,
    Comparison,
    Const,
    Negative,
    Positive,
    Rule,
    Term,
    UnderReading,
    Var,
    YearOf,
)

YEAR_OF = "year_of#"
"""The base relation between a date and its year, over the dates at hand."""

READING = "reading#"
"""The base relation between a reading and its option, where a core leaves the choice of readings open."""


class CoreRule(NamedTuple):
    """`head :- positives, comparisons, not negatives`; `rule` is the id of the rule or case that it says ("" for none)."""

    head: Atom
    positives: tuple[Atom, ...]
    comparisons: tuple[Comparison, ...] = ()
    negatives: tuple[Atom, ...] = ()
    rule: str = ""


class Core(NamedTuple):
    """The core program. `rules` are in strata order; `base` names the relations that only facts and tables fill."""

    rules: tuple[CoreRule, ...]
    base: frozenset[str]


def lower(program: Program, readings: Mapping[str, str] | None, more: Iterable[Rule] = ()) -> Core:
    """The core of `program`, and of `more` rules over it, under `readings` (every reading with its option).

    Without `readings` the choice stays open: what depends on it asks the base relation `READING`.
    """
    lowering = _Lowering(readings)
    by_head: dict[str, list[CoreRule]] = {}
    for rule in (*(rule for rules in expanded(program).values() for rule in rules), *more):
        by_head.setdefault(rule.head.predicate, []).extend(lowering.rule(rule))
    for projection in lowering.projections.values():
        by_head.setdefault(projection.head.predicate, []).append(projection)
    ordered = tuple(rule for name in _bottom_up(by_head) for rule in by_head[name])
    base = {name for name, predicate in program.predicates.items() if predicate.role in ("input", "table")}
    base |= {exists(name) for name, kind in program.types.items() if kind.kind == "entity"}
    base |= {YEAR_OF, READING}
    return Core(ordered, frozenset(base))


def part(core: Core, goal: str) -> Core:
    """The rules that a goal depends on, and the relations among theirs that only facts and tables fill."""
    wanted = {goal}
    for rule in reversed(core.rules):
        if rule.head.predicate in wanted:
            wanted |= {atom.predicate for atom in (*rule.positives, *rule.negatives)}
    return Core(tuple(rule for rule in core.rules if rule.head.predicate in wanted), core.base & wanted)


class _Lowering:
    """Lowers bodies under one choice of readings, and collects the projections that negations need."""

    def __init__(self, readings: Mapping[str, str] | None) -> None:
        self.readings = readings
        self.projections: dict[tuple[str, tuple[Term | None, ...]], CoreRule] = {}

    def rule(self, rule: Rule) -> Iterable[CoreRule]:
        """The rule without its readings; nothing where a reading has another option."""
        asked = [literal for literal in rule.body if isinstance(literal, UnderReading)]
        if self.readings is not None and any(self.readings[each.reading] != each.option for each in asked):
            return
        open_ = asked if self.readings is None else []
        positives = [Atom(READING, (Const(each.reading), Const(each.option))) for each in open_]
        comparisons: list[Comparison] = []
        negatives: list[Atom] = []
        for literal in rule.body:
            match literal:
                case Positive(atom=atom):
                    positives.append(atom)
                case YearOf(year=year, date=date):
                    positives.append(Atom(YEAR_OF, (date, year)))
                case Comparison():
                    comparisons.append(literal)
                case Negative(atom=atom):
                    negatives.append(self._projected(atom))
        yield CoreRule(rule.head, tuple(positives), tuple(comparisons), tuple(negatives), rule.id)

    def _projected(self, atom: Atom) -> Atom:
        if not any(isinstance(term, Var) and term.anonymous for term in atom.terms):
            return atom
        pattern = tuple(
            None if isinstance(term, Var) and term.anonymous else Var(f"X{place}")
            for place, term in enumerate(atom.terms)
        )
        kept = tuple(term for term, keep in zip(atom.terms, pattern, strict=True) if keep is not None)
        if (atom.predicate, pattern) not in self.projections:
            name = f"{atom.predicate}#" + "".join("_" if keep is None else "x" for keep in pattern)
            full = tuple(Var(f"_{place}") if keep is None else keep for place, keep in enumerate(pattern))
            head = Atom(name, tuple(keep for keep in pattern if keep is not None))
            self.projections[atom.predicate, pattern] = CoreRule(head, (Atom(atom.predicate, full),))
        return Atom(self.projections[atom.predicate, pattern].head.predicate, kept)


def _bottom_up(by_head: Mapping[str, list[CoreRule]]) -> list[str]:
    """The derived predicates, each after all that its rules use; in a circle, which no policy has, after some of it."""
    ordered: dict[str, None] = {}
    visited: set[str] = set()

    def visit(name: str) -> None:
        if name in visited or name not in by_head:
            return
        visited.add(name)
        for rule in by_head[name]:
            for atom in (*rule.positives, *rule.negatives):
                visit(atom.predicate)
        ordered[name] = None

    for name in by_head:
        visit(name)
    return list(ordered)
