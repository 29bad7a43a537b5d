"""Possible worlds as clingo sees them: every way to choose facts from a space, and every choice of readings."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import READING, YEAR_OF
from kmopolicy.facts.model import GroundAtom
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Atom, Term, Var
from kmopolicy.questions.possible.space import Free, Space, is_thing, needed
from kmopolicy.questions.possible.witness import Witness

_ANY = Var("_")
Assumption = tuple[clingo.Symbol, bool]
ADDED = "added_"
"""Before the name of a predicate: the facts that are stated besides those of the world."""

_OPTIONS = ("--seed=0", "--warn=none")
_SMALL = ("--opt-strategy=usc,oll", "--heuristic=Domain", "--dom-mod=false,opt")
"""Fewest facts by growing cores, guessing that facts do not hold: a hundred times faster than from above."""
_FULL = ("--sign-def=pos",)
"""Guessing that facts hold: a world that says much shows much that is possible."""


def choices(space: Space) -> Iterator[str]:
    """That each thing may be there, and that each fact about what is there may hold, as its declaration allows."""
    things = [asp.fact(exists(kind), (name,)) for kind, names in space.entities.items() for name in names]
    yield from (f"{{ {thing} }}." for thing in things)
    yield f":- {', '.join(f'not {thing}' for thing in things)}."  # facts about nothing are no dossier
    for free in space.free:
        yield from _domains(space, free)
        yield from _choice(space, free)


def readings(space: Space, fixed: Mapping[str, str] | None = None) -> Iterator[str]:
    """That each reading has one of its options: any, or the one that is fixed."""
    for name, reading in space.program.readings.items():
        options = [fixed[name]] if fixed and name in fixed else [option.name for option in reading.options]
        yield f"1 {{ {'; '.join(asp.fact(READING, (name, option)) for option in options)} }} 1."


def shipped(program: Program, prefix: str = "") -> Iterator[str]:
    """The rows that ship with a policy."""
    return asp.rows({name: [row.values for row in rows] for name, rows in program.tables.items()}, prefix)


def fewest(space: Space) -> Iterator[str]:
    """That a smaller world is better: default readings, then fewer things, then fewer facts, then what is listed first.

    Readings come first, so that a world that needs another reading than the default says that it does.
    """
    for entity_type in space.entities:
        yield f":~ {asp.name_of(exists(entity_type))}(E). [1@3,{asp.value(entity_type)},E]"
    for free in space.free:
        arguments = ",".join(f"V{place}" for place in range(free.predicate.arity))
        name = asp.name_of(free.predicate.name)
        yield f":~ {name}({arguments}). [1@2,{name},{arguments}]"
        yield from listed_first(space, free, name)
    for reading in space.program.readings.values():
        yield f":~ not {asp.fact(READING, (reading.name, reading.default))}. [1@4,{asp.value(reading.name)}]"


def listed_first(space: Space, free: Free, name: str) -> Iterator[str]:
    """That facts under this name, about any of the values of a predicate, had better have those that are listed first."""
    arguments = ",".join(f"V{place}" for place in range(free.predicate.arity))
    for place in range(free.predicate.arity):
        if not _is_entity(space, free, place):
            listed = asp.atom(domain_of(space, free, place, Var(str(place)), Var("R")))
            yield f":~ {name}({arguments}), {listed}. [VR@0,{name},{place},{arguments}]"


def _domains(space: Space, free: Free) -> Iterator[str]:
    for place, values in enumerate(free.domains):
        if not _is_entity(space, free, place):
            for rank, value in enumerate(values):
                yield f"{asp.fact(_domain_name(free, place), (value, rank))}."


def _domain_name(free: Free, place: int) -> str:
    return f"domain#{free.predicate.name}#{place}"


def domain_of(space: Space, free: Free, place: int, term: Term, rank: Term = _ANY) -> Atom:
    """That a term has a value that an argument can have, listed at `rank`; of a thing, that it is there."""
    argument = free.predicate.arguments[place]
    if is_thing(space.program, argument.type):
        return Atom(exists(argument.type), (term,))
    return Atom(_domain_name(free, place), (term, rank))


def domain_literals(space: Space, free: Free) -> list[str]:
    """That each argument, V0 and on, has a value that it can have."""
    return [asp.atom(domain_of(space, free, place, Var(str(place)))) for place in range(free.predicate.arity)]


def _choice(space: Space, free: Free) -> Iterator[str]:
    """The choice of one predicate's facts, per key where a key has at most one; each thing has one where it must."""
    conditions = domain_literals(space, free)
    name = asp.name_of(free.predicate.name)
    head = f"{name}({','.join(f'V{place}' for place in range(len(conditions)))})"
    if free.predicate.cardinality == "many":
        yield f"{{ {head} }} :- {', '.join(conditions)}."
        return
    keys = f" :- {', '.join(conditions[:-1])}" if len(conditions) > 1 else ""
    yield f"{{ {head} : {conditions[-1]} }} 1{keys}."
    if needed(free.predicate):
        yield f":- {conditions[0]}, not {name}({','.join(('V0', *'_' * (len(conditions) - 1)))})."


def _is_entity(space: Space, free: Free, place: int) -> bool:
    return is_thing(space.program, free.predicate.arguments[place].type)


