"""Words of what is checked and looked up: policies, scenarios, what a fact may say."""

from collections.abc import Mapping

from kmopolicy.text.localized import Localized

WORDS: Mapping[str, Localized] = {
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
}
