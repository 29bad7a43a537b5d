"""Worlds of facts to read in every form that they may have: YAML, JSON, plain data and a folder of tables."""

import csv
import io
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY

from kmopolicy.facts.model import Facts
from kmopolicy.facts.printer import plain, to_dossier
from kmopolicy.facts.statements import BECAUSE, BY, ON
from kmopolicy.program.show import show_type

PROGRAM = POLICY.program
_TOLD = st.fixed_dictionaries(
    {},
    optional={
        BY: st.sampled_from(["An Peeters", "Vlaio; team kmo-portefeuille"]),
        ON: st.sampled_from([date(2024, 2, 1), date(2023, 12, 31)]),
        BECAUSE: st.sampled_from(['zie het "programma"', "regel een\nregel twee"]),
    },
)


@st.composite
def judged(draw: st.DrawFn) -> dict[str, Any]:
    """A dossier in which some verdicts say who gave them, when and why, and no title is blank."""
    dossier = draw(DOSSIERS)
    for service in dossier.get("services", {}).values():
        service["title"] = [title for title in service.get("title", ()) if title.strip()]
        for key, verdict in service.get("linked_to_theme", {}).items():
            service["linked_to_theme"][key] = {"verdict": verdict, **draw(_TOLD)}
    return dossier


def said(facts: Facts) -> tuple[Any, ...]:
    """All that facts say, without where it stands; a provider that nothing mentions is in no table, and left aside."""
    named = {value for fact in facts.facts for value in fact.values}
    return (
        {(fact.predicate, fact.values, fact.judgement) for fact in facts.facts},
        {(each.type, each.id) for each in facts.entities if each.type != "Provider" or each.id in named},
        {kind: {(each.name, each.label.nl) for each in own} for kind, own in facts.constants.items()},
    )


def as_yaml(facts: Facts) -> str:
    """The dossier in YAML."""
    return to_dossier(facts, PROGRAM)


def as_json(facts: Facts) -> str:
    """The dossier in JSON."""
    return json.dumps(plain(facts, PROGRAM), default=date.isoformat, ensure_ascii=False, indent=1)


def as_tables(facts: Facts, separator: str = ",") -> dict[str, str]:
    """The text of each table by its file's name."""
    tables: dict[str, list[dict[str, str]]] = defaultdict(list)
    for kind, own in facts.constants.items():
        name = show_type(kind)
        tables[name] += [{name: each.name, "label": each.label.nl} for each in own]
    for fact in facts.facts:
        arguments = PROGRAM.predicates[fact.predicate].arguments
        cells = {argument.name: str(value) for argument, value in zip(arguments, fact.values, strict=True)}
        if fact.judgement:
            on = fact.judgement.on.isoformat() if fact.judgement.on else ""
            cells |= {BY: fact.judgement.by, ON: on, BECAUSE: fact.judgement.because}
        tables[fact.predicate].append(cells)
    return {f"{name}.csv": _written(rows, separator) for name, rows in tables.items()}


def _written(rows: list[dict[str, str]], separator: str) -> str:
    text = io.StringIO()
    columns = dict.fromkeys(column for row in rows for column in row)
    writer = csv.DictWriter(text, columns, restval="", delimiter=separator, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def written(place: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    """A folder with these files and no others."""
    place.mkdir(exist_ok=True)
    for old in place.iterdir():
        old.unlink()
    for name, text in files.items():
        (place / name).write_bytes(text.encode(encoding))
    return place


def under(source: Path, fact: Any) -> str:
    """The text that a fact's place covers, where it is within one line."""
    span = fact.span
    line = source.read_text(encoding="utf-8").split("\n")[span.line - 1]
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]
