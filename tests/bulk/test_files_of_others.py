"""Files as others save them, and files that are not what they seem: told as small tables are, and never half read."""

import csv
import os
import sqlite3
import tempfile
from datetime import date
from pathlib import Path

import duckdb
import pytest
from shipped import POLICY, ROOT

from kmopolicy import FactsError
from kmopolicy.bulk.refused import Refused
from kmopolicy.bulk.sources import sources
from kmopolicy.cli.main import run
from kmopolicy.render.terminal.diagnostics import render

KIND = "service,kind\nd1,advies\n"
TEXT = "service,text\nd1,Opleiding één\n"
ANY = "service,text\nd1,a\n"
READ = {
    "UTF-8 with a mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "Windows-1252": TEXT.encode("cp1252"),
    "UTF-16": TEXT.encode("utf-16"),
    "UTF-16, the other way around": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "no UTF-8 and no Windows-1252": b"service,text\nd1,\x81\xe9\n",
    "a letter that is cut off": b"service,text\nd1,caf\xc3",
    "line ends of Windows": TEXT.replace("\n", "\r\n").encode(),
    "line ends of long ago": TEXT.replace("\n", "\r").encode(),
    "line ends of both": b"service,text\r\nd1,a\nd2,b\r\nd3,c\n",
    "a line end within quotes": b'service,text\nd1,"een\ntwee"\nd2,"drie\r\nvier"\n',
    "quotes within quotes": b'service,text\nd1,"a ""b"" c"\nd2,"""a"""\n',
    "quotes in a cell without": b'service,text\nd1,a "b" c\nd2,x"y\n',
    "a head within quotes": b'"service";"text"\n"d1";"a;b,c"\n',
    "semicolons": b"service;text\nd1;a,b,c,d,e\n",
    "tabs": b"service\ttext\nd1\ta,b;c\n",
    "what separates said on the first line": b"sep=|\nservice|text\nd1|a,b\n",
    "spaces around": b" service , text \n d1 , a b \n",
    "blank lines": b"\n\nservice,text\n\nd1,a\n\n\nd2,b\n\n",
    "rows of empty cells": b"service,text\nd1,a\n,\n , \nd2,b\n",
    "empty cells at the end of all": b"service,text,,\nd1,a,,\nd2,b,,\n",
    "empty cells at the end of some": b"service,text\nd1,a,,\nd2,b\n",
    "another order": b"text,service\na,d1\n",
    "white space within quotes": 'service,text\nd1,"\n een \t"\nd2,\u2003twee\x85\n'.encode(),
    "line ends of long ago above the head": b"\rservice,text\rd1,a\r",
    "no line end at the end": b"service,text\nd1,a",
    "a line of 10 MB": b"service,text\nd1," + b"x" * 10_000_000 + b"\nd2,a\n",
    "nothing but a head": b"service,text\n",
    "nothing but a head without a line end": b"service,text",
}
UNREAD = {
    "a NUL character": b"service,text\nd1,a\0b\n",
    "quotes that are not closed": b'service,text\nd1,"a\nd2,b\n',
    "quotes that are not closed, after another": b'service,text\nd1,x"y\nd2,"a\nd3,b\n',
    "quotes in the midst": b'service,text\nd1,"a"b\nd2,c\n',
    "a space behind quotes": b'service,text\nd1,"a" \nd2,c\n',
    "too few cells": b"service,text\nd1,a\nd2\n",
    "too many cells": b"service,text\nd1,a\nd2,b,c\n",
    "many rows with too many cells": b"service,text\n" + b"d1,a,b\n" * 30,
    "nothing at all": b"",
    "nothing but blank lines": b"\n\n\n",
    "a column that is missing": b"service\nd1\n",
    "a column twice": b"service,text,text\nd1,a,b\n",
    "a column twice but for capitals": b"service,text,Text\nd1,a,b\n",
    "a column with a capital": b"Service,text\nd1,a\n",
    "a column that is none": b"service,text,extra\nd1,a,b\n",
    "who judged where nobody judges": b"service,text,by\nd1,a,vera\n",
    "a remark above the head": b"# titels\nservice,text\nd1,a\n",
    "a head that is not closed": b'service,"text\nd1,a\n',
    "Windows-1252 and too few cells": "service,text\nd1,één\nd2\n".encode("cp1252"),
}


