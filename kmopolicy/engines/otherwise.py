"""What a program says where one reading of the text has another option, beside what it says under the readings in use.

What depends on the reading gets rules under names of its own, so that everything else is said, and computed, once for all. Such
a name ends in `|READING=OPTION`, which no policy's name can. Where each relation costs, all options are said `at_once`: by
relations whose first argument is the option, with names that end in `|`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from kmopolicy.engines.core import READING, Core, CoreRule, lower
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Atom, Var

_MARK = "|"
_OPTION = Var("Option#")


class Otherwise(NamedTuple):
    """Another option of one reading, all others as they are: the predicates that it touches, and the rules of those."""

    reading: str
    option: str
    touched: frozenset[str]
    rules: tuple[CoreRule, ...]

    def name(self, predicate: str) -> str:
        """What a predicate is called under this option."""
        return f"{predicate}{_MARK}{self.reading}={self.option}" if predicate in self.touched else predicate


class AtOnce(NamedTuple):
    """What is said under every other option, by relations with the option as `READING=OPTION` before all else.

    `rules` are in strata order; `sets`: the options that a rule is confined to, by the name of the relation that has them.
    """

    rules: tuple[CoreRule, ...]
    sets: Mapping[str, tuple[str, ...]]


def plain(predicate: str) -> str:
    """The name without what is said of another option."""
    return predicate.partition(_MARK)[0]


def by_option(predicate: str) -> str:
    """What a relation with the option as first argument is called."""
    return plain(predicate) + _MARK


def is_by_option(predicate: str) -> bool:
    """Whether the first argument is an option."""
    return predicate.endswith(_MARK)


def with_all(core: Core, others: tuple[Otherwise, ...]) -> Core:
    """The core with the rules of all other options beside its own."""
    return Core((*core.rules, *(rule for other in others for rule in other.rules)), core.base)


def otherwise(program: Program, readings: Mapping[str, str]) -> tuple[Otherwise, ...]:
    """Every other option of every reading on which an outcome may depend, in the order of the policy."""
    rules: dict[str, list[_Asking]] = {}
    for rule in lower(program, None).rules:
        rules.setdefault(rule.head.predicate, []).append(_asking(rule))
    others = (_other(program, rules, readings, *each) for each in _options(program, readings))
    return tuple(other for other in others if other.rules)


def at_once(program: Program, others: tuple[Otherwise, ...]) -> AtOnce:
    """The rules of all options as one program."""
    spoken: dict[CoreRule, list[str]] = {}
    for other in others:
        for rule in other.rules:
            spoken.setdefault(_generalised(rule), []).append(f"{other.reading}={other.option}")
    order = {rule.head.predicate: at for at, rule in enumerate(lower(program, None).rules)}
    sets: dict[tuple[str, ...], str] = {}
    rules = []
    for rule in sorted(spoken, key=lambda rule: order[plain(rule.head.predicate)]):
        confined = Atom(sets.setdefault(tuple(spoken[rule]), f"{_MARK}{len(sets)}"), (_OPTION,))
        rules.append(rule._replace(positives=(*rule.positives, confined)))
    return AtOnce(tuple(rules), {name: options for options, name in sets.items()})


def _generalised(rule: CoreRule) -> CoreRule:
    def general(atom: Atom) -> Atom:
        return Atom(by_option(atom.predicate), (_OPTION, *atom.terms)) if _MARK in atom.predicate else atom

    return _mapped(rule, general)


def _mapped(rule: CoreRule, change: Callable[[Atom], Atom]) -> CoreRule:
    return rule._replace(
        head=change(rule.head),
        positives=tuple(map(change, rule.positives)),
        negatives=tuple(map(change, rule.negatives)),
    )


def _options(program: Program, readings: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The other options of the readings that are chosen; rules that were resolved before leave no choice."""
    for name, reading in program.readings.items():
        if name in readings:
            yield from ((name, option.name) for option in reading.options if option.name != readings[name])


class _Asking(NamedTuple):
    """A rule without its readings, the options that it asks for, and what its body uses."""

    rule: CoreRule
    asks: tuple[tuple[str, str], ...]
    uses: frozenset[str]

    def speaks(self, readings: Mapping[str, str]) -> bool:
        """Whether it holds under these readings."""
        return all(readings[reading] == option for reading, option in self.asks)


def _asking(rule: CoreRule) -> _Asking:
    asked = [atom.terms for atom in rule.positives if atom.predicate == READING]
    asks = tuple((str(reading.value), str(option.value)) for reading, option in asked)  # type: ignore[union-attr]  # constants
    resolved = rule._replace(positives=tuple(atom for atom in rule.positives if atom.predicate != READING))
    return _Asking(resolved, asks, frozenset(atom.predicate for atom in (*resolved.positives, *rule.negatives)))


def _other(
    program: Program, rules: Mapping[str, list[_Asking]], readings: Mapping[str, str], reading: str, option: str
) -> Otherwise:
    chosen = {**readings, reading: option}
    touched: set[str] = set()
    active: dict[str, list[_Asking]] = {}
    for head, own in rules.items():
        active[head] = [each for each in own if each.speaks(chosen)]
        changes = any(each.speaks(chosen) != each.speaks(readings) for each in own if each.asks)
        if changes or any(touched & each.uses for each in active[head]):
            touched.add(head)
    wanted = _wanted(program, active) & touched
    other = Otherwise(reading, option, frozenset(touched), ())
    renamed = (_renamed(each.rule, other) for head in active if head in wanted for each in active[head])
    return other._replace(rules=tuple(renamed))


def _wanted(program: Program, active: dict[str, list[_Asking]]) -> set[str]:
    """What the outcomes depend on: rules stand after those of what they use."""
    wanted = set(program.outcomes)
    for head in reversed(active):
        if head in wanted:
            wanted |= {used for each in active[head] for used in each.uses}
    return wanted


def _renamed(rule: CoreRule, other: Otherwise) -> CoreRule:
    def named(atom: Atom) -> Atom:
        return Atom(other.name(atom.predicate), atom.terms)

    return _mapped(rule, named)
