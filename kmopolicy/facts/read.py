"""Reads facts from wherever they stand: a dossier (YAML or JSON), a folder of tables, standard input, plain data."""

import os
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import BinaryIO, NamedTuple

from kmopolicy.facts.dossier import Dossier
from kmopolicy.facts.gathering import Dates, Gathering
from kmopolicy.facts.model import Facts
from kmopolicy.facts.nodes import Node
from kmopolicy.program.program import Program
from kmopolicy.text.addresses import is_database, without_password
from kmopolicy.text.catalogue import databases
from kmopolicy.text.catalogue import files as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.files import bounded, decoded, read_bytes

STDIN = "-"


class Read(NamedTuple):
    """The facts, or None with the reasons; `missing`: there is no such file or folder."""

    facts: Facts | None
    diagnostics: tuple[Diagnostic, ...]
    missing: bool = False


def read_facts(
    program: Program, source: str, *, date: date | None = None, today: date, stdin: BinaryIO | None = None
) -> Read:
    """The facts of a file, a folder or standard input (`-`); `date` is for what has no reference date of its own."""
    if not source:  # a variable of the shell that is not set; a path would take it for the folder at hand
        return Read(None, (Diagnostic(catalogue.NOT_THERE, None, {"file": source}, "path"),), missing=True)
    if is_database(source):
        told = {"url": without_password(source)}
        return Read(None, (Diagnostic(databases.ONLY_WHOLE, None, told, "decide"),), missing=True)
    if source != STDIN and os.path.isdir(source):
        from kmopolicy.facts.tables import Folder

        gathering = Gathering(program, source, strict=False)
        Folder(program, gathering, Path(source)).read()
        return _finished(gathering, Dates(date, today))
    content = _stdin(stdin) if source == STDIN else read_bytes(Path(source), source)
    text = decoded(content, source) if isinstance(content, bytes) else content
    if isinstance(text, Diagnostic):
        return Read(None, (text,), missing=text.entry is catalogue.NOT_THERE)
    return facts_from_text(program, text, name=source, date=date, today=today)


def facts_from_text(program: Program, text: str, *, name: str, date: date | None = None, today: date) -> Read:
    """The facts of a dossier that is at hand as text, in YAML or, by its name or its first character, in JSON."""
    gathering = Gathering(program, name, strict=True)
    gathering.findings.reads(name, text)
    return _of_dossier(gathering, *_parsed(text, name), date, today)


def facts_from_data(
    program: Program, data: Mapping[str, object], *, name: str = "<data>", date: date | None = None, today: date
) -> Read:
    """The facts of a dossier as plain data: dicts, lists, texts, numbers, booleans and dates."""
    from kmopolicy.facts.data import node_of

    return _of_dossier(Gathering(program, name, strict=True), *node_of(data, name), date, today)


def _of_dossier(
    gathering: Gathering, node: Node | None, found: list[Diagnostic], option: date | None, today: date
) -> Read:
    gathering.findings.add(*found)
    dossier = Dossier(gathering)
    if node is not None:
        dossier.read(node)
    elif found:
        return Read(None, gathering.findings.in_order())
    return _finished(gathering, dossier.dates(option, today))


def _finished(gathering: Gathering, dates: Dates) -> Read:
    facts = gathering.finish(dates)
    return Read(facts, gathering.findings.in_order())


def _parsed(text: str, source: str) -> tuple[Node | None, list[Diagnostic]]:
    """By the name of the file; one that says nothing, by how it starts."""
    if source.lower().endswith(".json") or (source == STDIN and text.lstrip().startswith("{") and _is_json(text)):
        from kmopolicy.facts.json import read_json

        return read_json(text, source)
    from kmopolicy.facts.yaml import read_yaml

    return read_yaml(text, source)


def _is_json(text: str) -> bool:
    """YAML may start with a brace as well; in JSON a quotation mark or the end follows."""
    return text.lstrip()[1:].lstrip()[:1] in ('"', "}")


def _stdin(stdin: BinaryIO | None) -> bytes | Diagnostic:
    # A program can be started without standard input: then there is none to read.
    stream = stdin or getattr(sys.stdin, "buffer", None)
    return bounded(stream, STDIN) if stream else b""
