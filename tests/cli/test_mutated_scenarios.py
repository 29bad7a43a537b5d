"""Whatever becomes of scenarios, or of the policy under them: `test` and `coverage` end with a documented code, and soon."""

import shutil
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy.cli.main import run

SLOW = 4.0
"""Seconds of the processor; by itself no example takes one."""
DOCUMENTED = {0, 1, 2, 3, 4}
SCENARIOS = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "policy" / "scenarios").rglob("*.yaml"))]
PIECES = (
    *(
        "expect:",
        "readings:",
        "answers:",
        "outcome:",
        "sentence:",
        "{",
        "}",
        "[",
        "]",
        ": ",
        "- ",
        ", ",
        "'",
        '"',
        "#",
        "\n",
    ),
    *(
        "\n  ",
        "~",
        "true",
        "false",
        "null",
        "&a ",
        "*a",
        "!!x ",
        "<<: ",
        "---\n",
        "|",
        ">",
        "\t",
        "\x00",
        "\x1b[31m",
        "\u202e",
    ),
    *(
        "may_offer(p1, Service)",
        "open_theme(X, X)",
        "decision(",
        "kind(_, _)",
        "licence_a=enkel_a",
        "licence_a=",
        "U07x",
        "S14",
    ),
    *("subsidieerbaar", "voor_te_leggen", "2024-02-30", "9999-12-31", "é", "\U0001f600", "x" * 300, "(" * 40),
)
RULES = (
    *(
        "not ",
        ".",
        ",",
        ":-",
        "(",
        ")",
        "_",
        "=",
        "<=",
        "|",
        "| ",
        "\n",
        "% x\n",
        "ja",
        "nee",
        "fiets",
        "auto",
        "step",
        "Z1",
        "Z9",
    ),
    *(
        "cites Z2 ",
        "otherwise ",
        "when any ",
        "because ",
        "exclusion",
        "warning ",
        "reading scooter = ja",
        "Request",
        "Vehicle",
    ),
    *(
        "motorless(fiets)",
        "spent(Request)",
        "> **Z1** ",
        "default",
        "```",
        "```datalog\n",
        '"',
        "é",
        "\x00",
        "\u202e",
        "x" * 300,
    ),
)
HOW = (
    ("test",),
    ("test", "--format", "json"),
    ("test", "--format", "junit"),
    ("test", "--accept"),
    ("test", "--mutate"),
    ("test", "--mutate", "--format", "json"),
    ("coverage",),
    ("coverage", "--format", "json"),
    ("coverage", "--format", "html"),
)


@st.composite
def slipped(draw: st.DrawFn, text: str, pieces: tuple[str, ...]) -> str:
    """A text after a few slips: something left out, put in, said twice, or a line that moved."""
    for _ in range(draw(st.integers(1, 4))):
        if draw(st.booleans()):
            lines = text.split("\n")
            at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
            line = lines[at] if draw(st.booleans()) else lines.pop(at)
            lines.insert(to, draw(st.sampled_from((line, ""))))
            text = "\n".join(lines)
        else:
            at = draw(st.integers(0, len(text)))
            end = min(len(text), at + draw(st.integers(0, 12)))
            text = text[:at] + draw(st.sampled_from(("", text[at:end] * 2, *pieces))) + text[end:]
    return text


def ends_well(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    started = time.process_time()
    code = run(arguments)
    taken = time.process_time() - started
    told = capsys.readouterr()
    assert code in DOCUMENTED, told.err
    assert taken < SLOW
    assert "Traceback" not in told.out + told.err
    assert told.out or told.err


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A scenario that is written over and over."""
    return tmp_path_factory.mktemp("scenario") / "scenario.yaml"


@given(data=st.data(), how=st.sampled_from(HOW[:4]), lang=st.sampled_from(("nl", "en")))
def test_a_mutated_scenario_is_tested_without_stumbling(
    file: Path, data: st.DataObject, how: tuple[str, ...], lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = data.draw(slipped(data.draw(st.sampled_from(SCENARIOS)), PIECES))
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(kmopolicy, "load", lambda _: POLICY)
        ends_well([*how, str(file), "--lang", lang], capsys)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small policy with scenarios, written over and over."""
    return shutil.copytree(ROOT / "fixtures" / "dekking", tmp_path_factory.mktemp("beleid") / "dekking")


@settings(max_examples=max(60, settings.default.max_examples))
@given(data=st.data(), how=st.sampled_from(HOW), place=st.sampled_from(("page", "page", "scenario", "source", "both")))
def test_a_mutated_policy_is_tested_and_covered_without_stumbling(
    folder: Path, data: st.DataObject, how: tuple[str, ...], place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    mutated = {
        "kmopolicy.md": (place in ("page", "both"), RULES),
        "scenarios/deel/nog-een-keer.yaml": (place in ("scenario", "both"), PIECES),
        "sources/bron.txt": (place == "source", RULES),
    }
    for name, (changed, pieces) in mutated.items():
        text = (ROOT / "fixtures" / "dekking" / name).read_text(encoding="utf-8")
        text = data.draw(slipped(text, pieces)) if changed else text
        (folder / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    ends_well([*how, "--policy", str(folder)], capsys)