def _folder(folder, titles):
    (folder / "feiten").mkdir()
    (folder / "feiten" / "kind.csv").write_text(KIND + "d2,opleiding\nd3,advies\n")
    if titles is not None:
        (folder / "feiten" / "title.csv").write_bytes(titles)


def _one_by_one():
    """What a small folder is read as, or why it is not."""
    try:
        facts = POLICY.read("feiten", date=date(2024, 3, 1)).facts
    except FactsError as refused:
        return render(refused.diagnostics, "nl")
    return sorted(fact.values for fact in facts if fact.predicate == "title")


def _in_bulk(path="feiten"):
    """What the same is read as in bulk."""
    with duckdb.connect() as connection:
        try:
            title = sources(connection, POLICY.program, path)["title"]
        except Refused as refused:
            return render(refused.diagnostics, "nl")
        cells = ", ".join(title.columns[name].sql for name in ("service", "text"))
        rows = connection.execute(f"SELECT {cells} FROM {title.relation}").fetchall()
        numbered = connection.execute(f'SELECT {cells}, "row#" FROM {title.numbered} ORDER BY "row#"').fetchall()
        assert sorted(cells for *cells, _ in numbered) == sorted(map(list, rows))
        assert [number for *_, number in numbered][:1] in ([], [2])
    return sorted(rows)


@pytest.mark.parametrize("content", READ.values(), ids=READ)
def test_a_table_is_read_alike_whatever_saved_it(content, tmp_path, monkeypatch):
    _folder(tmp_path, content)
    monkeypatch.chdir(tmp_path)
    found = _one_by_one()
    assert isinstance(found, list)
    assert _in_bulk() == found


@pytest.mark.parametrize("content", UNREAD.values(), ids=UNREAD)
def test_a_table_is_refused_alike_whatever_is_wrong(content, tmp_path, monkeypatch):
    _folder(tmp_path, content)
    monkeypatch.chdir(tmp_path)
    found = _one_by_one()
    assert not isinstance(found, list)
    assert _in_bulk() == found


def _parquet(query, file):
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({query}) TO '{file}' (FORMAT parquet)")


def _parquet_by_another_name(folder):
    _parquet("SELECT 'd1' AS service, 'a' AS text", folder / "title.csv")


def _folder_for_a_table(folder):
    (folder / "title.csv").mkdir()


def _link_to_itself(folder):
    (folder / "title.csv").symlink_to("title.csv")


def _link_to_nothing(folder):
    (folder / "title.csv").symlink_to("titels.csv")


def _spreadsheet(folder):
    (folder / "title.xlsx").write_bytes(b"PK")


def _compressed(folder):
    (folder / "title.csv.gz").write_bytes(b"\x1f\x8b")


@pytest.mark.parametrize(
    "make",
    [_parquet_by_another_name, _folder_for_a_table, _link_to_itself, _link_to_nothing, _spreadsheet, _compressed],
)
def test_what_is_no_table_is_told_alike(make, tmp_path, monkeypatch):
    _folder(tmp_path, None)
    make(tmp_path / "feiten")
    monkeypatch.chdir(tmp_path)
    found = _one_by_one()
    assert not isinstance(found, list)
    assert _in_bulk() == found


def _told(tmp_path, monkeypatch, capsys, source="feiten"):
    """The exit code of a run, and what it says; it leaves nothing behind."""
    monkeypatch.chdir(tmp_path)
    before = sorted(os.listdir())
    code = run(["decide", source, "--engine", "duckdb", "--date", "2024-03-01", "--out", "uit.csv"])
    found = capsys.readouterr()
    assert (found.out, sorted(os.listdir())) == ("", before)
    return code, found.err


