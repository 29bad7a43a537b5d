"""What came of verifying an explanation, for who signs under it: what stands, what was verified, and what that does not say."""

from collections.abc import Iterator, Mapping

from kmopolicy.certificate.document import Explained
from kmopolicy.certificate.verify import Verification
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.diagnostics import lines
from kmopolicy.render.terminal.diagnostics import render as diagnosed
from kmopolicy.render.terminal.layout import Line, pairs, prose, wrap
from kmopolicy.render.words.fixed import file_name, word
from kmopolicy.render.words.safe import clean
from kmopolicy.text.localized import Lang, Localized
from kmopolicy.text.places import filled

_SAID: Mapping[str, Localized] = {
    "stands": Localized("de uitleg houdt stand", "the explanation stands"),
    "falls": Localized("de uitleg houdt geen stand", "the explanation does not stand"),
    "policy": Localized("beleid", "policy"),
    "facts": Localized("feiten", "facts"),
    "carried": Localized(
        "{count}, zoals de uitleg ze zelf noemt ({file}); leg ze met --facts naast het dossier",
        "{count}, as the explanation itself states them ({file}); hold them against the dossier with --facts",
    ),
    "compared": Localized("{count}, gelijk aan die van {file}", "{count}, the same as those of {file}"),
    "readings": Localized("lezingen", "readings"),
    "digest": Localized("kenmerk", "digest"),
    "verified": Localized("Wat is nagegaan", "What was verified"),
    "proof": Localized(
        "Uit het beleid en de feiten is alles opnieuw afgeleid, door een klein programma dat niets deelt met wat besliste. "
        "De uitkomst, alle gronden, de thema's en elk onderdeel van het bewijs komen daarmee overeen; elk citaat, elk zinsnummer "
        "en elke plaats is die van het beleid of van het feit.",
        "From the policy and the facts everything was derived anew, by a small program that shares nothing with what decided. "
        "The outcome, all grounds, the themes and every part of the proof agree with it; every quote, sentence number and place "
        "is that of the policy or of the fact.",
    ),
    "text": Localized(
        "Al het andere (de woorden, de soort van elk nee, de lezingen, wat ondersteld wordt en wat nog ontbreekt) is wat "
        "kmopolicy nu van dezelfde feiten vertelt. Dat is vergeleken, niet apart bewezen.",
        "All else (the words, the kind of each no, the readings, what is presumed and what is still missing) is what kmopolicy "
        "tells of the same facts now. That was compared, not proved apart.",
    ),
    "not verified": Localized("Wat dit niet zegt", "What this does not say"),
    "truth": Localized(
        "Of de feiten waar zijn: wie het dossier opmaakte, staat daarvoor in.",
        "Whether the facts are true: whoever made the dossier answers for them.",
    ),
    "judgement": Localized(
        "Of een oordeel van een mens (een thema dat past, een verband dat er is) terecht is.",
        "Whether what a person judged (that a theme fits, that something is connected) is right.",
    ),
    "law": Localized(
        "Of de regels de wettekst juist weergeven: nagegaan is dat de uitleg die regels volgt.",
        "Whether the rules render the law rightly: verified is that the explanation follows those rules.",
    ),
}


def render(found: Verification, lang: Lang, width: int) -> list[Line]:
    """The lines, of at most `width` cells where the text can be broken."""
    return list(_lines(found, lang, width))


def _lines(found: Verification, lang: Lang, width: int) -> Iterator[Line]:
    if found.told:
        yield from _about(found.told, found, lang, width)
    if found.problem:
        yield ((_said("falls", lang).upper(), "bad"),)
        yield ()
        yield from lines(diagnosed((found.problem,), lang))
    elif found.told:
        yield ((_said("stands", lang).upper(), "good"),)
        yield from _on_what(found, found.told, lang, width)
        for heading, keys in (("verified", ("proof", "text")), ("not verified", ("truth", "judgement", "law"))):
            yield ()
            yield ((_said(heading, lang), "strong"),)
            yield from prose([Item(_said(key, lang)) for key in keys], width)


def _about(told: Explained, found: Verification, lang: Lang, width: int) -> Iterator[Line]:
    """What it is about; the outcome only where it stands."""
    name = f"{told.title} ({told.subject})" if told.title else told.subject
    label = told.outcome_label.en if lang == "en" else told.outcome_label.nl
    for line in wrap(clean(f"{name}: {label}" if found.stands else name), width):
        yield ((line, "strong"),)
    yield ()


def _on_what(found: Verification, told: Explained, lang: Lang, width: int) -> Iterator[Line]:
    readings = ", ".join(f"{name} = {option}" for name, option in told.readings.items())
    key, file = ("compared", found.compared) if found.compared else ("carried", told.file)
    terms = {
        "policy": f"{told.policy.name}, {told.policy.digest}",
        "facts": _said(key, lang, count=str(len(told.certificate.facts)), file=file_name(file, lang)),
        "readings": readings or word("none", lang),
        "digest": told.certificate.digest,
    }
    yield from pairs([Item(clean(text), term=_said(key, lang)) for key, text in terms.items()], width)


def _said(key: str, lang: Lang, **places: str) -> str:
    return filled(_SAID[key][lang], places)
