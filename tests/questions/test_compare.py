"""`compare`: differences are told by the smallest dossier, with what is responsible for them; words are never guessed."""

import msgspec
import pytest
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy.program.program import Program
from kmopolicy.questions.comparison.confirm import Compared
from questions.handmade import CASES, program_of

pytest.importorskip("clingo")

QUESTIONS = ROOT / "fixtures" / "questions"
HAS = 'input has(thing: Thing, colour: Colour) nl "{colour}".'
MARKED = 'input marked(thing: Thing) nl "gemerkt".'


@pytest.fixture(scope="module")
def flawed():
    return kmopolicy.load(QUESTIONS / "beurs")


@pytest.fixture(scope="module")
def mended():
    return kmopolicy.load(QUESTIONS / "beurs-hersteld")


def compared(old: Program, new: Program, **readings) -> Compared:
    return kmopolicy.compare(kmopolicy.Policy(old), kmopolicy.Policy(new), **readings)


def pairs(found: Compared) -> list[tuple[str, str, str]]:
    return [each.change[:3] for each in found.contrasts]


def responsible(found: Compared) -> list[set[str]]:
    return [{unit.name for unit in each.responsible} for each in found.contrasts]


def words(found: Compared) -> list[tuple[str, str, str]]:
    return [(each.kind, each.name, each.only) for each in found.comparison.differences]


def test_a_policy_is_the_same_as_itself():
    found = kmopolicy.compare(POLICY, POLICY)
    assert found.same
    assert words(found) == []


def test_rules_that_say_the_same_otherwise_are_the_same():
    old = program_of(CASES, HAS, MARKED, "right(T) :- has(T, rood), marked(T).")
    red = 'define red(thing: Thing) nl "rood". red(T) :- has(T, C), C = rood.'
    assert compared(old, program_of(CASES, HAS, MARKED, red, "right(T) :- marked(T), red(T).")).same


def test_two_policies_differ_by_what_their_cases_put_first(flawed, mended):
    found = kmopolicy.compare(flawed, mended)
    assert pairs(found) == [("grant", "toegekend", "geweigerd")]
    assert responsible(found) == [{"grant"}]
    (unit,) = found.contrasts[0].responsible
    told = [[case.label.nl for case in cases] for cases in unit.texts]
    assert told == [["de student is ingeschreven en heeft een laag inkomen"], ["de student is geschorst"]]


def test_both_sides_explain_the_same_dossier(flawed, mended):
    first = kmopolicy.compare(flawed, mended).contrasts[0]
    assert (first.old.decision.outcome, first.new.decision.outcome) == ("toegekend", "geweigerd")
    assert first.old.policy_digest != first.new.policy_digest
    assert {fact.span.file for fact in first.facts.facts} == {"voorbeeld.yaml"}


def test_of_several_differences_only_those_that_matter_are_responsible():
    old = program_of(CASES, HAS, MARKED, "rule een: right(T) :- has(T, rood).", "rule twee: right(T) :- has(T, groen).")
    new = program_of(
        CASES, HAS, MARKED, "rule een: right(T) :- has(T, rood), marked(T).", "rule drie: right(T) :- has(T, groen)."
    )
    found = compared(old, new)
    assert pairs(found) == [("decision", "goed", "slecht")]
    assert responsible(found) == [{"een"}]


def test_differences_that_only_together_give_the_old_outcome_back_are_responsible_together():
    old = program_of(CASES, HAS, "rule een: right(T) :- has(T, rood).")
    two = "rule een: right(T) :- has(T, rood), has(T, groen).", "rule twee: right(T) :- has(T, groen)."
    found = compared(old, program_of(CASES, HAS, *two))
    assert pairs(found) == [("decision", "goed", "slecht"), ("decision", "slecht", "goed")]
    assert responsible(found) == [{"een"}, {"twee"}]
    back = compared(program_of(CASES, HAS, *two), old)
    assert pairs(back) == [("decision", "goed", "slecht"), ("decision", "slecht", "goed")]