def _twice(folder):
    _parquet("SELECT 'd1' AS service, 'advies' AS kind", folder / "kind.parquet")


def _list(folder):
    (folder / "kind.csv").unlink()
    _parquet("SELECT ['d1'] AS service, {'soort': 'advies'} AS kind", folder / "kind.parquet")


def _nobody(folder):
    (folder / "kind.csv").write_text("service,kind\n")


def _far_days(folder):
    days = "VALUES ('d1', DATE '0044-03-15 (BC)'), ('d2', DATE 'infinity'), ('d3', DATE '9999-12-31')"
    _parquet(f"SELECT * FROM ({days}) v(service, date)", folder / "reference_date.parquet")


@pytest.mark.parametrize("make", [_twice, _list, _nobody, _far_days])
def test_what_no_small_table_can_be_is_told(make, tmp_path, monkeypatch, capsys, same_as):
    _folder(tmp_path, None)
    make(tmp_path / "feiten")
    code, told = _told(tmp_path, monkeypatch, capsys)
    same_as(ROOT / "fixtures" / "bulk" / f"bestand{make.__name__.replace('_', '-')}.nl.txt", told)
    assert code == 3


def _into_duckdb(file, *statements):
    with duckdb.connect(str(file)) as connection:
        for statement in statements:
            connection.execute(statement)


def _into_sqlite(file, *statements):
    connection = sqlite3.connect(file)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


MANY = "SELECT 'd' || value AS service, 'advies' AS kind FROM "
DATABASES = {
    "feiten.duckdb": (_into_duckdb, f"CREATE TABLE kind AS {MANY} range(100000) v(value)"),
    "feiten.sqlite": (
        _into_sqlite,
        "CREATE TABLE n(value)",
        f"INSERT INTO n VALUES {', '.join(f'({at})' for at in range(20_000))}",
        f"CREATE TABLE kind AS {MANY} n",
    ),
}


@pytest.mark.parametrize("name", DATABASES)
@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.95])
def test_a_database_that_is_cut_off_is_refused(name, share, tmp_path, monkeypatch, capsys):
    make, *statements = DATABASES[name]
    make(tmp_path / name, *statements)
    content = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(content[: int(share * len(content))])
    code, told = _told(tmp_path, monkeypatch, capsys, name)
    empty = name == "feiten.sqlite" and not share  # to SQLite that is a database without tables
    assert (code, ("F401" if empty else "F501") in told) == (3, True)


