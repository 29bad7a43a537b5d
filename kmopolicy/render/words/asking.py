"""Words of what would have to be otherwise and of what is asked."""

from collections.abc import Mapping

from kmopolicy.text.localized import Localized

WORDS: Mapping[str, Localized] = {
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
