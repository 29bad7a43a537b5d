"""What one starts from is valid as it stands, and stays valid whatever is taken from behind its `#`."""

import datetime
import re
from io import BytesIO

import pytest
from hypothesis import given
from shipped import POLICY

from kmopolicy.api import Policy, load
from kmopolicy.facts.read import STDIN, read_facts
from kmopolicy.render.manual import starter
from kmopolicy.render.words.labels import Labels
from kmopolicy.testing.policies import policies


def facts(policy, text):
    """The facts of a dossier, which must be valid."""
    read = read_facts(policy.program, STDIN, today=datetime.date(2024, 3, 1), stdin=BytesIO(text.encode()))
    assert read.facts, [found.message_in("en") for found in read.diagnostics]
    return read.facts


def opened(text):
    """A dossier of which the parts that stand behind a `#` as a whole are taken in use."""
    head, body = text.split("\n\n", 1)
    return f"{head}\n\n" + re.sub(r"^#(?=\w+:$|  )", "", body, flags=re.M)


def keys(text):
    """The lines `#key: value`, by number."""
    return [place for place, line in enumerate(text.split("\n")) if re.match(r" +#\w+:", line)]


def with_keys(text, places):
    """The dossier with these lines taken from behind their `#`."""
    return "\n".join(line.replace("#", "", 1) if at in places else line for at, line in enumerate(text.split("\n")))


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_dossier_can_be_decided_as_it_stands(lang):
    read = facts(POLICY, starter.dossier(Labels(POLICY.program, lang), "kmopolicy decide x.yaml"))
    assert [(found.type, found.outcome) for found in POLICY.decide(read)] == [("Service", "onvoldoende_gegevens")]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_fact_that_a_dossier_may_state_is_offered_with_its_sentence(lang):
    labels = Labels(POLICY.program, lang)
    text = starter.dossier(labels, "kmopolicy decide x.yaml")
    told = " ".join(re.sub(r"^#? *# ", "", text, flags=re.M).split())
    for predicate in POLICY.program.predicates.values():
        if predicate.role == "input":
            assert len(re.findall(rf"^#? +#?{predicate.name}: ", text, re.M)) == 1, predicate.name
            assert " ".join(labels.statement(predicate.name)[1:].split()) in told


def test_the_values_to_choose_from_are_all_named_with_their_label():
    told = " ".join(starter.dossier(Labels(POLICY.program, "nl"), "").replace("# ", "").split())
    for kind in ("Theme", "Topic", "Activity", "Profession", "Interest", "Kind"):
        for name, label in POLICY.program.labels[kind].items():
            assert re.search(rf"[ :]{name}[,.]| {name} \({re.escape(label.nl)}\)[,.]", told), name


def test_each_key_alone_is_valid_once_its_mark_is_gone():
    text = opened(starter.dossier(Labels(POLICY.program, "nl"), "kmopolicy decide x.yaml"))
    for place in keys(text):
        name = text.split("\n")[place].strip(" #").split(":")[0]
        stated = facts(POLICY, with_keys(text, {place})).facts
        assert [fact.predicate for fact in stated if fact.span.line == place + 1] == [name]


@given(policies())
def test_of_any_policy_it_is_valid_as_it_stands_and_with_everything_in_use(drawn):
    policy = Policy(drawn.program)
    text = starter.dossier(Labels(policy.program, "nl"), "kmopolicy decide x.yaml")
    assert len(policy.decide(facts(policy, text))) == 1
    everything = with_keys(opened(text), set(keys(opened(text))))
    stated = {fact.predicate for fact in facts(policy, everything).facts}
    assert stated == {each.name for each in policy.program.predicates.values() if each.role == "input"}


def test_a_scenario_expects_what_is_given_to_it():
    text = starter.scenario(Labels(POLICY.program, "nl"), "kmopolicy test", {"s1": "voor_te_leggen"})
    assert [(each.subject, each.outcome) for each in facts(POLICY, text).expectations] == [("s1", "voor_te_leggen")]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_dossier_and_a_scenario_read_as_they_are_kept(lang, tmp_path, root, same_as):
    for name, text in starter.policy(lang).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    labels = Labels(load(tmp_path).program, lang)
    kept = root / "fixtures" / "starters"
    same_as(kept / f"dossier.{lang}.yaml", starter.dossier(labels, "kmopolicy decide dossier.yaml"))
    outcome = next(iter(labels.program.labels["Outcome"]))
    same_as(kept / f"scenario.{lang}.yaml", starter.scenario(labels, "kmopolicy test", {"r1": outcome}))
