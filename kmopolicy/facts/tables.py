"""Reads a folder of CSV tables, one per input predicate, as people save them: Excel's separators and encodings too."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kmopolicy.facts.gathering import Gathering
from kmopolicy.facts.model import Entity, Fact, Judgement
from kmopolicy.facts.nodes import Scalar
from kmopolicy.facts.refused import same_key
from kmopolicy.facts.statements import BECAUSE, BY, JUDGED, ON
from kmopolicy.facts.values import cut, listed, named
from kmopolicy.program.declarations import Constant, Predicate, Type
from kmopolicy.program.near import near_or, nearest
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.text.catalogue import facts as catalogue
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

    def read(self) -> None:
        """All tables: those of constants first, then those by which things exist, then the others."""
        names = [file.stem for file in sorted(self._path.glob("*.csv"))]
        known = [name for name in names if name in self._constants or name in self._inputs]
        for name in names:
            if name not in known:
                self._unknown(name)
        if not names:
            self._no_tables()
        for name in (name for name in known if name in self._constants):
            self._constants_in(self._constants[name], name)
        for name in sorted((name for name in known if name in self._inputs), key=self._rank):
            self._facts_in(self._inputs[name])

    def _rank(self, name: str) -> tuple[bool, str]:
        return not self._inputs[name].exists, name

    def _unknown(self, name: str) -> None:
        near = nearest(name, (*self._inputs, *self._constants))
        args = {"file": f"{name}.csv", "near": near, "known": listed(self._inputs)}
        self._wrong(catalogue.UNKNOWN_TABLE, Span(self._shown(name), 0, 0, 0, 0), "near" if near else "known", **args)

    def _no_tables(self) -> None:
        parquet = next(self._path.glob("*.parquet"), None)
        args = {"folder": str(self._path), "known": listed(f"{name}.csv" for name in self._inputs)}
        self._wrong(catalogue.NO_TABLES, None, "parquet" if parquet else "name", **args)

    def _constants_in(self, kind: Type, name: str) -> None:
        for row in self._rows(name, (name, _LABEL), ()):
            key, label = row.cells[name], row.cells[_LABEL]
            if key.text in self._program.labels[kind.name]:
                self._wrong(catalogue.KNOWN_CONSTANT, key.span, "row", name=key.text, **named(kind))
            elif key.text and label.text and self._to.values.id(key, kind):
                own = self._to.values.own.setdefault(kind.name, {})
                own[key.text] = Constant(key.text, Localized(label.text), key.span)
            else:
                empty = label if key.text else key
                self._wrong(catalogue.EMPTY_CELL, empty.span, "fill", column=_LABEL if key.text else name)

    def _facts_in(self, declared: Predicate) -> None:
        if self._program.types[declared.arguments[0].type].kind != "entity":
            self._to.replaces.add(declared.name)
        columns = tuple(argument.name for argument in declared.arguments)
        judged = self._program.types[declared.arguments[-1].type].judged
        for row in self._rows(declared.name, columns, JUDGED if judged else ()):
            self._fact(declared, row)

    def _fact(self, declared: Predicate, row: _Row) -> None:
        values = []
        for argument in declared.arguments:
            cell = row.cells[argument.name]
            if not cell.text:
                self._wrong(catalogue.EMPTY_CELL, cell.span, "fill", column=argument.name)
            values.append(self._to.values.read(cell, argument.type) if cell.text else None)
        if values[0] is not None:
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

    def _rows(self, name: str, needed: tuple[str, ...], optional: tuple[str, ...]) -> Iterator[_Row]:
        file = self._shown(name)
        content = read_bytes(self._path / f"{name}.csv", file)
        if isinstance(content, Diagnostic):
            self._to.findings.add(content)
            return
        lines = self._lines(decode(content), file)
        head = next(lines, None)
        if head is None or not self._heads(head, needed, optional):
            return
        names = [cell.text for cell in head]
        for cells in lines:
            if len(cells) != len(names):
                span = cells[0].span.to(cells[-1].span)
                self._wrong(catalogue.RAGGED, span, "quote", found=str(len(cells)), expected=str(len(names)))
            else:
                yield _Row(dict(zip(names, cells, strict=True)), cells[0].span.to(cells[-1].span))

    def _heads(self, head: list[Scalar], needed: tuple[str, ...], optional: tuple[str, ...]) -> bool:
        """Whether the head has every column that is needed, none twice and no other."""
        names = [cell.text for cell in head]
        known, told = (*needed, *optional), list[bool]()
        for place, cell in enumerate(head):
            if cell.text not in known:
                args = near_or("known", cell.text, known)
                self._wrong(catalogue.UNKNOWN_COLUMN, cell.span, args.pop("help"), column=cut(cell.text), **args)
            elif cell.text in names[:place]:
                self._to.findings.add(same_key(cell, head[names.index(cell.text)]))
            else:
                told.append(True)
        missing = [column for column in needed if column not in names]
        for column in missing:
            self._wrong(catalogue.MISSING_COLUMN, head[0].span, "add", column=column, known=listed(needed))
        return not missing and len(told) == len(head)

    def _lines(self, text: str, file: str) -> Iterator[list[Scalar]]:
        """The rows that are not blank, each cell with its place; the first is the head."""
        separator, skipped = _separator(text)
        lines = text.split("\n")
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        try:
            last = 0
            for cells in reader:
                first, last = last + 1, reader.line_num
                if first > skipped and any(cell.strip() for cell in cells):
                    source = lines[first - 1] if first == last else ""
                    yield [
                        Scalar(cell.strip(), "plain", span)
                        for cell, span in _places(cells, source, separator, file, first)
                    ]
        except csv.Error:
            line = max(1, min(reader.line_num, len(lines)))
            self._wrong(catalogue.BAD_CSV, Span(file, line, 1, line, len(lines[line - 1]) + 1), "quote")

    def _shown(self, name: str) -> str:
        return str(self._path / f"{name}.csv")


def decode(content: bytes) -> str:
    """The text of a table: UTF-8 or UTF-16 where it says so or fits, else the Windows encoding of Western Europe."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "cp1252")):
        if content.startswith(mark):
            try:
                text = content.decode(encoding)
                return text.replace("\r\n", "\n").replace("\r", "\n")
            except UnicodeDecodeError:
                continue
    return content.decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")


def _separator(text: str) -> tuple[str, int]:
    """What separates the cells, and how many lines to skip: Excel may say so itself on a first line `sep=;`."""
    first = text.partition("\n")[0]
    said = re.fullmatch(r'"?sep=(.)"?', first.strip("\r"))
    if said:
        return said[1], 1
    return max(",;\t", key=first.count), 0


def _places(cells: list[str], source: str, separator: str, file: str, line: int) -> Iterator[tuple[str, Span]]:
    """Each cell with where it stands in its line; a row over several lines has only its line."""
    at = 0
    for cell in cells:
        quoted = source[at : at + 1] == '"'
        width = len(cell) + cell.count('"') + 2 if quoted else len(cell)
        yield cell, Span(file, line, at + 1, line, at + 1 + max(1, width))
        at += width + len(separator) if source else 0
