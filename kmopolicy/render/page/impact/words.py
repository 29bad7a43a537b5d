"""The fixed words of the page, and the marks by which the directions are told apart."""

from collections.abc import Mapping

from kmopolicy.questions.impact.impact import Direction
from kmopolicy.text.localized import Localized

MARKS: Mapping[Direction, str] = {"worse": "▼", "better": "▲", "other": "◆"}
"""So that no colour is needed to tell them apart."""
WORDS: Mapping[str, Localized] = {
    "title": Localized("Gevolgen: {title}", "Impact: {title}"),
    "skip": Localized("Naar de gevolgen", "To the impact"),
    "contents": Localized("Inhoud", "Contents"),
    "sides": Localized("Wat vergeleken is", "What was compared"),
    "old": Localized("Oud", "Old"),
    "new": Localized("Nieuw", "New"),
    "name": Localized("waar", "where"),
    "policy": Localized("beleid", "policy"),
    "picture": Localized("Wie verandert", "Who changes"),
    "flows": Localized(
        "Van de oude uitkomst naar de nieuwe, met hoeveel er veranderen. Wie dezelfde uitkomst houdt, staat er niet bij.",
        "From the old outcome to the new one, with how many change. Who keeps an outcome is not among them.",
    ),
    "matrix": Localized("Alle {things}, van welke naar welke uitkomst", "All {things}, from which outcome to which"),
    "causes": Localized("Waardoor, en voor wie", "By what, and for whom"),
    "rule": Localized("Hoe het in het beleid staat", "How it stands in the policy"),
    "example": Localized("Voorbeeld: {name}", "Example: {name}"),
    "rests on": Localized("Waarop dat steunt", "What that rests on"),
    "unread": Localized("Niet door beide te beslissen", "Not for both to decide"),
    "apart": Localized("Woorden die niet in beide hetzelfde zijn", "Words that are not the same in both"),
    "counting": Localized("Hoe geteld is", "How it was counted"),
    "nothing": Localized("Niemand krijgt een andere uitkomst.", "Nobody gets another outcome."),
}
