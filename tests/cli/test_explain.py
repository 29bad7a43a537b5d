"""`kmopolicy explain`: the JSON of a proof holds all that the explanation holds, and every line of it stands somewhere."""

import json
from collections import Counter

import pytest

from kmopolicy.render.documents import explanation as rendered
from kmopolicy.testing.checker import check

FILES = ("alle-uitkomsten.yaml", "vreemde-namen.yaml", "zonder-peildatum.yaml", "zelfde-namen/twee.yaml")


@pytest.fixture(scope="module")
def explained(policy, dossiers):
    """Per subject of the dossiers its facts, the explanation, and that as JSON."""
    found = []
    for file in FILES:
        facts = policy.read(dossiers / file)
        for decision in policy.decide(facts):
            explanation = policy.explain(facts, f"{decision.type.lower()}:{decision.subject}")
            found.append((facts, explanation, json.loads(rendered.explanation(explanation))))
    return found


def nodes_in(document):
    """All nodes of a document in JSON, in order."""
    for ground in document["grounds"]:
        yield from beneath(ground["proof"])
    yield from beneath(document["proof"])
    for alternative in document["alternatives"]:
        for node in alternative["why"]:
            yield from beneath(node)


def beneath(node):
    yield node
    for child in node["children"]:
        yield from beneath(child)
    for attempt in node.get("attempts", ()):
        for child in attempt["holds"] + attempt["fails"]:
            yield from beneath(child)


def nodes_of(explanation):
    """All nodes of an explanation, in the same order."""
    for ground in explanation.decision.grounds:
        yield from under(ground.proof)
    yield from under(explanation.proof)
    for alternative in explanation.alternatives:
        for node in alternative.why:
            yield from under(node)


def under(node):
    yield node
    for child in node.children:
        yield from under(child)
    for attempt in node.attempts:
        for child in attempt.holds + attempt.fails:
            yield from under(child)


def test_every_explanation_has_the_keys_and_types_of_the_schema(explained, valid):
    for facts, _, document in explained:
        if facts.file.endswith(FILES[0]):
            valid(document, "explanation")


def test_what_is_printed_is_what_the_api_explains(run, dossiers, explained):
    facts, explanation, document = explained[0]
    told = run("explain", dossiers / FILES[0], explanation.decision.subject, "--format", "json")
    assert (told.code, told.err, facts.file) == (0, "", told.json["file"])
    assert {key: each for key, each in told.json.items() if key != "certificate"} == document


def test_the_json_has_every_node_of_the_proof_with_all_that_it_says(explained):
    for _, explanation, document in explained:
        for printed, node in zip(nodes_in(document), nodes_of(explanation), strict=True):
            assert (printed["kind"], printed["atom"]) == (node.kind, node.atom)
            assert printed["words"] == {"nl": node.sentence["nl"], "en": node.sentence["en"]}
            assert (printed["rule"] or "") == node.rule
            place = (node.place.file, node.place.line) if node.place else (None, None)
            assert (printed["file"], printed["line"]) == place
            cited = [(each.sentence, each.quote) for each in node.citations]
            told = printed.get("citations", [printed] if printed["sentence"] else [])
            assert [(each["sentence"], each["quote"]) for each in told] == cited


def test_all_kinds_of_nodes_and_all_three_kinds_of_no_occur_here(explained):
    kinds = Counter(node["kind"] for _, _, document in explained for node in nodes_in(document))
    assert set(kinds) == {"derived", "given", "table", "absent", "comparison"}
    statuses = {node.get("status") for _, _, document in explained for node in nodes_in(document)}
    assert statuses == {None, "refuted", "not_established", "unknown"}


def test_every_proof_stands_by_the_checker_that_never_asks_the_prover(explained, policy):
    readings = {name: reading.default for name, reading in policy.program.readings.items()}
    for facts, explanation, _ in explained:
        assert check(explanation, policy.program, facts, readings) == ()


def line_of(file, number):
    return file.read_text(encoding="utf-8").splitlines()[number - 1]


def test_every_fact_stands_in_the_dossier_where_the_proof_says(explained, dossiers):
    for facts, _, document in explained:
        for node in nodes_in(document):
            if node["kind"] == "given" and node["file"]:
                assert node["file"] == facts.file
                line = line_of(dossiers / node["file"], node["line"])
                predicate, _, values = node["atom"].partition("(")
                last = values.removesuffix(")").rpartition(", ")[2].strip('"')
                assert predicate in line or last in line, (node["atom"], line)


def test_every_rule_and_row_stands_in_the_policy_where_the_proof_says(explained, root):
    for _, _, document in explained:
        for node in nodes_in(document):
            if node["kind"] in ("derived", "table"):
                line = line_of(root / "policy" / node["file"], node["line"])
                name = node["atom"].partition("(")[0]
                first = node["atom"].partition("(")[2].rstrip(")").partition(", ")[0]
                assert name in line or first in line or line.lstrip().startswith(("case ", "rule ")), (node, line)


