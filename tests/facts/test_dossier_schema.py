"""The JSON Schema of dossiers and the reader agree, but for what no schema can know: references and a dossier's own constants."""

import json
from copy import deepcopy

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, ROOT

from kmopolicy.cli.main import run
from kmopolicy.errors import FactsError
from kmopolicy.facts.printer import plain
from kmopolicy.facts.schema import json_schema

SCHEMA = json_schema(POLICY.program)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
BEYOND = {"F208", "F209", "F218", "F220", "F301", "F302", "F106"}
"""What the reader refuses and the schema need not: twice, missing as a whole, not there."""

EXTENSIBLE = {kind.label.nl for kind in POLICY.program.types.values() if kind.kind == "closed" and kind.section}
OTHER = [None, [], {}, "", " ", "x", "ja", "advies", "2024-03-01", "2024-3-1", 3, 2024, 1.5, True, False, ["x"], [None]]
OTHER += [["ja", "nee"], {"x": "ja"}, {"verdict": "ja"}, {"verdict": "ja", "by": "An", "on": "2024-03-01"}, [[]], [{}]]
NAMES = ["kind", "services", "x", "verdict", "by", "label", "outcome", "digitalisering", "arts", "open_to_others"]


def places(node, path=()):
    """Every place in plain data, as the keys and indices that lead to it."""
    yield path
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, inner in items:
        yield from places(inner, (*path, key))


@st.composite
def changed(draw):
    """A valid dossier in which one value is another, or one key has another name."""
    dossier = deepcopy(draw(DOSSIERS))
    path = draw(st.sampled_from(list(places(dossier))[1:]))
    holder = dossier
    for key in path[:-1]:
        holder = holder[key]
    if isinstance(holder, dict) and draw(st.booleans()):
        holder[draw(st.sampled_from(NAMES))] = holder.pop(path[-1])
    else:
        holder[path[-1]] = deepcopy(draw(st.sampled_from(OTHER)))
    return dossier


def codes(dossier):
    try:
        POLICY.read_data(dossier)
    except FactsError as refused:
        return {found.code for found in refused.diagnostics if not _own_constant(found)}
    return set()


def _own_constant(found):
    """Whether it is about a constant that a dossier could have declared, which a schema cannot know."""
    return found.code == "F203" and found.args["type"] in EXTENSIBLE


def test_it_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@given(DOSSIERS)
def test_it_accepts_every_valid_dossier(dossier):
    assert not list(VALIDATOR.iter_errors(dossier))
    printed = json.loads(json.dumps(plain(POLICY.read_data(dossier), POLICY.program), default=str))
    assert not list(VALIDATOR.iter_errors(printed))


@given(changed())
def test_it_refuses_what_the_reader_refuses_and_nothing_else(dossier):
    refused, schema_refuses = codes(dossier), not VALIDATOR.is_valid(dossier)
    if refused - BEYOND:
        assert schema_refuses, refused
    elif not refused:
        assert not schema_refuses, next(VALIDATOR.iter_errors(dossier))


@pytest.mark.parametrize(
    "dossier",
    [
        "services: {d1: {kind: opleiding, prijs: 3}}",
        "diensten: {d1: {kind: opleiding}}",
        "services: {d1: {kind: cursus}}",
        "services: {d1: {kind: [opleiding, advies]}}",
        "services: {d1: {title: Peppol}}",
        "services: {d1: {kind: opleiding, linked_to_theme: {digitalisering: yes}}}",
        "services: {d1: {kind: opleiding, linked_to_theme: {veiligheid: ja}}}",
        "services: {d1: {kind: opleiding, linked_to_theme: {innovatie: {verdict: ja, door: An}}}}",
        "services: {d1: {kind: opleiding, linked_to_theme: {innovatie: {by: An}}}}",
        "services: {d1: {kind: opleiding, open_to_others: nee}}",
        "services: {d1: {kind: opleiding, reference_date: '2024-13-45'}}",
        "services: [{id: d1, kind: opleiding}]",
        "professions: {yogaleraar: {}}",
        "professions: {arts: {label: huisarts}}",
        "occupations: {lasser: {label: lasser, shortage_occupation: [24]}}",
        "expect: {d1: {outcome: goed}}",
        "expect: {d1: subsidieerbaar}",
        "reference_date: 1 maart 2024",
    ],
)
def test_it_refuses(dossier):
    data = yaml.load(dossier, Loader=yaml.SafeLoader)
    assert not VALIDATOR.is_valid(data)
    assert codes(data)


def test_the_command_prints_it(capsys):
    assert run(["vocabulary", "--json-schema", "--policy", str(ROOT / "policy")]) == 0
    assert json.loads(capsys.readouterr().out) == SCHEMA
