"""Whatever facts are made of: a documented exit code, a diagnostic inside the file, no control character, no hang."""

import io
import os
import re
import time
from contextlib import redirect_stderr, redirect_stdout
from csv import reader as csv_reader
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import DOSSIERS, POLICY, ROOT
from worlds import as_json, as_tables, as_yaml

from kmopolicy.cli.main import run
from kmopolicy.errors import FactsError
from kmopolicy.facts.csv import decode
from kmopolicy.program.show import show_type
from kmopolicy.render.documents import explanation as documents
from kmopolicy.render.formats import csv, markdown, mermaid
from kmopolicy.render.terminal import table, tree
from kmopolicy.render.terminal.diagnostics import render
from kmopolicy.render.terminal.paint import plain
from kmopolicy.render.words.labels import Labels

FIXTURES = ROOT / "fixtures"
EXAMPLES = int(os.environ.get("KMOPOLICY_EXAMPLES") or 50)
PATIENCE = 5
"""Seconds of computing; by itself no example takes half of one."""

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
WORDS = ["services", "providers", "applications", "professions", "expect", "label", "verdict", "by", "on", "ja", "yes"]
WORDS += [*POLICY.program.predicates, *POLICY.program.labels["Theme"], "true", "null", "~", "2024-13-45", "1e999", "-0"]
MARKS = [": ", ":", "- ", "? ", "&a ", "*a", "!!python/object/apply:os.system ", "!<x", "<<: ", "|", ">", "%", "@", "`"]
MARKS += ["{", "}", "[", "]", ",", ";", "'", '"', '""', "#", "\\", "\\ud800", "\\u0000", "---\n", "...\n", "\t", "\r"]
MARKS += ["\n", "\r\n", " ", "  ", "\x00", "\x1b[31m", "\x85", "\u2028", "\u202e", "\ufeff", "é", "€", "😀", "e\u0301"]
MARKS += ["[red]", "=1+1", "|cmd", "<b>", "sep=,\n", "x" * 300]
RAW = [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\xe9", b"\xc3", b"\xed\xa0\x80"]
PIECES = st.sampled_from([*(mark.encode() for mark in MARKS), *RAW])

NAMES = [
    "\u202e90c",
    "e\u0301",
    "\u00e9",
    "😀👩‍👩‍👧",
    "'",
    '"',
    'a"b',
    "a'b",
    "a\\b",
    "[red]x[/red]",
    "[/]",
    "x" * 10_000,
]
NAMES += ["007", "7", "7.0", "1e3", "0x1F", "true", "True", "null", "~", "yes", "nee", "ja", "digitalisering", "kind"]
NAMES += [
    "decision",
    "services",
    "Service",
    "X",
    "_",
    "answer#",
    "exists#Service",
    "a,b",
    "c(1)",
    "not x",
    "service:c1",
]
NAMES += ["=cmd|' /C calc'!A0", "-1", "+1", "@x", "|", "`x`", "<script>", "{x}", "{service}", "{}", "%s", "%(x)s", "１"]
NAMES += [" c1", "c1 ", "a  b", "2024-03-01", "*", "&a", "!x", "- a", "? a", "#x", ": ", "a: b", "ß", "İ", "ﬁ"]
NOT_NAMES = ["", " ", "\u200b", "\ufeff", "a\nb", "a\x1b[31m", "a\x00", "\x85", "\u2028", "\ud800"]


def many(count, line):
    return "services:\n" + "".join(line.format(n=number) for number in range(count))


MUCH = {
    "brackets.yaml": ("[" * 1_000_000, ["F103"]),
    "brackets.json": ("[" * 1_000_000, ["F103"]),
    "braces.json": ('{"a":' * 1_000_000, ["F103"]),
    "dashes.yaml": ("- " * 1_000_000, ["F103"]),
    "quotes.yaml": ('"' * 1_000_001, ["F101"]),
    "one-line.yaml": (f"services: {{d1: {{kind: advies, prijs: 3, title: {'x' * 10_000_000}}}}}", ["F202"]),
    "one-line.json": (f'{{"services": {{"d1": {{"prijs": 3, "title": "{"x" * 10_000_000}"}}}}}}', ["F202", "F301"]),
    "keys.yaml": (many(5_000, "  d{n}: {{kind: advies, k{n}: 3}}\n"), ["F202", "F408"]),
    "values.yaml": (many(5_000, "  d{n}: {{kind: k{n}}}\n"), ["F203", "F408"]),
    "references.yaml": (many(20_000, "  d{n}: {{kind: advies, offered_by: p{n}}}\n"), ["F302", "F408"]),
    "twice.yaml": (many(5_000, "  d1: {{kind: advies}}\n"), ["F104", "F408"]),
    "subject.yaml": (many(5_000, "  d{n}: {{kind: advies}}\n") + "expect: {x: {outcome: goed}}", ["F218"]),
}


@st.composite
def mutated(draw, contents):
    """Bytes with a few words exchanged, or pieces dropped, doubled, turned round or put in; now and then cut off."""
    content = draw(contents)
    for _ in range(draw(st.integers(1, 4))):
        words = [found.span() for found in re.finditer(rb"[\w.-]+", content)]
        if words and draw(st.integers(0, 2)):
            start, stop = draw(st.sampled_from(words))
            others = st.sampled_from(words).map(lambda place, whole=content: whole[slice(*place)])
            instead = others | st.sampled_from([word.encode() for word in WORDS])
        else:
            start = draw(st.integers(0, len(content)))
            stop = start + draw(st.sampled_from([0, 0, 1, 2, 5, 20, 200]))
            piece = content[start:stop]
            instead = st.just(b"") | PIECES | st.just(piece * 2) | st.just(piece[::-1])
        content = content[:start] + draw(instead) + content[stop:]
    return content if draw(st.integers(0, 19)) else content[: draw(st.integers(0, len(content)))]


KEPT = {
    suffix: [
        path.read_bytes()
        for folder in ("dossiers", "bad-facts")
        for path in sorted(FIXTURES.glob(f"{folder}/**/*{suffix}"))
    ]
    for suffix in (".yaml", ".json")
}
FOLDERS = [
    {path.name: path.read_bytes() for path in folder.iterdir()} for folder in sorted((FIXTURES / "tables").iterdir())
]
FACTS = DOSSIERS.map(POLICY.read_data).filter(lambda facts: facts.facts)
YAML = st.sampled_from(KEPT[".yaml"]) | FACTS.map(lambda facts: as_yaml(facts).encode())
JSON = st.sampled_from(KEPT[".json"]) | FACTS.map(lambda facts: as_json(facts).encode())
TABLES = st.sampled_from(FOLDERS).map(dict) | st.tuples(
    FACTS, st.sampled_from(",;\t"), st.sampled_from(["utf-8", "cp1252", "utf-16"])
).map(lambda made: {name: text.encode(made[2], "replace") for name, text in as_tables(*made[:2]).items()})


def refused(source):
    """What is wrong with facts; nothing where they are valid."""
    try:
        POLICY.read(source)
    except FactsError as error:
        return error.diagnostics
    return ()


def read_without_harm(source):
    """Reads facts: what is wrong must be told about a place in them, what is right must be told in every format."""
    started = time.process_time()
    wrong = refused(source)
    for lang in ("nl", "en"):
        assert not CONTROL.search(render(wrong, lang))
    for found in wrong:
        for span in (found.span, *(span for span, _ in found.notes)):
            assert_within(span, source)
    if not wrong:
        assert_told(POLICY.read(source))
    assert time.process_time() - started < PATIENCE


def assert_within(span, source):
    if span is None or span.line == 0:
        return
    content = Path(span.file).read_bytes()
    text = decode(content, "") if source.is_dir() else content.decode("utf-8-sig", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if isinstance(text, str) else []
    if lines:
        assert 1 <= span.line <= span.end_line <= len(lines), span
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
        assert span.end_column <= len(lines[span.end_line - 1]) + 2, span
    assert (span.line, span.column) < (span.end_line, span.end_column), span


def assert_told(facts):
    labels = Labels(POLICY.program, "nl", facts)
    decided = POLICY.decide(facts)
    told = [plain(table.decisions(decided, labels, 80)), csv.decisions(decided, labels)]
    told += [documents.decisions(decided, "kmo", "sha256:0"), *(formats(facts, decided[0], labels) if decided else ())]
    assert not any(map(CONTROL.search, told))


def formats(facts, decision, labels):
    """The explanation of a decision in every format."""
    explained = POLICY.explain(facts, f"{show_type(decision.type)}:{decision.subject}")
    return (
        plain(tree.render(explained, labels, 80, full=True)),
        documents.explanation(explained),
        markdown.render(explained, labels),
        mermaid.render(explained, labels),
    )


@settings(max_examples=EXAMPLES)
@given(mutated(YAML))
def test_any_bytes_in_place_of_a_yaml_dossier(tmp_path_factory, content):
    dossier = tmp_path_factory.getbasetemp() / "dossier.yaml"
    dossier.write_bytes(content)
    read_without_harm(dossier)


@settings(max_examples=EXAMPLES)
@given(mutated(JSON))
def test_any_bytes_in_place_of_a_json_dossier(tmp_path_factory, content):
    dossier = tmp_path_factory.getbasetemp() / "dossier.json"
    dossier.write_bytes(content)
    read_without_harm(dossier)


@settings(max_examples=EXAMPLES)
@given(st.data(), TABLES)
def test_any_bytes_in_place_of_a_table(tmp_path_factory, data, tables):
    folder = tmp_path_factory.getbasetemp() / "tables"
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for _ in range(2):
        name = data.draw(st.sampled_from(sorted(tables)))
        tables[name] = data.draw(mutated(st.just(tables[name])))
    for name, content in tables.items():
        (folder / name).write_bytes(content)
    read_without_harm(folder)


@settings(max_examples=EXAMPLES)
@given(mutated(YAML), st.sampled_from([["--format", "json"], ["--format", "csv"], ["--subject", "s0"], []]))
def test_any_bytes_on_the_command_line_end_with_a_documented_exit_code(tmp_path_factory, content, options):
    dossier = tmp_path_factory.getbasetemp() / "dossier.yaml"
    dossier.write_bytes(content)
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(["decide", str(dossier), "--policy", str(ROOT / "policy"), *options])
    assert code == 0 or (code in (2, 3) and "fout[" in err.getvalue() and not out.getvalue())
    assert not CONTROL.search(out.getvalue() + err.getvalue())


def same_story(names):
    """For each name a service, its provider, an application and a listing request, with facts that differ a little."""
    dossier = {"services": {}, "providers": {}, "applications": {}, "listing_requests": {}}
    for place, name in enumerate(names):
        dossier["services"][name] = {
            "kind": "opleiding",
            "title": name,
            "offered_by": name,
            "reference_date": "2024-03-01",
            "linked_to_theme": {"digitalisering": "ja", "innovatie": "twijfel"},
            "aimed_at": {"mindfulness": "ja"} if place % 2 else {},
        }
        kinds = ["opleiding"] if place % 3 else []
        dossier["providers"][name] = {"registered": kinds, "active_in_theme": ["digitalisering"]}
        dossier["applications"][name] = {"applies_for": name, "selected_theme": "digitalisering"}
        dossier["listing_requests"][name] = {"requests_listing_of": name, "claims_criterion": ["stem"]}
    return dossier


@pytest.fixture(scope="module")
def named():
    """Facts with hostile names, and what is decided about them."""
    facts = POLICY.read_data(same_story(NAMES))
    return facts, POLICY.decide(facts)


def test_what_a_thing_is_called_decides_nothing(named):
    plainly = POLICY.decide(POLICY.read_data(same_story([f"n{place}" for place in range(len(NAMES))])))
    ours, theirs = (
        [(each.type, each.outcome, each.themes, len(each.grounds), each.presumes) for each in decided]
        for decided in (named[1], plainly)
    )
    assert ours == theirs


def test_no_name_steers_a_terminal_or_a_spreadsheet(named):
    facts, decided = named
    labels = Labels(POLICY.program, "nl", facts)
    told = [
        plain(table.decisions(decided, labels, 80)),
        csv.decisions(decided, labels),
        documents.decisions(decided, "", ""),
    ]
    for decision in decided[::7]:
        told += formats(facts, decision, labels)
    assert not any(map(CONTROL.search, told))
    cells = [cell for row in csv_reader(io.StringIO(told[1])) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("name", NOT_NAMES)
def test_a_name_that_nobody_sees_or_that_steers_is_none(name):
    with pytest.raises(FactsError) as raised:
        POLICY.read_data({"services": {name: {"kind": "advies"}}})
    assert [found.code for found in raised.value.diagnostics] == ["F207"]
    assert not CONTROL.search(render(raised.value.diagnostics, "nl"))


@pytest.mark.parametrize("name", MUCH)
def test_much_of_anything_is_told_soon_and_in_few_words(tmp_path, name):
    content, codes = MUCH[name]
    dossier = tmp_path / name
    dossier.write_text(content, encoding="utf-8")
    started = time.process_time()
    found = refused(dossier)
    told = render(found, "nl")
    assert time.process_time() - started < PATIENCE
    assert len(told) < 12_000
    assert sorted({each.code for each in found}) == codes


def test_nothing_in_a_dossier_is_carried_out(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for call in ("os.system", "subprocess.call", "eval"):
        text = f"services: {{d1: {{kind: advies, title: !!python/object/apply:{call} ['echo > hacked']}}}}"
        (tmp_path / "dossier.yaml").write_text(text)
        assert run(["decide", "dossier.yaml", "--policy", str(ROOT / "policy")]) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.yaml"]
