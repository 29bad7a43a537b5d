"""An example of a fact as it stands in a dossier, made from the declaration of its predicate."""

from collections.abc import Iterator

from kmopolicy.program.declarations import Argument, Predicate, Type
from kmopolicy.program.program import Program

_PROVENANCE = 'by: "…", on: 2024-02-01, because: "…"'


def lines(predicate: Predicate, program: Program) -> Iterator[str]:
    """The lines of a dossier that state such a fact; none where its first argument has no section."""
    home = program.types[predicate.arguments[0].type]
    if home.kind != "entity":
        return
    yield f"{home.section}:"
    yield f"  {_id(home)}:"
    yield f"    {predicate.name}: {_value(predicate, program)}"
    yield from (f"    # {line}" for line in _judged(predicate, program))


def _value(predicate: Predicate, program: Program) -> str:
    values = [_sample(argument, program) for argument in predicate.arguments[1:]]
    if not values:
        return "true"
    if len(values) == 1:
        return values[0] if predicate.cardinality != "many" else f"[{values[0]}]"
    *keys, last = values
    return "".join(f"{{{key}: " for key in keys) + last + "}" * len(keys)


def _judged(predicate: Predicate, program: Program) -> Iterator[str]:
    """The same with who gave the verdict, when and why; nothing where nobody judges."""
    *keyed, last = predicate.arguments
    if not program.types[last.type].judged:
        return
    keys = [predicate.name, *(_sample(argument, program) for argument in keyed[1:])]
    yield from (f"{'  ' * depth}{key}:" for depth, key in enumerate(keys))
    yield f"{'  ' * len(keys)}{{{last.name}: {_sample(last, program)}, {_PROVENANCE}}}"


def _sample(argument: Argument, program: Program) -> str:
    declared = program.types[argument.type]
    if declared.kind == "entity":
        return _id(declared)
    if declared.kind == "closed":
        return declared.default or (declared.constants[0].name if declared.constants else "…")
    return {"text": '"…"', "date": "2024-03-01", "year": "2024"}[declared.kind]


def _id(entity: Type) -> str:
    return f"{entity.section[:1]}1"
