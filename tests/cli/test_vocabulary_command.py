"""`kmopolicy vocabulary`: every predicate with its sentence, one in depth, and a JSON Schema that holds dossiers to it."""

import jsonschema
import pytest
import yaml

from kmopolicy.render.terminal.paint import plain
from kmopolicy.render.terminal.vocabulary import in_depth
from kmopolicy.render.words.labels import Labels


def test_the_overview_has_every_predicate_with_its_arguments(run, policy):
    out = run("vocabulary").out
    for name, predicate in policy.program.predicates.items():
        arguments = ", ".join(argument.name for argument in predicate.arguments)
        assert f"   {name}({arguments})\n" in out


def test_the_overview_groups_facts_by_the_section_of_the_dossier(run):
    lines = run("vocabulary").out.splitlines()
    heads = [line for line in lines if line and not line.startswith(" ")]
    assert heads[1:5] == [
        "Diensten (services)",
        "Dienstverleners (providers)",
        "Steunaanvragen (applications)",
        "Aanvragen tot opname op de lijst (listing_requests)",
    ]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_predicate_can_be_seen_in_depth(run, policy, lang):
    labels = Labels(policy.program, lang)
    assert run("vocabulary", "excluded", "--lang", lang).out == plain(
        in_depth(policy.program.predicates["excluded"], labels, 100)
    )
    for predicate in policy.program.predicates.values():
        told = plain(in_depth(predicate, labels, 100))
        words = " ".join(told.split())
        for sentence in predicate.sentences:
            assert " ".join(sentence.text[lang].split()).lower() in words.lower()
        for argument in predicate.arguments:
            for constant in policy.program.types[argument.type].constants:
                assert f"   {constant.name}" in told


def test_in_depth_the_sources_are_quoted_whole(run, policy):
    texts = {each.number: each.text for source in policy.program.sources for each in source.sentences}
    told = " ".join(run("vocabulary", "excluded_activity").out.split())
    assert f"U02 « {texts['U02']} » U03 « {texts['U03']} »" in told


def test_the_example_in_depth_is_a_valid_dossier(run, policy):
    """With a service of its own around it, and with what stands in its comment in its place as well."""
    for name, predicate in policy.program.predicates.items():
        home = policy.program.types[predicate.arguments[0].type]
        if predicate.role != "input" or home.kind != "entity":
            continue
        told = run("vocabulary", name).out.split("In een dossier\n", 1)[1]
        plain = [line.removeprefix("   ") for line in told.splitlines()]
        commented = [line.replace("# ", "", 1) for line in plain if "# " in line]
        for lines in (plain, [*plain[:2], *commented]) if commented else (plain,):
            assert policy.read_data(completed(read("\n".join(lines).replace("…", "iets"))))


def read(text):
    """YAML as the program reads it: every scalar is text, but for `true`."""
    return yaml.load(text.replace(": true", ": !!bool true"), _Loader)


class _Loader(yaml.BaseLoader):
    pass


_Loader.add_constructor("tag:yaml.org,2002:bool", lambda *_: True)


def completed(dossier):
    """The dossier with all that must be there beside what it says."""
    for section, must in (
        ("services", {"kind": "advies"}),
        ("applications", {"applies_for": "s1", "selected_theme": "innovatie"}),
        ("listing_requests", {"requests_listing_of": "s1"}),
    ):
        for entity in dossier.get(section, {}).values():
            entity.update({key: value for key, value in must.items() if key not in entity})
    dossier.setdefault("services", {"s1": {"kind": "advies"}})
    return {**dossier, "providers": {**dossier.get("providers", {}), "p1": dossier.get("providers", {}).get("p1", {})}}


def test_a_predicate_that_does_not_exist_is_wrong_usage(run):
    told = run("vocabulary", "linked_to_them")
    assert (told.code, told.out) == (2, "")
    assert told.err == (
        "fout[U112]: het beleid kent geen predicaat `linked_to_them`\n  = hulp: bedoelde u `linked_to_theme`?\n"
    )
    assert "`kmopolicy vocabulary` toont ze allemaal" in run("vocabulary", "zzz").err


@pytest.fixture(scope="module")
def schema(policy):
    from kmopolicy.facts.schema import json_schema

    return json_schema(policy.program)


def test_the_json_schema_is_one_and_the_one_that_is_printed(run, schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    assert run("vocabulary", "--json-schema").json == schema


def test_the_json_schema_accepts_every_dossier_of_these_tests(schema, dossiers):
    for file in sorted(dossiers.rglob("*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        jsonschema.validate(content, schema)


@pytest.mark.parametrize(
    "wrong",
    [
        {"diensten": {}},
        {"services": {"d1": {}}},
        {"services": {"d1": {"kind": "cursus"}}},
        {"services": {"d1": {"kind": "advies", "linked_to_theme": {"digitaal": "ja"}}}},
        {"services": {"d1": {"kind": "advies", "linked_to_theme": {"innovatie": "misschien"}}}},
        {"services": {"d1": {"kind": "advies", "linked_to_theme": {"innovatie": {"by": "Ann"}}}}},
        {"applications": {"a1": {"applies_for": "d1"}}},
        {"expect": {"d1": {"outcome": "subsidiabel"}}},
    ],
)
def test_the_json_schema_underlines_what_the_program_refuses(schema, policy, wrong):
    import kmopolicy

    assert not jsonschema.Draft202012Validator(schema).is_valid(wrong)
    with pytest.raises(kmopolicy.FactsError):
        policy.read_data(wrong)
