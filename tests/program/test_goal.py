"""A goal is one atom: of a predicate that there is, with as many terms as it has, each of its type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import POLICY

from kmopolicy.program.goal import parse_goal
from kmopolicy.program.show import show_atom
from kmopolicy.program.terms import Atom, Const, DateConst, Var

PROGRAM = POLICY.program


@pytest.mark.parametrize(
    "goal",
    [
        "fits_theme(Service, Theme)",
        "fits_theme(c02, digitalisering)",
        'fits_theme("c 02", _)',
        "decision(Service, subsidieerbaar)",
        "reference_date(c02, 2024-03-01)",
        "shortage_occupation(_, 2026)",
        'title(c02, "Excel voor \\"gevorderden\\"")',
    ],
)
def test_a_goal_that_is_right_is_read_and_shown_as_it_was_typed(goal: str) -> None:
    for typed in (goal, f"  {goal}. "):
        atom = parse_goal(typed, PROGRAM)
        assert isinstance(atom, Atom)
        assert show_atom(atom) == goal


@pytest.mark.parametrize(
    ("goal", "code", "near"),
    [
        ("fits_them(Service, Theme)", "U110", "fits_theme"),
        ("fits_theme(Service)", "K301", ""),
        ("fits_theme(Service, digitalisatie)", "K206", "digitalisering"),
        ("reference_date(c02, gisteren)", "K302", ""),
        ("reference_date(c02, 2024)", "K302", ""),
        ("Fits_theme(Service, Theme)", "K107", ""),
        ("fits_theme(Service, Theme", "K112", ""),
        ("fits_theme(Service, Theme), kind(Service, K)", None, ""),
        ("not fits_theme(Service, Theme)", "U118", ""),
        ("rule x: fits_theme(Service, Theme)", None, ""),
        ("p(X) :- q(X)", None, ""),
        ("", None, ""),
        (".", None, ""),
        ("% niets", None, ""),
    ],
)
def test_a_goal_that_is_wrong_is_told_without_a_place(goal: str, code: str | None, near: str) -> None:
    found = parse_goal(goal, PROGRAM)
    assert isinstance(found, tuple)
    assert found
    assert all(each.span is None for each in found)
    if code and code != "U110":
        assert found[0].code == code
    assert found[0].args.get("near", "") == near


def test_constants_that_the_facts_declare_may_be_asked_for() -> None:
    from kmopolicy.program.declarations import Constant
    from kmopolicy.text.localized import Localized
    from kmopolicy.text.span import Span

    own = {"Activity": (Constant("yoga", Localized("yoga"), Span("f", 1, 1, 1, 1)),)}
    assert isinstance(parse_goal("excluded(X, yoga)", PROGRAM, own), Atom)
    assert not isinstance(parse_goal("excluded(X, yoga)", PROGRAM), Atom)


@given(
    st.sampled_from(sorted(PROGRAM.predicates)),
    st.lists(
        st.one_of(st.just(Var("X")), st.dates().map(DateConst), st.text(max_size=8).map(Const)), min_size=4, max_size=4
    ),
)
def test_any_atom_is_read_or_refused(predicate: str, terms: list[Var | Const | DateConst]) -> None:
    declared = PROGRAM.predicates[predicate]
    atom = Atom(predicate, tuple(terms[: declared.arity]))
    found = parse_goal(show_atom(atom), PROGRAM)
    assert isinstance(found, tuple) or show_atom(found) == show_atom(atom)


@given(st.text(max_size=40))
def test_no_text_stops_the_reading_of_a_goal(text: str) -> None:
    parse_goal(text, PROGRAM)
