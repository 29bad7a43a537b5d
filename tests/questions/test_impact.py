"""`impact`: every subject is counted once, as deciding it twice says; what is responsible gives the old outcome back."""

import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import msgspec
import pytest
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy import FactsError, Policy
from kmopolicy.program.load import checked
from kmopolicy.program.pages import Folder, read_folder
from kmopolicy.questions.impact.impact import Impact
from questions.handmade import CASES, program_of

QUESTIONS = ROOT / "fixtures" / "questions"
STUDENTS = QUESTIONS / "studenten.yaml"
SCENARIOS = sorted((ROOT / "policy" / "scenarios").rglob("*.yaml"))
MISTAKES = tomllib.loads((ROOT / "fixtures" / "mistakes" / "mistakes.toml").read_text(encoding="utf-8"))["mistake"]
HAS = 'input has(thing: Thing, colour: Colour) nl "{colour}".'
MARKED = 'input marked(thing: Thing) nl "gemerkt".'


@pytest.fixture(scope="module")
def flawed() -> Policy:
    return kmopolicy.load(QUESTIONS / "beurs")


@pytest.fixture(scope="module")
def mended() -> Policy:
    return kmopolicy.load(QUESTIONS / "beurs-hersteld")


def groups(found: Impact) -> list[tuple[str, str, set[str], list[str]]]:
    return [
        (each.before, each.after, {unit.name for unit in each.responsible}, [subject.id for subject in each.subjects])
        for each in found.groups
    ]


def adds_up(found: Impact) -> bool:
    return sum(found.counts.values()) == len(found.subjects) == len({each[:3] for each in found.subjects})


