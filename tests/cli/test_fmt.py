"""`kmopolicy fmt` as a user meets it: which files it changes, what it says, and what it never does."""

import os
import re
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages_in_disorder import mistaken

import kmopolicy.api
from kmopolicy.cli import main
from kmopolicy.language.formatter import formatted

UNTIDY = (
    "\n```datalog\nlifted(Service,shiatsu):-target_group(Service,kinesitherapeut),not open_to_others(Service).\n```\n"
)
TIDY = (
    "\n```datalog\nlifted(Service, shiatsu) :-\n    target_group(Service, kinesitherapeut),\n"
    "    not open_to_others(Service).\n```\n"
)
PAGE = "03-uitsluitingen.md"


@pytest.fixture
def beleid(root, tmp_path, monkeypatch) -> Path:
    """A copy of the policy in which one page is untidy, called by its name alone."""
    shutil.copytree(root / "policy", tmp_path / "beleid")
    monkeypatch.chdir(tmp_path)
    page = tmp_path / "beleid" / PAGE
    page.write_text(page.read_text("utf-8") + UNTIDY, encoding="utf-8")
    return Path("beleid")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_only_the_untidy_page_is_written_and_named(run, beleid):
    before = contents(beleid)
    assert run("fmt", beleid) == (0, f"beleid/{PAGE}\n", "1 pagina opgemaakt\n")
    changed = {file for file, content in contents(beleid).items() if content != before[file]}
    assert changed == {f"beleid/{PAGE}"}
    assert (beleid / PAGE).read_text("utf-8").endswith(TIDY)
    assert run("check", beleid).code == 0


def test_the_second_time_there_is_nothing_to_do(run, beleid):
    run("fmt", beleid)
    before = contents(beleid)
    assert run("fmt", beleid, "--lang", "en") == (0, "", "the layout is in order\n")
    assert contents(beleid) == before


def test_check_lists_what_would_change_and_changes_nothing(run, beleid):
    before = contents(beleid)
    told = run("fmt", beleid, "--check")
    assert told == (
        1,
        f"beleid/{PAGE}\n",
        "de opmaak van 1 pagina is niet in orde; `kmopolicy fmt` zet ze goed\n",
    )
    assert contents(beleid) == before
    run("fmt", beleid)
    assert run("fmt", beleid, "--check") == (0, "", "de opmaak is in orde\n")


def test_diff_is_a_patch_that_makes_the_page_as_fmt_would(run, beleid):
    before = contents(beleid)
    told = run("fmt", beleid, "--diff")
    assert told.code == 0
    assert contents(beleid) == before
    subprocess.run(["git", "apply", "-p0"], input=told.out.encode(), check=True)
    assert (beleid / PAGE).read_text("utf-8").endswith(TIDY)
    assert run("fmt", beleid, "--diff").out == ""


def test_a_diff_of_a_long_page_leaves_the_fences_between_two_changes_alone(run, beleid):
    page = beleid / PAGE
    tidy = "".join(f"```datalog\np{number}(X) :-\n    q(X).\n```\n\n" for number in range(60))
    page.write_text(tidy.replace("p30(X) :-\n    q", "p30(X):-q").replace("p31(X) :-", "p31(X):-"), encoding="utf-8")
    changed = [line for line in run("fmt", page, "--diff").out.splitlines() if line[0] in "+-"]
    assert changed[2:] == ["-p30(X):-q(X).", "+p30(X) :-", "+    q(X).", "-p31(X):-", "+p31(X) :-"]


def test_a_patch_of_crlf_without_an_end_of_line_is_exact_as_well(run, beleid):
    page = beleid / PAGE
    page.write_bytes(b"\xef\xbb\xbf" + page.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    told = run("fmt", page, "--diff", "--check")
    assert told.code == 1
    subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn"], input=told.out.encode(), check=True)
    patched = page.read_bytes()
    assert patched.startswith(b"\xef\xbb\xbf# ")
    assert patched.endswith(TIDY.replace("\n", "\r\n").removesuffix("\r\n").encode())
    assert run("fmt", page) == (0, "", "de opmaak is in orde\n")
    assert page.read_bytes() == patched


def test_on_a_terminal_a_diff_holds_no_control_character_of_the_page(run, beleid, monkeypatch):
    page = beleid / PAGE
    page.write_text("```datalog\n% \x1b[31mrood\u202e\np(X):-q(X).\n```\n", encoding="utf-8")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    told = run("fmt", page, "--diff")
    assert " % rood\n-p(X):-q(X).\n+p(X) :-\n+    q(X).\n" in re.sub(r"\x1b\[[12]?0?m", "", told.out)
    assert not {"\x1b[31m", "\u202e"} & set(re.findall(r"\x1b\[\d+m|.", told.out))


def test_a_page_a_folder_within_the_policy_and_the_policy_are_each_taken(run, beleid):
    part = beleid / "deel"
    part.mkdir()
    (part / "een.md").write_text(UNTIDY, encoding="utf-8")
    assert run("fmt", part, "--check").out == "beleid/deel/een.md\n"
    assert run("fmt", beleid / PAGE, "--check").out == f"beleid/{PAGE}\n"
    assert run("fmt", beleid, part, beleid / PAGE, "--check").out == f"beleid/{PAGE}\nbeleid/deel/een.md\n"
    assert run("fmt", "--policy", beleid, "--check").out == f"beleid/{PAGE}\nbeleid/deel/een.md\n"


def test_without_a_path_the_nearest_policy_upwards_is_taken(run, beleid, monkeypatch):
    monkeypatch.chdir(beleid / "tables")
    assert run("fmt").code == 0
    assert Path("..", PAGE).read_text("utf-8").endswith(TIDY)


def test_the_source_text_and_scenarios_are_no_pages_and_stay(run, beleid):
    aside = [beleid / "sources" / "bron.md", beleid / "scenarios" / "een.md", beleid / ".git" / "een.md"]
    for file in aside:
        file.parent.mkdir(exist_ok=True)
        file.write_text(UNTIDY, encoding="utf-8")
    assert run("fmt", beleid, *aside).out == f"beleid/{PAGE}\n"
    assert [file.read_text("utf-8") for file in aside] == [UNTIDY] * 3


def test_a_page_outside_any_policy_is_laid_out_on_its_own(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("los.md").write_text(UNTIDY, encoding="utf-8")
    assert run("fmt", "los.md").code == 0
    assert Path("los.md").read_text("utf-8") == TIDY


def test_a_block_that_does_not_parse_stays_and_is_told_as_check_tells_it(run, beleid):
    page = beleid / PAGE
    broken = UNTIDY.replace(":-", ":- :-", 1)
    page.write_text(page.read_text("utf-8") + broken, encoding="utf-8")
    told = run("fmt", beleid)
    assert (told.code, told.out) == (1, f"beleid/{PAGE}\n")
    assert run("check", beleid).out == f"{told.err}\n1 fout in `beleid`\n"
    assert page.read_text("utf-8").endswith(TIDY + broken)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"a\0b"], ids=["not UTF-8", "not text"])
