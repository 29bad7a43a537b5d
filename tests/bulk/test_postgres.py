"""Facts in a PostgreSQL database, and decisions into one: a real server, one that refuses, one whose connection drops."""

import json
import os
from urllib.parse import urlsplit

import psycopg
import pytest
from pyarrow import parquet
from shipped import ROOT

from kmopolicy.cli.main import run
from kmopolicy.text.addresses import without_password
from kmopolicy.text.catalogue import databases

from . import servers
from .test_tables import OUTCOMES, TABLES, as_parquet, insert

DAY = ["--date", "2024-03-01"]


@pytest.fixture(scope="module")
def server():
    with servers.postgres() as url:
        yield url


@pytest.fixture
def database(server, request):
    """A database of its own with the tables of facts."""
    name = f"proef_{abs(hash(request.node.name))}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    url = server.replace("/postgres", f"/{name}")
    with psycopg.connect(url) as connection:
        for table, rows in TABLES.items():
            insert(lambda query, *values: connection.execute(query.replace("?", "%s"), *values), table, rows)
    return url


def execute(url, query):
    with psycopg.connect(url) as connection:
        found = connection.execute(query)
        return found.fetchall() if found.description else []


def through(cut, url):
    """The address by way of what cuts the connection."""
    return url.replace(f":{urlsplit(url).port}/", f":{cut.port}/")


def told(found, url, name, same_as):
    """What was said, but for the address, which is another each time."""
    shown = without_password(url)
    assert servers.PASSWORD not in found.out + found.err
    same_as(ROOT / "fixtures" / "bulk" / f"{name}.nl.txt", found.err.replace(shown, "postgresql://vera@db/archief"))


def test_a_database_gives_the_same_as_files_do(database, tmp_path):
    out = tmp_path / "uit.jsonl"
    assert run(["decide", database, *DAY, "--out", str(out)]) == 0
    assert run(["decide", str(as_parquet(tmp_path, TABLES)), *DAY, "--out", str(tmp_path / "bestanden.jsonl")]) == 0
    assert out.read_bytes() == (tmp_path / "bestanden.jsonl").read_bytes()


def test_typed_columns_views_and_a_schema_of_ones_own_are_read(database, tmp_path):
    execute(database, "ALTER TABLE kind RENAME TO soorten")
    execute(database, "CREATE VIEW kind AS SELECT service, kind FROM soorten")
    execute(database, "CREATE TABLE listed (service char(4), date date)")
    execute(database, "INSERT INTO listed VALUES ('d2', '2024-03-01')")
    execute(database, "CREATE SCHEMA apart; CREATE TABLE apart.kind AS SELECT 'z9' AS service, 'advies' AS kind")
    out = tmp_path / "uit.jsonl"
    assert run(["decide", database, *DAY, "--out", str(out)]) == 0
    assert {each["subject"] for each in map(json.loads, out.read_text().splitlines())} == set(OUTCOMES)
    assert run(["decide", f"{database}?options=-csearch_path%3Dapart", *DAY, "--out", str(out)]) == 0
    assert [each["subject"] for each in map(json.loads, out.read_text().splitlines())] == ["z9"]


def test_decisions_become_a_table_that_keeps_its_rights_and_views(database, tmp_path):
    source = as_parquet(tmp_path, TABLES)
    for _ in range(2):
        assert run(["decide", str(source), *DAY, "--out", database]) == 0
        execute(database, "CREATE OR REPLACE VIEW uitkomsten AS SELECT subject, outcome FROM decisions")
    assert dict(execute(database, "SELECT * FROM uitkomsten")) == OUTCOMES
    assert run(["decide", str(source), *DAY, "--out", str(tmp_path / "uit.parquet")]) == 0
    rows = parquet.read_table(tmp_path / "uit.parquet").to_pylist()
    names = ("type", "subject", "outcome", "themes", "grounds", "readings", "problem")
    found = execute(database, f"SELECT {', '.join(names)} FROM decisions ORDER BY type, subject")
    assert found == [tuple(row[name] for name in names) for row in rows]


def test_texts_with_marks_of_their_own_arrive_as_they_are(server, tmp_path):
    names = ['a"b', "a\\b", "a,b", "a{b}", "é'"]
    source = as_parquet(tmp_path, {"kind": [(name, "advies") for name in names]})
    assert run(["decide", str(source), *DAY, "--out", server]) == 0
    assert {name for (name,) in execute(server, "SELECT subject FROM decisions")} == set(names)


def test_bad_rows_can_go_to_a_table(database):
    execute(database, "INSERT INTO kind VALUES ('d4', 'wandeling')")
    assert run(["decide", database, *DAY, "--out", database, "--quarantine", database]) == 0
    row = execute(database, "SELECT file, reason, subject, cells FROM bad_rows")
    assert row == [(f"{without_password(database)}, kind", "constant", "d4", ["d4", "wandeling"])]
    assert execute(database, "SELECT outcome, problem FROM decisions WHERE subject = 'd4'") == [(None, "constant")]


READINGS = ("adverse_advice=voorleggen", "adverse_advice=uitsluiten")


