"""The same input, with a date given, gives the same bytes: whatever the hash seed, the folder, the locale, the time zone."""

import os
import subprocess
import sys

import pytest

SURROUNDINGS = [
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "4242", "LC_ALL": "C.UTF-8", "TZ": "Etc/GMT+12", "PYTHONIOENCODING": "ascii"},
]
_CODE = "import sys\nfrom kmopolicy.cli import main\nfor line in sys.argv[1:]:\n    main.run(line.split('\\x1f'))\n"


@pytest.fixture(scope="module")
def lines(dossiers, root):
    """Command lines of every command and format, joined by a character that stands in none of their words."""
    file, odd = str(dossiers / "alle-uitkomsten.yaml"), str(dossiers / "vreemde-namen.yaml")
    told = [["decide", file, odd, "--format", form] for form in ("table", "json", "csv")]
    told += [
        ["explain", file, subject, "--format", form, "--date", "2024-05-01"]
        for subject in ("uitgesloten", "open")
        for form in ("tree", "json", "markdown", "mermaid")
    ]
    told += [["query", file, "fits_theme(Service, Theme)", "--format", form] for form in ("table", "json", "csv")]
    told += [["vocabulary"], ["vocabulary", "--json-schema"], ["decide", file, "--lang", "en"], ["--help"]]
    old, new = (str(root / "fixtures" / "questions" / name) for name in ("beurs", "beurs-hersteld"))
    told += [["verify"], ["compare", old, new], ["verify", "--policy", old], ["compare", new, old, "--format", "json"]]
    facts = ["impact", old, new, str(root / "fixtures" / "questions" / "studenten.yaml"), "--date", "2024-03-01"]
    told += [[*facts, "--format", form] for form in ("table", "json", "html", "parquet")]
    told += [["compile", "--to", to] for to in ("sql", "clingo", "souffle")]
    return ["\x1f".join(line) for line in told]


def printed(lines, folder, surroundings):
    kept = {name: value for name, value in os.environ.items() if name not in ("LC_ALL", "TZ", "COLUMNS")}
    return subprocess.run(
        [sys.executable, "-c", _CODE, *lines], cwd=folder, env=kept | surroundings, check=True, stdout=subprocess.PIPE
    ).stdout


def test_the_same_input_gives_the_same_bytes_everywhere(lines, root, tmp_path):
    here, elsewhere = (
        printed(lines, folder, around) for folder, around in zip((root, tmp_path), SURROUNDINGS, strict=True)
    )
    assert here
    assert here == elsewhere


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_the_same_command_twice_gives_the_same_bytes(run, dossiers, form):
    line = ("decide", dossiers / "alle-uitkomsten.yaml", "--format", form)
    assert run(*line) == run(*line)
