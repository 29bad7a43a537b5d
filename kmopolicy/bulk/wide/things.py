"""The entities of one type: who there are, what facts say of each, and whether every row of every table has its place in that."""

from kmopolicy.bulk.context import every
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.rows import INVISIBLE, every_id, naming, typed_cell
from kmopolicy.bulk.wide.asked import Asked
from kmopolicy.bulk.wide.columns import Column, Hop
from kmopolicy.bulk.wide.words import Slot
from kmopolicy.program.declarations import Predicate

_FEW = 1.25
"""A table with rows for one thing in so many is small."""


class Things:
    """One type; after `run`: tables that are `suspect` (inspected row by row) and `sound` without being gathered."""

    def __init__(self, asked: Asked, name: str) -> None:
        self._asked = asked
        self._context = asked.context
        self._execute = asked.context.connection.execute
        self._name = name
        self._words = asked.words[name]
        self._every = every(name)
        self._base = f"_row{self._every}"
        self.suspect: set[str] = set()
        self.sound: set[str] = set()

    def run(self) -> None:
        """Gathers and computes in one go, checks, and spells out the decisions."""
        self._gather()
        self._check()
        for each in self._asked.decisions:
            if each.subject_type == self._name:
                each.write(self._context.connection)

    def _gather(self) -> None:
        """A row per thing that exists; anew and with more care where a table breaks its word."""
        # In the order of the tables where it can be: what stands together there is then found together here.
        brought = self._stating()
        if brought:
            self._execute(f"CREATE TEMP TABLE {self._every} AS {self._words.driver(brought)}")
        if not brought or self._count(f"(SELECT DISTINCT id FROM {self._every})") < self._count(self._every):
            ids = every_id(self._asked.program, self._context.sources, self._name)
            self._execute(f"CREATE OR REPLACE TEMP TABLE {self._every} AS {ids}")
            brought = None
        many = self._count(self._every)
        for once in (True, False):
            self._fill(brought, many, once=once)
            if self._count(self._base) == many:
                return

    def _stating(self) -> Slot | None:
        """The one table that says who there is, where it says one thing of each."""
        stating = [
            slot for slot in self._words.slots.values() if slot.declared.exists and self._words.stands_once(slot)
        ]
        named = list(naming(self._asked.program, self._context.sources, self._name))
        return stating[0] if len(stating) == 1 and not stating[0].value and len(named) == 1 else None

    def _fill(self, brought: Slot | None, many: int, *, once: bool) -> None:
        """The rows, part by part where there are more than fit in memory together."""
        small, count = self._small(many / _FEW), self._context.parts(many)
        for at in range(count):
            rows = self._computed(self._words.gathered(self._every, brought, small, (at, count), once=once))
            self._execute(
                f"INSERT INTO {self._base} {rows}" if at else f"CREATE OR REPLACE TEMP TABLE {self._base} AS {rows}"
            )

    def _small(self, few: float) -> frozenset[str]:
        """The tables that speak of few of the things: together they are one table."""
        if self._context.gathers:
            return frozenset(name for name, slot in self._words.slots.items() if not self._words.says_text(slot))
        return frozenset(name for name in self._words.slots if self._asked.sizes[name] < few)

    def _count(self, relation: str) -> int:
        return int(self._execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])

    def _check(self) -> None:
        """As many bits as rows: else the rows are looked at one by one."""
        slots = [slot for slot in self._words.slots.values() if not slot.asked]
        exactly = [slot for slot in slots if slot.declared.cardinality == "exactly one"]
        odd_ids = f"count(*) FILTER (regexp_matches(id, {text(INVISIBLE)}))"
        sums = [f"coalesce(sum({self._words.bits_of(slot)}), 0)" for slot in slots]
        sums += [f"count(*) FILTER ({self._words.bits_of(slot)} = 0)" for slot in exactly]
        (odd, *found) = self._execute(f"SELECT {', '.join([odd_ids, *sums])} FROM {self._base}").fetchall()[0]
        for slot, bits in zip(slots, found, strict=False):
            if odd or self._asked.sizes[slot.declared.name] != bits:
                self._inspect(slot.declared)
        for declared in self._words.beside:
            if self._amiss(declared):
                self._inspect(declared)
            else:
                self.sound.add(declared.name)
        missing = dict(zip((slot.declared.name for slot in exactly), found[len(slots) :], strict=True))
        for declared in self._asked.program.predicates.values():
            needed = declared.cardinality == "exactly one" and declared.role == "input"
            if needed and declared.arguments[0].type == self._name and missing.get(declared.name, 1):
                self._context.inspector.inspect_missing(declared, self._every)

    def _amiss(self, declared: Predicate) -> bool:
        """Whether fewer rows are in order than there are: each once, with known constants, of things that exist."""
        source, program = self._context.sources[declared.name], self._asked.program
        cells = [typed_cell(program, each, source) for each in declared.arguments]
        known = [f"{cells[0]} IN (SELECT id FROM {self._every})"]
        for cell, argument in zip(cells[1:], declared.arguments[1:], strict=True):
            closed = program.types[argument.type].kind == "closed"
            told = ", ".join(text(value) for value in sorted(self._asked.relations.allowed(argument.type))) or "NULL"
            known.append(f"{cell} IN ({told})" if closed else f"{cell} IS NOT NULL")
        key = cells if declared.cardinality == "many" else cells[:-1]
        right = f"SELECT DISTINCT {', '.join(key)} FROM {source.relation} WHERE {' AND '.join(known)}"
        return self._count(f"({right})") < self._asked.sizes[declared.name]

    def _inspect(self, declared: Predicate) -> None:
        self.suspect.add(declared.name)
        self._context.inspector.inspect(declared)

    def _computed(self, gathered: str) -> str:
        """The columns of the type, level by level: a column asks only for those of levels below its own."""
        compiled = self._asked.columns
        own = [column for column in compiled.columns.values() if column.owner == self._name]
        hops = {hop.name: hop for hop in compiled.hops.values() if hop.owner == self._name}
        joins: dict[tuple[str, str], str] = {}
        for hop in hops.values():
            joins.setdefault((hop.key, hop.target), f"j{len(joins)}")
        first = ["b.*"]
        for column in (column for column in own if not column.level):
            if column.name in hops:
                first.append(f"{self._hopped(column, hops[column.name], joins)} AS {column.name}")
            else:
                first.append(f"{column.sql or self._asked.reads[column.name]} AS {column.name}")
        joined = "".join(
            f" LEFT JOIN (SELECT id, {', '.join(self._asked_of(target))} FROM _row{every(target)}) AS {alias} "
            f"ON {alias}.id = {self._asked.reads[key]}"
            for (key, target), alias in joins.items()
        )
        query = f"SELECT {', '.join(first)} FROM ({gathered}) AS b{joined}"
        for level in sorted({column.level for column in own} - {0}):
            made = ", ".join(f"({column.sql}) AS {column.name}" for column in own if column.level == level)
            query = f"SELECT *, {made} FROM ({query})"
        return f"SELECT {', '.join(['id', *self._words.columns, *self._kept()])} FROM ({query})"

    def _hopped(self, column: Column, hop: Hop, joins: dict[tuple[str, str], str]) -> str:
        found = f"{joins[hop.key, hop.target]}.{hop.column}"
        return found if column.kind == "value" else f"coalesce({found}, {'0' if column.mask else 'FALSE'})"

    def _asked_of(self, target: str) -> list[str]:
        """The columns of a type that others ask for."""
        return list(dict.fromkeys(hop.column for hop in self._asked.columns.hops.values() if hop.target == target))

    def _kept(self) -> list[str]:
        """What others ask for of these rows, and what the decisions are made of."""
        names = self._asked_of(self._name)
        own = (each for each in self._asked.decisions if each.subject_type == self._name)
        return [*names, *(column for each in own for column in each.columns())]
