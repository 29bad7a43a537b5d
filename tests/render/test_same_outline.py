"""Terminal, Markdown and Mermaid are renderings of one outline: they add nothing to it and leave nothing out."""

import html
import re
from collections import Counter

import pytest
from markdown_it import MarkdownIt

from kmopolicy.render.formats import markdown, mermaid
from kmopolicy.render.outline.story import outline
from kmopolicy.render.terminal import tree
from kmopolicy.render.terminal.paint import plain
from kmopolicy.render.words.fixed import word

PARSER = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])


def texts(told):
    """Every text of an outline, in order."""
    yield " · ".join((told.title, *told.about))
    yield told.outcome
    for section in told.sections:
        yield section.heading
        for item in section.items:
            yield from texts_of(item)


def texts_of(item):
    yield from filter(None, (item.term, item.text, item.source, *item.remarks))
    for quote in item.quotes:
        yield from (quote.number, quote.text)
    for child in item.children:
        yield from texts_of(child)


def letters(text):
    """Which letters and digits a text has, and how many of each: not how it is wrapped, nor in which order it tells."""
    return Counter(character for character in text.lower() if character.isalnum())


def test_the_terminal_prints_the_outline(outlined):
    for explanation, labels, full, lines in outlined(lambda *args, **options: tree.render(*args, 100, **options)):
        told = outline(explanation, labels, full=full)
        assert letters(plain(lines)) == letters("".join(texts(told)))


def test_the_markdown_is_the_outline_and_nothing_but_text_at_the_same_depth(outlined):
    for explanation, labels, full, text in outlined(markdown.render):
        told = outline(explanation, labels, full=full)
        tokens = PARSER.parse(text)
        kinds = {each.type for token in tokens for each in (token, *(token.children or ()))}
        assert kinds <= ALLOWED, kinds - ALLOWED
        assert not re.search(r"(?<!\\)://|www(?!\\)\.", text)
        content = "".join(
            child.content
            for token in tokens
            for child in token.children or ()
            if child.type in ("text", "text_special")
        )
        assert letters(content) == letters("".join(texts(told)))
        depths = [token.level // 2 for token in tokens if token.type == "list_item_open"]
        assert depths == [depth for section in told.sections for item in section.items for depth in depths_of(item, 0)]


ALLOWED = {
    *(
        f"{block}_{end}"
        for block in ("heading", "paragraph", "bullet_list", "list_item", "blockquote")
        for end in ("open", "close")
    ),
    *("inline", "text", "text_special", "strong_open", "strong_close"),
}


def depths_of(item, depth):
    yield depth
    for child in item.children:
        yield from depths_of(child, depth + 1)


_BOX = re.compile(r'    (n\d+)\["([^"\[\]{}<>|]|<br/>)*"\](:::(outcome|ground|absent))?')
_ARROW = re.compile(r'    (n\d+) -->(?:\|"[^"\[\]{}<>|]*"\|)? (n\d+)')


def test_the_flowchart_has_a_box_for_each_reason_and_an_arrow_to_each_but_the_outcome(outlined):
    for explanation, labels, full, text in outlined(mermaid.render):
        told = outline(explanation, labels, full=full)
        first, *lines = text.splitlines()
        assert first == "flowchart TD"
        boxes = [found[1] for found in map(_BOX.fullmatch, lines) if found]
        arrows = [found.groups() for found in map(_ARROW.fullmatch, lines) if found]
        styles = [line for line in lines if re.fullmatch(r"    classDef \w+ [\w:;, .-]+;", line)]
        assert len(boxes) + len(arrows) + len(styles) == len(lines)
        assert boxes == [f"n{number}" for number in range(1, len(boxes) + 1)]
        assert [below for _, below in arrows] == boxes[1:]
        assert all(boxes.index(above) < boxes.index(below) for above, below in arrows)
        assert len(boxes) == 1 + sum(1 for item in reasons(told, labels) for _ in depths_of(item, 0))


def reasons(told, labels):
    why = word("why", labels.lang)
    return [item for section in told.sections if section.heading.startswith(why + ":") for item in section.items] or (
        told.sections[0].items
    )


def test_the_flowchart_says_what_the_reasons_of_the_outline_say(outlined):
    for explanation, labels, full, text in outlined(mermaid.render):
        told = outline(explanation, labels, full=full)
        boxes = [found for line in text.splitlines() if (found := _BOX.fullmatch(line))]
        content = html.unescape(" ".join(re.sub(r"#(\d+);", r"&#\1;", found[0].split('"')[1]) for found in boxes))
        expected = [told.title, *told.about, told.outcome]
        for item in reasons(told, labels):
            expected += texts_of(item)
        assert letters(content.replace("<br/>", "")) == letters("".join(expected))


def test_a_text_that_is_markup_stays_a_text():
    assert markdown.escaped("   1. lijst") == r"1\. lijst"
    hostile = "1. [a](b) *c* `d` <e> | & $ # ~~f~~ ! \\ https://x.example www.x.example"
    for lead in ("", "- ", "> ", "# "):
        text = lead + markdown.escaped(hostile)
        (token,) = [each for each in PARSER.parse(text) if each.type == "inline"]
        assert {child.type for child in token.children} <= {"text", "text_special"}
        assert "".join(child.content for child in token.children) == hostile
        assert r"https\://" in text
        assert r"www\." in text


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("1. lijst", "1#46; lijst"),
        ("2024. lijst", "2024#46; lijst"),
        ("- lijst", "#45; lijst"),
        ("deel 1. van a-b", "deel 1. van a-b"),
        ("https://x.be en www.x.be", "https#58;//x.be en www#46;x.be"),
        ("kmo-portefeuille@vlaanderen.be", "kmo-portefeuille#64;vlaanderen.be"),
        ('"]:::x --> n2["', "#34;#93;:::x --#62; n2#91;#34;"),
        ("%% <script> `code` #35; _kop_", "#37;#37; #60;script#62; #96;code#96; #35;35#59; #95;kop#95;"),
    ],
)
def test_a_label_of_the_flowchart_is_only_text(text, label):
    assert mermaid.escaped(text) == label
