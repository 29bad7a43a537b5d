"""Alterations: which there are, that the right scenarios notice them, and that the policy that ships leaves none unexplained."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shipped import POLICY, ROOT
from small import block, program

from kmopolicy.api import Policy
from kmopolicy.questions.scenarios.allowances import Allowance, allowances
from kmopolicy.questions.scenarios.alterations import LONG, Alteration, alterations
from kmopolicy.questions.scenarios.mutate import Report, Trial, asked, probes, report

SCENARIOS = ROOT / "policy" / "scenarios"
PAGE = block("""
input date(thing: Thing, date: Date) at most one nl "datum {date}".
input odd(thing: Thing) nl "het ding is vreemd".
define spared(thing: Thing) nl "het ding is gespaard".
rule gespaard cites S01:
spared(X) :- odd(X), has(X).
table open_from(thing: Text, from: Date = 0001-01-01) nl "{thing} vanaf {from}".
rule tijdig cites S01:
fine(X) :- has(X), date(X, Date), open_from("ding", From), From <= Date, not spared(X).
define fine(thing: Thing) met nl "het ding is in orde".
type Verdict2 nl "uitslag".
cases verdict(thing: Thing, value: Verdict2) nl "{value}"
    case wel cites S01 when any fine(Thing) nl "wel"
    case niet cites S02 otherwise because spared(Thing) nl "niet".
