"""Reads a dossier, entity first: sections of things, and under each thing the facts that it is the first argument of."""

from collections.abc import Iterator
from datetime import date

from kmopolicy.facts.gathering import Dates, Gathering
from kmopolicy.facts.model import Entity, Expectation, Fact, Judgement
from kmopolicy.facts.nodes import Mapping, Node, Scalar, Sequence
from kmopolicy.facts.values import is_empty, listed, shown
from kmopolicy.program.declarations import Constant, Predicate, Type
from kmopolicy.program.near import near_or, nearest
from kmopolicy.program.program import Program
from kmopolicy.program.terms import Value
from kmopolicy.text.catalogue import facts as catalogue
from kmopolicy.text.localized import Localized

EXPECT = "expect"
LABEL = "label"
JUDGED = ("by", "on", "because")


class Dossier:
    """Reads one dossier into a gathering."""

    def __init__(self, program: Program, gathering: Gathering) -> None:
        self._program = program
        self._to = gathering
        self._default: tuple[date, Node] | None = None
        self._sections = {kind.section: kind for kind in program.types.values() if kind.section}
        self._dates = [each.name for each in program.predicates.values() if each.today]

    def read(self, root: Node) -> None:
        """All sections; the constants that the dossier declares first, what it expects last."""
        if not isinstance(root, Mapping):
            self._no_keys(root, "services: …")
            return
        known = (*self._sections, *self._dates, EXPECT)
        for key, _ in root.entries:
            if key.text not in known:
                args = near_or("known", key.text, known)
                self._to.wrong(catalogue.UNKNOWN_SECTION, key.span, args.pop("help"), key=key.text, **args)
        for kind, node in self._in_order(root):
            self._section(kind, node)
        for key, node in root.entries:
            if key.text in self._dates and not is_empty(node):
                day = self._to.values.day(node)
                self._default = (day, node) if day else None
            elif key.text == EXPECT and not is_empty(node):
                self._expected(node)

    def dates(self, option: date | None, today: date) -> Dates:
        """The reference dates for what has none of its own."""
        day, node = self._default or (None, None)
        return Dates(option, today, day, node.span if node else None)

    def _in_order(self, root: Mapping) -> Iterator[tuple[Type, Node]]:
        found = [(self._sections[key.text], node) for key, node in root.entries if key.text in self._sections]
        yield from (each for each in found if each[0].kind == "closed")
        things = [each for each in found if each[0].kind == "entity"]
        for kind, node in things:
            for key, _ in node.entries if isinstance(node, Mapping) else ():
                self._exists(kind, key)
        yield from things

    def _exists(self, kind: Type, key: Scalar) -> None:
        if self._to.values.id(key, kind) is not None:
            self._to.entities[kind.name, key.text] = Entity(kind.name, key.text, key.span)

    def _section(self, kind: Type, node: Node) -> None:
        if is_empty(node):
            return
        if not isinstance(node, Mapping):
            self._no_keys(node, f"{kind.section}: {{naam: {{…}}}}")
            return
        for key, facts in node.entries:
            if kind.kind == "closed":
                self._constant(kind, key, facts)
            elif (kind.name, key.text) in self._to.entities:
                self._facts_of(kind, key, facts)

    def _constant(self, kind: Type, key: Scalar, node: Node) -> None:
        """A constant of the dossier's own, or more facts about one of the policy's."""
        entries = node.entries if isinstance(node, Mapping) else ()
        label = next((value for name, value in entries if name.text == LABEL), None)
        known = key.text in self._program.labels[kind.name]
        args = {"name": key.text, "type": kind.label.nl, "type_en": kind.label["en"]}
        if known and label is not None:
            self._to.wrong(catalogue.KNOWN_CONSTANT, label.span, "drop", **args)
        elif not known and (not isinstance(label, Scalar) or not label.text.strip()):
            self._to.wrong(catalogue.NO_LABEL, key.span, "add", **args)
        elif not known and isinstance(label, Scalar) and self._to.values.id(key, kind):
            text = Localized(label.text)
            self._to.values.own.setdefault(kind.name, {})[key.text] = Constant(key.text, text, key.span)
        self._facts_of(kind, key, node, aside=(LABEL,))

    def _facts_of(self, kind: Type, key: Scalar, node: Node, aside: tuple[str, ...] = ()) -> None:
        if is_empty(node):
            return
        if not isinstance(node, Mapping):
            self._no_keys(node, f"{key.text}: {{…}}")
            return
        own = self._predicates(kind)
        for name, value in node.entries:
            if name.text in aside:
                continue
            if name.text in own:
                self._stated(own[name.text], key.text, name, value)
            else:
                self._unknown_key(kind, name, (*own, *aside))

    def _predicates(self, kind: Type) -> dict[str, Predicate]:
        return {
            name: each
            for name, each in self._program.predicates.items()
            if each.role == "input" and each.arguments[0].type == kind.name
        }

    def _unknown_key(self, kind: Type, key: Scalar, known: tuple[str, ...]) -> None:
        args = {"key": key.text, "type": kind.label.nl, "type_en": kind.label["en"]}
        other = self._program.predicates.get(key.text)
        if other is not None and other.role == "input":
            home = self._program.types[other.arguments[0].type]
            args |= {"other": home.label.nl, "other_en": home.label["en"], "section": home.section}
            self._to.wrong(catalogue.UNKNOWN_KEY, key.span, "elsewhere", **args)
        elif other is not None:
            self._to.wrong(catalogue.UNKNOWN_KEY, key.span, "derived", **args)
        else:
            near = nearest(key.text, known)
            self._to.wrong(catalogue.UNKNOWN_KEY, key.span, "near" if near else "known", near=near, **args)

    def _stated(self, declared: Predicate, subject: str, key: Scalar, node: Node) -> None:
        """The facts under one key, by the number of arguments."""
        if is_empty(node) and not (isinstance(node, Scalar) and declared.arity == 1):
            return
        self._to.attempted.add((declared.name, subject))
        if declared.arity == 1:
            self._bare(declared, subject, key, node)
        elif declared.arity == 2:
            for value in _each(node):
                self._fact(declared, (subject,), value)
        elif declared.arity == 3:
            self._keyed(declared, subject, key, node)
        else:
            self._form(declared, key, node)

    def _bare(self, declared: Predicate, subject: str, key: Scalar, node: Node) -> None:
        if isinstance(node, Scalar) and node.text.lower() == "true":
            self._to.add(Fact(declared.name, (subject,), key.span))
            return
        absent = isinstance(node, Scalar) and node.text.lower() in ("false", "nee", "no")
        self._to.wrong(catalogue.WRONG_FORM, node.span, "absent" if absent else "true", key=key.text)

    def _keyed(self, declared: Predicate, subject: str, key: Scalar, node: Node) -> None:
        """A mapping gives the second and third argument; a list the second, where the third has a default."""
        default = self._program.types[declared.arguments[-1].type].default
        if isinstance(node, Mapping):
            for name, value in node.entries:
                second = self._to.values.read(name, declared.arguments[1].type)
                for each in _each(value) if second is not None and not is_empty(value) else ():
                    self._fact(declared, (subject, second), each)
        elif default:
            for item in _each(node):
                second = self._to.values.read(item, declared.arguments[1].type)
                if second is not None:
                    self._to.add(Fact(declared.name, (subject, second, default), item.span))
        else:
            self._form(declared, key, node)

    def _fact(self, declared: Predicate, before: tuple[Value | None, ...], node: Node) -> None:
        last = declared.arguments[-1]
        judgement = None
        span = node.span
        if isinstance(node, Mapping) and self._program.types[last.type].judged:
            judgement, verdict = self._record(last.name, last.type, node)
            if verdict is None:
                return
            node = verdict
        value = self._to.values.read(node, last.type)
        if value is not None:
            values = (*(each for each in before if each is not None), value)
            self._to.add(Fact(declared.name, values, span, judgement))

    def _record(self, name: str, type_name: str, node: Mapping) -> tuple[Judgement, Node | None]:
        """A verdict with who gave it, when and why."""
        told = {key.text: (key, value) for key, value in node.entries}
        for key, _ in node.entries:
            if key.text not in (name, *JUDGED):
                self._to.wrong(catalogue.RECORD_KEY, key.span, "known", key=key.text, known=listed((name, *JUDGED)))
        if name not in told:
            example = self._program.types[type_name].default or "…"
            self._to.wrong(catalogue.NO_VERDICT, node.span, "add", key=name, example=example)
        texts = {key: shown(told[key][1]) for key in ("by", "because") if key in told}
        on = self._to.values.day(told["on"][1]) if "on" in told else None
        return Judgement(texts.get("by", ""), on, texts.get("because", "")), told.get(name, (None, None))[1]

    def _expected(self, node: Node) -> None:
        if not isinstance(node, Mapping):
            self._to.wrong(catalogue.EXPECTATION, node.span, "form")
            return
        for subject, told in node.entries:
            entries = {key.text: value for key, value in told.entries} if isinstance(told, Mapping) else {}
            outcome, sentence = entries.get("outcome"), entries.get("sentence")
            if not isinstance(outcome, Scalar) or not isinstance(sentence, Scalar | None):
                self._to.wrong(catalogue.EXPECTATION, told.span, "form")
            elif self._expectable(subject, outcome, sentence):
                cited = sentence.text if sentence else ""
                self._to.expectations.append(Expectation(subject.text, outcome.text, cited, subject.span))

    def _expectable(self, subject: Scalar, outcome: Scalar, sentence: Scalar | None) -> bool:
        """Whether there is such a subject, such an outcome for it and such a sentence."""
        plain = subject.text.partition(":")[2] or subject.text
        types = [kind for kind, name in self._to.entities if name in (subject.text, plain)]
        cases = [each for each in self._program.outcomes.values() if each.subject_type in types]
        values = list(dict.fromkeys(case.value for each in cases for case in each.cases))
        numbers = [each.number for source in self._program.sources for each in source.sentences]
        if not cases:
            self._to.wrong(catalogue.EXPECTATION, subject.span, "subject", found=subject.text)
        elif outcome.text not in values:
            self._to.wrong(catalogue.EXPECTATION, outcome.span, "outcome", known=listed(values))
        elif sentence and not any(number.startswith(sentence.text) for number in numbers):
            self._to.wrong(catalogue.EXPECTATION, sentence.span, "sentence", found=sentence.text)
        else:
            return True
        return False

    def _form(self, declared: Predicate, key: Scalar, node: Node) -> None:
        second, third = (self._sample(argument.type) for argument in declared.arguments[1:3])
        self._to.wrong(
            catalogue.WRONG_FORM, node.span, "form", key=key.text, example=f"`{key.text}: {{{second}: {third}}}`"
        )

    def _sample(self, type_name: str) -> str:
        kind = self._program.types[type_name]
        return kind.constants[0].name if kind.constants else "…"

    def _no_keys(self, node: Node, example: str) -> None:
        self._to.wrong(catalogue.NOT_A_MAPPING, node.span, "form", found=shown(node)[:40], example=example)


def _each(node: Node) -> tuple[Node, ...]:
    return node.items if isinstance(node, Sequence) else (node,)
