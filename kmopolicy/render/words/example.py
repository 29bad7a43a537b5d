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
    yield f"  {name_of(home)}:"
    yield f"    {predicate.name}: {value(predicate, program)}"
    yield from (f"    # {line}" for line in judged(predicate, program))


def value(predicate: Predicate, program: Program) -> str:
    """What stands after the name of the predicate."""
    values = [_sample(argument, program) for argument in predicate.arguments[1:]]
    if not values:
        return "true"
    if len(values) == 1:
        return f"[{values[0]}]" if predicate.cardinality == "many" and not predicate.label else values[0]
    *keys, last = values
    return "".join(f"{{{key}: " for key in keys) + last + "}" * len(keys)


def judged(predicate: Predicate, program: Program) -> Iterator[str]:
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
        return name_of(declared)
    if declared.kind == "closed":
        return declared.default or (declared.constants[0].name if declared.constants else "…")
    return {"text": '"…"', "date": "2024-03-01", "year": "2024"}[declared.kind]


def name_of(entity: Type) -> str:
    """A name for one of them: `s1` in `services`."""
    return f"{entity.section[:1]}1"
