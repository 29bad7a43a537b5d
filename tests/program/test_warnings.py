"""What gets a warning and what does not, at the limits of each check; and where a warning is allowed."""

from datetime import date
from pathlib import Path

import pytest
from shipped import ROOT
from small import FRONT, block, files, load, warned, warnings

from kmopolicy.language.formatter import formatted
from kmopolicy.program.load import checked, examined
from kmopolicy.program.order import goes_round
from kmopolicy.program.pages import folder_of, read_folder

KINDS = "| constant | nl |\n| --- | --- |\n| a | a |\n| b | b |\n| c | c |\n\n"
DECLARED = """type Kind nl "soort".
input kind(thing: Thing, kind: Kind) at most one nl "x".
input tag(thing: Thing, kind: Kind) nl "x".
input since(thing: Thing, date: Date) nl "x".
table known(kind: Kind) nl "x".
reading nauw nl "x" option ja default nl "x" option nee nl "x" on S01.
define used(thing: Thing) goal nl "x".
rule used cites S01: used(X) :- kind(X, K), tag(X, K), since(X, _), known(K), reading nauw = ja.
"""
KNOWN = "| kind |\n| --- |\n| a |\n| b |\n\n"


def with_rules(text: str) -> list[str]:
    """The warnings that rules of `good` get beside the declarations above."""
    named = "\n".join(f"rule r{at} cites S01: {rule}" for at, rule in enumerate(text.strip().split("\n")))
    return warnings(block(DECLARED + named) + KINDS + KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "good(X) :- kind(X, a), tag(X, b).",
        "good(X) :- tag(X, a), tag(X, b).",
        "good(X) :- kind(X, a), not kind(X, b).",
        "good(X) :- tag(X, a), not tag(X, b).",
        "good(X) :- since(X, D), D >= 2024-01-01, D <= 2024-01-01.",
        "good(X) :- since(X, D), since(X, E), D < E, 2024-01-01 < D, E <= 2024-01-02.",
        "good(X) :- kind(X, K), K != a, known(K).",
        "good(X) :- kind(X, K), not known(K).",
        "good(X) :- kind(X, c), not known(c).",
        "good(X) :- since(X, D), 2024 = year(D), D > 2025-01-01.",
        "good(X) :- tag(X, K), tag(X, L), K != L.",
        "good(X) :- kind(X, a), kind(_, b).",
        "good(X) :- kind(X, a), reading nauw = ja.\ngood(X) :- kind(X, a), reading nauw = nee.",
        "good(X) :- kind(X, a), not tag(X, b).\ngood(X) :- kind(X, a), not tag(X, c).",
        "good(X) :- since(X, D), D > 2024-01-01.\ngood(X) :- since(X, D), D < 2024-01-01.",
        "good(X) :- tag(X, K), kind(X, K).\ngood(X) :- tag(X, K), kind(X, L), since(X, 2024-01-01), K != L.",
    ],
)
def test_what_can_hold_and_adds_something_gets_no_warning(text: str) -> None:
    assert with_rules(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("good(X) :- tag(X, a), not tag(X, a).", "contrary"),
        ("good(X) :- tag(X, K), known(K), not tag(X, _).", "contrary"),
        ("good(X) :- kind(X, a), since(X, _), kind(X, b).", "single"),
        ("good(X) :- kind(X, c), known(c).", "nothing"),
        ("good(X) :- kind(X, K), K = c, known(K).", "together"),
        ("good(X) :- known(K), kind(X, K), K = c.", "comparison"),
        ("good(X) :- known(K), kind(X, K), not known(K).", "contrary"),
        ("good(X) :- kind(X, K), K != c, not known(K).", "given"),
        ("good(X) :- has(X), not known(_).", "given"),
        ("good(X) :- tag(X, K), K != K.", "comparison"),
        ("good(X) :- since(X, D), D < D.", "comparison"),
        ("good(X) :- since(X, D), since(X, E), since(X, F), D < E, E <= F, F <= D.", "order"),
        ("good(X) :- since(X, D), D = 2024-01-01, D > 2024-01-01.", "order"),
        ("good(X) :- since(X, D), since(X, E), D = E, D != E.", "order"),
        ("good(X) :- since(X, D), 2023 = year(D), 2024 < 2023.", "comparison"),
        ("good(X) :- has(X), reading nauw = nee, reading nauw = ja.", "option"),
    ],
)
def test_a_rule_that_can_never_hold_is_told_with_the_reason(text: str, found: str) -> None:
    told = warned(block(DECLARED + f"rule r cites S01: {text}") + KINDS + KNOWN).diagnostics
    assert [(each.code, each.help) for each in told] == [("K701", found)]


