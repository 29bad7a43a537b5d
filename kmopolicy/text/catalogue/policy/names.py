"""Names in a policy that are unknown or stand for two things (K2xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

DUPLICATE = error(
    "K201",
    "declared-twice",
    ("`{name}` bestaat al", "`{name}` exists already"),
    ("Een naam staat voor één ding.", "A name stands for one thing."),
    rename=("geef een van de twee een andere naam, of schrap er een", "give one of the two another name, or drop one"),
    drop=("schrap een van de twee", "drop one of the two"),
)
UNKNOWN_PREDICATE = error(
    "K202",
    "unknown-predicate",
    ("het beleid kent geen predicaat `{name}`", "the policy has no predicate `{name}`"),
    (
        "Elk predicaat wordt gedeclareerd met zijn argumenten en zijn zin; zo valt een tikfout op.",
        "Every predicate is declared with its arguments and its sentence; so a slip is noticed.",
    ),
    near=NEAR,
    declare=("declareer het met `define {name}(…)`", "declare it by `define {name}(…)`"),
)
UNKNOWN_TYPE = error(
    "K203",
    "unknown-type",
    ("het beleid kent geen type `{name}`", "the policy has no type `{name}`"),
    ("Elk argument heeft een gedeclareerd type.", "Every argument has a declared type."),
    near=NEAR,
    declare=(
        "declareer het met `type {name} …` of `entity {name} …`",
        "declare it by `type {name} …` or `entity {name} …`",
    ),
)
UNKNOWN_READING = error(
    "K204",
    "unknown-reading",
    ("het beleid kent geen lezing `{name}`", "the policy has no reading `{name}`"),
    ("Een regel kan enkel afhangen van een gedeclareerde lezing.", "A rule can only depend on a declared reading."),
    near=NEAR,
    declare=("declareer ze met `reading {name} …`", "declare it by `reading {name} …`"),
)
UNKNOWN_OPTION = error(
    "K205",
    "unknown-option",
    ("de lezing `{reading}` kent geen optie `{name}`", "the reading `{reading}` has no option `{name}`"),
    ("De opties van een lezing staan in haar declaratie.", "The options of a reading stand in its declaration."),
    near=NEAR,
    known=("de opties zijn {known}", "the options are {known}"),
)
UNKNOWN_CONSTANT = error(
    "K206",
    "unknown-constant",
    ("`{name}` is geen waarde van het type `{type}`", "`{name}` is no value of the type `{type}`"),
    (
        "Een gesloten type heeft een vaste lijst van waarden; een waarde die er niet in staat, past nergens op.",
        "A closed type has a fixed list of values; one that is not in it matches nothing.",
    ),
    near=NEAR,
    known=("de waarden zijn {known}", "the values are {known}"),
    add=("voeg ze als rij toe aan de tabel van `{type}`", "add it as a row to the table of `{type}`"),
)
NOT_A_PREDICATE_TO_DERIVE = error(
    "K207",
    "rule-for-a-fact",
    ("`{name}` is {role}: geen regel kan het afleiden", "`{name}` is {role_en}: no rule can derive it"),
    (
        "Wat een dossier of een tabel zegt en wat een uitkomst is, wordt niet ook nog door regels afgeleid.",
        "What a dossier or a table says, and what an outcome is, is not derived by rules as well.",
    ),
    define=("leid een ander predicaat af, gedeclareerd met `define`", "derive another predicate, declared by `define`"),
)
NO_RULE = error(
    "K208",
    "no-rule",
    ("`{name}` wordt door geen enkele regel afgeleid", "`{name}` is derived by no rule"),
    ("Zonder regel geldt het nooit.", "Without a rule it never holds."),
    rule=(
        "schrijf een regel met `{name}(…)` als hoofd, of schrap de declaratie",
        "write a rule with head `{name}(…)`, or drop the declaration",
    ),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
