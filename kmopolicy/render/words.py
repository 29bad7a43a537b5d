"""The renderers' own fixed words, in Dutch and English, and how dates and places are said."""

from collections.abc import Mapping

from kmopolicy.render.safe import clean
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

WORDS: Mapping[str, Localized] = {
    "reference date": Localized("peildatum {date}", "reference date {date}"),
    "why": Localized("Waarom", "Why"),
    "exclusion": Localized("uitgesloten door", "excluded by"),
    "condition": Localized("voorwaarde niet aangetoond", "condition not shown"),
    "judgement": Localized("door een mens te beoordelen", "for a person to judge"),
    "unknown": Localized("nog onbekend", "still unknown"),
    "met": Localized("aan de voorwaarden is voldaan", "the conditions are met"),
    "because": Localized("want", "because"),
    "alternatives": Localized("Waarom geen andere uitkomst", "Why no other outcome"),
    "reading": Localized("Steunt op een lezing van de tekst", "Leans on a reading of the text"),
    "readings": Localized("Steunt op {count} lezingen van de tekst", "Leans on {count} readings of the text"),
    "missing": Localized("Wat de uitkomst nog kan veranderen", "What could still change the outcome"),
    "presumes": Localized(
        "Ondersteld: wat niet is vastgesteld, telt niet mee", "Presumed: what is not established does not count"
    ),
    "notices": Localized("Let op", "Please note"),
    "refuted": Localized("vastgesteld dat niet", "established that not"),
    "not established": Localized("niet vastgesteld", "not established"),
    "status unknown": Localized("onbekend", "unknown"),
    "place": Localized("{file}, regel {line}", "{file}, line {line}"),
    "stdin": Localized("standaardinvoer", "standard input"),
    "filled in": Localized("niet in het dossier", "not in the dossier"),
    "reading used": Localized("lezing", "reading"),
    "judged by": Localized("oordeel van {by}", "verdict of {by}"),
    "judged by on": Localized("oordeel van {by}, {on}", "verdict of {by}, {on}"),
    "judged on": Localized("oordeel van {on}", "verdict of {on}"),
    "judged": Localized("oordeel", "verdict"),
    "none of": Localized("geen van de {count} {things} is vastgesteld", "none of the {count} {things} is established"),
    "other reading": Localized(
        "de lezing {reading} zou dit wel vaststellen", "the reading {reading} would establish this"
    ),
    "reading holds": Localized("{name} = {option}: {label}", "{name} = {option}: {label}"),
    "with other": Localized("met {name}={option} ({label}) {effect}", "with {name}={option} ({label}) {effect}"),
    "outcome becomes": Localized("wordt de uitkomst ‘{outcome}’", "the outcome becomes ‘{outcome}’"),
    "outcome stays": Localized("blijft de uitkomst dezelfde", "the outcome stays the same"),
    "all go": Localized("vervalt deze grond", "this ground falls away"),
    "all of several go": Localized("vervallen alle gronden", "all grounds fall away"),
    "goes": Localized("vervalt: {grounds}", "falls away: {grounds}"),
    "comes": Localized("komt erbij: {grounds}", "is added: {grounds}"),
    "date today": Localized(
        "de peildatum is de datum van vandaag, want het dossier noemt er geen",
        "the reference date is today's, because the dossier states none",
    ),
    "date option": Localized(
        "de peildatum komt van de optie --date, want het dossier noemt er geen",
        "the reference date comes from the option --date, because the dossier states none",
    ),
    "attempt": Localized("een regel die dit had kunnen vaststellen", "a rule that could have established this"),
    "attempts": Localized("{count} gelijke pogingen langs deze regel", "{count} like attempts along this rule"),
    "holds": Localized("wel: {sentence}", "indeed: {sentence}"),
    "fails": Localized("maar: {sentence}", "but: {sentence}"),
    "and more": Localized("… en nog {count} (alles met --full)", "… and {count} more (all with --full)"),
    "or": Localized("of", "or"),
    "subject": Localized("onderwerp", "subject"),
    "title": Localized("titel", "title"),
    "outcome": Localized("uitkomst", "outcome"),
    "grounds": Localized("gronden", "grounds"),
    "file": Localized("bestand", "file"),
    "no answers": Localized("geen antwoorden", "no answers"),
    "nothing to decide": Localized("niets te beslissen", "nothing to decide"),
    "errors": Localized("{count} fouten", "{count} errors"),
    "one error": Localized("1 fout", "1 error"),
    "warnings": Localized("{count} waarschuwingen", "{count} warnings"),
    "one warning": Localized("1 waarschuwing", "1 warning"),
    "and": Localized("en", "and"),
    "all well": Localized(
        "geen fouten: {rules} regels, {cited} van {sentences} zinnen geciteerd, {classified} andere geclassificeerd\n",
        "no errors: {rules} rules, {cited} of {sentences} sentences cited, {classified} others classified\n",
    ),
    "facts": Localized("Wat een dossier mag zeggen", "What a dossier may say"),
    "in tables": Localized("Registers, als tabel bij de feiten", "Registers, as a table with the facts"),
    "tables": Localized("Tabellen van het beleid", "Tables of the policy"),
    "derived": Localized("Wat het beleid afleidt, om te bevragen", "What the policy derives, to query"),
    "outcomes": Localized("Uitkomsten", "Outcomes"),
    "more about": Localized(
        "Meer over een predicaat: kmopolicy vocabulary NAAM", "More about a predicate: kmopolicy vocabulary NAME"
    ),
    "role input": Localized("een feit in het dossier", "a fact in the dossier"),
    "role table": Localized("een tabel van het beleid", "a table of the policy"),
    "role derived": Localized("door het beleid afgeleid", "derived by the policy"),
    "role outcome": Localized("een uitkomst", "an outcome"),
    "role warning": Localized("een waarschuwing", "a warning"),
    "open": Localized("wat niet genoteerd is, is onbekend", "what is not recorded is unknown"),
    "closed": Localized("wat niet genoteerd is, telt niet mee", "what is not recorded does not count"),
    "fixed": Localized(
        "een eigenschap die niemand kan veranderen door iets te doen",
        "a property that nobody can change by doing something",
    ),
    "changeable": Localized("kan veranderen doordat iemand iets doet", "can change because someone does something"),
    "at most one": Localized("hoogstens één", "at most one"),
    "exactly one": Localized("precies één", "exactly one"),
    "sentences": Localized("De zinnen", "The sentences"),
    "values": Localized("Waarden: {things}", "Values: {things}"),
    "more values": Localized(
        "een dossier mag er meer declareren, onder `{section}`", "a dossier may declare more, under `{section}`"
    ),
    "sources": Localized("Uit de bron", "From the source"),
    "example": Localized("In een dossier", "In a dossier"),
    "made from": Localized(
        "wat feiten mogen zeggen en wat het beleid ervan maakt, uit de declaraties van het beleid",
        "what facts may say and what the policy makes of them, from the declarations of the policy",
    ),
    "all readings": Localized("lezingen van de tekst", "readings of the text"),
    "default": Localized("standaard", "default"),
    "all values": Localized("waarden", "values"),
}


def word(key: str, lang: Lang, **places: str | int) -> str:
    """A fixed word or phrase in the chosen language, with its places filled."""
    text = WORDS[key][lang]
    return text.format(**places) if places else text


def capitalised(text: str, lang: Lang) -> str:
    """With a capital at the start, as a sentence has; Dutch `ij` counts as one letter."""
    for place, character in enumerate(text):
        if character.isalnum():
            end = place + (2 if lang == "nl" and text[place : place + 2] == "ij" else 1)
            return text[:place] + text[place:end].upper() + text[end:]
        if character not in "‘“«([":
            break
    return text


def file_name(file: str, lang: Lang) -> str:
    """The last part of a path, as people call the file."""
    if file == "-":
        return word("stdin", lang)
    return clean(file.replace("\\", "/").rstrip("/").rpartition("/")[2])


def place(span: Span, lang: Lang) -> str:
    """Where something stands: kmop-36.yaml, regel 7."""
    name = file_name(span.file, lang)
    return word("place", lang, file=name, line=span.line) if span.line else name
