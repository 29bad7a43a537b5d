"""`impact` on whole tables as a user meets it: from every kind of source, in every form, whole or not at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import duckdb
import pytest
from bulk.test_bad_rows import source_with
from bulk.test_tables import SOURCES, TABLES, as_parquet
from pyarrow import parquet
from shipped import ROOT

from kmopolicy.cli.main import run

SIDES = ("adverse_advice=voorleggen", "adverse_advice=uitsluiten")
FACTS = {
    **TABLES,
    "quality_chamber_advice": [("d1", "vlaio", "ongunstig")],
    "title": [("d1", "Advies over innovatie")],
}


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Nothing but the facts stands in the folder at hand."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def impact(*options, code=0, sides=SIDES):
    assert run(["impact", *sides, *options, "--policy", str(ROOT / "policy"), "--date", "2024-03-01"]) == code


def told(capsys, *options):
    capsys.readouterr()
    impact(*options, "--format", "json")
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("kind", SOURCES)
def test_every_kind_of_source_gives_the_same(kind, here, capsys):
    source = SOURCES[kind](here, FACTS)
    found = told(capsys, source.name, "--engine", "duckdb")
    counts = {"all": 5, "same": 3, "changed": 2, "only_old": 0, "only_new": 0, "neither": 0}
    assert found["counts"] == counts
    groups = [(each["before"], each["after"], each["direction"], each["sentences"]) for each in found["groups"]]
    assert groups == [
        ("voor_te_leggen", "niet_subsidieerbaar", "worse", ["S42", "S14"]),
        ("aanhouden", "weigeren", "worse", ["S42"]),
    ]
    assert [each["subjects"] for each in found["groups"]] == [
        [{"subject": "d1", "title": "Advies over innovatie", "file": source.name}],
        [{"subject": "a1", "title": "", "file": source.name}],
    ]
    assert [each["subject"] for group in found["groups"] for each in group["examples"]] == ["d1", "a1"]


def test_the_json_is_that_of_dossiers_but_for_the_list_of_all(here, capsys, valid):
    source = SOURCES["csv"](here, FACTS)
    one_by_one, whole = (told(capsys, source.name, "--engine", engine) for engine in ("pydatalog", "duckdb"))
    valid(whole, "impact")
    assert len(one_by_one.pop("subjects")) == 5
    assert whole.pop("subjects") is None
    assert shown(whole) == shown(one_by_one)


def shown(found):
    """Without the places: a table of a database has none, and one of CSV a place for each cell."""
    for group in found["groups"]:
        group["examples"] = [
            (each["subject"], each["old"]["outcome"], each["new"]["outcome"]) for each in group["examples"]
        ]
    return found


@pytest.mark.parametrize("out", [True, False])
def test_a_row_for_every_subject_is_that_of_dossiers(out, here, capfdbinary):
    source = SOURCES["csv"](here, FACTS)
    rows = []
    for engine in ("pydatalog", "duckdb"):
        impact(source.name, "--engine", engine, "--format", "parquet", *(["--out", "uit.parquet"] if out else []))
        if not out:
            (here / "uit.parquet").write_bytes(capfdbinary.readouterr().out)
        rows.append(
            sorted(parquet.read_table("uit.parquet").to_pylist(), key=lambda row: (row["type"], row["subject"]))
        )
    assert rows[0] == rows[1]
    assert len(rows[0]) == 5


def test_the_same_tables_give_the_same_bytes(here):
    source = as_parquet(here, FACTS)
    for form in ("table", "json", "html", "parquet"):
        for name in ("een", "twee"):
            impact(source.name, "--format", form, "--out", name)
        assert (here / "een").read_bytes() == (here / "twee").read_bytes()


def test_the_engine_is_chosen_by_the_facts(here, capsys):
    assert told(capsys, as_parquet(here, FACTS).name)["subjects"] is None
    shutil.rmtree(here / "feiten")
    assert told(capsys, SOURCES["csv"](here, FACTS).name)["subjects"] is not None
    assert told(capsys, "feiten", "--memory", "1GB")["subjects"] is None


def test_a_folder_of_dossiers_is_all_of_them_each_for_itself(here, capsys):
    (here / "dossiers" / "2024" / ".oud").mkdir(parents=True)
    facts = {"kind": "advies", "linked_to_theme": {"innovatie": "ja"}, "quality_chamber_advice": {"vlaio": "ongunstig"}}
    for name in ("b.json", "2024/a.json", "2024/.oud/c.json"):
        (here / "dossiers" / name).write_text(json.dumps({"services": {"d1": facts}}), encoding="utf-8")
    (here / "dossiers" / "lees-mij.txt").write_text("geen dossier", encoding="utf-8")
    found = told(capsys, "dossiers")
    files = [each["file"] for each in found["groups"][0]["subjects"]]
    assert files == [os.path.join("dossiers", "2024", "a.json"), os.path.join("dossiers", "b.json")]
    assert found["counts"]["all"] == 2
    impact("dossiers", "--out", "dossiers/2024/a.json", code=2)


def test_nobody_changes_where_both_are_the_same(here, capsys):
    source = as_parquet(here, FACTS)
    impact(source.name, sides=(SIDES[0], SIDES[0]))
    assert "GEEN ENKELE VAN DE 5 KRIJGT EEN ANDERE UITKOMST" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["constant", "missing"])
def test_a_bad_row_is_refused_and_nothing_is_written(kind, here, capsys, same_as):
    source_with(here, kind)
    impact("feiten", "--out", "uit.html", "--format", "html", code=3)
    same_as(ROOT / "fixtures" / "bulk" / f"gevolgen-rij-{kind}.nl.txt", capsys.readouterr().err)
    assert os.listdir() == ["feiten"]


def test_a_file_that_is_cut_off_is_refused(here, capsys):
    file = as_parquet(here, FACTS) / "linked_to_theme.parquet"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    impact("feiten", "--format", "parquet", "--out", "uit.parquet", code=3)
    assert "fout[F501]: `feiten/linked_to_theme.parquet` is niet te lezen" in capsys.readouterr().err
    assert os.listdir() == ["feiten"]


def test_too_little_memory_is_said_so(here, capsys):
    (here / "feiten").mkdir()
    rows = "".join(f"d{number:07},advies\n" for number in range(60_000))
    (here / "feiten" / "kind.csv").write_text("service,kind\n" + rows)
    impact("feiten", "--memory", "1MB", code=3)
    assert "fout[F503]: 1MB geheugen volstaat niet" in capsys.readouterr().err


WRONG = [
    ("feiten nog-een-map", "U176"),
    ("feiten --memory veel", "U175"),
    ("feiten --engine pydatalog --memory 1GB", "U177"),
    ("feiten --engine spark", "U104"),
    ("er-is-niets.duckdb", "F001"),
    ("feiten --format parquet --out niets/uit.parquet", "U114"),
    ("feiten --format parquet --out feiten/uit.parquet", "U114"),
]


@pytest.mark.parametrize(("options", "code"), WRONG)
def test_wrong_usage_is_told_and_leaves_nothing(options, code, here, capsys):
    as_parquet(here, FACTS)
    before = sorted(os.listdir("feiten"))
    impact(*options.split(), code=2)
    said = capsys.readouterr()
    assert f"[{code}]" in said.err
    assert (said.out, os.listdir(), sorted(os.listdir("feiten"))) == ("", ["feiten"], before)


def test_a_full_disk_is_told_and_leaves_nothing(here, capsys, monkeypatch):
    as_parquet(here, FACTS)

    def full(*_):
        raise duckdb.IOException("No space left on device")

    monkeypatch.setattr("kmopolicy.bulk.written.put", full)
    impact("feiten", "--format", "parquet", "--out", "uit.parquet", code=2)
    assert "U114" in capsys.readouterr().err
    assert os.listdir() == ["feiten"]


def test_without_the_package_the_extra_is_told(here, capsys, monkeypatch):
    as_parquet(here, FACTS)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    impact("feiten", code=2)
    assert "kmopolicy[batch]" in capsys.readouterr().err


def test_who_asks_about_dossiers_pays_for_none_of_it():
    code = (
        "import sys\nfrom kmopolicy.cli import main\n"
        f"main.run(['impact', '{SIDES[0]}', '{SIDES[1]}', 'fixtures/cli/alle-uitkomsten.yaml'])\n"
        "print(sorted({'duckdb', 'sqlglot', 'pyarrow'} & set(sys.modules)), file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stderr.splitlines()[-1] == "[]"


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize("seconds", [0, 1.5])
def test_an_interrupted_run_leaves_nothing_behind(seconds, here, many):
    (here / "tmp").mkdir()
    command = [sys.executable, "-m", "kmopolicy", "impact", *SIDES, str(many), "--policy", str(ROOT / "policy")]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(here / "tmp")}
    rows = [*command, "--format", "parquet", "--out", "uit.parquet"]
    started = subprocess.Popen(rows, env=around, stderr=subprocess.PIPE)
    while not os.listdir("tmp"):  # what goes to disk goes there: the work has begun
        assert started.poll() is None
        time.sleep(0.01)
    time.sleep(seconds)
    started.send_signal(signal.SIGINT)
    _, said = started.communicate(timeout=30)
    assert (started.returncode, said) == (130, b"")
    assert (os.listdir(), os.listdir("tmp")) == (["tmp"], [])


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Tables of so many services that one can come between."""
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        import tables
    finally:
        sys.path.pop(0)
    folder = tmp_path_factory.mktemp("veel") / "feiten"
    tables.make(folder, 100_000)
    return folder