""")


def small() -> Policy:
    table = "\n| thing | from |\n| --- | --- |\n| ding | 2024-02-15 |\n| altijd | |\n"
    values = "\n| constant |\n| --- |\n| wel |\n| niet |\n"
    page = PAGE.replace("type Verdict2", "```\n" + table + "\n```datalog\ntype Verdict2", 1)
    first, second = page.split("cases verdict")
    return Policy(program(first.rstrip() + "\n```\n" + values + "\n```datalog\ncases verdict" + second))


DOSSIER = {
    "things": {"d1": {"has": True, "date": "2024-02-15"}, "d2": {"has": True, "date": "2024-02-14"}},
    "expect": {"d1": {"outcome": "wel"}, "d2": {"outcome": "niet"}},
}


def unnoticed(policy: Policy, *data: dict[str, object]) -> set[str]:
    facts = [policy.read_data(each) for each in data]
    trial = Trial(policy.program, [probe for each in facts for probe in probes(policy.program, each)])
    assert not trial.unmet
    return {each.key for each in alterations(policy.program) if not trial.notices(each)}


def test_every_kind_of_slip_is_made_of_a_policy() -> None:
    keys = {each.key for each in alterations(small().program)}
    assert keys >= {
        "drop tijdig: has(X)",
        "drop tijdig: not spared(X)",
        "flip tijdig: not spared(X)",
        "bound tijdig: From <= Date -> From < Date",
        "remove gespaard",
        "row open_from(ding, 2024-02-15)",
        "date open_from(ding, 2024-02-15) -> open_from(ding, 2024-02-14)",
        "date open_from(ding, 2024-02-15) -> open_from(ding, 2024-02-16)",
        "row open_from(altijd, 0001-01-01)",
    }
    assert not any(key.startswith("date open_from(altijd") for key in keys), "an empty cell holds no date"
    assert "drop tijdig: date(X, Date)" not in keys, "a rule whose bound has no value is none"
    assert "remove tijdig" not in keys, "a rule that nothing negates makes no exception"


def test_a_scenario_on_the_day_and_one_on_the_day_before_notice_what_moves_the_day() -> None:
    policy = small()
    left = unnoticed(policy, DOSSIER)
    assert not {key for key in left if "2024-02" in key or key.startswith("bound")}
    early = {**DOSSIER, "expect": {"d2": {"outcome": "niet"}}}
    missed = "date open_from(ding, 2024-02-15) -> open_from(ding, 2024-02-16)"
    assert missed in unnoticed(policy, early)


def test_what_no_scenario_asks_for_goes_unnoticed_until_one_does() -> None:
    policy = small()
    spared = {
        "things": {"d3": {"has": True, "odd": True, "date": "2024-03-01"}, "d4": {"odd": True, "date": "2024-03-01"}},
        "expect": {"d3": {"outcome": "niet"}, "d4": {"outcome": "niet"}},
    }
    exceptions = {"remove gespaard", "drop gespaard: has(X)", "drop tijdig: not spared(X)", "drop gespaard: odd(X)"}
    assert unnoticed(policy, DOSSIER) & exceptions == exceptions - {"drop gespaard: odd(X)"}
    assert unnoticed(policy, DOSSIER, spared) & exceptions == {"drop gespaard: has(X)"}


def test_a_sentence_that_is_no_longer_cited_is_noticed_where_the_outcome_stays() -> None:
    expected = {"outcome": "niet_subsidieerbaar", "sentence": "U02"}
    data = {
        "services": {"c1": {"kind": "opleiding", "aimed_at": ["mindfulness", "teambuilding"]}},
        "expect": {"c1": expected},
    }
    (row,) = (each for each in alterations(POLICY.program) if each.key == "row excluded_activity(mindfulness)")
    for told, noticed in ((data, True), ({**data, "expect": {"c1": {"outcome": "niet_subsidieerbaar"}}}, False)):
        trial = Trial(POLICY.program, probes(POLICY.program, POLICY.read_data(told)))
        assert trial.notices(row) is noticed


def test_a_rule_of_another_reading_is_noticed_by_what_is_expected_under_it() -> None:
    under = {"exception_scope=alle_uitsluitingen": {"outcome": "onvoldoende_gegevens"}}
    service = {"kind": "opleiding", "aimed_at": ["mindfulness"], "target_group": ["arts"]}
    data = {"services": {"c1": service}, "expect": {"c1": {"outcome": "niet_subsidieerbaar"}}}
    both = {**data, "expect": {"c1": {"outcome": "niet_subsidieerbaar", "readings": under}}}
    (rule,) = (each for each in alterations(POLICY.program) if each.key == "remove uitzondering_voor_elke_uitsluiting")
    for told, noticed in ((data, False), (both, True)):
        assert Trial(POLICY.program, probes(POLICY.program, POLICY.read_data(told))).notices(rule) is noticed


def test_what_no_outcome_depends_on_is_noticed_by_the_answers_that_are_expected() -> None:
    data = {
        "services": {"c1": {"kind": "advies", "offered_by": "p1", "reference_date": "2026-02-01"}},
        "providers": {
            "p1": {"registered": ["advies"], "active_in_theme": ["innovatie"]},
            "p2": {"active_in_theme": ["innovatie"]},
        },
        "expect": {"c1": {"outcome": "onvoldoende_gegevens"}},
    }
    goals = {
        "may_offer(p1, Service)": [],
        "superseded(c1, _)": True,
        "superseded(c1, Date)": ["2026-02-01"],
        "offered_choice(Theme, Provider)": [["innovatie", "p1"]],
    }
    changes = {
        "drop wat-een-dienstverlener-mag-aanbieden/may_offer/1: decision(Service, subsidieerbaar)",
        "bound vanaf-1-februari-2026/superseded/1: From <= Date -> From < Date",
        "date superseded_from(2026-02-01) -> superseded_from(2026-01-31)",
        "drop de-keuze-die-een-kmo-te-zien-krijgt/offered_choice/1: registered(Provider, _)",
    }
    altered = [each for each in alterations(POLICY.program) if each.key in changes]
    assert len(altered) == len(changes)
    for told, noticed in ((data, False), ({**data, "expect": data["expect"] | goals}, True)):
        trial = Trial(POLICY.program, asked(POLICY.program, POLICY.read_data(told)))
        assert not trial.unmet
        assert {trial.notices(each) for each in altered} == {noticed}


def test_answers_that_already_differ_are_told_first() -> None:
    data = {"services": {"c1": {"kind": "advies"}}, "expect": {"fits_theme(c1, Theme)": ["innovatie"]}}
    (unmet,) = Trial(POLICY.program, asked(POLICY.program, POLICY.read_data(data))).unmet
    assert unmet.expectation.label == "fits_theme(c1, Theme)"


def test_of_a_long_register_the_first_and_the_last_row_are_removed() -> None:
    rows = POLICY.program.tables["shortage_occupation"]
    assert len(rows) > LONG
    removed = [
        each.atom for each in alterations(POLICY.program) if each.kind == "row" and each.where == "shortage_occupation"
    ]
    assert removed == [("shortage_occupation", row.values) for row in (rows[0], rows[-1])]


def test_every_alteration_has_a_name_of_its_own() -> None:
    keys = [each.key for each in alterations(POLICY.program)]
    assert len(keys) == len(set(keys))


def test_an_allowance_names_one_alteration_or_all_of_a_rule_and_is_told_when_none_needs_it(tmp_path: Path) -> None:
    (tmp_path / "toegestaan.md").write_text(
        "| wijziging | reden |\n| --- | --- |\n| `gespaard` | zo |\n| `row x(y)` | weg |\n| `tijdig` | |\n", "utf-8"
    )
    found = allowances(tmp_path)
    assert [(each.name, each.reason) for each in found] == [("gespaard", "zo"), ("row x(y)", "weg")]
    altered = list(alterations(small().program))
    told = report(altered, [each for each in altered if each.where in ("gespaard", "tijdig")], found)
    assert {each.where for each in told.unexplained} == {"tijdig"}
    assert {each.where for each, _ in told.allowed} == {"gespaard"}
    assert [each.name for each in told.superfluous] == ["row x(y)"]
    assert allowances(tmp_path / "nergens") == ()


@pytest.fixture(scope="module")
def shipped() -> Report:
    """What the scenarios that ship notice of the policy that ships."""

    def every() -> Iterator[object]:
        for file in sorted(SCENARIOS.rglob("*.yaml")):
            yield from asked(POLICY.program, POLICY.read(file))

    trial = Trial(POLICY.program, every())  # type: ignore[arg-type]
    assert not trial.unmet
    altered = list(alterations(POLICY.program))
    return report(altered, [each for each in altered if not trial.notices(each)], allowances(SCENARIOS))


def test_the_policy_that_ships_leaves_no_alteration_unexplained(shipped: Report) -> None:
    assert [each.key for each in shipped.unexplained] == []
    assert shipped.tried > 300


def test_every_allowance_of_the_policy_that_ships_is_needed(shipped: Report) -> None:
    assert shipped.superfluous == ()


def test_an_allowance_without_an_alteration_is_superfluous() -> None:
    assert report([], [], [Allowance("x", "y", 1)]).superfluous == (Allowance("x", "y", 1),)


def test_an_altered_program_differs_from_the_original_in_one_place() -> None:
    def parts(each: Alteration) -> set[str]:
        return set(each.change)

    assert {frozenset(parts(each)) for each in alterations(POLICY.program)} == {
        frozenset({"rules"}),
        frozenset({"outcomes"}),
        frozenset({"tables"}),
    }
