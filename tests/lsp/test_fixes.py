"""Every 'did you mean' can be applied: the edit mends what was wrong, and breaks nothing else."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from shipped import POLICY, ROOT

from kmopolicy.facts.read import facts_from_text
from kmopolicy.lsp.fixes import Fix, fixes
from kmopolicy.lsp.positions import Text
from kmopolicy.lsp.rename import edited
from kmopolicy.program.load import checked
from kmopolicy.program.pages import folder_of
from kmopolicy.text.diagnostic import Diagnostic

POLICIES, FACTS = ROOT / "fixtures" / "bad-policies", ROOT / "fixtures" / "bad-facts"
BESIDE = {
    path.relative_to(POLICIES).as_posix(): path.read_bytes()
    for beside in ("sources", "tables")
    for path in (POLICIES / beside).rglob("*")
    if path.is_file()
}
PAGES = sorted(path.stem for path in POLICIES.glob("*.md") if path.stem != "README")
DOSSIERS = sorted(path.name for path in FACTS.iterdir() if path.suffix in (".yaml", ".json"))


def page(text: str) -> tuple[Diagnostic, ...]:
    """What is wrong with a page that is a policy."""
    found = checked(folder_of(Path("beleid"), {**BESIDE, "kmopolicy.md": text.encode()})).diagnostics
    return tuple(each for each in found if each.span and each.span.file.endswith("kmopolicy.md"))


def dossier(name: str) -> Callable[[str], tuple[Diagnostic, ...]]:
    """What is wrong with a dossier of this name."""
    return lambda text: facts_from_text(POLICY.program, text, name=name, today=date(2024, 3, 1)).diagnostics


def fixed(text: str, wrong: Callable[[str], tuple[Diagnostic, ...]]) -> Iterator[Fix]:
    """Each fix of a text, once it is seen to mend what it is for and to break nothing."""
    before = wrong(text)
    for found in before:
        offered = list(fixes(found, Text(text), "nl"))
        assert offered or "bedoelde u" not in found.help_in("nl") or not found.span, found
        for fix in offered:
            after = wrong(edited(Text(text), [fix.edit]))
            assert alike(found, after) < alike(found, before), fix.title
            assert len(after) <= len(before), fix.title
            yield fix


def alike(found: Diagnostic, among: tuple[Diagnostic, ...]) -> int:
    """How often exactly this is told."""
    return sum((each.code, each.help, each.args) == (found.code, found.help, found.args) for each in among)


def test_each_fix_of_the_bad_pages_mends_what_it_is_for() -> None:
    found = {name: list(fixed((POLICIES / f"{name}.md").read_text(encoding="utf-8"), page)) for name in PAGES}
    assert sum(map(len, found.values())) > 50
    assert [fix.title for fix in found["punt-ontbreekt"]][:1] == ["zet een punt"]
    assert "schrijf `S01`" in [fix.title for fix in found["citaat-met-verkeerd-nummer"]]


@pytest.mark.parametrize("name", DOSSIERS)
def test_each_fix_of_a_bad_dossier_mends_what_it_is_for(name: str) -> None:
    text = (FACTS / name).read_bytes().decode("utf-8", errors="replace")
    for fix in fixed(text, dossier(name)):
        assert fix.title


def test_a_text_between_quotation_marks_stays_between_them() -> None:
    text = '{"services": {"c1": {"kind": "opleidng"}}}'
    (fix,) = fixed(text, dossier("dossier.json"))
    assert edited(Text(text), [fix.edit]) == text.replace("opleidng", "opleiding")
