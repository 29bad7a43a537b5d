"""The same facts as a dossier in YAML, as JSON, as plain data and as a folder of tables."""

import csv
import io
import json
from collections import defaultdict
from datetime import date

from shipped import POLICY

from kmopolicy.facts.model import Facts
from kmopolicy.facts.printer import plain, to_dossier
from kmopolicy.facts.statements import BECAUSE, BY, ON
from kmopolicy.program.show import show_type

PROGRAM = POLICY.program


def said(facts: Facts):
    """All that facts say, without where it stands; a provider that no table can mention is left aside."""
    named = {value for fact in facts.facts for value in fact.values}
    return (
        {(fact.predicate, fact.values, fact.judgement) for fact in facts.facts},
        {(each.type, each.id) for each in facts.entities if each.type != "Provider" or each.id in named},
        {kind: {(each.name, each.label.nl) for each in own} for kind, own in facts.constants.items()},
    )


def as_yaml(facts: Facts) -> str:
    return to_dossier(facts, PROGRAM)


def as_json(facts: Facts) -> str:
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
