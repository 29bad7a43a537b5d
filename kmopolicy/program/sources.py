"""The pinned sources: their numbered sentences, each of which must stand in the source text, word by word."""

from collections.abc import Iterator, Mapping

from kmopolicy.language import tree
from kmopolicy.language.markdown import Cell
from kmopolicy.program.draft import Draft
from kmopolicy.program.quotes import Sentences, find, fold, nearest
from kmopolicy.program.registers import Register, csv_register, file_text
from kmopolicy.text.catalogue.policy import names, quotes, tables
from kmopolicy.text.diagnostic import MOST, Diagnostic, Entry
from kmopolicy.text.span import Span


class Sources:
    """The sentences of all sources by number, and what is wrong with them."""

    def __init__(self, draft: Draft, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.of: dict[str, dict[str, str]] = {}
        self.diagnostics: list[Diagnostic] = []
        self.unread: list[str] = []
        """What stands in rows that cannot be read."""
        for name, placed in draft.sources.items():
            self.of[name] = self._read(placed.node)

    @property
    def sentences(self) -> Sentences:
        """All sentences, those of the first source first."""
        found = Sentences()
        for name, sentences in self.of.items():
            found.add(Sentences(sentences, name))
        return found

    def _read(self, node: tree.SourceNode) -> dict[str, str]:
        text, table = file_text(self._files, node.text), csv_register(self._files, node.sentences)
        self.diagnostics += [each for each in (text, table) if isinstance(each, Diagnostic)]
        if isinstance(text, Diagnostic) or isinstance(table, Diagnostic):
            return {}
        source, found = fold(text), dict[str, str]()
        before = {number for sentences in self.of.values() for number in sentences}
        for number, sentence in self._sentences(table):
            if number.text in found or number.text in before:
                self._wrong(names.DUPLICATE, number.span, "rename", name=number.text)
            elif find(fold(sentence.text), source) < 0:
                args = {"number": number.text, "file": node.text.text}
                near = nearest(fold(sentence.text), source) if len(self.diagnostics) < MOST else ""
                self._wrong(quotes.NOT_IN_SOURCE, sentence.span, "nearest" if near else "add", nearest=near, **args)
            found.setdefault(number.text, sentence.text)
        return found

    def _sentences(self, table: Register) -> Iterator[tuple[Cell, Cell]]:
        columns = {cell.text: place for place, cell in enumerate(table.head)}
        for column in ("sentence", "text"):
            if column not in columns:
                self._wrong(tables.MISSING_COLUMN, table.head[0].span, "add", column=column, name="source")
        for row in table.rows if {"sentence", "text"} <= columns.keys() else ():
            if len(row) != len(table.head):
                self.unread += (cell.text for cell in row)
                span = row[0].span.to(row[-1].span)
                self._wrong(tables.RAGGED, span, "quote", found=str(len(row)), expected=str(len(table.head)))
                continue
            number, sentence = row[columns["sentence"]], row[columns["text"]]
            empty = next((column for column in ("sentence", "text") if not row[columns[column]].text), "")
            if empty:
                self._wrong(tables.EMPTY_CELL, row[columns[empty]].span, "fill", column=empty)
            else:
                yield number, sentence

    def _wrong(self, entry: Entry, span: Span, help_key: str, **args: str) -> None:
        if len(self.diagnostics) < MOST:
            self.diagnostics.append(Diagnostic(entry, span, args, help_key))
