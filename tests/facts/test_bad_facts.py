"""Every bad dossier and every bad folder of tables gets exactly the message that stands beside it."""

import re

import msgspec
import pytest
from shipped import POLICY, ROOT

from kmopolicy.api import Policy
from kmopolicy.cli.main import run
from kmopolicy.errors import FactsError
from kmopolicy.program.declarations import Argument
from kmopolicy.text.catalogue import files
from kmopolicy.text.catalogue.facts import every as facts
from kmopolicy.text.files import LIMIT

BAD = ROOT / "fixtures" / "bad-facts"
MESSAGES = sorted(path.name for path in BAD.glob("*.txt"))
SOURCES = sorted(path.name for path in BAD.iterdir() if path.suffix != ".txt" and not path.name.startswith("."))
MISSING = "not-there"
ENTRIES = (*facts.ENTRIES, *files.ENTRIES)


def stem(name):
    return name.partition(".")[0]


def source_of(name):
    return next((each for each in SOURCES if stem(each) == name), f"{name}.yaml")


def refused(policy, source, **options):
    with pytest.raises(FactsError) as raised:
        policy.read(source, **options)
    return raised.value.diagnostics


@pytest.fixture
def _in_the_folder(monkeypatch):
    monkeypatch.chdir(BAD)


@pytest.mark.usefixtures("_in_the_folder")
@pytest.mark.parametrize("message", MESSAGES)
def test_the_message_is_the_one_beside_the_facts(message, capsys, same_as):
    name, lang, _ = message.split(".")
    code = run(["decide", source_of(name), "--policy", str(ROOT / "policy"), "--lang", lang])
    told = capsys.readouterr()
    same_as(BAD / message, told.err)
    assert (code, told.out) == (2 if name == MISSING else 3, "")


def test_every_bad_dossier_and_folder_has_a_dutch_message_of_its_own():
    assert sorted(map(stem, [*SOURCES, MISSING])) == sorted(stem(each) for each in MESSAGES if each.endswith(".nl.txt"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.name)
def test_no_message_speaks_of_what_is_inside_the_program(entry):
    for text in (entry.message, entry.why, *entry.helps.values()):
        words = set(re.findall(r"[a-z]+", f"{text.nl} {text['en']}".lower()))
        assert not words & {"python", "exception", "parser", "token", "scalar", "node", "null", "dict", "str", "int"}


@pytest.mark.usefixtures("_in_the_folder")
def test_every_entry_of_the_catalogue_and_every_help_is_met():
    met = {
        (found.code, found.help) for source in SOURCES for found in refused(POLICY, source) if found.entry in ENTRIES
    }
    met |= {(found.code, found.help) for found in refused(POLICY, "not-there.yaml")}
    met |= {("F003", "split"), ("F004", "rights"), ("F204", "table"), ("F408", "first")}  # by the tests below
    known = {(entry.code, key) for entry in ENTRIES for key in entry.helps or ("",)}
    known -= {("F005", "excel")}  # of a policy's register: tests/program
    assert met == known


def test_of_each_kind_of_error_the_first_twenty_are_shown_and_the_others_counted(tmp_path):
    dossier = tmp_path / "dossier.yaml"
    services = "".join(f"  d{number}: {{kind: cursus, prijs: 3}}\n" for number in range(100))
    dossier.write_text(f"services:\n{services}", encoding="utf-8")
    found = refused(POLICY, dossier)
    codes = [each.code for each in found]
    assert (codes.count("F202"), codes.count("F203"), codes.count("F408")) == (20, 20, 2)
    assert found[-1].message_in("nl") == "van deze soort (F203) zijn er nog 80"


def test_a_file_that_is_too_large_is_not_read(tmp_path):
    dossier = tmp_path / "dossier.yaml"
    with dossier.open("wb") as stream:
        stream.truncate(LIMIT + 1)
    (found,) = refused(POLICY, dossier)
    assert (found.code, found.help_in("nl")) == ("F003", "splits het: tot 20 MB wordt gelezen")


def test_what_the_system_does_not_hand_out_is_said_to_be_unreadable(tmp_path):
    socket = pytest.importorskip("socket")
    if not hasattr(socket, "AF_UNIX"):
        pytest.skip("no file that cannot be read")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "dossier.yaml"))
        (found,) = refused(POLICY, tmp_path / "dossier.yaml")
    assert found.code == "F004"


def test_a_predicate_with_more_arguments_than_a_dossier_can_state_asks_for_a_table(tmp_path):
    title = POLICY.program.predicates["title"]
    wide = msgspec.structs.replace(title, arguments=(*title.arguments, Argument("a", "Text"), Argument("b", "Text")))
    policy = Policy(msgspec.structs.replace(POLICY.program, predicates={**POLICY.program.predicates, "title": wide}))
    dossier = tmp_path / "dossier.yaml"
    dossier.write_text("services: {d1: {kind: advies, title: Peppol}}\n", encoding="utf-8")
    (found,) = refused(policy, dossier)
    assert found.help_in("nl").endswith("geef een tabel `title.csv`")
