"""A disk that is full, wherever that is: told with the place and what to do, nothing half written, nothing left behind."""

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest
from shipped import ROOT

from kmopolicy.cli.main import run

from . import clusters

resource = pytest.importorskip("resource", reason="no bound on the size of files here")


@contextmanager
def _bounded(size):
    """No file gets larger than so many bytes: writing fails half-way, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def bounded(tmp_path, monkeypatch, capsys):
    """Runs a command with files that cannot grow beyond a size: the exit code, and what is told."""
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    monkeypatch.chdir(tmp_path)

    def run_(size, *command):
        with _bounded(size):
            code = run([*map(str, command), "--engine", "duckdb", "--date", "2024-03-01"])
        found = capsys.readouterr()
        assert os.listdir("tmp") == []
        return code, found.out, found.err

    return run_


@pytest.fixture
def decided(bounded):
    """Decides so."""
    return lambda source, size, *options: bounded(size, "decide", source, *options)


OUT = "fout[U114]: `{}` kan niet worden geschreven\n  = hulp: maak plaats vrij op die schijf, of kies een bestand op een andere\n"
BESIDE = (
    "fout[U179]: in `{}`, de map voor tijdelijke bestanden, is te weinig plaats, of men mag er niet schrijven\n"
    "  = hulp: maak er plaats vrij, of wijs met de omgevingsvariabele TMPDIR een andere map aan\n"
)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "duckdb"])
def test_where_the_decisions_go(form, generated, decided):
    assert decided(generated(2000), 10_000, "--out", f"uit.{form}") == (2, "", OUT.format(f"uit.{form}"))
    assert sorted(os.listdir()) == ["tmp"]


def test_what_stood_there_still_stands_there(generated, decided):
    with duckdb.connect("uit.duckdb") as connection:
        connection.execute("CREATE TABLE decisions AS SELECT 1 AS een; CREATE TABLE andere AS SELECT 2 AS twee")
    before = Path("uit.duckdb").read_bytes()
    assert decided(generated(2000), len(before) + 10_000, "--out", "uit.duckdb")[0] == 2
    assert Path("uit.duckdb").read_bytes() == before
    assert sorted(os.listdir()) == ["tmp", "uit.duckdb"]


def test_where_the_bad_rows_go(generated, decided, tmp_path):
    (tmp_path / "feiten").mkdir()
    for file in generated(2000).iterdir():
        (tmp_path / "feiten" / file.name).symlink_to(file)
    rows = "".join(f"d{at},geen_{at}\n" for at in range(2000))
    (tmp_path / "feiten" / "teaches_practice.parquet").unlink()
    (tmp_path / "feiten" / "teaches_practice.csv").write_text(f"service,practice\n{rows}")
    told = decided("feiten", 10_000, "--out", "uit.csv", "--quarantine", "slecht.csv")
    assert told == (2, "", OUT.format("slecht.csv"))
    assert sorted(os.listdir()) == ["feiten", "tmp"]


def test_the_bad_rows_are_not_there_where_the_decisions_are_not(generated, decided, tmp_path):
    (tmp_path / "feiten").mkdir()
    for file in generated(2000).iterdir():
        (tmp_path / "feiten" / file.name).symlink_to(file)
    (tmp_path / "feiten" / "teaches_practice.parquet").unlink()
    (tmp_path / "feiten" / "teaches_practice.csv").write_text("service,practice\nd1,geen\n")
    told = decided("feiten", 10_000, "--out", "uit.csv", "--quarantine", "slecht.csv")
    assert told == (2, "", OUT.format("uit.csv"))
    assert sorted(os.listdir()) == ["feiten", "tmp"]


@pytest.mark.parametrize("options", [(), ("--format", "csv")])
def test_where_what_is_printed_is_made(options, generated, decided, tmp_path):
    assert decided(generated(2000), 10_000, *options) == (2, "", BESIDE.format(tmp_path / "tmp"))


@pytest.mark.parametrize("out", ["uit.parquet", ""])
def test_where_an_impact_goes(out, generated, bounded, tmp_path):
    options = ("--out", out) if out else ()
    command = ("impact", "licence_a=twijfel", "licence_a=enkel_a", generated(2000), "--format", "parquet")
    told = OUT.format(out) if out else BESIDE.format(tmp_path / "tmp")
    assert bounded(4_000, *command, *options) == (2, "", told)
    assert sorted(os.listdir()) == ["tmp"]


def test_where_what_does_not_fit_in_memory_goes(generated, decided, tmp_path, monkeypatch):
    def much(context):
        context.connection.execute("CREATE TEMP TABLE much AS SELECT hash(range) AS n FROM range(20_000_000)")

    monkeypatch.setattr("kmopolicy.bulk.duck.run_wide", much)
    told = decided(generated(2000), 1_000_000, "--out", "uit.parquet", "--memory", "60MB")
    assert told == (2, "", BESIDE.format(tmp_path / "tmp"))
    assert sorted(os.listdir()) == ["tmp"]


def test_a_file_that_is_no_database_is_not_taken_for_one(generated, decided):
    Path("uit.duckdb").write_text("geen databank", encoding="utf-8")
    code, _, told = decided(generated(2000), 10_000_000, "--out", "uit.duckdb")
    assert (code, "fout[F501]: `uit.duckdb` is niet te lezen" in told) == (2, True)
    assert Path("uit.duckdb").read_text(encoding="utf-8") == "geen databank"


@pytest.mark.skipif(not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="Spark runs on Java")
@pytest.mark.slow
def test_on_spark_it_is_no_fault_of_the_tables(generated, tmp_path, same_as):
    (tmp_path / "spark-defaults.conf").write_text(clusters.SETTINGS)
    line = ["decide", str(generated(2000)), "--engine", "spark", "--date", "2024-03-01", "--out", "uit.parquet"]
    done = subprocess.run(
        [sys.executable, "-m", "kmopolicy", *line],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "SPARK_CONF_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000)),
    )
    assert (done.returncode, done.stdout) == (3, "")
    same_as(ROOT / "fixtures" / "bulk" / "spark-vol.nl.txt", done.stderr)
    assert sorted(os.listdir(tmp_path)) == ["spark-defaults.conf"]
