"""Alterations that no scenario need notice, each with the reason: the table on the page `toegestaan.md` of the scenarios."""

from pathlib import Path
from typing import NamedTuple

from kmopolicy.language.markdown import Table, read_page
from kmopolicy.text.files import decoded

PAGE = "toegestaan.md"


class Allowance(NamedTuple):
    """The name of an alteration, or of a rule, case or table for all alterations of it; and why no scenario notices."""

    name: str
    reason: str
    line: int


def allowances(folder: Path) -> tuple[Allowance, ...]:
    """Those of a folder of scenarios: the rows of two cells, a name and a reason; one without a reason allows nothing."""
    page = folder / PAGE
    text = decoded(page.read_bytes(), str(page)) if page.is_file() else ""
    if not isinstance(text, str):
        return ()
    tables = [element for element in read_page(text, str(page)).elements if isinstance(element, Table)]
    rows = [row for table in tables for row in table.rows if len(row) == 2]
    return tuple(Allowance(name.text.strip("` "), why.text, name.span.line) for name, why in rows if why.text.strip())
