"""What a dossier says, and what must be there (F2xx, F3xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

UNKNOWN_SECTION = error(
    "F201",
    "unknown-section",
    ("een dossier heeft geen sectie `{key}`", "a dossier has no section `{key}`"),
    (
        "De secties zijn die van het beleid; wat in een andere staat, zou verloren gaan.",
        "The sections are those of the policy; what stands in another would be lost.",
    ),
    near=NEAR,
    known=("de secties zijn {known}", "the sections are {known}"),
    fact=(
        "`{key}` staat onder een naam in de sectie `{section}`",
        "`{key}` stands under a name in the section `{section}`",
    ),
    thing=("zet `{key}` in de sectie `{section}`", "put `{key}` in the section `{section}`"),
)
UNKNOWN_KEY = error(
    "F202",
    "unknown-key",
    ("een {type} heeft geen `{key}`", "{a_type_en} has no `{key}`"),
    (
        "Elke sleutel is een predicaat uit het vocabularium; zo valt een tikfout op.",
        "Every key is a predicate of the vocabulary; so a slip is noticed.",
    ),
    near=NEAR,
    known=("`kmopolicy vocabulary` toont wat kan", "`kmopolicy vocabulary` shows what can be said"),
    few=("wat kan: {known}", "what can be said: {known}"),
    elsewhere=(
        "`{key}` hoort bij een {other}, in de sectie `{section}`",
        "`{key}` belongs to {other_en}, in the section `{section}`",
    ),
    derived=(
        "`{key}` volgt uit het beleid en wordt nooit zelf opgegeven",
        "`{key}` follows from the policy and is never stated",
    ),
)
UNKNOWN_VALUE = error(
    "F203",
    "unknown-value",
    ("`{found}` is geen {type}", "`{found}` is not {a_type_en}"),
    (
        "De waarden liggen vast; een waarde die er niet bij hoort zou nergens op passen.",
        "The values are fixed; one that is not among them would match nothing.",
    ),
    near=NEAR,
    known=("kies uit {known}", "choose from {known}"),
    near_declare=(
        "bedoelde u `{near}`? Is het iets anders, declareer het dan in `{where}`",
        "did you mean `{near}`? If it is something else, declare it in `{where}`",
    ),
    many=("`kmopolicy vocabulary {key}` toont wat kan", "`kmopolicy vocabulary {key}` shows what can be said"),
    declare=(
        "`kmopolicy vocabulary {key}` toont wat kan; is het iets anders, declareer het dan in `{where}`",
        "`kmopolicy vocabulary {key}` shows what can be said; if it is something else, declare it in `{where}`",
    ),
    related=(
        "`{found}` is een {other}: het hoort bij {keys}",
        "`{found}` is {other_en}: it belongs with {keys}",
    ),
    related_near=(
        "`{found}` is een {other} en hoort bij {keys}; of bedoelde u `{near}`?",
        "`{found}` is {other_en} and belongs with {keys}; or did you mean `{near}`?",
    ),
    verdict=("schrijf {choice}", "write {choice_en}"),
)
NO_VALUE = error(
    "F215",
    "no-value",
    ("hier ontbreekt een {type}", "{a_type_en} is missing here"),
    (
        "Een sleutel zonder waarde zegt niets, en wie ze schreef bedoelde iets.",
        "A key without a value says nothing, and whoever wrote it meant something.",
    ),
    under=("schrijf `{key}: {example}`", "write `{key}: {example}`"),
    one=(
        "schrijf een waarde, zoals `{example}`, of laat de regel weg",
        "write a value, such as `{example}`, or leave it out",
    ),
)
NOT_ONE = error(
    "F216",
    "not-one-value",
    ("hier hoort één {type}, en geen {form}", "one {type_en} belongs here, not {form_en}"),
    (
        "Wat hier staat wordt als één waarde gelezen.",
        "What stands here is read as one value.",
    ),
    one=("schrijf één waarde, zoals `{example}`", "write one value, such as `{example}`"),
)
WRONG_FORM = error(
    "F204",
    "wrong-form",
    ("`{key}` wordt zo niet opgegeven", "`{key}` is not stated like this"),
    (
        "Elk predicaat heeft zijn vorm: één waarde, een lijst, of een waarde per sleutel.",
        "Every predicate has its form: one value, a list, or a value per key.",
    ),
    form=("schrijf {example}", "write {example}"),
    true=(
        "schrijf `{key}: true` zonder aanhalingstekens, of laat de regel weg",
        "write `{key}: true` without quotation marks, or leave the line out",
    ),
    table=(
        "`{key}` heeft meer waarden dan een dossier kan zeggen: geef een tabel `{key}.csv`",
        "`{key}` has more values than a dossier can state: give a table `{key}.csv`",
    ),
    absent=(
        "laat de regel weg: wat er niet staat, is niet vastgesteld",
        "leave the line out: what is not there is not established",
    ),
)
BAD_DATE = error(
    "F205",
    "bad-date",
    ("`{found}` is geen datum", "`{found}` is not a date"),
    (
        "Een datum is jaar-maand-dag en moet op de kalender staan.",
        "A date is year-month-day and must be on the calendar.",
    ),
    form=("schrijf jaar-maand-dag, zoals `2024-03-01`", "write year-month-day, such as `2024-03-01`"),
    order=(
        "schrijf jaar-maand-dag: `{iso}` voor {words}",
        "write year-month-day: `{iso}` for {words_en}",
    ),
    either=(
        "schrijf jaar-maand-dag: `{iso}` voor {words}, of `{other_iso}` voor {other_words}",
        "write year-month-day: `{iso}` for {words_en}, or `{other_iso}` for {other_words_en}",
    ),
    month=("de maand {month} heeft {days} dagen", "the month {month} has {days} days"),
    months=("een maand {month} bestaat niet", "there is no month {month}"),
)
BAD_YEAR = error(
    "F206",
    "bad-year",
    ("`{found}` is geen jaartal", "`{found}` is not a year"),
    ("Een jaartal heeft vier cijfers.", "A year has four digits."),
    form=("schrijf vier cijfers, zoals `2024`", "write four digits, such as `2024`"),
)
BAD_ID = error(
    "F207",
    "bad-id",
    ("dit kan geen naam van een {type} zijn", "this cannot be the name of {a_type_en}"),
    (
        "Een naam is tekst zonder stuurtekens, en niet leeg.",
        "A name is text without control characters, and not empty.",
    ),
    text=("geef een korte naam, zoals `d1`", "give a short name, such as `d1`"),
)
TOO_MANY = error(
    "F208",
    "more-than-one",
    ("van `{key}` kan er hier maar één zijn", "there can be only one `{key}` here"),
    (
        "Twee waarden spreken elkaar tegen, en het programma kiest niet.",
        "Two values contradict each other, and the program does not choose.",
    ),
    one=("laat één waarde staan", "keep one value"),
)
SAME_FACT = error(
    "F209",
    "fact-twice",
    ("dit feit staat er al", "this fact is there already"),
    (
        "Wat twee keer staat, wordt vroeg of laat maar één keer verbeterd.",
        "What stands twice will sooner or later be corrected once.",
    ),
    drop=("schrap een van de twee", "drop one of the two"),
)
KNOWN_CONSTANT = error(
    "F210",
    "declared-by-policy",
    ("`{name}` is al een {type} van het beleid", "`{name}` is {a_type_en} of the policy already"),
    (
        "Een dossier kan een waarde van het beleid niet anders laten heten.",
        "A dossier cannot give a value of the policy another name.",
    ),
    drop=("laat het label weg", "leave out the label"),
    row=("schrap de rij", "drop the row"),
)
NO_LABEL = error(
    "F211",
    "no-label",
    ("`{name}` heeft geen label", "`{name}` has no label"),
    ("Het label is wat mensen in een uitleg lezen.", "The label is what people read in an explanation."),
    add=('schrijf `{name}: {label: "…"}`', 'write `{name}: {label: "…"}`'),
)
RECORD_KEY = error(
    "F212",
    "unknown-detail",
    ("bij een oordeel hoort geen `{key}`", "a verdict has no `{key}`"),
    ("Een oordeel kan zeggen wie het gaf, wanneer en waarom.", "A verdict can say who gave it, when and why."),
    near=NEAR,
    known=("wat kan: {known}", "what can be said: {known}"),
)
NO_VERDICT = error(
    "F213",
    "no-verdict",
    ("het oordeel zelf ontbreekt", "the verdict itself is missing"),
    ("Wie, wanneer en waarom horen bij een oordeel.", "Who, when and why belong to a verdict."),
    add=("voeg `{key}: {example}` toe", "add `{key}: {example}`"),
)
FACT_FOR_NAME = error(
    "F221",
    "fact-for-name",
    ("`{key}` zegt iets over een {type}, maar over welke?", "`{key}` says something about {a_type_en}, but which?"),
    (
        "In een sectie staan namen, en onder elke naam de feiten over dat ding.",
        "A section has names, and under each name the facts about that thing.",
    ),
    name=("zet er een naam boven: `{example}`", "put a name above it: `{example}`"),
)
MISSING_FACT = error(
    "F301",
    "missing-fact",
    ("van {type} `{id}` ontbreekt `{key}`", "the {type_en} `{id}` lacks `{key}`"),
    ("Zonder dit feit valt er niets te beslissen.", "Without this fact there is nothing to decide."),
    add=("voeg `{key}: {example}` toe", "add `{key}: {example}`"),
    row=("geef `{id}` een rij in de tabel `{key}.csv`", "give `{id}` a row in the table `{key}.csv`"),
)
UNKNOWN_REFERENCE = error(
    "F302",
    "unknown-reference",
    ("er is geen {type} `{found}`", "there is no {type_en} `{found}`"),
    (
        "Waarnaar verwezen wordt, staat in zijn sectie; zo wordt een tikfout geen nieuw ding.",
        "What is referred to stands in its section; so a slip does not become a new thing.",
    ),
    near=NEAR,
    add=("zet `{found}` in de sectie `{section}`", "put `{found}` in the section `{section}`"),
    row=("geef `{found}` een rij in de tabel `{table}.csv`", "give `{found}` a row in the table `{table}.csv`"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
