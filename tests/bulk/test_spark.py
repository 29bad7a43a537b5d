"""Whole tables decided by Spark: the same as one by one, on a cluster that loses a worker on the way."""

import os
import shutil
import threading
import time
from datetime import date

import pytest
from pyarrow import parquet
from shipped import POLICY, ROOT

from kmopolicy.cli.main import run
from kmopolicy.program.show import show_ground, show_type
from kmopolicy.text.catalogue import clusters as catalogue

from . import clusters, servers, worlds
from .test_tables import PROGRAM, TABLES, as_parquet, every_dossier

needs_java = pytest.mark.skipif(
    not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="Spark runs on Java, which is not installed here"
)


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """A folder with settings of Spark for little data."""
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "spark-defaults.conf").write_text(clusters.SETTINGS)
    monkeypatch.setenv("SPARK_CONF_DIR", str(tmp_path / "conf"))


def lose(worker, folder, stop):
    """Ends a worker as soon as some of the work is done."""
    while not stop.is_set() and sum(1 for _ in folder.glob(".kmopolicy-*/*")) < 5:
        time.sleep(0.1)
    clusters.kill(worker)


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("settings")
def test_a_cluster_that_loses_a_worker_decides_every_fixture_as_it_is_one_by_one(tmp_path):
    facts = every_dossier()
    source, out = tmp_path / "feiten", tmp_path / "uit"
    source.mkdir()
    out.mkdir()
    (tmp_path / "werk").mkdir()
    worlds.write_tables(source, PROGRAM, facts)
    with clusters.cluster(tmp_path / "werk") as (address, workers):
        stop = threading.Event()
        losing = threading.Thread(target=lose, args=(workers[0], out, stop))
        losing.start()
        try:
            found = POLICY.decide_tables(
                source, out / "uit.parquet", date=date(2024, 3, 1), engine="spark", master=address
            )
        finally:
            stop.set()
            losing.join()
        assert workers[0].returncode is not None
        assert workers[1].poll() is None
    decisions = POLICY.decide(facts)
    rows = parquet.read_table(out / "uit.parquet").to_pylist()
    assert os.listdir(out) == ["uit.parquet"]
    assert len(rows) == sum(count for *_, count in found.rows) == len(decisions) > 200
    told = {(row["type"], row["subject"]): row for row in rows}
    for each in decisions:
        row = told[show_type(each.type), each.subject]
        assert (row["outcome"], set(row["themes"])) == (each.outcome, set(each.themes))
        grounds = {
            (show_ground(g["ground"], (each.subject, *g["values"])), g["rule"], g["sentence"]) for g in row["grounds"]
        }
        assert {atom for atom, _, _ in grounds} == {ground.proof.atom for ground in each.grounds}
        assert {(g.proof.atom, g.proof.rule, g.citation.sentence) for g in each.grounds} <= grounds


@needs_java
def test_a_master_that_is_not_there_is_told(tmp_path, capsys, same_as):
    source = as_parquet(tmp_path, TABLES)
    address = f"spark://127.0.0.1:{servers.free_port()}"
    assert run(["decide", str(source), "--engine", "spark", "--master", address]) == 2
    said = capsys.readouterr().err.replace(address, "spark://server:7077")
    same_as(ROOT / "fixtures" / "bulk" / "spark-weg.nl.txt", said)


def test_without_java_that_is_told(tmp_path, monkeypatch, capsys, same_as):
    source = as_parquet(tmp_path, TABLES)
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    assert run(["decide", str(source), "--engine", "spark"]) == 2
    same_as(ROOT / "fixtures" / "bulk" / "spark-java.nl.txt", capsys.readouterr().err)


def test_without_the_package_the_extra_is_told(tmp_path, monkeypatch, capsys, same_as):
    from importlib import util

    source, found = as_parquet(tmp_path, TABLES), util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "pyspark" else found(name))
    assert run(["decide", str(source), "--engine", "spark"]) == 2
    same_as(ROOT / "fixtures" / "bulk" / "spark-pakket.nl.txt", capsys.readouterr().err)


WRONG = {
    "spark-vorm": ["--engine", "spark", "--out", "uit.csv"],
    "spark-optie": ["--engine", "spark", "--memory", "4GB"],
    "spark-master": ["--engine", "duckdb", "--master", "spark://server:7077"],
}


@pytest.mark.parametrize("name", WRONG)
def test_what_does_not_go_with_spark_is_told(name, tmp_path, monkeypatch, capsys, same_as):
    as_parquet(tmp_path, TABLES)
    monkeypatch.chdir(tmp_path)
    assert run(["decide", "feiten", *WRONG[name]]) == 2
    same_as(ROOT / "fixtures" / "bulk" / f"{name}.nl.txt", capsys.readouterr().err)
    assert os.listdir() == ["feiten"]


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("settings")
def test_bad_rows_and_broken_files_leave_nothing(tmp_path, monkeypatch, capsys):
    source = as_parquet(tmp_path, TABLES)
    monkeypatch.chdir(tmp_path)
    file = source / "aimed_at.parquet"
    whole = file.read_bytes()
    file.write_bytes(whole[:60])
    line = ["decide", "feiten", "--engine", "spark", "--date", "2024-03-01", "--out", "uit.parquet"]
    assert run(line) == 3
    assert "[F501]" in capsys.readouterr().err
    assert sorted(os.listdir()) == ["conf", "feiten"]


def test_every_message_about_a_cluster_is_met():
    met = "".join(file.read_text() for file in (ROOT / "fixtures" / "bulk").glob("spark-*.nl.txt"))
    assert [entry.code for entry in catalogue.ENTRIES if f"[{entry.code}]" not in met] == []
