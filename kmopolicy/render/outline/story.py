"""Tells an explanation as an outline: the outcome, why, why not the others, and what it leans on."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec

from kmopolicy.proof.explanation import (
    Alternative,
    Decision,
    Explanation,
    Ground,
    Missing,
    Node,
    OtherReading,
    ReadingUsed,
)
from kmopolicy.render.outline.absent import case
from kmopolicy.render.outline.items import Item, Outline, Section, Tone
from kmopolicy.render.outline.nodes import Teller
from kmopolicy.render.words.atoms import parts
from kmopolicy.render.words.fixed import capitalised, word
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.dates import in_words

WEIGHT = ("exclusion", "condition", "judgement", "unknown", "met")
"""The kinds of ground, the weightiest first."""
_TONES: tuple[Tone, ...] = ("bad", "bad", "doubt", "open", "good")
_MANY = 3
_LONG = 6


def outline(explanation: Explanation, labels: Labels, *, full: bool = False) -> Outline:
    """The outline of an explanation; `full` opens all that an ordinary reader can do without."""
    decision = explanation.decision
    teller = Teller(labels, decision, full=full)
    sections = (
        *_why(explanation, teller),
        _notices(decision, teller),
        _alternatives(explanation.alternatives, teller),
        _readings(explanation, teller),
        _missing(explanation.missing, teller),
        _presumes(explanation, teller),
    )
    return Outline(
        title(decision),
        about(decision, labels),
        capitalised(clean(decision.outcome_label[labels.lang]), labels.lang),
        tone(decision.grounds),
        tuple(section for section in sections if section.items),
    )


def why(explanation: Explanation, labels: Labels) -> Outline:
    """The outcome and why it is so, without all that an explanation has besides."""
    told, heading = outline(explanation, labels), word("why", labels.lang)
    sections = tuple(each for each in told.sections if each.heading.partition(":")[0] == heading)
    return msgspec.structs.replace(told, sections=sections)


def title(decision: Decision) -> str:
    """What the decision is about: its title with its id, or its id alone."""
    name = clean(decision.title)
    return f"{name} ({clean(decision.subject)})" if name else clean(decision.subject)


def about(decision: Decision, labels: Labels) -> tuple[str, ...]:
    """The kind of subject, what it concerns, and the reference date, in words."""
    day = decision.reference_date
    dated = (word("reference date", labels.lang, date=in_words(day, labels.lang)),) if day else ()
    return (labels.kind(decision.type, decision.subject), *labels.concerned(decision.type, decision.subject), *dated)


def tone(grounds: Iterable[Ground]) -> Tone:
    """How the outcome is coloured: by its weightiest ground."""
    return _TONES[min((WEIGHT.index(ground.kind) for ground in grounds), default=3)]


def reference_date_note(decision: Decision, labels: Labels) -> str:
    """Where the reference date comes from, if not from the dossier."""
    if decision.reference_date_from not in ("today", "option"):
        return ""
    return word(f"date {decision.reference_date_from}", labels.lang)


def _why(explanation: Explanation, teller: Teller) -> Iterator[Section]:
    grounds = sorted(explanation.decision.grounds, key=lambda ground: WEIGHT.index(ground.kind))
    why = word("why", teller.lang)
    for kind, group in groupby(grounds, key=lambda ground: ground.kind):
        alike = list(group)
        items = tuple(teller.ground(ground, brief=len(alike) > _MANY) for ground in alike)
        settled = kind == "condition" and all(_settled(ground.proof) for ground in alike)
        yield Section(f"{why}: {word('condition settled' if settled else kind, teller.lang)}", items)
    if not grounds:
        yield Section(why, tuple(teller.node(child) for child in explanation.proof.children))


def _settled(node: Node) -> bool:
    """Whether a proof rests on what is established alone, and on nothing that merely is not."""
    return node.status in (None, "refuted") and all(map(_settled, node.children))


def _notices(decision: Decision, teller: Teller) -> Section:
    items = []
    for notice in decision.notices:
        source, quotes = teller.citations(notice.citations)
        items.append(Item(teller.say(notice.message), source, quotes))
    note = reference_date_note(decision, teller.labels)
    if note:
        items.append(Item(capitalised(note, teller.lang)))
    return Section(word("notices", teller.lang), tuple(items), "prose")


def _alternatives(alternatives: Sequence[Alternative], teller: Teller) -> Section:
    items = tuple(_alternative(alternative, teller) for alternative in alternatives)
    return Section(word("alternatives", teller.lang), items, "pairs")


def _alternative(alternative: Alternative, teller: Teller) -> Item:
    """An earlier case fails, and a later one comes after the one that decides; an outcome can have both."""
    told = [case(teller.labels, node) for node in alternative.why]
    told += [clean(alternative.reason[teller.lang])] if alternative.first else []
    opened = tuple(item for node in alternative.why for item in _opened(node, teller))
    return Item("; ".join(dict.fromkeys(told)), term=clean(alternative.label[teller.lang]), children=opened)


def _opened(node: Node, teller: Teller) -> Iterable[Item]:
    """What came near to the condition of a case; in full all that was tried."""
    return teller.node(node).children if teller.full else teller.near(node)


def _readings(explanation: Explanation, teller: Teller) -> Section:
    readings, lang = explanation.readings, teller.lang
    heading = word("reading", lang) if len(readings) == 1 else word("readings", lang, count=len(readings))
    return Section(heading, tuple(_reading(reading, explanation, teller) for reading in readings))


def _reading(reading: ReadingUsed, explanation: Explanation, teller: Teller) -> Item:
    lang = teller.lang
    told = [(word("read here", lang, label=clean(reading.option_label[lang])), reading.option)]
    told += [(_other(other, explanation, teller), other.option) for other in reading.others]
    options = tuple(Item(capitalised(text, lang), f"{reading.name}={option}") for text, option in told)
    return Item(capitalised(clean(reading.label[lang]), lang), ", ".join(reading.sentences), children=options)


def _other(other: OtherReading, explanation: Explanation, teller: Teller) -> str:
    lang, decision = teller.lang, explanation.decision
    effects = []
    if other.outcome != decision.outcome:
        effects.append(word("outcome becomes", lang, outcome=clean(other.outcome_label[lang])))
    else:
        effects.append(word("outcome stays", lang))
    effects += _changed(other, decision, teller)
    *first, last = effects
    effect = f"{', '.join(first)} {word('and', lang)} {last}" if first else last
    return word("read there", lang, label=clean(other.label[lang]), effect=effect)


def _changed(other: OtherReading, decision: Decision, teller: Teller) -> Iterator[str]:
    lang, gone = teller.lang, set(other.grounds_gone)
    if gone and gone >= {ground.proof.atom for ground in decision.grounds}:
        yield word("all go" if len(decision.grounds) == 1 else "all of several go", lang)
    elif gone:
        yield word("goes", lang, grounds=_listed(other.grounds_gone, teller))
    if other.grounds_new and (other.outcome == decision.outcome or teller.full):
        yield word("comes", lang, grounds=_listed(other.grounds_new, teller))


def _listed(atoms: Sequence[str], teller: Teller) -> str:
    told = [f"‘{teller.labels.atom(atom)}’" for atom in atoms]
    shown = told if teller.full else told[:_MANY]
    more = [word("and more", teller.lang, count=len(told) - len(shown))] if len(told) > len(shown) else []
    return ", ".join(shown + more)


def _missing(missing: Sequence[Missing], teller: Teller) -> Section:
    items = tuple(
        Item(capitalised(text, teller.lang)) for text in _missing_lines(missing, teller.labels, full=teller.full)
    )
    return Section(word("missing", teller.lang), items)


def _missing_lines(missing: Sequence[Missing], labels: Labels, *, full: bool) -> Iterator[str]:
    grouped: dict[tuple[str, str | None], list[tuple[str | None, ...]]] = {}
    for open_fact in missing:
        predicate, values = parts(open_fact.atom)
        grouped.setdefault((predicate, values[0] if values else None), []).append(values)
    for (predicate, _), options in grouped.items():
        yield _one_of(predicate, options, labels, full=full)


def _one_of(predicate: str, options: Sequence[tuple[str | None, ...]], labels: Labels, *, full: bool) -> str:
    """One sentence for facts that differ in their arguments: "... het thema digitalisering of innovatie"."""
    spoken = [labels.spoken(predicate, values) for values in options]
    columns = [tuple(dict.fromkeys(column)) for column in zip(*spoken, strict=True)]
    words = [labels.alternatives(column, None if full else _LONG) for column in columns]
    return labels.filled(predicate, words, None, negated=True)


def _presumes(explanation: Explanation, teller: Teller) -> Section:
    """The first sentence for each predicate that is presumed to hold no more than recorded, as the proof has it."""
    told: dict[str, Item] = {}
    grounds = (ground.proof for ground in explanation.decision.grounds)
    for node in _absences((*grounds, explanation.proof), set()):
        predicate = parts(node.atom)[0]
        presumed = node.status == "not_established" and predicate in explanation.decision.presumes
        if presumed and predicate not in told and (teller.full or not teller.has_told(node)):
            told[predicate] = Item(teller.say(node.sentence))
    return Section(word("presumes", teller.lang), _shortened(list(told.values()), teller))


def _shortened(items: list[Item], teller: Teller) -> tuple[Item, ...]:
    """The items; of many, the first of them and how many more."""
    if teller.full or len(items) <= _LONG + 1:
        return tuple(items)
    return (*items[:_LONG], Item(word("and more", teller.lang, count=len(items) - _LONG)))


def _absences(nodes: Iterable[Node], seen: set[int]) -> Iterator[Node]:
    """The absent nodes that rest on nothing further, in the order of the proof."""
    for node in nodes:
        if id(node) in seen:
            continue
        seen.add(id(node))
        if node.kind == "absent" and not node.attempts:
            yield node
        yield from _absences(node.children, seen)
        for attempt in node.attempts:
            yield from _absences(attempt.fails, seen)
