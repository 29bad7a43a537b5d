"""What people see of a policy: outcomes and their grounds, warnings, what is listed with a decision or asked for by itself."""

from collections.abc import Iterator

from kmopolicy.engines.core import Core
from kmopolicy.program.expand import applies
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Atom, Positive, Rule, Term, Var

_GROUND = "ground#"


def grounds(program: Program) -> Iterator[Rule]:
    """That an atom is a ground: a case that names it decides."""
    for name, cases in program.outcomes.items():
        for number, case in enumerate(cases.cases, 1):
            decides = Positive(Atom(applies(name, number), (Var(cases.subject),)), case.span)
            for atom in case.because:
                terms = tuple(map(named, enumerate(atom.terms)))
                body = (decides, Positive(Atom(atom.predicate, terms), case.span))
                yield Rule("", Atom(f"{_GROUND}{atom.predicate}", terms), body, (), "", case.span)


def named(numbered: tuple[int, Term]) -> Term:
    """A term of an atom by its place; any value at all gets a name."""
    place, term = numbered
    return Var(f"any#{place}") if isinstance(term, Var) and term.anonymous else term


def ground_of(name: str) -> str:
    """The predicate whose instances are grounds by this name; "" for a predicate of the policy itself."""
    return name.removeprefix(_GROUND) if name.startswith(_GROUND) else ""


def in_order(program: Program) -> list[str]:
    """The outcomes in the order in which the policy declares what they are about."""
    kinds = list(program.types)
    return sorted(program.outcomes, key=lambda name: kinds.index(program.outcomes[name].subject_type))


def seen(program: Program, core: Core) -> dict[str, int]:
    """What people see, by name, with the number of its arguments; `core` has the rules of `grounds` in it."""
    given = {rule.head.predicate: len(rule.head.terms) for rule in grounds(program)}
    asked = used(core) | set(map(ground_of, given))
    found: dict[str, int] = {}
    for name, predicate in program.predicates.items():
        shown = predicate.role in ("outcome", "warning") or predicate.shown
        if shown or (predicate.role == "derived" and name not in asked):
            found[name] = predicate.arity
    return found | given


def told(program: Program, name: str) -> bool:
    """Whether what people see under a name is told with each decision: a ground, a warning, or what is listed with it."""
    predicate = program.predicates.get(name)
    return bool(ground_of(name)) or (predicate is not None and (predicate.role == "warning" or predicate.shown))


def used(core: Core) -> frozenset[str]:
    """The predicates in the bodies of rules. A projection has the name of what it projects before its `#`."""
    rules = (rule for rule in core.rules if not ground_of(rule.head.predicate))
    asked = (atom.predicate for rule in rules for atom in (*rule.positives, *rule.negatives))
    return frozenset(name.partition("#")[0] for name in asked)