def test_what_rests_on_a_rule_that_never_holds_is_not_told_as_well() -> None:
    page = (
        DECLARED + 'define never(thing: Thing) nl "x".\nrule never cites S01: never(X) :- tag(X, a), not tag(X, a).\n'
    )
    page += "rule after cites S01: good(X) :- never(X), kind(X, b).\nrule beside cites S01: good(X) :- kind(X, c), not never(X)."
    assert warnings(block(page) + KINDS + KNOWN) == ["K701"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("good(X) :- has(X), kind(X, a).", ["K702"]),
        ("good(Y) :- has(Y).", ["K702"]),
        (
            "good(X) :- tag(X, a), since(X, D), D > 2024-01-01.\ngood(Y) :- 2024-01-01 < E, since(Y, E), tag(Y, a).",
            ["K702"],
        ),
        ("good(X) :- tag(X, K), kind(X, L), K = L.\ngood(X) :- tag(X, K), kind(X, K).", []),
        ("good(X) :- tag(X, _), kind(X, a).\ngood(X) :- tag(X, b), kind(X, a).", ["K702"]),
        ("good(X) :- tag(X, b), kind(X, a).\ngood(X) :- tag(X, K), kind(X, a), known(K).", []),
        ("good(X) :- kind(X, a), not tag(X, b).\ngood(X) :- kind(X, a), not tag(X, _).", ["K702"]),
        ("good(X) :- tag(X, K), kind(X, K).\ngood(X) :- tag(X, a), tag(X, L), kind(X, L), L != a.", ["K702"]),
        (
            "good(X) :- since(X, D), Y = year(D), Y > 2024.\ngood(X) :- since(X, D), Y = year(D), 2024 < Y, tag(X, a).",
            ["K702"],
        ),
    ],
)
def test_a_rule_that_another_covers_adds_nothing(text: str, found: list[str]) -> None:
    front = FRONT if "has(" in text else FRONT.replace("good(X) :- has(X).", "good(X) :- has(X), has(X), used(X).")
    named = "\n".join(f"rule r{at} cites S01: {rule}" for at, rule in enumerate(text.split("\n")))
    assert warnings(block(DECLARED + named) + KINDS + KNOWN, front=front) == found


@pytest.mark.parametrize(
    ("comparisons", "values", "round_"),
    [
        ([("A", "<", "B"), ("B", "<", "C"), ("C", "<", "A")], [], True),
        ([("A", "<=", "B"), ("B", "<=", "A")], [], False),
        ([("A", "<=", "B"), ("B", "<=", "A"), ("A", "!=", "B")], [], True),
        ([("A", ">=", 5), ("A", "<", 5)], [(5, 5)], True),
        ([("A", ">=", 4), ("A", "<", 5)], [(5, 5), (4, 4)], False),
        ([("A", "=", 4), ("A", "=", 5)], [(5, 5), (4, 4)], True),
        ([], [], False),
    ],
)
def test_an_order_that_goes_round_has_no_values(
    comparisons: list[tuple[object, str, object]], values: list[tuple[int, int]], round_: bool
) -> None:
    assert goes_round(comparisons, values) == round_


def register(
    rows: str, rule: str, arguments: str = "kind: Kind, from: Date, until: Date", year: int = 2026
) -> list[str]:
    """The warnings of a register with these rows, used by this rule."""
    page = block(f'{DECLARED}table valid({arguments}) nl "x".\nrule v cites S01: good(X) :- {rule}.') + KINDS + KNOWN
    head = [part.split(":")[0].strip() for part in arguments.split(",")]
    table = f"| {' | '.join(head)} |\n|{' --- |' * len(head)}\n{rows}\n"
    return [found.code for found in warned(page + table, year=year).diagnostics]


BETWEEN = "kind(X, K), since(X, D), valid(K, F, U), F <= D, D <= U"


