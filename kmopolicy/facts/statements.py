"""Reads what stands under one key of a dossier: the facts of one predicate about one thing."""

from kmopolicy.facts.gathering import Gathering
from kmopolicy.facts.model import Fact, Judgement
from kmopolicy.facts.nodes import Mapping, Node, Scalar, Sequence, cut
from kmopolicy.facts.values import is_empty, named
from kmopolicy.program.declarations import Predicate, Type
from kmopolicy.program.near import near_or
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue.facts import dossiers as catalogue

BY, ON, BECAUSE = JUDGED = ("by", "on", "because")
"""What a record says of a verdict, beside the verdict itself."""


class Statements:
    """Adds facts to a gathering."""

    def __init__(self, gathering: Gathering) -> None:
        self._program = gathering.program
        self._to = gathering
        self._wrong = gathering.findings.wrong

    def state(self, declared: Predicate, subject: str, key: Scalar, node: Node) -> None:
        """The facts under a key, by the number of the predicate's arguments."""
        if declared.arity == 1:
            self._bare(declared, subject, key, node)
        elif is_empty(node):
            return
        elif declared.arity == 2:
            self._plain(declared, subject, key, node)
        elif declared.arity == 3:
            self._keyed(declared, subject, key, node)
        else:
            self._wrong(catalogue.WRONG_FORM, key.span, "table", key=key.text)

    def _bare(self, declared: Predicate, subject: str, key: Scalar, node: Node) -> None:
        text = node.text.lower() if isinstance(node, Scalar) else ""
        if text == "true" and isinstance(node, Scalar) and node.kind == "bool":
            self._to.add(Fact(declared.name, (subject,), key.span))
        elif not is_empty(node):
            absent = text in ("false", "nee", "no", "neen", "off", "0")
            self._wrong(catalogue.WRONG_FORM, node.span, "absent" if absent else "true", key=key.text)

    def _plain(self, declared: Predicate, subject: str, key: Scalar, node: Node) -> None:
        """A value, or a list of them."""
        self._to.attempted.add((declared.name, subject))
        for value in _each(node):
            if isinstance(value, Mapping) and not self._last(declared).judged:
                self._form(declared, key, value)
            else:
                self._fact(declared, (subject,), value)

    def _keyed(self, declared: Predicate, subject: str, key: Scalar, node: Node) -> None:
        """A mapping gives the second and third argument; a list the second, where the third has a default."""
        if isinstance(node, Mapping):
            for name, value in node.entries:
                self._under(declared, subject, name, value)
        elif self._last(declared).default:
            for item in _each(node):
                self._by_default(declared, subject, key, item)
        else:
            self._form(declared, key, node)

    def _under(self, declared: Predicate, subject: str, name: Scalar, node: Node) -> None:
        second = self._to.values.read(name, declared.arguments[1].type)
        if second is None:
            return
        if isinstance(node, Scalar) and is_empty(node):
            # `{x}` is `{x: null}` to YAML, and whoever wrote it meant to say something.
            last = self._last(declared)
            args = {"key": name.text, "example": self._to.values.sample(last.name), **named(last)}
            self._wrong(catalogue.NO_VALUE, name.span, "under", **args)
            return
        for each in _each(node):
            self._fact(declared, (subject, second), each)

    def _by_default(self, declared: Predicate, subject: str, key: Scalar, item: Node) -> None:
        if not isinstance(item, Scalar):
            self._form(declared, key, item)
            return
        second = self._to.values.read(item, declared.arguments[1].type)
        if second is not None:
            self._to.add(Fact(declared.name, (subject, second, self._last(declared).default), item.span))

    def _fact(self, declared: Predicate, before: tuple[Value, ...], node: Node) -> None:
        last, judgement, span = declared.arguments[-1], None, node.span
        if isinstance(node, Mapping) and self._last(declared).judged:
            judgement, verdict = self._record(last.name, last.type, node)
            if verdict is None:
                return
            node = verdict
        value = self._to.values.read(node, last.type)
        if value is not None:
            self._to.add(Fact(declared.name, (*before, value), span, judgement))

    def _record(self, name: str, type_name: str, node: Mapping) -> tuple[Judgement | None, Node | None]:
        """A verdict, and who gave it, when and why where that is said."""
        told = {key.text: value for key, value in node.entries if not is_empty(value)}
        unknown = [key for key, _ in node.entries if key.text not in (name, *JUDGED)]
        for key in unknown:
            if self._to.findings.plenty(catalogue.RECORD_KEY):
                break
            args = near_or("known", key.text, (name, *JUDGED))
            if key.text.casefold() == self._program.types[type_name].label.nl.casefold():
                args |= {"help": "near", "near": name}
            self._wrong(catalogue.RECORD_KEY, key.span, args.pop("help"), key=cut(key.text), **args)
        if name not in told and not unknown:
            self._wrong(catalogue.NO_VERDICT, node.span, "add", key=name, example=self._to.values.sample(type_name))
        on = self._to.values.day(told[ON]) if ON in told else None
        judgement = Judgement(self._text(told.get(BY)), on, self._text(told.get(BECAUSE)))
        return (judgement if judgement != Judgement() else None), told.get(name)

    def _text(self, node: Node | None) -> str:
        return str(self._to.values.read(node, "Text") or "") if node else ""

    def _form(self, declared: Predicate, key: Scalar, node: Node) -> None:
        """Says how the predicate is stated."""
        samples = [self._to.values.sample(argument.type) for argument in declared.arguments[1:]]
        many = declared.cardinality == "many"
        value = samples[-1] if declared.arity == 3 or not many else f"[{samples[-1]}]"
        example = f"{key.text}: {value}" if declared.arity == 2 else f"{key.text}: {{{samples[0]}: {value}}}"
        self._wrong(catalogue.WRONG_FORM, node.span, "form", key=key.text, example=f"`{example}`")

    def _last(self, declared: Predicate) -> Type:
        return self._program.types[declared.arguments[-1].type]


def _each(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)
