"""Runs a policy with one row per entity: gathers what facts say, computes level by level, spells out grounds once per kind."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kmopolicy.bulk.context import NO_GROUNDS, NOTHING_LISTED, Context, every
from kmopolicy.bulk.rows import INVISIBLE, declared_inputs, typed_cell
from kmopolicy.bulk.sources import text
from kmopolicy.bulk.wide import EVERY, LOOKUP, Column, Hop, Told, Unfit, Wide, literal
from kmopolicy.bulk.words import WORD, Words
from kmopolicy.engines.core import lower
from kmopolicy.program.declarations import Predicate
from kmopolicy.program.expand import applies
from kmopolicy.program.program import Cases
from kmopolicy.program.terms import Atom, Rule, Value, Var


def run(context: Context) -> bool:
    """Makes the view `_found`; False where the program asks for more than one row per entity can say."""
    try:
        asked = _Asked(context)
    except Unfit:
        return False
    asked.name_grounds()
    for type_name in asked.order:
        _Type(asked, type_name).run()
    asked.inspect_references()
    union = " UNION ALL ".join(each.decided for each in asked.decisions)
    asked.connection.execute(f"CREATE TEMP VIEW _found AS {union}")
    return True


_FEW = 8
"""A table with rows for one thing in so many is small."""


class _Verdicts(NamedTuple):
    """What is asked about one outcome: which case decides, the grounds, and what is listed with it."""

    cases: Cases
    decides: tuple[tuple[str, Column], ...]
    told: tuple[Told, ...]
    shown: tuple[Column, ...]


class _Asked:
    """Everything that is asked of the program, as columns of the types."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.connection = context.connection
        self.suspect: set[str] = set()
        """Tables whose rows were looked at one by one."""
        self.sound: set[str] = set()
        """Tables that were found in order without being gathered."""
        program = self.program = context.program
        today = {each.name for each in program.predicates.values() if each.today}
        core = lower(program, context.readings)
        self.wide = Wide(program, core, context.rows, context.constants, {*context.sources, *today})
        self._cited = {rule.id: _cited(rule) for rule in program.rules}
        verdicts = [self._verdicts(cases) for cases in program.outcomes.values()]
        self.decisions = [_Decisions(self, at, each) for at, each in enumerate(verdicts)]
        self.words = {
            kind.name: Words(program, self.wide, kind.name, context.sources)
            for kind in program.types.values()
            if kind.kind == "entity"
        }
        self.order = self._ordered()
        self.reads = {each.name: self._read(each.predicate, each.pattern) for each in self.wide.gathered.values()}

    def _verdicts(self, cases: Cases) -> _Verdicts:
        columns = [self.wide.holds(applies(cases.name, at), ()) for at in range(1, len(cases.cases) + 1)]
        decides = tuple((case.value, column) for case, column in zip(cases.cases, columns, strict=True) if column)
        named: dict[Atom, list[Column]] = {}
        for case, column in zip(cases.cases, columns, strict=True):
            for atom in case.because if column else ():
                named.setdefault(_general(atom), []).append(column)  # type: ignore[arg-type]  # it is one, here
        told = tuple(
            each for atom, by in named.items() for each in self.wide.grounds(atom, by, self._cited.__getitem__)
        )
        shown = [
            self.wide.holds(each.name, (EVERY,))
            for each in self.program.predicates.values()
            if each.shown and each.arguments[0].type == cases.subject_type
        ]
        return _Verdicts(cases, decides, told, tuple(column for column in shown if column))

    def _read(self, predicate: str, pattern: tuple[object, ...]) -> str:
        """The expression of a gathered column; what has a default has a value in any case."""
        declared = self.program.predicates[predicate]
        words = self.words[declared.arguments[0].type]
        if predicate not in words.slots and not declared.today:
            raise Unfit(predicate)
        if not declared.today:
            return words.read(predicate, pattern)  # type: ignore[arg-type]  # a pattern is one
        day = literal(self.context.day)
        if LOOKUP not in pattern:
            return "TRUE"
        return f"coalesce({words.read(predicate, pattern)}, {day})" if predicate in words.slots else day  # type: ignore[arg-type]

    def _ordered(self) -> list[str]:
        """The types, each after those that its rows lead to."""
        leads: dict[str, set[str]] = {name: set() for name in self.words}
        for hop in self.wide.hops.values():
            leads[hop.owner].add(hop.target)
        ordered: list[str] = []
        while len(ordered) < len(leads):
            ready = [name for name in leads if name not in ordered and leads[name] <= set(ordered)]
            if not ready:
                raise Unfit("a circle of types")
            ordered += ready
        return ordered

    def name_grounds(self) -> None:
        """Types for what a ground names: there are few of each, and a million times a number is less than a text."""
        told = [told for each in self.decisions for told in each.told]
        names = {
            "_ground": {each.predicate for each in told},
            "_rule": {each.rule for each in told},
            "_sentence": {sentence for each in told for sentence in each.sentences.values()},
        }
        for name, values in names.items():
            listed = ", ".join(text(value) for value in sorted(values | {""}))
            self.connection.execute(f"CREATE TYPE {name} AS ENUM ({listed})")

    def inspect_references(self) -> None:
        """Where a table names something that is not there, its rows are looked at one by one."""
        stated = self.context.stated_types
        for declared in declared_inputs(self.program, self.context.sources):
            if declared.name in self.suspect or self._dangling(declared, stated):
                self.context.inspector.inspect_references(declared, stated)

    def _dangling(self, declared: Predicate, stated: Mapping[str, str]) -> bool:
        """Whether some row names a thing that is not there; of the rows that were gathered by that thing it is known."""
        source, owner = self.context.sources[declared.name], declared.arguments[0].type
        slot = self.words[owner].slots.get(declared.name) if owner in self.words else None
        for at, argument in enumerate(declared.arguments):
            if argument.type not in stated or (not at and (slot or declared.name in self.sound)):
                continue
            by_value = slot is not None and bool(slot.value)
            relation = f"_row{every(owner)}" if by_value else source.relation
            cell = slot.value if slot and by_value else typed_cell(self.program, argument, source)
            found = self.connection.execute(
                f"SELECT count(*) FROM {relation} AS f WHERE {cell} IS NOT NULL "
                f"AND NOT EXISTS (SELECT 1 FROM {stated[argument.type]} AS e WHERE e.id = {cell})"
            ).fetchall()
            if found[0][0]:
                return True
        return False


