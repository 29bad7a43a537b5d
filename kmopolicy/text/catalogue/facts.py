"""What can be wrong with facts: the form of a file (F1xx), a dossier (F2xx), what must be there (F3xx), tables (F4xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

BAD_YAML = error(
    "F101",
    "broken-yaml",
    ("hier is het dossier niet te lezen", "the dossier cannot be read here"),
    (
        "Een dossier is YAML: `sleutel: waarde` op elke regel, met inspringing voor wat erbij hoort.",
        "A dossier is YAML: `key: value` on every line, with indentation for what belongs to it.",
    ),
    form=(
        "kijk deze regel en de vorige na: `sleutel: waarde`, elk haakje en aanhalingsteken gesloten",
        "check this line and the one before: `key: value`, every bracket and quotation mark closed",
    ),
    tab=("spring in met spaties, niet met een tab", "indent by spaces, not by a tab"),
    colon=(
        "zet een waarde met een dubbelpunt tussen aanhalingstekens",
        "put a value with a colon between quotation marks",
    ),
    start=(
        "zet een waarde die met dit teken begint tussen aanhalingstekens",
        "put a value that starts with this character between quotation marks",
    ),
    escape=(
        "schrijf `\\\\` voor een omgekeerde schuine streep, of gebruik enkele aanhalingstekens",
        "write `\\\\` for a backslash, or use single quotation marks",
    ),
    dash=("zet elk `-` op een eigen regel", "put every `-` on a line of its own"),
    key=("zet een `:` achter de sleutel", "put a `:` behind the key"),
    indent=(
        "spring in zoals de regels erboven die erbij horen",
        "indent like the lines above that belong with it",
    ),
    comma=("zet een komma tussen twee waarden", "put a comma between two values"),
    comma_twice=("schrap deze komma", "drop this comma"),
    inner_quote=(
        "verdubbel een aanhalingsteken dat bij de tekst hoort (`''`), of zet er het andere soort omheen",
        "double a quotation mark that belongs to the text (`''`), or put the other kind around it",
    ),
    fence=('laat de regels met "```" weg', 'leave out the lines with "```"'),
    open_bracket=("sluit het haakje dat hier begint", "close the bracket that opens here"),
    open_quote=("sluit het aanhalingsteken dat hier begint", "close the quotation mark that opens here"),
    control=("verwijder het onzichtbare stuurteken", "remove the invisible control character"),
    name=("een sleutel is een naam, geen lijst en geen sleutels", "a key is a name, not a list and not keys"),
)
BAD_JSON = error(
    "F102",
    "broken-json",
    ("hier is de JSON niet te lezen", "the JSON cannot be read here"),
    (
        "Een JSON-dossier volgt de standaard: dubbele aanhalingstekens, geen komma na het laatste.",
        "A JSON dossier follows the standard: double quotation marks, no comma after the last.",
    ),
    form=("hier wordt {nl} verwacht", "{en} is expected here"),
    cut=("het bestand houdt te vroeg op: hier wordt {nl} verwacht", "the file ends too early: {en} is expected here"),
    comma=("schrap deze komma", "drop this comma"),
    word=("schrijf `{found}`, in kleine letters", "write `{found}`, in small letters"),
    comment=("JSON kent geen opmerkingen: laat ze weg", "JSON has no comments: leave them out"),
    quotes=("zet de tekst tussen dubbele aanhalingstekens", "put the text between double quotation marks"),
    open_quote=("sluit het aanhalingsteken dat hier begint", "close the quotation mark that opens here"),
    escape=("schrijf `\\\\` voor een omgekeerde schuine streep", "write `\\\\` for a backslash"),
    control=("verwijder het onzichtbare stuurteken", "remove the invisible control character"),
    half=("schrijf het teken zelf, of beide helften", "write the character itself, or both halves"),
)
TOO_DEEP = error(
    "F103",
    "deep-nesting",
    (
        "hier staan te veel haakjes of inspringingen in elkaar",
        "too many brackets or indentations are nested here",
    ),
    ("Een dossier is nergens dieper dan enkele lagen.", "A dossier is nowhere deeper than a few layers."),
    close=("kijk na of elk haakje gesloten is", "check that every bracket is closed"),
)
SAME_KEY = error(
    "F104",
    "key-twice",
    ("`{key}` staat hier twee keer", "`{key}` is here twice"),
    ("Van twee waarden zou er stilzwijgend een verloren gaan.", "Of two values one would be lost in silence."),
    merge=("voeg de twee samen, of schrap er een", "merge the two, or drop one"),
)
NO_YAML_TRICKS = error(
    "F105",
    "yaml-reference",
    ("`{found}` kan in een dossier niet", "`{found}` cannot be used in a dossier"),
    (
        "Verwijzingen, labels en meerdere documenten van YAML worden niet gelezen: een dossier zegt elk feit waar het staat.",
        "References, tags and several documents of YAML are not read: a dossier states each fact where it stands.",
    ),
    write=("schrijf de waarde voluit", "write the value in full"),
    quote=(
        "is het gewone tekst, zet die dan tussen aanhalingstekens",
        "if it is plain text, put it between quotation marks",
    ),
    split=("zet elk dossier in een eigen bestand", "put each dossier in a file of its own"),
)
EMPTY = error(
    "F106",
    "empty-dossier",
    ("`{file}` noemt niets om over te beslissen", "`{file}` names nothing to decide about"),
    (
        "Zonder dienst, steunaanvraag of aanvraag valt er niets te beslissen.",
        "Without a subject there is nothing to decide.",
    ),
    sections=("begin met een van de secties {known}", "start with one of the sections {known}"),
    rows=("zet minstens één rij in een van de tabellen {known}", "put at least one row in one of the tables {known}"),
)
NOT_A_MAPPING = error(
    "F107",
    "no-keys",
    ("hier horen sleutels met waarden, en geen {form}", "keys with values belong here, not {form_en}"),
    (
        "Een sectie noemt dingen bij hun naam, en zegt van elk ding de feiten.",
        "A section names things, and states the facts of each.",
    ),
    form=("schrijf bijvoorbeeld `{example}`", "write for instance `{example}`"),
    space=("zet een spatie achter elke dubbelepunt", "put a space behind every colon"),
)

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
EXPECTATION = error(
    "F214",
    "wrong-expectation",
    ("deze verwachting is niet te toetsen", "this expectation cannot be tested"),
    (
        "Een verwachting noemt een onderwerp van het dossier, zijn uitkomst en eventueel de zin die beslist; of een vraag "
        "en haar antwoorden.",
        "An expectation names a subject of the dossier, its outcome and, if wanted, the sentence that decides; or a goal "
        "and its answers.",
    ),
    form=("schrijf `{example}`", "write `{example}`"),
    answers=(
        "achter een vraag staan al haar antwoorden: `{example}`",
        "after a goal stand all of its answers: `{example}`",
    ),
    undecided=(
        "over `{found}` beslist het beleid niet: een verwachting gaat over iets met een uitkomst",
        "the policy decides nothing about `{found}`: an expectation is about something with an outcome",
    ),
)
EXPECTATION_KEY = error(
    "F217",
    "unknown-expectation",
    ("een verwachting heeft geen `{key}`", "an expectation has no `{key}`"),
    (
        "Wat niet getoetst wordt, zou een valse zekerheid geven.",
        "What is not tested would give a false certainty.",
    ),
    near=NEAR,
    known=("wat kan: {known}", "what can be said: {known}"),
)
NO_READING = error(
    "F222",
    "unknown-reading",
    ("`{found}` kiest geen lezing van het beleid", "`{found}` chooses no reading of the policy"),
    (
        "Wat bij een andere lezing van de tekst verwacht wordt, staat onder die lezing en haar optie.",
        "What is expected where the text is read another way stands under that reading and its option.",
    ),
    near=NEAR,
    known=("wat kan: {known}", "what can be said: {known}"),
)
NO_SUBJECT = error(
    "F218",
    "unknown-subject",
    ("`{found}` staat niet in het dossier", "`{found}` is not in the dossier"),
    (
        "Een verwachting gaat over iets dat in het dossier staat.",
        "An expectation is about something in the dossier.",
    ),
    near=NEAR,
    subjects=("het dossier heeft {known}", "the dossier has {known}"),
)
NO_OUTCOME = error(
    "F219",
    "unknown-outcome",
    ("`{found}` is hier geen uitkomst", "`{found}` is no outcome here"),
    (
        "Van elk soort onderwerp liggen de uitkomsten vast.",
        "The outcomes of each kind of subject are fixed.",
    ),
    near=NEAR,
    known=("kies uit {known}", "choose from {known}"),
)
NO_SENTENCE = error(
    "F220",
    "unknown-sentence",
    ("er is geen zin `{found}`", "there is no sentence `{found}`"),
    (
        "Een zin heeft het nummer dat het beleid hem geeft.",
        "A sentence has the number that the policy gives it.",
    ),
    near=NEAR,
    known=("de zinnen zijn {known}", "the sentences are {known}"),
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

NO_TABLES = error(
    "F401",
    "no-tables",
    ("in `{folder}` staat geen enkele tabel", "`{folder}` holds no table"),
    (
        "Een map met feiten heeft per predicaat een bestand, zoals `kind.csv`.",
        "A folder of facts has a file per predicate, such as `kind.csv`.",
    ),
    name=(
        "begin met {known}; `kmopolicy vocabulary` toont ze alle",
        "start with {known}; `kmopolicy vocabulary` shows all",
    ),
    dossier=("geef een dossier zelf: `{dossier}`", "give a dossier itself: `{dossier}`"),
)
NOT_CSV = error(
    "F409",
    "table-of-another-kind",
    ("`{file}` wordt niet gelezen", "`{file}` is not read"),
    (
        "Van tabellen wordt enkel CSV gelezen; feiten in een ander bestand zouden stilzwijgend niet meetellen.",
        "Of tables only CSV is read; facts in another file would silently not count.",
    ),
    save=("bewaar de tabel als CSV, of zet het bestand elders", "save the table as CSV, or put the file elsewhere"),
)
UNKNOWN_TABLE = error(
    "F402",
    "unknown-table",
    ("`{file}` hoort bij geen enkel predicaat", "`{file}` belongs to no predicate"),
    (
        "De naam van een tabel is die van een predicaat; een andere zou ongelezen blijven.",
        "A table is named after a predicate; another would stay unread.",
    ),
    near=("bedoelde u `{near}.csv`?", "did you mean `{near}.csv`?"),
    known=(
        "een tabel heet naar haar predicaat, zoals {known}; `kmopolicy vocabulary` toont ze alle",
        "a table is called after its predicate, such as {known}; `kmopolicy vocabulary` shows all",
    ),
    derived=(
        "`{key}` volgt uit het beleid en wordt nooit zelf opgegeven",
        "`{key}` follows from the policy and is never stated",
    ),
)
UNKNOWN_COLUMN = error(
    "F403",
    "unknown-column",
    ("`{column}` is geen kolom van deze tabel", "`{column}` is no column of this table"),
    (
        "De kolommen heten naar de argumenten van het predicaat.",
        "The columns are called after the predicate's arguments.",
    ),
    near=NEAR,
    known=("de kolommen zijn {known}", "the columns are {known}"),
)
MISSING_COLUMN = error(
    "F404",
    "missing-column",
    ("de kolom `{column}` ontbreekt", "the column `{column}` is missing"),
    ("Elk argument van het predicaat heeft een kolom.", "Every argument of the predicate has a column."),
    add=("voeg ze toe; de kolommen zijn {known}", "add it; the columns are {known}"),
)
RAGGED = error(
    "F405",
    "uneven-row",
    (
        "het aantal velden klopt niet: {found} in deze rij, {expected} in het hoofd",
        "the number of fields is not right: {found} in this row, {expected} in the head",
    ),
    ("Elke rij heeft evenveel velden als het hoofd.", "Every row has as many fields as the head."),
    short=("vul de rij aan, of schrap ze", "complete the row, or drop it"),
    quote=(
        "zet een veld met een scheidingsteken tussen aanhalingstekens",
        "put a field with a separator between quotation marks",
    ),
)
BAD_CSV = error(
    "F406",
    "broken-table",
    ("hier is de tabel niet te lezen", "the table cannot be read here"),
    (
        "Een aanhalingsteken dat niet gesloten wordt, slokt de rest van het bestand op.",
        "A quotation mark that is not closed swallows the rest of the file.",
    ),
    open_quote=("sluit het aanhalingsteken dat hier begint", "close the quotation mark that opens here"),
    inner_quote=(
        "verdubbel elk aanhalingsteken dat bij de tekst hoort, en zet er nog een voor en achter het hele veld",
        "double every quotation mark that belongs to the text, and put one more before and behind the whole field",
    ),
)
EMPTY_CELL = error(
    "F407",
    "empty-cell",
    ("de cel `{column}` is leeg", "the cell `{column}` is empty"),
    (
        "Een leeg veld zegt niets; een feit heeft al zijn argumenten.",
        "An empty field says nothing; a fact has all its arguments.",
    ),
    fill=("vul ze in, of schrap de rij", "fill it, or drop the row"),
)
AND_MORE = error(
    "F408",
    "and-more",
    ("van deze soort ({code}) zijn er nog {count}", "of this kind ({code}) there are {count} more"),
    ("Van elke soort worden de eerste getoond.", "The first of each kind are shown."),
    first=("verbeter eerst de getoonde", "correct the shown ones first"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
