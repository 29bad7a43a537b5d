"""Reads the tables of a policy: the constants of its types and the rows of its registers, each cell by its type."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.markdown import Cell, Table
from kmopolicy.program.declarations import Constant
from kmopolicy.program.draft import Draft, Placed, slug
from kmopolicy.program.near import near_or
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic, Entry
from kmopolicy.text.files import decoded
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_NAME = re.compile(r"[a-z]\w*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{1,4}")
_LABELS = ("nl", "en", "label")
_AFTER = ("sentence", *_LABELS)
_EXPECTED = {
    "Date": ("een datum", "a date", "jaar-maand-dag, zoals `2024-03-01`", "year-month-day, as `2024-03-01`"),
    "Year": ("een jaartal", "a year", "vier cijfers, zoals `2024`", "four digits, as `2024`"),
}


class RowDraft(NamedTuple):
    """A row with its values, and the sentence number that it encodes where it says so."""

    values: tuple[Value, ...]
    sentence: Cell | None
    span: Span


class Register(NamedTuple):
    """A table as the page or the CSV file has it: its head, its rows, and the place to point at."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    span: Span


class Tables:
    """The rows and constants of a draft; `rows` by predicate, `constants` by type and name (own ones, not included)."""

    def __init__(self, draft: Draft, files: Mapping[str, bytes]) -> None:
        self._draft = draft
        self._files = files
        self.rows: dict[str, list[RowDraft]] = {}
        self.constants: dict[str, dict[str, Constant]] = {name: {} for name in draft.types}
        self.diagnostics: list[Diagnostic] = []
        self._registers = {name: self._register(placed) for name, placed in draft.predicates.items()}
        for name, placed in draft.types.items():
            if placed.table:
                self._type_constants(name, placed.table)
        for name, register in self._registers.items():
            if register:
                self._declared_constants(name, register)
        for name, register in self._registers.items():
            if register:
                self.rows[name] = list(self._rows(name, register))

    def constants_of(self, type_name: str) -> dict[str, Constant]:
        """All constants of a type, those of the types it includes first."""
        placed = self._draft.types.get(type_name)
        found: dict[str, Constant] = {}
        for included in placed.node.includes if placed else ():
            found |= self.constants.get(included.text, {})
        return found | self.constants.get(type_name, {})

    def _register(self, placed: Placed[tree.PredicateNode]) -> Register | None:
        node = placed.node
        if node.from_file:
            return self._csv(node.from_file)
        if node.role != "table":
            return None
        if placed.table:
            return Register(*placed.table)
        columns = ", ".join(f"`{argument.name.text}`" for argument in node.signature.arguments)
        name = node.signature.name
        self._wrong(catalogue.NO_TABLE, name.span, "add", name=name.text, columns=columns)
        return None

    def _csv(self, file: tree.Word) -> Register | None:
        content = self._files.get(file.text)
        text = decoded(content, file.text) if content is not None else None
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            return None
        if text is None:
            self._wrong(catalogue.BAD_CSV, file.span, "form", file=file.text)
            return None
        try:
            lines = [
                tuple(Cell(cell.strip(), Span(file.text, line, 1, line, 1 + len(",".join(row)))) for cell in row)
                for line, row in _csv_rows(text)
            ]
        except csv.Error:
            self._wrong(catalogue.BAD_CSV, file.span, "form", file=file.text)
            return None
        if not lines:
            self._wrong(catalogue.BAD_CSV, file.span, "form", file=file.text)
            return None
        return Register(lines[0], tuple(lines[1:]), file.span)

    def _type_constants(self, name: str, table: Table) -> None:
        columns = self._columns(name, table, ("constant",), ("constant", *_LABELS))
        for row in self._even(table) if "constant" in columns else ():
            self._constant(name, row[columns["constant"]], _label(row, columns), again=False)

    def _declared_constants(self, predicate: str, register: Register) -> None:
        """A table with labels declares the constants in its first column; of a closed type only."""
        first = self._draft.predicates[predicate].node.signature.arguments[0]
        columns = {cell.text: place for place, cell in enumerate(register.head)}
        if not columns.keys() & set(_LABELS) or first.type.text not in self._draft.types:
            return
        for row in register.rows if first.name.text in columns else ():
            if len(row) == len(register.head):
                self._constant(first.type.text, row[columns[first.name.text]], _label(row, columns), again=True)

    def _constant(self, type_name: str, cell: Cell, label: Localized, *, again: bool) -> None:
        if not _NAME.fullmatch(cell.text):
            example = slug(cell.text).replace("-", "_") or "naam"
            self._wrong(catalogue.NOT_A_NAME, cell.span, "form", found=cell.text, example=example)
            return
        known = self.constants[type_name]
        before = known.get(cell.text)
        if before is None:
            known[cell.text] = Constant(cell.text, label if label.nl else Localized(cell.text), cell.span)
        elif not again:
            self._wrong(catalogue.DUPLICATE, cell.span, "rename", name=cell.text)
        elif label.nl and label != before.label:
            self._wrong(catalogue.TWO_LABELS, cell.span, "same", name=cell.text, label=before.label.nl)

    def _rows(self, predicate: str, register: Register) -> Iterator[RowDraft]:
        arguments = self._draft.predicates[predicate].node.signature.arguments
        names = tuple(argument.name.text for argument in arguments)
        needed = tuple(argument.name.text for argument in arguments if argument.default is None)
        columns = self._columns(predicate, register, needed, (*names, *_AFTER))
        seen: set[tuple[Value, ...]] = set()
        for row in self._even(register) if set(needed) <= columns.keys() else ():
            values = [self._value(argument, row, columns) for argument in arguments]
            if any(value is None for value in values):
                continue
            ground = tuple(value for value in values if value is not None)
            if ground in seen:
                self._wrong(catalogue.SAME_ROW, row[0].span, "drop")
            seen.add(ground)
            cited = row[columns["sentence"]] if "sentence" in columns else None
            yield RowDraft(ground, cited if cited and cited.text else None, row[0].span.to(row[-1].span))

    def _columns(
        self, name: str, table: Table | Register, needed: tuple[str, ...], known: tuple[str, ...]
    ) -> dict[str, int]:
        columns: dict[str, int] = {}
        for place, cell in enumerate(table.head):
            if cell.text not in known:
                args = near_or("known", cell.text, known)
                self._wrong(catalogue.UNKNOWN_COLUMN, cell.span, column=cell.text, name=name, **args)
            elif cell.text in columns:
                self._wrong(catalogue.DUPLICATE, cell.span, "rename", name=cell.text)
            columns.setdefault(cell.text, place)
        for column in needed:
            if column not in columns:
                self._wrong(catalogue.MISSING_COLUMN, table.head[0].span, "add", name=name, column=column)
        return columns

    def _even(self, table: Table | Register) -> Iterator[tuple[Cell, ...]]:
        for row in table.rows:
            if len(row) == len(table.head):
                yield row
            else:
                span = row[0].span.to(row[-1].span)
                self._wrong(catalogue.RAGGED, span, "bar", found=str(len(row)), expected=str(len(table.head)))

    def _value(self, argument: tree.ArgumentNode, row: tuple[Cell, ...], columns: Mapping[str, int]) -> Value | None:
        name, kind = argument.name.text, argument.type.text
        cell = row[columns[name]] if name in columns else None
        if cell is None or (not cell.text and argument.default is not None):
            return argument.default.value if argument.default else None
        if not cell.text:
            self._wrong(catalogue.BAD_CELL, cell.span, "empty", found="", column=name, **self._expected(kind))
            return None
        return self._typed(cell, kind)

    def _typed(self, cell: Cell, kind: str) -> Value | None:
        if kind in ("Date", "Year"):
            value = typed_cell(cell.text, kind)
            if value is None:
                self._wrong(catalogue.BAD_CELL, cell.span, "form", found=cell.text, **self._expected(kind))
            return value
        known = self.constants_of(kind) if kind in self._draft.types else None
        if known is not None and cell.text not in known:
            args = near_or("known", cell.text, known)
            label = self._draft.types[kind].node
            self._wrong(catalogue.UNKNOWN_CONSTANT, cell.span, name=cell.text, type=label.name.text, **args)
            return None
        return cell.text

    def _expected(self, kind: str) -> dict[str, str]:
        words = _EXPECTED.get(kind, (kind, kind, "een waarde", "a value"))
        return dict(zip(("type", "type_en", "example", "example_en"), words, strict=True))

    def _wrong(self, entry: Entry, span: Span, help_key: str = "", **args: str) -> None:
        key = args.pop("help", help_key)
        self.diagnostics.append(Diagnostic(entry, span, args, key))


def typed_cell(text: str, kind: str) -> date | int | None:
    """A date or a year as it is written in a cell; None where it is neither."""
    if kind == "Year":
        return int(text) if _YEAR.fullmatch(text) else None
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _label(row: tuple[Cell, ...], columns: Mapping[str, int]) -> Localized:
    told = {key: row[columns[key]].text for key in _LABELS if key in columns}
    return Localized(told.get("nl") or told.get("label", ""), told.get("en") or told.get("label", ""))


def _csv_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    for row in reader:
        if any(row):
            yield reader.line_num, row