class _Type:
    """The entities of one type."""

    def __init__(self, asked: _Asked, name: str) -> None:
        self._asked = asked
        self._context = asked.context
        self._execute = asked.connection.execute
        self._name = name
        self._words = asked.words[name]
        self._every = every(name)
        self._base = f"_row{self._every}"
        self._exists = name in asked.context.stated_types

    def run(self) -> None:
        """Gathers and computes in one go, checks, and spells out the decisions."""
        self._gather()
        self._check()
        for each in self._asked.decisions:
            if each.subject_type == self._name:
                each.write()

    def _gather(self) -> None:
        """A row per thing that exists; anew and with more care where a table breaks its word."""
        # In the order of the tables where it can be: what stands together there is then found together here.
        self._execute(f"CREATE TEMP TABLE {self._every} AS {self._driver()}")
        if self._execute(f"SELECT count(DISTINCT id) FROM {self._every}").fetchall()[0][0] < self._count(self._every):
            self._execute(f"CREATE OR REPLACE TEMP TABLE {self._every} AS SELECT DISTINCT id FROM {self._every}")
        for once in (True, False):
            self._fill(once=once)
            if self._count(self._base) == self._count(self._every):
                return

    def _fill(self, *, once: bool) -> None:
        """The rows, part by part where there are more than fit in memory together."""
        small, count = self._small(), self._context.parts(self._count(self._every))
        for at in range(count):
            rows = self._computed(self._words.gathered(self._every, small, (at, count), once=once))
            self._execute(
                f"INSERT INTO {self._base} {rows}" if at else f"CREATE OR REPLACE TEMP TABLE {self._base} AS {rows}"
            )

    def _small(self) -> frozenset[str]:
        """The tables that speak of few of the things: together they are one table."""
        few = self._count(self._every) / _FEW
        return frozenset(name for name in self._words.slots if self._count(self._context.sources[name].relation) < few)

    def _driver(self) -> str:
        """The ids of all that exists: by the tables that say so, else by any that names it."""
        parts = []
        for declared in declared_inputs(self._asked.program, self._context.sources):
            source = self._context.sources[declared.name]
            for at, argument in enumerate(declared.arguments):
                if argument.type == self._name and (not self._exists or (at == 0 and declared.exists)):
                    cell = typed_cell(self._asked.program, argument, source)
                    parts.append(f"SELECT {cell} AS id FROM {source.relation} WHERE {cell} IS NOT NULL")
        return " UNION ALL ".join(parts) or "SELECT NULL::VARCHAR AS id WHERE FALSE"

    def _count(self, relation: str) -> int:
        return int(self._execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])

    def _check(self) -> None:
        """As many bits as rows: else the rows are looked at one by one."""
        slots = list(self._words.slots.values())
        exactly = [slot for slot in slots if slot.declared.cardinality == "exactly one"]
        odd_ids = f"count(*) FILTER (regexp_matches(id, {text(INVISIBLE)}))"
        sums = [f"coalesce(sum({self._words.bits_of(slot)}), 0)" for slot in slots]
        sums += [f"count(*) FILTER ({self._words.bits_of(slot)} = 0)" for slot in exactly]
        (odd, *found) = self._execute(f"SELECT {', '.join([odd_ids, *sums])} FROM {self._base}").fetchall()[0]
        for slot, bits in zip(slots, found, strict=False):
            if odd or self._count(self._context.sources[slot.declared.name].relation) != bits:
                self._inspect(slot.declared)
        for declared in self._words.beside:
            if self._amiss(declared):
                self._inspect(declared)
            else:
                self._asked.sound.add(declared.name)
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
            told = ", ".join(text(value) for value in sorted(self._asked.wide.allowed(argument.type))) or "NULL"
            known.append(f"{cell} IN ({told})" if closed else f"{cell} IS NOT NULL")
        key = cells if declared.cardinality == "many" else cells[:-1]
        right = f"SELECT DISTINCT {', '.join(key)} FROM {source.relation} WHERE {' AND '.join(known)}"
        return self._count(f"({right})") < self._count(source.relation)

    def _inspect(self, declared: Predicate) -> None:
        self._asked.suspect.add(declared.name)
        self._context.inspector.inspect(declared)

    def _computed(self, gathered: str) -> str:
        """The columns of the type, level by level: a column asks only for those of levels below its own."""
        wide = self._asked.wide
        own = [column for column in wide.columns.values() if column.owner == self._name]
        hops = {hop.name: hop for hop in wide.hops.values() if hop.owner == self._name}
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
        return list(dict.fromkeys(hop.column for hop in self._asked.wide.hops.values() if hop.target == target))

    def _kept(self) -> list[str]:
        """What others ask for of these rows, and what the decisions are made of."""
        names = self._asked_of(self._name)
        own = (each for each in self._asked.decisions if each.subject_type == self._name)
        return [*names, *(column for each in own for column in each.columns())]


