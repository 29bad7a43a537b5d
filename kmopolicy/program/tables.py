"""Reads the tables of a policy: the constants of its types and the rows of its registers, each cell by its type."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.markdown import Cell, Table
from kmopolicy.program.declarations import Constant
from kmopolicy.program.draft import Draft, Placed, slug
from kmopolicy.program.near import near_or
from kmopolicy.program.registers import Register, csv_register
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue.policy import names as wrong_names
from kmopolicy.text.catalogue.policy import tables
from kmopolicy.text.diagnostic import MOST, Diagnostic, Entry
from kmopolicy.text.localized import Localized
from kmopolicy.text.span import Span

_NAME = re.compile(r"[a-z]\w*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_YEAR = re.compile(r"\d{1,4}")
_LABELS = ("nl", "en", "label")
_AFTER = ("sentence", *_LABELS)
_EXPECTED = {
    "Date": {
        "type": "een datum",
        "type_en": "a date",
        "example": "jaar-maand-dag, zoals `2024-03-01`",
        "example_en": "year-month-day, as `2024-03-01`",
    },
    "Year": {
        "type": "een jaartal",
        "type_en": "a year",
        "example": "vier cijfers, zoals `2024`",
        "example_en": "four digits, as `2024`",
    },
}


class RowDraft(NamedTuple):
    """A row with its values, and the sentence number that it encodes where it says so."""

    values: tuple[Value, ...]
    sentence: Cell | None
    span: Span


class ClassDraft(NamedTuple):
    """A sentence that no rule encodes, what it is instead, and why."""

    sentence: Cell
    kind: Cell
    reason: Localized


class OneSided(NamedTuple):
    """A label in one language: the cell that is there, the `column` that is not; or a whole column where it is no `row`."""

    cell: Cell
    column: str
    row: bool


class Tables:
    """The rows and constants of a draft; `rows` by predicate, `constants` by type and name (own ones, not included)."""

    def __init__(self, draft: Draft, files: Mapping[str, bytes]) -> None:
        self._draft = draft
        self._files = files
        self.rows: dict[str, list[RowDraft]] = {}
        self.constants: dict[str, dict[str, Constant]] = {name: {} for name in draft.types}
        self._refused: set[Span] = set()
        self.unread: list[str] = []
        """What stands in rows that cannot be read, and the types of which rows are missing."""
        self._all: dict[str, dict[str, Constant]] = {}
        self.one_sided: list[OneSided] = []
        self.diagnostics: list[Diagnostic] = []
        self.registers = {name: self._register(placed) for name, placed in draft.predicates.items()}
        for name, register in self.registers.items():
            if register is None and (
                draft.predicates[name].node.role == "table" or draft.predicates[name].node.from_file
            ):
                self.unread += self._types_of(name)
        self._declare()
        for name, register in self.registers.items():
            if register:
                self.rows[name] = list(self._rows(name, register))
        self.classes = [row for placed in draft.classifications for row in self._classes(placed)]

    def placed_rows(self) -> Iterator[tuple[Span, Iterable[tuple[Cell, ...]]]]:
        """The head and the rows of every table as they stand there, with the statement that it belongs to."""
        for kind in (self._draft.types.values(), self._draft.classifications):
            yield from ((each.node.span, (each.table.head, *each.table.rows)) for each in kind if each.table)
        for name, register in self.registers.items():
            if register:
                yield self._draft.predicates[name].node.span, (register.head, *register.rows)

    def _declare(self) -> None:
        """The constants: those of the types' own tables first, so that no register takes away their label."""
        for name, placed in self._draft.types.items():
            if placed.table:
                self._type_constants(name, placed.table)
        for name, register in self.registers.items():
            if register:
                self._declared_constants(name, register)
        elsewhere = {
            self._draft.predicates[name].node.signature.arguments[0].type.text for name in self._draft.predicates
        }
        for name, placed in self._draft.types.items():
            if not (placed.table or placed.node.section or placed.node.includes or name in elsewhere):
                self._no_table(placed.node.name, ("constant", "nl", "en"))

    def constants_of(self, type_name: str) -> dict[str, Constant]:
        """All constants of a type, those of the types it includes first."""
        if type_name not in self._all:
            found: dict[str, Constant] = {}
            for each in (*self._draft.included(type_name), type_name):
                found |= self.constants.get(each, {})
            self._all[type_name] = found
        return self._all[type_name]

    def _register(self, placed: Placed[tree.PredicateNode]) -> Register | None:
        node = placed.node
        if node.from_file:
            return self._csv(node.from_file)
        if node.role != "table":
            return None
        if placed.table:
            return Register(*placed.table)
        self._no_table(node.signature.name, [argument.name.text for argument in node.signature.arguments])
        return None

    def _csv(self, file: tree.Word) -> Register | None:
        found = csv_register(self._files, file)
        if isinstance(found, Register):
            return found
        self.diagnostics.append(found)
        return None

    def _type_constants(self, name: str, table: Table) -> None:
        columns = self._columns(name, table, ("constant",), ("constant", *_LABELS))
        self._sided(table, columns)
        for row in self._even(table) if "constant" in columns else ():
            self._constant(name, row[columns["constant"]], _label(row, columns), again=False)

    def _declared_constants(self, predicate: str, register: Register) -> None:
        """A table with labels declares the constants in its first column; of a closed type only."""
        first = self._draft.predicates[predicate].node.signature.arguments[0]
        columns = {cell.text: place for place, cell in enumerate(register.head)}
        if not columns.keys() & set(_LABELS) or first.type.text not in self._draft.types:
            return
        self._sided(register, columns)
        for row in register.rows if first.name.text in columns else ():
            if len(row) == len(register.head):
                self._constant(first.type.text, row[columns[first.name.text]], _label(row, columns), again=True)

    def _constant(self, type_name: str, cell: Cell, label: Localized, *, again: bool) -> None:
        if not cell.text:
            if not again:
                self._wrong(tables.EMPTY_CELL, cell.span, "fill", column="constant")
            return
        if not _NAME.fullmatch(cell.text):
            example = slug(cell.text).replace("-", "_") or "naam"
            self._wrong(tables.NOT_A_NAME, cell.span, "form", found=cell.text, example=example)
            self._refused.add(cell.span)
            self.unread += (cell.text, example)
            return
        known = self.constants[type_name]
        before = known.get(cell.text)
        if before is None:
            known[cell.text] = Constant(cell.text, label if label.nl else Localized(cell.text), cell.span)
        elif not again:
            self._wrong(wrong_names.DUPLICATE, cell.span, "rename", name=cell.text)
        elif label.nl and label != before.label:
            self._wrong(tables.TWO_LABELS, cell.span, "same", name=cell.text, label=before.label.nl)

    def _rows(self, predicate: str, register: Register) -> Iterator[RowDraft]:
        arguments = self._draft.predicates[predicate].node.signature.arguments
        names = tuple(argument.name.text for argument in arguments)
        needed = tuple(argument.name.text for argument in arguments if argument.default is None)
        columns = self._columns(predicate, register, needed, (*names, *_AFTER))
        seen: dict[tuple[Value, ...], Span] = {}
        for row in self._even(register) if set(needed) <= columns.keys() else ():
            values = [self._value(argument, row, columns) for argument in arguments]
            if any(value is None for value in values):
                continue
            ground = tuple(value for value in values if value is not None)
            span = row[0].span.to(row[-1].span)
            before = seen.setdefault(ground, span)
            if before is not span:
                note = (before, Localized("de eerste staat hier", "the first stands here"))
                self._wrong(tables.SAME_ROW, span, "drop", note)
            yield RowDraft(ground, row[columns["sentence"]] if "sentence" in columns else None, span)

    def _classes(self, placed: Placed[tree.ClassificationNode]) -> Iterator[ClassDraft]:
        names, table = ("sentence", "kind", "nl"), placed.table
        if table is None:
            self._no_table(tree.Word("classification", placed.node.span), (*names, "en"))
            return
        columns = self._columns("classification", table, names, (*names, "en"))
        self._sided(table, columns)
        for row in self._even(table) if set(names) <= columns.keys() else ():
            empty = next((name for name in names if not row[columns[name]].text), "")
            if empty:
                self._wrong(tables.EMPTY_CELL, row[columns[empty]].span, "fill", column=empty)
            else:
                yield ClassDraft(row[columns["sentence"]], row[columns["kind"]], _label(row, columns))

    def _sided(self, table: Table | Register, columns: Mapping[str, int]) -> None:
        """Notes the labels that stand in one language only."""
        there = [key for key in ("nl", "en") if key in columns]
        if len(there) == 1 and "label" not in columns:
            column = "en" if there == ["nl"] else "nl"
            self.one_sided.append(OneSided(table.head[columns[there[0]]], column, row=False))
        for row in table.rows if len(there) == 2 else ():
            dutch, english = (row[columns[key]] if len(row) == len(table.head) else None for key in ("nl", "en"))
            if dutch and english and bool(dutch.text) != bool(english.text):
                filled, column = (dutch, "en") if dutch.text else (english, "nl")
                self.one_sided.append(OneSided(filled, column, row=True))

    def _columns(
        self, name: str, table: Table | Register, needed: tuple[str, ...], known: tuple[str, ...]
    ) -> dict[str, int]:
        columns: dict[str, int] = {}
        for place, cell in enumerate(table.head):
            if cell.text not in known:
                args = near_or("known", cell.text, known)
                self._wrong(tables.UNKNOWN_COLUMN, cell.span, column=cell.text, name=name, **args)
            elif cell.text in columns:
                self._wrong(wrong_names.DUPLICATE, cell.span, "rename", name=cell.text)
            columns.setdefault(cell.text, place)
        for column in needed:
            if column not in columns:
                self.unread += (name, *self._types_of(name))
                self._wrong(tables.MISSING_COLUMN, table.head[0].span, "add", name=name, column=column)
        return columns

    def _types_of(self, name: str) -> Iterator[str]:
        signature = self._draft.signature(name)
        yield from (argument.type.text for argument in (signature.arguments if signature else ()))

    def _even(self, table: Table | Register) -> Iterator[tuple[Cell, ...]]:
        """The rows with as many cells as the head; none any more once there is enough to mend."""
        for row in table.rows:
            if len(self.diagnostics) >= MOST:
                return
            if len(row) == len(table.head):
                yield row
            else:
                self.unread += (cell.text for cell in row)
                span = row[0].span.to(row[-1].span)
                help_key = "quote" if row[0].span.file.endswith(".csv") else "bar"
                self._wrong(tables.RAGGED, span, help_key, found=str(len(row)), expected=str(len(table.head)))

    def _value(self, argument: tree.ArgumentNode, row: tuple[Cell, ...], columns: Mapping[str, int]) -> Value | None:
        name, kind = argument.name.text, argument.type.text
        cell = row[columns[name]] if name in columns else None
        if cell is None or (not cell.text and argument.default is not None):
            return argument.default.value if argument.default else None
        if not cell.text:
            self._wrong(tables.EMPTY_CELL, cell.span, "fill", column=name)
            return None
        return self._typed(cell, kind)

    def _typed(self, cell: Cell, kind: str) -> Value | None:
        if kind in ("Date", "Year"):
            value = typed_cell(cell.text, kind)
            if value is None:
                self._wrong(tables.BAD_CELL, cell.span, "form", found=cell.text, **_EXPECTED[kind])
            return value
        known = self.constants_of(kind) if kind in self._draft.types else None
        if known is not None and cell.text not in known:
            if cell.span not in self._refused:
                args = near_or("known" if known else "add", cell.text, known)
                self._wrong(wrong_names.UNKNOWN_CONSTANT, cell.span, name=cell.text, type=kind, **args)
            return None
        return cell.text

    def _no_table(self, name: tree.Word, columns: Iterable[str]) -> None:
        shown = ", ".join(f"`{column}`" for column in columns)
        self._wrong(tables.NO_TABLE, name.span, "add", name=name.text, columns=shown)

    def _wrong(self, entry: Entry, span: Span, help_key: str = "", *notes: tuple[Span, Localized], **args: str) -> None:
        key = args.pop("help", help_key)
        self.diagnostics.append(Diagnostic(entry, span, args, key, notes))


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
