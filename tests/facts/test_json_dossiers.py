"""The JSON of dossiers: the standard to the letter, and where each value stands."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kmopolicy.facts.json import read_json
from kmopolicy.facts.nodes import DEPTH, Mapping, Sequence
from kmopolicy.text.span import Span


def bare(node):
    """A node as plain data: texts as texts, and of anything else how it is written."""
    if isinstance(node, Mapping):
        return {key.text: bare(value) for key, value in node.entries}
    if isinstance(node, Sequence):
        return [bare(item) for item in node.items]
    return node.text if node.kind == "text" else (node.kind, node.text)


def told(data):
    """Plain data in the same way."""
    if isinstance(data, dict):
        return {key: told(value) for key, value in data.items()}
    if isinstance(data, list):
        return [told(item) for item in data]
    kind = "null" if data is None else "bool" if isinstance(data, bool) else "plain"
    return data if isinstance(data, str) else (kind, json.dumps(data))


TEXT = st.text("ab1 é😀\u0301\u2028\x85\x07\"'\\:#-{}[],&*!|>%@`?~=\n\t/<", max_size=8)


def nested(inner):
    return st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3)


VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT
DATA = st.dictionaries(TEXT, st.recursive(VALUES, nested, max_leaves=6))


@given(DATA, st.booleans(), st.sampled_from([None, 1, "\t"]))
def test_whatever_is_written_is_read(data, ascii_only, indent):
    node, wrong = read_json(json.dumps(data, ensure_ascii=ascii_only, indent=indent), "d.json")
    assert (bare(node), wrong) == (told(data), [])


PIECES = st.sampled_from(
    [*'{}[]:,"\\ \n\t-+.eE01', "true", "null", '"a"', "\\u00e9", "\\ud83d\\ude00", "NaN", "//", "'", "é"]
)


@given(
    st.lists(PIECES, max_size=12).map("".join)
    | DATA.map(json.dumps).flatmap(lambda text: st.integers(0, len(text)).map(lambda at: text[:at] + "," + text[at:]))
)
@example("[1,]")
@example("01")
@example("1.")
@example("-")
@example('"\t"')
@example('{"a" : 1 , "a": 2}')
def test_it_refuses_exactly_what_the_standard_refuses(text):
    node, wrong = read_json(text, "d.json")
    broken = [found for found in wrong if found.code in ("F102", "F103")]
    assert bool(broken) == (not _standard(text) and bool(text.strip(" \t\n\r")))
    assert node is None or not broken


def _standard(text):
    def never(word):
        raise ValueError(word)

    try:
        json.dumps(json.loads(text, parse_constant=never, object_pairs_hook=list), ensure_ascii=False).encode()
    except ValueError:  # one of them for half a character, which has no bytes
        return False
    return True


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\"\\\/\b\f\n\r\t"', '"\\/\b\f\n\r\t'),
        (r'"\u00e9\u20ac"', "é€"),
        (r'"\ud83d\ude00"', "😀"),
        ("1E400", ("plain", "1E400")),
        ("-0", ("plain", "-0")),
        ("12345678901234567890123", ("plain", "12345678901234567890123")),
    ],
)
def test_a_value_is_what_is_written(text, value):
    node, wrong = read_json(text, "d.json")
    assert (bare(node), wrong) == (value, [])


@pytest.mark.parametrize("half", [r"\ud83d", r"\ude00", r"\ude00\ud83d", r"\ud83dx"])
def test_half_a_character_is_refused(half):
    node, (found,) = read_json(f'"{half}"', "d.json")
    assert (node, found.help) == (None, "half")


def test_of_a_key_that_stands_twice_the_first_is_kept_and_both_are_shown():
    node, (found,) = read_json('{"a": "x",\n "a": "y"}', "d.json")
    assert bare(node) == {"a": "x"}
    assert found.span == Span("d.json", 2, 2, 2, 5)
    assert found.notes[0][0] == Span("d.json", 1, 2, 1, 5)


@pytest.mark.parametrize(("depth", "code"), [(DEPTH, None), (DEPTH + 1, "F103")])
def test_only_so_many_layers_are_read(depth, code):
    _, wrong = read_json("[" * depth + "]" * depth, "d.json")
    assert [found.code for found in wrong] == ([code] if code else [])


def test_a_value_knows_where_it_stands():
    node, _ = read_json('{\n\t"é": ["x",\n 7]}', "d.json")
    ((key, items),) = node.entries
    assert key.span == Span("d.json", 2, 2, 2, 5)
    assert items.span == Span("d.json", 2, 7, 3, 4)
    assert items.items[1].span == Span("d.json", 3, 2, 3, 3)
