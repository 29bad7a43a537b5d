"""The fixed words of the page, and the marks by which the kinds of sentences are told apart."""

from collections.abc import Mapping

from kmopolicy.text.localized import Localized

MARKS: Mapping[str, str] = {
    "encoded": "■",
    "judgement": "●",
    "procedure": "▶",
    "competence": "◆",
    "information": "○",
    "definition": "▲",
    "nothing": "✖",
}
"""So that no colour is needed to tell the kinds of sentences apart."""
WORDS: Mapping[str, Localized] = {
    "title": Localized("Dekking: {title}", "Coverage: {title}"),
    "heading": Localized("Welke zin staat in welke regel?", "Which sentence is in which rule?"),
    "skip": Localized("Naar de tekst van de bron", "To the source text"),
    "contents": Localized("Inhoud", "Contents"),
    "lacking": Localized("Wat ontbreekt", "What is lacking"),
    "legend": Localized("Wat een zin is", "What a sentence is"),
    "unnumbered": Localized("grijs: tekst zonder zinsnummer", "grey: text without a sentence number"),
    "hint": Localized(
        "Elke zin leidt naar wat erover in het beleid staat, en van daar naar de scenario’s en terug.",
        "Each sentence leads to what the policy says about it, and from there to the scenarios and back.",
    ),
    "sentences": Localized("Zin per zin", "Sentence by sentence"),
    "rules": Localized("Regels en gevallen", "Rules and cases"),
    "tables": Localized("Tabellen en rijen", "Tables and rows"),
    "scenarios": Localized("Scenario’s", "Scenarios"),
    "in the text": Localized("in de tekst", "in the text"),
    "elsewhere": Localized("Niet in de tekst teruggevonden", "Not found in the text"),
    "cited by": Localized("Staat in", "Stands in"),
    "also": Localized("Ook aangehaald door", "Also cited by"),
    "read": Localized("Te lezen op meer dan één manier: {label}", "To be read in more than one way: {label}"),
    "standard": Localized("standaard", "default"),
    "verdict": Localized("Met het oordeel van een mens: {statement}", "With a person’s verdict: {statement}"),
    "used in": Localized("Draagt een uitkomst in {scenarios}", "Supports an outcome in {scenarios}"),
    "no scenario": Localized("Geen scenario", "No scenario"),
    "says": Localized("wat er staat", "what it says"),
    "which": Localized("zinnen", "sentences"),
    "reaches": Localized("Raakt {count} regels en gevallen", "Reaches {count} rules and cases"),
    "under": Localized("met {readings}", "with {readings}"),
    "digest": Localized("Beleid {name}, {digest}", "Policy {name}, {digest}"),
}
COUNTED: Mapping[str, tuple[Localized, Localized]] = {
    "rule": (Localized("1 regel", "1 rule"), Localized("{count} regels", "{count} rules")),
    "case": (Localized("1 geval", "1 case"), Localized("{count} gevallen", "{count} cases")),
    "table": (Localized("1 tabel", "1 table"), Localized("{count} tabellen", "{count} tables")),
    "row": (Localized("1 rij", "1 row"), Localized("{count} rijen", "{count} rows")),
    "scenario": (Localized("1 scenario", "1 scenario"), Localized("{count} scenario’s", "{count} scenarios")),
}
