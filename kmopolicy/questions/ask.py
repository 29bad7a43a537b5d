"""What is still to be known of a subject: whether its outcome is certain, and if not, which question narrows it most.

Two answers are kept apart: certain given what is presumed (closed facts hold no more than is recorded), and certain whatever
comes. A completion adds facts to those recorded and takes none back; that nothing comes is one of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

import clingo

from kmopolicy.engines import asp
from kmopolicy.engines.core import Core, lower
from kmopolicy.facts.model import Facts, GroundAtom
from kmopolicy.program.expand import exists
from kmopolicy.program.program import Cases, Program
from kmopolicy.program.terms import Atom, Negative, Positive, Rule, Value, Var
from kmopolicy.questions.alike import classes
from kmopolicy.questions.space import Free, Space, space_about
from kmopolicy.questions.worlds import Assumption, Worlds, domain_literals, shipped

_OUTCOME, _WITH, _MATTERS = "outcome", "with", "matters"
_NOTHING = "nothing#"
"""The answer that nothing more is to be said."""


class Answer(NamedTuple):
    """One answer to a question: what it states (None: nothing more), and the outcomes that are then open.

    `alike`: the constants that this answer stands for, where there are several.
    """

    states: GroundAtom | None
    alike: tuple[Value, ...]
    outcomes: tuple[str, ...]


class Question(NamedTuple):
    """What may be asked: an input with its key (None: which of these?), and the answers."""

    predicate: str
    key: tuple[Value | None, ...]
    answers: tuple[Answer, ...]

    @property
    def worst(self) -> int:
        """How many outcomes are open after the answer that narrows least."""
        return max((len(answer.outcomes) for answer in self.answers), default=0)


class Step(NamedTuple):
    """The outcomes that are possible, given what is presumed and whatever comes, and what to ask, the best first."""

    space: Space
    presuming: tuple[str, ...]
    whatever: tuple[str, ...]
    questions: tuple[Question, ...]


class _Group(NamedTuple):
    """The facts that one question is about."""

    name: str
    free: Free
    key: tuple[Value | None, ...]

    @property
    def pattern(self) -> tuple[Value | None, ...]:
        """Its key, and None for every further argument."""
        return (*self.key, *(None,) * (self.free.predicate.arity - len(self.key)))

    def states(self, atom: GroundAtom) -> bool:
        """Whether an atom would answer the question."""
        return atom.predicate == self.free.predicate.name and all(
            want is None or want == value for want, value in zip(self.key, atom.values, strict=False)
        )


def ask(
    program: Program,
    facts: Facts,
    subject: tuple[Cases, str],
    reached: Sequence[tuple[str, str]],
    readings: Mapping[str, str],
) -> Step:
    """What is open about a subject that reaches these entities. Questions are told while they can matter."""
    return _Asker(program, facts, subject, reached, readings).step()


class _Asker:
    def __init__(
        self,
        program: Program,
        facts: Facts,
        subject: tuple[Cases, str],
        reached: Sequence[tuple[str, str]],
        readings: Mapping[str, str],
    ) -> None:
        self.program = program
        self.space = space_about(program, facts, reached)
        self.cases, self.subject = subject
        known = {free.predicate.name for free in self.space.free}
        filled = {name for name, origin in facts.reference_date_from.items() if origin == "today"}
        about = [
            fact
            for fact in facts.facts
            if fact.predicate in known and _home(program, fact.predicate, fact.values) in reached
        ]
        dated = [fact for fact in about if program.predicates[fact.predicate].today and str(fact.values[0]) in filled]
        self.presumed = {GroundAtom(fact.predicate, fact.values) for fact in dated}
        self.stated = {GroundAtom(fact.predicate, fact.values) for fact in about} - self.presumed
        self._alike = classes(self.space, (value for atom in self.stated for value in atom.values))
        self._there = {name for _, name in reached}
        self.groups = tuple(self._grouped())
        core = lower(program, readings)
        lines = (*shipped(program), *asp.rules(core), *self._present(reached), *self._told(), *self._varied(core))
        asked = (f"{_OUTCOME}/1", f"{_WITH}/3", f"{_MATTERS}/1")
        self._worlds = Worlds(self.space, lines, asked, minimal=False)

    def step(self) -> Step:
        """The outcomes that are open; the questions that matter, presuming first, and else whatever comes."""
        found = self._worlds.possible([_mode(presuming=True)])
        presuming = self._outcomes(found, _OUTCOME)
        whatever = tuple(value for value in self._values() if value in presuming or self._ever(value))
        if len(presuming) == 1 and len(whatever) > 1:
            found = self._worlds.possible([_mode(presuming=False)])
        matters = {str(each[1]) for each in found if each[0] == _MATTERS}
        questions = [self._question(group, found) for group in self.groups if group.name in matters]
        return Step(self.space, presuming, whatever, tuple(sorted(questions, key=_narrowing)))

    def _ever(self, value: str) -> bool:
        """Whether an outcome is possible whatever comes."""
        return self._worlds.any([_mode(presuming=False), (clingo.Function(_OUTCOME, [clingo.String(value)]), True)])

    def _values(self) -> tuple[str, ...]:
        """All values that the outcome can have, in the order of the policy."""
        kind = self.program.types[self.program.predicates[self.cases.name].arguments[-1].type]
        return tuple(constant.name for constant in kind.constants)

    def _outcomes(self, found: Iterable[tuple[object, ...]], name: str, *start: object) -> tuple[str, ...]:
        values = {each[-1] for each in found if each[0] == name and each[1:-1] == start}
        return tuple(value for value in self._values() if value in values)

    def _grouped(self) -> Iterator[_Group]:
        """A question per key of what is open; of what is closed one for all keys of a thing: which of these?"""
        for free in self.space.free:
            for entity in (each for each in free.domains[0] if each in self._there):
                for key in self._keys(free, entity):
                    group = _Group(f"{free.predicate.name}:{len(key)}:{key}", free, key)
                    settled = free.predicate.cardinality != "many" and None not in key
                    if not (settled and any(group.states(atom) for atom in self.stated)):
                        yield group

    def _keys(self, free: Free, entity: Value) -> Iterator[tuple[Value | None, ...]]:
        arity = free.predicate.arity
        if arity > 2 and free.predicate.open:
            yield from ((entity, value) for value in free.domains[1])
        else:
            yield (entity, *(None,) * max(arity - 2, 0))[:arity]

    def _present(self, reached: Iterable[tuple[str, str]]) -> Iterator[str]:
        """What is recorded, which stays; and that nothing closed is added as long as we presume."""
        yield "{ presuming }."
        yield from (f"{asp.fact(exists(kind), (name,))}." for kind, name in reached)
        for atom in self.stated:
            yield f"{asp.fact(atom.predicate, atom.values)}."
            yield f"{asp.fact(_stated(atom.predicate), atom.values)}."
        for atom in self.presumed:
            yield f"{asp.fact(_stated(atom.predicate), atom.values)}."
        for free in self.space.free:
            if not free.predicate.open:
                terms = ",".join(f"V{place}" for place in range(free.predicate.arity))
                name, stated = (asp.name_of(each) for each in (free.predicate.name, _stated(free.predicate.name)))
                yield f":- presuming, {name}({terms}), not {stated}({terms})."

    def _told(self) -> Iterator[str]:
        """The outcome, and for each question and answer the outcomes that can go with it."""
        yield f"{_OUTCOME}(V) :- {asp.name_of(self.cases.name)}({asp.value(self.subject)},V)."
        for group in self.groups:
            name = asp.value(group.name)
            for value, atom in self._answers(group):
                yield f"{_WITH}({name},{asp.value(value)},V) :- {_OUTCOME}(V), {asp.fact(atom.predicate, atom.values)}."
            new = f"said({name})"
            terms = _terms(group)
            said = f"{asp.name_of(group.free.predicate.name)}({terms})"
            yield f"{new} :- {said}, not {asp.name_of(_stated(group.free.predicate.name))}({terms})."
            yield f"{_WITH}({name},{asp.value(_NOTHING)},V) :- {_OUTCOME}(V), not {new}."

    def _varied(self, core: Core) -> Iterator[str]:
        """A copy in which the answer to one question is another one: it matters where the outcome then differs."""
        names = {free.predicate.name for free in self.space.free}
        yield from asp.rules(core, "copy_", frozenset(names))
        yield from (f"ask({asp.value(group.name)})." for group in self.groups)
        yield "1 { vary(Q) : ask(Q) } 1 :- ask(_)."
        for free in self.space.free:
            terms = ",".join(f"V{place}" for place in range(free.predicate.arity))
            name, stated = asp.name_of(free.predicate.name), asp.name_of(_stated(free.predicate.name))
            yield f"copy_{name}({terms}) :- {name}({terms}), {stated}({terms})."
            yield f"copy_{name}({terms}) :- {name}({terms}), not varied_{name}({terms})."
            if not free.predicate.open:
                yield f":- presuming, copy_{name}({terms}), not {stated}({terms})."
        for group in self.groups:
            yield from self._other(group)
        mine, theirs = (
            f"{asp.name_of(self.cases.name, each)}({asp.value(self.subject)},{each}V)" for each in ("", "copy_")
        )
        theirs = theirs.replace("copy_V", "W")
        yield f"{_MATTERS}(Q) :- vary(Q), {mine}, {theirs}, V != W."

    def _other(self, group: _Group) -> Iterator[str]:
        """Any other answer to a question, as the declaration allows."""
        free, terms = group.free, _terms(group)
        name, varies = asp.name_of(free.predicate.name), f"vary({asp.value(group.name)})"
        yield f"varied_{name}({terms}) :- {name}({terms}), {varies}."
        limits = domain_literals(self.space, free)
        literals = [literal for literal, key in zip(limits, group.pattern, strict=True) if key is None]
        bound = "" if free.predicate.cardinality == "many" else " 1"
        head = f"copy_{name}({terms})"
        if not bound or not literals:
            yield f"{{ {head} : {', '.join(literals) or '#true'} }} :- {varies}."
        else:
            keys = ", ".join((*literals[:-1], varies))
            yield f"{{ {head} : {literals[-1]} }} 1 :- {keys}."

    def _answers(self, group: _Group) -> Iterator[tuple[str, GroundAtom]]:
        """The answers that a question can have, one for all constants that are alike."""
        for values in product(*self._choices(group)):
            atom = GroundAtom(group.free.predicate.name, values)
            if atom not in self.stated:
                yield asp.fact(atom.predicate, values), atom

    def _choices(self, group: _Group) -> Iterator[tuple[Value, ...]]:
        for key, domain in zip(group.pattern, group.free.domains, strict=True):
            if key is not None:
                yield (key,)
            else:
                yield tuple(value for value in domain if self._alike.get(value, (value,))[0] == value)

    def _question(self, group: _Group, found: frozenset[tuple[Any, ...]]) -> Question:
        answers = []
        for name, atom in self._answers(group):
            alike = next((likes for value in atom.values if len(likes := self._alike.get(value, ())) > 1), ())
            outcomes = self._outcomes(found, _WITH, group.name, name)
            if outcomes:
                answers.append(Answer(atom, alike, outcomes))
        nothing = self._outcomes(found, _WITH, group.name, _NOTHING)
        return Question(group.free.predicate.name, group.key, (*answers, Answer(None, (), nothing)))


def _mode(*, presuming: bool) -> Assumption:
    return clingo.Function("presuming"), presuming


def asked_by(program: Program, question: Question) -> tuple[Rule, ...]:
    """The rules that ask for what a question is about, in the order of the policy."""
    return tuple(
        rule
        for rule in program.rules
        if any(isinstance(literal, Positive | Negative) and _asks(literal.atom, question) for literal in rule.body)
    )


def _asks(atom: Atom, question: Question) -> bool:
    """Whether an atom of a rule can be about the question: its constants are those of the key."""
    keyed = zip(question.key[1:], atom.terms[1:], strict=False)
    return atom.predicate == question.predicate and all(
        key is None or isinstance(term, Var) or term.value == key for key, term in keyed
    )


def _narrowing(question: Question) -> tuple[int, int, int]:
    """The best question first: fewest outcomes open after the worst answer, then after all answers together."""
    return question.worst, sum(len(answer.outcomes) for answer in question.answers), len(question.answers)


def _terms(group: _Group) -> str:
    """The arguments of the question's facts: its key, and variables."""
    return ",".join(f"V{place}" if key is None else asp.value(key) for place, key in enumerate(group.pattern))


def _stated(predicate: str) -> str:
    return f"stated#{predicate}"


def _home(program: Program, predicate: str, values: Sequence[Value]) -> tuple[str, str]:
    return program.predicates[predicate].arguments[0].type, str(values[0])
