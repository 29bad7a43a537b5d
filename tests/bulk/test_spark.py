"""Whole tables decided by Spark: as DuckDB and the naive evaluator do, also on a cluster that loses a worker on the way."""

import csv
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from datetime import date

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pyarrow import parquet
from pyspark.sql import SparkSession
from shipped import DOSSIERS, POLICY, READINGS, ROOT

from kmopolicy.api import Policy
from kmopolicy.bulk.duck import Batch
from kmopolicy.bulk.spark.batch import SparkBatch
from kmopolicy.bulk.spark.session import session
from kmopolicy.cli.main import run
from kmopolicy.program.show import show_ground, show_type
from kmopolicy.testing.policies import policies
from kmopolicy.testing.strategies import dossiers, readings
from kmopolicy.text.catalogue import clusters as catalogue

from . import clusters, servers, worlds
from .test_bad_rows import BAD, source_with
from .test_tables import DEFAULTS, PROGRAM, TABLES, as_csv, as_parquet, every_dossier

needs_java = pytest.mark.skipif(
    not (shutil.which("java") or os.environ.get("JAVA_HOME")), reason="Spark runs on Java, which is not installed here"
)
DAY = date(2024, 3, 1)
DECIDED = "SELECT type, subject, outcome, themes, grounds, problem FROM _decided"
BAD_ROWS = 'SELECT file, "row", reason, type, subject, cells FROM _bad_rows'