class Worlds:
    """A clingo control over possible worlds. Deterministic: the same text gives the same answers in the same order."""

    def __init__(self, space: Space, lines: Iterable[str], asked: Iterable[str] = (), *, minimal: bool = True) -> None:
        """`lines` are rules and rows; `asked` the predicates to be told of, as `name/arity`: by default the facts.

        Without `minimal` no smallest world can be asked for, and what is possible is found faster.
        """
        self._space = space
        self._control = clingo.Control([*_OPTIONS, *(_SMALL if minimal else _FULL)])
        years = asp.rows({YEAR_OF: [(day, day.year) for day in space.dates]})
        facts = [f"{asp.name_of(free.predicate.name)}/{free.predicate.arity}" for free in space.free]
        shown = (f"#show {each}." for each in (tuple(asked) or facts))
        self._control.add(
            "base", [], "\n".join((*lines, *choices(space), *years, *(fewest(space) if minimal else ()), *shown))
        )
        self._control.ground([("base", [])])
        self._excluded = 0
        self._arguments = {free.predicate.name: free.predicate.arguments for free in space.free}

    def possible(self, assuming: Iterable[Assumption] = ()) -> frozenset[tuple[Any, ...]]:
        """All atoms that are asked for and hold in some world: the name and the arguments of each."""
        self._mode("ignore", "brave")
        found: list[tuple[Any, ...]] = []

        def keep(model: clingo.Model) -> None:
            found[:] = [(symbol.name, *map(_value, symbol.arguments)) for symbol in model.symbols(shown=True)]

        self._control.solve(assumptions=list(assuming), on_last=keep)
        return frozenset(found)

    def any(self, assuming: Iterable[Assumption]) -> bool:
        """Whether there is a world under the assumptions."""
        self._mode("ignore", "auto", 1)
        return bool(self._control.solve(assumptions=list(assuming)).satisfiable)

    def smallest(self, assuming: Iterable[Assumption]) -> Witness | None:
        """The smallest world under the assumptions; None where there is none."""
        self._mode("opt", "auto")
        best: Witness | None = None
        with self._control.solve(yield_=True, assumptions=list(assuming)) as handle:
            for model in handle:
                best = self._world(model.symbols(atoms=True))
        return best

    def every(self, assuming: Iterable[Assumption], limit: int) -> list[frozenset[GroundAtom]]:
        """The facts of all worlds under the assumptions, up to a limit."""
        self._mode("ignore", "auto", limit)
        found: list[frozenset[GroundAtom]] = []
        names = {asp.name_of(name): name for name in self._arguments}
        known: dict[clingo.Symbol, GroundAtom] = {}

        def keep(model: clingo.Model) -> None:
            symbols = model.symbols(shown=True)
            known.update((each, self._atom(names[each.name], each)) for each in symbols if each not in known)
            found.append(frozenset(known[each] for each in symbols))

        self._control.solve(assumptions=list(assuming), on_model=keep)
        return found

    def exclude(self, lines: Iterable[str]) -> None:
        """Leaves worlds out from here on."""
        self._excluded += 1
        self._control.add(f"excluded{self._excluded}", [], "\n".join(lines))
        self._control.ground([(f"excluded{self._excluded}", [])])

    def _mode(self, optimise: str, enumerate_: str, models: int = 0) -> None:
        solving: Any = self._control.configuration.solve
        solving.opt_mode, solving.enum_mode, solving.models = optimise, enumerate_, models

    def _world(self, symbols: Iterable[clingo.Symbol]) -> Witness:
        atoms: list[GroundAtom] = []
        added: list[GroundAtom] = []
        chosen: dict[str, str] = {}
        things: list[tuple[str, str]] = []
        names = {asp.name_of(name): name for name in self._arguments}
        more = {asp.name_of(name, ADDED): name for name in self._arguments}
        kinds = {asp.name_of(exists(kind)): kind for kind in self._space.entities}
        for symbol in symbols:
            if symbol.name in names:
                atoms.append(self._atom(names[symbol.name], symbol))
            elif symbol.name in more:
                added.append(self._atom(more[symbol.name], symbol))
            elif symbol.name == asp.name_of(READING):
                chosen[symbol.arguments[0].string] = symbol.arguments[1].string
            elif symbol.name in kinds:
                things.append((kinds[symbol.name], symbol.arguments[0].string))
        return Witness(
            tuple(sorted(things)), tuple(sorted(atoms, key=_key)), dict(sorted(chosen.items())), tuple(added)
        )

    def _atom(self, name: str, symbol: clingo.Symbol) -> GroundAtom:
        kinds = [self._space.program.types[argument.type].kind for argument in self._arguments[name]]
        values = [_value(found) for found in symbol.arguments]
        return GroundAtom(
            name,
            tuple(
                date.fromordinal(value) if kind == "date" else value for kind, value in zip(kinds, values, strict=True)
            ),
        )


def _value(symbol: clingo.Symbol) -> Any:
    return symbol.number if symbol.type == clingo.SymbolType.Number else symbol.string


def _key(found: GroundAtom) -> tuple[str, ...]:
    return (found.predicate, *map(str, found.values))
