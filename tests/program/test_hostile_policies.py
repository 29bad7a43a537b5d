"""A policy that is huge, endless or made to hurt is refused soon, and never stops the program that checks it."""

import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from shipped import ROOT
from small import block, codes, load, warnings, write

from kmopolicy.cli.check import FORMATS
from kmopolicy.cli.main import run
from kmopolicy.program.load import Loaded, examined, load_program
from kmopolicy.program.pages import read_folder
from kmopolicy.render.terminal.diagnostics import render

SOON = 2.0
"""Seconds of the processor for a check and its report; whatever takes time squared takes minutes at these sizes."""
MANY = 60_000
TABLE = block('type Job nl "beroep".\ntable known(job: Job) nl "x".\ntable again(job: Job) nl "x".')
HEAD = "| job | nl |\n| --- | --- |\n"


def numbered(count: int, text: str) -> str:
    return "\n".join(text.replace("#", str(number)) for number in range(count))


PAGES: dict[str, str] = {
    "prose on one line": "woord " * MANY,
    "a block on one line": block("p " * MANY),
    "one long name": block("a" * MANY),
    "one long variable": block("A" * MANY),
    "one long number": block(f"p({'1' * MANY})."),
    "one long sentence number": block(f"rule x cites A{'1' * MANY}_: p(a)."),
    "one long text": block('define p(thing: Thing) nl "' + "a" * MANY + '".'),
    "texts that never close": block('" ' * MANY),
    "escapes that never end": block('"' + '\\"' * MANY),
    "brackets that never close": block("p(" * MANY),
    "deep nesting": block("p(" * 5000 + "x" + ")" * 5000 + "."),
    "full stops": block("." * MANY),
    "statements": block(numbered(30_000, "p(a#).")),
    "statements that do not parse": block(numbered(20_000, "p(a#) en q(b).")),
    "statements without full stops": block(numbered(1000, "p(a#) :- q(b)")),
    "unknown predicates": block(numbered(2000, "good(X) :- has#(X).")),
    "unknown numbers": block(numbered(2000, "rule c# cites S#: good(X) :- has(X).")),
    "a long body": block("good(X) :- " + ", ".join(f"has(X{number})" for number in range(1200)) + "."),
    "a long chain of types": block(
        numbered(1500, 'type T# includes T# nl "x".').replace(" includes T", " includes T1")
    ),
    "places in a sentence": block('define p(thing: Thing) nl "' + "{x}" * 6000 + '".'),
    "rows": TABLE + HEAD + numbered(10_000, "| a# | label # |"),
    "rows that are all the same": TABLE + HEAD + "| a | a |\n" * 10_000,
    "rows of unknown values": TABLE
    + HEAD
    + numbered(10_000, "| a# | b |")
    + "\n\n| job |\n|---|\n"
    + numbered(10_000, "| b# |"),
    "cells in one row": "| a |\n|---|\n" + "| a " * MANY,
    "bars": "|" * MANY,
    "a bar that is none": "| a\n" + " " * MANY + "|-x",
    "a bar without end": "| a\n" + "| " * MANY + "-",
    "hyphens": "-" * MANY,
    "spaces after a hash": "# " + " " * MANY + "x",
    "hashes": "# " * MANY,
    "asterisks": "> " + "*" * MANY,
    "quotes in quotes": ">" * MANY,
    "empty quotes": ">\n" * MANY,
    "quotes of one sentence": "> **S01** x\n" * 20_000,
    "an endless quote": "> **S01** " + "woord " * MANY,
    "ellipses": "> **S01** " + "Een … " * (MANY // 2),
    "fences": "```datalog\n" * (MANY // 10),
    "back-quotes": "`" * MANY,
    "back-quotes and spaces": "```" + "` " * MANY,
    "comments": "<!--\n" * MANY,
    "rules outside a block": "p(a).\n\n" * 50_000,
    "a rule outside a block": "p(" + "a" * MANY,
    "rows outside a table": "| a |\n\n" * 50_000,
    "headings": "x\n---\n" * 50_000,
    "white space": " \t\u00a0\u2003" * MANY,
    "invisible characters": block("\u200b" * MANY),
    "marks upon one letter": block("e" + "\u0301" * MANY),
}


_KIND = (
    'type Kind nl "x".\ninput kind(thing: Thing, kind: Kind) nl "x".\ninput near(thing: Thing, other: Thing) nl "x".\n'
)
_KIND += 'input since(thing: Thing, date: Date) nl "x".\n'
_VALUES = "| constant | nl |\n|---|---|\n" + "".join(f"| k{at} | k{at} |\n" for at in range(300)) + "\n"
_CHAIN = ", ".join(f"near(X{at}, X{at + 1})" for at in range(600))
_PERIODS = "".join(f"| k{at % 3} | {2020 + at // 12}-{at % 12 + 1:02}-01 | 9999-12-31 |\n" for at in range(5_000))
_BETWEEN = 'table valid(kind: Kind, from: Date, until: Date) nl "x".\n'
_BETWEEN += "rule v cites S01: good(X) :- kind(X, K), since(X, D), valid(K, F, U), F <= D, D <= U."
WIDE = {
    "many rules of one predicate": numbered(1_000, "good(X) :- kind(X, k7), near(X, _), not near(X, X)."),
    "rules like long chains": f"rule a cites S01: good(X0) :- {_CHAIN}.\nrule b cites S01: good(X0) :- {_CHAIN}, near(X600, X0).",
    "a rule with everything twice": f"rule a cites S01: good(X) :- {', '.join(f'kind(X, k{at % 300})' for at in range(1_200))}.",
    "comparisons without end": "rule a cites S01: good(X) :- since(X, D0), "
    + ", ".join(f"since(X, D{at + 1}), D{at} < D{at + 1}" for at in range(500))
    + ".",
    "variables without bounds": "rule a cites S01: good(X) :- kind(X, A), kind(X, B), kind(X, C), A != B, B != C, A != C.",
    "a long register with dates": _BETWEEN,
    "many warnings allowed": "\n".join(f"% allow dead-rule: reden {at}" for at in range(2_000)),
}
"""What takes long to hold against itself."""


@pytest.mark.parametrize("name", WIDE)
def test_rules_that_take_long_to_hold_against_each_other_are_looked_at_soon(name: str, tmp_path: Path) -> None:
    rule = WIDE[name]
    table = f"| kind | from | until |\n|---|---|---|\n{_PERIODS}\n" if "table" in rule else ""
    folder = write(tmp_path, block(_KIND + rule) + _VALUES + table)
    loaded = soon(lambda: examined(read_folder(folder), date(2026, 1, 1)))
    assert loaded.program


def soon(make: Callable[[], Loaded]) -> Loaded:
    """What is made, and told in both languages, in good time."""
    started = time.process_time()
    loaded = make()
    told = render(loaded.diagnostics, "nl") + render(loaded.diagnostics, "en")
    assert time.process_time() - started < SOON
    assert len(told) < 2_000_000
    return loaded


@pytest.mark.parametrize("name", PAGES)
def test_a_page_made_to_hurt_is_checked_soon(name: str, tmp_path: Path) -> None:
    folder = write(tmp_path, PAGES[name])
    loaded = soon(lambda: examined(read_folder(folder), date(2026, 1, 1)))
    assert loaded.program is None or not [each for each in loaded.diagnostics if each.entry.severity == "error"]


def test_ten_thousand_rows_are_a_table_like_any_other() -> None:
    loaded = load(TABLE.replace('\ntable again(job: Job) nl "x".', "") + PAGES["rows"].removeprefix(TABLE))
    assert loaded.program is not None
    assert len(loaded.program.tables["known"]) == 10_000


def test_a_page_or_register_that_no_person_keeps_is_refused(tmp_path: Path) -> None:
    folder = write(tmp_path, "a" * 10_000_000)
    assert [found.code for found in soon(lambda: load_program(folder)).diagnostics] == ["F003"]
    folder = write(tmp_path, "", {"tables/lang.csv": "a,b\n" * 1_000_000})
    assert [found.code for found in soon(lambda: load_program(folder)).diagnostics] == ["F003"]


def test_after_a_hundred_errors_of_a_kind_the_rest_waits() -> None:
    found = codes(block(numbered(400, "good(X) :- has#(X).")))
    assert found.count("K202") == 100
    assert found[-1] == "K118"


def test_after_as_many_statements_as_people_can_read_nothing_is_looked_at() -> None:
    found = codes(PAGES["statements"])
    assert found.count("K117") == 1
    assert found[-1] == "K118"


def test_a_hundred_warnings_hide_no_error() -> None:
    found = warnings(block(numbered(300, "good(X) :- has(X).") + "\ngood(X) :- haas(X)."))
    assert found.count("K507") == 100
    assert found.count("K202") == 1


def test_a_folder_without_a_front_page_is_no_policy(tmp_path: Path) -> None:
    (tmp_path / "regels.md").write_text("p(a).")
    assert [found.code for found in load_program(tmp_path).diagnostics] == ["K110"]
    assert [found.code for found in load_program(tmp_path / "regels.md").diagnostics] == ["K110"]
    (tmp_path / "kmopolicy.md").mkdir()
    assert [found.code for found in load_program(tmp_path).diagnostics] == ["K110"]


def test_links_in_a_circle_and_links_to_nothing_are_told(tmp_path: Path) -> None:
    folder = write(tmp_path / "policy", "")
    (folder / "rond.md").symlink_to(folder / "rond.md")
    (folder / "niets.csv").symlink_to(tmp_path / "weg")
    (folder / "terug").symlink_to(folder)
    assert [(found.code, found.args["file"]) for found in soon(lambda: load_program(folder)).diagnostics] == [
        ("F001", "niets.csv"),
        ("F001", "rond.md"),
    ]


def test_a_link_to_a_page_elsewhere_is_that_page(tmp_path: Path) -> None:
    folder = write(tmp_path / "policy", "")
    (tmp_path / "elders.md").write_text(block("rule e cites S01: good(X) :- haas(X)."))
    (folder / "hier.md").symlink_to(tmp_path / "elders.md")
    assert [(found.code, found.span.file) for found in load_program(folder).diagnostics if found.span] == [
        ("K202", str(folder / "hier.md"))
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_that_never_ends_is_not_read(tmp_path: Path) -> None:
    folder = write(tmp_path, "")
    os.mkfifo(folder / "pijp.md")
    assert [(found.code, found.args["file"]) for found in load_program(folder).diagnostics] == [("F004", "pijp.md")]


def test_a_file_or_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write(tmp_path, "", {"deel/een.md": "", "map/twee.md": ""})
    opened, listed = os.open, os.scandir

    def no_bytes(path: str, flags: int, *rest: int) -> int:
        if Path(path).name == "een.md":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, *rest)

    def no_list(path: str) -> object:
        if Path(path).name == "map":
            raise PermissionError(13, "Permission denied", str(path))
        return listed(path)

    # Whoever runs the tests may be allowed to read anything.
    monkeypatch.setattr(os, "open", no_bytes)
    monkeypatch.setattr(os, "scandir", no_list)
    assert [(found.code, found.args["file"]) for found in load_program(folder).diagnostics] == [
        ("F004", "deel/een.md"),
        ("F004", "map"),
    ]


@pytest.mark.parametrize(
    "name",
    ["een map/én pagina.md", "nieuwe\nregel.md", "\u202eomgekeerd.md", "a" * 200 + ".md", "[b] {x} `y`.md", "'\".md"],
)
def test_any_name_of_a_file_will_do(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, "", {name: block("rule e cites S01: good(X) :- haas(X).")})
    assert run(["check", str(folder)]) == 1
    printed = capsys.readouterr()
    assert "K202" in printed.out
    assert "\u202e" not in printed.out
    assert printed.err == ""


def test_a_file_name_that_is_no_text_will_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, "")
    odd = os.fsencode(str(folder)) + b"/\xff\xfe.md"
    try:
        with open(odd, "w") as file:
            file.write(block("rule e cites S01: good(X) :- haas(X)."))
    except OSError:
        pytest.skip("this system has no such names")
    assert read_folder(folder).digest.startswith("sha256:")
    for form in FORMATS:
        assert run(["check", str(folder), "--format", form]) == 1
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe" + "# Titel".encode("utf-16-le"), "F005"),
        (b"# Titel\n\nna\x00tekst", "F006"),
        ("# Titel é".encode("latin-1"), "F005"),
        (b"\xed\xa0\x80", "F005"),
        (b"\xef\xbb\xbf" * 2 + b"tekst", ""),
        (b"", ""),
        (b"\x1a\x0c\x0b", ""),
    ],
)
def test_a_page_in_another_encoding_is_refused_with_its_place(content: bytes, code: str, tmp_path: Path) -> None:
    folder = write(tmp_path, "", {"los.md": content})
    assert [found.code for found in load_program(folder).diagnostics] == ([code] if code else [])


def test_what_a_policy_prints_never_steers_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write(tmp_path, block("rule e cites S01: good(X) :- has(X), \x1b[2J\x1b]0;titel\x07\u202e."))
    assert run(["check", str(folder)]) == 1
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "\\u001b[2J" in printed


def test_a_file_outside_the_folder_is_no_part_of_the_policy(tmp_path: Path) -> None:
    (tmp_path / "geheim.csv").write_text("job,label\narts,Arts\n")
    for path in ("../geheim.csv", str(tmp_path / "geheim.csv"), "tables/../../geheim.csv"):
        folder = write(tmp_path / "p", block(f'type Job nl "x".\ntable known(job: Job) from "{path}" nl "x".'))
        assert [found.code for found in load_program(folder).diagnostics] == ["K411"]


def test_the_shipped_policy_stays_far_from_every_limit() -> None:
    sizes = [file.stat().st_size for file in (ROOT / "policy").rglob("*.*")]
    assert max(sizes) < 200_000