@pytest.mark.parametrize(
    ("rows", "rule", "found"),
    [
        ("| a | 2020-01-01 | 2020-12-31 |\n| a | 2021-01-01 | 2021-12-31 |", BETWEEN, []),
        ("| a | 2020-01-01 | 2021-01-01 |\n| a | 2021-01-01 | 2021-12-31 |", BETWEEN, ["K709"]),
        ("| a | 2020-01-01 | 2021-01-01 |\n| a | 2021-01-01 | 2021-12-31 |", BETWEEN.replace("D <= U", "D < U"), []),
        (
            "| a | 2020-01-01 | 2021-01-02 |\n| a | 2021-01-01 | 2021-12-31 |",
            BETWEEN.replace("D <= U", "U > D"),
            ["K709"],
        ),
        ("| a | 2020-01-01 | 2021-01-01 |\n| b | 2020-01-01 | 2021-12-31 |", BETWEEN, []),
        ("| a | 2021-01-01 | 2020-12-31 |", BETWEEN, ["K705"]),
        ("| c | 2020-01-01 | 2020-12-31 |", BETWEEN + ", known(K)", ["K701"]),
        ("| a | 2020-01-01 | 2020-12-31 |\n| c | 2020-01-01 | 2020-12-31 |", BETWEEN + ", known(K)", ["K705"]),
        ("| a | 2020-01-01 | 2020-12-31 |\n| c | 2020-01-01 | 2020-12-31 |", BETWEEN + ", not known(K)", []),
    ],
)
def test_rows_that_overlap_or_that_nothing_asks_for(rows: str, rule: str, found: list[str]) -> None:
    assert register(rows, rule) == found


def test_of_three_rows_the_one_that_lasts_longest_is_held_against_the_last() -> None:
    rows = "| a | 2020-01-01 | 2030-01-01 |\n| a | 2021-01-01 | 2022-01-01 |\n| a | 2025-01-01 | 2026-01-01 |"
    assert register(rows, BETWEEN) == ["K709", "K709"]


def test_a_rule_that_can_never_hold_asks_for_no_row() -> None:
    rules = "kind(X, a), valid(a).\nrule dead cites S01: good(X) :- tag(X, a), not tag(X, a), valid(b)"
    assert register("| a |\n| b |", rules, "kind: Kind") == ["K701", "K705"]


def test_a_type_that_another_includes_is_used() -> None:
    page = 'type Base nl "x".\ntype Ground includes Base nl "x".\ninput kind(thing: Thing, ground: Ground) nl "x".\n'
    tables = "| constant | nl |\n| --- | --- |\n| a | a |\n\n"
    assert warnings(block(page + "rule k cites S01: good(X) :- kind(X, a), has(X), has(X).") + tables) == ["K702"]


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Diensten waarvan de inhoud niet op voorhand bekend is", ["K510"]),
        ("Diensten waarvan de inhoud niet op voorhand … komen nooit in aanmerking.", ["K510"]),
        ("Diensten … aanmerking.", ["K501"]),
        ("Een dienst komt in aanmerking", []),
    ],
)
def test_a_quote_of_another_sentence_is_known_by_more_than_a_word(quote: str, found: list[str]) -> None:
    page = f"> **S01** {quote}\n\n" + block('define b(thing: Thing) goal nl "x".\nb(X) :- has(X).')
    assert warnings(page) == found


@pytest.mark.parametrize(
    ("year", "rule", "found"),
    [
        (2026, "kind(X, K), since(X, D), Y = year(D), valid(K, Y)", []),
        (2027, "kind(X, K), since(X, D), Y = year(D), valid(K, Y)", ["K708"]),
        (2027, "kind(X, K), since(X, D), Y = year(D), valid(K, Z), Z <= Y", []),
        (2027, "kind(X, K), valid(K, 2026)", []),
    ],
)
def test_a_register_must_have_the_year_of_the_day_where_rules_look_it_up(
    year: int, rule: str, found: list[str]
) -> None:
    assert register("| a | 2026 |", rule, "kind: Kind, year: Year", year) == found


def test_a_policy_in_dutch_only_lacks_no_english() -> None:
    page = (
        block('type Kind nl "soort" nl plural "soorten".\ninput kind(thing: Thing, kind: Kind) nl "x" en "y".') + KINDS
    )
    assert warnings(page) == ["K703"]
    both = FRONT.replace('nl "Proef"', 'nl "Proef" en "Trial"')
    told = [each for each in warned(page, front=both).diagnostics if each.code == "K707"]
    forms = [each.args.get("form") or each.args["column"] for each in told]
    assert forms == ["en", "en", "en", "en", "en", "en plural", "en"]
    assert [each.help for each in told] == ["text"] * 6 + ["column"]


