"""The space holds as much of everything as can be told apart, and says where it does not."""

from datetime import date

import pytest
from hypothesis import assume, given

from kmopolicy.questions.possible.space import space
from kmopolicy.testing.exhaustive import dossiers
from kmopolicy.testing.small import Small, small_policies
from questions.handmade import CASES, program_of

pytest.importorskip("clingo")

HAS = 'input has(thing: Thing, colour: Colour) nl "{colour}".'
JUDGED = 'input judged(thing: Thing, colour: Colour, verdict: Verdict) at most one nl "{colour} {verdict}".'
LIKED = 'input liked(thing: Thing, colour: Colour) nl "{colour}".'
SINCE = 'input since(thing: Thing, date: Date) at most one, today nl "{date}".'
UNTIL = 'input until(thing: Thing, date: Date) at most one nl "{date}".'
VALID = 'input valid(thing: Thing, year: Year) at most one nl "{year}".'
MARKED = 'input marked(thing: Thing) nl "gemerkt".'
FAVOURED = """
input liked(thing: Thing, colour: Colour) nl "{colour}".
define favoured(thing: Thing) nl "geliefd".
favoured(T) :- liked(T, rood).
"""
SHADED = """
type Shade includes Colour nl "tint".
input shaded(thing: Thing, shade: Shade) nl "{shade}".
table plain(shade: Shade) nl "{shade}".
```

| constant | nl |
| --- | --- |
| mat | mat |

| shade | sentence |
| --- | --- |
| mat | S1 |

```datalog
"""


def can_be(body: str, *statements: str) -> bool:
    """Whether some world has a body, by `verify`."""
    from kmopolicy.questions.verification.verify import verify

    program = program_of(CASES, "right(T) :- marked(T).", MARKED, *statements, f'property p nl "p" never {body}.')
    found = verify(program)
    assert not found.space.limits
    return not next(result for result in found.results if result.name == "p").holds


def limits(*statements: str) -> set[tuple[str, str]]:
    """What the space of these statements leaves out."""
    return {(limit.kind, limit.type) for limit in space(program_of(CASES, MARKED, *statements)).limits}


def test_two_words_of_a_dossier_can_each_be_judged_otherwise():
    unknown = "C != rood, C != groen, D != rood, D != groen"
    assert can_be(f"judged(T, C, ja), judged(T, D, nee), {unknown}", JUDGED)


def test_a_word_can_be_had_but_not_liked_while_another_is_liked_but_not_had():
    body = "has(T, C), not liked(T, C), liked(T, D), not has(T, D), C != rood, C != groen, D != rood, D != groen"
    assert can_be(body, HAS, LIKED)


def test_all_that_can_be_said_of_words_can_be_said_at_once():
    body = (
        "has(T, C), liked(T, C), has(T, D), not liked(T, D), liked(T, E), not has(T, E), "
        "C != rood, C != groen, D != rood, D != groen, E != rood, E != groen"
    )
    assert can_be(body, HAS, LIKED)


def test_a_word_of_an_included_type_stands_where_the_wider_type_is_asked_for():
    assert can_be("shaded(T, S), not plain(S), S != rood, S != groen", SHADED)


@pytest.mark.parametrize(
    "body",
    [
        "since(T, S), until(T, U), S < U, U < 2024-03-01",
        "since(T, S), until(T, U), S < U, S > 2024-03-01",
        "since(T, S), until(T, U), S = U, S > 2024-03-01",
        "since(T, S), until(T, U), S < U, S > 2024-03-01, U < 2024-06-01",
        "since(T, S), until(T, U), Y = year(S), Y = year(U), S < U, S > 2024-06-01",
        "since(T, S), until(T, U), Y = year(S), Y = year(U), U < S, S < 2024-03-01",
        "since(T, S), until(T, U), Y = year(S), Z = year(U), Y < Z, Z < 2023",
        "since(T, S), until(T, U), Y = year(S), Z = year(U), Y > Z, Z > 2026",
        "since(T, S), 2030 = year(S)",
    ],
)
def test_dates_stand_in_every_order_and_year_that_rules_can_tell_apart(body):
    assert can_be(body, SINCE, UNTIL)


