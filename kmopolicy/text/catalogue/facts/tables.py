"""Tables of facts (F4xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

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
