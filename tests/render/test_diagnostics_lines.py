"""Diagnostics on a terminal: the same words as when they are piped, each kind of line in its own style."""

import pytest

import kmopolicy
from kmopolicy.render.terminal.diagnostics import lines, render
from kmopolicy.render.terminal.paint import plain


@pytest.fixture(params=["nl", "en"])
def text(request, policy, tmp_path):
    file = tmp_path / "dossier.yaml"
    file.write_text("services:\n  d1: {knd: advies, kind: advis}\n  d1: {kind: advies}\n", encoding="utf-8")
    with pytest.raises(kmopolicy.FactsError) as caught:
        policy.read(file)
    return render(caught.value.diagnostics, request.param)


def test_no_word_is_lost_or_added(text):
    assert plain(lines(text)) == text


def test_the_severity_and_the_marks_stand_out(text):
    styles = {part.strip(): style for line in lines(text) for part, style in line if part.strip()}
    assert {style for part, style in styles.items() if part.startswith(("fout[", "error["))} == {"bad"}
    assert styles["^^^"] == "bad"
    assert {styles.get("hulp:"), styles.get("help:")} == {"strong", None}
    assert "strong" in {styles.get("zie ook:"), styles.get("see also:")}


def test_a_warning_is_no_error():
    ((severity, message),) = lines("waarschuwing[K501]: er staat geen citaat\n")
    assert (severity[1], message[1]) == ("doubt", "strong")
