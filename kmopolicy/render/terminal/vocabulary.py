"""What a fact may say: all predicates by section of the dossier, or one in depth with values and sources."""

from collections.abc import Iterator, Sequence

from kmopolicy.program.declarations import Predicate, Sentence, Type
from kmopolicy.program.program import Program
from kmopolicy.render.outline.items import Item, Quote
from kmopolicy.render.terminal.layout import Line, pairs, prose, wrap
from kmopolicy.render.words import example
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean


def overview(labels: Labels, width: int) -> list[Line]:
    """All predicates: those of the facts by section of the dossier, then what the policy holds and derives."""
    return list(_overview(labels, width))


def in_depth(predicate: Predicate, labels: Labels, width: int) -> list[Line]:
    """One predicate: how it reads, what it may say, the source it comes from, and an example."""
    return list(_in_depth(predicate, labels, width))


def signature(predicate: Predicate) -> str:
    """The predicate with the names of its arguments, as a goal asks for it."""
    return f"{predicate.name}({', '.join(argument.name for argument in predicate.arguments)})"


def _overview(labels: Labels, width: int) -> Iterator[Line]:
    program, lang = labels.program, labels.lang
    yield from (((line, "strong"),) for line in wrap(capitalised(clean(program.title[lang]), lang), width))
    for heading, found in groups(program, labels):
        yield ()
        yield from (((line, "heading"),) for line in wrap(heading, width))
        for predicate in found:
            yield from _entry(predicate, labels, width)
    yield ()
    yield from (((line, "dim"),) for line in wrap(word("more about", lang), width))


def groups(program: Program, labels: Labels) -> Iterator[tuple[str, list[Predicate]]]:
    """The predicates under their headings: those of the facts by section of the dossier, then the others by role."""
    lang = labels.lang
    inputs = _of(program, "input")
    for entity in (declared for declared in program.types.values() if declared.kind == "entity"):
        found = [predicate for predicate in inputs if predicate.arguments[0].type == entity.name]
        if found:
            yield f"{capitalised(labels.things(entity.name), lang)} ({entity.section})", found
    registers = [predicate for predicate in inputs if program.types[predicate.arguments[0].type].kind != "entity"]
    for key, found in (
        ("in tables", registers),
        ("outcomes", _of(program, "outcome")),
        ("derived", _of(program, "derived")),
        ("tables", _of(program, "table")),
        ("warnings of", _of(program, "warning")),
    ):
        if found:
            yield word(key, lang), found


def _of(program: Program, role: str) -> list[Predicate]:
    return [predicate for predicate in program.predicates.values() if predicate.role == role]


def _entry(predicate: Predicate, labels: Labels, width: int) -> Iterator[Line]:
    for line in wrap(signature(predicate), width - 3):
        yield (("   ", ""), (line, "strong"))
    for line in wrap(capitalised(labels.statement(predicate.name), labels.lang), width - 6):
        yield (("      ", ""), (line, ""))


def _in_depth(predicate: Predicate, labels: Labels, width: int) -> Iterator[Line]:
    yield from (((line, "strong"),) for line in wrap(signature(predicate), width))
    for line in wrap(capitalised("; ".join(manner(predicate, labels)), labels.lang), width):
        yield ((line, "dim"),)
    yield from _headed(word("sentences", labels.lang), _sentences(predicate, labels, width))
    for name in dict.fromkeys(argument.type for argument in predicate.arguments):
        declared = labels.program.types[name]
        if declared.constants or declared.includes:
            heading = word("values", labels.lang, things=labels.things(name))
            yield from _headed(heading, _values(declared, labels, width))
    yield from _headed(word("sources", labels.lang), _sources(predicate, labels, width))
    if predicate.role == "input":
        yield from _headed(word("example", labels.lang), _example(predicate, labels.program))


def _headed(heading: str, lines: Iterator[Line]) -> Iterator[Line]:
    told = list(lines)
    if told:
        yield ()
        yield ((heading, "heading"),)
        yield from told


def manner(predicate: Predicate, labels: Labels) -> Iterator[str]:
    """Where it comes from and, of what a dossier says, what it means that it is not recorded, and how often it may be."""
    lang = labels.lang
    yield word(f"role {predicate.role}", lang)
    if predicate.role != "input":
        return
    yield word("open" if predicate.open else "closed", lang)
    yield word("fixed" if predicate.fixed else "changeable", lang)
    if predicate.cardinality != "many":
        yield f"{word(predicate.cardinality, lang)} {labels.thing(predicate.arguments[-1].type)}"


def _sentences(predicate: Predicate, labels: Labels, width: int) -> Iterator[Line]:
    for sentence in predicate.sentences:
        yield from prose((Item(_told(sentence, labels)),), width)


def _told(sentence: Sentence, labels: Labels) -> str:
    value = f" ({clean(sentence.value)})" if sentence.value else ""
    return capitalised(clean(sentence.text[labels.lang]), labels.lang) + value


def _values(declared: Type, labels: Labels, width: int) -> Iterator[Line]:
    items = [Item(clean(constant.label[labels.lang]), term=constant.name) for constant in declared.constants]
    yield from pairs(items, width)
    if declared.section and declared.kind == "closed":
        more = word("more values", labels.lang, section=declared.section)
        yield from prose((Item(capitalised(more, labels.lang)),), width)


def _sources(predicate: Predicate, labels: Labels, width: int) -> Iterator[Line]:
    items = [Item(number, quotes=(Quote(text),)) for number, text in cited(predicate, labels.program)]
    yield from prose(items, width)


def cited(predicate: Predicate, program: Program) -> Sequence[tuple[str, str]]:
    """The whole sentences of the source that the declaration and the rules of a predicate cite, in order."""
    texts = {sentence.number: sentence.text for source in program.sources for sentence in source.sentences}
    citations = [*predicate.citations]
    for rule in program.rules_of.get(predicate.name, ()):
        citations += rule.citations
    citations += [row.citation for row in program.tables.get(predicate.name, ()) if row.citation]
    numbers = dict.fromkeys(citation.sentence for citation in citations)
    quotes = {citation.sentence: citation.quote for citation in citations}
    return [(clean(number), clean(texts.get(number) or quotes[number])) for number in numbers]


def _example(predicate: Predicate, program: Program) -> Iterator[Line]:
    for line in example.lines(predicate, program):
        yield (("   ", ""), (line, ""))
