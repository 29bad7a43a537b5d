"""`impact` on whole tables finds what it finds one by one: every number, every group, what is responsible, and the examples."""

import tempfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from bulk.test_tables import every_dossier
from bulk.worlds import together, write_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import POLICY, ROOT

import kmopolicy
from kmopolicy import Policy
from kmopolicy.facts.read import Read
from kmopolicy.program.load import checked
from kmopolicy.program.pages import Folder, read_folder
from kmopolicy.questions.impact.decided import Policies, worlds
from kmopolicy.questions.impact.impact import Impact, impact
from kmopolicy.questions.impact.readable import Both, both, union
from kmopolicy.questions.impact.tables import impact as in_tables
from kmopolicy.questions.sides.sides import Side
from kmopolicy.testing.policies import policies
from kmopolicy.testing.small import small_policies
from kmopolicy.testing.strategies import dossiers
from questions.test_impact import MISTAKES

DAY = date(2024, 3, 1)
PLANTED = (
    "een gemengde doelgroep wordt uitgesloten",
    "de praktijkassistent wordt een jaar te vroeg",
    "een thema dat past, gaat voor",
)


def stated(program, facts):
    """The facts that stand in tables, and the things that they name, in the order of the names: tables say no more."""
    filled_in = {name for name, each in program.predicates.items() if each.today}
    rows = [
        fact
        for fact in facts.facts
        if fact.predicate not in filled_in or facts.reference_date_from[fact.values[0]] == "dossier"
    ]
    kinds = {name: [each.type for each in declared.arguments] for name, declared in program.predicates.items()}
    named = {pair for fact in rows for pair in zip(kinds[fact.predicate], fact.values, strict=True)}
    entities = sorted((each for each in facts.entities if (each.type, each.id) in named), key=lambda each: each.id)
    return msgspec.structs.replace(facts, facts=tuple(rows), entities=tuple(entities))


def dated(program, facts, day):
    """With the reference date of what has none."""
    names = {name: each.arguments[0].type for name, each in program.predicates.items() if each.today}
    own = {(fact.predicate, fact.values[0]) for fact in facts.facts}
    more = [
        msgspec.structs.replace(facts.facts[0], predicate=name, values=(each.id, day), span=None)
        for name, kind in names.items()
        for each in facts.entities
        if each.type == kind and (name, each.id) not in own
    ]
    origins = {
        each.id: "dossier" if (name, each.id) in own else "option"
        for name, kind in names.items()
        for each in facts.entities
        if each.type == kind
    }
    return msgspec.structs.replace(facts, facts=(*facts.facts, *more), reference_date_from=origins)


def one_by_one(sides, facts, days, joint=None) -> Impact:
    """By the ordinary engine, from facts that both sides can read, or that only the words of both together say."""
    programs = [side.program for side in sides.sides]
    read = [dated(joint or program, facts, day) for program, day in zip(programs, days, strict=True)]

    def reader(one):
        return lambda program: Read(None if joint and program in programs else one, ())

    found = both(*programs, tuple(map(reader, read)))
    assert isinstance(found, Both)
    decided = worlds(sides, [found], lambda _done, _total: None)
    return impact(sides, decided, examples=2, dated=days[0] != days[1])


def sides_of(old, new, old_readings=None, new_readings=None) -> Policies:
    return Policies(old, new, (Side(old.program, old_readings or {}), Side(new.program, new_readings or {})))


def by_tables(sides, folder, days, **how) -> Impact:
    readings = {"old_readings": sides.sides[0].fixed, "new_readings": sides.sides[1].fixed}
    dates = {"old_date": days[0], "new_date": days[1]}
    return kmopolicy.impact_tables(sides.old, sides.new, folder, **readings, **dates, **how)


def told(found: Impact):
    """All that an impact says, but for who is not named and where facts stand."""
    groups = [
        (
            *(each.type, each.before, each.after, each.direction, each.size, each.sentences),
            [(unit.name, unit.texts, unit.dated) for unit in each.responsible],
            [(subject.id, subject.title) for subject in each.subjects[:20]],
            [(side.decision.subject, side.decision.outcome) for one in each.examples for side in (one.old, one.new)],
        )
        for each in found.groups
    ]
    unread = {
        (each.type, each.id, each.before, each.after, *(frozenset(side) for side in each.unread))
        for each in found.unread
    }
    return dict(found.tally), found.counts, found.own_dates, groups, found.differences, unread