@pytest.mark.parametrize("name", DATABASES)
def test_a_database_with_a_damaged_page_is_refused(name, tmp_path, monkeypatch, capsys):
    make, *statements = DATABASES[name]
    make(tmp_path / name, *statements)
    content = bytearray((tmp_path / name).read_bytes())
    content[len(content) // 2 : len(content) // 2 + 5000] = b"\xff" * 5000
    (tmp_path / name).write_bytes(content)
    code, told = _told(tmp_path, monkeypatch, capsys, name)
    assert (code, "is niet te lezen: het bestand is afgebroken of beschadigd" in told) == (3, True)


def test_raw_bytes_in_a_database_are_no_names(tmp_path, monkeypatch, capsys):
    _into_duckdb(tmp_path / "a.duckdb", "CREATE TABLE kind AS SELECT 'd1'::BLOB AS service, 'advies' AS kind")
    _into_sqlite(tmp_path / "b.sqlite", "CREATE TABLE kind AS SELECT x'6431' AS service, 'advies' AS kind")
    for name in ("a.duckdb", "b.sqlite"):
        code, told = _told(tmp_path, monkeypatch, capsys, name)
        assert (code, "fout[F505]: in de kolom `service` staan geen gewone waarden, maar `BLOB`" in told) == (3, True)


def _outcomes(source):
    out = f"{source}-uit.csv"
    assert run(["decide", source, "--engine", "duckdb", "--date", "2024-03-01", "--out", out]) == 0
    with open(out, encoding="utf-8", newline="") as stream:
        return [(row["subject"], row["outcome"]) for row in csv.DictReader(stream)]


def test_bytes_that_a_writer_of_parquet_did_not_say_to_be_text_are_text(tmp_path, monkeypatch):
    (tmp_path / "feiten").mkdir()
    _parquet("SELECT encode('é1') AS service, 'advies'::BLOB AS kind", tmp_path / "feiten" / "kind.parquet")
    monkeypatch.chdir(tmp_path)
    assert _outcomes("feiten") == [("é1", "onvoldoende_gegevens")]


def test_names_may_be_numbers(tmp_path, monkeypatch):
    (tmp_path / "feiten").mkdir()
    _parquet("SELECT 7 AS service, 'advies' AS kind", tmp_path / "feiten" / "kind.parquet")
    theme = "SELECT '7' AS service, 'innovatie' AS theme, 'ja' AS verdict"
    _parquet(theme, tmp_path / "feiten" / "linked_to_theme.parquet")
    monkeypatch.chdir(tmp_path)
    assert _outcomes("feiten") == [("7", "subsidieerbaar")]


def test_a_path_is_no_pattern_and_no_address(tmp_path, monkeypatch):
    _into_sqlite(tmp_path / "a?b#c%20d.sqlite", "CREATE TABLE kind AS SELECT 'd1' AS service, 'advies' AS kind")
    for folder, name in (("fei[t]en'*", "d1"), ("feiten'*", "d2"), ("*", "d1")):
        (tmp_path / folder).mkdir()
        _parquet(f"SELECT '{name}' AS service, 'advies' AS kind", tmp_path / "kind.parquet")
        (tmp_path / "kind.parquet").rename(tmp_path / folder / "kind.parquet")
        (tmp_path / folder / "title.csv").write_text(f"service,text\n{name},a\n")
    monkeypatch.chdir(tmp_path)
    for source in ("a?b#c%20d.sqlite", "fei[t]en'*", "*"):
        assert _outcomes(source) == [("d1", "onvoldoende_gegevens")]


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no such rights here")
@pytest.mark.parametrize("name", ["map", "tabellen", "kolommen", "feiten.duckdb", "feiten.sqlite"])
def test_what_may_not_be_read_is_told(name, monkeypatch):
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.chdir(folder)
        os.chmod(folder, 0o755)
        spill = Path(folder, "tijdelijk")
        spill.mkdir()
        spill.chmod(0o777)
        monkeypatch.setattr(tempfile, "tempdir", str(spill))
        closed = Path(name)
        if name in DATABASES:
            make, *statements = DATABASES[name]
            make(closed, *statements)
        else:
            closed.mkdir()
            (closed / "kind.csv").write_text(KIND)
            _parquet("SELECT 'd1' AS service, 'a' AS text", closed / "title.parquet")
            closed = {"tabellen": closed / "kind.csv", "kolommen": closed / "title.parquet"}.get(name, closed)
        # What Python imports late is there before rights are dropped: its own files may be closed as well.
        POLICY.decide_tables(name, spill / "eerst.csv", date=date(2024, 3, 1))
        closed.chmod(0)
        as_root = os.geteuid() == 0
        if as_root:  # who may read everything
            os.seteuid(65534)
        try:
            with pytest.raises(FactsError) as refused:
                POLICY.decide_tables(name, "uit.csv", date=date(2024, 3, 1))
        finally:
            if as_root:
                os.seteuid(0)
            closed.chmod(0o700)
    (told,) = refused.value.diagnostics
    assert told.message_in("nl") == f"`{closed}` kan niet worden gelezen"
    assert told.help_in("nl") == "kijk na of u het bestand mag lezen"
