"""Tables of a policy and their rows (K4xx)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

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

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
