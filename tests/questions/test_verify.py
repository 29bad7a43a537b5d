"""`verify`: each kind of flaw in a small policy is found, told with the smallest counterexample, and gone once it is mended."""

import pytest
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy.facts.printer import to_dossier
from kmopolicy.questions.verification.verify import Result, Verification
from kmopolicy.testing import naive
from questions.handmade import CASES, program_of

pytest.importorskip("clingo")

QUESTIONS = ROOT / "fixtures" / "questions"


@pytest.fixture(scope="module")
def flawed():
    return kmopolicy.load(QUESTIONS / "beurs")


@pytest.fixture(scope="module")
def found(flawed):
    return flawed.verify()


@pytest.fixture(scope="module")
def mended():
    return kmopolicy.load(QUESTIONS / "beurs-hersteld")


def failing(found: Verification) -> dict[str, list[str]]:
    """What fails, by kind: the names of properties, and of the parts without effect."""
    told: dict[str, list[str]] = {}
    for result in found.results:
        if not result.holds:
            told.setdefault(result.kind, []).extend([part.name for part in result.failing] or [result.name])
    return told


def named(found: Verification, name: str) -> Result:
    return next(result for result in found.results if result.name == name)


def test_every_kind_of_flaw_is_found_and_nothing_else(found):
    assert failing(found) == {
        "property": [
            "geschorst_krijgt_geen_beurs",
            "enkel_een_laag_inkomen",
            "een_schorsing_verandert_niets",
            "elk_inkomen_kan",
        ],
        "dead": ["hoog_en_laag"],
        "redundant": ["nog_eens_laag"],
        "shadowed": ["grant/4"],
        "idle row": ["low_income:2"],
        "idle sentence": ["B4"],
    }


def test_once_mended_everything_holds(mended):
    assert failing(mended.verify()) == {}
    assert mended.verify().holds


def test_a_counterexample_is_as_small_as_can_be_and_is_explained(flawed, found):
    told = named(found, "geschorst_krijgt_geen_beurs").counterexample
    assert to_dossier(told.facts, flawed.program) == (
        "students:\n  s1:\n    enrolled: true\n    income: laag\n    reference_date: 2020-09-01\n    suspended: true\n"
    )
    (explanation,) = told.explanations
    assert (explanation.decision.subject, explanation.decision.outcome) == ("s1", "toegekend")
    assert told.departures == {}


def test_every_fact_of_a_counterexample_has_its_place_in_the_dossier(found):
    told = named(found, "geschorst_krijgt_geen_beurs").counterexample
    assert {fact.span.file for fact in told.facts.facts} == {"tegenvoorbeeld.yaml"}
    assert sorted(fact.span.line for fact in told.facts.facts) == [3, 4, 5, 6]


def test_a_counterexample_that_needs_another_reading_says_which(flawed, found):
    told = named(found, "enkel_een_laag_inkomen").counterexample
    stated = next(prop for prop in flawed.program.properties if prop.name == "enkel_een_laag_inkomen")
    assert told.departures == {"middengroep": "ja"}
    assert naive.solutions(flawed.program, told.facts, stated.never, told.readings)
    assert not naive.solutions(flawed.program, told.facts, stated.never)


def test_under_a_fixed_reading_a_property_can_hold_that_fails_under_another(flawed):
    assert named(flawed.verify(readings={"middengroep": "nee"}), "enkel_een_laag_inkomen").holds
    assert not named(flawed.verify(readings={"middengroep": "ja"}), "enkel_een_laag_inkomen").holds


def test_a_rule_for_another_reading_than_the_fixed_one_is_no_dead_rule(mended):
    assert failing(mended.verify(readings={"middengroep": "nee"})) == {}


def test_one_more_fact_is_told_with_what_it_does(found):
    told = named(found, "een_schorsing_verandert_niets").counterexample
    assert (told.added.predicate, told.added.values) == ("suspended", ("s1",))
    assert told.explanations[0].decision.outcome == "te_bevragen"
    assert told.after[0].decision.outcome == "geweigerd"


def test_what_never_can_be_is_told_by_its_place(found):
    assert named(found, "elk_inkomen_kan").impossible == (0,)


def test_a_fact_comes_in_the_place_of_what_it_excludes():
    program = program_of(
        CASES,
        'input judged(thing: Thing, verdict: Verdict) at most one nl "{verdict}".',
        "right(T) :- judged(T, ja).",
        'property p nl "p" adding judged(T, nee) never lowers decision in slecht < goed.',
        'property q nl "q" adding judged(T, nee) where not judged(T, ja) never lowers decision in slecht < goed.',
        'property r nl "r" adding judged(T, ja) never lowers decision in slecht < goed.',
    )
    found = kmopolicy.Policy(program).verify()
    assert failing(found) == {"property": ["p"]}
    told = named(found, "p").counterexample
    assert [fact.values for fact in told.facts.facts] == [("t1", "ja")]
    assert (told.explanations[0].decision.outcome, told.after[0].decision.outcome) == ("goed", "slecht")


DATED = """
input since(thing: Thing, date: Date) at most one, today nl "{date}".
input has(thing: Thing, colour: Colour) nl "{colour}".
table warm(colour: Colour, from: Date, until: Date) nl "{colour}".
```

| colour | from | until | sentence |
| --- | --- | --- | --- |
| rood | 2020-01-01 | 2022-01-01 | S1 |
| rood | 2023-01-01 | 2025-01-01 | S1 |
| groen | 2024-01-01 | 2023-01-01 | S1 |

```datalog
"""


def test_a_dated_row_is_idle_only_where_no_date_needs_it():
    rule = "right(T) :- has(T, C), warm(C, From, Until), since(T, D), From <= D, D <= Until."
    found = kmopolicy.Policy(program_of(CASES, DATED, rule)).verify()
    assert failing(found) == {"idle row": ["warm:3"]}


def test_a_rule_that_only_adds_a_ground_makes_a_difference():
    """The reasons of a decision count, not only the outcome."""
    program = program_of(
        'input has(thing: Thing, colour: Colour) nl "{colour}".',
        'define ground(thing: Thing, colour: Colour) exclusion nl "{colour}".',
        "ground(T, rood) :- has(T, rood).",
        "ground(T, groen) :- has(T, rood), has(T, groen).",
        'cases decision(thing: Thing, outcome: Outcome) nl "{outcome}" case slecht when any ground(Thing, _) nl "slecht"',
        'case goed otherwise nl "goed".',
    )
    assert failing(kmopolicy.Policy(program).verify()) == {}


def test_the_policy_that_ships_has_at_least_25_properties_and_all_hold():
    assert len(POLICY.program.properties) >= 25
    assert failing(POLICY.verify()) == {}


def test_the_same_policy_gives_the_same_results(flawed, found):
    assert flawed.verify() == found


def test_a_reading_that_does_not_exist_is_refused(flawed):
    with pytest.raises(kmopolicy.ReadingError):
        flawed.verify(readings={"bovengroep": "ja"})


def test_without_the_solver_it_says_what_to_install(flawed, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(kmopolicy.ExtraError, match=r"kmopolicy\[questions\]"):
        flawed.verify()
