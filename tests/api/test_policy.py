"""The Python API: load, read, decide, explain, query; and what it refuses, typed, with diagnostics."""

import datetime
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from shipped import ROOT

import kmopolicy
from kmopolicy import Answers, Decision, Explanation, Facts, Policy

DATA = {
    "reference_date": "2024-03-01",
    "services": {
        "c02": {"kind": "opleiding", "linked_to_theme": {"digitalisering": "ja"}},
        "c36": {"kind": "opleiding", "aimed_at": {"mindfulness": "ja"}},
    },
}


@pytest.fixture
def facts(policy):
    return policy.read_data(DATA)


def test_the_policy_that_ships_is_loaded_without_a_word(policy, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    loaded = kmopolicy.load()
    assert isinstance(loaded, Policy)
    assert loaded.program.digest == policy.program.digest


def test_the_nearest_policy_upwards_goes_before_the_one_that_ships(root, monkeypatch, tmp_path):
    import shutil

    small = shutil.copytree(root / "fixtures" / "klein-beleid", tmp_path / "beleid")
    deep = small / "dossiers" / "2024"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    assert kmopolicy.load().program.name == "klein_beleid"
    monkeypatch.chdir(tmp_path)
    assert kmopolicy.load().program.name == "kmo_portefeuille"


def test_a_folder_is_a_policy_by_its_front_page_and_not_by_its_name(monkeypatch, tmp_path):
    (tmp_path / "policy").mkdir()
    (tmp_path / "kmopolicy.md").mkdir()
    monkeypatch.chdir(tmp_path)
    assert kmopolicy.load().program.name == "kmo_portefeuille"
    with pytest.raises(kmopolicy.PolicyError) as caught:
        kmopolicy.load(tmp_path)
    assert [each.code for each in caught.value.diagnostics] == ["K110"]


def test_a_policy_can_be_named_by_text_or_by_path(root, policy):
    for name in (str(root / "policy"), root / "policy"):
        assert kmopolicy.load(name).program.digest == policy.program.digest


def test_facts_are_read_from_a_file_a_folder_and_plain_data(policy, tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text("services: {c02: {kind: opleiding, linked_to_theme: {digitalisering: ja}}}", encoding="utf-8")
    folder = tmp_path / "tabellen"
    folder.mkdir()
    (folder / "kind.csv").write_text("service,kind\nc02,opleiding\n", encoding="utf-8")
    (folder / "linked_to_theme.csv").write_text("service,theme,verdict\nc02,digitalisering,ja\n", encoding="utf-8")
    day = datetime.date(2024, 3, 1)
    for facts in (
        policy.read(file, date=day),
        policy.read(str(folder), date=day),
        policy.read_data({"services": {"c02": DATA["services"]["c02"]}}, name="gegevens", date=day),
    ):
        assert isinstance(facts, Facts)
        (decision,) = policy.decide(facts)
        assert (decision.outcome, decision.reference_date) == ("subsidieerbaar", day)
        assert decision.reference_date_from == "option"
        assert decision.file == facts.file


def test_plain_data_may_hold_dates_as_dates(policy):
    day = datetime.date(2024, 3, 1)
    facts = policy.read_data({"services": {"c02": {"kind": "advies", "reference_date": day}}})
    assert policy.decide(facts)[0].reference_date == day


def test_decide_gives_every_subject_or_one(policy, facts):
    decisions = policy.decide(facts)
    assert [(each.subject, each.outcome) for each in decisions] == [
        ("c02", "subsidieerbaar"),
        ("c36", "niet_subsidieerbaar"),
    ]
    assert all(isinstance(each, Decision) for each in decisions)
    assert policy.decide(facts, subject="c36") == decisions[1:]
    assert policy.decide(facts, subject="service:c36") == decisions[1:]


def test_decisions_come_one_after_the_other_but_a_refusal_comes_at_once(policy, facts):
    assert tuple(policy.decisions(facts)) == policy.decide(facts)
    with pytest.raises(kmopolicy.SubjectError):
        policy.decisions(facts, subject="c99")


def test_an_explanation_has_the_same_decision_with_its_proof(policy, facts):
    explanation = policy.explain(facts, "c36")
    assert isinstance(explanation, Explanation)
    (decision,) = policy.decide(facts, subject="c36")
    assert explanation.decision.outcome == decision.outcome
    assert [each.proof.atom for each in explanation.decision.grounds] == [each.proof.atom for each in decision.grounds]
    assert explanation.proof.atom == "decision(c36, niet_subsidieerbaar)"
    assert explanation.policy_digest == policy.program.digest


def test_a_query_gives_columns_and_rows(policy, facts):
    assert policy.query(facts, "excluded(Service, Ground)") == Answers(("Service", "Ground"), (("c36", "mindfulness"),))
    day = datetime.date(2024, 3, 1)
    assert policy.query(facts, "reference_date(c02, Date)") == Answers(("Date",), ((day,),))


def test_readings_are_chosen_by_name(policy):
    facts = policy.read_data({"services": {"d1": {"kind": "opleiding", "aimed_at": {"rijbewijs_a1": "ja"}}}})
    assert policy.decide(facts)[0].outcome == "voor_te_leggen"
    for option, outcome in (("omvat_a1_a2", "niet_subsidieerbaar"), ("enkel_a", "onvoldoende_gegevens")):
        readings = {"licence_a": option}
        assert policy.decide(facts, readings=readings)[0].outcome == outcome
        assert policy.explain(facts, "d1", readings=readings).decision.outcome == outcome
        assert policy.query(facts, "decision(d1, Outcome)", readings=readings).rows == ((outcome,),)


def load(_policy, _facts, name):
    return kmopolicy.load(ROOT / name)


def read(policy, _facts, name):
    return policy.read(name)


def read_data(policy, _facts, data):
    return policy.read_data(data)


@pytest.mark.parametrize(
    ("refused", "arguments", "error", "code", "missing"),
    [
        (load, ("niets",), kmopolicy.PolicyError, "F001", True),
        (load, ("tests",), kmopolicy.PolicyError, "K110", False),
        (read, ("niets.yaml",), kmopolicy.FactsError, "F001", True),
        (read, ("",), kmopolicy.FactsError, "F001", True),
        (read_data, ({},), kmopolicy.FactsError, "F106", False),
        (Policy.explain, ("c99",), kmopolicy.SubjectError, "U110", True),
        (partial(Policy.decide, subject="c99"), (), kmopolicy.SubjectError, "U110", True),
        (partial(Policy.decide, readings={"x": "y"}), (), kmopolicy.ReadingError, "U107", False),
        (partial(Policy.explain, readings={"licence_a": "y"}), ("c02",), kmopolicy.ReadingError, "U108", False),
        (Policy.query, ("kind(S)",), kmopolicy.GoalError, "K301", False),
    ],
)
def test_what_is_refused_is_typed_and_says_what_is_wrong(policy, facts, refused, arguments, error, code, missing):
    with pytest.raises(error) as caught:
        refused(policy, facts, *arguments)
    assert isinstance(caught.value, kmopolicy.KmopolicyError)
    assert [each.code for each in caught.value.diagnostics] == [code]
    assert caught.value.missing == missing
    (found,) = caught.value.diagnostics
    assert str(caught.value).startswith(f"fout[{code}]: {found.message_in('nl')}")
    assert found.message_in("en") != found.message_in("nl")


def test_a_name_that_two_things_have_is_refused_with_the_names_that_tell_them_apart(policy):
    facts = policy.read_data(
        {
            "services": {"x": {"kind": "advies"}},
            "applications": {"x": {"applies_for": "x", "selected_theme": "innovatie"}},
        }
    )
    with pytest.raises(kmopolicy.SubjectError) as caught:
        policy.explain(facts, "x")
    assert not caught.value.missing
    assert "`service:x`, `application:x`" in caught.value.diagnostics[0].help_in("en")
    assert policy.explain(facts, "application:x").decision.type == "Application"


def test_facts_of_one_dossier_say_nothing_about_another(policy):
    mine = policy.read_data({"services": {"d1": {"kind": "advies", "linked_to_theme": {"innovatie": "ja"}}}})
    theirs = policy.read_data({"services": {"d1": {"kind": "advies", "aimed_at": {"hypnose": "ja"}}}})
    for _ in range(2):
        assert policy.decide(mine)[0].outcome == "subsidieerbaar"
        assert policy.decide(theirs)[0].outcome == "niet_subsidieerbaar"


def test_one_policy_serves_many_threads(policy, root):
    """Each with facts and readings of its own, decided, explained and asked for in turns."""
    dossiers = [policy.read(file) for file in sorted((root / "fixtures" / "cli").glob("*.yaml"))]
    readings = [{}, {"licence_a": "omvat_a1_a2"}, {"exception_scope": "alle_uitsluitingen"}]
    work = [(facts, chosen) for facts in dossiers for chosen in readings]
    start = threading.Barrier(4)

    def done(task):
        facts, chosen = task
        decisions = policy.decide(facts, readings=chosen)
        first = decisions[0]
        explained = policy.explain(facts, f"{first.type.lower()}:{first.subject}", readings=chosen)
        return decisions, explained, policy.query(facts, "decision(Service, Outcome)", readings=chosen)

    def worker(at):
        start.wait()
        return [done(task) for task in work[at::4]]

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(worker, range(4)))
    assert found == [[done(task) for task in work[at::4]] for at in range(4)]


def test_a_policy_loads_in_several_threads_at_once(root, monkeypatch, tmp_path):
    monkeypatch.setenv("KMOPOLICY_CACHE", str(tmp_path / "cache"))
    small = root / "fixtures" / "klein-beleid"
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(lambda _: kmopolicy.load(small).program.digest, range(16)))
    assert len(digests) == 1
    assert len(list((tmp_path / "cache").iterdir())) == 1


def test_everything_that_is_offered_is_there():
    for name in kmopolicy.__all__:
        assert getattr(kmopolicy, name).__doc__


def test_the_package_says_that_it_is_typed():
    assert (Path(kmopolicy.__file__).parent / "py.typed").is_file()