@pytest.fixture
def every_one_by_all(monkeypatch):
    """Nobody is looked at one by one, however few they are."""
    monkeypatch.setattr(in_tables, "FEW", 0)


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """All dossiers that there are, as facts and as tables."""
    facts = stated(POLICY.program, every_dossier())
    folder = tmp_path_factory.mktemp("feiten")
    write_tables(folder, POLICY.program, facts)
    return facts, folder


def other_readings(at):
    """Every reading chosen otherwise than by default."""
    found = {}
    for name, reading in POLICY.program.readings.items():
        others = [option.name for option in reading.options if option.name != reading.default]
        found[name] = others[at % len(others)]
    return found


def test_readings_differ_as_they_do_one_by_one(everything, monkeypatch):
    monkeypatch.setattr(in_tables, "FEW", 2)
    facts, folder = everything
    chosen = other_readings(0)
    del chosen["list_is_constitutive"]  # which is decided view by view, and slowly: it is among those of the next test
    sides = sides_of(POLICY, POLICY, new_readings=chosen)
    found = by_tables(sides, folder, (DAY, DAY))
    assert told(found) == told(one_by_one(sides, facts, (DAY, DAY)))
    assert len(found.groups) > 10
    assert any(len(each.responsible) > 1 for each in found.groups)


@pytest.fixture(scope="module")
def mistaken() -> Policy:
    """The policy that ships with another rule, other cases and another row."""
    files = dict(read_folder(ROOT / "policy").files)
    for mistake in MISTAKES:
        for edit in mistake["edit"] if mistake["name"].startswith(PLANTED) else ():
            files[edit["file"]] = files[edit["file"]].decode().replace(edit["old"], edit["new"]).encode()
    program = checked(Folder(Path("beleid"), files, ())).program
    assert program
    return Policy(program)


def test_policies_readings_and_days_differ_as_they_do_one_by_one(everything, mistaken):
    facts, folder = everything
    sides, days = sides_of(POLICY, mistaken, new_readings=other_readings(1)), (date(2021, 6, 1), date(2025, 6, 1))
    found = by_tables(sides, folder, days)
    assert told(found) == told(one_by_one(sides, facts, days))
    assert {unit.kind for each in found.groups for unit in each.responsible} == {"rule", "cases", "rows"}
    assert any(unit.dated for each in found.groups for unit in each.responsible)
    assert found.own_dates > 100


def compared(old, new, data, days):
    """The same for random policies: from a few dossiers together."""
    joint = union(new.program, old.program)
    drawn = data.draw(st.lists(dossiers(joint), min_size=3, max_size=6))
    facts = stated(joint, together(joint, [Policy(joint).read_data(each, date=DAY) for each in drawn]))
    if not facts.facts:
        return  # a folder without tables is refused
    sides = sides_of(old, new)
    with tempfile.TemporaryDirectory() as folder:
        write_tables(Path(folder), joint, facts)
        found = by_tables(sides, Path(folder), days)
    other_words = inputs(old) != inputs(new)
    assert told(found) == told(one_by_one(sides, facts, days, joint if other_words else None))


def inputs(policy):
    return {name: each.cardinality for name, each in policy.program.predicates.items() if each.role == "input"}


@pytest.mark.usefixtures("every_one_by_all")
@settings(max_examples=8)
@given(policies(), policies(), st.booleans(), st.data())
def test_random_policies_differ_as_they_do_one_by_one(old, new, of_one_day, data):
    days = (DAY, DAY) if of_one_day else (date(2024, 1, 1), date(2025, 1, 1))
    compared(Policy(old.program), Policy(new.program), data, days)


@pytest.mark.usefixtures("every_one_by_all")
@settings(max_examples=8)
@given(small_policies(), small_policies(), st.data())
def test_policies_with_other_words_differ_as_they_do_one_by_one(old, new, data):
    compared(Policy(old.drawn.program), Policy(new.drawn.program), data, (DAY, DAY))