@pytest.fixture(scope="module")
def little(tmp_path_factory):
    """Settings of Spark for little data."""
    folder = tmp_path_factory.mktemp("spark")
    (folder / "spark-defaults.conf").write_text(clusters.SETTINGS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SPARK_CONF_DIR", str(folder))
        yield


@pytest.fixture(scope="module")
def spark(little):  # noqa: ARG001  # it is started with those settings
    """A session of Spark that runs already: all tests here work in it."""
    running = session("local[2]").spark
    yield running
    running.stop()


def on_duckdb(program, source, chosen, *questions, sideways=True):
    with Batch(program, chosen, str(source), day=DAY) as batch:
        batch.decide(apart=True, sideways=sideways)
        return [plain(batch, question) for question in questions]


def on_spark(program, source, chosen, *questions, sideways=True):
    beside = source.parent
    with SparkBatch(program, chosen, str(source), day=DAY, master=None, beside=str(beside)) as batch:
        batch.decide(apart=True, sideways=sideways)
        return [plain(batch, question) for question in questions]


def plain(batch, question):
    """The rows of an answer as both engines can give them, in an order."""
    return sorted(map(_plain, batch.connection.execute(question).fetchall()), key=repr)


def _plain(value):
    if isinstance(value, dict):
        return tuple(map(_plain, value.values()))
    return tuple(map(_plain, value)) if isinstance(value, list | tuple) else value


def found(program, rows):
    """Decisions as those of the naive evaluator."""
    outcomes = {cases.subject_type: name for name, cases in program.outcomes.items()}
    return {
        (outcomes[kind], subject): (value, frozenset((ground, *values) for ground, values, _, _ in grounds))
        for kind, subject, value, _, grounds, _ in rows
    }


def alike(folder, program, facts, chosen):
    """Both plans on Spark decide as the naive evaluator, and give what DuckDB gives to the last rule and sentence."""
    source = folder / "feiten"
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir()
    worlds.write_tables(source, program, facts)
    for sideways in (True, False):
        (spark,) = on_spark(program, source, chosen, DECIDED, sideways=sideways)
        assert found(program, spark) == worlds.by_the_oracle(program, facts, chosen)
        assert [spark] == on_duckdb(program, source, chosen, DECIDED, sideways=sideways)


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("spark")
@settings(max_examples=1, phases=[Phase.generate])
@given(st.lists(DOSSIERS, min_size=40, max_size=40, unique_by=repr), READINGS)
def test_the_policy_that_ships_decides_alike_on_spark(tmp_path_factory, some, chosen):
    facts = [worlds.without_registers(PROGRAM, POLICY.read_data(each)) for each in some]
    alike(tmp_path_factory.mktemp("rij"), PROGRAM, worlds.together(PROGRAM, facts), chosen)


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("spark")
@settings(max_examples=4, phases=[Phase.generate])
@given(st.data())
def test_random_policies_decide_alike_on_spark(tmp_path_factory, data):
    policy = Policy(data.draw(policies()).program)
    some = data.draw(st.lists(dossiers(policy.program), min_size=15, max_size=15))
    facts = [worlds.without_registers(policy.program, policy.read_data(each)) for each in some]
    together = worlds.together(policy.program, facts)
    alike(tmp_path_factory.mktemp("rij"), policy.program, together, data.draw(readings(policy.program)))


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("sideways", [True, False])
def test_bad_rows_are_found_and_set_apart_as_duckdb_does(sideways, tmp_path):
    source = source_with(tmp_path, *BAD)
    told = on_spark(PROGRAM, source, DEFAULTS, BAD_ROWS, DECIDED, sideways=sideways)
    assert told == on_duckdb(PROGRAM, source, DEFAULTS, BAD_ROWS, DECIDED)
    assert {reason for _, _, reason, *_ in told[0]} == set(BAD)


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("spark")
def test_bad_rows_are_told_as_duckdb_tells_them(tmp_path, monkeypatch, capsys):
    source_with(tmp_path, *BAD)
    monkeypatch.chdir(tmp_path)
    line = ["decide", "feiten", "--date", "2024-03-01", "--out", "uit.parquet"]
    told = [(run([*line, "--engine", engine]), capsys.readouterr()) for engine in ("duckdb", "spark")]
    assert told[0] == told[1]
    assert told[0][0] == 3
    assert sorted(os.listdir()) == ["feiten"]


def rows_of(target):
    """The rows of a file or of a folder of parts, whatever their form."""
    parts = sorted(target.glob("part-*")) if target.is_dir() else [target]
    rows = []
    for part in parts:
        with open(part, encoding="utf-8", newline="") as stream:
            rows += csv.DictReader(stream) if target.suffix == ".csv" else map(json.loads, stream)
    return sorted(rows, key=lambda row: [str(row.get(key)) for key in ("type", "file", "row", "subject", "reason")])


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize(("form", "other"), [("csv", "jsonl"), ("jsonl", "csv")])
def test_what_is_decided_and_what_is_set_apart_is_written_in_the_form_of_its_name(
    form, other, tmp_path, monkeypatch, capsys
):
    source_with(tmp_path, "constant", "duplicate", "reference")
    with open(tmp_path / "feiten" / "open_to_others.csv", "w", encoding="utf-8") as stream:
        stream.write("service\n=d1\n")
    monkeypatch.chdir(tmp_path)
    for engine in ("duckdb", "spark"):
        (tmp_path / engine).mkdir()
        out, apart = f"{engine}/uit.{form}", f"{engine}/slecht.{other}"
        line = ["decide", "feiten", "--date", "2024-03-01", "--engine", engine, "--out", out, "--quarantine", apart]
        assert run(line) == 0
        assert capsys.readouterr().err == "beslist: 2; niet beslist: 4; rijen apart gezet: 4\n"
    for name in (f"uit.{form}", f"slecht.{other}"):
        assert rows_of(tmp_path / "spark" / name) == rows_of(tmp_path / "duckdb" / name) != []
    assert sorted(os.listdir("spark")) == sorted(os.listdir("duckdb"))


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("spark")
def test_a_folder_of_parts_is_one_table_whose_rows_are_counted_on(tmp_path):
    source = as_csv(tmp_path, TABLES)
    for name in ("linked_to_theme", "aimed_at"):
        (source / f"{name}.csv").unlink()
    (source / "aimed_at.csv").mkdir()
    (source / "aimed_at.csv" / "a.csv").write_text("service;activity;verdict\nd2;mindfulness;ja\nd1;fietsen;ja\n")
    (source / "aimed_at.csv" / "b.csv").write_text("service;activity;verdict\nd3;mindfulness;ja\nd1;zwemmen;ja\n")
    parts = tmp_path / "deel"
    parts.mkdir()
    for name, row in (("a", ("d1", "wiskunde", "ja")), ("b", ("d9", "innovatie", "ja"))):
        shutil.move(as_parquet(parts, {"linked_to_theme": [("d1", "innovatie", "ja"), row]}), parts / name)
    (source / "linked_to_theme.parquet").mkdir()
    for name in ("a", "b"):
        shutil.copy(parts / name / "linked_to_theme.parquet", source / "linked_to_theme.parquet" / f"{name}.parquet")
    (bad,) = on_spark(PROGRAM, source, DEFAULTS, 'SELECT subject, reason, "row" FROM _bad_rows')
    assert bad == [
        ("d1", "constant", 2),
        ("d1", "constant", 3),
        ("d1", "constant", 5),
        ("d1", "duplicate", 3),
        ("d9", "reference", 4),
    ]


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize("damage", ["cut off", "inside"])
def test_a_broken_file_is_refused_by_name_and_nothing_is_written(damage, tmp_path, monkeypatch, capsys):
    source = as_parquet(tmp_path, {**TABLES, "aimed_at": [(f"d{n}", "mindfulness", "ja") for n in range(5000)]})
    file = source / "aimed_at.parquet"
    content = bytearray(file.read_bytes())
    file.write_bytes(content[:60] if damage == "cut off" else content[:60] + bytes(100) + content[160:])
    monkeypatch.chdir(tmp_path)
    line = ["decide", "feiten", "--engine", "spark", "--date", "2024-03-01"]
    assert run([*line, "--out", "uit.parquet", "--quarantine", "slecht.csv"]) == 3
    assert "fout[F501]: `feiten/aimed_at.parquet` is niet te lezen" in capsys.readouterr().err
    assert sorted(os.listdir()) == ["feiten"]


def lose(worker, folder, stop):
    """Ends a worker as soon as some of the work is done."""
    while not stop.is_set() and sum(1 for _ in folder.glob(".kmopolicy-*/*")) < 3:
        time.sleep(0.05)
    clusters.kill(worker)


@needs_java
@pytest.mark.slow
@pytest.mark.usefixtures("little")
def test_a_cluster_that_loses_a_worker_decides_every_fixture_as_it_is_one_by_one(tmp_path):
    facts = every_dossier()
    source, out = tmp_path / "feiten", tmp_path / "uit"
    source.mkdir()
    out.mkdir()
    (tmp_path / "werk").mkdir()
    worlds.write_tables(source, PROGRAM, facts)
    line = ["decide", str(source), "--date", "2024-03-01", "--engine", "spark", "--out", str(out / "uit.parquet")]
    with clusters.cluster(tmp_path / "werk") as (address, workers):
        stop = threading.Event()
        losing = threading.Thread(target=lose, args=(workers[0], out, stop))
        losing.start()
        try:  # in a process of its own: in this one another Spark may run
            command = [sys.executable, "-m", "kmopolicy", *line, "--master", address]
            ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        finally:
            stop.set()
            losing.join()
        assert workers[0].returncode is not None
        assert workers[1].poll() is None
    decisions = POLICY.decide(facts)
    assert (ran.returncode, ran.stderr) == (
        0,
        f"beslist: {len(decisions)}; niet beslist: 0; rijen apart gezet: 0\n",
    )
    rows = parquet.read_table(out / "uit.parquet").to_pylist()
    outcomes = {show_type(cases.subject_type): name for name, cases in PROGRAM.outcomes.items()}
    depends = {(outcomes[row["type"]], row["subject"]): row["readings"] for row in rows}
    assert depends == worlds.depends_by_batch(PROGRAM, facts, DEFAULTS)
    assert os.listdir(out) == ["uit.parquet"]
    assert len(rows) == len(decisions) > 200
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
    monkeypatch.setattr(SparkSession, "getActiveSession", lambda: None)
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
    "spark-vorm": ["--engine", "spark", "--out", "uit.duckdb"],
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


def test_every_message_about_a_cluster_is_met():
    met = "".join(file.read_text() for file in (ROOT / "fixtures" / "bulk").glob("spark-*.nl.txt"))
    assert [entry.code for entry in catalogue.ENTRIES if f"[{entry.code}]" not in met] == ["F521"]
