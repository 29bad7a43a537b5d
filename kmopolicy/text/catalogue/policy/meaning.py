"""Rules and declarations that can be read and cannot be meant (K3xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error, warning

ARITY = error(
    "K301",
    "number-of-arguments",
    (
        "het aantal argumenten van `{name}` is {expected}, niet {found}",
        "the number of arguments of `{name}` is {expected}, not {found}",
    ),
    ("Een predicaat heeft overal dezelfde argumenten.", "A predicate has the same arguments everywhere."),
    signature=("de argumenten zijn `{signature}`", "the arguments are `{signature}`"),
)
WRONG_KIND = error(
    "K302",
    "wrong-kind",
    (
        "hier hoort een {type}, en `{found}` is dat niet",
        "here belongs a value of the kind {type_en}, and `{found}` is none",
    ),
    (
        "Elk argument heeft een type, en een waarde moet daarbij passen.",
        "Every argument has a type that a value must fit.",
    ),
    form=("schrijf {example}", "write {example_en}"),
)
TWO_TYPES = error(
    "K303",
    "variable-of-two-types",
    (
        "`{name}` is hier {type}, en elders in deze regel {other}",
        "`{name}` is {type} here, and {other} elsewhere in this rule",
    ),
    ("Een veranderlijke staat in een regel voor één ding.", "A variable stands for one thing in a rule."),
    rename=(
        "gebruik twee namen, of kijk de volgorde van de argumenten na",
        "use two names, or check the order of the arguments",
    ),
)
UNSAFE = error(
    "K304",
    "unsafe-variable",
    ("`{name}` staat in geen enkele voorwaarde die haar vastlegt", "no condition settles `{name}`"),
    (
        "Wat in het hoofd, in een vergelijking of onder `not` staat, moet door een gewone voorwaarde bekend zijn; "
        "anders zou de regel over alles gaan.",
        "What stands in the head, in a comparison or under `not` must be known from a plain condition; "
        "else the rule would be about everything.",
    ),
    near=NEAR,
    bind=(
        "voeg een voorwaarde toe zonder `not` waarin `{name}` staat",
        "add a condition without `not` in which `{name}` stands",
    ),
    anything=("schrijf `_` als om het even welke waarde bedoeld is", "write `_` if any value at all is meant"),
)
ANYTHING = error(
    "K305",
    "nameless-in-head",
    ("`_` kan hier niet staan", "`_` cannot stand here"),
    (
        "Het hoofd van een regel en een vergelijking hebben bekende waarden nodig.",
        "The head of a rule and a comparison need known values.",
    ),
    name=("geef de waarde een naam met een hoofdletter", "give the value a name with a capital"),
)
RECURSION = error(
    "K306",
    "recursion",
    ("`{name}` hangt van zichzelf af", "`{name}` depends on itself"),
    (
        "Een regel die langs een omweg op zichzelf steunt, heeft geen eindig bewijs.",
        "A rule that rests on itself by a detour has no finite proof.",
    ),
    cycle=("doorbreek de kring {cycle}", "break the circle {cycle}"),
)
DIFFERENT_KINDS = error(
    "K307",
    "uneven-comparison",
    ("`{left}` en `{right}` zijn niet te vergelijken", "`{left}` and `{right}` cannot be compared"),
    ("Vergelijken kan enkel tussen waarden van één type.", "Only values of one type can be compared."),
    types=("links staat {left_type}, rechts {right_type}", "on the left is {left_type}, on the right {right_type}"),
)
NO_ORDER = error(
    "K308",
    "order-without-order",
    ("`{op}` gaat enkel over datums en getallen", "`{op}` is only about dates and numbers"),
    ("Labels en namen hebben geen volgorde.", "Labels and names have no order."),
    equal=("gebruik `=` of `!=`", "use `=` or `!=`"),
)
NO_SENTENCE = error(
    "K309",
    "no-sentence",
    ("`{name}` heeft geen Nederlandse zin", "`{name}` has no Dutch sentence"),
    (
        "De zin van een predicaat is wat mensen in een uitleg lezen.",
        "A predicate's sentence is what people read in an explanation.",
    ),
    add=('voeg `nl "…"` toe', 'add `nl "…"`'),
)
UNKNOWN_PLACE = error(
    "K310",
    "unknown-place",
    ("`{place}` is geen argument van `{name}`", "`{place}` is no argument of `{name}`"),
    ("Tussen accolades staat de naam van een argument.", "Between braces stands the name of an argument."),
    near=NEAR,
    known=("de argumenten zijn {known}", "the arguments are {known}"),
)
OTHERWISE = error(
    "K311",
    "otherwise-last",
    ("`otherwise` staat één keer, bij het laatste geval", "`otherwise` stands once, in the last case"),
    (
        "De gevallen worden van boven naar onder bekeken; zonder slotgeval zou een uitkomst kunnen ontbreken.",
        "Cases are looked at from top to bottom; without a closing one an outcome could be missing.",
    ),
    last=("eindig met één `case … otherwise`", "end with one `case … otherwise`"),
)
GROUND_SUBJECT = error(
    "K312",
    "ground-about-another",
    ("een grond gaat over `{subject}`, zijn eerste argument", "a ground is about `{subject}`, its first argument"),
    ("De gronden van een geval gaan over wie beoordeeld wordt.", "The grounds of a case are about who is judged."),
    first=("schrijf `{subject}` als eerste argument", "write `{subject}` as its first argument"),
)
OUTCOME_SHAPE = error(
    "K313",
    "outcome-shape",
    ("een uitkomst heeft twee argumenten: wie, en de waarde", "an outcome has two arguments: who, and the value"),
    ("De gevallen kiezen één waarde voor wie beoordeeld wordt.", "The cases choose one value for who is judged."),
    shape=("schrijf `{name}(dienst: Entiteit, waarde: Type)`", "write `{name}(service: Entity, value: Type)`"),
)
FLAG = error(
    "K314",
    "mark-out-of-place",
    ("het kenmerk `{flag}` past niet bij {role}", "the mark `{flag}` does not fit {role_en}"),
    ("Elk kenmerk hoort bij één soort declaratie.", "Each mark belongs to one kind of declaration."),
    known=("hier kan: {known}", "here can stand: {known}"),
    one=("een predicaat is hoogstens één soort grond: kies", "a predicate is one kind of ground at most: choose"),
)
READING_DEFAULT = error(
    "K315",
    "one-default",
    (
        "de lezing `{name}` heeft niet precies één optie met `default`",
        "the reading `{name}` has not exactly one option marked `default`",
    ),
    ("Wie niets kiest, leest de tekst volgens die optie.", "Who chooses nothing reads the text by that option."),
    mark=("zet `default` bij één optie", "put `default` with one option"),
)
SINGLE_USE = warning(
    "K316",
    "variable-used-once",
    ("`{name}` staat maar op één plaats in deze regel", "`{name}` stands in one place of this rule only"),
    (
        "Een hoofdletter staat voor om het even welke waarde; wie op één plaats staat, legt niets vast. Vaak is het een "
        "tikfout, of een waarde met een hoofdletter te veel.",
        "A capital stands for any value at all; one that stands in one place settles nothing. Often it is a slip, or a "
        "value with a capital too many.",
    ),
    near=NEAR,
    constant=("schrijf `{lower}` als die waarde bedoeld is", "write `{lower}` if that value is meant"),
    anything=("schrijf `_` als om het even welke waarde bedoeld is", "write `_` if any value at all is meant"),
)
ABOUT_NOBODY = error(
    "K317",
    "warning-about-nobody",
    ("de waarschuwing `{name}` gaat over niemand", "the warning `{name}` is about nobody"),
    (
        "Een waarschuwing staat bij een dienst, een aanvraag …: haar eerste argument.",
        "A warning stands with a service, a request …: its first argument.",
    ),
    first=("neem als eerste argument een van {known}", "take as its first argument one of {known}"),
)
CASE_SUBJECT = error(
    "K318",
    "case-about-another",
    ("deze voorwaarde zegt niets over `{subject}`", "this condition says nothing about `{subject}`"),
    (
        "Een geval gaat op voor wie beoordeeld wordt; anders gold het voor allen tegelijk.",
        "A case applies to who is judged; else it would apply to all at once.",
    ),
    use=("noem `{subject}` in minstens één voorwaarde", "name `{subject}` in at least one condition"),
)
OPEN_TYPE = error(
    "K319",
    "includes-no-list",
    ("`{name}` heeft geen vaste lijst van waarden", "`{name}` has no fixed list of values"),
    (
        "Een type kan enkel de waarden opnemen van een ander type met een vaste lijst.",
        "A type can only take in the values of another type with a fixed list.",
    ),
    closed=(
        "noem na `includes` een type dat met `type` is gedeclareerd",
        "name after `includes` a type declared by `type`",
    ),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
