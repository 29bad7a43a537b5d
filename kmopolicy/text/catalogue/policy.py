"""What can be wrong with a policy.

Its blocks and syntax (K1xx), names (K2xx), meaning (K3xx), tables (K4xx), quotes (K5xx), properties (K6xx).
"""

from kmopolicy.text.catalogue.kinds import NEAR, error, warning

OPEN_BLOCK = error(
    "K101",
    "open-block",
    ("dit blok wordt niet gesloten", "this block is not closed"),
    (
        "Een blok met regels begint met ```datalog en loopt tot de volgende regel met evenveel accenten.",
        "A block of rules starts with ```datalog and runs to the next line with as many back-quotes.",
    ),
    close=(
        "zet een regel `{mark}` na de laatste regel van het blok",
        "put a line `{mark}` after the block's last line",
    ),
)
UNEXPECTED = error(
    "K102",
    "unexpected-word",
    ("hier wordt `{found}` niet verwacht", "`{found}` is not expected here"),
    (
        "De regel is tot hier te lezen, maar past daarna in geen enkele vorm die een regel of declaratie kan hebben.",
        "Up to here it can be read, but after that it fits no form that a rule or declaration can have.",
    ),
    expected=("hier kan komen: {nl}", "here can come: {en}"),
)
NO_FULL_STOP = error(
    "K103",
    "no-full-stop",
    ("hier stopt de regel voor hij af is", "here the statement stops before its end"),
    ("Elke regel en elke declaratie eindigt met een punt.", "Every rule and every declaration ends with a full stop."),
    stop=(
        "maak de regel af, met een punt op het einde; kijk ook na of elk haakje gesloten is",
        "finish it, with a full stop at its end; check as well that each bracket is closed",
    ),
)
OPEN_QUOTE = error(
    "K104",
    "open-quotation-mark",
    ("dit aanhalingsteken wordt niet gesloten", "this quotation mark is not closed"),
    (
        "Een tekst staat tussen twee rechte aanhalingstekens, op één regel.",
        "A text stands between two straight quotation marks, on one line.",
    ),
    close=('zet `"` aan het einde van de tekst, op dezelfde regel', 'put `"` at the end of the text, on the same line'),
)
ODD_CHARACTER = error(
    "K105",
    "odd-character",
    ("het teken `{found}` hoort hier niet", "the character `{found}` does not belong here"),
    (
        "Buiten een tekst tussen aanhalingstekens bestaan regels uit namen, haakjes en leestekens.",
        "Outside a text between quotation marks, rules consist of names, brackets and punctuation.",
    ),
    name=(
        "een naam begint met een letter en heeft verder letters, cijfers en `_`",
        "a name starts with a letter and has letters, digits and `_`",
    ),
    quote=(
        "zet een waarde met bijzondere tekens tussen aanhalingstekens",
        "put a value with special characters between quotation marks",
    ),
)
UNKNOWN_KEYWORD = error(
    "K106",
    "unknown-keyword",
    ("`{found}` begint geen declaratie", "`{found}` starts no declaration"),
    (
        "Een declaratie begint met een vast woord, zoals `input`, `table` of `define`.",
        "A declaration starts with a fixed word, such as `input`, `table` or `define`.",
    ),
    near=NEAR,
)
CAPITAL = error(
    "K107",
    "capital",
    ("`{found}` begint met een hoofdletter", "`{found}` starts with a capital"),
    (
        "Een hoofdletter staat voor een veranderlijke; predicaten en waarden beginnen klein.",
        "A capital stands for a variable; predicates and values start small.",
    ),
    lower=("schrijf `{lower}`", "write `{lower}`"),
)
NO_SUCH_DATE = error(
    "K108",
    "no-such-date",
    ("`{found}` is geen datum van de kalender", "`{found}` is no date of the calendar"),
    ("Een datum is jaar-maand-dag en moet bestaan.", "A date is year-month-day and must exist."),
    form=("schrijf jaar-maand-dag, zoals `2024-03-01`", "write year-month-day, as `2024-03-01`"),
)
LARGE_NUMBER = error(
    "K109",
    "large-number",
    ("het getal `{found}` is te groot", "the number `{found}` is too large"),
    ("Getallen zijn jaartallen en aantallen.", "Numbers are years and counts."),
    digits=("gebruik hoogstens negen cijfers", "use at most nine digits"),
)
NO_FRONT_PAGE = error(
    "K110",
    "no-front-page",
    ("`{folder}` is geen beleid: er is geen bestand `{page}`", "`{folder}` is no policy: there is no file `{page}`"),
    (
        "Een map is een beleid door haar titelblad, het bestand `kmopolicy.md`.",
        "A folder is a policy by its front page, the file `kmopolicy.md`.",
    ),
    page=("geef de map die `{page}` bevat", "give the folder that holds `{page}`"),
)
NO_POLICY = error(
    "K111",
    "no-policy-name",
    ("het beleid heeft geen naam", "the policy has no name"),
    ("Het titelblad noemt het beleid.", "The front page names the policy."),
    declare=(
        'zet `policy naam nl "titel".` in een blok van `{page}`',
        'put `policy name nl "title".` in a block of `{page}`',
    ),
)

