"""Bad rows in whole tables: told with file, row and count; or set apart, with all that they touch not decided."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from shipped import POLICY, ROOT

from kmopolicy.bulk.duck import Batch
from kmopolicy.bulk.rows import REASONS
from kmopolicy.cli.main import run

from .test_tables import TABLES, as_parquet

DEFAULTS = {name: each.default for name, each in POLICY.program.readings.items()}
BAD = {
    "constant": ("linked_to_theme", ("d1", "wiskunde", "ja"), 4),
    "duplicate": ("aimed_at", ("d2", "mindfulness", "ja"), 2),
    "second": ("linked_to_theme", ("d1", "innovatie", "nee"), 4),
    "date": ("reference_date", ("d1", "1/3/2024"), 1),
    "year": ("shortage_occupation", ("landmeter", "24"), 1),
    "reference": ("applies_for", ("a1", "d9"), 3),
    "missing": ("applies_for", ("a3", "d1"), 0),
    "id": ("kind", (" ", "advies"), 4),
    "empty": ("offered_by", ("d1", None), 1),
}


def source_with(folder, *kinds):
    tables = {name: list(rows) for name, rows in TABLES.items()}
    for kind in kinds:
        name, row, _ = BAD[kind]
        tables.setdefault(name, []).append(row)
    if "reference" in kinds:
        tables["applies_for"] = [row for row in tables["applies_for"] if row != ("a1", "d1")]
        tables["applies_for"].insert(1, ("a4", "d3"))
        tables["selected_theme"].append(("a4", "innovatie"))
    return as_parquet(folder, tables)


def test_every_reason_is_met():
    assert set(BAD) == set(REASONS)


@pytest.mark.parametrize("kind", BAD)
@pytest.mark.parametrize("sideways", [True, False])
def test_a_bad_row_is_found_and_no_other(kind, sideways, tmp_path):
    source = source_with(tmp_path, kind)
    with Batch(POLICY.program, DEFAULTS, str(source), day=date(2024, 3, 1)) as batch:
        batch.decide(apart=True, sideways=sideways)
        troubles = batch.connection.execute('SELECT reason, "row", subject FROM _bad_rows').fetchall()
    name, row, place = BAD[kind]
    assert troubles == [(kind, place, row[0])], name


@pytest.mark.parametrize("kind", BAD)
def test_without_a_place_to_set_it_apart_it_is_an_error(kind, tmp_path, monkeypatch, capsys, same_as):
    source_with(tmp_path, kind)
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten", "--date", "2024-03-01", "--out", "uit.csv"]) == 3
    same_as(ROOT / "fixtures" / "bulk" / f"rij-{kind}.nl.txt", capsys.readouterr().err)
    assert sorted(os.listdir()) == ["feiten"]


def test_the_first_of_each_kind_is_told_and_the_others_counted(tmp_path, monkeypatch, capsys):
    tables = {
        **TABLES,
        "aimed_at": [("d1", "zwemmen", "ja"), ("d2", "fietsen", "ja"), ("d2", "mindfulness", "misschien")],
    }
    as_parquet(tmp_path, {**tables, "offered_by": [("d1", "p1"), ("d1", "p2")]})
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten", "--date", "2024-03-01", "--lang", "en"]) == 3
    told = capsys.readouterr().err
    assert "row 1: a value is not in the policy; such rows in this table: 3" in told
    assert "row 2: a second value where there may be one; such rows in this table: 1" in told
    assert "2 errors" in told


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_what_is_set_apart_and_what_is_decided_add_up(form, tmp_path, monkeypatch, capsys):
    source_with(tmp_path, "constant", "duplicate", "reference")
    monkeypatch.chdir(tmp_path)
    line = ["decide", "feiten", "--date", "2024-03-01", "--out", "uit.jsonl", "--quarantine", f"slecht.{form}"]
    assert run(line) == 0
    assert capsys.readouterr().err == "beslist: 2; niet beslist: 4; rijen apart gezet: 3\n"
    rows = [json.loads(line) for line in (tmp_path / "uit.jsonl").read_text().splitlines()]
    problems = {row["subject"]: row["problem"] for row in rows}
    touched = {"d1": "constant", "d2": "duplicate", "a1": "reference", "a2": "depends"}
    assert problems == {**touched, "d3": None, "a4": None}
    assert all((row["outcome"] is None) == bool(row["problem"]) for row in rows)
    if form == "csv":
        with open("slecht.csv", encoding="utf-8", newline="") as stream:
            set_apart = list(csv.DictReader(stream))
        assert [(row["reason"], row["row"]) for row in set_apart] == [
            ("duplicate", "2"),
            ("reference", "3"),
            ("constant", "4"),
        ]


def test_a_bad_row_of_a_register_leaves_nothing_decided(tmp_path, monkeypatch, capsys):
    source_with(tmp_path, "year")
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten", "--date", "2024-03-01", "--out", "uit.csv", "--quarantine", "slecht.csv"]) == 0
    assert "beslist: 0; niet beslist: 5; rijen apart gezet: 1" in capsys.readouterr().err


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_file_that_is_cut_off_is_refused_and_nothing_is_written(share, tmp_path, monkeypatch, capsys):
    source = as_parquet(tmp_path, TABLES)
    file = source / "linked_to_theme.parquet"
    file.write_bytes(file.read_bytes()[: int(share * file.stat().st_size)])
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten", "--out", "uit.csv"]) == 3
    assert "fout[F501]: `feiten/linked_to_theme.parquet` is niet te lezen" in capsys.readouterr().err
    assert sorted(os.listdir()) == ["feiten"]


def test_a_damaged_file_is_refused_by_name(tmp_path, monkeypatch, capsys):
    source = as_parquet(tmp_path, {**TABLES, "aimed_at": [(f"d{n}", "mindfulness", "ja") for n in range(5000)]})
    file = source / "aimed_at.parquet"
    content = bytearray(file.read_bytes())
    content[60:160] = bytes(100)
    file.write_bytes(content)
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten", "--out", "uit.csv"]) == 3
    assert "`feiten/aimed_at.parquet`" in capsys.readouterr().err
    assert sorted(os.listdir()) == ["feiten"]


@pytest.mark.parametrize("name", ["feiten.duckdb", "feiten.sqlite"])
def test_a_database_that_is_none_is_refused(name, tmp_path, monkeypatch, capsys):
    (tmp_path / name).write_bytes(b"geen databank" * 1000)
    monkeypatch.chdir(tmp_path)
    assert run(["decide", name]) == 3
    assert "F501" in capsys.readouterr().err


def test_columns_that_are_missing_or_unknown_are_told(tmp_path, monkeypatch, capsys):
    source = as_parquet(tmp_path, TABLES)
    (source / "aimed_at.parquet").rename(source / "contrary_to.parquet")
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten"]) == 3
    told = capsys.readouterr().err
    assert "de kolom `interest` ontbreekt" in told
    assert "`activity` is geen kolom" in told


def test_too_little_memory_is_said_so(tmp_path, capsys, monkeypatch):
    rows = [(f"d{number:07}", "advies") for number in range(60_000)]
    source = tmp_path / "feiten"
    source.mkdir()
    (source / "kind.csv").write_text("service,kind\n" + "".join(f"{name},{kind}\n" for name, kind in rows))
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten", "--engine", "duckdb", "--memory", "1MB", "--out", "uit.csv"]) == 3
    assert "fout[F503]: 1MB geheugen volstaat niet" in capsys.readouterr().err
    assert sorted(os.listdir()) == ["feiten"]


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("moment", ["tmp/kmopolicy-*", ".kmopolicy-*"])
def test_an_interrupted_run_leaves_nothing_behind(number, moment, generated, tmp_path):
    (tmp_path / "tmp").mkdir()
    command = [sys.executable, "-m", "kmopolicy", "decide", str(generated(100_000)), "--out", "uit.csv"]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path / "tmp")}
    for _ in range(5):
        started = subprocess.Popen(command, cwd=tmp_path, env=around, stderr=subprocess.PIPE)
        while started.poll() is None and not any(tmp_path.glob(moment)):  # the work has begun, or the writing
            time.sleep(0.005)
        if started.poll() is None:
            break
        (tmp_path / "uit.csv").unlink()  # over before we looked: on a busy machine writing is a moment
    started.send_signal(number)
    _, told = started.communicate(timeout=30)
    assert (started.returncode, told) == (130, b"")
    assert sorted(os.listdir(tmp_path)) == ["tmp"]
    assert os.listdir(tmp_path / "tmp") == []
