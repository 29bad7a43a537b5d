"""Quotes, their numbers and what they come from (K5xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error, warning

NOT_VERBATIM = error(
    "K501",
    "not-verbatim",
    ("dit citaat staat niet zo in {number}", "this quote does not stand so in {number}"),
    (
        "Een citaat is letterlijk: enkel witruimte mag verschillen, en `…` mag woorden weglaten, maar nooit een ontkenning.",
        "A quote is verbatim: only white space may differ, and `…` may leave out words, but never a negation.",
    ),
    nearest=("het dichtst komt: « {nearest} »", "the nearest is: « {nearest} »"),
    sentence=("de zin luidt: « {sentence} »", "the sentence reads: « {sentence} »"),
    changed=("in de bron staat `{there}`, niet `{here}`", "the source has `{there}`, not `{here}`"),
    added=("schrap `{here}`: dat staat niet in de bron", "drop `{here}`: it is not in the source"),
    missing=("hier ontbreekt `{there}` uit de bron", "here `{there}` of the source is missing"),
    negation=(
        "zo valt de ontkenning `{word}` weg: citeer ze mee",
        "this leaves out the negation `{word}`: quote it as well",
    ),
    order=(
        "dit staat eerder in de zin: zet de stukken in de volgorde van de zin",
        "this stands earlier in the sentence: put the pieces in the sentence's order",
    ),
    across=(
        "hier begint zin {other}: begin er een nieuw citaat met `> **{other}**`",
        "here sentence {other} starts: start a new quote there by `> **{other}**`",
    ),
    dots=("schrijf weggelaten woorden als `…`, in één teken", "write words left out as `…`, in one character"),
    empty=("zet de tekst van de zin achter haar nummer", "put the text of the sentence after its number"),
)
UNKNOWN_NUMBER = error(
    "K502",
    "unknown-sentence",
    ("er is geen zin `{number}`", "there is no sentence `{number}`"),
    ("De genummerde zinnen staan bij de bron.", "The numbered sentences stand with the source."),
    near=NEAR,
    list=(
        "verbeter het nummer, of voeg de zin toe aan `{file}` en aan de bron",
        "mend the number, or add the sentence to `{file}` and to the source",
    ),
)
UNCOVERED = error(
    "K503",
    "sentence-without-rule",
    (
        "geen regel, rij of classificatie gaat over zin {number}",
        "no rule, row or classification is about sentence {number}",
    ),
    (
        "Van elke zin van de bron zegt het beleid wat ermee gebeurt: een regel, of waarom er geen is.",
        "Of every sentence of the source the policy says what becomes of it: a rule, or why there is none.",
    ),
    cite=(
        "citeer « {text} » boven een regel, of classificeer de zin",
        "quote « {text} » above a rule, or classify the sentence",
    ),
)
NOT_IN_SOURCE = error(
    "K504",
    "sentence-not-in-source",
    ("zin {number} staat niet zo in `{file}`", "sentence {number} does not stand so in `{file}`"),
    (
        "De genummerde zinnen komen woord voor woord uit de bron.",
        "The numbered sentences come word by word from the source.",
    ),
    add=("voeg deze tekst toe aan de bron", "add this text to the source"),
    nearest=("het dichtst komt: « {nearest} »", "the nearest is: « {nearest} »"),
)
NO_SOURCE = error(
    "K505",
    "no-source",
    ("het beleid noemt geen bron", "the policy names no source"),
    ("Zonder vastgelegde bron kan geen citaat worden nagekeken.", "Without a pinned source no quote can be checked."),
    declare=('declareer ze met `source … text "…" sentences "…"`', 'declare it by `source … text "…" sentences "…"`'),
)
UNKNOWN_CLASS = error(
    "K506",
    "unknown-class",
    ("`{found}` is geen soort zin", "`{found}` is no kind of sentence"),
    (
        "Een zin zonder regel is een oordeel, een procedure, een bevoegdheid of informatie.",
        "A sentence without a rule is a judgement, a procedure, a competence or information.",
    ),
    known=("kies uit {known}", "choose from {known}"),
)
NO_CITATION = warning(
    "K507",
    "rule-without-citation",
    ("{what} citeert geen zin van de bron", "{what_en} cites no sentence of the source"),
    ("Wie tekent, wil weten op welke zin een regel steunt.", "Who signs wants to know which sentence a rule rests on."),
    quote=(
        "zet een citaat boven het blok, of schrijf `cites` met het nummer van de zin",
        "put a quote above the block, or write `cites` with the number of the sentence",
    ),
)
BARE_NUMBER = error(
    "K508",
    "number-not-bold",
    ("dit citaat van {number} telt niet mee", "this quote of {number} does not count"),
    (
        "Een citaat is te herkennen aan zijn vette nummer; zonder dat is het gewone tekst.",
        "A quote is known by its bold number; without one it is mere prose.",
    ),
    bold=("schrijf het nummer vet: `> **{number}**`", "write the number bold: `> **{number}**`"),
)
UNCITED_ROW = warning(
    "K509",
    "row-without-sentence",
    ("deze rij noemt geen zin van de bron", "this row names no sentence of the source"),
    ("Wie tekent, wil weten op welke zin een rij steunt.", "Who signs wants to know which sentence a row rests on."),
    number=("vul het nummer van de zin in", "fill in the number of the sentence"),
)
WRONG_SENTENCE = error(
    "K510",
    "wrong-sentence",
    ("dit citaat is zin {other}, niet {number}", "this quote is sentence {other}, not {number}"),
    (
        "De tekst staat wel in de bron, maar onder een ander nummer. Een uitleg zou dan de verkeerde zin aanwijzen.",
        "The text does stand in the source, but under another number. An explanation would then point at the wrong sentence.",
    ),
    number=("schrijf `**{other}**`, of citeer zin {number}", "write `**{other}**`, or quote sentence {number}"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
