"""The explanation on a terminal: golden pages (refresh with KMOPOLICY_GOLDEN=1), and what must always hold of them."""

import os
from pathlib import Path

import msgspec
import pytest
from rich.cells import cell_len

from kmopolicy.render import markdown, mermaid, paint, tree
from kmopolicy.text.localized import Localized

GOLDEN = Path(__file__).parent / "golden"


def hold(name, text):
    """Holds a text against its golden file."""
    file = GOLDEN / name
    if os.environ.get("KMOPOLICY_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("full", [False, True])
def test_an_explanation_prints_as_it_was_approved(excluded, labels, lang, width, full):
    """The page itself, in both languages, at both widths, closed and open."""
    page = paint.plain(tree.render(excluded, labels[lang], width, full=full))
    hold(f"tree-{lang}-{width}{'-full' if full else ''}.txt", page)


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_markdown_and_mermaid_print_as_they_were_approved(excluded, labels, lang):
    """The two other renderings of the same outline."""
    hold(f"letter-{lang}.md", markdown.render(excluded, labels[lang]))
    hold(f"chart-{lang}.mmd", mermaid.render(excluded, labels[lang], full=True))


@pytest.mark.parametrize("width", [40, 57, 80, 101])
def test_no_line_is_wider_than_the_page(excluded, labels, width):
    """Whatever the width, nothing sticks out."""
    for full in (False, True):
        page = paint.plain(tree.render(excluded, labels["nl"], width, full=full))
        assert max(map(cell_len, page.splitlines())) <= width


def test_quotes_stay_dutch_in_english(excluded, labels):
    """A quote is verbatim, in whatever language the rest is."""
    page = paint.plain(tree.render(excluded, labels["en"], 120))
    assert "Uitgesloten van steun zijn opleidingen en adviezen gericht op:" in page


def test_the_three_kinds_of_no_are_told_apart(excluded, labels):
    """Established that not, not established, and unknown each carry their own word."""
    ground = excluded.decision.grounds[0]
    for status, word in (
        ("refuted", "vastgesteld dat niet"),
        ("unknown", "onbekend"),
        ("not_established", "niet vastgesteld"),
    ):
        child = msgspec.structs.replace(ground.proof.children[3], sentence=Localized("x"), status=status)
        proof = msgspec.structs.replace(ground.proof, children=(child,))
        grounds = (msgspec.structs.replace(ground, proof=proof),)
        decision = msgspec.structs.replace(excluded.decision, grounds=grounds)
        page = paint.plain(tree.render(msgspec.structs.replace(excluded, decision=decision), labels["nl"], 80))
        lines = [line for line in page.splitlines() if line.strip().startswith("└─ X")]
        assert [line.split("X")[1].strip() for line in lines] == [word]


@pytest.mark.parametrize(
    ("kind", "heading"),
    [
        ("exclusion", "Waarom: uitgesloten door"),
        ("condition", "Waarom: voorwaarde niet aangetoond"),
        ("judgement", "Waarom: door een mens te beoordelen"),
        ("unknown", "Waarom: nog onbekend"),
        ("met", "Waarom: voldaan"),
    ],
)
def test_each_kind_of_ground_has_its_heading(excluded, labels, kind, heading):
    """The line between excluded, not shown, for a person, unknown and met is in the headings."""
    grounds = (msgspec.structs.replace(excluded.decision.grounds[0], kind=kind),)
    decision = msgspec.structs.replace(excluded.decision, grounds=grounds)
    page = paint.plain(tree.render(msgspec.structs.replace(excluded, decision=decision), labels["nl"], 80))
    assert heading in page.splitlines()


def test_the_weightiest_ground_comes_first(excluded, labels):
    """An exclusion stands above a condition, whatever the order of the data."""
    ground = excluded.decision.grounds[0]
    grounds = (msgspec.structs.replace(ground, kind="condition"), ground)
    decision = msgspec.structs.replace(excluded.decision, grounds=grounds)
    page = paint.plain(tree.render(msgspec.structs.replace(excluded, decision=decision), labels["nl"], 80))
    assert page.index("uitgesloten door") < page.index("voorwaarde niet aangetoond")


@pytest.mark.parametrize(("origin", "said"), [("today", "de datum van vandaag"), ("option", "de optie --date")])
def test_a_reference_date_that_was_filled_in_is_said(excluded, labels, origin, said):
    """A reader sees that the date does not come from the dossier."""
    decision = msgspec.structs.replace(excluded.decision, reference_date_from=origin)
    page = paint.plain(tree.render(msgspec.structs.replace(excluded, decision=decision), labels["nl"], 80))
    assert said in page


HOSTILE = '[/x] [bold]Excel[/bold] \x1b[31mrood\x1b[0m \u202egnp.exe *a* `b` <b> | "q" #1'


def test_a_hostile_title_prints_literally(excluded, labels):
    """Markup, escapes and bidi overrides in data do nothing, in any rendering."""
    decision = msgspec.structs.replace(excluded.decision, title=HOSTILE)
    explanation = msgspec.structs.replace(excluded, decision=decision)
    page = paint.plain(tree.render(explanation, labels["nl"], 120))
    assert page.startswith('[/x] [bold]Excel[/bold] rood gnp.exe *a* `b` <b> | "q" #1 (c36) · opleiding')
    letter = markdown.render(explanation, labels["nl"])
    assert letter.startswith(r"# \[/x\] \[bold\]Excel\[/bold\] rood gnp.exe \*a\* \`b\` \<b\> \| " + '"q"')
    chart = mermaid.render(explanation, labels["nl"])
    assert "\x1b" not in letter + chart
    assert chart.count('"') == 2 * chart.count("[") + 2 * chart.count("-->|")


def test_colours_only_on_a_terminal(excluded, labels, monkeypatch):
    """Piped: plain. A terminal: styled. NO_COLOR: no colour there either."""
    import io

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    lines = tree.render(excluded, labels["nl"], 80)
    piped, styled, colourless = io.StringIO(), Terminal(), Terminal()
    paint.show(lines, piped)
    paint.show(lines, styled)
    monkeypatch.setenv("NO_COLOR", "1")
    paint.show(lines, colourless)
    assert "\x1b" not in piped.getvalue()
    assert "\x1b[1;31mNIET SUBSIDIEERBAAR" in styled.getvalue()
    assert "31m" not in colourless.getvalue()


def test_width_follows_the_terminal_or_columns(monkeypatch):
    """100 when piped, what COLUMNS says where it is set, never wider than 120."""
    import io

    monkeypatch.delenv("COLUMNS", raising=False)
    assert paint.width_of(io.StringIO()) == 100
    monkeypatch.setenv("COLUMNS", "72")
    assert paint.width_of(io.StringIO()) == 72
    monkeypatch.setenv("COLUMNS", "400")
    assert paint.width_of(io.StringIO()) == 120
