"""The decisions about one outcome: what holds of a subject packed in a few numbers, spelt out once for each kind."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.context import NO_GROUNDS, NOTHING_LISTED, every
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.wide.columns import EVERY, Column, Told
from kmopolicy.bulk.wide.relations import Relations
from kmopolicy.bulk.wide.sayings import Bit, looked_up, sayings
from kmopolicy.bulk.wide.words import WORD
from kmopolicy.program.program import Cases

COLUMNS: Mapping[str, str] = {name: name for name in ("outcome", "themes", "grounds", "readings")}
"""What a kind of subject is told, as it stands."""


class Verdicts(NamedTuple):
    """What is asked about one outcome: the number of its value, the grounds, and what is listed with it, by predicate.

    `depends`: the readings with the option in use, each with whether the outcome would be another under another option.
    """

    cases: Cases
    outcome: Column
    told: tuple[Told, ...]
    shown: tuple[tuple[str, Column], ...]
    depends: tuple[tuple[str, Column], ...]

    @property
    def values(self) -> list[str]:
        """The values that the outcome may have, in the order of their numbers: the first is 1."""
        return list(dict.fromkeys(case.value for case in self.cases.cases))


class Decisions:
    """The decisions about one outcome. The first bits of the first word number its value, 0 for none."""

    def __init__(self, relations: Relations, at: int, verdicts: Verdicts) -> None:
        self._relations = relations
        self._at = at
        self._name = f"_o{at}"
        self.subject_type = verdicts.cases.subject_type
        self._rows = f"_row{every(self.subject_type)}"
        self._verdicts = verdicts
        self._parts: list[list[str]] = []
        self._bits: list[Bit] = []
        self._readings: list[Bit] = []
        self._free = 0
        self._pack_outcome()
        for predicate, column in verdicts.shown:
            self._pack(column, predicate, -1, None)
        for told in verdicts.told:
            place = 1 + told.arguments.index(EVERY) if told.column.mask else 0
            self._pack(told.column, told.predicate, place, told)
        for reading, column in verdicts.depends:
            self._readings.append(Bit(*self._truth(column), None, reading))
        self._lookups = {
            id(told): [f"{self._name}_l{number}_{at}" for at in range(len(told.lookups))]
            for number, told in enumerate(verdicts.told)
            if told.lookups
        }

    # What is kept of each subject

    def _pack_outcome(self) -> None:
        width = len(self._verdicts.values).bit_length()
        self._value = (1 << width) - 1
        word, _ = self._place(width)
        self._parts[word].append(f"{self._verdicts.outcome.name}::BIGINT")

    def _pack(self, column: Column, predicate: str, place: int, told: Told | None) -> None:
        """A bit for each constant of a mask, which stand at a `place` of the predicate, or one bit for a truth."""
        if not column.mask:
            self._bits.append(Bit(*self._truth(column), told, None))
            return
        values = list(self._relations.codes(self._relations.types(predicate)[place]))
        for start in range(0, len(values), WORD):
            piece = values[start : start + WORD]
            word, shift = self._place(len(piece))
            bits = f"({column.name} >> {start}) & {(1 << len(piece)) - 1}" if len(values) > WORD else column.name
            self._parts[word].append(f"(({bits})::BIGINT << {shift})")
            self._bits += [Bit(word, 1 << (shift + at), told, value) for at, value in enumerate(piece)]

    def _truth(self, column: Column) -> tuple[int, int]:
        """The word and the mask of the bit for a truth."""
        word, shift = self._place(1)
        self._parts[word].append(f"CASE WHEN {column.name} THEN {1 << shift}::BIGINT ELSE 0 END")
        return word, 1 << shift

    def _place(self, width: int) -> tuple[int, int]:
        """Where so many bits fit in one word."""
        if not self._parts or self._free < width:
            self._parts.append([])
            self._free = WORD
        self._free -= width
        return len(self._parts) - 1, WORD - self._free - width

    def _word(self, at: int) -> str:
        return f"{self._name}_w{at}"

    @property
    def _keys(self) -> list[str]:
        words = [self._word(at) for at in range(len(self._parts))]
        return [*words, *(name for names in self._lookups.values() for name in names)]

    def columns(self) -> Iterator[str]:
        """What is kept of each subject: the words, and the values that a ground speaks of."""
        for at, parts in enumerate(self._parts):
            yield f"{' | '.join(parts)} AS {self._word(at)}"
        for told in self._verdicts.told:
            for name, column in zip(self._lookups.get(id(told), ()), told.lookups, strict=True):
                held = f"{told.column.name} <> 0" if told.column.mask else told.column.name
                yield f"CASE WHEN {held} THEN CAST({column.name} AS VARCHAR) ELSE '' END AS {name}"

    # What that says

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """What each kind of subject is told: the same words mean the same outcome and the same lists."""
        keys = ", ".join(self._keys)
        counted = f"SELECT {keys}, count(*) AS subjects FROM {self._rows} GROUP BY {keys}"
        # In order, so that a kind has the same number however often a cluster counts them.
        numbered = f"SELECT {self._at << 32} + row_number() OVER (ORDER BY {keys}) AS kind, * FROM ({counted})"
        connection.execute(f"CREATE TEMP TABLE {self._name}_kinds AS {numbered}")
        connection.execute(f"CREATE TEMP TABLE {self._name}_spelt AS {self._spelt()}")

    @property
    def subjects(self) -> str:
        """A query with the id and the kind of each subject. No kind is one of another outcome as well."""
        kinds = f"{self._name}_kinds USING ({', '.join(self._keys)})"
        return f"SELECT id AS subject, kind FROM {self._rows} JOIN {kinds}"

    def told(self, columns: Mapping[str, str]) -> str:
        """A query with `columns` made of the outcome and the lists of each kind."""
        made = ", ".join(f"{made} AS {name}" for name, made in columns.items())
        return f"SELECT kind, {made} FROM {self._name}_spelt"

    @property
    def counted(self) -> str:
        """A query with how many subjects each kind has, and which outcome."""
        return f"SELECT {text(self.subject_type)} AS type, outcome, subjects FROM {self._name}_spelt"

    def _spelt(self) -> str:
        whens = " ".join(f"WHEN {number} THEN {text(value)}" for number, value in enumerate(self._verdicts.values, 1))
        outcome = f"CASE {self._word(0)} & {self._value} {whens} END" if whens else "NULL::VARCHAR"
        themes, among_themes = self._list([bit for bit in self._bits if bit.told is None], "t", NOTHING_LISTED)
        grounds, among_grounds = self._list([bit for bit in self._bits if bit.told], "g", NO_GROUNDS)
        readings, among_readings = self._list(self._readings, "r", NOTHING_LISTED)
        return (
            f"SELECT k.*, {outcome} AS outcome, {themes} AS themes, {grounds} AS grounds, {readings} AS readings "
            f"FROM {self._name}_kinds AS k {among_themes} {among_grounds} {among_readings}"
        )

    def _list(self, bits: Sequence[Bit], alias: str, nothing: str) -> tuple[str, str]:
        """What the bits of each word say as one list, with the joins that it needs; what looks a value up comes last."""
        lists, joins = [], []
        for at in range(len(self._parts)):
            own = [bit for bit in bits if bit.word == at and not bit.looks_up]
            if own:
                word, name = f"{self._word(at)} & {sum(bit.mask for bit in own)}", f"{alias}{at}"
                words = f"SELECT DISTINCT {word} AS word FROM {self._name}_kinds"
                found = (
                    f"SELECT word, list(said ORDER BY place) AS found "
                    f"FROM ({words}) JOIN ({sayings(own)}) ON (word & mask) <> 0 GROUP BY word"
                )
                joins.append(f"LEFT JOIN ({found}) AS {name} ON {name}.word = {word}")
                lists.append(f"{name}.found")
        for bit in bits:
            if bit.told and bit.looks_up:
                said = looked_up(bit, bit.told, iter(self._lookups[id(bit.told)]))
                lists.append(f"CASE WHEN ({self._word(bit.word)} & {bit.mask}) <> 0 THEN [{said}] END")
        return f"coalesce(list_concat({', '.join(lists)}), {nothing})" if lists else nothing, " ".join(joins)
