"""The decisions about one outcome: what holds of a subject packed in a few numbers, spelt out once for each kind."""

from collections.abc import Iterator
from typing import NamedTuple

import duckdb

from kmopolicy.bulk.context import NO_GROUNDS, NOTHING_LISTED, every
from kmopolicy.bulk.sources import text
from kmopolicy.bulk.wide.columns import EVERY, LOOKUP, Column, Told
from kmopolicy.bulk.wide.relations import Relations
from kmopolicy.bulk.wide.words import WORD
from kmopolicy.program.program import Cases
from kmopolicy.program.terms import Value


class Verdicts(NamedTuple):
    """What is asked about one outcome: which case decides, the grounds, and what is listed with it, by predicate."""

    cases: Cases
    decides: tuple[tuple[str, Column], ...]
    told: tuple[Told, ...]
    shown: tuple[tuple[str, Column], ...]


class _Bit(NamedTuple):
    """One bit of a packed verdict, and what it says: a ground, or a theme where `told` is None."""

    word: int
    mask: int
    told: Told | None
    value: Value | None


class Decisions:
    """The decisions about one outcome: what holds of a subject packed in a few numbers, spelt out once for each kind."""

    def __init__(self, relations: Relations, at: int, verdicts: Verdicts) -> None:
        self._relations = relations
        self._name = f"_o{at}"
        self.subject_type = verdicts.cases.subject_type
        self.told = verdicts.told
        self._verdicts = verdicts
        self._parts: dict[int, list[str]] = {0: []}
        self._bits: list[_Bit] = []
        self._end = 0
        for predicate, column in verdicts.shown:
            self._pack(column, predicate, -1, None)
        for told in verdicts.told:
            place = 1 + told.arguments.index(EVERY) if told.column.mask else 0
            self._pack(told.column, told.predicate, place, told)
        self._lookups = {
            id(told): self._looked_up(told, number) for number, told in enumerate(verdicts.told) if told.lookups
        }

    def _pack(self, column: Column, predicate: str, place: int, told: Told | None) -> None:
        """A bit for each constant of a mask, which stand at a `place` of the predicate, or one bit for a truth."""
        if not column.mask:
            word, shift = self._place(1)
            self._parts[word].append(f"CASE WHEN {column.name} THEN {1 << shift}::BIGINT ELSE 0 END")
            self._bits.append(_Bit(word, 1 << shift, told, None))
            return
        values = list(self._relations.codes(self._relations.types(predicate)[place]))
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

    def write(self, connection: duckdb.DuckDBPyConnection) -> None:
        """The decisions: the same words mean the same grounds and themes, which are spelt out once."""
        execute, rows, keys = connection.execute, f"_row{every(self.subject_type)}", ", ".join(self._keys)
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
