"""Folders of tables, as people and programs save them."""

import pytest
from shipped import POLICY

from kmopolicy.errors import FactsError
from kmopolicy.facts.csv import decode, rows
from kmopolicy.facts.refused import Refused
from kmopolicy.text.span import Span


@pytest.fixture
def folder(tmp_path):
    """Writes tables, as text or as bytes, and gives what they state."""

    def state(**tables):
        for name, content in tables.items():
            path = tmp_path / f"{name}.csv"
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return {(fact.predicate, *map(str, fact.values)) for fact in POLICY.read(tmp_path).facts}

    return state


@pytest.fixture
def refused(folder):
    """The codes of what is wrong with tables."""

    def codes(**tables):
        with pytest.raises(FactsError) as raised:
            folder(**tables)
        return [found.code for found in raised.value.diagnostics]

    return codes


KIND = "service,kind\nd1,advies\n"
TITLE = ("title", "d1", "Één dag; € 450")


@pytest.mark.parametrize(
    "content",
    [
        "service,text\nd1,Één dag; € 450\n",
        'service;text\nd1;"Één dag; € 450"\n',
        "service\ttext\nd1\tÉén dag; € 450\n",
        'sep=;\nservice;text\nd1;"Één dag; € 450"\n',
        '"sep=|"\nservice|text\nd1|Één dag; € 450\n',
        '\ufeffservice;text\r\nd1;"Één dag; € 450"\r\n',
        "text,service\r\nÉén dag; € 450,d1",
        '\n\nservice;text\n;\n"d1";"Één dag; € 450"\n;;;\n\n',
        'service;text;;\nd1;"Één dag; € 450";;\n',
        ' service ; text \n d1 ;"Één dag; € 450"\n',
        'service;text\rd1;"Één dag; € 450"\r',
        'service;text\r\nd1;"Één dag; € 450"\r\n'.encode("cp1252"),
        'service;text\r\nd1;"Één dag; € 450"\r\n'.encode("utf-16"),
        b"\xfe\xff" + 'service;text\r\nd1;"Één dag; € 450"\r\n'.encode("utf-16-be"),
    ],
)
def test_a_table_may_be_saved_in_many_ways(folder, content):
    assert TITLE in folder(kind=KIND, title=content)


def test_quotation_marks_and_line_ends_within_a_cell_belong_to_the_text(folder):
    found = folder(kind=KIND, title='service;text\nd1;"Een ""dag""\nmet Peppol"\n')
    assert ("title", "d1", 'Een "dag"\nmet Peppol') in found


def test_a_verdict_may_say_who_gave_it_when_and_why(folder, tmp_path):
    folder(
        kind=KIND,
        linked_to_theme="service,theme,verdict,on,by\nd1,innovatie,twijfel,2024-02-01,An\nd1,digitalisering,ja,,\n",
    )
    told = {
        fact.values[1]: fact.judgement for fact in POLICY.read(tmp_path).facts if fact.predicate == "linked_to_theme"
    }
    assert (told["innovatie"].by, str(told["innovatie"].on), told["innovatie"].because) == ("An", "2024-02-01", "")
    assert told["digitalisering"] is None


def test_a_profession_of_ones_own_has_a_table(folder):
    found = folder(
        kind=KIND,
        target_group="service,profession\nd1,yogaleraar\n",
        profession="profession,label\nyogaleraar,yogaleraar\n",
    )
    assert ("target_group", "d1", "yogaleraar") in found


def test_a_table_without_rows_states_nothing(folder):
    assert folder(kind=KIND, title="service,text\n") == folder(kind=KIND)


def test_a_provider_needs_no_table_to_exist(folder):
    assert ("offered_by", "d1", "p1") in folder(kind=KIND, offered_by="service,provider\nd1,p1\n")


def test_the_register_of_the_policy_can_be_replaced(folder, tmp_path):
    folder(kind=KIND, shortage_occupation="occupation,year\nlandmeter,2024\n")
    facts = POLICY.read(tmp_path)
    assert facts.replaces == {"shortage_occupation"}
    assert POLICY.query(facts, "shortage_occupation(Occupation, Year)").rows == (("landmeter", 2024),)


def test_the_suffix_may_be_in_capitals(tmp_path):
    (tmp_path / "kind.CSV").write_text(KIND)
    assert [each.id for each in POLICY.read(tmp_path).entities] == ["d1"]


@pytest.mark.parametrize("name", [".~lock.kind.csv#", "._kind.csv", "lees-mij.md", "notities.txt", "archief"])
def test_what_holds_no_facts_is_left_aside(folder, tmp_path, name):
    (tmp_path / name).write_text("niets\n")
    assert folder(kind=KIND) == folder(kind=KIND)


@pytest.mark.parametrize(
    "name", ["offered_by.parquet", "kosten.xlsx", "title.txt", "title.csv.txt", "kind.yaml", "x.TSV"]
)
def test_no_facts_are_left_aside_in_silence(refused, tmp_path, name):
    (tmp_path / name).write_text("niets\n")
    assert refused(kind=KIND) == ["F409"]


def test_one_table_that_cannot_be_read_gives_no_errors_about_what_it_would_have_said(refused):
    titles = "service,text\n" + "".join(f"d{number},Peppol\n" for number in range(50))
    assert refused(kind="dienst,soort\nd1,advies\n", title=titles) == ["F403", "F403"]


@pytest.mark.parametrize("content", ["kind,service\nadvies\n", "service,kind\nd1\n", "service,kind\nd1,advies,nu\n"])
def test_a_row_with_too_few_or_too_many_fields_is_refused(refused, content):
    assert refused(kind=content)[0] == "F405"


def test_bytes_that_are_no_text_are_refused(refused):
    assert refused(kind=b"service,kind\nd1,ad\0vies\n") == ["F006"]
    assert refused(kind="service,kind\nd1,advies\n".encode("utf-16-le")) == ["F006"]


def test_a_byte_that_windows_has_no_letter_for_is_kept_as_it_is():
    assert decode(b"a\x81\xe9", "t.csv") == "a\x81é"


def test_a_cell_knows_where_it_stands():
    head, first, second = rows('a;b\n"x;y";z\n"p\nq";r\n', "t.csv")
    assert [cell.span for cell in head] == [Span("t.csv", 1, 1, 1, 2), Span("t.csv", 1, 3, 1, 4)]
    assert [cell.span for cell in first] == [Span("t.csv", 2, 1, 2, 6), Span("t.csv", 2, 7, 2, 8)]
    assert [cell.span for cell in second] == [Span("t.csv", 3, 1, 4, 5)] * 2


@pytest.mark.parametrize(
    ("text", "line", "column", "help_key"),
    [
        ('a;b\n"x;y\nz;w\n', 2, 1, "open_quote"),
        ('a;b\nx;"y\nz;w\n', 2, 3, "open_quote"),
        ('a;b\n"x" y;z\n', 2, 3, "inner_quote"),
        ('a;b\n"x";"y" z\n', 2, 7, "inner_quote"),
        ('a;b\n"x""y";"p\nq" r\n', 3, 2, "inner_quote"),
        ('"', 1, 1, "open_quote"),
        ('a;"""\n', 1, 3, "open_quote"),
    ],
)
def test_the_quotation_mark_that_breaks_a_table_is_found(text, line, column, help_key):
    with pytest.raises(Refused) as refused:
        list(rows(text, "t.csv"))
    found = refused.value.diagnostic
    assert (found.span, found.help) == (Span("t.csv", line, column, line, column + 1), help_key)
