"""Tables, in a page or in a CSV file: every cell by its type, every constant with its label, every row once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import block, codes, load, program

from kmopolicy.text.separated import Broken, records

TABLE = block(
    'type Job nl "beroep".\ntable known(job: Job, from: Date = 0001-01-01, year: Year = 2024) nl "{job} {from} {year}".'
)
FROM_FILE = block('type Job nl "beroep".\ntable known(job: Job, year: Year) from "tables/jobs.csv" nl "{job} {year}".')

INCLUDES = ("", " includes A", " includes B", " includes E", " includes D")
PARTS = ("|", "\\", "a", "1", "2024-01-01", " ", "job", "from", "-", ":", "\n", "|---|", "é")


def rows(page: str, files: dict[str, str | bytes] | None = None) -> list[tuple[object, ...]]:
    return [row.values for row in program(page, files).tables["known"]]


def test_a_row_is_its_values_by_the_names_of_the_columns_and_an_empty_cell_takes_the_default() -> None:
    table = "| year | label | from | job |\n| --- | --- | --- | --- |\n| 2023 | Arts | | arts |\n| | Kok | 2020-02-29 | kok |\n"
    assert rows(TABLE + table) == [("arts", date.min, 2023), ("kok", date(2020, 2, 29), 2024)]
    made = program(TABLE + table)
    assert made.labels["Job"]["arts"].nl == "Arts"


def test_a_table_may_repeat_a_label_or_leave_it_out() -> None:
    table = "| job | year | nl | en |\n|---|---|---|---|\n| arts | 2023 | arts | doctor |\n"
    table += "| arts | 2024 | | |\n| arts | 2025 | arts | doctor |\n"
    assert len(rows(TABLE + table)) == 3


def test_a_table_with_constants_goes_to_the_type_and_the_next_one_to_the_table() -> None:
    page = TABLE + "| job |\n| --- |\n| arts |\n\n| constant | nl |\n| --- | --- |\n| arts | een arts |\n\n"
    page += "| dit | is proza |\n|---|---|\n| x | y |\n"
    assert rows(page) == [("arts", date.min, 2024)]
    assert program(page).labels["Job"]["arts"].nl == "een arts"


def test_included_constants_come_first_however_deep_and_in_a_circle() -> None:
    types = [f'type {name}{includes} nl "x".' for name, includes in zip("ABCDE", INCLUDES, strict=True)]
    page = block("\n".join(types))
    page += "".join(f"| constant | nl |\n|---|---|\n| {name} | {name} |\n\n" for name in "abcde")
    made = program(page)
    assert list(made.labels["C"]) == ["b", "a", "c"]
    assert made.types["C"].includes == ("B", "A")
    assert list(made.labels["D"]) == ["e", "d"]


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("job,year,label\narts,2024,Arts\n", [("arts", 2024)]),
        ("job;year;label\narts;2024;Arts\n", [("arts", 2024)]),
        ("job\tyear\tlabel\r\narts\t2024\tArts\r\n", [("arts", 2024)]),
        ("sep=;\njob;year;label\narts;2024;Arts\n", [("arts", 2024)]),
        ('\ufeffjob,year,label\n\n arts , 2024 ,"Arts, kort"\n,,\n', [("arts", 2024)]),
        ('year,label,job\n2024,"een ""arts""\nop twee regels",arts', [("arts", 2024)]),
    ],
)
def test_a_csv_file_is_read_as_spreadsheets_save_it(content: str, found: list[tuple[object, ...]]) -> None:
    assert rows(FROM_FILE, {"tables/jobs.csv": content}) == found


@pytest.mark.parametrize(
    ("content", "code", "line", "column"),
    [
        ("job,year,label\nArts,2024,Arts\n", "K409", 2, 1),
        ("job,year,label\narts, twee ,Arts\n", "K405", 2, 7),
        ("job,year,label\narts,,Arts\n", "K412", 2, 6),
        ('job,year,label\n"arts",2024,a\narts,2024,b\n', "K407", 3, 1),
        ("job,year,label\narts,2024,Arts, ook dokter\n", "K404", 2, 1),
        ("job,jaar,label\narts,2024,Arts\n", "K402", 1, 5),
        ("job,label\narts,Arts\n", "K403", 1, 1),
        ('job,year,label\narts,2024,"Arts\n', "K408", 2, 11),
        ('job,year,label\narts,2024,de arts\nkok,2024,"de "beste" kok"\n', "K408", 3, 14),
        ("job,year,label\narts,2024,Caf\u00e9\n".encode("cp1252"), "F005", 2, 14),
        (b"job,year,label\narts,20\x0024,Arts\n", "F006", 2, 8),
    ],
)
def test_what_is_wrong_in_a_csv_file_is_told_at_its_place_in_that_file(
    content: str | bytes, code: str, line: int, column: int
) -> None:
    found = load(FROM_FILE, {"tables/jobs.csv": content}).diagnostics
    spans = [(each.code, each.span.file, each.span.line, each.span.column) for each in found if each.span]
    assert (code, "p/tables/jobs.csv", line, column) in spans


def test_every_field_of_a_csv_file_has_its_place() -> None:
    found = next(iter(records('a; "b" ;"c;""d"""; é\n', "f")))
    assert not isinstance(found, Broken)
    assert [(field.text, field.span.column, field.span.end_column) for field in found] == [
        ("a", 1, 2),
        ('"b"', 4, 7),
        ('c;"d"', 9, 18),
        ("é", 20, 21),
    ]


def test_a_value_of_a_type_that_only_dossiers_fill_is_to_be_added() -> None:
    page = block('type Job in jobs nl "x".\ntable known(job: Job) nl "x".') + "| job |\n|---|\n| arts |\n"
    assert [(found.code, found.help) for found in load(page).diagnostics] == [("K206", "add")]


def test_a_table_that_is_missing_is_told_once_and_not_for_each_of_its_values() -> None:
    rule = block(
        'define first(thing: Thing, job: Job) nl "x".\nrule r cites S01: first(X, arts) :- has(X), known(arts, _, _).'
    )
    assert codes(TABLE + rule) == ["K401"]
    assert codes(FROM_FILE + rule.replace(", _, _", ", _")) == ["K411"]


@given(
    st.lists(
        st.sampled_from(["|", "\\", "a", "1", "2024-01-01", " ", "job", "from", "-", ":", "\n", "|---|", "é"]),
        max_size=60,
    )
)
def test_no_table_stops_the_check(parts: list[str]) -> None:
    load(TABLE + "| job | from | nl |\n| --- | --- | --- |\n" + "".join(parts))


@given(st.binary(max_size=80) | st.text(alphabet='job,year;label"\n\t= a2', max_size=80))
def test_no_csv_file_stops_the_check(content: str | bytes) -> None:
    load(FROM_FILE, {"tables/jobs.csv": content})
