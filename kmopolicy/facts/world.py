"""The world that a question is asked of: facts and table rows by predicate, and the part of it that one subject can see."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from kmopolicy.facts.locality import is_local
from kmopolicy.facts.model import Entity, Fact, Facts
from kmopolicy.program.declarations import Row
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value

Values = tuple[Value, ...]
Pattern = tuple[Value | None, ...]


class Tables:
    """The rows that ship with a policy, indexed by any one argument. One per program; safe to share between threads."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self.rows: Mapping[str, Mapping[Values, Row]] = {
            name: {row.values: row for row in rows} for name, rows in program.tables.items()
        }
        self._indexes: dict[tuple[str, int], Mapping[Value, tuple[Values, ...]]] = {}

    @cached_property
    def local(self) -> bool:
        """Whether a subject's part of the facts is enough to decide about it."""
        return is_local(self._program)

    @cached_property
    def entity_types(self) -> Mapping[str, tuple[str, ...]]:
        """Per predicate: the entity type of each argument, "" where it has none."""
        types = self._program.types
        return {
            name: tuple(
                argument.type if types[argument.type].kind == "entity" else "" for argument in predicate.arguments
            )
            for name, predicate in self._program.predicates.items()
        }

    def matching(self, predicate: str, pattern: Pattern) -> Iterable[Values]:
        """The rows of `predicate` that agree with `pattern` wherever it is not None."""
        rows = self.rows.get(predicate)
        if not rows:
            return ()
        if None not in pattern:
            return _itself(pattern) if pattern in rows else ()
        place = next((place for place, value in enumerate(pattern) if value is not None), None)
        if place is None:
            return rows
        return [values for values in self._index(predicate, place).get(pattern[place], ()) if _agrees(pattern, values)]

    def _index(self, predicate: str, place: int) -> Mapping[Value | None, tuple[Values, ...]]:
        index = self._indexes.get((predicate, place))
        if index is None:
            found: dict[Value, list[Values]] = {}
            for values in self.rows[predicate]:
                found.setdefault(values[place], []).append(values)
            index = self._indexes[predicate, place] = {value: tuple(rows) for value, rows in found.items()}
        return index  # type: ignore[return-value]  # a Mapping is invariant in its key


class World:
    """Facts of one dossier (or the slice of it that a subject can reach), beside the policy's tables."""

    def __init__(
        self, tables: Tables, facts: Iterable[Fact], entities: Iterable[Entity], replaces: frozenset[str]
    ) -> None:
        self.tables = tables
        self.entities = tuple(entities)
        self.replaces = replaces
        self.facts: dict[str, dict[Values, Fact]] = {}
        for entity in self.entities:
            name = exists(entity.type)
            self.facts.setdefault(name, {})[entity.id,] = Fact(name, (entity.id,), entity.span)
        for fact in facts:
            self.facts.setdefault(fact.predicate, {}).setdefault(fact.values, fact)

    @cached_property
    def stated(self) -> frozenset[str]:
        """The predicates with a fact or a row."""
        rows = (name for name, rows in self.tables.rows.items() if rows and name not in self.replaces)
        return frozenset((*self.facts, *rows))

    def holds(self, predicate: str, pattern: Pattern) -> bool:
        """Whether a fact or row of an input or table predicate agrees with `pattern`."""
        if None in pattern:
            return bool(self.matching(predicate, pattern))
        if pattern in self.facts.get(predicate, ()):
            return True
        return predicate not in self.replaces and pattern in self.tables.rows.get(predicate, ())

    def matching(self, predicate: str, pattern: Pattern) -> tuple[Values, ...]:
        """The facts and rows of an input or table predicate that agree with `pattern`, facts first, each once."""
        facts = self.facts.get(predicate)
        if predicate not in self.tables.rows or predicate in self.replaces:
            return tuple(_matching(facts, pattern)) if facts else ()
        rows = self.tables.matching(predicate, pattern)
        if not facts:
            return tuple(rows)
        return (*_matching(facts, pattern), *(values for values in rows if values not in facts))

    def origin(self, predicate: str, values: Values) -> Fact | Row | None:
        """Where a ground input or table atom comes from; None where it is neither a fact nor a row."""
        fact = self.facts.get(predicate, {}).get(values)
        if fact is not None or predicate in self.replaces:
            return fact
        return self.tables.rows.get(predicate, {}).get(values)


class Slices:
    """Cuts a world into what each subject can reach: its own facts, those of what they refer to, and so on."""

    def __init__(self, program: Program, tables: Tables, facts: Facts) -> None:
        self._program = program
        self._tables = tables
        self._facts = facts

    @cached_property
    def whole(self) -> World:
        """The whole of the facts."""
        return World(self._tables, sorted(self._facts.facts, key=_written), self._facts.entities, self._facts.replaces)

    @cached_property
    def _facts_of(self) -> Mapping[tuple[str, str], tuple[Fact, ...]]:
        """The facts whose first argument is an entity, by its type and id; under ("", "") those about no entity."""
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in self._facts.facts:
            home = self._tables.entity_types[fact.predicate][0]
            found.setdefault((home, str(fact.values[0])) if home else ("", ""), []).append(fact)
        return {entity: tuple(facts) for entity, facts in found.items()}

    @cached_property
    def _entities(self) -> Mapping[tuple[str, str], Entity]:
        return {(entity.type, entity.id): entity for entity in self._facts.entities}

    def of(self, entity_type: str, entity_id: str) -> World:
        """What `entity_id` can reach, itself first; the whole where the policy's rules look further than that."""
        if not self._tables.local:
            return self.whole
        reached = self.reach(entity_type, entity_id)
        facts = sorted((fact for key in (("", ""), *reached) for fact in self._facts_of.get(key, ())), key=_written)
        entities = [self._entities.get(key) or Entity(key[0], key[1], None) for key in reached]
        return World(self._tables, facts, entities, self._facts.replaces)

    def reach(self, entity_type: str, entity_id: str) -> tuple[tuple[str, str], ...]:
        """The entities that can be reached from one by its facts, as (type, id), nearest first."""
        reached: dict[tuple[str, str], None] = {(entity_type, entity_id): None}
        queue = [(entity_type, entity_id)]
        for key in queue:
            for fact in self._facts_of.get(key, ()):
                for home, value in zip(self._tables.entity_types[fact.predicate][1:], fact.values[1:], strict=True):
                    if home and (home, str(value)) not in reached:
                        reached[home, str(value)] = None
                        queue.append((home, str(value)))
        return tuple(reached)


def _matching(facts: Mapping[Values, Fact], pattern: Pattern) -> Iterable[Values]:
    if None in pattern:
        return [values for values in facts if _agrees(pattern, values)]
    return _itself(pattern) if pattern in facts else ()


def _itself(pattern: Pattern) -> tuple[Values]:
    """The one tuple of values that a pattern without gaps agrees with."""
    return (pattern,)  # type: ignore[return-value]  # no value of it is None


def _agrees(pattern: Pattern, values: Values) -> bool:
    return all(want is None or want == value for want, value in zip(pattern, values, strict=True))


def _written(fact: Fact) -> tuple[str, ...]:
    """An order that does not depend on the order in the file."""
    return (fact.predicate, *map(str, fact.values))
