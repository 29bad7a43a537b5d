"""The claims of a policy's properties as rules: one that holds where a property fails, or where what it says can be.

What one more fact does is asked of two worlds at once: a world, and a copy of all that is derived in which the fact is added.
"""

from collections.abc import Iterable, Iterator, Mapping

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import lower
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Effect, Program, Property
from kmopolicy.program.terms import Atom, BodyLiteral, Const, Negative, Positive, Rule, Var
from kmopolicy.questions.possible.seen import named
from kmopolicy.questions.possible.space import Free, Space
from kmopolicy.questions.possible.witness import Witness
from kmopolicy.questions.possible.worlds import ADDED, Worlds, domain_of, listed_first, readings, shipped

_CLAIM = "claim#"
_ONE = "one#"
_WRONG = "wrong"
_COPY = "copy_"

Bodies = Mapping[str, tuple[BodyLiteral, ...]]


def entities_in(program: Program, body: Iterable[BodyLiteral]) -> dict[str, str]:
    """The variables of a body that stand for things, each with its type, in the order in which they appear."""
    found: dict[str, str] = {}
    for literal in body:
        if isinstance(literal, Positive):
            for argument, term in zip(
                program.predicates[literal.atom.predicate].arguments, literal.atom.terms, strict=True
            ):
                if isinstance(term, Var) and not term.anonymous and program.types[argument.type].kind == "entity":
                    found.setdefault(term.name, argument.type)
    return found


class Plain:
    """What can never be and what can be, and whether each subject has one outcome: asked of one world."""

    def __init__(self, space: Space, fixed: Mapping[str, str] | None) -> None:
        program = space.program
        bodies = {
            (prop.name, number): body
            for prop in program.properties
            for number, body in enumerate((prop.never, *prop.possible))
            if body
        }
        core = lower(program, None, (_rule(key, body) for key, body in bodies.items()))
        lines = [*readings(space, fixed), *shipped(program), *asp.rules(core)]
        lines += [_not_one(name, cases.subject_type) for name, cases in program.outcomes.items()]
        shown = f"{asp.name_of(_CLAIM)}/2", f"{asp.name_of(_ONE)}/1"
        self._worlds = Worlds(space, lines, shown)
        self._holds = {tuple(map(str, found[1:])) for found in self._worlds.possible()}

    def can_be(self, prop: Property, number: int) -> bool:
        """Whether a body of a property holds in some world: 0 for what is never."""
        return (prop.name, str(number)) in self._holds

    def against(self, prop: Property) -> Witness | None:
        """The smallest world in which something is that never is."""
        return self._smallest(_CLAIM, prop.name, 0) if self.can_be(prop, 0) else None

    def without_one(self, outcome: str) -> Witness | None:
        """The smallest world in which a subject has no outcome, or several."""
        return self._smallest(_ONE, outcome) if (outcome,) in self._holds else None

    def _smallest(self, name: str, *values: str | int) -> Witness | None:
        symbols = [clingo.Number(each) if isinstance(each, int) else clingo.String(each) for each in values]
        return self._worlds.smallest([(clingo.Function(asp.name_of(name), symbols), True)])


def _rule(key: tuple[str, int], body: tuple[BodyLiteral, ...]) -> Rule:
    name, number = key
    return _plain_rule(Atom(_CLAIM, (Const(name), Const(number))), body)


def _plain_rule(head: Atom, body: tuple[BodyLiteral, ...]) -> Rule:
    return Rule("", head, body, (), "", body[0].span)


def _not_one(outcome: str, subject_type: str) -> str:
    there = f"{asp.name_of(exists(subject_type))}(S)"
    return f"{asp.fact(_ONE, (outcome,))} :- {there}, #count {{ V : {asp.name_of(outcome)}(S,V) }} != 1."


