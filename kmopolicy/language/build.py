"""Builds the nodes of the syntax tree from what the grammar finds."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, TypeVar

from lark import Token, Transformer, v_args
from lark.tree import Meta

from kmopolicy.language import tree
from kmopolicy.text.catalogue.policy import syntax as catalogue
from kmopolicy.text.diagnostic import Diagnostic
from kmopolicy.text.span import Span

N = TypeVar("N")
_ROLES: dict[str, Any] = {"input": "input", "table": "table", "define": "derived", "warning": "warning"}


def unquoted(text: str) -> str:
    """What stands between the quotation marks."""
    return re.sub(r"\\(.)", r"\1", text[1:-1])


@v_args(meta=True)
class Builder(Transformer[Token, Any]):
    """Turns a parse into a node; `line` and `column` are where its text starts in the file."""

    def __init__(self, file: str, line: int, column: int) -> None:
        super().__init__(visit_tokens=False)
        self._file = file
        self._line = line
        self._column = column
        self.diagnostics: list[Diagnostic] = []

    def span(self, found: Meta | Token) -> Span:
        """Where it stands in the file."""
        start = self._place(found.line or 1, found.column or 1)
        return Span(self._file, *start, *self._place(found.end_line or 1, found.end_column or 1))

    def _place(self, line: int, column: int) -> tuple[int, int]:
        return line + self._line - 1, column + self._column - 1 if line == 1 else column

    def place(self, text: str, start: int, end: int) -> Span:
        """Where a stretch of the text stands in the file."""
        lines = [(text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)) for at in (start, end)]
        return Span(self._file, *self._place(*lines[0]), *self._place(*lines[1]))

    def word(self, token: Token) -> tree.Word:
        """A token as a word."""
        text = unquoted(token) if token.type == "STRING" else str(token)
        return tree.Word(text, self.span(token))

    def statement(self, _: Meta, parts: list[Any]) -> Any:
        return parts[0]

    def name(self, _: Meta, parts: list[Token]) -> tree.Word:
        return self.word(parts[0])

    type_name = string = number_of = name

    def policy(self, meta: Meta, parts: list[Any]) -> tree.PolicyNode:
        return tree.PolicyNode(parts[0], tuple(parts[1:]), self.span(meta))

    def source(self, meta: Meta, parts: list[Any]) -> tree.SourceNode:
        return tree.SourceNode(parts[0], parts[1], parts[2], tuple(parts[3:]), self.span(meta))

    def entity(self, meta: Meta, parts: list[Any]) -> tree.EntityNode:
        return tree.EntityNode(parts[0], parts[1], tuple(parts[2:]), self.span(meta))

    def type(self, meta: Meta, parts: list[Any]) -> tree.TypeNode:
        marks: dict[str, list[tree.Word]] = dict(part for part in parts if type(part) is tuple)
        return tree.TypeNode(
            parts[0],
            tuple(marks.get("includes", ())),
            _first(marks.get("section", ())),
            "judged" in marks,
            _first(marks.get("default", ())),
            _first(marks.get("opposite", ())),
            _all(parts, tree.TextNode),
            self.span(meta),
        )

    def includes(self, _: Meta, parts: list[Any]) -> tuple[str, list[Any]]:
        return "includes", parts

    def section(self, _: Meta, parts: list[Any]) -> tuple[str, list[Any]]:
        return "section", parts

    def judged(self, _: Meta, parts: list[Any]) -> tuple[str, list[Any]]:
        return "judged", parts

    def default(self, _: Meta, parts: list[Any]) -> tuple[str, list[Any]]:
        return "default", parts

    def opposite(self, _: Meta, parts: list[Any]) -> tuple[str, list[Any]]:
        return "opposite", parts

    def _predicate(self, role: str, meta: Meta, parts: list[Any]) -> tree.PredicateNode:
        signature = parts[0]
        flags: tuple[tree.Word, ...] = next((tuple(part) for part in parts if type(part) is list), ())
        from_file = next((part for part in parts if type(part) is tree.Word), None)
        return tree.PredicateNode(
            _ROLES[role], signature, flags, from_file, _all(parts, tree.TextNode), self.span(meta)
        )

    def input(self, meta: Meta, parts: list[Any]) -> tree.PredicateNode:
        return self._predicate("input", meta, parts)

    def table(self, meta: Meta, parts: list[Any]) -> tree.PredicateNode:
        return self._predicate("table", meta, parts)

    def define(self, meta: Meta, parts: list[Any]) -> tree.PredicateNode:
        return self._predicate("define", meta, parts)

    def warning(self, meta: Meta, parts: list[Any]) -> tree.PredicateNode:
        return self._predicate("warning", meta, parts)

    def signature(self, meta: Meta, parts: list[Any]) -> tree.SignatureNode:
        return tree.SignatureNode(parts[0], tuple(parts[1:]), self.span(meta))

    def argument(self, _: Meta, parts: list[Any]) -> tree.ArgumentNode:
        return tree.ArgumentNode(parts[0], parts[1], parts[2] if len(parts) > 2 else None)

    def flags(self, _: Meta, parts: list[Any]) -> list[Any]:
        return parts

    def flag(self, _: Meta, parts: list[Token]) -> tree.Word:
        return self.word(parts[0])

    def at_most_one(self, meta: Meta, _: list[Any]) -> tree.Word:
        return tree.Word("at most one", self.span(meta))

    def exactly_one(self, meta: Meta, _: list[Any]) -> tree.Word:
        return tree.Word("exactly one", self.span(meta))

    def from_(self, _: Meta, parts: list[Any]) -> Any:
        return parts[0]

    def reading(self, meta: Meta, parts: list[Any]) -> tree.ReadingNode:
        options, texts = _all(parts, tree.OptionNode), _all(parts, tree.TextNode)
        return tree.ReadingNode(parts[0], texts, options, parts[-1], self.span(meta))

    def option(self, meta: Meta, parts: list[Any]) -> tree.OptionNode:
        return tree.OptionNode(parts[0], True in parts, _all(parts, tree.TextNode), self.span(meta))

    def default_mark(self, _: Meta, __: list[Any]) -> bool:
        return True

    negated = default_mark

    def property(self, meta: Meta, parts: list[Any]) -> tree.PropertyNode:
        never, possible, effect = parts[-1]
        return tree.PropertyNode(parts[0], _all(parts, tree.TextNode), never, possible, effect, self.span(meta))

    def never(self, _: Meta, parts: list[Any]) -> "_Claim":
        return _Claim((parts[0], (), None))

    def possible(self, _: Meta, parts: list[Any]) -> "_Claim":
        return _Claim(((), (parts[0],), None))

    def possible_each(self, _: Meta, parts: list[Any]) -> "_Claim":
        return _Claim(((), tuple((tree.PositiveNode(atom, atom.span),) for atom in parts[0]), None))

    def adding(self, _: Meta, parts: list[Any]) -> "_Claim":
        verb, outcome, ranks = parts[-1]
        where = parts[1] if len(parts) > 2 else ()
        return _Claim(((), (), tree.EffectNode(parts[0], where, verb, outcome, ranks)))

    def where(self, _: Meta, parts: list[Any]) -> Any:
        return parts[0]

    def lowers(self, _: Meta, parts: list[Any]) -> tuple[Any, ...]:
        return "lowers", *parts

    def raises(self, _: Meta, parts: list[Any]) -> tuple[Any, ...]:
        return "raises", *parts

    def changes(self, _: Meta, parts: list[Any]) -> tuple[Any, ...]:
        return "changes", parts[0], ()

    def order(self, _: Meta, parts: list[Any]) -> tuple[Any, ...]:
        return tuple(parts)

    rank = order

    def classification(self, meta: Meta, _: list[Any]) -> tree.ClassificationNode:
        return tree.ClassificationNode(self.span(meta))

    def cases(self, meta: Meta, parts: list[Any]) -> tree.CasesNode:
        return tree.CasesNode(parts[0], _all(parts, tree.TextNode), _all(parts, tree.CaseNode), self.span(meta))

    def case(self, meta: Meta, parts: list[Any]) -> tree.CaseNode:
        cites = parts[1] if isinstance(parts[1], _Numbers) else ()
        kind, body, because = next(part for part in parts if isinstance(part, _Condition))
        return tree.CaseNode(
            parts[0],
            tuple(cites),
            kind == "any",
            kind == "otherwise",
            body,
            because,
            _all(parts, tree.TextNode),
            self.span(meta),
        )

    def any(self, _: Meta, parts: list[Any]) -> "_Condition":
        return _Condition(("any", (), parts[0]))

    def when(self, _: Meta, parts: list[Any]) -> "_Condition":
        return _Condition(("when", parts[0], parts[1] if len(parts) > 1 else ()))

    def otherwise(self, _: Meta, parts: list[Any]) -> "_Condition":
        return _Condition(("otherwise", (), parts[0] if parts else ()))

    def because(self, _: Meta, parts: list[Any]) -> Any:
        return parts[0]

    def rule(self, meta: Meta, parts: list[Any]) -> tree.RuleNode:
        named = parts[0] if isinstance(parts[0], _Named) else _Named((None, ()))
        head = next(part for part in parts if isinstance(part, tree.AtomNode))
        body = parts[-1] if parts[-1] is not head else ()
        return tree.RuleNode(*named, head, body, self.span(meta))

    def rule_name(self, _: Meta, parts: list[Any]) -> "_Named":
        return _Named((parts[0], tuple(parts[1]) if len(parts) > 1 else ()))

    def cites(self, _: Meta, parts: list[Any]) -> Any:
        return parts[0]

    def numbers(self, _: Meta, parts: list[Any]) -> "_Numbers":
        return _Numbers(parts)

    def body(self, _: Meta, parts: list[Any]) -> tuple[Any, ...]:
        return tuple(parts)

    atoms = body

    def positive(self, meta: Meta, parts: list[Any]) -> tree.PositiveNode:
        return tree.PositiveNode(parts[0], self.span(meta))

    def negative(self, meta: Meta, parts: list[Any]) -> tree.NegativeNode:
        return tree.NegativeNode(parts[0], self.span(meta))

    def under_reading(self, meta: Meta, parts: list[Any]) -> tree.UnderReadingNode:
        return tree.UnderReadingNode(parts[0], parts[1], self.span(meta))

    def comparison(self, meta: Meta, parts: list[Any]) -> tree.ComparisonNode:
        return tree.ComparisonNode(str(parts[1]), parts[0], parts[2], self.span(meta))

    def equality(self, meta: Meta, parts: list[Any]) -> tree.ComparisonNode:
        return tree.ComparisonNode("=", parts[0], parts[1], self.span(meta))

    def year_of(self, meta: Meta, parts: list[Any]) -> tree.YearNode:
        return tree.YearNode(parts[0], parts[1], self.span(meta))

    def atom(self, meta: Meta, parts: list[Any]) -> tree.AtomNode:
        return tree.AtomNode(parts[0], tuple(parts[1:]), self.span(meta))

    def variable(self, _: Meta, parts: list[Token]) -> tree.TermNode:
        return tree.TermNode("variable", str(parts[0]), self.span(parts[0]))

    def anything(self, _: Meta, parts: list[Token]) -> tree.TermNode:
        return tree.TermNode("anything", "_", self.span(parts[0]))

    def constant(self, _: Meta, parts: list[Token]) -> tree.TermNode:
        return tree.TermNode("constant", str(parts[0]), self.span(parts[0]))

    def quoted(self, _: Meta, parts: list[Token]) -> tree.TermNode:
        return tree.TermNode("quoted", unquoted(parts[0]), self.span(parts[0]))

    def number(self, _: Meta, parts: list[Token]) -> tree.TermNode:
        text = str(parts[0])
        if len(text) > _DIGITS:
            self._wrong(catalogue.LARGE_NUMBER, parts[0], "digits")
        return tree.TermNode("number", int(text[:_DIGITS]), self.span(parts[0]))

    def date(self, _: Meta, parts: list[Token]) -> tree.TermNode:
        day = date.min
        try:
            day = date.fromisoformat(str(parts[0]))
        except ValueError:
            self._wrong(catalogue.NO_SUCH_DATE, parts[0], "form")
        return tree.TermNode("date", day, self.span(parts[0]))

    def text(self, meta: Meta, parts: list[Any]) -> tree.TextNode:
        lang, string = parts[0], parts[-1]
        about = next((part for part in parts if isinstance(part, tree.Word)), None)
        kinds = [part for part in parts[1:-1] if type(part) is str]
        return tree.TextNode(
            str(lang),
            True in parts,
            "plural" in kinds,
            about,
            unquoted(string),
            self.span(meta),
            "asked" in kinds,
        )

    def about(self, _: Meta, parts: list[Token]) -> tree.Word:
        return self.word(parts[0])

    def plural(self, _: Meta, __: list[Any]) -> str:
        return "plural"

    def asked(self, _: Meta, __: list[Any]) -> str:
        return "asked"

    def _wrong(self, entry: Any, token: Token, help_key: str) -> None:
        self.diagnostics.append(Diagnostic(entry, self.span(token), {"found": str(token)[:40]}, help_key))


# The grammar's `from` is a word that Python keeps for itself.
setattr(Builder, "from", Builder.from_)

_DIGITS = 9


class _Numbers(tuple[tree.Word, ...]):
    """Sentence numbers, told apart from other tuples."""


class _Condition(tuple[str, tree.Body, tuple[tree.AtomNode, ...]]):
    """The condition of a case: its kind, its body and its grounds."""


class _Claim(tuple[tree.Body, tuple[tree.Body, ...], tree.EffectNode | None]):
    """What a property claims: what can never be, what can be, what a fact that is added never does."""


class _Named(tuple[tree.Word | None, tuple[tree.Word, ...]]):
    """The name of a rule and what it cites."""


def _all(parts: Sequence[Any], kind: type[N]) -> tuple[N, ...]:
    return tuple(part for part in parts if isinstance(part, kind))


def _first(words: Sequence[tree.Word]) -> tree.Word | None:
    return words[0] if words else None
