"""Pages as people leave them: with white space anywhere, with comments anywhere, and with slips anywhere."""

import re
from typing import Any

import msgspec
from hypothesis import strategies as st
from shipped import ROOT

from kmopolicy.language.markdown import Block, Heading, Quote, Table, read_page
from kmopolicy.language.parser import parse_block
from kmopolicy.language.tokens import Token, words
from kmopolicy.text.span import Span

PAGES = {file.name: file.read_text(encoding="utf-8") for file in sorted((ROOT / "policy").glob("*.md"))}
_BLANKS = ("", " ", "  ", "\t", "\n", "\n  ", "\n\n", " \n\n\n    ", "\u00a0", "\u2028", "\f")
_REMARKS = ("% een opmerking", "%", "%% a(b) :- c.", '% "niet gesloten', "% . , ( ) :-", "% é \U0001f600 \u200b")
_SLIPS = (
    *('"', "`", "```", "```datalog", "~~~", "<!--", "-->", "|", "| --- |", "a | b", "\\", "{", "}", "%", "#", "> "),
    *(".", ",", ":", ":-", "(", ")", "=", "_", "> **S01** ", "**", "---", "not ", "nl ", "rule x:", "type ", "case "),
    *(
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\x00",
        "\x1b[2J",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\u2028",
        "\x85",
        "\f",
        "e\u0301",
    ),
    *(
        "\U0001f600",
        "ß",
        "İ",
        "\x7f",
        "a" * 300,
        " " * 300,
        "(" * 50,
        "\n" * 20,
        "    ",
        "2024-13-45",
        "9" * 30,
        "% x\n",
    ),
)


@st.composite
def disordered(draw: st.DrawFn, text: str, *, remarks: bool = False) -> str:
    """A page with other white space between the words of its blocks, and with comments there."""
    shuffled = draw(st.randoms(use_true_random=False))
    lines = text.split("\n")
    for block in reversed([each for each in read_page(text, "page.md").elements if isinstance(each, Block)]):
        lines[block.line - 1 : block.line + block.text.count("\n")] = _disordered(block.text, shuffled, remarks)
    return "\n".join(lines)


def _disordered(block: str, shuffled: Any, remarks: bool) -> list[str]:
    text = ""
    gaps, statements = words(block)
    for gap, statement in zip(gaps, statements, strict=False):
        text += "".join(f"\n{comment.text}\n" for comment in gap.comments)
        for token in statement:
            blank = shuffled.choice(_BLANKS)
            if remarks and shuffled.random() < 0.1:
                blank += shuffled.choice(_REMARKS) + "\n" + shuffled.choice(_BLANKS)
            text += (blank or " " * _would_join(text, token)) + token.text
    return (text + shuffled.choice(_BLANKS)).split("\n")


def _would_join(text: str, token: Token) -> bool:
    """Whether the words would be one word without a space."""
    return bool(re.search(r"[\w.:]$", text) and re.match(r"[\w\"=-]", token.text)) or text.endswith(
        ("=", "<", ">", '"')
    )


@st.composite
def mistaken(draw: st.DrawFn) -> str:
    """A page after a handful of slips: something taken out, put in, said twice, turned round or shuffled."""
    text = draw(st.sampled_from(list(PAGES.values())))
    parts = text.split("\n## ")
    text = "\n## ".join(draw(st.lists(st.sampled_from(parts), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 40)))
        slip = draw(st.sampled_from(("", "twice", "round", "lines", *_SLIPS)))
        if slip == "lines":
            lines = text.split("\n")
            draw(st.randoms(use_true_random=False)).shuffle(lines)
            text = "\n".join(lines)
        elif slip in ("twice", "round"):
            text = text[:end] + (text[at:] if slip == "twice" else text[at:end][::-1] + text[end:])
        else:
            text = text[:at] + slip + text[draw(st.sampled_from((at, end))) :]
    return text


def said(text: str) -> list[Any]:
    """What a page says to a policy, without where it stands: headings, quotes, statements, rows, and what is wrong."""
    page = read_page(_lines(text), "page.md")
    return [*map(_said, page.elements), [found.code for found in page.diagnostics]]


def _said(element: Any) -> Any:
    match element:
        case Heading(text=text):
            return text
        case Quote():
            return element.number, element.text, element.bold
        case Table():
            return [[cell.text for cell in row] for row in (element.head, *element.rows)]
        case Block():
            parsed = parse_block(element)
            return element.counts, placeless(parsed.statements), [found.code for found in parsed.diagnostics]


def placeless(value: Any) -> Any:
    """A value without the places in it."""
    if isinstance(value, Span):
        return None
    if isinstance(value, msgspec.Struct):
        return type(value).__name__, [placeless(getattr(value, name)) for name in value.__struct_fields__]
    if isinstance(value, tuple | list):
        return [placeless(each) for each in value]
    return {name: placeless(each) for name, each in value.items()} if isinstance(value, dict) else value


def kept(text: str) -> list[Any]:
    """What no layout may touch: each line outside blocks and tables with its line end; of what is inside, its marks."""
    pieces = re.split(r"(\r\n|\r|\n)", text)
    lines: list[Any] = [line + end for line, end in zip(pieces[::2], [*pieces[1::2], ""], strict=True)]
    for element in reversed(read_page(_lines(text), "page.md").elements):
        if isinstance(element, Block) and element.counts and element.text:
            first, count = element.line - 1, element.text.count("\n") + 1
        elif isinstance(element, Table):
            first, count = element.span.line - 1, len(element.rows) + 2
        else:
            continue
        lines[first : first + count] = [sorted(re.sub(r"[\s|-]", "", "".join(lines[first : first + count])))]
    return lines


def _lines(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
