"""What stands under `expect` in a dossier: subjects with their outcome, goals with their answers, each also read otherwise."""

from collections.abc import Iterator

from kmopolicy.facts.answers import ANSWERS, is_goal
from kmopolicy.facts.dossier import EXPECT
from kmopolicy.facts.expectations import OUTCOME, READINGS, SENTENCE
from kmopolicy.facts.nodes import Mapping, Node, Scalar
from kmopolicy.facts.nodes import Sequence as Items
from kmopolicy.language import tree
from kmopolicy.language.parser import parse_goal
from kmopolicy.lsp.places import Kind, Place
from kmopolicy.program.program import Program
from kmopolicy.program.show import show_type
from kmopolicy.text.span import Span


class Expected:
    """The section of one dossier. `root` is the dossier, which says of what type a subject is."""

    def __init__(self, program: Program, root: Node) -> None:
        self._program = program
        self._types: dict[str, set[str]] = {}
        sections = {kind.section: kind for kind in program.types.values() if kind.section}
        for key, node in root.entries if isinstance(root, Mapping) else ():
            kind = sections.get(key.text)
            for name, _ in node.entries if kind and isinstance(node, Mapping) else ():
                for called in (name.text, f"{show_type(kind.name)}:{name.text}") if kind else ():
                    self._types.setdefault(called, set()).add(kind.name if kind else "")

    def places(self, node: Node) -> Iterator[Place]:
        """The keys and values of the section."""
        for key, told in node.entries if isinstance(node, Mapping) else ():
            goal = goal_of(key.text) if key.text not in self._types and is_goal(key, told) else None
            if goal:
                yield from self._goal(key, goal)
                yield from self._answers(goal, told)
            else:
                yield Place(key.span, "expect", key.text)
                yield from self._subject(told, self._types.get(key.text, set()))

    def _subject(self, told: Node, types: set[str]) -> Iterator[Place]:
        for key, value in told.entries if isinstance(told, Mapping) else ():
            if key.text in (OUTCOME, SENTENCE, READINGS):
                yield Place(key.span, "detail", key.text, EXPECT)
            if key.text == OUTCOME and isinstance(value, Scalar):
                yield from self._outcome(value, types)
            elif key.text == SENTENCE and isinstance(value, Scalar):
                yield Place(value.span, "sentence", value.text)
            elif key.text == READINGS and isinstance(value, Mapping):
                for reading, under in value.entries:
                    yield Place(reading.span, "reading", reading.text)
                    yield from self._subject(under, types)

    def _outcome(self, value: Scalar, types: set[str]) -> Iterator[Place]:
        """The value of an outcome that the subject has: a constant of its type."""
        for cases in self._program.outcomes.values():
            if cases.subject_type in types and any(case.value == value.text for case in cases.cases):
                home = self._program.predicates[cases.name].arguments[-1].type
                yield Place(value.span, "constant", value.text, home, (cases.name, (None, value.text)))

    def _goal(self, key: Scalar, goal: tree.AtomNode) -> Iterator[Place]:
        """The names within a goal, which stands as one key, most often between quotation marks."""
        span = key.span
        shift = span.column + (span.end_column - span.column - len(key.text)) // 2 - 1
        if span.line == span.end_line and goal.name.text in self._program.predicates:
            yield Place(_moved(goal.name.span, span, shift), "predicate", goal.name.text)
            for argument, term in zip(self._program.predicates[goal.name.text].arguments, goal.terms, strict=False):
                if term.kind in ("constant", "quoted"):
                    at = _moved(term.span, span, shift)
                    yield Place(at, self._sort(argument.type), str(term.value), argument.type)

    def _answers(self, goal: tree.AtomNode, told: Node) -> Iterator[Place]:
        if not isinstance(told, Mapping):
            yield from self._rows(goal, told)
            return
        for key, value in told.entries:
            if key.text == ANSWERS:
                yield Place(key.span, "detail", ANSWERS, EXPECT)
                yield from self._rows(goal, value)
            elif key.text == READINGS and isinstance(value, Mapping):
                yield Place(key.span, "detail", READINGS, EXPECT)
                for reading, under in value.entries:
                    yield Place(reading.span, "reading", reading.text)
                    yield from self._answers(goal, under)

    def _rows(self, goal: tree.AtomNode, told: Node) -> Iterator[Place]:
        """The answers: values of the variables in their order, a list of them where there are several."""
        types = asked(goal, self._program)
        for row in told.items if isinstance(told, Items) else (told,):
            values = row.items if isinstance(row, Items) and len(types) > 1 else (row,)
            for kind, value in zip(types, values, strict=False):
                if isinstance(value, Scalar):
                    yield Place(value.span, self._sort(kind), value.text, kind)

    def _sort(self, type_name: str) -> Kind:
        kinds: dict[str, Kind] = {"closed": "constant", "entity": "entity"}
        return kinds.get(self._program.types[type_name].kind, "value")


def goal_of(text: str) -> tree.AtomNode | None:
    """The atom of a goal; None where it is none."""
    statements = parse_goal(text, "").statements
    rule = statements[0] if len(statements) == 1 else None
    return rule.head if isinstance(rule, tree.RuleNode) else None


def asked(goal: tree.AtomNode, program: Program) -> list[str]:
    """The types of the variables of a goal, each once, in their order."""
    arguments = program.predicates[goal.name.text].arguments if goal.name.text in program.predicates else ()
    pairs = zip(arguments, goal.terms, strict=False)
    return list({term.value: argument.type for argument, term in pairs if term.kind == "variable"}.values())


def _moved(span: Span, key: Span, shift: int) -> Span:
    """The span of a word of a goal, in the file that the goal stands in."""
    return Span(key.file, key.line, span.column + shift, key.line, span.end_column + shift)
