"""The form of a dossier, whatever it says (F1xx)."""

from kmopolicy.text.catalogue.kinds import error

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

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
