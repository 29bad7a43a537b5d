"""Tables in CSV as people save them, Excel's encodings too.

What DuckDB is sure to read as it stands is left to DuckDB. All else is read row by row, as small tables are: so that every letter
counts, and that what is wrong is told alike, with its line.
"""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import duckdb
import msgspec

from kmopolicy.bulk.literals import one_file, quote, text
from kmopolicy.bulk.refused import Refused
from kmopolicy.facts.columns import Cells, head_of, trimmed, uneven, wrong_in_head
from kmopolicy.facts.findings import Findings
from kmopolicy.facts.nodes import Scalar
from kmopolicy.text.catalogue import files as files_catalogue
from kmopolicy.text.catalogue.facts import tables as facts_catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.excerpt import Lines
from kmopolicy.text.separated import Broken, Row, rows
from kmopolicy.text.span import Span

_PIECE = 1 << 20
_ROWS = 50_000
_ODD = tuple(letter.encode() for letter in "\0\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""Letters that no text has, or that are white space to Python alone."""


class Loaded(NamedTuple):
    """A table as a relation, and as one with the number of each row: that of the head is 1, and blank ones do not count."""

    relation: str
    numbered: str


class Table:
    """A file with the columns that it needs and those that it may have besides, read into a table of DuckDB."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, file: Path, needed: Sequence[str], optional: Sequence[str]
    ) -> None:
        self._execute = connection.execute
        self._connection = connection
        self._file = file
        self._shown = str(file)
        self._needed = needed
        self._optional = optional
        self._table = quote(f"csv_{file.stem}")
        self._findings = Findings()

    def loaded(self) -> Loaded:
        """Its rows. Refuses a file that cannot be read to its end, or not as a table of these columns."""
        return self._as_it_stands() or self._row_by_row()

    def _as_it_stands(self) -> Loaded | None:
        """By DuckDB, unless it might read something else than stands there."""
        with open(self._file, "rb") as stream:
            first = stream.readline(_PIECE).decode("utf-8-sig", "replace").rstrip("\r\n")
        separator = max(",;\t", key=first.count)
        names = [each.strip().strip('"').strip() for each in first.rstrip(separator).split(separator)]
        quotes = self._quotes(separator) if self._right(names) and "\r" not in first else None
        if quotes is None or quotes % 2:
            return None
        types = ", ".join(f"{text(each)}: 'VARCHAR'" for each in names)
        read = (
            f"read_csv({one_file(self._shown)}, header = true, delim = {text(separator)}, quote = '\"', escape = '\"', "
            f"auto_detect = false, parallel = false, columns = {{{types}}})"
        )
        cells = ", ".join(f"nullif(trim({quote(each)}), '') AS {quote(each)}" for each in names)
        said = f"coalesce({', '.join(map(quote, names))}) IS NOT NULL"
        try:
            self._execute(f"CREATE TABLE {self._table} AS FROM (SELECT {cells} FROM {read}) WHERE {said}")
        except (duckdb.InvalidInputException, duckdb.ConversionException):
            return None
        if quotes and self._holds_more(names):
            self._execute(f"DROP TABLE {self._table}")
            return None
        numbered = f'(SELECT * FROM (SELECT {cells}, row_number() OVER () + 1 AS "row#" FROM {read}) WHERE {said})'
        return Loaded(self._table, numbered)

    def _right(self, names: Sequence[str]) -> bool:
        """Whether a head is plainly right; if not, what is wrong is told elsewhere."""
        once = set(names)
        return len(once) == len(names) and set(self._needed) <= once <= {*self._needed, *self._optional}

    def _quotes(self, separator: str) -> int | None:
        """How many quotation marks a file has; None where DuckDB would read more or less in it than stands there."""
        odd = _ODD if separator == "\t" else (*_ODD, b"\t")
        count, last = 0, b""
        with open(self._file, "rb") as stream:
            while piece := stream.read(_PIECE):
                seen = last + piece
                if b'" ' in seen or any(letter in seen for letter in odd):
                    return None
                count += piece.count(b'"')
                last = seen[-2:]
        return count

    def _holds_more(self, names: Sequence[str]) -> bool:
        """Whether a cell holds a quotation mark (then an even number of them does not say that each is closed) or a line end."""
        within = " OR ".join(f"regexp_matches({quote(each)}, '[\"\\r\\n\\t]')" for each in names)
        return bool(self._execute(f"SELECT 1 FROM {self._table} WHERE {within} LIMIT 1").fetchall())

    def _row_by_row(self) -> Loaded:
        with open(self._file, encoding=_encoding(self._file)) as stream:
            found = self._rows(stream)
            first = next(found, None)
            source = first.source if first else ""
            head = head_of(_cells(first) if first else None, self._shown)
            if not self._findings:
                self._findings.add(
                    *(_excerpted(each, source) for each in wrong_in_head(head, self._needed, self._optional))
                )
            if not self._findings:
                self._take_over([cell.text for cell in head], found)
        if self._findings:
            raise Refused(*self._findings.in_order())
        return Loaded(self._table, self._table)

    def _rows(self, lines: Iterable[str]) -> Iterator[Row]:
        """The rows up to what is broken."""
        for row in rows(_without_nul(lines, self._shown), self._shown):
            if isinstance(row, Broken):
                found = Diagnostic(facts_catalogue.BAD_CSV, row.span, {}, row.why)
                self._findings.add(_excerpted(found, row.source))
                return
            yield row

    def _take_over(self, names: Sequence[str], found: Iterator[Row]) -> None:
        import pyarrow

        kinds = pyarrow.schema([*((each, pyarrow.string()) for each in names), ("row#", pyarrow.int64())])
        columns = ", ".join(f"{quote(each)} VARCHAR" for each in names)
        self._execute(f'CREATE TABLE {self._table} ({columns}, "row#" BIGINT)')
        under = self._under(len(names), found)
        while piece := list(islice(under, _ROWS)):
            self._connection.register("piece", pyarrow.table(list(zip(*piece, strict=True)), schema=kinds))
            self._execute(f"INSERT INTO {self._table} SELECT * FROM piece")
            self._connection.unregister("piece")

    def _under(self, width: int, found: Iterator[Row]) -> Iterator[tuple[str | int | None, ...]]:
        """The cells of the rows under the head, each row with its number."""
        for number, row in enumerate(found, start=2):
            cells = [cell.strip() or None for cell in row.cells]
            while len(cells) > width and cells[-1] is None:
                cells.pop()
            if len(cells) == width:
                yield (*cells, number)
            else:
                self._findings.add(_excerpted(uneven(trimmed(_cells(row), width), width), row.source))


def _encoding(file: Path) -> str:
    """UTF-8 or UTF-16 where it says so or fits, else the Windows encoding of Western Europe."""
    with open(file, "rb") as stream:
        if stream.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) and _fits(file, "utf-16"):
            return "utf-16"
    return next((each for each in ("utf-8-sig", "cp1252") if _fits(file, each)), "latin-1")


def _fits(file: Path, encoding: str) -> bool:
    try:
        with open(file, encoding=encoding) as stream:
            while stream.read(_PIECE):
                pass
    except UnicodeError:
        return False
    return True


def _without_nul(lines: Iterable[str], file: str) -> Iterator[str]:
    """The lines of a text: a program or a picture holds NUL characters."""
    for number, line in enumerate(lines, start=1):
        at = line.find("\0") + 1
        if at:
            found = Diagnostic(files_catalogue.NOT_TEXT, Span(file, number, at, number, at + 1), {"file": file}, "text")
            raise Refused(_excerpted(found, line.removesuffix("\n")))
        yield line


def _cells(row: Row) -> Cells:
    return [Scalar(field.text, "plain", field.span) for field in row.fields()]


def _excerpted(found: Diagnostic, source: str) -> Diagnostic:
    """A diagnostic about one line, with that line."""
    spans = [span for span in (found.span, *(span for span, _ in found.notes)) if span]
    first = (msgspec.structs.replace(each, line=1, end_line=1 + each.end_line - each.line) for each in spans)
    return msgspec.structs.replace(found, excerpts=tuple(map(Lines(source).excerpt, first)))
