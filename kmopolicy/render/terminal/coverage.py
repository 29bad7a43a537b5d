"""A coverage on a terminal: two tables, and what is lacking."""

from collections.abc import Iterator, Sequence

from kmopolicy.questions.scenarios.coverage import Coverage, Covered, Provision
from kmopolicy.render.terminal.layout import Line, wrap
from kmopolicy.render.terminal.table import Cell, Text, aligned
from kmopolicy.render.told.coverage import STATUS, classified, in_words, said, summary, title, unproved
from kmopolicy.render.words.fixed import capitalised
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang

_SHOWN = 4
_INDENT = "   "


def render(found: Coverage, labels: Labels, width: int) -> list[Line]:
    """The sentences, the rules, what is lacking, and how much there is of everything."""
    return [line for part in _parts(found, labels, width) for line in (*part, ())][:-1]


def _parts(found: Coverage, labels: Labels, width: int) -> Iterator[Sequence[Line]]:
    lang = labels.lang
    for source, sentences in found.sentences.items():
        if len(found.sentences) > 1:
            yield [((line, "strong"),) for line in wrap(title(found.program, source, lang), width)]
        yield aligned(_heads("number what by scenarios", lang), [_sentence(each, lang) for each in sentences], width)
    yield aligned(_heads("rule fires supports decides", lang), [_rule(each, found) for each in found.rules], width)
    means = [said(f"{key} means", lang) for key in ("fires", "supports", "decides")]
    yield [((line, "dim"),) for text in (*means, said("counted", lang)) for line in wrap(text, width)]
    yield from _lacking(found, labels, width)
    good = not found.uncovered
    yield [((line, "good" if good else "bad"),) for text in summary(found, lang) for line in wrap(text, width)]


def _heads(keys: str, lang: Lang) -> list[str]:
    return [capitalised(said(key, lang), lang) for key in keys.split()]


def _sentence(sentence: Covered, lang: Lang) -> list[Cell]:
    names = [clean(each.id) for each in sentence.by]
    told = [Text(name) for name in names[:_SHOWN]]
    if len(names) > _SHOWN + 1:
        told.append(Text(said("more", lang, count=len(names) - _SHOWN), "dim"))
    else:
        told += [Text(name) for name in names[_SHOWN:]]
    if sentence.classification:
        told = [Text(classified(sentence, lang)), *(_also(names, lang) if names else ())]
    styles = {"encoded": "good", "nothing": "bad"}
    return [
        [Text(clean(sentence.number), "strong")],
        [Text(STATUS[sentence.status][lang], styles.get(sentence.status, ""))],
        told or [Text(clean(sentence.text), "dim")],
        [Text(str(len(sentence.scenarios)) if sentence.by else "–")],
    ]


def _also(names: Sequence[str], lang: Lang) -> Iterator[Text]:
    shown = ", ".join(names[:_SHOWN]) + (f", {said('more', lang, count=len(names) - _SHOWN)}" * (len(names) > _SHOWN))
    yield Text(said("also", lang, names=shown), "dim")


def _rule(rule: Provision, found: Coverage) -> list[Cell]:
    reach = found.reach[rule.id]
    decides = str(len(reach.decides)) if reach.decides or rule.ground else "–"
    return [
        [Text(clean(rule.id), "" if reach.fires else "bad")],
        [Text(str(len(reach.fires)), "" if reach.fires else "bad")],
        [Text(str(len(reach.supports)))],
        [Text(decides)],
    ]


def _lacking(found: Coverage, labels: Labels, width: int) -> Iterator[Sequence[Line]]:
    """What a reader has to do something about, each under its heading."""
    lang = labels.lang
    uncovered = [f"{each.number} {each.text}" for each in found.uncovered]
    silent = [f"{each.id}: {in_words(each, labels)}" for each in found.silent]
    unused = [f"{each.number} {each.text}" for each in unproved(found)]
    for key, texts in (("uncovered", uncovered), ("silent", silent), ("unproved", unused)):
        if texts:
            lines = [line for text in texts for line in wrap(clean(text), width - len(_INDENT))]
            yield [((said(key, lang), "bad"),), *(((_INDENT + line, ""),) for line in lines)]