def test_the_impact_on_a_database_is_that_on_files(database, tmp_path, capsys):
    execute(
        database,
        "CREATE TABLE quality_chamber_advice AS SELECT 'd1' AS service, 'vlaio' AS addressee, 'ongunstig' AS advice",
    )
    tables = {**TABLES, "quality_chamber_advice": [("d1", "vlaio", "ongunstig")]}
    found = []
    for source in (database, str(as_parquet(tmp_path, tables))):
        assert run(["impact", *READINGS, source, *DAY, "--format", "json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert found[0]["groups"][0]["subjects"] == [{"subject": "d1", "title": "", "file": without_password(database)}]
    assert servers.PASSWORD not in json.dumps(found[0])
    assert [found[0][key] for key in ("counts", "matrix")] == [found[1][key] for key in ("counts", "matrix")]
    assert found[0]["counts"]["changed"] == 2


def test_a_connection_that_drops_leaves_no_impact(database, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    execute(database, "INSERT INTO kind SELECT 's' || n, 'advies' FROM generate_series(1, 50000) AS n")
    cut = servers.Cut(urlsplit(database).port, down=200_000)
    url = through(cut, database)
    assert run(["impact", *READINGS, url, *DAY, "--format", "parquet", "--out", "uit.parquet"]) == 3
    assert "[F512]" in capsys.readouterr().err
    assert os.listdir() == []
    cut.close()


def test_a_connection_that_drops_while_reading_leaves_nothing(database, tmp_path, monkeypatch, capsys, same_as):
    monkeypatch.chdir(tmp_path)
    execute(database, "INSERT INTO kind SELECT 's' || n, 'advies' FROM generate_series(1, 50000) AS n")
    cut = servers.Cut(urlsplit(database).port, down=200_000)
    url = through(cut, database)
    assert run(["decide", url, *DAY, "--out", "uit.csv"]) == 3
    told(capsys.readouterr(), url, "databank-verbinding", same_as)
    assert os.listdir() == []
    cut.close()


def test_a_connection_that_drops_while_writing_changes_nothing(database, tmp_path, capsys):
    execute(
        database,
        "CREATE TABLE decisions AS SELECT ''::text AS type, 'oud'::text AS subject, ''::text AS outcome, "
        "'{}'::text[] AS themes, '[]'::jsonb AS grounds, '{}'::text[] AS readings, ''::text AS problem",
    )
    source = as_parquet(tmp_path, {"kind": [(f"s{n}", "advies") for n in range(20_000)]})
    cut = servers.Cut(urlsplit(database).port, up=300_000)
    url = through(cut, database)
    assert run(["decide", str(source), *DAY, "--out", url]) == 2
    found = capsys.readouterr()
    assert "[F512]" in found.err
    assert servers.PASSWORD not in found.err
    assert execute(database, "SELECT subject FROM decisions") == [("oud",)]
    cut.close()


def test_a_server_that_is_not_there_is_told(capsys, same_as):
    url = f"postgresql://vera:{servers.PASSWORD}@127.0.0.1:{servers.free_port()}/archief?sslpassword={servers.PASSWORD}"
    assert run(["decide", url]) == 2
    told(capsys.readouterr(), url, "databank-weg", same_as)


@pytest.mark.parametrize("wrong", [("geheim-Ware7@", "geheim-Ware8@"), ("vera:", "jan:"), ("/postgres", "/niets")])
def test_who_may_not_enter_is_told(wrong, server, capsys, same_as):
    url = server.replace(*wrong)
    assert run(["decide", url]) == 2
    found = capsys.readouterr()
    assert "geheim-Ware8" not in found.err
    told(found, url, "databank-toegang", same_as)


@pytest.mark.parametrize(
    "secret", ["geheim-Ware7%zz", "geheim-Ware7/x", "geheim-Ware7@x", "geheim-Ware7?x", "geheim-Ware7#x"]
)
def test_an_address_that_is_none_never_shows_its_password(secret, capsys):
    assert run(["decide", f"postgresql://vera:{secret}@127.0.0.1:1/archief?oeps=1"]) == 2
    assert "geheim" not in capsys.readouterr().err


def test_an_address_that_is_none_is_told(capsys, same_as):
    url = f"postgresql://vera:{servers.PASSWORD}%zz@db/archief"
    assert run(["decide", url]) == 2
    told(capsys.readouterr(), url, "databank-adres", same_as)


def test_a_table_that_may_not_be_read_is_told(database, capsys, same_as):
    execute(database, "CREATE ROLE gast LOGIN PASSWORD 'geheim-Ware7'")
    url = database.replace("vera:", "gast:")
    assert run(["decide", url]) == 3
    told(capsys.readouterr(), url, "databank-recht", same_as)


def test_a_table_of_someone_else_is_not_erased(database, tmp_path, capsys, same_as):
    execute(database, "CREATE TABLE decisions (ooit text)")
    assert run(["decide", str(as_parquet(tmp_path, TABLES)), *DAY, "--out", database]) == 2
    told(capsys.readouterr(), database, "databank-andere-tabel", same_as)


def test_a_database_without_facts_is_told(server, capsys):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE leeg")
    assert run(["decide", server.replace("/postgres", "/leeg")]) == 3
    found = capsys.readouterr().err
    assert "/leeg" in found
    assert servers.PASSWORD not in found


def test_what_explains_one_dossier_does_not_read_a_database(capsys, same_as):
    url = f"postgresql://vera:{servers.PASSWORD}@db/archief"
    assert run(["explain", url, "d1"]) == 2
    told(capsys.readouterr(), url, "databank-een-dossier", same_as)


def test_without_the_package_the_extra_is_told(monkeypatch, capsys, same_as):
    from importlib import util

    found = util.find_spec
    monkeypatch.setattr(util, "find_spec", lambda name: None if name == "psycopg" else found(name))
    assert run(["decide", "postgresql://db/archief"]) == 2
    told(capsys.readouterr(), "postgresql://db/archief", "databank-pakket", same_as)


def test_every_message_about_a_database_is_met():
    met = "".join(file.read_text() for file in (ROOT / "fixtures" / "bulk").glob("databank-*.nl.txt"))
    assert [entry.code for entry in databases.ENTRIES if f"[{entry.code}]" not in met] == []
