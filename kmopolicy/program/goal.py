"""Reads the goal of a query: one atom over any predicate of a program."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import msgspec

from kmopolicy.program.declarations import Constant, Predicate, Type
from kmopolicy.program.near import near_or
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_value
from kmopolicy.program.terms import Atom, Value, Var
from kmopolicy.text.catalogue import usage
from kmopolicy.text.catalogue.policy import meaning, names, syntax
from kmopolicy.text.diagnostic import Diagnostic

Declared = Mapping[str, tuple[Constant, ...]]
Ids = Mapping[str, Collection[str]]
_BUILT_IN = {"Date": "2024-03-01", "Year": "2024", "Text": '"tekst"'}
_NO_GOAL = Diagnostic(usage.NOT_A_GOAL, None, {}, "form")


def parse_goal(
    text: str, program: Program, declared: Declared | None = None, ids: Ids | None = None
) -> Atom | tuple[Diagnostic, ...]:
    """The atom of a goal such as `fits_theme(c02, Theme)`, or what is wrong with it.

    `declared` are constants that the facts declare themselves; `ids`, by entity type, are those that a goal may name:
    any at all where None.
    """
    from kmopolicy.language.parser import parse_goal as parse
    from kmopolicy.language.tree import RuleNode
    from kmopolicy.program.assemble import goal_atom

    parsed = parse(text, "")
    if parsed.diagnostics:
        return tuple(map(_unplaced, parsed.diagnostics))
    statement = next(iter(parsed.statements), None)
    if not isinstance(statement, RuleNode) or statement.body or statement.name:
        return (_NO_GOAL,)
    atom = goal_atom(statement.head)
    found = tuple(_wrong(atom, program, declared or {}, ids))
    return found or atom


def variables(goal: Atom) -> dict[str, int]:
    """The named variables of a goal, each with the first place where it stands."""
    found: dict[str, int] = {}
    for place, term in enumerate(goal.terms):
        if isinstance(term, Var) and not term.anonymous:
            found.setdefault(term.name, place)
    return found


def answers(goal: Atom, instances: Iterable[tuple[Value, ...]]) -> tuple[tuple[Value, ...], ...]:
    """The values of the named variables in the instances that the goal means, each once; `((),)` where it only holds."""
    places = tuple(variables(goal).values())
    fitting = (values for values in instances if _fits(goal, values))
    return tuple(dict.fromkeys(tuple(values[place] for place in places) for values in fitting))


def _fits(goal: Atom, values: tuple[Value, ...]) -> bool:
    """Whether a variable that stands in several places has one value."""
    first = variables(goal)
    return all(
        not isinstance(term, Var) or term.anonymous or values[first[term.name]] == value
        for term, value in zip(goal.terms, values, strict=True)
    )


def _unplaced(found: Diagnostic) -> Diagnostic:
    """Without its place; what the grammar expects next says little about what a goal looks like."""
    if found.entry in (syntax.UNEXPECTED, syntax.NO_FULL_STOP):
        return _NO_GOAL
    return msgspec.structs.replace(found, span=None)


def _wrong(atom: Atom, program: Program, declared: Declared, ids: Ids | None) -> Iterator[Diagnostic]:
    predicate = program.predicates.get(atom.predicate)
    if predicate is None:
        args = {"predicate": atom.predicate, **near_or("list", atom.predicate, program.predicates)}
        yield Diagnostic(usage.UNKNOWN_PREDICATE, None, args, args.pop("help"))
        return
    if predicate.arity != len(atom.terms):
        yield _arity(predicate, len(atom.terms))
        return
    variables: dict[str, Type] = {}
    for argument, term in zip(predicate.arguments, atom.terms, strict=True):
        kind = program.types[argument.type]
        if not isinstance(term, Var):
            yield from _constant(program, kind, term.value, declared)
            yield from _entity(kind, term.value, ids)
        elif not term.anonymous:
            yield from _repeated(term.name, kind, variables.setdefault(term.name, kind))


def _entity(kind: Type, value: Value, ids: Ids | None) -> Iterator[Diagnostic]:
    """A thing that the facts do not hold has no answers, and is a slip."""
    if kind.kind == "entity" and ids is not None and value not in ids.get(kind.name, ()):
        args = {"subject": str(value), **near_or("known", str(value), ids.get(kind.name, ()))}
        yield Diagnostic(usage.UNKNOWN_SUBJECT, None, args, args.pop("help") if ids.get(kind.name) else "")


def _repeated(name: str, kind: Type, first: Type) -> Iterator[Diagnostic]:
    if first.name not in (kind.name, *kind.includes) and kind.name not in first.includes:
        args = {"name": name, "type": f"`{kind.name}`", "other": f"`{first.name}`"}
        yield Diagnostic(meaning.TWO_TYPES, None, args, "rename")


def _arity(predicate: Predicate, found: int) -> Diagnostic:
    signature = f"{predicate.name}({', '.join(argument.name for argument in predicate.arguments)})"
    args = {"name": predicate.name, "expected": str(predicate.arity), "found": str(found), "signature": signature}
    return Diagnostic(meaning.ARITY, None, args, "signature")


def _constant(program: Program, kind: Type, value: Value, declared: Declared) -> Iterator[Diagnostic]:
    if kind.kind == "closed":
        own = [constant.name for name in (kind.name, *kind.includes) for constant in declared.get(name, ())]
        known = [*program.labels[kind.name], *own]
        if value not in known:
            args = {"name": str(value), "type": kind.name, **near_or("known", str(value), known)}
            yield Diagnostic(names.UNKNOWN_CONSTANT, None, args, args.pop("help"))
    elif kind.name in _BUILT_IN and _kind_of(value) != kind.name:
        example = f"`{_BUILT_IN[kind.name]}`"
        args = {"found": show_value(value), "type": kind.label.nl, "type_en": kind.label["en"]}
        yield Diagnostic(meaning.WRONG_KIND, None, {**args, "example": example, "example_en": example}, "form")


def _kind_of(value: Value) -> str:
    return "Text" if isinstance(value, str) else "Year" if isinstance(value, int) else "Date"
