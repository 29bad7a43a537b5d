"""Nothing that is laid out is wider than it may be: in both languages, with long, wide and unbreakable names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kmopolicy.render.outline.items import Item, Quote
from kmopolicy.render.terminal import layout, table, tree, vocabulary
from kmopolicy.render.terminal.paint import plain
from kmopolicy.render.words.labels import Labels

WIDTHS = (40, 60, 80, 100, 120, 200)


def widest(lines):
    return max((cell_len(line) for line in plain(lines).splitlines()), default=0)


@pytest.mark.parametrize("width", WIDTHS)
def test_an_explanation_fits_and_its_deepest_branches_keep_room_for_words(outlined, width):
    """Rather than one letter a line under ever more guides, a branch loses the outermost of them."""
    for explanation, _, full, lines in outlined(lambda *args, **options: tree.render(*args, width, **options)):
        told = plain(lines).splitlines()
        assert max(map(cell_len, told)) <= width, (explanation.decision.subject, full)
        assert sum(len(line.strip(" │├└─")) == 1 for line in told) <= len(told) / 50


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_of_decisions_fits(policy, explained, width):
    decisions = [explanation.decision for _, explanation in explained]
    for lang in ("nl", "en"):
        labels = Labels(policy.program, lang)
        assert widest(table.decisions(decisions, labels, width)) <= width
        assert widest(table.decisions(decisions[:14], labels, width)) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_the_vocabulary_fits_but_for_examples_that_one_copies(policy, width):
    for lang in ("nl", "en"):
        labels = Labels(policy.program, lang)
        assert widest(vocabulary.overview(labels, width)) <= width
        for predicate in policy.program.predicates.values():
            told = vocabulary.in_depth(predicate, labels, width)
            assert widest(told) <= max(width, 80)
            assert widest([line for line in told if not line or not line[-1][0].startswith("    ")]) <= width


TEXT = st.text(st.sampled_from("ab é語👍🏽\u0301\u200d—  "), max_size=60)
ITEMS = st.recursive(
    st.builds(Item, TEXT, TEXT, st.lists(st.builds(Quote, TEXT), max_size=1).map(tuple), term=TEXT),
    lambda below: st.builds(Item, TEXT, TEXT, children=st.lists(below, max_size=2).map(tuple), term=TEXT),
    max_leaves=6,
)
WIDE = st.integers(12, 130)


@given(TEXT, WIDE)
def test_wrapping_loses_no_word_and_exceeds_no_width(text, width):
    lines = layout.wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(st.lists(ITEMS, max_size=3), st.integers(40, 130))
def test_trees_pairs_and_prose_of_any_text_fit(items, width):
    for laid_out in (layout.tree, layout.pairs, layout.prose):
        assert widest(laid_out(items, width)) <= width


@given(st.lists(TEXT, min_size=1, max_size=4), st.data(), WIDE)
def test_a_table_of_any_text_fits(heads, data, width):
    rows = data.draw(st.lists(st.lists(TEXT, min_size=len(heads), max_size=len(heads)), max_size=4))
    assert widest(table.answers(heads, rows, "nl", width)) <= max(width, 4 * len(heads) + 12)


def test_a_table_of_many_wide_columns_still_fits_where_it_is_narrow():
    for count in (2, 4, 6):
        heads = [f"kolom{number}" for number in range(count)]
        assert widest(table.answers(heads, [["een lange tekst met woorden"] * count], "nl", 5 * count)) <= 5 * count


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("kort", 30, ["└─ kort" + "regel 7".rjust(23)]),
        (
            "een regel die er net niet naast past",
            40,
            ["└─ een regel die er net niet", "   naast past" + "regel 7".rjust(27)],
        ),
        ("een regel die alles vult", 30, ["└─ een regel die", "   alles vult" + "regel 7".rjust(17)]),
        ("een regel", 28, ["└─ een regel" + "regel 7".rjust(16)]),
    ],
)
def test_whose_a_line_is_stands_flush_right_beside_it_or_under_it(text, width, lines):
    assert plain(layout.tree([Item(text, "regel 7")], width)).splitlines() == lines


def test_a_word_too_long_for_its_line_is_cut_and_not_lost():
    assert layout.wrap("x" * 25, 10) == ["x" * 10, "x" * 10, "x" * 5]
    assert layout.wrap("日本語コース", 5) == ["日本", "語コ", "ース"]
