"""Decides whole tables on DuckDB: one row per entity where the program allows it, else the relational plan, view by view."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

import duckdb

from kmopolicy.bulk.context import NO_GROUNDS, NOTHING_LISTED, Context
from kmopolicy.bulk.literals import text
from kmopolicy.bulk.opened import Opened, connected
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.rows import REASONS, Inspector, Trouble, declared_inputs, typed_cell
from kmopolicy.bulk.sources import Source, broken, sources
from kmopolicy.bulk.spill import out_of_room
from kmopolicy.bulk.wide.decisions import Decisions
from kmopolicy.bulk.wide.numbers import numbered
from kmopolicy.bulk.wide.run import run as run_wide
from kmopolicy.bulk.wide.told import Told
from kmopolicy.facts.locality import is_local
from kmopolicy.program.declarations import Argument, Predicate
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue import bulk as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

_PER_KIND = 2_000
"""Bytes that what is told of one kind of subject takes at most, as measured."""
_FEW = 8
"""Room enough for what is told of all kinds is that they take one in so many of all bytes."""
_REGISTER = 100_000
"""Rows of a register that are looked at one by one."""


class Counts(NamedTuple):
    """What became of the subjects: how many there are by type and outcome, with an outcome of "" where it is not decided.

    `apart`: how many rows were set apart.
    """

    rows: tuple[tuple[str, str, int], ...]
    apart: int = 0

    @property
    def undecided(self) -> int:
        """How many subjects are not decided."""
        return sum(count for _, outcome, count in self.rows if not outcome)


class Batch:
    """One run over one set of tables. `_decided` is its result, a row per subject."""

    def __init__(
        self,
        program: Program,
        readings: Mapping[str, str],
        path: str,
        *,
        day: date,
        memory: str | None = None,
        spill: str | None = None,
        opened: Opened | None = None,
        briefly: bool = False,
    ) -> None:
        """`opened`: the tables are open already, for several runs side by side. `briefly`: only outcomes are asked for."""
        self._program = program
        self._readings = readings
        self._path = path
        self._day = day
        self._opened = opened
        self._briefly = briefly
        # What a run makes for itself is its own: no cursor sees it but this one.
        self.connection = opened.connection.cursor() if opened else connected(memory, spill)
        self._memory = opened.memory if opened else memory or ""
        self._spill = opened.spill if opened else spill or ""
        self._sources: Mapping[str, Source] = {}
        self._decisions: Sequence[Decisions] = ()
        self._sound = True
        """Whether all subjects are decided."""

    @property
    def wide(self) -> bool:
        """Whether it was run with one row per entity: what subjects are told is then known by kinds of them."""
        return bool(self._decisions)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def decide(self, *, apart: bool = False, sideways: bool = True) -> None:
        """Decides everything. Bad rows are refused, unless they are to be set `apart`: what they touch is then not decided.

        `sideways`: with one row per entity wherever the program allows it.
        """
        try:
            self._decide(apart=apart, sideways=sideways)
        except duckdb.InterruptException:
            raise
        except duckdb.Error as failure:
            told = self.out_of_room(failure) or Refused(*self._broken())
            if told.diagnostics:
                raise told from None
            raise

    def out_of_room(self, failure: Exception) -> Refused | None:
        """What is told where a step failed for want of room."""
        return out_of_room(failure, self._spill, self._memory)

    def _decide(self, *, apart: bool, sideways: bool) -> None:
        self._sources = self._find()
        self._constants = dict(self._own_constants())
        self._inspector = Inspector(self.connection, self._program, self._sources, self._constants)
        self._registers()
        context = self._fitted(
            Context(
                self._program,
                self._readings,
                self.connection,
                self._sources,
                self._constants,
                self.rows,
                self._day,
                self._inspector,
                self._room(),
                self._briefly,
            )
        )
        self._decisions = run_wide(context) if sideways and not self.too_long else ()
        if not self.wide:
            self._step(context)
        troubles = self._inspector.troubles()
        if troubles and not apart:
            raise Refused(*(self._told(each) for each in troubles))
        self._set_apart()

    def _find(self) -> Mapping[str, Source]:
        return self._opened.sources if self._opened else sources(self.connection, self._program, self._path)

    def _room(self) -> int:
        """The bound on memory, in bytes, as the database understood it."""
        said = str(self.connection.execute("SELECT current_setting('memory_limit')").fetchall()[0][0])
        number, unit = said.split()
        return int(float(number) * 1024.0 ** ("bytes", "KiB", "MiB", "GiB", "TiB").index(unit))

    def _fitted(self, context: Context) -> Context:
        """As the engine likes it."""
        return context

    def _step(self, context: Context) -> None:
        # What it writes SQL with takes as long to come in as ten thousand decisions.
        from kmopolicy.bulk import stepwise

        stepwise.run(context)

    def _told(self, trouble: Trouble) -> Diagnostic:
        if trouble.reason == "missing":
            told = {"key": trouble.file, "subject": trouble.subject, "count": str(trouble.rows)}
            return Diagnostic(catalogue.MISSING_ROWS, Span(self._path, 0, 0, 0, 0), told, "mend")
        reason = REASONS[trouble.reason]
        args = {"row": str(trouble.row), "problem": reason.nl, "problem_en": reason["en"], "count": str(trouble.rows)}
        return Diagnostic(catalogue.BAD_ROWS, Span(trouble.file, 0, 0, 0, 0), args, "mend")

    def _broken(self) -> Iterator[Diagnostic]:
        """The files that cannot be read to their end."""
        for source in self._sources.values():
            try:
                cells = ", ".join(f"bit_xor(hash({cell.sql}))" for cell in source.columns.values())
                self.connection.execute(f"SELECT {cells} FROM {source.relation}").fetchall()
            except duckdb.Error:
                yield broken(source.file)

    def _own_constants(self) -> Iterator[tuple[str, list[str]]]:
        """The constants that tables declare, by type."""
        for kind in self._program.types.values():
            source = self._sources.get(show_type(kind.name)) if kind.kind == "closed" and kind.section else None
            if source:
                cell = source.columns[show_type(kind.name)].sql
                rows = self.connection.execute(
                    f"SELECT DISTINCT CAST({cell} AS VARCHAR) AS c FROM {source.relation} WHERE {cell} IS NOT NULL ORDER BY c"
                ).fetchall()
                yield kind.name, [name for (name,) in rows]

    def _registers(self) -> None:
        """The rows of what is about no entity: those of the policy, or those that stand in their place."""
        numbered = {
            name: {row.values: row.citation.sentence if row.citation else None for row in rows}
            for name, rows in self._program.tables.items()
        }
        self.rows: dict[str, list[tuple[tuple[Value, ...], str | None]]] = {
            name: list(rows.items()) for name, rows in numbered.items()
        }
        self.too_long = False
        for declared in declared_inputs(self._program, self._sources):
            if self._program.types[declared.arguments[0].type].kind != "entity":
                source = self._sources[declared.name]
                cells = ", ".join(typed_cell(self._program, each, source) for each in declared.arguments)
                found = self.connection.execute(
                    f"SELECT DISTINCT {cells} FROM {source.relation} LIMIT {_REGISTER}"
                ).fetchall()
                self.too_long = self.too_long or len(found) == _REGISTER
                self.rows[declared.name] = [(tuple(row), None) for row in found if None not in row]
                self._inspector.inspect(declared)

    def _set_apart(self) -> None:
        """What bad rows touch is not decided, nor what leads to it. `_problems` has the reason for each."""
        self.connection.execute(
            'CREATE TEMP TABLE _problems AS SELECT type, subject AS id, arg_min(reason, (file, "row")) AS problem '
            "FROM _bad_rows GROUP BY type, subject"
        )
        if not self._touched():
            self.connection.execute("CREATE TEMP VIEW _decided AS SELECT *, NULL::VARCHAR AS problem FROM _found")
            return
        self._sound = False
        registers = [each.type for each in self._register_arguments()]
        if not is_local(self._program) or self._touches(registers):
            self.connection.execute(
                "INSERT INTO _problems SELECT type, subject, 'depends' FROM _found "
                "WHERE NOT EXISTS (SELECT 1 FROM _problems p WHERE p.type = _found.type AND p.id = subject)"
            )
        self._touch_what_leads_there()
        self.connection.execute(
            "CREATE TEMP VIEW _decided AS SELECT f.type, f.subject, CASE WHEN p.problem IS NULL THEN outcome END AS outcome, "
            f"CASE WHEN p.problem IS NULL THEN themes ELSE {NOTHING_LISTED} END AS themes, "
            f"CASE WHEN p.problem IS NULL THEN grounds ELSE {NO_GROUNDS} END AS grounds, "
            f"CASE WHEN p.problem IS NULL THEN readings ELSE {NOTHING_LISTED} END AS readings, p.problem "
            "FROM _found AS f LEFT JOIN _problems AS p ON p.type = f.type AND p.id = f.subject"
        )

    def _register_arguments(self) -> Iterator[Argument]:
        for declared in declared_inputs(self._program, self._sources):
            if self._program.types[declared.arguments[0].type].kind != "entity":
                yield declared.arguments[0]

    def _touches(self, types: Sequence[str]) -> bool:
        told = ", ".join(map(text, types)) or "NULL"
        return bool(self.connection.execute(f"SELECT count(*) FROM _problems WHERE type IN ({told})").fetchall()[0][0])

    def _touch_what_leads_there(self) -> None:
        """Step by step, until nothing is added."""
        leading = [
            query for each in declared_inputs(self._program, self._sources) for query in self._lead_to_touched(each)
        ]
        seen, touched = -1, self._touched()
        while leading and touched > seen:
            self.connection.execute(f"INSERT INTO _problems {' UNION '.join(leading)}")
            seen, touched = touched, self._touched()

    def _touched(self) -> int:
        return int(self.connection.execute("SELECT count(*) FROM _problems").fetchall()[0][0])

    def _lead_to_touched(self, declared: Predicate) -> Iterator[str]:
        source, (first, *others) = self._sources[declared.name], declared.arguments
        key = f"CAST({source.columns[first.name].sql} AS VARCHAR)"
        for argument in others:
            if self._program.types[argument.type].kind == "entity":
                cell = f"CAST({source.columns[argument.name].sql} AS VARCHAR)"
                yield (
                    f"SELECT {text(first.type)}, {key}, 'depends' FROM {source.relation} AS f "
                    f"WHERE {cell} IN (SELECT id FROM _problems WHERE type = {text(argument.type)}) "
                    f"AND {key} NOT IN (SELECT id FROM _problems WHERE type = {text(first.type)} AND id IS NOT NULL)"
                )

    def is_empty(self) -> bool:
        """Whether the tables name nothing to decide about."""
        return not self.connection.execute(
            "SELECT 1 FROM _decided UNION ALL SELECT 1 FROM _bad_rows LIMIT 1"
        ).fetchall()

    def told(self, columns: Mapping[str, str], subject: str = "subject") -> str:
        """A query with the decisions by type and name: `columns` made of outcome, lists and problem.

        Where it is `in_order` the names were sorted alone, and what is told is made once for each kind of subject.
        """
        if self.in_order:
            found = self._told_by_kind.rows(columns, ordered=True)
            return f"SELECT type, {subject} AS subject, {', '.join(columns)} FROM ({found}) AS told"
        types = " ".join(f"WHEN {text(name)} THEN {text(show_type(name))}" for name in self._program.types)
        made = ", ".join(f"{made} AS {name}" for name, made in columns.items())
        head = f"SELECT CASE told.type {types} END AS type, {subject} AS subject, {made}"
        return f"{head} FROM _decided AS told ORDER BY told.type || ' ' || told.subject"

    @property
    def _told_by_kind(self) -> Told:
        return Told(self._decisions, show_type, apart=not self._sound)

    @cached_property
    def in_order(self) -> bool:
        """Whether the decisions are in order by themselves, when a single thread tells them."""
        if not self.wide:
            return False
        counted = " UNION ALL ".join(each.counted for each in self._decisions)
        ((kinds,),) = self.connection.execute(f"SELECT count(*) FROM ({counted})").fetchall()
        return bool(kinds * _PER_KIND < self._room() / _FEW)

    def put_in_order(self) -> None:
        """Sorts the names, for all that is told where it is `in_order`."""
        self._told_by_kind.put_in_order(self.connection)

    def numbered(self) -> str:
        """A query with all that is told, where it is `wide`: as numbers, which several threads read in one order."""
        return numbered(self.connection, self._told_by_kind)

    def counts(self) -> Counts:
        """How many subjects there are, by type and outcome."""
        counted = " UNION ALL ".join(each.counted for each in self._decisions)
        if not (self._sound and counted):
            counted = "SELECT type, outcome, 1 AS subjects FROM _decided"
        rows = self.connection.execute(
            f"SELECT type, coalesce(outcome, ''), sum(subjects)::BIGINT FROM ({counted}) GROUP BY ALL ORDER BY ALL"
        ).fetchall()
        (bad,) = self.connection.execute("SELECT count(*) FROM _bad_rows").fetchall()[0]
        return Counts(tuple(rows), bad)