def test_a_mixture_of_two_policies_that_runs_in_circles_is_no_obstacle():
    both = 'define a(thing: Thing) nl "a". define b(thing: Thing) nl "b". right(T) :- a(T).'
    old = program_of(CASES, HAS, both, "rule een: a(T) :- b(T).", "rule twee: b(T) :- has(T, rood).")
    new = program_of(CASES, HAS, both, "rule een: a(T) :- has(T, groen).", "rule twee: b(T) :- a(T).")
    found = compared(old, new)
    assert pairs(found) == [("decision", "goed", "slecht"), ("decision", "slecht", "goed")]
    assert all(each.responsible for each in found.contrasts)


def test_two_readings_of_one_policy_differ_in_the_rules_that_they_let_speak(mended):
    found = kmopolicy.compare(mended, mended, new_readings={"middengroep": "ja"})
    assert pairs(found) == [("grant", "geweigerd", "toegekend")]
    assert responsible(found) == [{"middeninkomen"}]


def test_what_differs_under_another_reading_than_the_default_is_told_with_that_reading(mended):
    rules = tuple(rule for rule in mended.program.rules if rule.id != "middeninkomen")
    without = msgspec.structs.replace(mended.program, rules=rules)
    found = compared(mended.program, without)
    assert pairs(found) == [("grant", "toegekend", "geweigerd")]
    assert found.contrasts[0].departures == {"middengroep": "ja"}
    assert compared(mended.program, without, readings={"middengroep": "nee"}).same


def test_a_default_that_moved_is_told_and_each_side_is_read_by_its_own(mended):
    reading = msgspec.structs.replace(mended.program.readings["middengroep"], default="ja")
    found = compared(mended.program, msgspec.structs.replace(mended.program, readings={"middengroep": reading}))
    assert words(found) == [("default", "middengroep", "both")]
    assert pairs(found) == [("grant", "geweigerd", "toegekend")]
    assert found.contrasts[0].departures == {}


def test_words_that_one_side_does_not_know_are_told_and_not_stated():
    red = "right(T) :- has(T, rood)."
    old = program_of(CASES, HAS, MARKED, red, "right(T) :- marked(T).")
    new = program_of(CASES, HAS, 'input lit(thing: Thing) nl "verlicht".', red, "right(T) :- lit(T).")
    found = compared(old, new)
    assert words(found) == [("fact", "marked", "old"), ("fact", "lit", "new")]
    assert found.same


def test_of_two_declarations_the_stricter_is_what_both_can_state():
    one = 'input has(thing: Thing, colour: Colour) at most one nl "{colour}".'
    old = program_of(CASES, HAS, "right(T) :- has(T, rood), has(T, groen).")
    new = program_of(CASES, one, "right(T) :- has(T, rood), not has(T, rood).")
    found = compared(old, new)
    assert words(found) == [("declaration", "has", "both")]
    assert found.same


GROUNDS = (
    HAS,
    'define ground(thing: Thing, colour: Colour) exclusion nl "{colour}".',
    "ground(T, rood) :- has(T, rood).",
    'cases decision(thing: Thing, outcome: Outcome) nl "{outcome}" case slecht when any ground(Thing, _) nl "slecht"',
    'case goed otherwise nl "goed".',
)


def test_a_ground_that_only_one_side_gives_is_told_where_the_outcomes_are_the_same():
    found = compared(program_of(*GROUNDS, "ground(T, groen) :- has(T, rood), has(T, groen)."), program_of(*GROUNDS))
    assert pairs(found) == []
    assert not found.same
    assert [(each.shift.only, each.atoms) for each in found.sights] == [("old", ("ground(t1, groen)",))]


def test_a_warning_that_only_one_side_gives_is_told():
    rule = "right(T) :- has(T, rood)."
    warning = 'warning red(thing: Thing) nl "rood". red(T) :- has(T, rood).'
    found = compared(program_of(CASES, HAS, rule), program_of(CASES, HAS, rule, warning))
    assert [(each.shift.only, each.atoms) for each in found.sights] == [("new", ("red(t1)",))]


def test_a_reading_that_a_side_does_not_have_is_refused(flawed):
    with pytest.raises(kmopolicy.ReadingError):
        kmopolicy.compare(flawed, flawed, old_readings={"bovengroep": "ja"})
