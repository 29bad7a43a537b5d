"""Renaming changes every place or none: the policy still holds, its scenarios still pass, and no place has the old name."""

import re

import pytest

from kmopolicy.cli.main import run
from kmopolicy.lsp.documents import Document
from kmopolicy.lsp.positions import Position, Text
from kmopolicy.lsp.rename import Refused, Renaming, edited
from kmopolicy.lsp.workbench import Workbench
from kmopolicy.program.load import load_program

from .talk import SHIPPED, SMALL, at, copied


def renamed(folder, page, piece, new):
    """What renaming at a place gives, of a page that is open."""
    bench, path = Workbench(), folder / page
    bench.put(Document(path, path.read_text(encoding="utf-8")))
    place = at(path.read_text(encoding="utf-8"), piece)
    return bench.rename(path, Position(place.line, place.character), new)


def applied(found):
    """Makes the changes, in the files."""
    assert isinstance(found, Renaming), found
    for path, edits in found.edits.items():
        path.write_text(edited(Text(path.read_text(encoding="utf-8")), edits), encoding="utf-8")


def holds(folder, scenarios, capsys):
    """Nothing is wrong with a policy, and its scenarios pass."""
    assert not load_program(folder).diagnostics
    code = run(["test", "--policy", str(folder), str(scenarios)])
    assert code == 0, capsys.readouterr().out


def files_with(folder, name):
    """How often a name stands in each file of a policy: in an atom, a list or a mapping, or as a key, a cell or a value."""
    pattern = re.compile(rf"(?<![\w#.] )\b{name}\b(?=[(:)\]}}]|,(?! maar))|(?<=[(:] ){name}$", re.M)
    texts = {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.*") if path.is_file()}
    return {file: len(found) for file, text in texts.items() if (found := pattern.findall(_PROSE.sub("", text)))}


_PROSE = re.compile(r"^\s*#.*$|^>.*$", re.M)


@pytest.mark.parametrize(
    ("page", "piece", "old", "new", "scenarios"),
    [
        ("06-dienstverleners", "not regis‸tered(Provider, Kind)", "registered", "geregistreerd", "dienstverleners"),
        ("04-gezondheid", "    not others_att‸end(Service).", "others_attend", "anderen_erbij", "lijst"),
        ("01-themas", "fits_theme(Service, digita‸lisering) :-", "digitalisering", "digi_thema", "steunaanvragen"),
    ],
)
def test_a_name_is_changed_in_the_pages_and_the_scenarios_at_once(tmp_path, capsys, page, piece, old, new, scenarios):
    folder = copied(SHIPPED, tmp_path / "beleid")
    before = files_with(folder, old)
    applied(renamed(folder, f"{page}.md", piece, new))
    assert files_with(folder, old) == {}
    assert files_with(folder, new) == before
    holds(folder, folder / "scenarios" / scenarios, capsys)


def test_a_constant_of_a_register_is_changed_in_its_file(tmp_path):
    folder = copied(SHIPPED, tmp_path / "beleid")
    page = folder / "02-lijst.md"
    text = page.read_text(encoding="utf-8")
    rule = '\n```datalog\ndefine koelt(service: Service) met nl "x" nl not "y" en "x" en not "y".\n\nrule koelt cites S30:\nkoelt(Service) :-\n    teaches_competence_of(Service, koeltechnicus).\n```\n'  # noqa: E501
    page.write_text(text + rule, encoding="utf-8")
    applied(renamed(folder, "02-lijst.md", "teaches_competence_of(Service, koel‸technicus)", "koeler"))
    assert "\nkoeler,Koeltechnicus,2026\n" in (folder / "tables" / "knelpuntberoepen-2026.csv").read_text("utf-8")
    assert "koeltechnicus" not in (folder / "scenarios" / "lijst" / "knelpuntberoep-van-2026.yaml").read_text("utf-8")


def test_a_variable_is_changed_in_its_rule_only(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    applied(renamed(folder, "kmopolicy.md", "vouches_for(Per‸son, Other)", "Iemand"))
    text = (folder / "kmopolicy.md").read_text(encoding="utf-8")
    assert "vouching(Iemand) :-\n    vouches_for(Iemand, Other),\n    Iemand != Other." in text
    assert "any vouching(Person)" in text


@pytest.mark.parametrize(
    ("piece", "new", "why"),
    [
        ("vouches‸_for(Person, Other)", "Staat_borg", "`Staat_borg` kan geen naam zijn"),
        ("vouches‸_for(Person, Other)", "staat borg", "`staat borg` kan geen naam zijn"),
        ("vouches‸_for(Person, Other)", "", "`` kan geen naam zijn"),
        ("vouches‸_for(Person, Other)", "vouching", "`vouching` bestaat al"),
        ("vouches‸_for(Person, Other)", "not", "`not` kan hier niet: "),
        ("vouches_for(Per‸son, Other)", "iemand", "`iemand` kan geen veranderlijke zijn"),
        ("vouches_for(Per‸son, Other)", "Other", "`Other` bestaat al"),
        ("case toege‸laten when", "subsidieerbaar", "`subsidieerbaar` bestaat al"),
        ("when any vouching(Per‸son)", "Iemand", "`Person` heet naar het eerste argument van de uitkomst"),
        ("entity Per‸son in people", "Iemand", "hier staat niets dat kan worden hernoemd"),
        ("# Een klein be‸leid", "groot", "hier staat niets dat kan worden hernoemd"),
    ],
)
def test_a_name_that_cannot_be_is_refused(tmp_path, piece, new, why):
    folder = copied(SMALL, tmp_path / "beleid")
    found = renamed(folder, "kmopolicy.md", piece, new)
    assert isinstance(found, Refused)
    assert found.why.startswith(why)


def test_nothing_is_renamed_while_something_is_wrong(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    page = folder / "kmopolicy.md"
    page.write_text(page.read_text(encoding="utf-8").replace("Person != Other.", "Person != Other"), encoding="utf-8")
    found = renamed(folder, "kmopolicy.md", "vouches‸_for(Person, Other)", "staat_borg_voor")
    assert isinstance(found, Refused)
    assert found.why.startswith("er wordt niets hernoemd zolang het beleid fouten heeft")


def test_nothing_is_renamed_while_a_scenario_cannot_be_read(tmp_path):
    folder = copied(SMALL, tmp_path / "beleid")
    (folder / "scenarios").mkdir()
    (folder / "scenarios" / "half.yaml").write_text("people: {p1: [\n", encoding="utf-8")
    found = renamed(folder, "kmopolicy.md", "vouches‸_for(Person, Other)", "staat_borg_voor")
    assert found == Refused("er wordt niets hernoemd: het scenario `scenarios/half.yaml` is niet te lezen")
