"""Words of the commands themselves: progress, help, layout, and files to start from."""

from collections.abc import Mapping

from kmopolicy.text.localized import Localized

WORDS: Mapping[str, Localized] = {
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
}
