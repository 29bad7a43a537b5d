"""Exit codes 2, 3, 4 and 70: what is wrong, in the language of the user, with what to do, and never a traceback."""

import pytest


@pytest.fixture(scope="module")
def dossier(dossiers):
    return dossiers / "alle-uitkomsten.yaml"


READINGS = (
    "`list_is_constitutive`, `licence_a`, `medical_professions`, `nonconventional_test`, `exception_scope`, "
    "`public_interest_test`, `adverse_advice`"
)
WRONG_USAGE = [
    ("decde x", "U101", "er is geen opdracht `decde`", "bedoelde u `decide`?"),
    ("zzz", "U101", "er is geen opdracht `zzz`", "de opdrachten zijn `decide`, `explain`, "),
    ("decide", "U103", "`kmopolicy decide` mist `FACTS`", "`kmopolicy decide --help` toont wat erbij hoort"),
    ("explain", "U103", "`kmopolicy explain` mist `FACTS`", "`kmopolicy explain --help` toont"),
    ("explain DOSSIER", "U103", "`kmopolicy explain` mist `SUBJECT`", "`kmopolicy explain --help` toont"),
    ("query DOSSIER", "U103", "`kmopolicy query` mist `GOAL`", "`kmopolicy query --help` toont"),
    ("explain DOSSIER open iets", "U116", "`kmopolicy explain` weet geen weg met `iets`", "`kmopolicy explain --help`"),
    ("decide DOSSIER --formt json", "U102", "`kmopolicy decide` kent geen optie `--formt`", "bedoelde u `--format`?"),
    ("decide DOSSIER --zzz", "U102", "kent geen optie `--zzz`", "`kmopolicy decide --help` toont de opties"),
    ("explain DOSSIER -x", "U102", "kent geen optie `-x`", "een naam die met `-` begint staat na `--`"),
    ("--date 2024-03-01 decide DOSSIER", "U102", "geen optie `--date`", "na de opdracht: `kmopolicy decide … --date`"),
    ("--zzz", "U102", "`kmopolicy` kent geen optie `--zzz`", "`kmopolicy --help` toont de opties"),
    ("decide DOSSIER --format", "U117", "na `--format` ontbreekt een waarde", "`--help` na de opdracht"),
    ("decide DOSSIER --exit-code=3", "U116", "`kmopolicy decide` weet geen weg met `--exit-code=…`", "--help"),
    ("decide DOSSIER --format xml", "U104", "`xml` is geen waarde voor `--format`", "kies uit `table`, `json`, `csv`"),
    ("explain DOSSIER open --format csv", "U104", "`csv` is geen", "kies uit `tree`, `json`, `markdown`, `mermaid`"),
    ("query DOSSIER kind(S,K) --format tree", "U104", "`tree` is geen", "kies uit `table`, `json`, `csv`"),
    ("check --format csv", "U104", "`csv` is geen waarde voor `--format`", "kies uit `text`, `json`"),
    ("decide DOSSIER --lang fr", "U104", "`fr` is geen waarde voor `--lang`", "kies uit `nl`, `en`"),
    ("decide DOSSIER --date 1/3/2024", "U105", "`1/3/2024` is geen datum", "schrijf jaar-maand-dag"),
    ("decide DOSSIER --date 2024-02-30", "U105", "`2024-02-30` is geen datum", "zoals `--date 2024-03-01`"),
    ("decide DOSSIER --date 2024-3-1", "U105", "`2024-3-1` is geen datum", "schrijf jaar-maand-dag"),
    ("decide DOSSIER --date ٢٠٢٤-03-01", "U105", "is geen datum", "schrijf jaar-maand-dag"),
    ("decide DOSSIER --date 20240301", "U105", "is geen datum", "schrijf jaar-maand-dag"),
    ("decide DOSSIER --reading licence_a", "U106", "`licence_a` kiest geen lezing", f"de lezingen zijn {READINGS}"),
    ("decide DOSSIER --reading =enkel_a", "U106", "`=enkel_a` kiest geen lezing", "schrijf `--reading NAAM=OPTIE`"),
    ("decide DOSSIER --reading licence=x", "U107", "het beleid kent geen lezing `licence`", "bedoelde u `licence_a`?"),
    ("decide DOSSIER --reading zzz=x", "U107", "het beleid kent geen lezing `zzz`", f"de lezingen zijn {READINGS}"),
    ("explain DOSSIER open --reading licence_a=zzz", "U108", "kent geen optie `zzz`", "`omvat_a1_a2`, `enkel_a`"),
    (
        "decide DOSSIER --reading licence_a=enkel_a --reading licence_a=twijfel",
        "U109",
        "de lezing `licence_a` wordt twee keer gekozen",
        "laat één keuze staan: `enkel_a` of `twijfel`",
    ),
    ("explain DOSSIER oepn", "U110", "`oepn` staat niet in de feiten", "bedoelde u `open`?"),
    ("explain DOSSIER zzzzz", "U110", "`zzzzz` staat niet in de feiten", "de feiten gaan over `gesteund`, "),
    ("explain DOSSIER Application:open", "U110", "`Application:open` staat niet", "bedoelde u `application:open`?"),
    ("explain DOSSIER provider:open", "U110", "`provider:open` staat niet", "de feiten gaan over `application:open`"),
    ("decide DOSSIER --subject aanbieder", "U110", "`aanbieder` staat niet in de feiten", "de feiten gaan over"),
    ("explain ODD dubbel", "U111", "`dubbel` is de naam van meer dan één ding", "kies met `service:dubbel`, "),
    ("vocabulary zzz", "U112", "het beleid kent geen predicaat `zzz`", "toont ze allemaal"),
    ("decide DOSSIER --exit-code", "U113", "`--exit-code` vraagt één onderwerp", "kies er een met `--subject`"),
    ("decide - -", "U115", "`-` staat er meer dan één keer", "maar één keer worden gelezen"),
    ("decide niets.yaml", "F001", "`niets.yaml` is er niet", "kijk de naam na"),
    ("explain niets.yaml x", "F001", "`niets.yaml` is er niet", "kijk de naam na"),
    ("decide DOSSIER --policy niets", "F001", "`niets` is er niet", "kijk de naam na"),
    ("check niets", "F001", "`niets` is er niet", "kijk de naam na"),
]