def written(folder: Path, text: str, name: str = "dossier.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_who_changes_between_two_policies_is_counted_by_hand(flawed, mended):
    found = kmopolicy.impact(flawed, mended, STUDENTS)
    assert found.counts == {"same": 4, "changed": 2, "only_old": 0, "only_new": 0, "neither": 0}
    assert groups(found) == [("toegekend", "geweigerd", {"grant"}, ["bram", "cleo"])]
    assert found.matrix("Student") == {
        ("toegekend", "toegekend"): 1,
        ("toegekend", "geweigerd"): 2,
        ("geweigerd", "geweigerd"): 2,
        ("te_bevragen", "te_bevragen"): 1,
    }
    (unit,) = found.groups[0].responsible
    told = [[case.label.nl for case in cases] for cases in unit.texts]
    assert told == [["de student is ingeschreven en heeft een laag inkomen"], ["de student is geschorst"]]


def test_a_few_of_a_group_are_explained_by_both_sides(flawed, mended):
    (group,) = kmopolicy.impact(flawed, mended, STUDENTS, examples=1).groups
    (example,) = group.examples
    assert [each.decision.subject for each in (example.old, example.new)] == ["bram", "bram"]
    assert [each.decision.outcome for each in (example.old, example.new)] == ["toegekend", "geweigerd"]
    assert example.old.policy_digest == flawed.program.digest
    assert kmopolicy.impact(flawed, mended, STUDENTS, examples=0).groups[0].examples == ()


def test_two_readings_of_one_policy_differ_in_the_rules_that_they_let_speak(mended):
    found = kmopolicy.impact(mended, mended, STUDENTS, new_readings={"middengroep": "ja"})
    assert groups(found) == [("geweigerd", "toegekend", {"middeninkomen"}, ["dirk"])]
    assert not kmopolicy.impact(mended, mended, STUDENTS, readings={"middengroep": "ja"}).groups


def test_two_dates_differ_in_the_rules_that_ask_for_the_day(mended):
    days = {"old_date": date(2020, 8, 31), "new_date": date(2020, 9, 1)}
    found = kmopolicy.impact(mended, mended, STUDENTS, **days)
    assert groups(found) == [("geweigerd", "toegekend", {"laag_inkomen"}, ["anna"])]
    (unit,) = found.groups[0].responsible
    assert unit.dated
    assert unit.old == unit.new
    assert found.own_dates == 1
    assert not kmopolicy.impact(mended, mended, STUDENTS, date=date(2020, 8, 31)).groups


def test_a_reference_date_of_its_own_holds_on_both_sides(mended, tmp_path):
    file = written(tmp_path, "students: {a: {enrolled: true, income: laag, reference_date: 2019-01-01}}")
    found = kmopolicy.impact(mended, mended, file, old_date=date(2020, 8, 31), new_date=date(2020, 9, 1))
    assert (found.counts["same"], found.own_dates) == (1, 1)


def test_another_day_and_another_policy_are_told_apart(flawed, mended):
    days = {"old_date": date(2020, 8, 31), "new_date": date(2024, 3, 1)}
    found = kmopolicy.impact(mended, flawed, STUDENTS, **days)
    told = {
        subject.id: {(unit.name, unit.dated) for unit in each.responsible}
        for each in found.groups
        for subject in each.subjects
    }
    assert told["anna"] == {("laag_inkomen", True)}
    assert told["bram"] == {("grant", False)}


def test_of_several_differences_only_those_that_matter_are_responsible(tmp_path):
    old = program_of(CASES, HAS, MARKED, "rule een: right(T) :- has(T, rood).", "rule twee: right(T) :- has(T, groen).")
    new = program_of(
        CASES, HAS, MARKED, "rule een: right(T) :- has(T, rood), marked(T).", "rule drie: right(T) :- marked(T)."
    )
    file = written(
        tmp_path, "things: {r: {has: [rood]}, g: {has: [groen]}, m: {marked: true}, b: {has: [rood, groen]}}"
    )
    found = kmopolicy.impact(Policy(old), Policy(new), file)
    told = {name: names for _, _, names, ids in groups(found) for name in ids}
    assert told == {"r": {"een"}, "g": {"twee"}, "m": {"drie"}, "b": {"een"}}


def test_differences_that_only_together_give_the_old_outcome_back_are_responsible_together(tmp_path):
    old = program_of(CASES, HAS, MARKED, "rule een: right(T) :- has(T, rood).")
    two = "rule twee: right(T) :- has(T, groen).", "rule drie: right(T) :- marked(T)."
    new = program_of(CASES, HAS, MARKED, "rule een: right(T) :- has(T, rood).", *two)
    file = written(tmp_path, "things: {both: {has: [groen], marked: true}, one: {marked: true}}")
    found = kmopolicy.impact(Policy(old), Policy(new), file)
    assert {tuple(ids): names for _, _, names, ids in groups(found)} == {
        ("both",): {"twee", "drie"},
        ("one",): {"drie"},
    }


def test_what_moves_most_goes_first(tmp_path):
    old = program_of(CASES, HAS, "rule een: right(T) :- has(T, rood).", "rule twee: right(T) :- has(T, groen).")
    new = program_of(CASES, HAS, "right(T) :- has(T, rood), has(T, groen).")
    text = "things: {a: {has: [rood]}, b: {has: [groen]}, c: {has: [groen]}}"
    found = kmopolicy.impact(Policy(old), Policy(new), written(tmp_path, text))
    assert [([unit.name for unit in each.responsible], each.size) for each in found.causes] == [
        (["twee"], 2),
        (["een"], 1),
    ]


def test_a_mixture_of_two_policies_that_runs_in_circles_is_no_obstacle(tmp_path):
    both = 'define a(thing: Thing) nl "a". define b(thing: Thing) nl "b". right(T) :- a(T).'
    old = program_of(CASES, HAS, both, "rule een: a(T) :- b(T).", "rule twee: b(T) :- has(T, rood).")
    new = program_of(CASES, HAS, both, "rule een: a(T) :- has(T, groen).", "rule twee: b(T) :- a(T).")
    found = kmopolicy.impact(
        Policy(old), Policy(new), written(tmp_path, "things: {r: {has: [rood]}, g: {has: [groen]}}")
    )
    assert [each[:2] for each in groups(found)] == [("goed", "slecht"), ("slecht", "goed")]
    assert all(names for _, _, names, _ in groups(found))


def test_what_only_one_side_has_words_for_is_told_subject_by_subject(tmp_path):
    red = "right(T) :- has(T, rood)."
    old = program_of(CASES, HAS, MARKED, red, "right(T) :- marked(T).")
    new = program_of(CASES, HAS, 'input lit(thing: Thing) nl "verlicht".', red, "right(T) :- lit(T).")
    text = "things: {a: {has: [rood]}, b: {marked: true}, c: {lit: true}, d: {marked: true, lit: true}, e: {}}"
    found = kmopolicy.impact(Policy(old), Policy(new), written(tmp_path, text))
    assert {each.id: each.status for each in found.subjects} == {
        "a": "same",
        "b": "only_old",
        "c": "only_new",
        "d": "neither",
        "e": "same",
    }
    assert found.counts == {"same": 2, "changed": 0, "only_old": 1, "only_new": 1, "neither": 1}
    told = {each.id: [[word[:3] for word in side] for side in each.unread] for each in found.subjects}
    assert told["b"] == [[], [("fact", "marked", "old")]]
    assert told["d"] == [[("fact", "lit", "new")], [("fact", "marked", "old")]]


def test_a_day_that_nobody_stated_keeps_no_side_from_deciding(tmp_path):
    day = 'input seen(thing: Thing, date: Date) at most one, today nl "{date}".'
    red = "right(T) :- has(T, rood)."
    old, new = program_of(CASES, HAS, day, red), program_of(CASES, HAS, MARKED, red)
    text = "things: {a: {has: [rood]}, b: {marked: true}, c: {seen: 2024-03-01}}"
    found = kmopolicy.impact(Policy(old), Policy(new), written(tmp_path, text), date=date(2024, 3, 1))
    assert {each.id: each.status for each in found.subjects} == {"a": "same", "b": "only_new", "c": "only_old"}


def test_a_value_that_one_side_does_not_know_touches_who_leads_to_it(mended):
    policy = read_folder(QUESTIONS / "beurs-hersteld")
    files = {name: content.replace(b"| midden | midden | middle |\n", b"") for name, content in policy.files.items()}
    files["kmopolicy.md"] = files["kmopolicy.md"].replace(b"entitled(Student, midden)", b"entitled(Student, hoog)")
    files["kmopolicy.md"] = files["kmopolicy.md"].replace(b"income(Student, midden)", b"income(Student, hoog)")
    loaded = checked(Folder(Path("smaller"), files, ()))
    assert loaded.program, [each.message_in("en") for each in loaded.diagnostics]
    found = kmopolicy.impact(mended, Policy(loaded.program), STUDENTS)
    assert [each.id for each in found.subjects if each.status == "only_old"] == ["dirk"]
    assert adds_up(found)
    (dirk,) = (each for each in found.subjects if each.id == "dirk")
    assert [(each.kind, each.name, each.of) for each in dirk.unread[1]] == [("constant", "midden", "Level")]


def test_what_only_one_side_requires_keeps_that_side_from_deciding(tmp_path):
    one = 'input has(thing: Thing, colour: Colour) exactly one nl "{colour}".'
    old, new = program_of(CASES, HAS, "right(T) :- has(T, rood)."), program_of(CASES, one, "right(T) :- has(T, rood).")
    text = "things: {a: {has: rood}, none: {}, two: {has: [rood, groen]}}"
    found = kmopolicy.impact(Policy(old), Policy(new), written(tmp_path, text))
    assert {each.id: each.status for each in found.subjects} == {"a": "same", "none": "only_old", "two": "only_old"}
    assert {each.unread[1][0].kind for each in found.subjects if each.unread[1]} == {"declaration"}


def test_facts_that_neither_side_can_read_are_refused(flawed, mended, tmp_path):
    with pytest.raises(FactsError) as refused:
        kmopolicy.impact(flawed, mended, written(tmp_path, "students: {a: {encrolled: true}}"))
    assert [each.code for each in refused.value.diagnostics] == ["F202"]
    with pytest.raises(FactsError) as missing:
        kmopolicy.impact(flawed, mended, tmp_path / "er-is-niets.yaml")
    assert missing.value.missing


def test_who_goes_up_and_who_goes_down_is_by_the_order_that_the_policy_gives_its_outcomes():
    assert dict(kmopolicy.impact(POLICY, POLICY, SCENARIOS[0]).directions) == {"worse": 0, "better": 0, "other": 0}
    scope = {"new_readings": {"exception_scope": "alle_uitsluitingen"}}
    files = [each for each in SCENARIOS if each.parent.name == "gezondheid"]
    found = kmopolicy.impact(POLICY, POLICY, *files, **scope)
    assert ("niet_subsidieerbaar", "subsidieerbaar") in {(each.before, each.after) for each in found.groups}
    assert {each.direction for each in found.groups} == {"better"}
    back = kmopolicy.impact(POLICY, POLICY, *files, old_readings={"exception_scope": "alle_uitsluitingen"})
    assert back.directions["worse"] == found.directions["better"]


@pytest.fixture(scope="module")
def mistaken() -> Policy:
    """The policy that ships, in which a mixed audience is excluded instead of submitted."""
    (mistake,) = (each for each in MISTAKES if each["name"].startswith("een gemengde doelgroep wordt uitgesloten"))
    shipped = read_folder(ROOT / "policy")
    files = dict(shipped.files)
    for edit in mistake["edit"]:
        files[edit["file"]] = files[edit["file"]].decode().replace(edit["old"], edit["new"]).encode()
    program = checked(Folder(Path("beleid"), files, ())).program
    assert program
    return Policy(program)


@pytest.fixture(scope="module")
def over_all(mistaken) -> Impact:
    return kmopolicy.impact(POLICY, mistaken, *SCENARIOS)


def test_every_scenario_is_told_as_deciding_it_twice_tells_it(mistaken, over_all):
    assert len(SCENARIOS) > 130
    assert adds_up(over_all)
    told = {(each.file, each.type, each.id): (each.before, each.after) for each in over_all.subjects}
    expected = {}
    for file in SCENARIOS:
        facts = [policy.read(file) for policy in (POLICY, mistaken)]
        old, new = (
            {(each.file, each.type, each.subject): each.outcome for each in policy.decide(each_facts)}
            for policy, each_facts in zip((POLICY, mistaken), facts, strict=True)
        )
        expected |= {key: (old[key], new[key]) for key in old}
    assert told == expected
    pairs = Counter(pair for pair in expected.values() if pair[0] != pair[1])
    assert {(each.before, each.after): each.size for each in over_all.groups} == pairs


def test_the_planted_mistake_is_what_is_held_responsible(over_all):
    (cause,) = over_all.causes
    assert [unit.name for unit in cause.responsible] == ["uitgesloten/excluded/1"]
    assert cause.size == over_all.counts["changed"] == 6
    assert over_all.directions == {"worse": 6, "better": 0, "other": 0}


def test_without_what_is_responsible_the_old_outcome_is_back(mistaken, over_all):
    (unit,) = over_all.causes[0].responsible
    rules = [rule for rule in mistaken.program.rules if rule.id != unit.name]
    mended = Policy(msgspec.structs.replace(mistaken.program, rules=(*rules, unit.old)))
    for group in over_all.groups:
        for subject in group.subjects:
            facts = mended.read(subject.file)
            (decision,) = mended.decide(facts, subject=f"service:{subject.id}")
            assert decision.outcome == subject.before


def test_it_works_without_the_solver():
    told = (
        "import sys; sys.modules['clingo'] = None; import kmopolicy; "
        f"found = kmopolicy.impact({str(QUESTIONS / 'beurs')!r}, {str(QUESTIONS / 'beurs-hersteld')!r}, {str(STUDENTS)!r}); "
        "print(found.counts['changed'])"
    )
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, check=True, text=True).stdout == "2\n"
