"""The renderers' own fixed words, in Dutch and English, and how dates and places are said."""

from collections.abc import Mapping

from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.span import Span

WORDS: Mapping[str, Localized] = {
    "reference date": Localized("peildatum {date}", "reference date {date}"),
    "why": Localized("Waarom", "Why"),
    "exclusion": Localized("een beletsel is vastgesteld", "a bar is established"),
    "condition": Localized("een voorwaarde is niet aangetoond", "a condition is not shown"),
    "condition settled": Localized("aan een voorwaarde is niet voldaan", "a condition is not met"),
    "judgement": Localized("door een mens te beoordelen", "for a person to judge"),
    "unknown": Localized("nog onbekend", "still unknown"),
    "met": Localized("aan de voorwaarden is voldaan", "the conditions are met"),
    "because": Localized("want", "because"),
    "alternatives": Localized("Waarom geen andere uitkomst", "Why no other outcome"),
    "reading": Localized("Steunt op een lezing van de tekst", "Leans on a reading of the text"),
    "readings": Localized("Steunt op {count} lezingen van de tekst", "Leans on {count} readings of the text"),
    "missing": Localized("Wat de uitkomst nog kan veranderen", "What could still change the outcome"),
    "presumes": Localized("Niet vastgesteld, en dus niet meegeteld", "Not established, and so not counted"),
    "notices": Localized("Let op", "Please note"),
    "refuted": Localized("vastgesteld dat niet", "established that not"),
    "settled": Localized("staat vast", "settled"),
    "established": Localized("vastgesteld", "established"),
    "not established": Localized("niet vastgesteld", "not established"),
    "as far as established": Localized("voor zover vastgesteld", "as far as established"),
    "as far as known": Localized("voor zover bekend", "as far as known"),
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
    "looked at": Localized("{counted} nagegaan", "{counted} looked at"),
    "read otherwise": Localized("anders gelezen ({reading}): {sentence}", "read otherwise ({reading}): {sentence}"),
    "read here": Localized("hier gelezen als “{label}”", "read here as “{label}”"),
    "read there": Localized("anders gelezen (“{label}”) {effect}", "read otherwise (“{label}”), {effect}"),
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
        "de peildatum komt van de optie --date",
        "the reference date comes from the option --date",
    ),
    "attempt": Localized("een regel die dit had kunnen vaststellen", "a rule that could have established this"),
    "attempts": Localized("{count} gelijke pogingen langs deze regel", "{count} like attempts along this rule"),
    "holds": Localized("wel: {sentence}", "holds: {sentence}"),
    "fails": Localized("maar: {sentence}", "but: {sentence}"),
    "above": Localized("zie hierboven", "see above"),
    "and more": Localized("… en nog {count} (alles met --full)", "… and {count} more (all with --full)"),
    "or": Localized("of", "or"),
    "others": Localized("nog {count} andere", "{count} others"),
    "subject": Localized("onderwerp", "subject"),
    "title and grounds": Localized("titel en gronden", "title and grounds"),
    "outcome": Localized("uitkomst", "outcome"),
    "not decided": Localized("niet beslist", "not decided"),
    "decided in bulk": Localized(
        "beslist: {decided}; niet beslist: {undecided}; rijen apart gezet: {apart}",
        "decided: {decided}; not decided: {undecided}; rows set apart: {apart}",
    ),
    "no answers": Localized("geen antwoorden", "no answers"),
    "nothing to decide": Localized("niets te beslissen", "nothing to decide"),
    "errors": Localized("{count} fouten", "{count} errors"),
    "one error": Localized("1 fout", "1 error"),
    "warnings": Localized("{count} waarschuwingen", "{count} warnings"),
    "one warning": Localized("1 waarschuwing", "1 warning"),
    "and": Localized("en", "and"),
    "all well": Localized(
        "geen fouten in `{folder}`: {rules}, {cited} van {sentences} geciteerd, {classified} andere geclassificeerd{allowed}\n",
        "no errors in `{folder}`: {rules}, {cited} of {sentences} cited, {classified} others classified{allowed}\n",
    ),
    "one rule": Localized("1 regel", "1 rule"),
    "rules": Localized("{count} regels", "{count} rules"),
    "one numbered": Localized("1 zin", "1 sentence"),
    "numbereds": Localized("{count} zinnen", "{count} sentences"),
    "one allowed": Localized(", 1 waarschuwing toegestaan", ", 1 warning allowed"),
    "alloweds": Localized(", {count} waarschuwingen toegestaan", ", {count} warnings allowed"),
    "counted in": Localized("{counted} in `{folder}`", "{counted} in `{folder}`"),
    "facts": Localized("Wat een dossier mag zeggen", "What a dossier may say"),
    "in tables": Localized("Registers, als tabel bij de feiten", "Registers, as a table with the facts"),
    "tables": Localized("Tabellen van het beleid", "Tables of the policy"),
    "warnings of": Localized("Waarvoor het beleid waarschuwt", "What the policy warns of"),
    "derived": Localized("Wat het beleid afleidt, om te bevragen", "What the policy derives, to query"),
    "outcomes": Localized("Uitkomsten", "Outcomes"),
    "testing": Localized("De scenario’s worden nagegaan", "Testing the scenarios"),
    "altering": Localized("Het beleid wordt telkens anders geschreven", "Altering the policy"),
    "unnoticed": Localized("Dit merkt geen enkel scenario op", "No scenario notices this"),
    "drop": Localized("zonder de voorwaarde: {about}", "without the condition: {about}"),
    "flip": Localized("met het tegendeel van de voorwaarde: {about}", "with the contrary of the condition: {about}"),
    "remove": Localized("zonder de regel waardoor: {about}", "without the rule by which: {about}"),
    "bound": Localized("met `{new}` in plaats van `{about}`", "with `{new}` instead of `{about}`"),
    "ground": Localized("zonder de grond: {about}", "without the ground: {about}"),
    "row": Localized("zonder de rij: {about}", "without the row: {about}"),
    "date": Localized("met `{new}` in plaats van: {about}", "with `{new}` instead of: {about}"),
    "about reading": Localized("de lezing “{option}”", "the reading “{option}”"),
    "superfluous": Localized(
        "toegestaan, en niet nodig: `{name}` wordt opgemerkt of bestaat niet",
        "allowed, and not needed: `{name}` is noticed or does not exist",
    ),
    "altered": Localized(
        "wijzigingen: {count}; niet opgemerkt: {unexplained}; toegestaan: {allowed}",
        "alterations: {count}; not noticed: {unexplained}; allowed: {allowed}",
    ),
    "expected": Localized("verwacht", "expected"),
    "expected by": Localized("{outcome}, met {sentence} in de uitleg", "{outcome}, with {sentence} in the explanation"),
    "found": Localized("gevonden", "found"),
    "found by": Localized("{outcome}; de uitleg haalt {sentences} aan", "{outcome}; the explanation cites {sentences}"),
    "too few": Localized("ontbreekt", "missing"),
    "too many": Localized("te veel", "too many"),
    "holds so": Localized("het geldt", "it holds"),
    "does not hold": Localized("het geldt niet", "it does not hold"),
    "tested": Localized(
        "scenario’s: {scenarios}; verwachtingen: {expectations}, ",
        "scenarios: {scenarios}; expectations: {expectations}, ",
    ),
    "all hold": Localized("alle uitgekomen", "all as expected"),
    "some fail": Localized("niet uitgekomen: {failures}", "not as expected: {failures}"),
    "some unfit": Localized("; geen scenario: {unfit}", "; no scenario: {unfit}"),
    "updated": Localized("bijgewerkt: {file}\n", "updated: {file}\n"),
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
    "checking the policy": Localized("Het beleid wordt nagekeken", "Checking the policy"),
    "reading the facts": Localized("De feiten worden gelezen", "Reading the facts"),
    "proving": Localized("Elke mogelijke dienst wordt nagegaan", "Looking at every possible service"),
    "comparing": Localized("Elke mogelijke dienst wordt vergeleken", "Comparing every possible service"),
    "deciding": Localized("De uitkomsten worden bepaald", "Deciding"),
    "laying out": Localized("De pagina's worden opgemaakt", "Laying out the pages"),
    "laid out": Localized("{count} pagina's opgemaakt\n", "{count} pages laid out\n"),
    "one laid out": Localized("1 pagina opgemaakt\n", "1 page laid out\n"),
    "in the layout": Localized("de opmaak is in orde\n", "the layout is in order\n"),
    "to lay out": Localized(
        "de opmaak van {count} pagina's is niet in orde; `kmopolicy fmt` zet ze goed\n",
        "the layout of {count} pages is not in order; `kmopolicy fmt` mends it\n",
    ),
    "one to lay out": Localized(
        "de opmaak van 1 pagina is niet in orde; `kmopolicy fmt` zet ze goed\n",
        "the layout of 1 page is not in order; `kmopolicy fmt` mends it\n",
    ),
    "new dossier": Localized("Een dossier voor ‘{title}’.", "A dossier for ‘{title}’."),
    "new scenario": Localized(
        "Een scenario voor ‘{title}’: een dossier, en wat eruit moet komen.",
        "A scenario for ‘{title}’: a dossier, and what must come of it.",
    ),
    "new filling": Localized(
        "Wat na een # en een spatie staat, legt uit en telt niet mee. Een regel `#sleutel: waarde` telt mee zodra u het # "
        "ervoor weghaalt; wat niet vaststaat, laat u staan.",
        "What stands after a # and a space explains and does not count. A line `#key: value` counts once you take away the "
        "# before it; what is not established, you leave.",
    ),
    "new part": Localized(
        "Staat een heel deel achter een #, haal dan eerst op elke regel het eerste # weg.",
        "Where a whole part stands behind a #, first take away the first # on each line.",
    ),
    "new decide": Localized("De uitkomst ziet u met `{command}`.", "You see the outcome by `{command}`."),
    "new test": Localized(
        "Of dat er nog uit komt, ziet u met `{command}`.", "Whether it still does, you see by `{command}`."
    ),
    "new judged": Localized(
        "Bij een oordeel mag staan wie het gaf, wanneer en waarom:",
        "With a verdict may stand who gave it, when and why:",
    ),
    "new date": Localized("Voor alle {things} waar dit niet bij staat.", "For all {things} where this does not stand."),
    "new entities": Localized(
        "{things}: elk onder een naam die u kiest, zoals `{name}`.",
        "{things}: each under a name that you choose, such as `{name}`.",
    ),
    "new constants": Localized(
        "{things} die het beleid niet kent: elk onder een naam in kleine letters die u kiest, met hoe een mens ze noemt.",
        "{things} that the policy does not know: each under a name in lower case that you choose, with what people call it.",
    ),
    "new policy name": Localized("mijn-beleid", "my-policy"),
    "new policy made": Localized(
        "lees `{file}/kmopolicy.md` en wijzig wat u wilt; `{command}` kijkt het na\n",
        "read `{file}/kmopolicy.md` and change what you like; `{command}` checks it\n",
    ),
    "new scenario made": Localized(
        "vul het in; `{command}` zegt of het klopt\n", "fill it in; `{command}` says whether it holds\n"
    ),
    "new dossier made": Localized(
        "vul het in; `{command}` geeft de uitkomst\n", "fill it in; `{command}` gives the outcome\n"
    ),
    "new name": Localized("een_eigen_waarde", "a_value_of_your_own"),
    "new values": Localized("{things}: {values}.", "{things}: {values}."),
    "new many values": Localized(
        "{things}: {count} waarden, die u ziet met `kmopolicy vocabulary {predicate}`.",
        "{things}: {count} values, which you see by `kmopolicy vocabulary {predicate}`.",
    ),
    "new reference": Localized("{thing}: een naam onder `{section}`.", "{thing}: a name under `{section}`."),
    "new open": Localized(
        "Zolang het hier niet staat, is het niet geweten.", "As long as it does not stand here, it is not known."
    ),
    "new needed": Localized(
        "Dit moet er staan: kies zelf wat, hier staat maar een voorbeeld.",
        "This must stand here: choose what, for here stands only an example.",
    ),
    "new expect": Localized(
        "Wat eruit moet komen. Hier staat wat er nu uit komt: verbeter het als de wet iets anders zegt.",
        "What must come of it. Here stands what comes of it now: mend it if the law says otherwise.",
    ),
    "new sentence": Localized(
        "Met een zin erbij, zoals `sentence: {number}`, moet de uitleg ook die zin aanhalen.",
        "With a sentence, such as `sentence: {number}`, the explanation must cite that sentence as well.",
    ),
    "usage": Localized("Gebruik:", "Usage:"),
    "a command": Localized("OPDRACHT", "COMMAND"),
    "examples": Localized("Voorbeelden", "Examples"),
    "arguments": Localized("Argumenten", "Arguments"),
    "options": Localized("Opties", "Options"),
    "commands": Localized("Opdrachten", "Commands"),
    "default value": Localized("Standaard: {value}.", "Default: {value}."),
    "example": Localized("In een dossier", "In a dossier"),
    "made from": Localized(
        "wat feiten mogen zeggen en wat het beleid ervan maakt, uit de declaraties van het beleid",
        "what facts may say and what the policy makes of them, from the declarations of the policy",
    ),
    "all readings": Localized("lezingen van de tekst", "readings of the text"),
    "default": Localized("standaard", "default"),
    "all values": Localized("waarden", "values"),
    "searching": Localized("Zoeken naar wijzigingen", "Looking for changes"),
    "what if": Localized("Leidt tot ‘{outcome}’", "Leads to ‘{outcome}’"),
    "already so": Localized("Dat is de uitkomst nu al.", "That is the outcome already."),
    "changeable ways": Localized("wat iemand kan doen", "what someone can do"),
    "fixed ways": Localized(
        "wat anders zou moeten zijn, en niemand verandert door iets te doen",
        "what would have to be otherwise, and nobody changes by doing something",
    ),
    "no way": Localized(
        "Geen wijzigingen van het dossier, tot {most} samen, leiden tot ‘{outcome}’.",
        "No changes of the dossier, up to {most} together, lead to ‘{outcome}’.",
    ),
    "none of these": Localized(
        "Niets, met hoogstens {most} wijzigingen samen", "Nothing, with at most {most} changes together"
    ),
    "more ways": Localized("… en nog {count} andere (alles met --all)", "… and {count} more (all with --all)"),
    "together": Localized("{count} wijzigingen samen", "{count} changes together"),
    "instead of": Localized("in plaats van: {sentence}", "instead of: {sentence}"),
    "now recorded": Localized(
        "nu is voor {count} ervan genoteerd: {value}", "now recorded for {count} of these: {value}"
    ),
    "nothing recorded": Localized("niets genoteerd", "nothing recorded"),
    "one of": Localized("één van {count} {things} ({some}, …)", "one of {count} {things} ({some}, …)"),
    "the same": Localized("(hetzelfde)", "(the same)"),
    "another of these": Localized("(een ander daarvan)", "(another of these)"),
    "new thing": Localized("{id} (nog niet in het dossier)", "{id} (not in the dossier yet)"),
    "a day": Localized("een dag {when}", "a day {when}"),
    "day any": Localized("naar keuze", "of choice"),
    "day on": Localized("op {day}", "on {day}"),
    "day from": Localized("vanaf {day}", "from {day}"),
    "day after": Localized("na {day}", "after {day}"),
    "day until": Localized("uiterlijk {day}", "no later than {day}"),
    "day before": Localized("vóór {day}", "before {day}"),
    "ordinal 1": Localized("eerste", "first"),
    "ordinal 2": Localized("tweede", "second"),
    "ordinal 3": Localized("derde", "third"),
    "date <": Localized("de {one} dag vroeger dan de {other}", "the {one} day earlier than the {other}"),
    "date <=": Localized("de {one} dag niet later dan de {other}", "the {one} day no later than the {other}"),
    "date =": Localized("de {one} en de {other} dag dezelfde", "the {one} and the {other} day the same"),
    "date >=": Localized("de {one} dag niet vroeger dan de {other}", "the {one} day no earlier than the {other}"),
    "date >": Localized("de {one} dag later dan de {other}", "the {one} day later than the {other}"),
    "date !=": Localized("de {one} en de {other} dag verschillend", "the {one} and the {other} day different"),
    "pillars": Localized("Wat de uitkomst nu alleen draagt", "What carries the outcome alone now"),
    "no pillar": Localized(
        "Geen enkel feit: zonder één ervan blijft de uitkomst dezelfde",
        "No single fact: without any one of them the outcome stays the same",
    ),
    "without it": Localized("zonder dit feit: {outcome}", "without this fact: {outcome}"),
    "scope": Localized("Wat is nagegaan", "What was looked at"),
    "all ways": Localized(
        "Alle wijzigingen, tot {most} samen, van de {size} feiten waarvan de uitkomst kan afhangen; een manier staat hier "
        "enkel als geen deel ervan volstaat, en is nagerekend.",
        "All changes, up to {most} together, of the {size} facts that the outcome can depend on; a way stands here only if "
        "no part of it would do, and was checked by deciding again.",
    ),
    "not all ways": Localized(
        "Er zijn te veel manieren om alle te tonen: dit zijn er enkele, de kleinste eerst.",
        "There are too many ways to show all: these are some, the smallest first.",
    ),
    "presuming certain": Localized(
        "Gegeven wat ondersteld wordt (wat niet genoteerd is, telt niet mee), staat de uitkomst vast.",
        "Given what is presumed (what is not recorded does not count), the outcome is certain.",
    ),
    "presuming open": Localized(
        "Gegeven wat ondersteld wordt (wat niet genoteerd is, telt niet mee), is nog mogelijk: {outcomes}.",
        "Given what is presumed (what is not recorded does not count), still possible: {outcomes}.",
    ),
    "whatever certain": Localized(
        "Ook wat er verder bekend wordt, verandert de uitkomst niet.",
        "Nothing that may become known changes the outcome either.",
    ),
    "whatever open": Localized(
        "Wordt er meer bekend, dan is nog mogelijk: {outcomes}.",
        "If more becomes known, still possible: {outcomes}.",
    ),
    "certainty": Localized("Staat de uitkomst vast?", "Is the outcome certain?"),
    "next question": Localized("Volgende vraag: {question}", "Next question: {question}"),
    "why asked": Localized("Waarom die vraag", "Why that question"),
    "other questions": Localized(
        "Wat daarnaast nog van belang kan zijn ({count})", "What may matter besides ({count})"
    ),
    "more questions": Localized("… en nog {count} (alles met --all)", "… and {count} more (all with --all)"),
    "about thing": Localized("{question} ({thing} {id})", "{question} ({thing} {id})"),
    "asked otherwise": Localized("geldt dit: {statement}?", "does this hold: {statement}?"),
    "all stay": Localized("alles blijft mogelijk", "everything stays possible"),
    "yes": Localized("ja", "yes"),
    "no": Localized("nee", "no"),
    "no verdict": Localized("nog niet beoordeeld", "not judged yet"),
    "none": Localized("geen", "none"),
    "no others": Localized("geen andere", "no others"),
    "not established yet": Localized("niet vast te stellen", "not to be established"),
    "stays so": Localized("zoals nu ingevuld", "as filled in now"),
    "question": Localized("Vraag {number}: {question}", "Question {number}: {question}"),
    "your answer": Localized("Uw antwoord:", "Your answer:"),
    "go on": Localized("Ook nagaan wat ondersteld wordt? (ja/nee)", "Go into what is presumed as well? (yes/no)"),
    "name of other": Localized("Hoe heet dat ({thing})?", "What is it called ({thing})?"),
    "hint date": Localized("jaar-maand-dag, zoals 2024-03-01", "year-month-day, such as 2024-03-01"),
    "hint year": Localized("een jaartal, zoals 2024", "a year, such as 2024"),
    "hint text": Localized("een tekst", "a text"),
    "hint entity": Localized("een naam zoals in het dossier", "an id as in the dossier"),
    "hint several": Localized("meer dan één mag, met komma’s", "more than one, with commas"),
    "hint judged": Localized("erachter: {known}", "followed by: {known}"),
    "hint none": Localized("0: geen", "0: none"),
    "hint nothing": Localized("0: niets vast te stellen", "0: nothing to be established"),
    "hint skip": Localized(
        "Enter: weet ik niet · ?: waarom, en wat dan · stop: ophouden", "Enter: I don’t know · ?: why · stop: enough"
    ),
    "hint required": Localized("hier is een antwoord nodig · ?: waarom", "this needs an answer · ?: why"),
    "said twice": Localized("hetzelfde staat er twee keer", "the same is there twice"),
    "must be answered": Localized("hier is een antwoord nodig", "this needs an answer"),
    "yes or no": Localized("antwoord met ja of nee", "answer yes or no"),
    "say which": Localized("zet achter ‘{what}’ één van: {known}", "put after ‘{what}’ one of: {known}"),
    "did you mean": Localized(
        "‘{what}’ staat er niet bij; bedoelde u ‘{near}’?", "‘{what}’ is not there; did you mean ‘{near}’?"
    ),
    "not in the list": Localized("‘{what}’ staat er niet bij", "‘{what}’ is not there"),
    "plain text": Localized("schrijf een korte tekst op één regel", "write a short text on one line"),
    "four digits": Localized("schrijf een jaartal met vier cijfers", "write a year of four digits"),
    "nothing answered": Localized(
        "Er is niets beantwoord: er is niets geschreven.", "Nothing was answered: nothing was written."
    ),
    "completed": Localized("Het aangevulde dossier staat in {file}.", "The completed dossier is in {file}."),
    "no more questions": Localized("Er is niets meer te vragen.", "There is nothing more to ask."),
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
