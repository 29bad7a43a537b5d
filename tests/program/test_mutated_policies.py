"""Whatever someone makes of a policy, `kmopolicy check` says what is wrong where, soon, and never stumbles itself."""

import re
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import ROOT

from kmopolicy.cli.check import FORMATS
from kmopolicy.cli.main import run
from kmopolicy.program.load import examined
from kmopolicy.program.pages import read_folder
from kmopolicy.text.diagnostic import Diagnostic, errors
from kmopolicy.text.span import Span

BAD = ROOT / "fixtures" / "bad-policies"
SLOW = 2.0
"""Seconds of the processor; a check takes some hundredths of one."""
NASTY = (
    *(
        '"',
        "“",
        "'",
        "`",
        "```",
        "```datalog",
        "~~~",
        "<!--",
        "-->",
        "|",
        "| --- |",
        "\\",
        "{",
        "}",
        "{service}",
        "%",
        "#",
    ),
    *(
        ".",
        ",",
        ";",
        ":",
        ":-",
        ":=",
        "(",
        ")",
        "=",
        "!=",
        "<=",
        "_",
        "…",
        "> **S01** ",
        "> **U01** ",
        "**",
        "---",
        "===",
    ),
    *("not ", "niet ", "nl ", "rule x:", "define ", "type ", "cases ", "case ", "otherwise ", "reading ", "includes "),
    *("Service", "excluded(", "aimed_at(Service, _)", "2024-13-45", "9" * 30, "S01", "U0", "from ", "default ", "_"),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\x00",
        "\x1b[2J",
        "\u00ad",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\u2028",
        "é",
        "e\u0301",
    ),
    *("\U0001f600", "\ud7ff", "ß", "İ", "Σ", "٣", "\x7f", "a" * 300, " " * 300, "(" * 50, "\n" * 20),
)


def sound_pages() -> list[str]:
    """Pages to start from: those of the shipped policy by their headings, and those that are wrong already."""
    parts = [part for file in sorted((ROOT / "policy").glob("*.md")) for part in file.read_text("utf-8").split("\n## ")]
    front = (BAD / "predicaat-onbekend.md").read_text("utf-8").replace("aimd_at(Service), not lifted", "aimed_at")
    return [
        front,
        *(f"{front}\n## {part}" for part in parts),
        *(p.read_text("utf-8") for p in sorted(BAD.glob("*.md"))),
    ]


PAGES = sound_pages()


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A page after a handful of slips: something taken out, put in, said twice or swapped."""
    text = draw(st.sampled_from(PAGES))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 40)))
        there = draw(st.sampled_from(("", "twice", "swap", "lines", *NASTY)))
        if there == "twice":
            text = text[:end] + text[at:]
        elif there == "swap":
            text = text[:at] + text[at:end][::-1] + text[end:]
        elif there == "lines":
            lines = text.split("\n")
            draw(st.randoms(use_true_random=False)).shuffle(lines)
            text = "\n".join(lines)
        else:
            text = text[:at] + there + text[draw(st.sampled_from((at, end))) :]
    return text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy folder whose front page is written over and over."""
    place = tmp_path_factory.mktemp("policy")
    for beside in ("sources", "tables"):
        (place / beside).mkdir()
        for file in (BAD / beside).iterdir():
            (place / beside / file.name).write_bytes(file.read_bytes())
    return place


@settings(max_examples=max(100, settings.default.max_examples))
@given(text=mutated(), lang=st.sampled_from(("nl", "en")), form=st.sampled_from(FORMATS))
def test_a_mutated_policy_is_checked_soon_and_without_stumbling(
    folder: Path, text: str, lang: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "kmopolicy.md").write_bytes(text.encode("utf-8", "surrogatepass"))
    started = time.process_time()
    code = run(["check", str(folder), "--lang", lang, "--format", form])
    taken = time.process_time() - started
    printed = capsys.readouterr()
    loaded = examined(read_folder(folder), date.today())
    assert printed.err == ""
    assert code == (1 if errors(loaded.diagnostics) else 0)
    assert (loaded.program is None) == bool(errors(loaded.diagnostics))
    assert taken < SLOW
    for found in loaded.diagnostics:
        _stands_in_its_file(found)


def _stands_in_its_file(found: Diagnostic) -> None:
    """Every place is one of the file, and every word that is named stands there or in the policy."""
    spans = [found.span] if found.span else []
    for span in (*spans, *(span for span, _ in found.notes)):
        if span.line:
            _is_place(span)
    for lang in ("nl", "en"):
        said = found.message_in(lang) + found.help_in(lang)
        assert not re.search(r"\{(?:found|name|near|known|nl|en|number|type|mark|file)\}", said), (found.code, said)


def _is_place(span: Span) -> None:
    text = Path(span.file).read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    assert 1 <= span.line <= span.end_line <= len(lines)
    # One past the end: where a full stop is missing, or a line is to go on.
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1
    assert span.line < span.end_line or span.column < span.end_column