@pytest.mark.parametrize(
    "body",
    [
        "since(T, S), S < 2024-03-02, S > 2024-03-01",
        "since(T, S), until(T, U), S > 2024-03-01, U > S, U < 2024-03-03",
    ],
)
def test_no_day_stands_between_two_that_follow_each_other(body):
    assert not can_be(body, SINCE, UNTIL)


@pytest.mark.parametrize(
    "body",
    ["valid(T, Y), Y > 2024", "valid(T, Y), Y < 2024", "valid(T, 2024)", "valid(T, Y), until(T, U), Y = year(U)"],
)
def test_years_are_there_without_any_date(body):
    assert can_be(body, VALID, *([UNTIL] if "until" in body else []))


def test_texts_that_a_rule_names_are_there_and_one_that_none_names():
    named = 'input named(thing: Thing, text: Text) at most one nl "{text}".'
    assert can_be('named(T, "een naam")', named)
    assert can_be('named(T, N), N != "een naam"', named)


def test_two_references_to_boxes_can_lead_to_two():
    boxes = [
        'input inside(thing: Thing, box: Box) at most one nl "{box}".',
        'input beside(thing: Thing, box: Box) at most one nl "{box}".',
        'input painted(box: Box, colour: Colour) nl "{colour}".',
    ]
    assert can_be("inside(T, B), beside(T, C), painted(B, rood), not painted(C, rood)", *boxes)


def test_what_must_be_there_is_there_for_one_key_and_not_for_all():
    graded = 'input graded(thing: Thing, colour: Colour, verdict: Verdict) exactly one nl "{colour} {verdict}".'
    assert can_be("graded(T, rood, _), not graded(T, groen, _)", graded)
    assert not can_be("marked(T), not graded(T, _, _)", graded)


def test_facts_about_nothing_are_no_dossier():
    from kmopolicy.questions.possible.worlds import Worlds

    witness = Worlds(space(program_of(CASES, MARKED, "right(T) :- marked(T).")), ()).smallest(())
    assert witness
    assert len(witness.entities) == 1


BEYOND = {
    ("things", "Box"): [
        'input near(thing: Thing, box: Box) nl "{box}".',
        'input lit(box: Box) nl "verlicht".',
        "right(T) :- near(T, B), lit(B).",
    ],
    ("things", "Thing"): [
        'input part(thing: Thing, whole: Thing) at most one nl "{whole}".',
        "right(T) :- part(T, W), marked(W).",
    ],
    ("words", "Colour"): [HAS, "right(T) :- has(T, C), has(T, D), C != D."],
    ("days", "Date"): ['input on(thing: Thing, date: Date) nl "{date}".', "right(T) :- on(T, D), D > 2024-03-01."],
}


@pytest.mark.parametrize("limit", BEYOND)
def test_what_is_left_out_is_told(limit):
    assert limits(*BEYOND[limit]) == {limit}


def test_a_rule_that_looks_at_things_nothing_leads_to_is_told():
    assert limits("right(T) :- marked(T), marked(U), not favoured(U).", FAVOURED) == {("things", "Thing")}


@pytest.mark.parametrize(
    ("body", "other"), [("lit(B), marked(T)", "Thing"), ("marked(T), lit(B)", "Box")], ids=["box first", "thing first"]
)
def test_of_a_property_about_two_things_the_other_is_told(body, other):
    lit = 'input lit(box: Box) nl "verlicht".'
    assert limits("right(T) :- marked(T).", lit, f'property p nl "p" never {body}.') == {("things", other)}


def test_nothing_is_left_out_of_the_policy_that_ships(policy):
    found = space(policy.program)
    assert found.limits == ()
    assert found.entities == {"Service": ("s1",), "Provider": ("p1",), "Application": ("a1",), "Request": ("r1",)}
    assert {date(2024, 1, 1), date(2024, 2, 15), date(2026, 2, 1)} <= set(found.thresholds)


@given(small_policies())
def test_there_are_as_many_dossiers_as_it_says(small: Small):
    found = space(small.drawn.program)
    assume(found.worlds < 2_000)
    domains = {
        argument.type: domain
        for free in found.free
        for argument, domain in zip(free.predicate.arguments, free.domains, strict=True)
    }
    every = dossiers(small.drawn.program, {**found.entities, **domains}, [free.predicate.name for free in found.free])
    assert sum(1 for _ in every) == found.worlds
