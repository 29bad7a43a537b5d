"""JSON held against a schema, tables, CSV and the vocabulary."""

import csv as reader
import io
import json as loader

import jsonschema
import msgspec
import pytest

from kmopolicy.render import csv, json, paint, table, vocabulary
from kmopolicy.render.labels import Labels
from kmopolicy.render.safe import clean

TEXT = {"type": "object", "required": ["nl", "en"], "additionalProperties": {"type": "string"}}
MAYBE = {"type": ["string", "null"]}
NODE = {
    "type": "object",
    "required": ["kind", "atom", "words", "rule", "sentence", "quote", "file", "line", "children"],
    "properties": {
        "kind": {"enum": ["derived", "given", "table", "absent", "comparison"]},
        "words": TEXT,
        "rule": MAYBE,
        "sentence": MAYBE,
        "quote": MAYBE,
        "file": MAYBE,
        "line": {"type": ["integer", "null"]},
        "status": {"enum": ["refuted", "not_established", "unknown", None]},
        "children": {"type": "array", "items": {"$ref": "#/$defs/node"}},
    },
}
DECISION = {
    "type": "object",
    "required": [
        "subject",
        "type",
        "outcome",
        "reference_date",
        "themes",
        "grounds",
        "readings",
        "presumes",
        "file",
        "reference_date_from",
    ],
    "properties": {
        "type": {"pattern": "^[a-z_]+$"},
        "reference_date": {"type": ["string", "null"], "pattern": r"^\d{4}-\d{2}-\d{2}$"},
        "themes": {"type": "array", "items": {"type": "string"}},
        "grounds": {
            "type": "array",
            "items": {"type": "object", "required": ["atom", "sentence", "quote", "file", "line"]},
        },
        "readings": {"type": "object", "additionalProperties": {"type": "string"}},
        "presumes": {"type": "array", "items": {"type": "string"}},
    },
}
POLICY = {"type": "object", "required": ["name", "digest"], "properties": {"digest": {"pattern": "^sha256:"}}}
DECISIONS = {
    "type": "object",
    "required": ["schema", "policy", "decisions", "warnings"],
    "properties": {
        "schema": {"const": "kmopolicy.decisions/1"},
        "policy": POLICY,
        "decisions": {"type": "array", "items": DECISION},
        "warnings": {"type": "array"},
    },
}
EXPLANATION = {
    "$defs": {"node": NODE},
    "allOf": [DECISION],
    "required": ["schema", "policy", "proof", "alternatives", "readings_used", "missing", "warnings"],
    "properties": {
        "schema": {"const": "kmopolicy.explanation/1"},
        "policy": POLICY,
        "proof": {"$ref": "#/$defs/node"},
        "alternatives": {
            "type": "array",
            "items": {
                "required": ["outcome", "first", "why"],
                "properties": {"why": {"items": {"$ref": "#/$defs/node"}}},
            },
        },
    },
}


def test_decisions_are_as_the_contract_says(excluded):
    """Schema, and the very values of the ground."""
    told = loader.loads(json.decisions([excluded.decision], "proefbeleid", "sha256:00"))
    jsonschema.validate(told, DECISIONS)
    ground = told["decisions"][0]["grounds"][0]
    assert (ground["atom"], ground["sentence"], ground["quote"]) == ("excluded(c36, mindfulness)", "U02", "mindfulness")
    assert told["decisions"][0]["type"] == "service"
    assert told["warnings"][0]["name"] == "superseded"


def test_an_explanation_is_as_the_contract_says(excluded):
    """Schema, and the judgement, the status and the reading inside."""
    told = loader.loads(json.explanation(excluded))
    jsonschema.validate(told, EXPLANATION)
    aimed, _, lifted, _ = told["proof"]["children"][0]["children"]
    assert aimed["judgement"] == {
        "by": "J. Peeters",
        "on": "2024-02-01",
        "because": "het hele programma draait om mindfulness",
    }
    assert (aimed["file"], aimed["line"]) == ("dossiers/kmop-36.yaml", 7)
    assert lifted["status"] == "not_established"
    assert lifted["attempts"][0]["fails"][0]["reading"] == {"name": "exception_scope", "option": "enkel_gezondheid"}
    assert told["readings_used"][0]["others"][0]["outcome"] == "onvoldoende_gegevens"


def test_json_is_the_same_text_every_time(excluded):
    """Two runs, the same bytes; letters with accents stand as they are."""
    assert json.explanation(excluded) == json.explanation(excluded)
    assert "één" in json.dumped({"x": "één"})


@pytest.mark.parametrize("text", ["=1+1", "+32", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_a_spreadsheet_runs_nothing(excluded, program, text):
    """A title that starts a formula is neutralised."""
    decision = msgspec.structs.replace(excluded.decision, title=text)
    rows = list(reader.DictReader(io.StringIO(csv.decisions([decision], Labels(program, "nl")), newline="")))
    assert rows[0]["title"] == "'" + clean(text)


def test_csv_reads_back(excluded, program):
    """Every column with its value."""
    rows = list(reader.DictReader(io.StringIO(csv.decisions([excluded.decision], Labels(program, "nl")), newline="")))
    assert rows[0]["outcome"] == "niet_subsidieerbaar"
    assert rows[0]["sentences"] == "U02"
    assert rows[0]["warnings"] == "c36: de tekst is gedeeltelijk vervangen"


@pytest.mark.parametrize("width", [64, 80, 120])
def test_a_table_fits_its_page(excluded, program, width):
    """Wide cells wrap within their column."""
    page = paint.plain(table.decisions([excluded.decision] * 2, Labels(program, "nl"), width))
    assert max(map(len, page.splitlines())) <= width
    assert "subsidieerbaar" in page


def test_a_table_names_the_files_where_there_are_several(excluded, program):
    """Two dossiers may both have a c36."""
    other = msgspec.structs.replace(excluded.decision, file="elders/kmop-01.yaml")
    page = paint.plain(table.decisions([excluded.decision, other], Labels(program, "en"), 120))
    assert "kmop-36.yaml" in page
    assert "kmop-01.yaml" in page


def test_answers_are_a_table():
    """Values as they may be used in another goal."""
    page = paint.plain(table.answers(("Service", "Theme"), (("c1", "innovatie"), ("[/x]", "recyclage")), "nl", 80))
    assert page.splitlines()[0].split() == ["Service", "Theme"]
    assert page.splitlines()[3].split() == ["[/x]", "recyclage"]
    assert paint.plain(table.answers(("X",), (), "nl", 80)) == "Geen antwoorden\n"


def test_the_vocabulary_shows_every_predicate(program):
    """By section, with its sentence."""
    page = paint.plain(vocabulary.overview(Labels(program, "nl"), 80))
    assert all(vocabulary.signature(predicate) in page for predicate in program.predicates.values())
    assert "Diensten (services)" in page


def test_a_predicate_in_depth(program):
    """Values with labels, the sentence of the source, an example that can be pasted."""
    page = paint.plain(vocabulary.in_depth(program.predicates["linked_to_theme"], Labels(program, "nl"), 80))
    assert "financiele_geletterdheid   financiële geletterdheid" in page
    assert "      linked_to_theme: {innovatie: ja}" in page.splitlines()[-1]
    derived = paint.plain(vocabulary.in_depth(program.predicates["excluded"], Labels(program, "en"), 80))
    assert "« Uitgesloten van steun zijn opleidingen".replace("« ", "«\u00a0") in derived
