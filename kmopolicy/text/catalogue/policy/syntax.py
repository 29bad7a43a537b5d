"""How a policy is written: its blocks, its words and its marks (K1xx)."""

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

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
