"""Coverage: what covers a sentence, and which scenarios reach a rule, against a policy that was counted by hand."""

from pathlib import Path

import pytest
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy.facts.world import Slices, Tables
from kmopolicy.program.expand import applies, holds
from kmopolicy.proof.plan import Plans
from kmopolicy.proof.solver import Solver
from kmopolicy.questions.scenarios.coverage import Coverage, Trials, coverage
from kmopolicy.questions.scenarios.mutate import probes

FOLDER = ROOT / "fixtures" / "dekking"
SCENARIOS = FOLDER / "scenarios"
BIKE, AGAIN = "met-de-fiets.yaml", "deel/nog-een-keer.yaml"
BOTH = (AGAIN, BIKE)


def measured(policy: kmopolicy.Policy, scenarios: Path) -> Coverage:
    trials = Trials(policy.program)
    files = sorted(scenarios.rglob("*.yaml"))
    tried = (trials.of(policy.read(file), file.relative_to(scenarios).as_posix()) for file in files)
    return coverage(policy.program, tried)


@pytest.fixture(scope="module")
def found() -> Coverage:
    return measured(kmopolicy.load(FOLDER), SCENARIOS)


def test_what_a_sentence_is_follows_from_what_is_said_of_it_else_from_what_cites_it(found: Coverage) -> None:
    assert {each.number: each.status for each in found.sentences["bron"]} == {
        "Z1": "encoded",
        "Z1.1": "encoded",
        "Z1.2": "encoded",
        "Z2": "encoded",
        "Z3": "definition",
        "Z4": "procedure",
        "Z5": "judgement",
    }
    by = {each.number: [provision.id for provision in each.by] for each in found.sentences["bron"]}
    assert by["Z1"] == ["met_de_fiets", "met_de_step", "met_de_auto", "decision/2", "decision/3"]
    assert by["Z1.1"] == ["motorless(fiets)"]
    assert by["Z1.2"] == ["met_de_step", "motorless(step)"]
    assert by["Z2"] == ["al_gekregen", "decision/1"]
    assert {each.number: each.readings for each in found.sentences["bron"]}["Z1.2"] == ("scooter",)
    assert found.uncovered == ()


def test_the_scenarios_that_reach_a_rule_are_as_counted_by_hand(found: Coverage) -> None:
    counted = {each.id: tuple(found.reach[each.id]) for each in found.provisions}
    assert counted == {
        "met_de_fiets": (BOTH, (BIKE,), (BIKE,)),
        "met_de_step": ((AGAIN,), (AGAIN,), (AGAIN,)),
        "met_de_auto": ((), (), ()),
        "al_gekregen": ((AGAIN,), (AGAIN,), (AGAIN,)),
        "decision/1": ((AGAIN,), (AGAIN,), (AGAIN,)),
        "decision/2": (BOTH, BOTH, BOTH),
        "decision/3": (BOTH, (AGAIN,), (AGAIN,)),
        "motorless": ((), BOTH, ()),
        "motorless(fiets)": ((), (BIKE,), ()),
        "motorless(step)": ((), (AGAIN,), ()),
    }
    assert [each.id for each in found.silent] == ["met_de_auto"]


def test_the_scenarios_of_a_sentence_are_those_of_all_that_cites_it(found: Coverage) -> None:
    told = {each.number: each.scenarios for each in found.sentences["bron"]}
    assert (told["Z1"], told["Z1.1"], told["Z2"], told["Z3"]) == (BOTH, (BIKE,), (AGAIN,), ())


def test_a_rule_that_rests_on_a_verdict_says_so(found: Coverage) -> None:
    told = {each.id: each.verdicts for each in found.rules}
    assert (told["met_de_fiets"], told["al_gekregen"]) == (("concerns",), ())


def test_every_rule_by_which_a_ground_holds_decides_and_not_only_the_first() -> None:
    service = {
        "kind": "opleiding",
        "reference_date": "2024-03-01",
        "linked_to_theme": {"personeelsmanagement": "ja"},
        "concerns_topic": dict.fromkeys(POLICY.program.labels["Topic"], "nee"),
        "serves_general_functioning": "nee",
    }
    themes = dict.fromkeys(POLICY.program.labels["Theme"], "nee") | service["linked_to_theme"]
    data = {
        "services": {"c1": service | {"linked_to_theme": themes}},
        "expect": {"c1": {"outcome": "niet_subsidieerbaar"}},
    }
    tried = Trials(POLICY.program).of(POLICY.read_data(data))
    assert {"personeelsmanagement/ruled_out/1", "personeelsmanagement/ruled_out/2"} <= tried.decides


def test_a_rule_decides_an_answer_that_is_expected() -> None:
    data = {
        "services": {"c1": {"kind": "advies", "offered_by": "p1", "linked_to_theme": ["innovatie"]}},
        "providers": {"p1": {"registered": ["advies"]}},
        "expect": {"may_offer(p1, Service)": ["c1"]},
    }
    tried = Trials(POLICY.program).of(POLICY.read_data(data))
    assert tried.decides == {"wat-een-dienstverlener-mag-aanbieden/may_offer/1"}
    assert {"innovatie/fits_theme/1", "decision/6"} <= tried.supports
    assert [(goal.expectation.goal, rows) for goal, rows in tried.answers] == [("may_offer(p1, Service)", (("c1",),))]


@pytest.fixture(scope="module")
def shipped() -> Coverage:
    return measured(POLICY, ROOT / "policy" / "scenarios")


def test_of_the_policy_that_ships_every_sentence_is_something_and_every_rule_fires_somewhere(shipped: Coverage) -> None:
    told = shipped.sentences["subsidieerbare_diensten"]
    assert len(told) == 87
    assert shipped.uncovered == ()
    assert shipped.silent == ()
    assert {each.number for each in told if each.status != "encoded"} == {
        each.sentence for each in POLICY.program.classifications
    }


def test_what_decides_supports_and_what_supports_fires(shipped: Coverage) -> None:
    for rule in shipped.rules:
        fires, supports, decides = map(set, shipped.reach[rule.id])
        assert decides <= supports <= fires, rule.id


def test_the_engine_and_the_prover_agree_on_what_fires() -> None:
    plans, tables = Plans(POLICY.program), Tables(POLICY.program)
    trials = Trials(POLICY.program)
    for file in sorted((ROOT / "policy" / "scenarios").rglob("*.yaml"))[::6]:
        facts = POLICY.read(file)
        chosen = [{name: each.default for name, each in POLICY.program.readings.items()}]
        chosen += [dict(probe.readings) for probe in probes(POLICY.program, facts)]
        expected: set[str] = set()
        for readings in chosen:
            solver = Solver(plans, Slices(POLICY.program, tables, facts).whole, readings)
            for name, rules in plans.rules.items():
                if not name.endswith("!") and name not in POLICY.program.outcomes:
                    expected |= {rule.id for rule in rules if next(solver.instances(rule, {}), None) is not None}
        assert trials.of(facts).fires == expected, file


def test_the_names_that_stand_for_cases_are_as_the_engine_takes_them() -> None:
    assert (holds("decision", 3), applies("decision", 3)) == ("decision#3", "decision#3!")