@pytest.mark.parametrize(("line", "code", "message", "help"), WRONG_USAGE, ids=[line for line, *_ in WRONG_USAGE])
def test_wrong_usage_says_what_is_wrong_and_what_to_do(run, dossiers, line, code, message, help):  # noqa: A002
    told = run(*words(line, dossiers))
    assert (told.code, told.out) == (2, "")
    first, *rest = told.err.splitlines()
    assert first.startswith(f"fout[{code}]: ")
    assert message in first
    assert help in " ".join(rest)
    assert "raceback" not in told.err


@pytest.mark.parametrize(("line", "code"), [(line, code) for line, code, _, _ in WRONG_USAGE])
def test_wrong_usage_is_told_in_english_too(run, dossiers, monkeypatch, line, code):
    dutch = run(*words(line, dossiers)).err
    monkeypatch.setenv("KMOPOLICY_LANG", "en")
    told = run(*words(line, dossiers))
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith(f"error[{code}]: ")
    assert not set(dutch.splitlines()) & set(told.err.splitlines())


def words(line, dossiers):
    files = {"DOSSIER": dossiers / "alle-uitkomsten.yaml", "ODD": dossiers / "vreemde-namen.yaml"}
    return [files.get(word, word) for word in line.split(" ")]


def test_an_empty_name_of_a_file_is_no_file(run):
    """It often comes from a variable of the shell that is not set: it must not stand for the folder at hand."""
    told = run("decide", "")
    assert (told.code, told.out) == (2, "")
    assert "fout[F001]: `` is er niet" in told.err


@pytest.mark.parametrize("command", [("decide",), ("explain", "d1"), ("query", "kind(S, K)")])
def test_facts_that_are_not_valid_end_with_3(run, tmp_path, command):
    file = tmp_path / "dossier.yaml"
    file.write_text("services:\n  d1: {knd: advies}\n", encoding="utf-8")
    name, *rest = command
    told = run(name, file, *rest)
    assert (told.code, told.out) == (3, "")
    assert f"--> {file}:2:8" in told.err
    assert "bedoelde u `kind`?" in told.err


@pytest.fixture(scope="module")
def broken(root, tmp_path_factory):
    """The policy that ships with a rule that does not parse."""
    import shutil

    copy = shutil.copytree(root / "policy", tmp_path_factory.mktemp("stuk") / "beleid")
    page = copy / "01-themas.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n```datalog\nfits_them(S, T) :- kind(S).\n```\n", "utf-8")
    return copy


@pytest.mark.parametrize(
    "command",
    [("decide", "DOSSIER"), ("explain", "DOSSIER", "open"), ("query", "DOSSIER", "kind(S, K)"), ("vocabulary",)],
)
def test_a_policy_that_is_not_valid_ends_with_4(run, dossiers, broken, command):
    told = run(*words(" ".join(command[:2]), dossiers), *command[2:], "--policy", broken)
    assert (told.code, told.out) == (4, "")
    assert str(broken / "01-themas.md") in told.err


def test_a_folder_that_is_no_policy_ends_with_4(run, dossier, tmp_path):
    told = run("decide", dossier, "--policy", tmp_path)
    assert told.code == 4
    assert f"`{tmp_path}` is geen beleid" in told.err


