"""`decide` on whole tables: the same decisions as one by one, from every kind of source, written whole or not at all."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
from datetime import date

import duckdb
import pyarrow
import pytest
import small
from pyarrow import parquet
from shipped import POLICY, ROOT

from kmopolicy.bulk import opened
from kmopolicy.bulk.context import Context
from kmopolicy.bulk.duck import Batch
from kmopolicy.cli.main import run
from kmopolicy.program.show import show_ground

from . import worlds

PROGRAM = POLICY.program
DEFAULTS = {name: each.default for name, each in PROGRAM.readings.items()}
TABLES = {
    "kind": [("d1", "advies"), ("d2", "opleiding"), ("d3", "advies")],
    "linked_to_theme": [("d1", "innovatie", "ja"), ("d2", "innovatie", "nee"), ("d3", "digitalisering", "twijfel")],
    "aimed_at": [("d2", "mindfulness", "ja")],
    "applies_for": [("a1", "d1"), ("a2", "d2")],
    "selected_theme": [("a1", "innovatie"), ("a2", "innovatie")],
}
OUTCOMES = {
    "d1": "subsidieerbaar",
    "d2": "niet_subsidieerbaar",
    "d3": "voor_te_leggen",
    "a1": "aanhouden",
    "a2": "weigeren",
}


def columns(name):
    return [each.name for each in PROGRAM.predicates[name].arguments]


def insert(execute, name, rows):
    told = ", ".join(f'"{each}"' for each in columns(name))
    execute(f'CREATE TABLE "{name}" ({", ".join(f"{each} VARCHAR" for each in told.split(", "))})')
    for row in rows:
        execute(f'INSERT INTO "{name}" VALUES ({", ".join("?" for _ in row)})', row)


def as_parquet(folder, tables):
    (folder / "feiten").mkdir()
    for name, rows in tables.items():
        with duckdb.connect() as connection:
            insert(connection.execute, name, rows)
            connection.execute(f"COPY \"{name}\" TO '{folder / 'feiten' / f'{name}.parquet'}'")
    return folder / "feiten"


def as_csv(folder, tables):
    (folder / "feiten").mkdir()
    for name, rows in tables.items():
        lines = [columns(name), *rows]
        (folder / "feiten" / f"{name}.csv").write_text("".join(";".join(row) + "\r\n" for row in lines))
    return folder / "feiten"


def as_duckdb(folder, tables):
    with duckdb.connect(str(folder / "feiten.duckdb")) as connection:
        for name, rows in tables.items():
            insert(connection.execute, name, rows)
    return folder / "feiten.duckdb"


def as_sqlite(folder, tables):
    with sqlite3.connect(folder / "feiten.sqlite") as connection:
        for name, rows in tables.items():
            insert(connection.execute, name, rows)
    connection.close()
    return folder / "feiten.sqlite"


SOURCES = {"parquet": as_parquet, "csv": as_csv, "duckdb": as_duckdb, "sqlite": as_sqlite}


def decided(source, *options, form="jsonl"):
    """What is written of each subject."""
    out = source.parent / f"uit.{form}"
    assert run(["decide", str(source), "--engine", "duckdb", "--date", "2024-03-01", "--out", str(out), *options]) == 0
    if form == "parquet":
        return parquet.read_table(out).to_pylist()
    lines = out.read_text(encoding="utf-8").splitlines()
    return {each["subject"]: each for each in map(json.loads, lines)} if form == "jsonl" else lines


def every_dossier():
    """The dossiers of the fixtures and of the scenarios, as one world in which each has names of its own."""
    files = [*ROOT.glob("fixtures/dossiers/*.yaml"), *ROOT.glob("policy/scenarios/*/*.yaml")]
    found = [POLICY.read(file, date=date(2024, 3, 1)) for file in sorted(files)]
    return worlds.together(
        PROGRAM, [one for one in found if not any(fact.predicate in PROGRAM.tables for fact in one.facts)]
    )


@pytest.mark.parametrize("sideways", [True, False])
def test_every_fixture_and_scenario_is_decided_as_it_is_one_by_one(tmp_path, sideways):
    facts = every_dossier()
    worlds.write_tables(tmp_path, PROGRAM, facts)
    with Batch(PROGRAM, DEFAULTS, str(tmp_path), day=date(2024, 3, 1)) as batch:
        batch.decide(sideways=sideways)
        assert batch.wide == sideways
        found = batch.connection.execute("SELECT type, subject, outcome, themes, grounds FROM _decided").fetchall()
    rows = {(kind, subject): told for kind, subject, *told in found}
    decisions = POLICY.decide(facts)
    assert len(rows) == len(decisions) > 200
    for each in decisions:
        outcome, themes, grounds = rows[each.type, each.subject]
        assert (outcome, set(themes)) == (each.outcome, set(each.themes))
        told = {(show_ground(g["ground"], (each.subject, *g["values"])), g["rule"], g["sentence"]) for g in grounds}
        assert {atom for atom, _, _ in told} == {ground.proof.atom for ground in each.grounds}
        for ground in each.grounds:
            assert (ground.proof.atom, ground.proof.rule, ground.citation.sentence) in told


@pytest.mark.parametrize("kind", SOURCES)
def test_every_kind_of_source_gives_the_same(kind, tmp_path):
    found = decided(SOURCES[kind](tmp_path, TABLES))
    assert {subject: each["outcome"] for subject, each in found.items()} == OUTCOMES
    ground = {"ground": "excluded", "values": ["mindfulness"], "rule": "uitgesloten/excluded/1", "sentence": "U02"}
    assert found["d2"]["grounds"][:1] == [ground]
    assert found["d1"]["themes"] == ["innovatie"]


def test_the_engine_is_chosen_by_the_facts(tmp_path, capsys):
    as_csv(tmp_path, TABLES)
    assert run(["decide", str(tmp_path / "feiten"), "--date", "2024-03-01", "--format", "json"]) == 0
    one_by_one = json.loads(capsys.readouterr().out)["decisions"]
    assert {each["subject"]: each["outcome"] for each in one_by_one} == OUTCOMES
    source = as_duckdb(tmp_path, TABLES)
    assert run(["decide", str(source), "--date", "2024-03-01"]) == 0
    assert "beslist: 5; niet beslist: 0" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_rows_can_be_printed(form, tmp_path, capsys):
    assert run(["decide", str(as_parquet(tmp_path, TABLES)), "--date", "2024-03-01", "--format", form]) == 0
    assert capsys.readouterr().out.count("subsidieerbaar") >= 2


def test_parquet_and_a_table_in_a_database_hold_the_same_rows(tmp_path):
    source = as_parquet(tmp_path, TABLES)
    for name in ("uit.parquet", "uit.duckdb"):
        assert run(["decide", str(source), "--date", "2024-03-01", "--out", str(tmp_path / name)]) == 0
    rows = parquet.read_table(tmp_path / "uit.parquet").to_pylist()
    with duckdb.connect(str(tmp_path / "uit.duckdb")) as connection:
        assert connection.execute("SELECT subject, outcome FROM decisions ORDER BY type, subject").fetchall() == [
            (row["subject"], row["outcome"]) for row in rows
        ]
    assert {row["subject"]: row["outcome"] for row in rows} == OUTCOMES


def test_the_same_tables_give_the_same_bytes(tmp_path):
    source = as_parquet(tmp_path, TABLES)
    assert decided(source, form="csv") == decided(source, form="csv")


def test_what_a_spreadsheet_would_run_is_text(tmp_path):
    names = ["=1+1", "+1", "-1", "@x", "  =2", "d1"]
    found = decided(as_parquet(tmp_path, {"kind": [(name, "advies") for name in names]}), form="csv")
    subjects = [line.split(",")[1].strip('"') for line in found[1:]]
    assert sorted(subjects) == sorted(["'=1+1", "'+1", "'-1", "'@x", "'  =2", "d1"])


def test_a_reference_date_is_filled_in_and_counts(tmp_path):
    tables = {
        "kind": [("d1", "opleiding")],
        "listed": [("d1", "2024-03-01")],
        "linked_to_theme": [("d1", "beroepsspecifieke_competenties", "ja")],
    }
    source = as_parquet(tmp_path, tables)
    out = tmp_path / "uit.jsonl"
    for day, outcome in (("2024-03-01", "subsidieerbaar"), ("2024-02-29", "onvoldoende_gegevens")):
        assert run(["decide", str(source), "--date", day, "--out", str(out)]) == 0
        assert json.loads(out.read_text())["outcome"] == outcome


def test_a_reading_is_chosen_for_all(tmp_path):
    tables = {
        "kind": [("d1", "advies")],
        "linked_to_theme": [("d1", "innovatie", "ja")],
        "quality_chamber_advice": [("d1", "vlaio", "ongunstig")],
    }
    source = as_parquet(tmp_path, tables)
    assert decided(source)["d1"]["outcome"] == "voor_te_leggen"
    assert decided(source, "--reading", "adverse_advice=uitsluiten")["d1"]["outcome"] == "niet_subsidieerbaar"


def test_the_readings_that_matter_stand_in_every_form(tmp_path):
    tables = {"kind": [("d1", "advies"), ("d2", "advies")], "quality_chamber_advice": [("d1", "vlaio", "ongunstig")]}
    source = as_parquet(tmp_path, tables)
    assert [each["readings"] for each in decided(source).values()] == [{"adverse_advice": "voorleggen"}, {}]
    other = decided(source, "--reading", "adverse_advice=uitsluiten")
    assert other["d1"]["readings"] == {"adverse_advice": "uitsluiten"}
    assert [row["readings"] for row in decided(source, form="parquet")] == [["adverse_advice=voorleggen"], []]
    assert [row["readings"] for row in csv.DictReader(decided(source, form="csv"))] == ["adverse_advice=voorleggen", ""]


def test_what_is_not_decided_depends_on_no_reading(tmp_path):
    tables = {"kind": [("d1", "wandeling")], "quality_chamber_advice": [("d1", "vlaio", "ongunstig")]}
    found = decided(as_parquet(tmp_path, tables), "--quarantine", str(tmp_path / "slecht.csv"))["d1"]
    assert (found["problem"], found["readings"]) == ("constant", {})


def test_a_profession_of_ones_own_and_a_register_of_ones_own_count(tmp_path):
    tables = {"kind": [("d1", "advies")], "target_group": [("d1", "yogaleraar")]}
    source = as_csv(tmp_path, tables)
    (source / "profession.csv").write_text("profession,label\nyogaleraar,yogaleraar\n")
    (source / "shortage_occupation.csv").write_text("occupation,year\nlandmeter,2024\n")
    (source / "teaches_competence_of.csv").write_text("service,occupation\nd1,landmeter\n")
    one_by_one = POLICY.decide(POLICY.read(source, date=date(2024, 3, 1)))[0]
    assert decided(source)["d1"]["outcome"] == one_by_one.outcome


WRONG = [
    ("--subject d1", "U176"),
    ("--exit-code", "U176"),
    ("--format json", "U176"),
    ("--memory veel", "U175"),
    ("--out uit.xlsx", "U178"),
    ("--out niets/uit.csv", "U114"),
    ("--quarantine niets/slecht.csv", "U114"),
    ("--engine pydatalog --memory 1GB", "U177"),
    ("--engine pydatalog --quarantine slecht.csv", "U177"),
    ("--engine pydatalog --format jsonl", "U177"),
    ("--engine snel", "U104"),
    ("nog-een-map", "U176"),
]


@pytest.mark.parametrize(("options", "code"), WRONG)
def test_wrong_usage_is_told_before_anything_is_read(options, code, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    as_parquet(tmp_path, TABLES)
    assert run(["decide", "feiten", *options.split()]) == 2
    told = capsys.readouterr()
    assert f"[{code}]" in told.err
    assert (told.out, sorted(os.listdir())) == ("", ["feiten"])


def test_without_the_package_the_extra_is_told(tmp_path, monkeypatch, capsys):
    source = as_parquet(tmp_path, TABLES)
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert run(["decide", str(source)]) == 2
    assert "kmopolicy[batch]" in capsys.readouterr().err


def test_who_decides_one_dossier_pays_for_none_of_it(root):
    code = (
        "import sys\nfrom kmopolicy.cli import main\nmain.run(['decide', 'fixtures/cli/alle-uitkomsten.yaml'])\n"
        "print(sorted({'duckdb', 'sqlglot', 'pyarrow'} & set(sys.modules)), file=sys.stderr)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert found.stderr.splitlines()[-1] == "[]"


COLOURS = """type Colour in colours nl "kleur" nl plural "kleuren".
type Outcome nl "uitkomst" nl plural "uitkomsten".
input likes(thing: Thing, colour: Colour) nl "{colour} bevalt".
define liked(thing: Thing, colour: Colour) nl "{colour} is geliefd".
rule geliefd cites S01: liked(X, C) :- likes(X, C), has(X).
cases decision(thing: Thing, outcome: Outcome) nl "{outcome}"
    case goed when any liked(Thing, _) nl "iets bevalt"
    case open otherwise because liked(Thing, _) nl "verder niets"."""
CONSTANTS = "| constant | nl |\n| --- | --- |\n"


@pytest.mark.parametrize(("kind", "most"), [(Batch, 120), (worlds.Narrow, 62)])
def test_more_constants_than_a_number_has_bits_are_decided_step_by_step(kind, most, tmp_path):
    program = small.program(
        f"{small.block(COLOURS)}{CONSTANTS}| rood | rood |\n\n{CONSTANTS}| goed | goed |\n| open | open |\n\n"
    )
    for count, wide in ((most, True), (most + 1, False)):
        names = ["rood", *(f"kleur{number}" for number in range(1, count))]
        parquet.write_table(pyarrow.table([names, names], ["colour", "label"]), tmp_path / "colour.parquet")
        parquet.write_table(pyarrow.table([["a"] * count, names], ["thing", "colour"]), tmp_path / "likes.parquet")
        parquet.write_table(pyarrow.table([["a", "b"]], ["thing"]), tmp_path / "has.parquet")
        with kind(program, {}, str(tmp_path), day=date(2024, 3, 1)) as batch:
            batch.decide()
            assert batch.wide == wide
            found = batch.connection.execute(
                "SELECT subject, outcome, grounds FROM _decided ORDER BY subject"
            ).fetchall()
        assert [(subject, outcome) for subject, outcome, _ in found] == [("a", "goed"), ("b", "open")]
        assert {ground["values"][0] for ground in found[0][2]} == set(names)


def test_what_does_not_fit_in_memory_together_is_decided_in_parts(tmp_path, monkeypatch):
    source = as_parquet(
        tmp_path, {**TABLES, "kind": [*TABLES["kind"], *((f"x{number}", "advies") for number in range(50))]}
    )
    whole = decided(source)
    monkeypatch.setattr(Context, "parts", lambda *_: 7)
    assert decided(source) == whole
    assert len(whole) == 55


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_where_there_are_too_many_kinds_of_answers_all_rows_are_sorted_to_the_same_file(
    form, tmp_path, monkeypatch, generated
):
    files = [tmp_path / f"{name}.{form}" for name in ("names", "rows")]
    for file, room in zip(files, (1, 1 << 60), strict=True):
        monkeypatch.setattr("kmopolicy.bulk.duck._PER_KIND", room)
        POLICY.decide_tables(generated(2000), file, date=date(2024, 3, 1))
    names, rows = (file.read_bytes() for file in files)
    assert names == rows


def _told(file):
    """The columns of a file of Parquet with their types, and its rows."""
    told = parquet.read_table(file)
    return [(column.name, column.type) for column in told.schema], told.to_pylist()


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
def test_where_some_are_not_decided_all_is_told_alike_by_kinds_and_row_by_row(form, tmp_path, monkeypatch):
    source = as_parquet(tmp_path, {**TABLES, "aimed_at": [("d2", "mindfulness", "ja"), ("d3", "breien", "ja")]})
    files = [tmp_path / f"{name}.{form}" for name in ("kinds", "rows")]
    for file in files:
        done = POLICY.decide_tables(source, file, date=date(2024, 3, 1), quarantine=tmp_path / "apart.csv")
        assert (done.undecided, done.apart) == (1, 1)
        monkeypatch.setattr("kmopolicy.bulk.duck.run_wide", lambda _context: ())
    kinds, rows = (_told(file) if form == "parquet" else file.read_bytes() for file in files)
    assert kinds == rows


@pytest.mark.parametrize(("lists", "texts"), [(0, 5_000), (3, 2), (250, 0)])
def test_what_has_no_number_of_its_own_is_told_alike(lists, texts, tmp_path, monkeypatch, generated):
    files = [tmp_path / "numbers.parquet", tmp_path / "texts.parquet"]
    POLICY.decide_tables(generated(2000), files[0], date=date(2024, 3, 1))
    monkeypatch.setattr("kmopolicy.bulk.wide.numbers._MOST_LISTS", lists)
    monkeypatch.setattr("kmopolicy.bulk.wide.numbers._MOST_TEXTS", texts)
    POLICY.decide_tables(generated(2000), files[1], date=date(2024, 3, 1))
    assert _told(files[0]) == _told(files[1])


def test_so_many_threads_with_so_much_memory_write_the_same_bytes(tmp_path, monkeypatch, generated):
    found = set()
    for threads, memory in ((1, None), (2, None), (7, None), (2, "150MB")):

        def connected(_memory, spill, threads=threads, memory=memory):
            connection = opened.connected(memory, spill)
            connection.execute(f"SET threads = {threads}")
            return connection

        monkeypatch.setattr("kmopolicy.bulk.duck.connected", connected)
        POLICY.decide_tables(generated(200_000), tmp_path / "uit.parquet", date=date(2024, 3, 1))
        found.add((tmp_path / "uit.parquet").read_bytes())
    assert len(found) == 1


@pytest.mark.parametrize("memory", [None, "300MB"])
def test_decisions_stand_in_order_however_the_rows_came(memory, tmp_path):
    # So many that several threads would share the work, and several groups of rows are written.
    source = tmp_path / "feiten"
    source.mkdir()
    with duckdb.connect() as connection:
        for name, columns in (
            ("kind", "'d' || s AS service, 'advies' AS kind"),
            ("applies_for", "'a' || s AS application, 'd' || s AS service"),
            ("selected_theme", "'a' || s AS application, 'innovatie' AS theme"),
        ):
            query = f"SELECT {columns} FROM range(300000) r(s) ORDER BY hash(s)"
            connection.execute(f"COPY ({query}) TO '{source / f'{name}.parquet'}'")
    target = tmp_path / "uit.parquet"
    POLICY.decide_tables(source, target, date=date(2024, 3, 1), memory=memory)
    told = parquet.read_table(target, columns=["type", "subject"]).to_pylist()
    found = [(row["type"], row["subject"]) for row in told]
    assert len(found) == 600_000
    assert found == sorted(found)
