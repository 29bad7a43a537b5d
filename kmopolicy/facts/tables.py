"""Reads a folder of CSV tables, one per input predicate."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kmopolicy.facts.columns import Cells, head_of, trimmed, uneven, wrong_in_head
from kmopolicy.facts.csv import decode, rows
from kmopolicy.facts.folders import CSV, DOSSIERS, OTHER_TABLES, PARQUET
from kmopolicy.facts.gathering import Gathering
from kmopolicy.facts.model import Entity, Fact, Judgement
from kmopolicy.facts.nodes import Scalar
from kmopolicy.facts.refused import Refused
from kmopolicy.facts.statements import BECAUSE, BY, JUDGED, ON
from kmopolicy.facts.values import listed, named
from kmopolicy.program.declarations import Constant, Predicate, Type
from kmopolicy.program.near import nearest
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.text.catalogue import files
from kmopolicy.text.catalogue.facts import dossiers
from kmopolicy.text.catalogue.facts import tables as wrong_tables
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import read_bytes
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_LABEL = "label"


class _Row(NamedTuple):
    """The cells of a row by column."""

    cells: dict[str, Scalar]
    span: Span


class Folder:
    """Reads the tables of a folder into a gathering."""

    def __init__(self, program: Program, gathering: Gathering, path: Path) -> None:
        self._program = program
        self._to = gathering
        self._wrong = gathering.findings.wrong
        self._path = path
        self._inputs = {name: each for name, each in program.predicates.items() if each.role == "input"}
        self._constants = {
            show_type(kind.name): kind for kind in program.types.values() if kind.section and kind.kind == "closed"
        }
        self._lost = False
        """Whether rows of the table at hand could not be read."""

    def read(self) -> None:
        """All tables: those of constants first, then those by which things exist, then the others."""
        try:
            found = sorted(file for file in self._path.iterdir() if not file.name.startswith("."))
        except OSError:
            self._to.findings.add(Diagnostic(files.NOT_READABLE, None, {"file": str(self._path)}, "rights"))
            return
        tables = [file for file in found if file.suffix.lower() == CSV]
        for file in found:
            self._unread(file)
        if not tables and not self._to.findings:
            self._no_tables(found)
        for file in (file for file in tables if file.stem in self._constants):
            self._constants_in(self._constants[file.stem], file)
        for file in sorted((file for file in tables if file.stem in self._inputs), key=self._rank):
            self._facts_in(self._inputs[file.stem], file)

    def _rank(self, file: Path) -> tuple[bool, str]:
        return not self._inputs[file.stem].exists, file.name

    def _unread(self, file: Path) -> None:
        """Says of a file that it is not read, where facts may stand in it."""
        known = {*self._inputs, *self._constants}
        span = Span(str(file), 0, 0, 0, 0)
        if file.suffix.lower() != CSV:
            if file.suffix.lower() in (PARQUET, *OTHER_TABLES) or file.name.partition(".")[0] in known:
                self._wrong(wrong_tables.NOT_CSV, span, "save", file=file.name)
        elif file.stem not in known:
            near = nearest(file.stem, known)
            help_key = "derived" if file.stem in self._program.predicates else "near" if near else "known"
            args = {"file": file.name, "key": file.stem, "near": near, "known": self._first()}
            self._wrong(wrong_tables.UNKNOWN_TABLE, span, help_key, **args)

    def _no_tables(self, found: list[Path]) -> None:
        dossier = next((str(file) for file in found if file.suffix.lower() in DOSSIERS), "")
        args = {"folder": str(self._path), "known": self._first(), "dossier": dossier}
        self._wrong(wrong_tables.NO_TABLES, None, "dossier" if dossier else "name", **args)

    def _first(self) -> str:
        """The tables to start with: those by which things exist."""
        return listed(f"{name}{CSV}" for name, each in self._inputs.items() if each.exists)

    def _constants_in(self, kind: Type, file: Path) -> None:
        name = file.stem
        for row in self._rows(file, (name, _LABEL), ()):
            key, label = row.cells[name], row.cells[_LABEL]
            if key.text in self._program.labels[kind.name]:
                self._wrong(dossiers.KNOWN_CONSTANT, key.span, "row", name=key.text, **named(kind))
            elif key.text and label.text and self._to.values.id(key, kind):
                own = self._to.values.own.setdefault(kind.name, {})
                own[key.text] = Constant(key.text, Localized(label.text), key.span)
            else:
                empty = label if key.text else key
                self._wrong(wrong_tables.EMPTY_CELL, empty.span, "fill", column=_LABEL if key.text else name)

    def _facts_in(self, declared: Predicate, file: Path) -> None:
        if self._program.types[declared.arguments[0].type].kind != "entity":
            self._to.replaces.add(declared.name)
        columns = tuple(argument.name for argument in declared.arguments)
        judged = self._program.types[declared.arguments[-1].type].judged
        for row in self._rows(file, columns, JUDGED if judged else ()):
            self._fact(declared, row)
        if declared.exists and self._lost:
            self._to.unread.add(declared.arguments[0].type)

    def _fact(self, declared: Predicate, row: _Row) -> None:
        values = []
        for argument in declared.arguments:
            cell = row.cells[argument.name]
            if not cell.text:
                self._wrong(wrong_tables.EMPTY_CELL, cell.span, "fill", column=argument.name)
            values.append(self._to.values.read(cell, argument.type) if cell.text else None)
        if values[0] is None:
            self._lost = True
        else:
            self._to.attempted.add((declared.name, values[0]))
        ground = tuple(value for value in values if value is not None)
        if declared.exists and values[0] is not None:
            kind = declared.arguments[0].type
            self._to.entities.setdefault((kind, str(values[0])), Entity(kind, str(values[0]), row.span))
        if len(ground) == len(values):
            self._to.add(Fact(declared.name, ground, row.span, self._judgement(row)))

    def _judgement(self, row: _Row) -> Judgement | None:
        told = {key: row.cells[key] for key in JUDGED if key in row.cells and row.cells[key].text}
        if not told:
            return None
        texts = {key: cell.text for key, cell in told.items()}
        on = self._to.values.day(told[ON]) if ON in told else None
        return Judgement(texts.get(BY, ""), on, texts.get(BECAUSE, ""))

    def _rows(self, file: Path, needed: tuple[str, ...], optional: tuple[str, ...]) -> Iterator[_Row]:
        """The rows of a table; what cannot be read of it is told, and noted as lost."""
        self._lost = True
        content = read_bytes(file, str(file))
        text = decode(content, str(file)) if isinstance(content, bytes) else content
        if isinstance(text, Diagnostic):
            self._to.findings.add(text)
            return
        self._to.findings.reads(str(file), text)
        lines = rows(text, str(file))
        try:
            head = head_of(next(lines, None), str(file))
            wrong = wrong_in_head(head, needed, optional)
            self._to.findings.add(*wrong)
            if not wrong:
                self._lost = False
                yield from self._under(head, lines)
        except Refused as refused:
            self._lost = True
            self._to.findings.add(refused.diagnostic)

    def _under(self, head: Cells, lines: Iterator[Cells]) -> Iterator[_Row]:
        """The rows under a head, those with as many fields."""
        names = [cell.text for cell in head]
        for line in lines:
            cells = trimmed(line, len(names))
            if len(cells) == len(names):
                yield _Row(dict(zip(names, cells, strict=True)), cells[0].span.to(cells[-1].span))
            else:
                self._lost = True
                self._to.findings.add(uneven(cells, len(names)))
