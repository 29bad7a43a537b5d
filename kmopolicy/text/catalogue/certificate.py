"""What is wrong with an explanation that someone hands over (B1xx: it is none, or of something else; B2xx: it does not stand)."""

from kmopolicy.text.catalogue.kinds import error

NO_CERTIFICATE = error(
    "B101",
    "no-certificate",
    ("`{file}` is geen uitleg met een bewijsstuk", "`{file}` is no explanation with a certificate"),
    (
        "Enkel wat `kmopolicy explain --format json` schrijft, draagt wat nodig is om het na te gaan.",
        "Only what `kmopolicy explain --format json` writes carries what is needed to verify it.",
    ),
    explain=(
        "maak de uitleg met `kmopolicy explain DOSSIER ONDERWERP --format json`",
        "make the explanation with `kmopolicy explain FACTS SUBJECT --format json`",
    ),
)
OTHER_POLICY = error(
    "B102",
    "other-policy",
    ("de uitleg steunt op een ander beleid", "the explanation rests on another policy"),
    (
        "Een uitleg geldt voor één beleid, tot op de letter: elke wijziging van een bestand geeft het een ander kenmerk.",
        "An explanation is about one policy, to the letter: any change of any file gives it another digest.",
    ),
    policy=(
        "dit beleid heeft kenmerk {digest}; wijs met `--policy MAP` het beleid aan waarmee werd beslist",
        "this policy has digest {digest}; name with `--policy DIR` the policy by which it was decided",
    ),
)
SHAPE = error(
    "B103",
    "shape-of-explanation",
    ("`{where}` heeft niet de vorm die het moet hebben", "`{where}` does not have the form that it must have"),
    (
        "Een uitleg heeft vaste sleutels, elk met een vaste soort waarde. Wat daarvan afwijkt, wordt niet geraden.",
        "An explanation has fixed keys, each with a fixed kind of value. What deviates is not guessed at.",
    ),
    shape=(
        "neem de uitleg zoals ze werd gemaakt, of maak ze opnieuw",
        "take the explanation as it was made, or make it again",
    ),
)
FACTS = error(
    "B104",
    "facts-of-no-dossier",
    ("deze feiten kunnen van geen dossier zijn: `{about}`", "these facts can be those of no dossier: `{about}`"),
    (
        "De feiten moeten even geldig zijn als in een dossier: bestaande namen, bekende waarden, niets dubbel, niets "
        "tegenstrijdig, en niets weggelaten dat er moet zijn.",
        "The facts must be as valid as in a dossier: names that exist, known values, nothing twice, nothing contradictory, and "
        "nothing left out that must be there.",
    ),
    facts=("maak de uitleg opnieuw uit het dossier", "make the explanation again from the dossier"),
)
OTHER_FACTS = error(
    "B105",
    "other-facts",
    (
        "de uitleg gaat niet over de feiten van `{dossier}`: `{about}`",
        "the explanation is not about the facts of `{dossier}`: `{about}`",
    ),
    (
        "Met `--facts` worden de feiten van de uitleg naast die van het dossier gelegd, voor zover ze het onderwerp raken.",
        "With `--facts` the facts of the explanation are held against those of the dossier, as far as they bear on the subject.",
    ),
    added=("dit staat in de uitleg en niet in het dossier", "this stands in the explanation and not in the dossier"),
    left_out=("dit staat in het dossier en niet in de uitleg", "this stands in the dossier and not in the explanation"),
    elsewhere=(
        "dit staat in het dossier op een andere plaats, of met een ander oordeel",
        "this stands in the dossier in another place, or with another judgement",
    ),
)
CLAIM = error(
    "B201",
    "claim-that-falls",
    ("wat onder `{where}` staat, houdt geen stand", "what stands under `{where}` does not hold up"),
    (
        "Alles wat het bewijs beweert, wordt opnieuw afgeleid uit het beleid en de feiten. Dit komt er niet uit.",
        "All that the proof claims is derived anew from the policy and the facts. This does not come of it.",
    ),
    subject=("over dit onderwerp gaan de feiten niet: `{about}`", "the facts are not about this subject: `{about}`"),
    outcome=("de uitkomst is `{about}`", "the outcome is `{about}`"),
    outcomes=("de andere uitkomsten zijn: `{about}`", "the other outcomes are: `{about}`"),
    grounds=("de gronden zijn: `{about}`", "the grounds are: `{about}`"),
    holds=("dit volgt niet uit het beleid en de feiten: `{about}`", "this does not follow: `{about}`"),
    absent=("dit is er wel: `{about}`", "this does hold: `{about}`"),
    against=("dit feit spreekt het niet tegen: `{about}`", "this fact does not contradict it: `{about}`"),
    kind=("dit is een onderdeel van de soort `{about}`", "this is a part of the kind `{about}`"),
    atom=("hier hoort `{about}`", "this should be `{about}`"),
    form=("zo wordt geen feit geschreven: `{about}`", "no fact is written like this: `{about}`"),
    rule=("dit hoort bij een andere regel: `{about}`", "this belongs to another rule: `{about}`"),
    children=(
        "hieronder hoort wat de regel vraagt, niet meer, niet minder en in dezelfde volgorde: `{about}`",
        "under it belongs what the rule asks for, no more, no less and in the same order: `{about}`",
    ),
    attempt=(
        "deze regel kon het niet vaststellen, of er staat niet waarop ze afstuit: `{about}`",
        "this rule could not have established it, or what it fails by is left out: `{about}`",
    ),
    quote=("het beleid zegt hier: `{about}`", "the policy says here: `{about}`"),
    place=("het staat elders: `{about}`", "it stands elsewhere: `{about}`"),
    judgement=("dit is niet het oordeel dat bij het feit staat", "this is not the judgement that stands with the fact"),
    reading=("zo is de tekst hier niet gelezen", "the text was not read like this"),
    surplus=("dit hoort niet bij een onderdeel van deze soort", "this does not belong to a part of this kind"),
    themes=("de passende thema's zijn: `{about}`", "the themes that fit are: `{about}`"),
)
TOLD = error(
    "B202",
    "text-beside-proof",
    ("`{where}` is niet wat kmopolicy hier vertelt", "`{where}` is not what kmopolicy tells here"),
    (
        "Wat bij het bewijs wordt verteld (woorden, soorten nee, lezingen, wat ondersteld wordt of nog ontbreekt) moet zijn wat "
        "deze versie van kmopolicy van dezelfde feiten vertelt. Een andere versie kan het anders verwoorden.",
        "What is told beside the proof (words, kinds of no, readings, what is presumed or still missing) must be what this "
        "version of kmopolicy tells of the same facts. Another version may word it otherwise.",
    ),
    value=("hier hoort: `{about}`", "this should be: `{about}`"),
    missing=("hier ontbreekt: `{about}`", "this is missing: `{about}`"),
    extra=("dit hoort hier niet: `{about}`", "this does not belong here: `{about}`"),
)
DIGEST = error(
    "B203",
    "digest-of-explanation",
    (
        "de uitleg is niet meer zoals ze werd gemaakt: haar kenmerk klopt niet",
        "the explanation is no longer as it was made: its digest does not fit",
    ),
    (
        "Het kenmerk vat alles samen wat in de uitleg staat. Het is geen handtekening: wie wil bedriegen, kan het opnieuw "
        "uitrekenen.",
        "The digest sums up all that the explanation says. It is no signature: whoever means to deceive can compute it anew.",
    ),
    digest=(
        "wat gewijzigd is, verandert niets aan wat ze zegt: leg haar feiten met `--facts` naast het dossier",
        "what was altered does not alter what it says: hold its facts against the dossier with `--facts`",
    ),
)

ENTRIES = (NO_CERTIFICATE, OTHER_POLICY, SHAPE, FACTS, OTHER_FACTS, CLAIM, TOLD, DIGEST)
