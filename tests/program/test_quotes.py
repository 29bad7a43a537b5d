"""A quote is verbatim: white space may differ and words may be left out, never a negation and never across sentences."""

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from shipped import POLICY
from small import SENTENCES, codes, load

from kmopolicy.program.quotes import Sentences, fold, misquote, nearest, parts_of, whole

SHIPPED = {each.number: each.text for source in POLICY.program.sources for each in source.sentences}
NEGATIONS = ("niet", "geen", "nooit", "noch", "zonder", "tenzij", "behalve", "uitgezonderd")
WORDS = st.lists(
    st.sampled_from(("de", "dienst", "is", "gericht", "op", "een", "beroep", "dat")), min_size=3, max_size=12
)
SPACES = st.lists(st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u202f \u00a0"]), min_size=1)


def wrong(quote: str, number: str = "S") -> str:
    """The kind of what is wrong with a quote; "" where it is verbatim."""
    found = misquote(quote, number, ONE)
    return found.help if found else ""


ONE = {
    "S": "Diensten waarvan de inhoud niet op voorhand bekend is, en waarvoor een lidgeld wordt betaald;",
    "T": "Een gezonde geest.",
    "U": "levenscoaching",
}


@pytest.mark.parametrize(
    "quote",
    [
        ONE["S"],
        "Diensten  waarvan\tde\u00a0inhoud niet\n op\u202fvoorhand bekend is",
        "waarvoor een lidgeld wordt betaald",
        "Diensten waarvan de inhoud niet op voorhand bekend is … lidgeld wordt betaald;",
        "… waarvoor een lidgeld …",
        "inhoud niet…bekend is … wordt",
        "lidgeld",
    ],
)
def test_a_quote_of_the_words_as_they_stand_is_verbatim(quote: str) -> None:
    assert wrong(quote) == ""


@pytest.mark.parametrize(
    ("quote", "kind"),
    [
        ("Diensten waarvan de inhoud wel op voorhand bekend is", "changed"),
        ("Diensten waarvan de inhoud op voorhand bekend is", "missing"),
        ("Diensten waarvan de volledige inhoud niet op voorhand bekend is", "added"),
        ("diensten waarvan de inhoud", "changed"),
        ("Diensten waarvan de inhoud … op voorhand bekend is", "negation"),
        ("de inhoud … lidgeld", "negation"),
        ("op voorhand bekend is", "negation"),
        ("Diensten waarvan de inhoud", "negation"),
        ("lidgeld wordt betaald … Diensten waarvan", "order"),
        ("Een gezonde geest.", "elsewhere"),
        ("lidgeld wordt betaald; Een gezonde geest.", "across"),
        ("Diensten waarvan ... bekend is", "dots"),
        ("een heel andere zin", "sentence"),
        ("", "empty"),
        ("…", "empty"),
        ("Diensten waarvan de inh", "changed"),
        ("lid … geld", "nearest"),
    ],
)
def test_a_quote_that_says_something_else_is_told_how(quote: str, kind: str) -> None:
    assert wrong(quote) == kind


def test_a_part_of_a_word_is_no_fragment() -> None:
    # `ongezond` says the contrary of `gezond`.
    assert wrong("gezond", "T") != ""
    assert wrong("coaching", "U") != ""


def test_the_parts_of_a_sentence_are_quoted_in_order_and_each_within_itself() -> None:
    parts = Sentences({"U07": "a", "U07x1": "de eerste groep", "U07x2": "de tweede groep", "U08": "b"})
    assert parts_of("U07x", parts) == ("U07x1", "U07x2")
    assert parts_of("U0", parts) == ()
    assert parts_of("U07", parts) == ("U07",)
    assert misquote("de eerste groep … de tweede groep", "U07x", parts) is None
    assert misquote("de eerste groep de tweede groep", "U07x", parts) is not None
    assert misquote("de tweede groep … de eerste groep", "U07x", parts) is not None


def test_letters_and_their_accents_may_be_one_character_or_two() -> None:
    assert misquote("e\u0301e\u0301n thema", "S", {"S": "één thema"}) is None


@given(
    st.sampled_from(sorted(SHIPPED)),
    st.lists(st.sampled_from([" ", "  ", "\t", "\n", "\u00a0", "\u202f \u00a0"]), min_size=1),
)
def test_white_space_of_any_kind_makes_no_difference(number: str, spaces: list[str]) -> None:
    words = SHIPPED[number].split()
    quote = "".join(word + spaces[place % len(spaces)] for place, word in enumerate(words))
    assert misquote(quote, number, SHIPPED) is None


@given(WORDS, st.data())
def test_fragments_in_order_are_verbatim_and_out_of_order_are_not(words: list[str], data: st.DataObject) -> None:
    sentence = {"S": " ".join(f"{word}{place}" for place, word in enumerate(words))}
    cuts = sorted(data.draw(st.lists(st.integers(1, len(words) - 1), min_size=1, max_size=3, unique=True)))
    pieces = [sentence["S"].split()[start:end] for start, end in zip([0, *cuts], [*cuts, len(words)], strict=True)]
    kept = [" ".join(piece[:1]) for piece in pieces]
    assert misquote(" … ".join(kept), "S", sentence) is None
    found = misquote(" … ".join(reversed(kept)), "S", sentence)
    assert found is not None
    assert found.help == "order"


@given(WORDS, WORDS, st.sampled_from(NEGATIONS), st.booleans())
def test_no_ellipsis_ever_hides_a_negation(before: list[str], after: list[str], negation: str, capital: bool) -> None:
    said = negation.capitalize() if capital else negation
    sentence = {"S": " ".join(("Wie", *before, said, "iets", *after, "dan"))}
    found = misquote("Wie … dan", "S", sentence)
    assert found is not None
    assert found.args["word"] == said
    assert misquote(f"Wie … {said} … dan", "S", sentence) is None


@given(st.sampled_from(sorted(SHIPPED)), st.data())
def test_a_changed_word_is_never_verbatim_and_is_underlined(number: str, data: st.DataObject) -> None:
    words = SHIPPED[number].split()
    place = data.draw(st.integers(0, len(words) - 1))
    words[place] = "kwartjes"
    found = misquote(" ".join(words), number, SHIPPED)
    assert found is not None
    if found.help == "changed":
        assert " ".join(words)[found.start : found.end] == "kwartjes"


@given(st.text(max_size=60), st.text(max_size=60))
@example("", "")
@example("…", "a")
def test_any_text_can_be_compared_with_any_other(quote: str, sentence: str) -> None:
    found = misquote(quote, "S", {"S": sentence})
    if found is None:
        assert all(fold(piece) in fold(sentence) for piece in quote.split("…"))
    else:
        assert 0 <= found.start <= found.end <= len(fold(quote))


@given(st.text(alphabet="ab ", max_size=30), st.text(alphabet="ab ", max_size=60))
def test_what_comes_nearest_stands_in_the_text_in_whole_words(fragment: str, source: str) -> None:
    source = fold(source)
    assume(source)
    near = nearest(fold(fragment), source)
    assert near == "" or f" {near} " in f" {source} "


def test_the_place_of_a_wrong_word_is_found_on_its_own_line() -> None:
    page = "\n> **S01** Een dienst komt in aanmerking als\n>   zij past  binnen één van\n"
    found = load(page).diagnostics
    assert [(each.code, each.span.line, each.span.column, each.span.end_column) for each in found if each.span] == [
        ("K501", 13, 5, 8)
    ]


def test_a_number_is_recognised_however_it_is_written() -> None:
    found = load("> **s1** Een dienst\n\n> **U7x1** de erkende\n\n> **U99** iets\n").diagnostics
    assert [(each.code, each.help, each.args["near"]) for each in found] == [
        ("K502", "near", "S01"),
        ("K502", "near", "U07x1"),
        ("K502", "list", ""),
    ]


def test_what_a_rule_does_not_cite_must_be_classified() -> None:
    front = (
        "```datalog\n" + 'policy p nl "p".\nsource b text "sources/bron.txt" sentences "sources/zinnen.csv" nl "b".\n'
    )
    assert codes("```\n", front=front) == ["K503"] * len(SENTENCES)
    rows = "".join(f"| {number} | information | daarom |\n" for number in ("S01", "S02", "U01", "U07x"))
    assert codes("classification.\n```\n\n| sentence | kind | nl |\n| --- | --- | --- |\n" + rows, front=front) == []


def test_the_quotes_of_the_shipped_policy_are_those_of_its_source() -> None:
    for rule in POLICY.program.rules:
        for citation in rule.citations:
            assert misquote(citation.quote, citation.sentence, SHIPPED) is None, citation
    assert whole("U07x", SHIPPED).count("…") == 2
