"""Texts, names and files as DuckDB writes them."""

import re


def text(value: str) -> str:
    """A text."""
    return "'" + value.replace("'", "''") + "'"


def quote(name: str) -> str:
    """A name."""
    return '"' + name.replace('"', '""') + '"'


def one_file(path: str) -> str:
    """The file of exactly that name: `*`, `?` and `[` stand for themselves."""
    return text(re.sub(r"[*?\[]", r"[\g<0>]", path))
