"""The page of the JSON formats has every key of real output, each under its own heading, and no other."""

import json
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from shipped import ROOT

import kmopolicy
from kmopolicy import FactsError
from kmopolicy.program.load import examined
from kmopolicy.program.pages import folder_of
from kmopolicy.questions.scenarios.allowances import Allowance
from kmopolicy.questions.scenarios.alterations import alterations
from kmopolicy.questions.scenarios.coverage import Trials, coverage
from kmopolicy.questions.scenarios.mutate import report
from kmopolicy.questions.scenarios.scenarios import Answered, Scenario, held_against
from kmopolicy.render.documents import alterations as document_of_alterations
from kmopolicy.render.documents import answers, diagnostics, explanation, proved, questions, replay, scenarios
from kmopolicy.render.documents import coverage as render_coverage
from kmopolicy.render.documents import impact as rendered_impact
from kmopolicy.render.told.impact import Names
from kmopolicy.render.words.labels import Labels

from .pages import Page

Json = dict[str, Any]


@pytest.fixture(scope="module")
def page(root):
    return Page(root / "docs" / "json.md")


@pytest.fixture(scope="module")
def found(policy, root, tmp_path_factory):
    """Per heading of the page the keys of all such objects in the output about the dossiers of the documentation."""
    keys: dict[str, set[str]] = defaultdict(set)
    for file in sorted((root / "fixtures" / "docs").glob("*.yaml")):
        for heading, each in _printed(policy, policy.read(file)):
            keys[heading] |= each.keys()
    tables = policy.read(root / "fixtures" / "tables" / "aanbod-uit-een-rekenblad")
    for heading, each in _explanation(json.loads(policy.certified(tables, policy.decide(tables)[0].subject))):
        keys[heading] |= each.keys()
    for heading, each in _proved(root / "fixtures" / "questions", tmp_path_factory.mktemp("json")):
        keys[heading] |= each.keys()
    return keys


def test_every_object_has_the_keys_that_its_heading_lists(page, found):
    assert {heading: keys for heading, keys in _listed(page).items() if keys} == found


def test_every_value_that_the_page_names_occurs_in_the_declared_ones(page):
    from typing import get_args

    from kmopolicy.program.declarations import GroundKind
    from kmopolicy.proof.explanation import AbsentStatus, NodeKind

    for heading, key, values in (
        ("A ground", "kind", GroundKind),
        ("A node", "kind", NodeKind),
        ("An absent node", "status", AbsentStatus),
    ):
        row = next(line for line in _section(page, heading).splitlines() if line.startswith(f"| `{key}`"))
        assert set(re.findall(r"`(\w+)` \(", row)) == set(get_args(values))


def _listed(page: Page) -> dict[str, set[str]]:
    """Per heading the names in the first column of its table."""
    headings = re.findall(r"^##+ (.+)$", page.prose, re.M)
    cells = {heading: re.findall(r"^\| (`.+?) \|", _section(page, heading), re.M) for heading in headings}
    return {heading: set(re.findall(r"`(\w+)`", " ".join(found))) for heading, found in cells.items()}