def test_check_ends_with_1_where_something_is_wrong(run, broken, valid):
    told = run("check", broken)
    assert (told.code, told.err) == (1, "")
    assert "01-themas.md" in told.out
    printed = run("check", broken, "--format", "json")
    assert printed.code == 1
    valid(printed.json, "diagnostics")
    assert printed.json["diagnostics"]


def test_check_takes_warnings_for_errors_only_when_strict(run, dossiers, root, tmp_path):
    import shutil

    copy = shutil.copytree(dossiers.parent / "klein-beleid", tmp_path / "beleid")
    page = copy / "kmopolicy.md"
    text = page.read_text(encoding="utf-8")
    page.write_text(
        text + "\n## Zonder citaat\n\n```datalog\nvouching(Person) :- vouches_for(Person, Person).\n```\n", "utf-8"
    )
    assert run("check", copy).code == 0
    assert run("check", copy, "--strict").code == 1
    assert "waarschuwing[" in run("check", copy).out
    assert run("check", root / "policy", "--strict", "--date", "2026-11-25").code == 0


@pytest.mark.parametrize(("lang", "first"), [("nl", "kmopolicy: dit is een fout"), ("en", "kmopolicy: this is a bug")])
def test_a_bug_of_ours_says_so_and_asks_for_a_report(run, dossier, monkeypatch, lang, first):
    def broken(*_args, **_options):
        raise ZeroDivisionError("geheim")

    monkeypatch.setattr("kmopolicy.api.Policy.decisions", broken)
    told = run("decide", dossier, "--lang", lang)
    assert (told.code, told.out) == (70, "")
    assert told.err.startswith(first)
    assert "niet in uw bestanden (ZeroDivisionError, test_wrong_usage.py:" in told.err
    assert "Please report it, with the command that you gave" in told.err
    assert "raceback" not in told.err


@pytest.mark.parametrize(
    "failure", [RecursionError, MemoryError, AssertionError, UnicodeDecodeError, KeyError, OSError]
)
def test_no_failure_shows_a_traceback(run, dossier, monkeypatch, failure):
    def broken(*_args, **_options):
        raise failure("utf-8", b"x", 0, 1, "y") if failure is UnicodeDecodeError else failure("x")

    monkeypatch.setattr("kmopolicy.render.terminal.table.decisions", broken)
    told = run("decide", dossier)
    assert (told.code, told.out) == (70, "")
    assert "raceback" not in told.err


def test_what_the_user_typed_cannot_steer_the_terminal(run):
    told = run("decide", "x\x1b[31m\x07\u202e.yaml")
    assert "`x\\u001b[31m\\u0007\\u202e.yaml` is er niet" in told.err
    assert not set(told.err) & {"\x1b", "\x07", "\u202e"}


@pytest.mark.parametrize(
    ("environment", "option", "word"),
    [(None, None, "fout"), ("nl", None, "fout"), ("en", None, "error"), ("fr", None, "fout"), ("en", "nl", "fout")],
)
def test_the_language_is_that_of_the_option_else_of_the_environment_else_dutch(
    run, monkeypatch, environment, option, word
):
    if environment:
        monkeypatch.setenv("KMOPOLICY_LANG", environment)
    for line in (["decide", "niets.yaml"], ["decde"]):
        told = run(*line, *(["--lang", option] if option else []))
        assert told.err.startswith(f"{word}[")


def test_the_language_is_found_however_it_is_typed(run, dossier, monkeypatch):
    for line in (["--lang", "en", "decide", dossier], ["decide", dossier, "--lang=en"]):
        assert run(*line).out.startswith("Subject ")
    monkeypatch.setenv("KMOPOLICY_LANG", "en")
    assert run("decide", dossier).out.startswith("Subject ")
    assert run("decide", dossier, "--lang", "nl").out.startswith("Onderwerp ")
    monkeypatch.undo()
    for line in ("decde --lang=en", "decde --lang en", "decide --lang en", "--lang en decide", "--lang=en decide x"):
        assert run(*line.split()).err.startswith("error[")
    assert run("--lang", "en", "decide", "niets.yaml", "--lang", "nl").err.startswith("fout[")
    assert run("--lang", "fr").err.startswith("fout[U104]: `fr` is geen waarde voor `--lang`")


@pytest.mark.parametrize(
    ("line", "first"),
    [([], "Gebruik: kmopolicy OPDRACHT …"), (["--lang", "en"], "Usage: kmopolicy COMMAND …")],
)
def test_the_program_without_a_command_shows_its_commands(run, line, first):
    told = run(*line)
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(first)
    assert told.out.rstrip() == run(*line, "--help").out.rstrip()
