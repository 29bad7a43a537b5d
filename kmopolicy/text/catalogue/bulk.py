"""What a database or another engine cannot express (U17x), and facts in bulk (F5xx)."""

from kmopolicy.text.catalogue.kinds import error

NAME_TOO_LONG = error(
    "U170",
    "long-name-in-dialect",
    ("`{name}` is te lang als naam in {dialect}", "`{name}` is too long for a name in {dialect}"),
    (
        "{dialect} kijkt enkel naar het begin van een lange naam: twee namen zouden er één worden.",
        "{dialect} looks only at the start of a long name: two names would become one.",
    ),
    shorten=(
        "geef in het beleid een naam van hoogstens {most} tekens, of kies een ander dialect",
        "give it a name of at most {most} characters in the policy, or choose another dialect",
    ),
)
SAME_BUT_FOR_CAPITALS = error(
    "U171",
    "names-alike-in-dialect",
    (
        "`{name}` en `{other}` zijn in {dialect} dezelfde naam",
        "`{name}` and `{other}` are the same name in {dialect}",
    ),
    (
        "Hoofdletters maken daar geen verschil: de ene tabel of kolom zou voor de andere genomen worden.",
        "Capitals make no difference there: one table or column would be taken for the other.",
    ),
    rename=(
        "geef een van beide in het beleid een andere naam, of kies een ander dialect",
        "give one of them another name in the policy, or choose another dialect",
    ),
)
TEXT_NOT_EXPRESSIBLE = error(
    "U172",
    "text-not-expressible",
    ("de tekst `{text}` kan niet in {dialect} staan", "the text `{text}` cannot stand in {dialect}"),
    (
        "Een aanhalingsteken, een schuine streep of een regeleinde in een tekst wordt daar niet overal eender gelezen.",
        "A quotation mark, a backslash or a line end in a text is not read alike everywhere there.",
    ),
    other=("kies een andere bestemming met `--to`", "choose another target with `--to`"),
)
NO_DIALECT = error(
    "U173",
    "dialect-without-sql",
    ("`--dialect` hoort enkel bij `--to sql`", "`--dialect` belongs with `--to sql` only"),
    ("De andere bestemmingen hebben geen dialecten.", "The other targets have no dialects."),
    drop=("laat `--dialect` weg", "leave out `--dialect`"),
)
NO_BATCH = error(
    "U174",
    "no-batch-package",
    (
        "om met hele tabellen te werken is het pakket `{package}` nodig, en dat is niet geïnstalleerd",
        "work with whole tables needs the package `{package}`, which is not installed",
    ),
    (
        "Wie over één dossier beslist, heeft dit pakket niet nodig; daarom wordt het apart geïnstalleerd.",
        "Whoever decides about one dossier does not need this package; that is why it is installed apart.",
    ),
    install=("installeer het met `pip install 'kmopolicy[batch]'`", "install it with `pip install 'kmopolicy[batch]'`"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
