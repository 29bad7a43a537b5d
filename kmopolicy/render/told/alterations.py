"""Alterations of a policy in words, whatever they are shown as."""

from kmopolicy.program.show import show_literal
from kmopolicy.program.terms import Atom, Negative, Positive, UnderReading, Value, Var
from kmopolicy.questions.scenarios.alterations import Alteration
from kmopolicy.render.words.fixed import word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean


def in_words(alteration: Alteration, labels: Labels) -> str:
    """The alteration as a sentence."""
    return word(alteration.kind, labels.lang, about=_about(alteration, labels), new=clean(alteration.new))


def _about(alteration: Alteration, labels: Labels) -> str:
    match alteration.literal:
        case Positive(atom=atom) if alteration.kind != "bound":
            return _sentence(atom, labels, negated=False)
        case Negative(atom=atom):
            return _sentence(atom, labels, negated=True)
        case UnderReading(reading=reading, option=option):
            options = labels.program.readings[reading].options
            label = next(each.label for each in options if each.name == option)
            return word("about reading", labels.lang, option=clean(label[labels.lang]))
        case None if alteration.atom:
            predicate, values = alteration.atom
            return labels.statement(predicate, _shown(values))
        case literal:
            return show_literal(literal) if literal else ""


def _sentence(atom: Atom, labels: Labels, *, negated: bool) -> str:
    values = tuple(None if isinstance(term, Var) else term.value for term in atom.terms)
    return labels.statement(atom.predicate, _shown(values), negated=negated)


def _shown(values: tuple[Value | None, ...]) -> tuple[str | None, ...]:
    return tuple(None if value is None else str(value) for value in values)
