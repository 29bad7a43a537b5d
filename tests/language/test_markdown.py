"""A page is read as whoever opens it in a Markdown viewer sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kmopolicy.language.markdown import Block, Heading, Page, Quote, Table, read_page
from kmopolicy.text.files import decoded


def read(text: str) -> Page:
    """The page of a text, as it comes from a file."""
    content = decoded(text.encode(), "p.md")
    assert isinstance(content, str)
    return read_page(content, "p.md")


def blocks(text: str) -> list[str]:
    return [each.text for each in read(text).elements if isinstance(each, Block) and each.counts]


def quotes(text: str) -> list[tuple[str, str]]:
    return [(each.number, each.text) for each in read(text).elements if isinstance(each, Quote) and each.bold]


def table(text: str) -> list[list[str]]:
    found = [each for each in read(text).elements if isinstance(each, Table)]
    return [[cell.text for cell in row] for each in found for row in (each.head, *each.rows)]


def codes(text: str) -> list[tuple[str, int]]:
    return [(each.code, each.span.line) for each in read(text).diagnostics if each.span]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("# Titel", "Titel"),
        ("###### Diep", "Diep"),
        ("## Met hekjes ##", "Met hekjes"),
        ("## C#", "C#"),
        ("  ## Ingesprongen", "Ingesprongen"),
        ("Onderstreept\n===", "Onderstreept"),
        ("Ook dit\n---", "Ook dit"),
        ("#", ""),
    ],
)
def test_a_heading_is_what_markdown_takes_for_one(text: str, heading: str) -> None:
    assert [each.text for each in read(text).elements if isinstance(each, Heading)] == [heading]


@pytest.mark.parametrize("text", ["#geen kop", "    # code", "- punt\n---", "tekst\n\n---", "#######", "> # citaat"])
def test_what_markdown_takes_for_something_else_is_no_heading(text: str) -> None:
    assert not [each for each in read(text).elements if isinstance(each, Heading)]


@pytest.mark.parametrize(
    "text",
    [
        "```datalog\np(a).\n```",
        "~~~ datalog\np(a).\n~~~~",
        "   ```Datalog extra\np(a).\n   ```",
        "````datalog\np(a).\n````\n",
        "\ufeff```datalog\r\np(a).\r\n```\r\n",
        "tekst\r```datalog\rp(a).\r```",
        "# Kop\n```datalog\np(a).\n```",
        "Kop\n---\n```datalog\np(a).\n```",
        "> citaat\n```datalog\np(a).\n```",
        "| a |\n|---|\n```datalog\np(a).\n```",
        "````markdown\n```datalog\nq(b).\n```\n````\n```datalog\np(a).\n```",
        "```text\nq(b).\n```\n```datalog\np(a).\n```",
        "<!--\n```datalog\nq(b).\n```\n-->\n```datalog\np(a).\n```",
    ],
)
def test_a_block_of_rules_is_read_and_no_other(text: str) -> None:
    assert blocks(text) == ["p(a)."]
    assert codes(text) == []


def test_a_longer_fence_may_hold_a_shorter_one() -> None:
    assert blocks("````datalog\np(a).\n```\nq(b).\n````") == ["p(a).\n```\nq(b)."]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("```datalog\np(a).", [("K101", 1)]),
        ("```datalog\np(a).\n~~~", [("K101", 1)]),
        ("```datalog\np(a).\n\n```datalog\nq(b).\n```", [("K101", 1)]),
        ("```\n\n```datalog\nq(b).\n```", [("K101", 1)]),
        ("```text\np(a).", [("K101", 1)]),
        ("tekst\n<!-- open\n```datalog\np(a).\n```", [("K101", 2)]),
        ("tekst\n\np(X) :-\n    q(X).", [("K115", 3)]),
        ('define p(service: Service) nl "x".', [("K115", 1)]),
        ("```\np(a).\n```", [("K115", 1)]),
        ("```prolog\np(a).\n```", [("K115", 1)]),
        ("    ```datalog\n    p(a).\n    ```", [("K115", 1)]),
        ("| a | b |", [("K410", 1)]),
        ("| a |\n| --- |\n| b |\n\n| c |\n| d |", [("K410", 5)]),
    ],
)
def test_what_looks_as_if_it_counts_and_does_not_is_told(text: str, found: list[tuple[str, int]]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Een regel zoals `p(X) :- q(X).` in een alinea.",
        "- p(X) :- q(X).",
        "    p(X) :- q(X).",
        "> p(X) :- q(X).",
        "```text\np(a).\n```",
        "```\nkmopolicy check\n```",
        "input is een woord.",
        "a | b",
        "Zie `|` in de tekst",
    ],
)
def test_prose_about_rules_is_prose(text: str) -> None:
    assert codes(text) == []
    assert blocks(text) == []


def test_a_quote_goes_on_over_its_lines_and_ends_at_an_empty_one() -> None:
    text = "> **S01** eerste\n> regel\nnog een\n> **S02** tweede\n>\n> zonder nummer\n\ntekst"
    assert quotes(text) == [("S01", "eerste regel nog een"), ("S02", "tweede")]


@pytest.mark.parametrize("text", ["> **Opgelet** dit is een raad", "> gewoon geciteerd", ">", "> \n> **x**"])
def test_a_quote_without_a_number_is_prose(text: str) -> None:
    assert quotes(text) == []


def test_a_number_that_is_not_bold_is_kept_apart() -> None:
    found = [each for each in read("> S02 tekst\n\n> *U07x1* tekst").elements if isinstance(each, Quote)]
    assert [(each.number, each.bold) for each in found] == [("S02", False), ("U07x1", False)]


def test_each_line_of_a_quote_has_its_place() -> None:
    quote = next(each for each in read("tekst\n\n>  **S01**  een  twee\n>  drie").elements if isinstance(each, Quote))
    assert [(line.text, line.span.line, line.span.column) for line in quote.lines] == [
        ("een  twee", 3, 13),
        ("drie", 4, 4),
    ]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("| a | b |\n| --- | --- |\n| 1 | 2 |", [["a", "b"], ["1", "2"]]),
        ("a | b\n--- | ---\n1 | 2", [["a", "b"], ["1", "2"]]),
        ("| a |\n|:---:|\n| x \\| y |", [["a"], ["x | y"]]),
        ("| a | b |\n|---|---|\n| 1 | |\n| | 2 |", [["a", "b"], ["1", ""], ["", "2"]]),
        ("| a | b |\n|---|---|\n| 1 |\n| 1 | 2 | 3 |", [["a", "b"], ["1"], ["1", "2", "3"]]),
        ("| a |\n|---|\nzonder streepje\n", [["a"], ["zonder streepje"]]),
        ("| a |\n|---|\n| 1 |\n> citaat\n", [["a"], ["1"]]),
        ("| a |\n|---|\n| 1 |\n## kop", [["a"], ["1"]]),
        ("| a |\n|---|\n| \\_x\\* |", [["a"], ["_x*"]]),
        ("| a |\n|---|\n| 1\\", [["a"], ["1"]]),
    ],
)
def test_a_table_is_read_to_its_last_row(text: str, cells: list[list[str]]) -> None:
    assert table(text) == cells


def test_every_cell_has_its_place() -> None:
    found = next(each for each in read("| a | b |\n| - | - |\n|  één |  |").elements if isinstance(each, Table))
    assert [(cell.text, cell.span.line, cell.span.column, cell.span.end_column) for cell in found.rows[0]] == [
        ("één", 3, 4, 7),
        ("", 3, 9, 10),
    ]


@given(st.text(alphabet="ab#`~>|-*=:\\ \n\t<!S01(.", max_size=200))
def test_no_text_stops_the_reader_and_every_place_is_in_it(text: str) -> None:
    page, lines = read_page(text, "p.md"), text.split("\n")
    for element in page.elements:
        assert 1 <= element.span.line <= element.span.end_line <= len(lines)
        assert element.span.column <= len(lines[element.span.line - 1]) + 1
        if isinstance(element, Block) and element.counts:
            assert element.text in text


@given(
    st.lists(
        st.sampled_from(["# k", "p", "> **S1** q", "```datalog", "p(a).", "```", "| a |", "|---|", "", "<!--", "-->"])
    )
)
def test_line_ends_and_a_last_newline_change_nothing(lines: list[str]) -> None:
    text = "\n".join(lines)
    page = read(text)
    assert read("\r\n".join(lines)) == page
    assert read("\ufeff" + text) == page
    assert [each for each in read(text + "\n").elements if not isinstance(each, Block)] == [
        each for each in page.elements if not isinstance(each, Block)
    ]