DUPLICATE = error(
    "K201",
    "declared-twice",
    ("`{name}` is al gedeclareerd", "`{name}` is declared already"),
    ("Een naam staat voor één ding.", "A name stands for one thing."),
    rename=("geef een van de twee een andere naam, of schrap er een", "give one of the two another name, or drop one"),
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

ARITY = error(
    "K301",
    "number-of-arguments",
    (
        "`{name}` heeft {expected} argumenten, hier staan er {found}",
        "`{name}` has {expected} arguments, here are {found}",
    ),
    ("Een predicaat heeft overal dezelfde argumenten.", "A predicate has the same arguments everywhere."),
    signature=("de argumenten zijn `{signature}`", "the arguments are `{signature}`"),
)
WRONG_KIND = error(
    "K302",
    "wrong-kind",
    ("hier hoort {type}, en `{found}` is dat niet", "here belongs {type_en}, and `{found}` is not"),
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

NO_TABLE = error(
    "K401",
    "no-table",
    ("bij `{name}` hoort een tabel, en er volgt er geen", "`{name}` needs a table, and none follows"),
    (
        "De rijen staan in een Markdowntabel onder het blok, of in een CSV-bestand na `from`.",
        "The rows stand in a Markdown table under the block, or in a CSV file after `from`.",
    ),
    add=(
        "zet onder het blok een tabel met de kolommen {columns}",
        "put a table with the columns {columns} under the block",
    ),
)
UNKNOWN_COLUMN = error(
    "K402",
    "unknown-column",
    ("`{column}` is geen kolom van `{name}`", "`{column}` is no column of `{name}`"),
    (
        "Elke kolom heet naar een argument, of is `sentence`, `nl`, `en` of `label`.",
        "Every column is called after an argument, or is `sentence`, `nl`, `en` or `label`.",
    ),
    near=NEAR,
    known=("de kolommen zijn {known}", "the columns are {known}"),
)
MISSING_COLUMN = error(
    "K403",
    "missing-column",
    ("in de tabel van `{name}` ontbreekt de kolom `{column}`", "the table of `{name}` lacks the column `{column}`"),
    ("Elk argument zonder standaardwaarde heeft een kolom.", "Every argument without a default has a column."),
    add=("voeg de kolom `{column}` toe", "add the column `{column}`"),
)
RAGGED = error(
    "K404",
    "uneven-row",
    (
        "deze rij heeft {found} cellen, het hoofd heeft er {expected}",
        "this row has {found} cells, the head has {expected}",
    ),
    (
        "Elke rij heeft evenveel cellen als het hoofd van de tabel.",
        "Every row has as many cells as the head of the table.",
    ),
    bar=(
        "kijk de streepjes `|` na; in een cel staat een streepje als `\\|`",
        "check the bars `|`; within a cell a bar is written `\\|`",
    ),
)
BAD_CELL = error(
    "K405",
    "wrong-cell",
    ("`{found}` past niet: hier hoort {type}", "`{found}` does not fit: here belongs {type_en}"),
    ("Een cel past bij het type van haar kolom.", "A cell fits the type of its column."),
    form=("schrijf {example}", "write {example_en}"),
    near=NEAR,
    empty=("vul de cel in: `{column}` heeft geen standaardwaarde", "fill the cell: `{column}` has no default"),
)
SAME_ROW = error(
    "K406",
    "row-twice",
    ("deze rij staat er al", "this row stands there already"),
    (
        "Een rij die twee keer staat, wordt vroeg of laat maar één keer aangepast.",
        "A row that stands twice will sooner or later be changed once.",
    ),
    drop=("schrap een van de twee", "drop one of the two"),
)
TWO_LABELS = error(
    "K407",
    "two-labels",
    ("`{name}` heeft al een ander label: `{label}`", "`{name}` has another label already: `{label}`"),
    (
        "Eén waarde, één label: anders leest elke uitleg anders.",
        "One value, one label: else every explanation reads differently.",
    ),
    same=(
        "geef overal hetzelfde label, of laat het weg waar het herhaald wordt",
        "give the same label everywhere, or leave it out where it is repeated",
    ),
)
BAD_CSV = error(
    "K408",
    "unreadable-table",
    ("`{file}` is niet als tabel te lezen", "`{file}` cannot be read as a table"),
    (
        "Een CSV-bestand heeft een hoofd en rijen met evenveel velden.",
        "A CSV file has a head and rows with as many fields.",
    ),
    form=("bewaar het als CSV met komma's, in UTF-8", "save it as CSV with commas, in UTF-8"),
)
NOT_A_NAME = error(
    "K409",
    "constant-name",
    ("`{found}` kan geen naam van een waarde zijn", "`{found}` cannot be the name of a value"),
    (
        "Een waarde heet met kleine letters, cijfers en `_`; het label is vrij.",
        "A value is named by lower-case letters, digits and `_`; its label is free.",
    ),
    form=("schrijf bijvoorbeeld `{example}`", "write for instance `{example}`"),
)

NOT_VERBATIM = error(
    "K501",
    "not-verbatim",
    ("dit citaat staat niet zo in {number}", "this quote does not stand so in {number}"),
    (
        "Een citaat is letterlijk: enkel witruimte mag verschillen, en `…` mag woorden weglaten, maar nooit een ontkenning.",
        "A quote is verbatim: only white space may differ, and `…` may leave out words, but never a negation.",
    ),
    nearest=("het dichtst komt: « {nearest} »", "the nearest is: « {nearest} »"),
    negation=(
        "met `…` valt de ontkenning `{word}` weg; citeer ze mee",
        "`…` leaves out the negation `{word}`; quote it as well",
    ),
)
UNKNOWN_NUMBER = error(
    "K502",
    "unknown-sentence",
    ("er is geen zin `{number}`", "there is no sentence `{number}`"),
    ("De genummerde zinnen staan bij de bron.", "The numbered sentences stand with the source."),
    near=NEAR,
    list=("de nummers staan in `{file}`", "the numbers stand in `{file}`"),
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
    reason=("zeg in de kolom `nl` waarom", "say why in the column `nl`"),
)
NO_CITATION = warning(
    "K507",
    "rule-without-citation",
    ("deze regel citeert geen zin van de bron", "this rule cites no sentence of the source"),
    ("Wie tekent, wil weten op welke zin een regel steunt.", "Who signs wants to know which sentence a rule rests on."),
    quote=(
        "zet een citaat boven het blok, of schrijf `cites` bij de regel",
        "put a quote above the block, or write `cites` with the rule",
    ),
)

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