def test_every_quote_is_verbatim_in_its_sentence(explained, policy):
    texts = {each.number: each.text for source in policy.program.sources for each in source.sentences}
    for _, _, document in explained:
        for node in nodes_in(document):
            for cited in node.get("citations", [node]):
                if cited["quote"]:
                    whole = " ".join(text for number, text in texts.items() if number.startswith(cited["sentence"]))
                    for piece in cited["quote"].split("…"):
                        assert folded(piece) in folded(whole), cited


def folded(text):
    return " ".join(text.split())


def test_a_ground_quotes_the_sentence_that_excludes(run, dossiers):
    document = run("explain", dossiers / FILES[0], "uitgesloten", "--format", "json").json
    assert [(each["sentence"], each["kind"]) for each in document["grounds"]] == [
        ("U02", "exclusion"),
        ("U16", "exclusion"),
    ]
    assert document["grounds"][0]["quote"].endswith("mindfulness")


def test_every_other_outcome_is_accounted_for(explained, policy):
    outcomes = {each.subject_type: each for each in policy.program.outcomes.values()}
    for _, explanation, document in explained:
        values = dict.fromkeys(case.value for case in outcomes[explanation.decision.type].cases)
        assert {each["outcome"] for each in document["alternatives"]} == set(values) - {document["outcome"]}
        for alternative in document["alternatives"]:
            assert bool(alternative["first"]) == bool(alternative["reason"])
            assert alternative["first"] or alternative["why"]


def test_a_judgement_is_shown_with_who_gave_it_when_and_why(run, dossiers):
    document = run("explain", dossiers / FILES[0], "gesteund", "--format", "json").json
    judged = [node["judgement"] for node in nodes_in(document) if "judgement" in node]
    assert {"by": "Ann Peeters", "on": "2024-02-01", "because": "hele inhoud"} in judged
    for form in ("tree", "markdown", "mermaid"):
        told = folded(run("explain", dossiers / FILES[0], "gesteund", "--format", form).out)
        assert "Ann Peeters" in told
        assert "hele inhoud" in told.replace("<br/>", " ")


def test_a_reading_says_what_each_other_option_would_do(run, dossiers):
    (reading,) = run("explain", dossiers / FILES[0], "uitgesloten", "--format", "json").json["readings_used"]
    (other,) = reading["others"]
    assert (reading["name"], reading["option"]) == ("exception_scope", "enkel_gezondheid")
    assert (other["option"], other["outcome"]) == ("alle_uitsluitingen", "subsidieerbaar")
    option = "exception_scope=alle_uitsluitingen"
    told = run("explain", dossiers / FILES[0], "uitgesloten", "--format", "json", "--reading", option).json
    assert told["outcome"] == other["outcome"]


def test_the_open_facts_that_could_still_matter_are_named(run, dossiers):
    document = run("explain", dossiers / FILES[0], "onvolledig", "--format", "json").json
    assert "linked_to_theme(onvolledig, digitalisering, _)" in [each["atom"] for each in document["missing"]]


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("form", ["tree", "markdown", "mermaid"])
def test_every_format_tells_the_outcome_and_every_ground_in_the_language_asked_for(explained, run, form, lang):
    for facts, explanation, document in explained:
        if "vreemde" in facts.file:
            continue
        subject = f"{document['type']}:{document['subject']}"
        told = run("explain", facts.file, subject, "--format", form, "--lang", lang, "--date", "2024-03-01").out
        words = said(told, form)
        assert plain(document["outcome_label"][lang]) in words
        for ground in explanation.decision.grounds:
            assert plain(ground.proof.sentence[lang]) in words


def plain(text):
    """Letters only, so that wrapping, guides and escapes make no difference."""
    return "".join(character for character in text.lower() if character.isalnum())


def said(told, form):
    import re

    if form == "mermaid":
        told = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), told.replace("<br/>", " "))
    lines = [re.sub(r"\s{2,}\S+( \S+)*$", "", line) if form == "tree" else line for line in told.splitlines()]
    return plain("".join(told.splitlines())) + plain("".join(lines))


def test_full_opens_what_the_ordinary_explanation_leaves_out(run, dossiers):
    line = ("explain", dossiers / FILES[0], "uitgesloten")
    assert len(run(*line, "--full").out.splitlines()) > 2 * len(run(*line).out.splitlines())
    assert run(*line, "--full", "--format", "json").out == run(*line, "--format", "json").out


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        (("--", "-x"), "=1+1 (-x)"),
        (("--", "--help"), "+49 170 (--help)"),
        (("een cursus met spaties",), "@SUM(A1:A9) (een cursus met spaties)"),
        (("service:dubbel",), "-2+3 (dubbel)"),
        (("service:service:dubbel",), "=1+1 (service:dubbel)"),
        (("application:dubbel",), "dubbel"),
        (("request:dubbel",), "dubbel"),
    ],
)
def test_subjects_with_odd_names_can_be_explained(run, dossiers, arguments, title):
    told = run("explain", dossiers / "vreemde-namen.yaml", *arguments)
    assert (told.code, told.err) == (0, "")
    assert told.out.strip().startswith(f"{title} · ")
