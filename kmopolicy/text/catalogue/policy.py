"""What can be wrong with a policy.

Its blocks and syntax (K1xx), names (K2xx), meaning (K3xx), tables (K4xx), quotes (K5xx), properties (K6xx); what is allowed
and probably wrong (K7xx) stands beside it.
"""

from kmopolicy.text.catalogue import doubtful
from kmopolicy.text.catalogue.kinds import NEAR, error, warning

OPEN_BLOCK = error(
    "K101",
    "open-block",
    ("wat hier begint, wordt niet gesloten", "what starts here is not closed"),
    (
        "Een blok met regels begint met ```datalog en loopt tot de volgende regel met evenveel accenten. Wat open "
        "blijft, slokt de rest van de pagina op.",
        "A block of rules starts with ```datalog and runs to the next line with as many back-quotes. What stays open "
        "swallows the rest of the page.",
    ),
    close=(
        "zet een regel met enkel {mark} na de laatste regel van het blok",
        "put a line with only {mark} after the block's last line",
    ),
    stray=(
        "schrap deze regel, of sluit het blok met een regel met enkel {mark}",
        "drop this line, or close the block by a line with only {mark}",
    ),
    comment=("zet `-->` waar de opmerking eindigt", "put `-->` where the comment ends"),
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
    arrow=("schrijf `:-` tussen wat geldt en de voorwaarden", "write `:-` between what holds and the conditions"),
    **{
        "and": ("zet een komma tussen twee voorwaarden", "put a comma between two conditions"),
        "or": (
            "schrijf voor elke mogelijkheid een eigen regel: één die opgaat, volstaat",
            "write a rule of its own for each possibility: one that applies is enough",
        ),
        "not": ("schrijf `not` voor wat niet mag gelden", "write `not` before what must not hold"),
    },
    values=("zet een komma tussen twee waarden", "put a comma between two values"),
    between=(
        "zet een komma na de vorige voorwaarde, of een punt als hier een nieuwe regel begint",
        "put a comma after the previous condition, or a full stop if a new rule starts here",
    ),
    surplus=("schrap deze komma, of zet er nog iets achter", "drop this comma, or put something after it"),
    double=("schrap ze allebei: wat niet niet geldt, geldt", "drop both: what does not not hold, holds"),
    not_brackets=("zet geen haakjes rond wat na `not` komt", "put no brackets around what follows `not`"),
    not_reading=(
        "noem de optie waarbij de regel geldt: `reading naam = optie`",
        "name the option under which the rule speaks: `reading name = option`",
    ),
    unequal=("schrijf `!=` tussen de twee, zonder `not`", "write `!=` between the two, without `not`"),
    head=(
        "een regel zegt wat geldt, niet wat niet geldt: `not` hoort rechts van `:-`",
        "a rule says what holds, not what does not: `not` belongs to the right of `:-`",
    ),
    any_not=(
        "een grond is iets wat geldt: zet wat niet mag gelden bij `when`, en noem de gronden na `because`",
        "a ground is something that holds: put what must not hold after `when`, and name the grounds after `because`",
    ),
    operator=("schrijf `{operator}`", "write `{operator}`"),
    comment=("begin een opmerking met `%`", "start a comment with `%`"),
    extra=("dit haakje sluit niets: schrap het", "this bracket closes nothing: drop it"),
    empty=("zet minstens één waarde tussen de haakjes", "put at least one value between the brackets"),
    nested=(
        "tussen haakjes staan enkel waarden: maak hiervan een aparte voorwaarde",
        "only values stand between brackets: make this a condition of its own",
    ),
    date=("schrijf de datum als `{date}`", "write the date as `{date}`"),
    dash=("schrijf `{name}`: een naam heeft geen streepjes", "write `{name}`: a name has no hyphens"),
    language=("zet `nl` of `en` voor de tekst", "put `nl` or `en` before the text"),
    inner=(
        'schrijf `\\"` voor een aanhalingsteken in een tekst, of gebruik ‘ en ’',
        'write `\\"` for a quotation mark within a text, or use ‘ and ’',
    ),
    colon=(
        "zet een dubbelepunt tussen de naam en de regel zelf",
        "put a colon between the name and the rule itself",
    ),
    type=("zet er het type bij: `{name}: Type`", "add its type: `{name}: Type`"),
    argument=("zet een naam voor het type: `{name}: {found}`", "put a name before the type: `{name}: {found}`"),
    upper=(
        "de naam van een type begint groot: schrijf `{upper}`",
        "a type's name starts with a capital: write `{upper}`",
    ),
    row=(
        "een rij is een feit dat het beleid zelf geeft: schrijf ze als `| … | … |` in de tabel onder het blok dat `{name}` "
        "declareert, of in het CSV-bestand dat die declaratie noemt",
        "a row is a fact that the policy itself gives: write it as `| … | … |` in the table under the block that declares "
        "`{name}`, or in the CSV file that the declaration names",
    ),
    reserved=(
        "`{found}` is het begin van een declaratie: geef het predicaat een andere naam",
        "`{found}` is how a declaration starts: give the predicate another name",
    ),
)
NO_FULL_STOP = error(
    "K103",
    "no-full-stop",
    ("hier ontbreekt een punt", "a full stop is missing here"),
    ("Elke regel en elke declaratie eindigt met een punt.", "Every rule and every declaration ends with a full stop."),
    stop=("zet hier een punt", "put a full stop here"),
    mark=("schrijf een punt in plaats van `{found}`", "write a full stop instead of `{found}`"),
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

OPEN_BRACKET = error(
    "K112",
    "open-bracket",
    ("het haakje na `{name}` wordt niet gesloten", "the bracket after `{name}` is not closed"),
    ("Elk haakje dat opent, sluit ook weer.", "Every bracket that opens closes as well."),
    close=("zet `)` na de laatste waarde", "put `)` after the last value"),
)
INVISIBLE = error(
    "K113",
    "invisible-character",
    ("hier staat een onzichtbaar teken: {name}", "here stands an invisible character: {name_en}"),
    (
        "Wie uit Word of een webpagina plakt, plakt soms tekens mee die niemand ziet.",
        "Pasting from Word or a web page sometimes brings in characters that nobody sees.",
    ),
    erase=("wis het, of typ het woord opnieuw", "erase it, or type the word again"),
)
CURLY = error(
    "K114",
    "typographic-quotation-mark",
    ("`{found}` is geen recht aanhalingsteken", "`{found}` is no straight quotation mark"),
    (
        "Word maakt van rechte aanhalingstekens gekrulde; rond een tekst in een blok staan rechte.",
        "Word turns straight quotation marks into curly ones; those around a text in a block are straight.",
    ),
    straight=('schrijf `"`', 'write `"`'),
)
OUTSIDE_BLOCK = error(
    "K115",
    "rule-outside-block",
    (
        "dit leest als een regel, maar staat niet in een blok met regels",
        "this reads as a rule, but stands in no block of rules",
    ),
    (
        "Enkel wat tussen ```datalog en ``` staat, telt mee; al de rest is tekst.",
        "Only what stands between ```datalog and ``` counts; all else is prose.",
    ),
    word=("schrijf hier {mark}datalog", "write {mark}datalog here"),
    block=(
        "zet een regel ```datalog erboven en een regel ``` eronder",
        "put a line ```datalog above it and a line ``` below it",
    ),
    indent=("laat de regel met accenten vooraan beginnen", "let the line with back-quotes start at the margin"),
)
TOO_LONG = error(
    "K116",
    "endless-statement",
    ("deze regel is langer dan {limit} tekens", "this statement is longer than {limit} characters"),
    ("Zo lang is geen enkele regel: het loopt ergens mis.", "No statement is that long: something went wrong."),
    stop=("kijk na waar een punt ontbreekt", "look where a full stop is missing"),
)
TOO_MANY = error(
    "K117",
    "too-many-statements",
    (
        "het beleid heeft meer dan {limit} regels en declaraties",
        "the policy has more than {limit} rules and declarations",
    ),
    (
        "Een beleid wordt door mensen gelezen. Lange lijsten horen in een tabel.",
        "A policy is read by people. Long lists belong in a table.",
    ),
    table=("maak van gelijkaardige regels een tabel", "make a table of rules that are alike"),
)
AND_MORE = warning(
    "K118",
    "and-more",
    ("er is nog meer mis, dat hier niet staat", "more is wrong that is not listed here"),
    (
        "Na honderd bevindingen van één soort wordt niet verder gezocht: wie ze verbetert, ziet daarna de rest.",
        "After a hundred findings of one kind no more are sought: whoever mends them sees the rest next.",
    ),
    mend=("verbeter eerst wat hierboven staat", "mend first what stands above"),
)

NO_REASON = error(
    "K119",
    "allowance-without-reason",
    ("waarom `{name}` hier mag, staat er niet bij", "why `{name}` is allowed here is not said"),
    (
        "Wie een waarschuwing toelaat, zegt waarom: wie het beleid later leest of eronder tekent, moet dat kunnen beoordelen.",
        "Whoever allows a warning says why: whoever reads the policy later, or signs under it, must be able to judge that.",
    ),
    reason=("schrijf `% allow {shown}: reden`", "write `% allow {shown}: reason`"),
)
NOT_ALLOWABLE = error(
    "K120",
    "unknown-allowance",
    ("er is geen waarschuwing `{name}` om toe te laten", "there is no warning `{name}` to allow"),
    (
        "Toelaten gaat bij naam, en enkel een waarschuwing kan worden toegelaten: een fout wordt verbeterd.",
        "Allowing goes by name, and only a warning can be allowed: an error is mended.",
    ),
    near=NEAR,
    error=("`{name}` is een fout: verbeter wat er mis is", "`{name}` is an error: mend what is wrong"),
    known=("de namen zijn {known}", "the names are {known}"),
)
NEEDLESS = warning(
    "K121",
    "needless-allowance",
    ("hier valt geen `{name}` toe te laten", "there is no `{name}` to allow here"),
    (
        "Een toelating die niets toelaat, is blijven staan nadat de regel veranderde, of staat op de verkeerde plaats. "
        "Laat men ze staan, dan verbergt ze later misschien een echte fout.",
        "An allowance that allows nothing was left behind when the rule changed, or stands in the wrong place. Left "
        "there, it may hide a real mistake later.",
    ),
    drop=(
        "schrap deze regel, of zet ze vlak boven wat ze toelaat",
        "drop this line, or put it right above what it allows",
    ),
    row=(
        "schrap deze regel, of noem na `{name}` een rij van de tabel eronder bij haar eerste cel",
        "drop this line, or name after `{name}` a row of the table below by its first cell",
    ),
)

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
        "deze rij heeft niet evenveel cellen als het hoofd: {found} in plaats van {expected}",
        "this row has not as many cells as the head: {found} instead of {expected}",
    ),
    (
        "Elke rij heeft evenveel cellen als het hoofd van de tabel.",
        "Every row has as many cells as the head of the table.",
    ),
    bar=(
        "zet in elke rij één cel per kolom; een streepje binnen een cel is `\\|`",
        "put one cell per column in each row; a bar within a cell is `\\|`",
    ),
    quote=(
        "zet een tekst waarin het scheidingsteken voorkomt tussen aanhalingstekens",
        "put a text in which the separator occurs between quotation marks",
    ),
)
BAD_CELL = error(
    "K405",
    "wrong-cell",
    ("`{found}` past niet: hier hoort {type}", "`{found}` does not fit: here belongs {type_en}"),
    ("Een cel past bij het type van haar kolom.", "A cell fits the type of its column."),
    form=("schrijf {example}", "write {example_en}"),
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
    empty=("zet op de eerste regel de namen van de kolommen", "put the names of the columns on the first line"),
    open_quote=("sluit het aanhalingsteken dat hier begint", "close the quotation mark that opens here"),
    inner_quote=(
        "verdubbel elk aanhalingsteken dat bij de tekst hoort, en zet er nog een voor en achter de hele cel",
        "double every quotation mark that belongs to the text, and put one more before and behind the whole cell",
    ),
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

NO_SUCH_FILE = error(
    "K411",
    "no-such-file",
    ("het beleid heeft geen bestand `{file}`", "the policy has no file `{file}`"),
    (
        "Een bestand dat een blok noemt, staat in de map van het beleid, met zijn pad vanaf die map.",
        "A file that a block names stands in the policy's folder, with its path from that folder.",
    ),
    near=NEAR,
    put=("zet het bestand in de map van het beleid", "put the file in the policy's folder"),
)
LOOSE_ROW = error(
    "K410",
    "row-without-table",
    ("deze rij hoort bij geen enkele tabel", "this row belongs to no table"),
    (
        "Een tabel begint met een hoofd en een regel met streepjes, en loopt tot de eerste lege regel.",
        "A table starts with a head and a line of hyphens, and runs to the first empty line.",
    ),
    head=(
        "schrap de lege regel erboven, of zet er een hoofd boven met een regel `| --- | --- |`",
        "drop the empty line above it, or put a head above it with a line `| --- | --- |`",
    ),
)

EMPTY_CELL = error(
    "K412",
    "empty-cell",
    ("deze cel is leeg", "this cell is empty"),
    (
        "Een lege cel zegt niets, tenzij haar kolom een standaardwaarde heeft.",
        "An empty cell says nothing, unless its column has a default.",
    ),
    fill=("vul `{column}` in", "fill in `{column}`"),
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

ENTRIES = (*(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry"), *doubtful.ENTRIES)

ALLOWABLE = {
    entry.name: entry for entry in ENTRIES if entry.severity == "warning" and entry not in (AND_MORE, NEEDLESS)
}
"""The warnings that can be allowed where they stand, by their name."""
