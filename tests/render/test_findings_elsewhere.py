"""Findings in the forms that other programs take: SARIF after its standard, and commands that GitHub reads back as they were."""

import json
import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from shipped import ROOT

from kmopolicy.program.load import Loaded, examined
from kmopolicy.program.pages import folder_of, read_folder
from kmopolicy.render.formats import github, sarif
from kmopolicy.text.catalogue import policy as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

BAD = ROOT / "fixtures" / "bad-policies"
PART = json.loads((ROOT / "fixtures" / "sarif" / "sarif-2.1.0.part.json").read_text(encoding="utf-8"))
DAY = date(2026, 1, 1)


def bad(name: str) -> Loaded:
    """What is wrong with a bad page, with what it allows."""
    beside = {f"sources/{file.name}": file.read_bytes() for file in (BAD / "sources").iterdir()}
    beside |= {f"tables/{file.name}": file.read_bytes() for file in (BAD / "tables").iterdir()}
    return examined(folder_of(Path(), {"kmopolicy.md": (BAD / f"{name}.md").read_bytes(), **beside}), DAY)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize(
    "name", ["overbodige-regel", "toelating-voor-niets", "veel-fouten-tegelijk", "csv-ontbreekt", "zin-zonder-regel"]
)
def test_sarif_is_as_its_standard_has_it(name, lang):
    loaded = bad(name)
    document = json.loads(sarif.diagnostics(loaded.diagnostics, loaded.allowed, lang))
    jsonschema.validate(document, PART, format_checker=jsonschema.FormatChecker())
    (run,) = document["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in run["results"]] == [each["ruleId"] for each in run["results"]]
    told = [(each.code, each.message_in(lang), each.help_in(lang)) for each in loaded.diagnostics]
    assert [tuple(_said(each)) for each in run["results"] if "suppressions" not in each] == told
    assert [each["suppressions"][0]["justification"] for each in run["results"] if "suppressions" in each] == [
        each.reason for each in loaded.allowed
    ]


def _said(result):
    message, _, fix = result["message"]["text"].partition("\n")
    return result["ruleId"], message, fix


def test_sarif_of_no_findings_is_a_run_without_results():
    document = json.loads(sarif.diagnostics((), (), "nl"))
    jsonschema.validate(document, PART)
    assert document["runs"][0]["results"] == []


def test_sarif_points_at_the_file_however_it_is_called_and_at_a_whole_file_without_a_region(tmp_path):
    folder = shutil.copytree(ROOT / "fixtures" / "klein-beleid", tmp_path / "é map #1")
    (folder / "een 100%.md").write_text("```datalog\np(x).\n```\n", encoding="utf-8")
    document = json.loads(sarif.diagnostics(examined(read_folder(folder), DAY).diagnostics, (), "nl"))
    jsonschema.validate(document, PART, format_checker=jsonschema.FormatChecker())
    uris = {
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in document["runs"][0]["results"]
        for place in result["locations"]
    }
    assert {unquote(uri.removeprefix("file://")) for uri in uris} == {str(folder / "een 100%.md")}
    whole = Diagnostic(catalogue.NO_POLICY, Span("map/a:b.md", 0, 0, 0, 0), {"page": "x"}, "declare")
    nowhere = Diagnostic(catalogue.NO_POLICY, None, {"page": "x"}, "declare")
    document = json.loads(sarif.diagnostics((whole, nowhere), (), "nl"))
    jsonschema.validate(document, PART)
    first, second = (each["locations"] for each in document["runs"][0]["results"])
    assert first == [{"physicalLocation": {"artifactLocation": {"uri": "map/a%3Ab.md"}}}]
    assert second == []


@pytest.mark.parametrize("name", ["overbodige-regel", "veel-fouten-tegelijk", "zin-zonder-regel"])
def test_github_reads_each_command_back_as_the_finding_that_it_is(name):
    found = bad(name).diagnostics
    lines = github.diagnostics(found, "nl").splitlines()
    assert len(lines) == len(found)
    for line, each in zip(lines, found, strict=True):
        kind, properties, message = _read_back(line)
        assert kind == each.entry.severity
        assert properties["title"] == f"{each.code} {each.entry.name}"
        assert message.split("\n")[0] == each.message_in("nl")
        if each.span:
            place = (properties["file"], int(properties["line"]), int(properties["col"]))
            assert place == (each.span.file, each.span.line, each.span.column)


def test_github_takes_nothing_of_a_name_or_a_text_for_a_command():
    odd = Diagnostic(
        catalogue.UNKNOWN_PREDICATE,
        Span("a,b:c%0A\n::error::x.md", 3, 4, 3, 9),
        {"name": "50%\r\n::warning::uit de tekst", "near": "x"},
        "near",
    )
    (line,) = github.diagnostics((odd,), "en").splitlines()
    _, properties, message = _read_back(line)
    assert properties["file"] == "a,b:c%0A\\u000a::error::x.md"
    assert message == "the policy has no predicate `50%\\u000d\\u000a::warning::uit de tekst`\ndid you mean `x`?"


def _read_back(line):
    """A workflow command as GitHub reads it."""
    kind, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
    pairs = (each.partition("=") for each in properties.split(","))
    return kind, {key: _unescaped(value) for key, _, value in pairs}, _unescaped(message)


def _unescaped(text):
    for escape, character in (("%0A", "\n"), ("%0D", "\r"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, character)
    return text
