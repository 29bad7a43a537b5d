"""What a property says of every possible subject (K6xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

NOT_A_FACT_TO_ADD = error(
    "K601",
    "adding-no-fact",
    ("`{name}` is {role}: een dossier kan het niet stellen", "`{name}` is {role_en}: no dossier can state it"),
    (
        "Na `adding` staat een feit dat een dossier kan stellen; wat daaruit volgt, leiden de regels af.",
        "After `adding` stands a fact that a dossier can state; what follows from it is for the rules to derive.",
    ),
    input=("neem een predicaat dat met `input` is gedeclareerd", "take a predicate declared by `input`"),
)
NOT_AN_OUTCOME = error(
    "K602",
    "effect-on-no-outcome",
    ("het beleid kent geen uitkomst `{name}`", "the policy has no outcome `{name}`"),
    (
        "Een feit erbij verlaagt, verhoogt of verandert een uitkomst, gedeclareerd met `cases`.",
        "One more fact lowers, raises or changes an outcome, declared by `cases`.",
    ),
    near=NEAR,
    known=("de uitkomsten zijn {known}", "the outcomes are {known}"),
)
NO_SUCH_RANK = error(
    "K603",
    "rank-without-case",
    ("geen geval van `{outcome}` geeft `{name}`", "no case of `{outcome}` gives `{name}`"),
    ("In de volgorde staan de waarden die de gevallen geven.", "The order holds the values that the cases give."),
    near=NEAR,
    known=("de waarden zijn {known}", "the values are {known}"),
)
UNEVEN_ORDER = error(
    "K604",
    "order-with-a-gap",
    ("`{name}` staat niet precies één keer in de volgorde", "`{name}` does not stand in the order exactly once"),
    (
        "Zonder plaats in de volgorde is niet te zeggen of een uitkomst hoger of lager wordt.",
        "Without a place in the order it cannot be said whether an outcome becomes higher or lower.",
    ),
    missing=(
        "zet `{name}` op zijn plaats, met `,` naast een waarde die even hoog staat",
        "put `{name}` in its place, with `,` beside a value that is as high",
    ),
    twice=("laat `{name}` op één plaats staan", "leave `{name}` in one place"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
