"""The pinned sources: their numbered sentences, each of which must stand in the source text, word by word."""

import csv
import io
from collections.abc import Iterator, Mapping

from kmopolicy.language import tree
from kmopolicy.program.draft import Draft
from kmopolicy.program.quotes import fold, nearest
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import decoded
from kmopolicy.text.span import Span


class Sources:
    """The sentences of all sources by number, and what is wrong with them."""

    def __init__(self, draft: Draft, files: Mapping[str, bytes]) -> None:
        self._files = files
        self.of: dict[str, dict[str, str]] = {}
        self.diagnostics: list[Diagnostic] = []
        for name, placed in draft.sources.items():
            self.of[name] = self._read(placed.node)

    @property
    def sentences(self) -> dict[str, str]:
        """All sentences, those of the first source first."""
        return {number: text for sentences in self.of.values() for number, text in sentences.items()}

    def _read(self, node: tree.SourceNode) -> dict[str, str]:
        text, table = self._text(node.text), self._text(node.sentences)
        if text is None or table is None:
            return {}
        source, found = fold(text), dict[str, str]()
        for line, number, sentence in self._sentences(node.sentences, table):
            span = Span(node.sentences.text, line, 1, line, len(number) + 1)
            if number in found:
                self.diagnostics.append(Diagnostic(catalogue.DUPLICATE, span, {"name": number}, "rename"))
            elif fold(sentence) not in source:
                args = {"number": number, "file": node.text.text, "nearest": nearest(fold(sentence), source)}
                self.diagnostics.append(Diagnostic(catalogue.NOT_IN_SOURCE, span, args, "nearest"))
            found.setdefault(number, sentence)
        return found

    def _sentences(self, file: tree.Word, table: str) -> Iterator[tuple[int, str, str]]:
        try:
            reader = csv.DictReader(io.StringIO(table, newline=""), strict=True)
            columns = reader.fieldnames or []
            for row in reader if {"sentence", "text"} <= set(columns) else ():
                if row["sentence"] and row["text"]:
                    yield reader.line_num, row["sentence"], row["text"]
        except csv.Error:
            columns = []
        if not {"sentence", "text"} <= set(columns):
            self.diagnostics.append(Diagnostic(catalogue.BAD_CSV, file.span, {"file": file.text}, "form"))

    def _text(self, file: tree.Word) -> str | None:
        content = self._files.get(file.text)
        if content is None:
            self.diagnostics.append(Diagnostic(catalogue.BAD_CSV, file.span, {"file": file.text}, "form"))
            return None
        text = decoded(content, file.text)
        if isinstance(text, Diagnostic):
            self.diagnostics.append(text)
            return None
        return text
