"""What the relations of a core program are about: the types of their places, the constants of those, and rows about no entity."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from kmopolicy.bulk.wide.columns import Rows, Unfit
from kmopolicy.engines.core import YEAR_OF, Core, CoreRule
from kmopolicy.engines.otherwise import plain
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Const, DateConst, Value, Var


class Relations:
    """The relations of one program, with the constants that tables add to it. `widest`: constants that fit one mask."""

    def __init__(
        self, program: Program, core: Core, rows: Rows, constants: Mapping[str, Sequence[str]], widest: int
    ) -> None:
        self.program = program
        self._widest = widest
        self.rules: dict[str, list[CoreRule]] = {}
        for rule in core.rules:
            self.rules.setdefault(rule.head.predicate, []).append(rule)
        self._rows: dict[str, Sequence[tuple[tuple[Value, ...], str | None]]] = dict(rows)
        self._constants = constants
        self._families = _families(program)
        self._codes = _codes(program, self._families, constants)

    # Types and their constants

    def types(self, predicate: str) -> tuple[str, ...]:
        """The types of the arguments, also of a relation that was made for a case or a negation."""
        base, marked, kept = plain(predicate).partition("#")
        if base == "exists":
            return (kept,)
        if base == YEAR_OF.partition("#")[0]:
            return ("Date", "Year")
        types = tuple(argument.type for argument in self.program.predicates[base].arguments)
        if not marked:
            return types
        return (
            types[:1] if kept.rstrip("!").isdigit() else tuple(t for t, k in zip(types, kept, strict=True) if k == "x")
        )

    def owner(self, predicate: str) -> str:
        """The type of entity that a relation is about."""
        types = self.types(predicate)
        if not types or self.program.types[types[0]].kind != "entity":
            raise Unfit(predicate)
        return types[0]

    def closed(self, type_name: str) -> bool:
        """Whether a type has constants and no more."""
        return self.program.types[type_name].kind == "closed"

    def allowed(self, type_name: str) -> frozenset[str]:
        """The constants of a type itself, those of one's own included: its family may have more."""
        kind = self.program.types[type_name]
        own = (value for name in (type_name, *kind.includes) for value in self._constants.get(name, ()))
        return frozenset((*self.program.labels[type_name], *own))

    def codes(self, type_name: str) -> Mapping[str, int]:
        """A number for each constant of the types whose constants are told apart together."""
        return self._codes[self._families[type_name]]

    def size(self, type_name: str) -> int:
        """How many constants such types have."""
        return len(self.codes(type_name))

    def mask(self, type_name: str, values: Iterable[Value]) -> str:
        """Constants as a number that is as wide as their family needs."""
        self.fit(type_name)
        codes = self.codes(type_name)
        bits = sum(1 << codes[str(value)] for value in set(values) if str(value) in codes)
        return f"{bits}::{'BIGINT' if len(codes) < 63 else 'HUGEINT'}"

    def fit(self, type_name: str) -> None:
        """Refuses a type with more constants than fit a mask."""
        if not self.fits(type_name):
            raise Unfit(type_name)

    def fits(self, type_name: str) -> bool:
        """Whether the constants of a type fit a mask."""
        return self.size(type_name) <= self._widest

    # Rows about no entity

    def static(self, predicate: str) -> bool:
        """Whether a relation is about no entity and rests on nothing that is."""
        return not predicate.startswith("exists#") and predicate != YEAR_OF and self.rows_of(predicate) is not None

    def rows_of(self, predicate: str) -> Sequence[tuple[tuple[Value, ...], str | None]] | None:
        """The rows of what is about no entity and rests on nothing that is; None for everything else."""
        if predicate not in self._rows and predicate in self.rules:
            types = self.types(predicate)
            if types and self.program.types[types[0]].kind == "entity":
                return None
            rules = self.rules[predicate]
            if any(not self.static(atom.predicate) for rule in rules for atom in (*rule.positives, *rule.negatives)):
                return None
            found = dict.fromkeys(values for rule in rules for values in self._solved(rule))
            self._rows[predicate] = [(values, None) for values in found]
        return self._rows.get(predicate)

    def _solved(self, rule: CoreRule) -> Iterator[tuple[Value, ...]]:
        """The instances of a rule over rows alone."""
        if rule.comparisons or rule.negatives or len(rule.positives) != 1:
            raise Unfit(rule.rule)
        (atom,) = rule.positives
        for values, _ in self.rows_of(atom.predicate) or ():
            bound: dict[str, Value] = {}
            for term, value in zip(atom.terms, values, strict=True):
                if isinstance(term, Const | DateConst):
                    if term.value != value:
                        break
                elif bound.setdefault(term.name, value) != value:
                    break
            else:
                yield tuple(bound[term.name] if isinstance(term, Var) else term.value for term in rule.head.terms)


def _families(program: Program) -> dict[str, str]:
    """Per closed type, the first of the types that share constants with it."""
    found = {name: name for name, kind in program.types.items() if kind.kind == "closed"}
    for name, kind in program.types.items():
        for other in kind.includes:
            old, new = found[name], found[other]
            found = {each: new if family == old else family for each, family in found.items()}
    return found


def _codes(
    program: Program, families: Mapping[str, str], constants: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, int]]:
    """Per family, a number for each constant."""
    found: dict[str, dict[str, int]] = {family: {} for family in families.values()}
    for name, family in families.items():
        for value in (*program.labels[name], *constants.get(name, ())):
            found[family].setdefault(value, len(found[family]))
    return found
