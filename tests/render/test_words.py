"""Small things that every page uses: dates, capitals, clean text, atoms, wrapping."""

from datetime import date

import pytest

from kmopolicy.render.atoms import parts
from kmopolicy.render.labels import Labels
from kmopolicy.render.layout import with_source, wrap
from kmopolicy.render.safe import clean
from kmopolicy.render.words import WORDS, capitalised, file_name, in_words, place
from kmopolicy.text.span import Span


def test_dates_are_written_out():
    """As in a letter."""
    assert in_words(date(2024, 3, 1), "nl") == "1 maart 2024"
    assert in_words(date(2024, 3, 1), "en") == "1 March 2024"


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("de dienst", "nl", "De dienst"),
        ("ijs en weder", "nl", "IJs en weder"),
        ("‘aanhaling’", "nl", "‘Aanhaling’"),
        ("éénmalig", "nl", "Éénmalig"),
        ("… en nog 3", "nl", "… en nog 3"),
        ("", "nl", ""),
    ],
)
def test_sentences_start_with_a_capital(text, lang, expected):
    """Dutch ij is one letter; a quotation mark is not."""
    assert capitalised(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gewoon [gevorderd]", "gewoon [gevorderd]"),
        ("a\x1b[31mb\x1b[0m", "ab"),
        ("a\x1b]0;titel\x07b", "ab"),
        ("a\x1b]8;;http://x\x1b\\b", "ab"),
        ("a\u202eb\u2066c", "abc"),
        ("a\nb\tc\u2028d", "a b c d"),
        ("a\x00\x9bb", "ab"),
        ("a\ud83d", "a\ufffd"),
        ("één 👩\u200d🔬", "één 👩\u200d🔬"),
    ],
)
def test_text_is_cleaned_of_what_acts(text, expected):
    """Nothing reaches a terminal that it would act on; a joined emoji stays whole."""
    assert clean(text) == expected


def test_atoms_come_apart():
    """Quoted arguments may hold anything."""
    assert parts('p("a, \\"b\\")", 2024-03-01, _, ja)') == ("p", ('a, "b")', "2024-03-01", None, "ja"))
    assert parts("open_to_others(c1)") == ("open_to_others", ("c1",))


def test_places_name_the_file_as_people_do():
    """Its last part, whatever the system it comes from."""
    assert place(Span("a/b/kmop-36.yaml", 7, 1, 7, 2), "nl") == "kmop-36.yaml, regel 7"
    assert file_name("c:\\dossiers\\x.yaml", "nl") == "x.yaml"
    assert file_name("-", "en") == "standard input"


def test_wrapping_keeps_every_word():
    """Long words are cut, none is lost."""
    text = "een zeer " + "lang" * 30 + " woord"
    lines = wrap(text, 20)
    assert max(map(len, lines)) <= 20
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert wrap("", 10) == [""]


def test_the_source_stands_at_the_right():
    """On the last line, or under it where there is no room."""
    assert with_source("de dienst", "U02", 20) == [("de dienst", "        U02")]
    narrow = with_source("de dienst is gericht op mindfulness", "kmop-36.yaml, regel 7", 30)
    assert narrow[-1][1].endswith("kmop-36.yaml, regel 7")


def test_labels_stand_for_identifiers(program, facts):
    """Constants by their label, an open place by an ellipsis, a statement in its negative."""
    labels = Labels(program, "nl", facts)
    assert labels.atom("linked_to_theme(c1, financiele_geletterdheid, nee)").endswith(
        "het thema financiële geletterdheid"
    )
    assert labels.statement("aimed_at") == "de dienst is gericht op …"
    assert labels.statement("aimed_at", ("c1", "mindfulness"), negated=True).startswith("niet vastgesteld is dat")
    assert labels.atom("no_such(c1)") == "no_such"
    assert labels.kind("Service", "c36") == "opleiding"
    assert labels.kind("Application", "a1") == "steunaanvraag"


def test_every_word_is_in_both_languages():
    """No fixed word falls back on Dutch, and both have the same places."""
    import string

    def places(text):
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    for key, text in WORDS.items():
        assert text.en, key
        assert places(text.nl) == places(text.en), key
