"""Reads CSV to rows of positioned cells, as people save it: Excel's encodings too."""

from collections.abc import Iterator

from kmopolicy.facts.columns import Cells
from kmopolicy.facts.nodes import Scalar
from kmopolicy.facts.refused import Refused
from kmopolicy.text.catalogue.facts import tables as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import plain, without_nul
from kmopolicy.text.separated import Broken, records


def decode(content: bytes, file: str) -> str | Diagnostic:
    """The text of a table: UTF-8 or UTF-16 where it says so or fits, else the Windows encoding of Western Europe."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig"), (b"", "cp1252")):
        if content.startswith(mark):
            try:
                return without_nul(plain(content.decode(encoding)), file)
            except UnicodeDecodeError:
                continue
    return without_nul(plain(content.decode("latin-1")), file)


def rows(text: str, file: str) -> Iterator[Cells]:
    """The rows that are not blank, the head first. Refuses the rest of a table where a quotation mark breaks it."""
    for record in records(text, file):
        if isinstance(record, Broken):
            raise Refused(catalogue.BAD_CSV, record.span, record.why)
        yield [Scalar(field.text, "plain", field.span) for field in record]