class _Bit(NamedTuple):
    """One bit of a packed verdict, and what it says: a ground, or a theme where `told` is None."""

    word: int
    mask: int
    told: Told | None
    value: Value | None


class _Decisions:
    """The decisions about one outcome: what holds of a subject packed in a few numbers, spelt out once for each kind."""

    def __init__(self, asked: "_Asked", at: int, verdicts: _Verdicts) -> None:
        self._asked = asked
        self._name = f"_o{at}"
        self.subject_type = verdicts.cases.subject_type
        self.told = verdicts.told
        self._verdicts = verdicts
        self._parts: dict[int, list[str]] = {0: []}
        self._bits: list[_Bit] = []
        self._end = 0
        for column in verdicts.shown:
            self._pack(column, None)
        for told in verdicts.told:
            self._pack(told.column, told)
        self._lookups = {
            id(told): self._looked_up(told, number) for number, told in enumerate(verdicts.told) if told.lookups
        }

    def _pack(self, column: Column, told: Told | None) -> None:
        """A place for each constant of a mask, or one for a truth."""
        if not column.mask:
            word, shift = self._place(1)
            self._parts[word].append(f"CASE WHEN {column.name} THEN {1 << shift}::BIGINT ELSE 0 END")
            self._bits.append(_Bit(word, 1 << shift, told, None))
            return
        values = self._values(column, told)
        for start in range(0, len(values), WORD):
            piece = values[start : start + WORD]
            word, shift = self._place(len(piece))
            bits = f"({column.name} >> {start}) & {(1 << len(piece)) - 1}" if len(values) > WORD else column.name
            self._parts[word].append(f"(({bits})::BIGINT << {shift})")
            self._bits += [_Bit(word, 1 << (shift + at), told, value) for at, value in enumerate(piece)]

    def _place(self, width: int) -> tuple[int, int]:
        """Where so many bits fit in one word."""
        if self._end % WORD + width > WORD:
            self._end += WORD - self._end % WORD
        found = divmod(self._end, WORD)
        self._end += width
        self._parts.setdefault(found[0], [])
        return found

    def _values(self, column: Column, told: Told | None) -> list[str]:
        """The constants of a mask, by their number."""
        program = self._asked.program
        if told is None:
            predicate = next(
                each.name
                for each in program.predicates.values()
                if each.shown and self._asked.wide.holds(each.name, (EVERY,)) == column
            )
            type_name = program.predicates[predicate].arguments[-1].type
        else:
            arguments = program.predicates[told.predicate].arguments[1:]
            type_name = arguments[told.arguments.index(EVERY)].type
        return list(self._asked.wide.codes[self._asked.wide.family_of(type_name)])

    def _looked_up(self, told: Told, number: int) -> list[str]:
        return [f"{self._name}_l{number}_{at}" for at in range(len(told.lookups))]

    @property
    def _words(self) -> list[str]:
        return [f"{self._name}_w{word}" for word in sorted(self._parts)]

    @property
    def _keys(self) -> list[str]:
        return [*self._words, *(name for names in self._lookups.values() for name in names)]

    def columns(self) -> Iterator[str]:
        """What is kept of each subject: its outcome, the words, and the values that a ground speaks of."""
        whens = " ".join(f"WHEN {column.name} THEN {text(value)}" for value, column in self._verdicts.decides)
        yield f"CASE {whens} END AS {self._name}_outcome" if whens else f"NULL::VARCHAR AS {self._name}_outcome"
        for word, parts in sorted(self._parts.items()):
            yield f"{' | '.join(parts) or '0::BIGINT'} AS {self._name}_w{word}"
        for told in self._verdicts.told:
            for name, column in zip(self._lookups.get(id(told), ()), told.lookups, strict=True):
                held = f"{told.column.name} <> 0" if told.column.mask else told.column.name
                yield f"CASE WHEN {held} THEN CAST({column.name} AS VARCHAR) ELSE '' END AS {name}"

    def write(self) -> None:
        """The decisions: the same words mean the same grounds and themes, which are spelt out once."""
        execute, rows, keys = self._asked.connection.execute, f"_row{every(self.subject_type)}", ", ".join(self._keys)
        kinds = f"SELECT row_number() OVER () AS kind, * FROM (SELECT DISTINCT {keys} FROM {rows})"
        execute(f"CREATE TEMP TABLE {self._name}_kinds AS {kinds}")
        themes = self._spelt([(place, bit) for place, bit in enumerate(self._bits) if bit.told is None])
        grounds = self._spelt([(place, bit) for place, bit in enumerate(self._bits) if bit.told])
        execute(
            f"CREATE TEMP TABLE {self._name}_spelt AS "
            f"SELECT k.*, coalesce(t.found, []) AS themes, coalesce(g.found, []) AS grounds "
            f"FROM {self._name}_kinds AS k {self._listed(themes, 't')} {self._listed(grounds, 'g')}"
        )
        self.decided = (
            f"SELECT {text(self.subject_type)} AS type, id AS subject, {self._name}_outcome AS outcome, "
            f"{'themes' if themes else NOTHING_LISTED} AS themes, {'grounds' if grounds else NO_GROUNDS} AS grounds "
            f"FROM {rows} JOIN {self._name}_spelt USING ({keys})"
        )

    def _listed(self, spelt: str, alias: str) -> str:
        if not spelt:
            return f"LEFT JOIN (SELECT NULL::BIGINT AS kind, NULL AS found WHERE FALSE) AS {alias} USING (kind)"
        listed = f"SELECT kind, list(said ORDER BY place) AS found FROM ({spelt}) GROUP BY kind"
        return f"LEFT JOIN ({listed}) AS {alias} USING (kind)"

    def _spelt(self, bits: list[tuple[int, _Bit]]) -> str:
        """What the bits say, a row for each that is set; what speaks of a value that is looked up apart."""
        alike = [(place, bit) for place, bit in bits if bit.told is None or not bit.told.lookups]
        parts = [
            f"SELECT kind, {place} AS place, {self._said(bit)} AS said FROM {self._name}_kinds "
            f"WHERE ({self._name}_w{bit.word} & {bit.mask}) <> 0"
            for place, bit in bits
            if (place, bit) not in alike
        ]
        if alike:
            rows = ", ".join(f"({bit.word}, {bit.mask}, {place}, {self._said(bit)})" for place, bit in alike)
            word = " ".join(f"WHEN {word} THEN {self._name}_w{word}" for word in sorted(self._parts))
            parts.append(
                f"SELECT kind, place, said FROM {self._name}_kinds "
                f"JOIN (VALUES {rows}) AS b(word, mask, place, said) ON (CASE word {word} END & mask) <> 0"
            )
        return " UNION ALL ".join(parts)

    def _said(self, bit: _Bit) -> str:
        return text(str(bit.value)) if bit.told is None else self._ground(bit.told, bit.value)

    def _ground(self, told: Told, value: Value | None) -> str:
        lookups = iter(self._lookups.get(id(told), ()))
        values = []
        for argument in told.arguments:
            if argument is EVERY:
                values.append(text(str(value)))
            elif argument is LOOKUP:
                values.append(next(lookups))
            else:
                values.append(text(str(argument)))
        sentence = told.sentences.get(None) or told.sentences.get(value, "")
        return (
            f'struct_pack(ground := {text(told.predicate)}::_ground, "values" := [{", ".join(values)}]::VARCHAR[], '
            f"rule := {text(told.rule)}::_rule, sentence := {text(sentence)}::_sentence)"
        )


def _general(atom: Atom) -> Atom:
    """The atom with its variables named by their place, so that cases that name the same ground name it once."""
    terms = (Var(f"V{at}") if isinstance(term, Var) else term for at, term in enumerate(atom.terms))
    return Atom(atom.predicate, tuple(terms))


def _cited(rule: Rule) -> tuple[str, bool]:
    """The sentence that a rule rests on, and whether it reads on in the rows that it uses."""
    citation = next(iter(rule.citations), None)
    return (citation.sentence if citation else "", citation is None or citation.quote.endswith(":"))