ALLOWED = 'input noted(thing: Thing) nl "x".'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ALLOWED, ["K703"]),
        (f"% allow unused-declaration: reden\n{ALLOWED}", []),
        (f"%allow unused-declaration:reden\n{ALLOWED}", []),
        (f"% allow unused-declaration: reden\n\n% nog een opmerking\n{ALLOWED}", []),
        (f"{ALLOWED} % allow unused-declaration: reden", []),
        ('input noted(thing: Thing) % allow unused-declaration: reden\n    nl "x".', []),
        ('input noted(thing: Thing)\n    nl "x". % allow unused-declaration: reden', ["K703", "K121"]),
        (f"{ALLOWED}\n% allow unused-declaration: reden", ["K703", "K121"]),
        (f"% allow dead-rule: reden\n{ALLOWED}", ["K121", "K703"]),
        (f"% allow unused-declaration\n{ALLOWED}", ["K119"]),
        (f"% allow unused-declaration:\n{ALLOWED}", ["K119"]),
        (f"% allow unused: reden\n{ALLOWED}", ["K120"]),
        (f"% allow needless-allowance: reden\n{ALLOWED}", ["K120"]),
        (f"% we allow this: it is a remark\n{ALLOWED}", ["K703"]),
        ('input noted(thing: Thing) nl "% allow unused-declaration: geen opmerking".', ["K703"]),
    ],
)
def test_a_warning_is_allowed_where_it_stands_and_with_a_reason(text: str, found: list[str]) -> None:
    loaded = warned(block(text))
    assert [each.code for each in loaded.diagnostics if each.code != "K703" or "K119" not in found] == found
    assert [(each.diagnostic.code, each.reason) for each in loaded.allowed] == (
        [("K703", "reden")] if not found else []
    )


def test_a_row_is_allowed_by_its_first_cell_where_its_table_is_declared() -> None:
    table = "| kind | sentence |\n| --- | --- |\n| a | |\n| b | S01 |\n| c | |\n\n"
    page = 'type Kind nl "soort".\ninput kind(thing: Thing, kind: Kind) nl "x".\n{}table rare(kind: Kind) nl "x".\n'
    page += "rule z cites S01: good(X) :- kind(X, K), rare(K)."

    def told(marks: str) -> list[str]:
        return warnings(block(page.format(marks)) + KINDS + table)

    assert told("") == ["K509", "K509"]
    assert told("% allow row-without-sentence a: buiten de tekst\n") == ["K509"]
    both = "% allow row-without-sentence a: buiten de tekst\n% allow row-without-sentence c: buiten de tekst\n"
    assert told(both) == []
    assert told(both + "% allow row-without-sentence b: overbodig\n") == ["K121"]
    assert told("% allow row-without-sentence: zonder rij\n") == ["K121", "K509", "K509"]
    second = 'table more(kind: Kind) nl "x".\nrule m cites S01: good(X) :- kind(X, K), more(K), has(Y), X != Y.\n'
    two = block(second + page.format("% allow row-without-sentence a: buiten de tekst\n"))
    one_row = "| kind | sentence |\n| --- | --- |\n| a | |\n\n"
    assert warnings(two + KINDS + one_row + one_row).count("K509") == 1


def test_an_allowance_is_an_error_for_every_command_where_it_has_no_reason() -> None:
    assert [found.code for found in load(block(f"% allow unused-declaration\n{ALLOWED}")).diagnostics] == ["K119"]


def test_laying_out_a_page_keeps_what_is_allowed_in_its_place() -> None:
    page = block(
        '% allow unused-declaration: reden\ninput   noted(thing: Thing) nl "x".\n'
        "rule n cites S01: good(X)   :- has(X), not has(X).   % allow dead-rule: blijft staan\n"
    )
    before = examined(folder_of(Path("p"), files(page)), date(2026, 1, 1))
    text, _ = formatted(page, "x.md")
    assert text != page
    after = examined(folder_of(Path("p"), files(text)), date(2026, 1, 1))
    assert (
        [each.reason for each in before.allowed] == [each.reason for each in after.allowed] == ["reden", "blijft staan"]
    )
    assert before.diagnostics == after.diagnostics == ()


def test_whoever_decides_is_spared_the_warnings_and_gets_the_same_program() -> None:
    page = block(ALLOWED + "\ngood(X) :- has(X), has(Y).")
    one, other = load(page), warned(page)
    assert one.program == other.program is not None
    assert one.diagnostics == ()
    assert {found.code for found in other.diagnostics} == {"K316", "K507", "K702", "K703"}


def test_beside_an_error_only_what_stands_by_itself_is_told() -> None:
    found = warnings(block(ALLOWED + "\ngood(X) :- has(X), has(Y).\nrule e cites S01: good(X) :- haas(X)."))
    assert sorted(found) == ["K202", "K316", "K507"]


def test_the_policy_that_ships_has_no_warning_that_is_not_allowed() -> None:
    loaded = examined(read_folder(ROOT / "policy"), date(2026, 11, 25))
    assert loaded.diagnostics == ()
    assert [each.diagnostic.args["name"] for each in loaded.allowed] == ["notified"]
    assert all(len(each.reason.split()) > 5 for each in loaded.allowed)
    assert loaded.program == checked(read_folder(ROOT / "policy")).program
