"""`kmopolicy new` as a user meets it: what it makes works at once, stands where it belongs, and never over anything."""

import os
from pathlib import Path

import pytest

import kmopolicy
from kmopolicy.language.formatter import formatted


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch) -> Path:
    """An empty folder, with no policy upwards."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize(("lang", "name"), [("nl", "mijn-beleid"), ("en", "my-policy")])
def test_a_new_policy_is_without_a_finding_and_decides_its_own_scenario(run, lang, name):
    told = run("new", "policy", "--lang", lang)
    assert (told.code, told.out) == (0, f"{name}\n")
    assert f"kmopolicy check {name}" in told.err
    assert run("check", name, "--strict").code == 0
    policy = kmopolicy.load(name)
    (scenario,) = Path(name, "scenarios").iterdir()
    facts = policy.read(scenario)
    decided = {found.subject: found for found in policy.decide(facts)}
    assert len(facts.expectations) == 2
    for expected in facts.expectations:
        decision = decided[expected.subject]
        assert decision.outcome == expected.outcome
        assert expected.sentence in {ground.citation.sentence for ground in decision.grounds}


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_new_policy_holds_one_of_each_and_a_comment_above_it(run, lang):
    run("new", "policy", "een", "--lang", lang)
    program = kmopolicy.load("een").program
    assert len(program.sources) == len(program.outcomes) == 1
    assert [each.name for each in program.types.values() if each.kind == "entity"] == ["Request"]
    assert [each.name for each in program.predicates.values() if each.role == "input"] == ["concerns"]
    page = Path("een", "kmopolicy.md").read_text("utf-8")
    assert formatted(page, "kmopolicy.md") == (page, ())
    for word in ("policy", "source", "entity", "type", "input", "define", "    case"):
        assert f"\n{word} " in page.replace("\n% ", "\n").split("\n\n", 1)[1]


def test_a_new_dossier_is_decided_as_it_stands(run):
    told = run("new", "dossier")
    assert told == (0, "dossier.yaml\n", "vul het in; `kmopolicy decide dossier.yaml` geeft de uitkomst\n")
    assert "`kmopolicy decide dossier.yaml`" in Path("dossier.yaml").read_text("utf-8")
    decided = run("decide", "dossier.yaml", "--format", "json")
    assert (decided.code, decided.err) == (0, "")
    assert [each["subject"] for each in decided.json["decisions"]] == ["s1"]


def test_a_new_dossier_speaks_the_words_of_its_policy(run):
    run("new", "policy", "een")
    told = run("new", "dossier", "map met/../een dossier", "--policy", "een", "--lang", "en")
    assert told.code == 2
    told = run("new", "dossier", "een dossier", "--policy", "een", "--lang", "en")
    assert told.out == "een dossier.yaml\n"
    assert told.err == "fill it in; `kmopolicy decide 'een dossier.yaml' --policy een` gives the outcome\n"
    assert "# The request concerns …\n" in Path("een dossier.yaml").read_text("utf-8")
    assert run("decide", "een dossier.yaml", "--policy", "een").code == 0


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        (["--policy", "een"], "een/scenarios/scenario.yaml"),
        (["fiets", "--policy", "een"], "een/scenarios/fiets.yaml"),
        (["fiets.yml", "--policy", "een"], "een/scenarios/fiets.yml"),
        (["een/scenarios/fiets"], "een/scenarios/fiets.yaml"),
    ],
)
def test_a_new_scenario_stands_among_those_of_its_policy_and_holds(run, arguments, place):
    run("new", "policy", "een")
    told = run("new", "scenario", *arguments)
    assert (told.code, told.out) == (0, f"{place}\n")
    assert told.err == "vul het in; `kmopolicy test --policy een` zegt of het klopt\n"
    policy = kmopolicy.load("een")
    facts = policy.read(place)
    expected = {each.subject: each.outcome for each in facts.expectations}
    assert expected == {each.subject: each.outcome for each in policy.decide(facts)} == {"r1": "toegekend"}


def test_within_a_policy_a_new_scenario_needs_no_policy_named(run, monkeypatch):
    run("new", "policy", "een")
    (scenarios,) = Path("een/scenarios").iterdir()
    scenarios.unlink()
    scenarios.parent.rmdir()
    monkeypatch.chdir("een/sources")
    told = run("new", "scenario", "fiets")
    assert told == (0, "../scenarios/fiets.yaml\n", "vul het in; `kmopolicy test` zegt of het klopt\n")
    assert Path("../scenarios/fiets.yaml").is_file()


@pytest.mark.parametrize("place", ["elders/fiets", "een/fiets", "een/scenarios/../fiets"])
def test_a_scenario_elsewhere_is_refused(run, place):
    run("new", "policy", "een")
    Path("elders").mkdir()
    told = run("new", "scenario", place)
    assert (told.code, told.out) == (2, "")
    assert "fout[U143]" in told.err
    assert "kmopolicy new scenario fiets" in told.err


@pytest.mark.parametrize(
    ("kind", "name", "there"),
    [
        ("dossier", "een", "een.yaml"),
        ("dossier", "een.yml", "een.yml"),
        ("policy", "een", "een"),
        ("scenario", "een", "beleid/scenarios/een.yaml"),
    ],
)
@pytest.mark.parametrize("form", ["file", "folder", "link to nothing"])
def test_nothing_is_ever_overwritten(run, here, kind, name, there, form):
    run("new", "policy", "beleid")
    if form == "file":
        Path(there).write_text("van mij", encoding="utf-8")
    elif form == "folder":
        Path(there).mkdir()
    else:
        Path(there).symlink_to("nergens")
    before = contents(here)
    told = run("new", kind, name, "--policy", "beleid")
    assert (told.code, told.out) == (2, "")
    assert f"fout[U141]: `{there}` bestaat al\n" in told.err
    assert contents(here) == before
    assert not Path("nergens").exists()


def test_no_policy_is_made_within_a_policy(run, here):
    run("new", "policy", "een")
    before = contents(here)
    told = run("new", "policy", "een/scenarios/twee")
    assert (told.code, told.out) == (2, "")
    assert "fout[U142]" in told.err
    assert f"`{here / 'een'}`" in told.err
    assert contents(here) == before


@pytest.mark.parametrize("arguments", [[], ["yoga"], ["--policy", "PACKAGE"], ["PACKAGE/scenarios/yoga"]])
def test_no_scenario_is_written_in_the_policy_that_ships(run, root, here, monkeypatch, arguments):
    package = here / "kmopolicy"
    (package / "_policy" / "scenarios").mkdir(parents=True)
    for file in (root / "policy").glob("*.md"):
        (package / "_policy" / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr("kmopolicy.api.__file__", str(package / "api.py"))
    monkeypatch.setattr("kmopolicy.cli.writable.__file__", str(package / "cli" / "writable.py"))
    before = contents(here)
    told = run("new", "scenario", *(each.replace("PACKAGE", str(package / "_policy")) for each in arguments))
    assert (told.code, told.out) == (2, "")
    assert "fout[U140]: `kmopolicy new scenario`" in told.err
    assert contents(here) == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["dosier"], "U104"),
        ([], "U103"),
        (["dossier", "a", "b"], "U116"),
        (["dossier", "."], "U114"),
        (["dossier", ".."], "U114"),
        (["dossier", "een/"], "U114"),
        (["dossier", "nergens/een"], "U114"),
        (["policy", "nergens/een"], "U114"),
        (["policy", "."], "U141"),
    ],
)
def test_wrong_usage_makes_nothing(run, here, arguments, code):
    told = run("new", *arguments)
    assert (told.code, told.out) == (2, "")
    assert f"fout[{code}]" in told.err
    assert list(here.iterdir()) == []


def test_a_policy_that_is_not_valid_gives_no_dossier(run, here):
    run("new", "policy", "een")
    page = Path("een/kmopolicy.md")
    page.write_text(page.read_text("utf-8").replace("entitled(Request) :-", "entitld(Request) :-"), encoding="utf-8")
    for kind in ("dossier", "scenario"):
        told = run("new", kind, "--policy", "een")
        assert (told.code, told.out) == (4, "")
    assert {file.name for file in here.rglob("*.yaml")} == {"voorbeelden.yaml"}


def test_a_policy_is_written_whole_or_not_at_all(run, here, monkeypatch):
    write, written = Path.write_text, []

    def full(self, *arguments, **options):
        written.append(self)
        if len(written) == 3:
            raise OSError(28, "no space left")
        return write(self, *arguments, **options)

    monkeypatch.setattr(Path, "write_text", full)
    told = run("new", "policy", "een")
    assert (told.code, told.out) == (2, "")
    assert "fout[U114]: `een` kan niet worden geschreven" in told.err
    assert list(here.iterdir()) == []


def test_a_new_policy_has_the_rights_of_any_new_folder(run):
    run("new", "policy", "een")
    Path("twee").mkdir()
    assert os.stat("een").st_mode == os.stat("twee").st_mode
    Path("twee/drie").write_text("", encoding="utf-8")
    assert os.stat("een/kmopolicy.md").st_mode == os.stat("twee/drie").st_mode