def _section(page: Page, heading: str) -> str:
    return re.split(r"^##+ ", page.prose.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def _printed(policy, facts) -> Iterator[tuple[str, Json]]:
    decisions = policy.decide(facts)
    yield from _decisions(json.loads(explanation.decisions(decisions, policy.program.name, policy.program.digest)))
    for each in decisions:
        text = policy.certified(facts, each.subject)
        yield from _explanation(json.loads(text))
        yield "kmopolicy.replay/1", json.loads(replay.replay(policy.verify_proof(text)))
    for each in decisions:
        yield from _questions(policy, facts, each)
    goal = "decision(Service, Outcome)"
    yield "kmopolicy.answers/1", json.loads(answers.answers(goal, *policy.query(facts, goal)))
    yield from _tested(policy)
    yield from _covered(policy)
    with pytest.raises(FactsError) as refused:
        policy.read_data({})
    yield from _diagnostics(json.loads(diagnostics.diagnostics(refused.value.diagnostics)))
    for name in ("overbodige-regel", "toelating-voor-niets"):
        yield from _diagnostics(json.loads(diagnostics.diagnostics(*_examined(name))))


def _examined(name: str) -> tuple[Any, Any]:
    """What is wrong with a bad policy, and what it allows."""
    bad = ROOT / "fixtures" / "bad-policies"
    files = {f"sources/{file.name}": file.read_bytes() for file in (bad / "sources").iterdir()}
    page = {"kmopolicy.md": (bad / f"{name}.md").read_bytes()}
    return examined(folder_of(Path(), page | files), date(2026, 1, 1))[1:]


def _diagnostics(document: Json) -> Iterator[tuple[str, Json]]:
    yield "kmopolicy.diagnostics/1", document
    for each in document["diagnostics"]:
        yield "A diagnostic", each
        yield from (("A note", note) for note in each["notes"])
    yield from (("An allowed warning", {"reason": each["reason"]}) for each in document["allowed"])


MORE = """
```datalog
input visited(student: Student, date: Date)
    nl "langsgekomen op {date}"
    en "came on {date}".

warning recent(student: Student)
    nl "nog onlangs langsgekomen"
    en "came not long ago".

recent(Student) :- visited(Student, Date), Date > 2024-03-01.
recent(Student) :- suspended(Student).
```
"""
"""Of each student any number of dates, and a warning that another policy does not give."""


def _proved(questions: Path, written: Path) -> Iterator[tuple[str, Json]]:
    """A policy with a flaw of every kind, and one that has more to say, compared with the same without any."""
    mended = kmopolicy.load(questions / "beurs-hersteld")
    more = shutil.copytree(questions / "beurs-hersteld", written / "more")
    with (more / "kmopolicy.md").open("a", encoding="utf-8") as page:
        page.write(MORE)
    for other in (kmopolicy.load(questions / "beurs"), kmopolicy.load(more)):
        yield from _verified(json.loads(proved.verification(other.verify())))
        yield from _compared(json.loads(proved.comparison(kmopolicy.compare(mended, other), ("mended", "other"))))

    found = kmopolicy.impact(questions / "beurs", mended, questions / "studenten.yaml")
    yield from _affected(json.loads(rendered_impact.impact(found, Names("flawed", "mended"))))


def _affected(document: Json) -> Iterator[tuple[str, Json]]:
    yield "kmopolicy.impact/1", document
    yield from (("A side of an impact", document[side]) for side in ("old", "new"))
    yield from (("A cell", each) for each in document["matrix"])
    for group in document["groups"]:
        yield "A group", group
        yield from (("A name", each) for each in group["subjects"])
        yield from (("An example", each) for each in group["examples"])
        yield from (("Something responsible", each) for each in group["responsible"])
    yield from (("A subject of an impact", each) for each in document["subjects"])


def _verified(document: Json) -> Iterator[tuple[str, Json]]:
    yield "kmopolicy.verification/1", document
    yield "A domain", document["domain"]
    yield from (("A limit", limit) for limit in document["domain"]["limits"])
    for each in document["properties"]:
        yield "A property", each
        yield from (("A part", part) for part in each["parts"])
        if each["counterexample"]:
            yield "A counterexample", each["counterexample"]


def _compared(document: Json) -> Iterator[tuple[str, Json]]:
    yield "kmopolicy.comparison/1", document
    yield "A domain", document["domain"]
    yield from (("A side", document[side]) for side in ("old", "new"))
    yield from (("A difference", each) for each in document["differences"])
    yield from (("A shift", each) for each in document["shifts"])
    for change in document["changes"]:
        yield "A changed outcome", change
        for unit in change["responsible"]:
            yield "Something responsible", unit
            yield from (("A text of the policy", text) for text in unit["old"] + unit["new"])


def _tested(policy) -> Iterator[tuple[str, Json]]:
    expected = {"c1": {"outcome": "subsidieerbaar"}, "fits_theme(c1, Theme)": []}
    facts = policy.read_data({"services": {"c1": {"kind": "advies"}}, "expect": expected})
    results = tuple(held_against(each, policy.explain(facts, each.subject)) for each in facts.expectations)
    goals = tuple(Answered(each, ()) for each in facts.answers)
    document = json.loads(scenarios.scenarios([Scenario(facts.file, facts, results, (), goals)], policy.program))
    yield from (("Expected answers", each) for each in document["answers"])
    yield "kmopolicy.test/1", document
    yield from (("An expectation", each) for each in document["expectations"])
    altered = list(islice(alterations(policy.program), 2))
    told = report(altered, altered, [Allowance(altered[0].key, "…", 1)])
    document = json.loads(document_of_alterations.alterations(told, Labels(policy.program, "nl")))
    yield "kmopolicy.alterations/1", document
    yield from (("An alteration", each) for each in document["unexplained"] + document["allowed"])


def _covered(policy) -> Iterator[tuple[str, Json]]:
    data = {"services": {"c1": {"kind": "advies"}}, "expect": {"c1": {"outcome": "onvoldoende_gegevens"}}}
    found = coverage(policy.program, [Trials(policy.program).of(policy.read_data(data))])
    document = json.loads(render_coverage.coverage(found))
    yield "kmopolicy.coverage/1", document
    for source in document["sources"]:
        yield "A covered source", source
        yield from (("A covered sentence", each) for each in source["sentences"])
    yield from (("A provision", each) for each in document["provisions"])
    yield from (("A scenario", each) for each in document["scenarios"])


def _decisions(document: Json) -> Iterator[tuple[str, Json]]:
    yield "kmopolicy.decisions/1", document
    yield from _warnings(document)
    for decision in document["decisions"]:
        yield "A decision", decision
        yield from (("A ground", ground) for ground in decision["grounds"])


def _explanation(document: Json) -> Iterator[tuple[str, Json]]:
    own = {
        "schema",
        "policy",
        "title",
        "outcome_label",
        "grounds",
        "proof",
        "alternatives",
        "readings_used",
        "missing",
        "warnings",
        "certificate",
    }
    yield "kmopolicy.explanation/1", {key: each for key, each in document.items() if key in own}
    yield "A decision", {key: each for key, each in document.items() if key not in own - {"grounds"}}
    yield from _warnings(document)
    yield "A certificate", document["certificate"]
    yield from (("A thing", each) for each in document["certificate"]["things"])
    yield from (("A fact", each) for each in document["certificate"]["facts"])
    yield from (("A missing fact", each) for each in document["missing"])
    for reading in document["readings_used"]:
        yield "A reading", reading
        yield from (("Another option", other) for other in reading["others"])
    for alternative in document["alternatives"]:
        yield "Another outcome", alternative
        yield from (each for node in alternative["why"] for each in _node(node))
    for ground in document["grounds"]:
        yield "A ground", {key: each for key, each in ground.items() if key != "proof"}
        yield from _node(ground["proof"])
    yield from _node(document["proof"])


def _outcomes(policy, decision) -> list[str]:
    """The outcomes that a subject of this kind can have, each once."""
    found = next(each for each in policy.program.outcomes.values() if each.subject_type == decision.type)
    return list(dict.fromkeys(case.value for case in found.cases))


def _questions(policy, facts, decision) -> Iterator[tuple[str, Json]]:
    labels = {lang: Labels(policy.program, lang, facts) for lang in ("nl", "en")}
    for outcome in _outcomes(policy, decision):
        found = policy.what_if(facts, decision.subject, outcome, most=2)
        document = json.loads(questions.what_if(found, decision, labels))
        yield "kmopolicy.what-if/1", document
        yield from (("A fact that carries", each) for each in document["carried_by"])
        yield from (each for way in document["ways"] for each in _way(way))
    document = json.loads(questions.question(policy.ask(facts, decision.subject), decision, labels))
    yield "kmopolicy.question/1", document
    for question in (document["question"], *document["others"]) if document["question"] else ():
        yield "A question", question
        yield from (("An answer", answer) for answer in question["answers"])
        yield from (("A choice", choice) for answer in question["answers"] for choice in answer["states"] or ())
        for reason in question["reasons"]:
            yield "A reason", reason
            yield from (("A citation", citation) for citation in reason["citations"])


def _way(way: Json) -> Iterator[tuple[str, Json]]:
    yield "A way", way
    yield from (("A link", link) for link in way["links"])
    for change in way["changes"]:
        yield "A change", change
        yield from (("A choice", choice) for choice in change["arguments"])


def _warnings(document: Json) -> Iterator[tuple[str, Json]]:
    for warning in document["warnings"]:
        yield "A warning", warning
        yield from (("A citation", citation) for citation in warning["citations"])


_ABSENT = ("status", "candidates", "others", "attempts")


def _node(node: Json) -> Iterator[tuple[str, Json]]:
    if node["kind"] == "absent":
        yield "An absent node", {key: node[key] for key in (*_ABSENT, "children")}
    yield "A node", {key: each for key, each in node.items() if key not in _ABSENT}
    yield from (("A citation", citation) for citation in node.get("citations", ()))
    yield from (each for child in node["children"] for each in _node(child))
    for attempt in node.get("attempts", ()):
        yield "An attempt", attempt
        yield from (each for child in attempt["holds"] + attempt["fails"] for each in _node(child))
