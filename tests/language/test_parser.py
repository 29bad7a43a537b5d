"""Statements are read one by one, each with its place; where one does not parse, the slip is told and the others stand."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shipped import POLICY, ROOT

from kmopolicy.language import tree
from kmopolicy.language.chunks import chunks
from kmopolicy.language.markdown import Block, read_page
from kmopolicy.language.parser import Parsed, parse_block, parse_goal
from kmopolicy.program.show import show_rule
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span


def parsed(text: str, line: int = 1) -> Parsed:
    return parse_block(Block(text, line, Span("p.md", 1, 1, 1, 1)))


def only(text: str) -> tree.Statement:
    """The one statement of a text that is right."""
    found = parsed(text)
    assert found.diagnostics == ()
    statement = found.statements[0]
    assert not isinstance(statement, tree.UnreadNode)
    assert len(found.statements) == 1
    return statement


def rule(text: str) -> tree.RuleNode:
    statement = only(text)
    assert isinstance(statement, tree.RuleNode)
    return statement


def underlined(text: str, found: Diagnostic) -> str:
    """The text that a diagnostic points at."""
    assert found.span is not None
    line = text.split("\n")[found.span.line - 1]
    assert found.span.end_line == found.span.line
    return line[found.span.column - 1 : found.span.end_column - 1]


def test_a_rule_has_all_that_a_rule_may_have() -> None:
    node = rule(
        'rule naam cites U07, U07x1, S06.1:\np(X, "een \\"tekst\\"", _) :- % uitleg.\n  q(X, 2024-03-01), not r(X, _), '
        "X != a, Y = year(D), 2024 <= Y, reading lezing = optie."
    )
    assert node.name is not None
    assert node.name.text == "naam"
    assert [word.text for word in node.cites] == ["U07", "U07x1", "S06.1"]
    assert [(term.kind, term.value) for term in node.head.terms] == [
        ("variable", "X"),
        ("quoted", 'een "tekst"'),
        ("anything", "_"),
    ]
    kinds = [type(literal).__name__ for literal in node.body]
    assert kinds == ["PositiveNode", "NegativeNode", "ComparisonNode", "YearNode", "ComparisonNode", "UnderReadingNode"]
    first = node.body[0]
    assert isinstance(first, tree.PositiveNode)
    assert first.atom.terms[1].value == date(2024, 3, 1)


@pytest.mark.parametrize(
    "name", ["open", "nlp", "enkel", "metaal", "notaris", "reading_list", "ruled", "condition", "at"]
)
def test_a_name_may_start_like_a_keyword(name: str) -> None:
    node = rule(f"p(X) :- {name}(X, {name}), not {name}(X).")
    assert [literal.atom.name.text for literal in node.body if not isinstance(literal, tree.ComparisonNode)] == [
        name,
        name,
    ]  # type: ignore[union-attr]


def test_a_language_or_a_mark_must_stand_on_its_own() -> None:
    assert [found.code for found in parsed('define p(x: X) nlnot "x".').diagnostics] == ["K102"]
    assert [found.code for found in parsed('define p(x: X) metnl "x".').diagnostics] == ["K102"]


def test_places_are_those_of_the_file() -> None:
    text = 'p(a).  q(b) :-\n    r(aé, "x.y"), % punt.\n\ts(c).\n\n\n  t(d).'
    found = parsed(text, line=10)
    assert found.diagnostics == ()
    spans = [node.span for node in found.statements if isinstance(node, tree.RuleNode)]
    assert [(span.line, span.column, span.end_line, span.end_column) for span in spans] == [
        (10, 1, 10, 6),
        (10, 8, 12, 7),
        (15, 3, 15, 8),
    ]


def test_several_slips_are_told_at_once_and_what_is_right_is_kept() -> None:
    text = "p(a).\nq(b\nr(c) :- s(c) en t(c).\nu(d).\nv(e) :- w(e)\nx(f) :- y(f)."
    found = parsed(text)
    assert [(each.code, each.span.line) for each in found.diagnostics if each.span] == [("K112", 2), ("K103", 5)]
    kept = [node.head.name.text for node in found.statements if isinstance(node, tree.RuleNode)]
    assert kept == ["p", "u", "v", "x"]


@pytest.mark.parametrize(
    ("text", "code", "help_key", "piece"),
    [
        ("p(X) :- q(X)", "K103", "stop", ""),
        ("p(X) :- q(X) % a.", "K103", "stop", " "),
        ("p(X) :- q(X),\nr(X) :- s(X).", "K103", "mark", ","),
        ("p(X) :- q(X);", "K103", "mark", ";"),
        ("p(X) := q(X).", "K102", "arrow", ":="),
        ("p(X) <-- q(X).", "K102", "arrow", "<--"),
        ("p(X) : - q(X).", "K102", "arrow", ": -"),
        ("p(X) indien q(X).", "K102", "arrow", "indien"),
        ("p(X) :- q(X) en r(X).", "K102", "and", "en"),
        ("p(X) :- q(X) && r(X).", "K102", "and", "&&"),
        ("p(X) :- q(X) or r(X).", "K102", "or", "or"),
        ("p(X) :- q(X) | r(X).", "K102", "or", "|"),
        ("p(X) :- q(X; Y).", "K102", "values", ";"),
        ("p(X) :- q(X), geen r(X).", "K102", "not", "geen"),
        ("p(X) :- q(X), Not r(X).", "K102", "not", "Not"),
        ("p(X) :- q(X), \\+ r(X).", "K102", "not", "\\+"),
        ("p(X) :- not not q(X).", "K102", "double", "not not"),
        ("p(X) :- not (q(X)).", "K102", "not_brackets", "("),
        ("p(X) :- q(X, Y), not X = Y.", "K102", "unequal", "not"),
        ("p(X) :- q(X), not reading r = s.", "K102", "not_reading", "reading"),
        ("not p(X) :- q(X).", "K102", "head", "not"),
        ("niet p(X) :- q(X).", "K102", "head", "niet"),
        (
            'cases c(x: X, y: Y) nl "z" case a when any not p(X) nl "a" case b otherwise nl "b".',
            "K102",
            "any_not",
            "not",
        ),
        ("p(X) :- q(X, Y), X =< Y.", "K102", "operator", "=<"),
        ("p(X) :- q(X, Y), X ≠ Y.", "K102", "operator", "≠"),
        ("p(X) :- q(X). // uitleg", "K102", "comment", "//"),
        ("p(X) :- q(X)).", "K102", "extra", ")"),
        ("p() :- q(X).", "K102", "empty", ")"),
        ("p(X) :- q(f(X)).", "K102", "nested", "("),
        ("p(X) :- q(X, 1/3/2024).", "K102", "date", "1/3/2024"),
        ("p(X) :- q(X, niet-subsidieerbaar).", "K102", "dash", "niet-subsidieerbaar"),
        ('define p(x: X) "x".', "K102", "language", '"x"'),
        ('define p(x: X) nl "een "mooie" zin".', "K102", "inner", '"'),
        ('define p(x, y: Y) nl "x".', "K102", "type", "x"),
        ('define p(Service) nl "x".', "K102", "argument", "Service"),
        ('entity service in services nl "x".', "K102", "upper", "service"),
        ("warning(X) :- q(X).", "K102", "reserved", "warning"),
        ("rule x cites U01\np(X) :- q(X).", "K102", "colon", "p"),
        ("p(X) :-\n  q(X)\n  r(X).", "K102", "between", "r"),
        ("p(X) :- q(X),.", "K102", "surplus", ","),
        ("p(X) :- q(X Y).", "K102", "expected", "Y"),
        ('define p(x: X) nl "open.', "K104", "close", '"'),
        ("ëen(X) :- q(X).", "K105", "name", "ë"),
        ("p(X) :- q(X, a@b).", "K105", "quote", "@"),
        ('tabl p(x: X) nl "x".', "K106", "near", "tabl"),
        ('lezing p nl "x" option a default nl "x" on S1.', "K106", "near", "lezing"),
        ("P(X) :- q(X).", "K107", "lower", "P"),
        ("p(X) :- Q(X).", "K107", "lower", "Q"),
        ("p(X) :- q(X, 2024-02-31).", "K108", "form", "2024-02-31"),
        ("p(X) :- q(X, 1234567890).", "K109", "digits", "1234567890"),
        ("p(X :- q(X).", "K112", "close", "("),
        ("p(X) :- q(X, not r(X).", "K112", "close", "("),
        ("p(X\u00ad) :- q(X).", "K113", "erase", "\u00ad"),
        ("p(X) :- q(X, “a”).", "K114", "straight", "“"),
        ('define p(x: X) nl "zin”.', "K114", "straight", "”"),
    ],
)
def test_each_slip_is_told_for_what_it_is(text: str, code: str, help_key: str, piece: str) -> None:
    found = parsed(text).diagnostics
    assert [(each.code, each.help) for each in found] == [(code, help_key)]
    assert underlined(text + "  ", found[0]).rstrip() == piece.rstrip()


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\t", "\u2003", "\n\n"])
def test_any_white_space_will_do(space: str) -> None:
    assert rule(f"p(X){space}:-{space}q(X),{space}not{space}r(X){space}.").head.name.text == "p"


def test_a_goal_is_an_atom_with_or_without_its_full_stop() -> None:
    for text in ("p(X, a)", "p(X, a).", " p(X, a) . "):
        found = parse_goal(text, "")
        assert found.diagnostics == ()
        assert isinstance(found.statements[0], tree.RuleNode)
    assert parse_goal("p(X", "").diagnostics[0].code == "K112"


def test_every_rule_of_the_shipped_policy_parses_back_to_itself() -> None:
    for each in POLICY.program.rules:
        node = rule(show_rule(each))
        assert node.head.name.text == each.head.predicate
        assert show_rule(each).count(",\n") == len(node.body) - 1


def test_every_statement_of_the_shipped_policy_is_read_by_itself() -> None:
    for file in (ROOT / "policy").glob("*.md"):
        for block in read_page(file.read_text(encoding="utf-8"), file.name).elements:
            if isinstance(block, Block):
                statements = parse_block(block).statements
                assert [type(node) for node in statements] == [type(only(chunk.text)) for chunk in chunks(block.text)]


def shipped_blocks() -> list[Block]:
    files = sorted((ROOT / "policy").glob("*.md"))
    pages = [read_page(file.read_text(encoding="utf-8"), file.name) for file in files]
    return [each for page in pages for each in page.elements if isinstance(each, Block)]


@pytest.mark.parametrize(
    ("mark", "code"), [(r"\.(?=\n)", "K103"), (r"\)(?=[,\n.])", "K112"), (r'"(?=\n)', "K104"), (r",(?=\n)", "K102")]
)
def test_a_single_slip_anywhere_in_the_shipped_policy_is_told_once_and_nothing_else_is(mark: str, code: str) -> None:
    for block in shipped_blocks():
        places = [found.start() for found in re.finditer(mark, block.text)]
        for place in places[len(places) // 2 :: 7]:
            text = block.text[:place] + block.text[place + 1 :]
            found = parse_block(block._replace(text=text)).diagnostics
            assert [each.code for each in found] == [code], text[max(0, place - 80) : place + 80]


@given(
    st.lists(
        st.sampled_from(["p(a)", 'q("x. y")', "% r. \n", " ", ".", "\n", '"', "S06.1", "2024", "z(B)."]), max_size=30
    )
)
def test_the_chunks_of_a_text_are_all_of_it_in_order(parts: list[str]) -> None:
    text, at = "".join(parts), 0
    starts = [0, *(place + 1 for place, character in enumerate(text) if character == "\n")]
    for chunk in chunks(text):
        start = starts[chunk.line - 1] + chunk.column - 1
        assert text[start:].startswith(chunk.text)
        assert _is_blank(text[at:start])
        at = start + len(chunk.text)
    assert _is_blank(text[at:])


def _is_blank(text: str) -> bool:
    return not re.sub(r"%.*", "", text).strip()


@given(st.text(alphabet='pqXY_ab1().,:-=!<>"%\n nlot{}“;', max_size=120))
def test_no_text_stops_the_parser(text: str) -> None:
    found = parsed(text)
    unread = [node for node in found.statements if isinstance(node, tree.UnreadNode)]
    assert len(unread) <= len(found.diagnostics)
    lines = text.split("\n")
    for each in found.diagnostics:
        assert each.span is not None
        assert 1 <= each.span.line <= len(lines)
        assert each.span.column <= len(lines[each.span.line - 1]) + 1
