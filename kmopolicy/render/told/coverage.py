"""The words of a coverage, whatever it is shown as: what a sentence is, what a provision says, how much there is of each."""

from collections import Counter
from collections.abc import Iterator, Mapping

from kmopolicy.program.program import Program
from kmopolicy.questions.scenarios.coverage import STATUSES, Coverage, Covered, Provision
from kmopolicy.render.words.labels import Labels
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized

STATUS: Mapping[str, Localized] = {
    "encoded": Localized("in regels", "in rules"),
    "judgement": Localized("menselijk oordeel", "human judgement"),
    "procedure": Localized("procedure", "procedure"),
    "competence": Localized("bevoegdheid", "competence"),
    "information": Localized("informatie", "information"),
    "definition": Localized("definitie", "definition"),
    "nothing": Localized("niets", "nothing"),
}
MEANING: Mapping[str, Localized] = {
    "encoded": Localized(
        "een regel, een geval van een uitkomst of een rij van een tabel drukt de zin uit",
        "a rule, a case of an outcome or a row of a table expresses the sentence",
    ),
    "judgement": Localized("een mens past de zin toe", "a person applies the sentence"),
    "procedure": Localized("zegt hoe iets verloopt, en beslist niets", "says how things are done, and decides nothing"),
    "competence": Localized("zegt wie iets mag of moet doen", "says who may or must do something"),
    "information": Localized("licht in, en bepaalt niets", "informs, and settles nothing"),
    "definition": Localized("zegt wat een woord betekent", "says what a word means"),
    "nothing": Localized(
        "niets in het beleid gaat over de zin: dat is een fout", "nothing in the policy is about the sentence: an error"
    ),
}
KIND: Mapping[str, Localized] = {
    "rule": Localized("regel", "rule"),
    "case": Localized("geval van een uitkomst", "case of an outcome"),
    "table": Localized("tabel", "table"),
    "row": Localized("rij", "row"),
}
_WORDS: Mapping[str, Localized] = {
    "number": Localized("zin", "sentence"),
    "what": Localized("wat ze is", "what it is"),
    "by": Localized("door", "by"),
    "scenarios": Localized("scenario’s", "scenarios"),
    "rule": Localized("regel of geval", "rule or case"),
    "fires": Localized("geldt", "fires"),
    "supports": Localized("draagt", "supports"),
    "decides": Localized("beslist", "decides"),
    "fires means": Localized(
        "geldt: in hoeveel scenario’s er iets is waarvoor de voorwaarden vervuld zijn",
        "fires: in how many scenarios there is something for which the conditions hold",
    ),
    "supports means": Localized(
        "draagt: in hoeveel ze meetelt in het bewijs van een uitkomst",
        "supports: in how many the proof of an outcome uses it",
    ),
    "decides means": Localized(
        "beslist: in hoeveel ze een grond van een uitkomst geeft, of een antwoord dat verwacht wordt; "
        "– waar geen uitkomst zo’n grond heeft",
        "decides: in how many it gives a ground of an outcome, or an answer that is expected; "
        "– where no outcome has such a ground",
    ),
    "counted": Localized(
        "Een scenario is één bestand. Alles wat het verwacht telt ervoor mee, ook wat het onder een andere lezing verwacht.",
        "A scenario is one file. All that it expects counts for it, also what it expects under another reading.",
    ),
    "uncovered": Localized("Niets gaat over deze zinnen", "Nothing is about these sentences"),
    "silent": Localized("Geen enkel scenario doet deze regels gelden", "No scenario makes these rules fire"),
    "unproved": Localized(
        "Deze zinnen staan in regels die in geen enkel scenario een uitkomst dragen",
        "These sentences stand in rules that support no outcome in any scenario",
    ),
    "no silent": Localized("Elke regel geldt in minstens één scenario.", "Every rule fires in at least one scenario."),
    "no uncovered": Localized(
        "Van elke zin zegt het beleid wat ze is.", "Of every sentence the policy says what it is."
    ),
    "sentences": Localized("{count} zinnen: {parts}", "{count} sentences: {parts}"),
    "rules": Localized(
        "{count} regels en gevallen in {scenarios} scenario’s: {fires} gelden, {supports} dragen een uitkomst, "
        "{decides} beslissen",
        "{count} rules and cases in {scenarios} scenarios: {fires} fire, {supports} support an outcome, {decides} decide",
    ),
    "of nothing": Localized("waarover niets gaat", "that nothing is about"),
    "more": Localized("… en nog {count}", "… and {count} more"),
    "also": Localized("ook aangehaald door {names}", "also cited by {names}"),
}


def said(key: str, lang: Lang, **places: str | int) -> str:
    """A fixed phrase."""
    text = _WORDS[key][lang]
    return text.format(**places) if places else text


def in_words(provision: Provision, labels: Labels) -> str:
    """What a provision says: the sentence of what it concludes, or what its case says."""
    if provision.kind == "case":
        return clean(provision.label[labels.lang])
    predicate, values = provision.atom
    shown = tuple(None if value is None else str(value) for value in values)
    return labels.statement(predicate, shown)


def classified(sentence: Covered, lang: Lang) -> str:
    """Why a sentence has no rule; "" where it has."""
    return clean(sentence.classification.reason[lang]) if sentence.classification else ""


def unproved(found: Coverage) -> tuple[Covered, ...]:
    """The sentences in rules of which none supports an outcome in any scenario."""
    told = (each for sentences in found.sentences.values() for each in sentences)
    return tuple(each for each in told if each.status == "encoded" and not each.scenarios)


def counts(found: Coverage) -> dict[str, int]:
    """How many sentences there are of each kind; of those kinds that there are, and of nothing."""
    counted = Counter(each.status for sentences in found.sentences.values() for each in sentences)
    return {status: counted[status] for status in STATUSES if counted[status] or status == "nothing"}


def summary(found: Coverage, lang: Lang) -> Iterator[str]:
    """How much there is of everything, in two lines."""
    labels = {**STATUS, "nothing": _WORDS["of nothing"]}
    parts = ", ".join(f"{count} {labels[status][lang]}" for status, count in counts(found).items())
    yield said("sentences", lang, count=sum(counts(found).values()), parts=parts)
    reached = [found.reach[each.id] for each in found.rules]
    yield said(
        "rules",
        lang,
        count=len(reached),
        scenarios=len(found.scenarios),
        fires=sum(bool(each.fires) for each in reached),
        supports=sum(bool(each.supports) for each in reached),
        decides=sum(bool(each.decides) for each in reached),
    )


def title(program: Program, source: str, lang: Lang) -> str:
    """The title of a source."""
    return clean(next(each.title[lang] for each in program.sources if each.name == source)) or clean(source)