class Effects:
    """What one more fact does: asked of two worlds that differ in that fact."""

    def __init__(self, space: Space, fixed: Mapping[str, str] | None) -> None:
        self._space = space
        self._effects = {prop.name: prop.effect for prop in space.program.properties if prop.effect}
        if self._effects:
            lines = (*readings(space, fixed), *shipped(space.program), *self._lines())
            self._worlds = Worlds(space, lines, [f"{_WRONG}/1"])
            self._wrong = {str(found[1]) for found in self._worlds.possible()}

    def against(self, prop: Property) -> Witness | None:
        """The smallest world in which one more fact does what it never does, with that fact."""
        if prop.name not in self._wrong:
            return None
        return self._worlds.smallest([(clingo.Function(_WRONG, [clingo.String(prop.name)]), True)])

    def _lines(self) -> Iterator[str]:
        frees = {free.predicate.name: free for free in self._space.free}
        changed = {name: frees[name] for name in dict.fromkeys(each.added.predicate for each in self._effects.values())}
        additions = (self._addition(name, effect, changed) for name, effect in self._effects.items())
        yield from asp.rules(lower(self._space.program, None, additions))
        yield from asp.rules(lower(self._space.program, None), _COPY, frozenset(changed))
        yield f"1 {{ {'; '.join(f'chosen({asp.value(name)})' for name in self._effects)} }} 1."
        for name, effect in self._effects.items():
            yield from self._chosen(name, effect)
        for free in changed.values():
            yield from self._added(free)

    def _addition(self, name: str, effect: Effect, changed: Mapping[str, Free]) -> Rule:
        """`adding#name` holds of each fact that could be added, for which the property's condition holds."""
        terms = tuple(map(named, enumerate(effect.added.terms)))
        free = changed[effect.added.predicate]
        span = free.predicate.span
        values = (Positive(domain_of(self._space, free, place, term), span) for place, term in enumerate(terms))
        new = Negative(Atom(effect.added.predicate, terms), span)
        return _plain_rule(Atom(f"adding#{name}", terms), (*values, *effect.where, new))

    def _chosen(self, name: str, effect: Effect) -> Iterator[str]:
        arguments = _arguments(len(effect.added.terms))
        added = f"{asp.name_of(effect.added.predicate, ADDED)}({arguments})"
        chosen = f"chosen({asp.value(name)})"
        yield f"1 {{ {added} : {asp.name_of(f'adding#{name}')}({arguments}) }} 1 :- {chosen}."
        before, after = (
            f"{asp.name_of(effect.outcome, prefix)}(S,{value})" for prefix, value in (("", "V"), (_COPY, "W"))
        )
        worse = f"worse({asp.value(name)},V,W)" if effect.ranks else "V != W"
        yield f"{_WRONG}({asp.value(name)}) :- {chosen}, {before}, {after}, {worse}."
        for low, high in _pairs(effect):
            values = (high, low) if effect.verb == "lowers" else (low, high)
            yield f"worse({','.join(map(asp.value, (name, *values)))})."

    def _added(self, free: Free) -> Iterator[str]:
        """The facts of one predicate in the copy: the one that is added, in the place of what it excludes."""
        arity = free.predicate.arity
        arguments = _arguments(arity)
        now, added, replaced, copied = (
            asp.name_of(free.predicate.name, prefix) for prefix in ("", ADDED, "replaced_", _COPY)
        )
        yield f"{copied}({arguments}) :- {added}({arguments})."
        yield f"{copied}({arguments}) :- {now}({arguments}), not {replaced}({arguments})."
        if free.predicate.cardinality != "many":
            other = ",".join((*(f"V{place}" for place in range(arity - 1)), "W"))
            yield f"{replaced}({arguments}) :- {now}({arguments}), {added}({other}), W != V{arity - 1}."
        yield from listed_first(self._space, free, added)


def _pairs(effect: Effect) -> Iterator[tuple[str, str]]:
    """Each value with each that ranks higher."""
    for place, rank in enumerate(effect.ranks):
        yield from ((low, high) for low in rank for above in effect.ranks[place + 1 :] for high in above)


def _arguments(arity: int) -> str:
    return ",".join(f"V{place}" for place in range(arity))