def test_a_page_that_cannot_be_read_stays_and_is_told_and_the_others_are_laid_out(run, beleid, content):
    (beleid / "01-themas.md").write_bytes(content)
    told = run("fmt", beleid)
    assert (told.code, told.out) == (1, f"beleid/{PAGE}\n")
    assert told.err.startswith("fout[F00")
    assert "beleid/01-themas.md" in told.err
    assert (beleid / "01-themas.md").read_bytes() == content


def test_a_path_and_a_policy_together_are_refused(run, beleid):
    told = run("fmt", beleid / PAGE, "--policy", beleid)
    assert (told.code, told.out) == (2, "")
    assert f"`beleid/{PAGE}`" in told.err


@pytest.mark.usefixtures("beleid")
@pytest.mark.parametrize("place", ["nergens", "leeg"])
def test_a_place_without_pages_is_wrong_usage(run, place):
    Path("leeg").mkdir()
    told = run("fmt", place)
    assert (told.code, told.out) == (2, "")
    assert f"`{place}`" in told.err


def test_rights_stay_and_a_page_that_may_not_be_written_is_refused(run, beleid):
    page = beleid / PAGE
    page.chmod(0o640)
    run("fmt", beleid)
    assert stat.S_IMODE(page.stat().st_mode) == 0o640
    page.write_text(UNTIDY, encoding="utf-8")
    page.chmod(0o440)
    told = run("fmt", beleid)
    assert (told.code, told.out) == (2, "")
    assert "fout[U114]" in told.err
    assert "mag wijzigen" in told.err
    assert page.read_text("utf-8") == UNTIDY
    assert sorted(os.listdir(beleid)) == sorted(os.listdir(Path(kmopolicy.api.shipped_policy())))


@given(text=mistaken(), noise=st.binary(max_size=3), share=st.floats(0, 1), lang=st.sampled_from(("nl", "en")))
def test_whatever_bytes_a_page_holds_it_is_laid_out_or_stays_and_nothing_stumbles(
    capsys, tmp_path_factory, text, noise, share, lang
):
    page = tmp_path_factory.mktemp("los") / "los.md"
    content = text.encode("utf-8", "surrogatepass")
    place = int(share * len(content))
    content = content[:place] + noise + content[place:]
    page.write_bytes(content)
    code = main.run(["fmt", str(page), "--lang", lang])
    told = capsys.readouterr()
    assert code == (1 if "[K" in told.err or "[F" in told.err else 0)
    assert "kmopolicy:" not in told.err
    try:
        expected = formatted(content.decode("utf-8"), str(page)).text if b"\0" not in content else None
    except UnicodeDecodeError:
        expected = None
    assert page.read_bytes() == (content if expected is None else expected.encode("utf-8"))
    assert told.out == (f"{page}\n" if page.read_bytes() != content else "")


def test_the_policy_that_ships_is_never_written(run, beleid, monkeypatch, tmp_path):
    """Neither where the program falls back on it, nor where it is named in the package."""
    package = tmp_path / "kmopolicy"
    shutil.move(beleid, package / "_policy")
    monkeypatch.setattr("kmopolicy.api.__file__", str(package / "api.py"))
    monkeypatch.setattr("kmopolicy.cli.writable.__file__", str(package / "cli" / "writable.py"))
    before = contents(package)
    for arguments in ([], [package / "_policy"], [package / "_policy" / PAGE], ["--policy", package / "_policy"]):
        told = run("fmt", *arguments)
        assert (told.code, told.out) == (2, "")
        assert "fout[U140]: `kmopolicy fmt`" in told.err
        assert f"kopieer de map `{package / '_policy'}`" in told.err
    assert contents(package) == before
    assert run("fmt", "--check").code == 1
    assert run("fmt", "--diff").code == 0
    assert contents(package) == before
