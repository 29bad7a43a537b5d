"""Registers: the tables of a policy as a head and rows of cells, whether they stand in a page or in a CSV file."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from kmopolicy.language import tree
from kmopolicy.language.markdown import Cell
from kmopolicy.program.near import near_or
from kmopolicy.text.catalogue.policy import tables as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import decoded
from kmopolicy.text.separated import Broken, Field, records
from kmopolicy.text.span import Span

Row = tuple[Cell, ...]


class Register(NamedTuple):
    """A head, its rows, and the place to point at."""

    head: Row
    rows: tuple[Row, ...]
    span: Span


def csv_register(files: Mapping[str, bytes], file: tree.Word) -> Register | Diagnostic:
    """The register in a CSV file of the policy, or why there is none to read."""
    text = file_text(files, file)
    if isinstance(text, Diagnostic):
        return text
    found = _records(text, file.text)
    broken = next((each for each in found if isinstance(each, Broken)), None)
    if broken:
        return Diagnostic(catalogue.BAD_CSV, broken.span, {"file": file.text}, broken.why)
    rows = [tuple(Cell(*field) for field in each) for each in found if not isinstance(each, Broken)]
    if not rows:
        return Diagnostic(catalogue.BAD_CSV, file.span, {"file": file.text}, "empty")
    return Register(rows[0], tuple(rows[1:]), file.span)


@lru_cache(4)
def _records(text: str, file: str) -> tuple[tuple[Field, ...] | Broken, ...]:
    """The rows of a file; of the last few that were read they are at hand, for an editor checks them at every key."""
    return tuple(records(text, file))


def file_text(files: Mapping[str, bytes], file: tree.Word) -> str | Diagnostic:
    """The text of a file that the policy names."""
    content = files.get(file.text)
    if content is not None:
        return decoded(content, file.text)
    args = {"file": file.text, **near_or("put", file.text, (name for name in files if not name.endswith(".md")))}
    return Diagnostic(catalogue.NO_SUCH_FILE, file.span, args, args.pop("help"))
