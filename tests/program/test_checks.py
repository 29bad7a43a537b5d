"""What each check lets pass, and what it finds where a fixture would not show the limit of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import POLICY
from small import block, codes, load, program

from kmopolicy.program.dependencies import bottom_up
from kmopolicy.program.draft import slug
from kmopolicy.program.expand import applies, case_id, case_of, expanded, holds
from kmopolicy.program.terms import Const, Negative, Positive, Rule
from kmopolicy.testing.policies import policies

KIND = "| constant | nl |\n| --- | --- |\n| a | a |\n| b | b |\n\n"
DECLARED = 'type Kind nl "soort".\ninput kind(thing: Thing, kind: Kind) nl "x".\ninput since(thing: Thing, date: Date) nl "x".\n'
OUTCOME = 'cases decision(thing: Thing, kind: Kind) nl "{kind}"\n'


def with_rule(text: str) -> list[str]:
    return codes(block(f"{DECLARED}rule r cites S01:\n{text}") + KIND)


@pytest.mark.parametrize(
    "text",
    [
        "good(X) :- kind(X, a).",
        'good(X) :- kind(X, "a").',
        'good(X) :- kind(X, K), K = "a".',
        'good(X) :- kind(X, K), "b" != K.',
        "good(X) :- kind(X, K), kind(X, L), K != L.",
        "good(X) :- since(X, D), D >= 2024-03-01, 2025-01-01 > D.",
        "good(X) :- since(X, D), Y = year(D), Y >= 2024.",
        "good(X) :- since(X, D), 2024 = year(D).",
        "good(X) :- since(X, D), since(X, E), Y = year(D), Z = year(E), Y = Z.",
        "good(X) :- has(X), not kind(X, _).",
        'good(X) :- has(X), not good_too(X). define good_too(thing: Thing) nl "x". rule s cites S01: good_too(X) :- has(X).',
        "good(X) :- kind(X, a), kind(X, a).",
    ],
)
def test_what_is_right_passes(text: str) -> None:
    assert with_rule(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("good(X) :- kind(X, c).", ["K206"]),
        ("good(X) :- kind(X, K), K = c.", ["K206"]),
        ('good(X) :- kind(X, K), K = "c".', ["K206"]),
        ("good(X) :- kind(X, K), K = 2024.", ["K307"]),
        ("good(X) :- since(X, D), D = a.", ["K302"]),
        ("good(X) :- since(X, D), D > 2024.", ["K307"]),
        ("good(X) :- since(X, D), X < D.", ["K307"]),
        ("good(X) :- has(X), Y = year(D).", ["K304"]),
        ("good(X) :- has(X), _ = year(2024-01-01).", ["K305"]),
        ("good(X) :- has(X), X = _.", ["K305"]),
        ("good(X) :- not has(X).", ["K304"]),
        ("good(X) :- has(X), not kind(Y, K).", ["K304", "K304"]),
        ("good(X) :- has(x).", ["K304", "K302"]),
        ("good(x1) :- has(_).", ["K302"]),
        ("good(X) :- kind(K, X).", ["K303"]),
        ("good(X) :- kind(X).", ["K301"]),
    ],
)
def test_what_is_wrong_is_found(text: str, found: list[str]) -> None:
    assert with_rule(text) == found


def test_a_circle_is_told_once_and_what_rests_on_it_not_at_all() -> None:
    names = "abcdef"
    uses = {"a": "b", "b": "c", "c": "ad", "d": "e", "e": "", "f": "a"}
    text = "".join(
        f'define {name}(thing: Thing) nl "x".\n'
        + f"rule r{name} cites S01: {name}(X) :- has(X){''.join(f', not {used}(X)' for used in uses[name])}.\n"
        for name in names
    )
    found = load(block(text)).diagnostics
    assert [each.code for each in found] == ["K306"]
    assert found[0].args["cycle"] == "`a` → `b` → `c` → `a`"


def test_of_two_circles_each_is_told_and_what_joins_them_is_on_neither() -> None:
    uses = {"m": "p", "a": "b", "b": "am", "p": "q", "q": "p"}
    text = "".join(
        f'define {name}(thing: Thing) nl "x".\n'
        + f"rule r{name} cites S01: {name}(X) :- has(X){''.join(f', {each}(X)' for each in used)}.\n"
        for name, used in uses.items()
    )
    assert {found.args["name"] for found in load(block(text)).diagnostics} == {"a", "p"}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefghxy"))))
def test_from_the_bottom_up_everything_comes_after_what_it_uses(uses: dict[str, set[str]]) -> None:
    order = bottom_up(uses)
    place = {name: at for at, name in enumerate(order)}
    assert len(place) == len(order)
    for name in order:
        assert all(place.get(used, len(order)) < place[name] for used in uses[name] if used in uses)
    for name in uses.keys() - place.keys():
        assert any(used in uses and used not in place for used in uses[name])


def test_a_long_chain_of_predicates_is_no_circle_and_has_as_many_strata() -> None:
    text = "".join(
        f'define p{n}(thing: Thing) nl "x".\nrule r{n} cites S01: p{n}(X) :- {f"p{n - 1}" if n else "has"}(X).\n'
        for n in range(1400)
    )
    assert len(program(block(text)).strata) == 1400


@given(policies())
def test_in_the_strata_of_a_program_each_predicate_comes_after_those_it_uses(drawn: object) -> None:
    made = drawn.program  # type: ignore[attr-defined]
    level = {name: at for at, names in enumerate(made.strata) for name in names}
    for rule in made.rules:
        for literal in rule.body:
            if isinstance(literal, Positive | Negative):
                assert level.get(literal.atom.predicate, -1) < level[rule.head.predicate]


def test_the_shipped_policy_has_a_stratum_for_every_derived_predicate_and_outcome() -> None:
    derived = {
        name for name, each in POLICY.program.predicates.items() if each.role in ("derived", "warning", "outcome")
    }
    assert {name for names in POLICY.program.strata for name in names} == derived


def test_the_first_case_that_applies_decides_unless_an_earlier_one_says_the_same() -> None:
    page = block(
        DECLARED
        + OUTCOME
        + 'case a when any good(Thing) nl "1"\ncase b when kind(Thing, b) because has(Thing) nl "2"\n'
        + 'case a when reading nauw = ja nl "3"\ncase b otherwise nl "4".\n'
        + 'reading nauw nl "x" option ja default nl "x" on S01.'
    )
    made = program(page + KIND)
    rules = expanded(made)
    bodies = {number: _shown(rules[applies("decision", number)][0]) for number in range(1, 5)}
    assert bodies == {
        1: ["Pdecision#1"],
        2: ["Pdecision#2", "Ndecision#1"],
        3: ["Pdecision#3", "Ndecision#2"],
        4: ["Pdecision#4", "Ndecision#1", "Ndecision#3"],
    }
    assert [rule.head.terms[1] for rule in rules["decision"]] == [Const("a"), Const("b"), Const("a"), Const("b")]
    assert case_of(made, applies("decision", 3)) is made.outcomes["decision"].cases[2]
    assert case_of(made, holds("decision", 1)) is made.outcomes["decision"].cases[0]
    assert case_of(made, "good") is None
    assert {rule.id for rule in rules[holds("decision", 2)]} == {case_id("decision", 2)}


def _shown(rule: Rule) -> list[str]:
    literals = [each for each in rule.body if isinstance(each, Positive | Negative)]
    return [type(each).__name__[0] + each.atom.predicate for each in literals]


def test_a_condition_that_does_not_bind_who_it_is_about_asks_that_they_exist() -> None:
    page = block(DECLARED + OUTCOME + 'case a when not good(Thing) nl "1"\ncase b otherwise nl "2".')
    rules = expanded(program(page + KIND))
    body = rules[holds("decision", 1)][0].body
    assert isinstance(body[0], Positive)
    assert body[0].atom.predicate == "exists#Thing"


@pytest.mark.parametrize(
    ("case", "found"),
    [
        ("when kind(Thing, a)", []),
        ("when reading nauw = ja", []),
        ("when kind(Other, a), has(Other)", ["K318"]),
        ("when any has(Other)", ["K312"]),
        ("when has(Thing) because kind(Thing, K)", ["K304"]),
        ("when has(Thing) because kind(Thing, _)", []),
        ("when kind(Thing, K), K != a because kind(Thing, K)", []),
    ],
)
def test_a_case_is_about_its_subject(case: str, found: list[str]) -> None:
    text = f'{DECLARED}{OUTCOME}case a {case} nl "1"\ncase b otherwise nl "2".\n'
    text += 'reading nauw nl "x" option ja default nl "x" on S01.'
    assert codes(block(text) + KIND) == found


def test_what_stands_in_an_unread_statement_is_not_missed_elsewhere() -> None:
    broken = 'define lifted(thing: Thing nl "x".\nrule r cites S01: good(X) :- has(X), lifted(X), other(X).'
    assert codes(block(broken)) == ["K112", "K202"]
    assert codes("```datalog\n" + broken.replace("(thing: Thing nl", "(thing: Thing) nl")) == ["K101"]
    assert codes(block("rule r cites S01: good(X) :- has(X), lifted(X)."), {"later.md": b"\xff\xfe"}) == ["F005"]


@pytest.mark.parametrize(
    ("broken", "page"),
    [
        ('type Kind nl "x', "| constant | nl |\n|---|---|\n| a | a |\n\n"),
        ('table first(kind: Kind nl "x".', "| kind | nl |\n|---|---|\n| a | a |\n\n"),
        ('table first(kind: Kind from "tables/weg.csv" nl "x".', ""),
        ("classification", "| sentence | kind | nl |\n|---|---|---|\n| S01 | information | x |\n\n"),
    ],
)
def test_a_table_of_a_statement_that_does_not_parse_is_not_taken_by_the_next(broken: str, page: str) -> None:
    text = f'{broken}\n\ntype Job nl "x".\ntable known(job: Job) nl "x".'
    tables = "| constant | nl |\n|---|---|\n| arts | arts |\n\n| job |\n|---|\n| arts |\n\n"
    assert len(codes(block(text) + page + tables)) == 1


@pytest.mark.parametrize("section", ["things", "expect", "since"])
def test_a_section_of_a_dossier_is_for_one_thing_only(section: str) -> None:
    text = f'entity Box in {section} nl "doos".\ninput since(thing: Thing, date: Date) today nl "x".\n'
    assert codes(block(text)) == ["K201"]
    assert codes(block(text.replace(f"in {section}", "in boxes"))) == []


def test_a_rule_without_a_name_is_called_by_its_heading_its_predicate_and_its_place() -> None:
    quote = "## Één kop: met tekens!\n\n> **S01** Een dienst\n\n"
    made = program(quote + block("good(X) :- has(X).\ngood(X) :- has(X).\nrule eigen: good(X) :- has(X)."))
    heading = "een-kop-met-tekens"
    assert [rule.id for rule in made.rules] == ["alles", f"{heading}/good/1", f"{heading}/good/2", "eigen"]
    assert slug("Één kop: met tekens!") == heading


def test_quotes_hold_until_the_next_group_or_heading() -> None:
    page = (
        "> **S01** Een dienst\n\n"
        + block("rule one: good(X) :- has(X).")
        + "tekst\n\n"
        + block("rule two: good(X) :- has(X).")
        + "> **U01** mindfulness\n> **S02** Diensten waarvan de inhoud niet\n\n"
        + block("rule three: good(X) :- has(X).\nrule four cites U07x: good(X) :- has(X).")
        + "# Kop\n\n"
        + block("rule five cites S01: good(X) :- has(X).")
    )
    made = program(page)
    assert {rule.id: [each.sentence for each in rule.citations] for rule in made.rules[1:]} == {
        "one": ["S01"],
        "two": ["S01"],
        "three": ["U01", "S02"],
        "four": ["U07x"],
        "five": ["S01"],
    }
