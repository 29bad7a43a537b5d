"""Whether a subject's outcome can be found from what its own facts lead to, so that the rest need not be looked at.

Facts lead from their first argument to the entities in the others. A rule is local where every atom of its body is about
an entity that the head's first argument leads to.
"""

from collections.abc import Iterable, Iterator

from kmopolicy.program.expand import expanded
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Atom, Negative, Positive, Rule, Term, Var


def is_local(program: Program) -> bool:
    """Whether every outcome and every warning is found from its subject's own facts and what they lead to."""
    rules = expanded(program)
    goals = [*program.outcomes, *(name for name, each in program.predicates.items() if each.role == "warning")]
    return all(_local(program, rule) for name in _used(rules, goals) for rule in rules[name])


def _used(rules: dict[str, tuple[Rule, ...]], goals: Iterable[str]) -> list[str]:
    """The derived predicates that the goals depend on."""
    used = dict.fromkeys(name for name in goals if name in rules)
    for name in (queue := list(used)):
        for rule in rules[name]:
            for atom in _atoms(rule):
                if atom.predicate in rules and atom.predicate not in used:
                    used[atom.predicate] = None
                    queue.append(atom.predicate)
    return list(used)


def _local(program: Program, rule: Rule) -> bool:
    reached = {rule.head.terms[0]}
    waiting = [atom for atom in _atoms(rule) if _about_entity(program, atom)]
    while waiting:
        ready = [atom for atom in waiting if atom.terms[0] in reached]
        if not ready:
            return False
        reached |= {term for atom in ready for term in atom.terms if _named(term)}
        waiting = [atom for atom in waiting if atom not in ready]
    return True


def _atoms(rule: Rule) -> Iterator[Atom]:
    return (literal.atom for literal in rule.body if isinstance(literal, Positive | Negative))


def _about_entity(program: Program, atom: Atom) -> bool:
    declared = program.predicates.get(atom.predicate)
    # What expansion adds (cases, the existence of an entity) is about the subject itself.
    return declared is None or program.types[declared.arguments[0].type].kind == "entity"


def _named(term: Term) -> bool:
    return isinstance(term, Var) and not term.anonymous
