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
BROKEN_FILE = error(
    "F501",
    "broken-table-file",
    (
        "`{file}` is niet te lezen: het bestand is afgebroken of beschadigd",
        "`{file}` cannot be read: it is cut off or damaged",
    ),
    (
        "Van een tabel die niet tot het einde te lezen is, wordt niets beslist: wat ontbreekt kan de uitkomst wijzigen.",
        "Nothing is decided from a table that cannot be read to its end: what is missing could change the outcome.",
    ),
    again=("maak of kopieer het bestand opnieuw", "make or copy the file again"),
)
BAD_ROWS = error(
    "F502",
    "bad-rows",
    (
        "rij {row}: {problem}; zulke rijen in deze tabel: {count}",
        "row {row}: {problem_en}; such rows in this table: {count}",
    ),
    (
        "Wat in een rij niet klopt, wordt nooit stilzwijgend overgeslagen: het kan de uitkomst wijzigen.",
        "What is wrong in a row is never skipped in silence: it could change the outcome.",
    ),
    mend=(
        "verbeter de rijen, of zet ze apart met `--quarantine BESTAND`: wat ze raken wordt dan niet beslist",
        "mend the rows, or set them apart with `--quarantine FILE`: what they touch is then not decided",
    ),
    whole=("verbeter de rijen", "mend the rows"),
)
MISSING_ROWS = error(
    "F504",
    "missing-rows",
    (
        "`{subject}` heeft geen `{key}`; dingen zonder: {count}",
        "`{subject}` has no `{key}`; things without: {count}",
    ),
    (
        "Sommige feiten horen bij elk ding van hun soort: zonder kan er niets beslist worden.",
        "Some facts belong to every thing of their kind: without them nothing can be decided.",
    ),
    mend=(
        "voeg de rijen toe, of geef `--quarantine BESTAND`: wat zo’n feit mist, wordt dan niet beslist",
        "add the rows, or give `--quarantine FILE`: what lacks such a fact is then not decided",
    ),
    whole=("voeg de rijen toe", "add the rows"),
)
NO_ROOM = error(
    "F503",
    "not-enough-memory",
    ("{memory} geheugen volstaat niet voor deze tabellen", "{memory} of memory is not enough for these tables"),
    (
        "Wat niet in het geheugen past, gaat naar schijf; een deel moet er altijd in passen.",
        "What does not fit in memory goes to disk; some of it must always fit.",
    ),
    more=("geef meer met `--memory`, zoals `--memory 4GB`", "give more with `--memory`, such as `--memory 4GB`"),
)
BAD_MEMORY = error(
    "U175",
    "bad-memory",
    ("`{value}` zegt niet hoeveel geheugen", "`{value}` does not say how much memory"),
    ("Een grens aan het geheugen is een getal met een eenheid.", "A bound on memory is a number with a unit."),
    form=(
        "schrijf bijvoorbeeld `--memory 4GB` of `--memory 800MB`",
        "write for example `--memory 4GB` or `--memory 800MB`",
    ),
)
NOT_IN_BULK = error(
    "U176",
    "not-in-bulk",
    ("`{option}` gaat niet samen met hele tabellen", "`{option}` does not go with whole tables"),
    ("Hele tabellen worden in één keer beslist, alles samen.", "Whole tables are decided at once, all together."),
    drop=("laat `{option}` weg", "leave out `{option}`"),
    engine=(
        "kies `--engine pydatalog`, of laat `{option}` weg",
        "choose `--engine pydatalog`, or leave out `{option}`",
    ),
)
ONLY_IN_BULK = error(
    "U177",
    "only-in-bulk",
    ("`{option}` hoort enkel bij hele tabellen", "`{option}` belongs with whole tables only"),
    ("Dossiers worden één voor één beslist.", "Dossiers are decided one by one."),
    drop=("laat `{option}` weg, of kies `--engine duckdb`", "leave out `{option}`, or choose `--engine duckdb`"),
)
NO_FORM = error(
    "U178",
    "unknown-table-form",
    ("`{file}` zegt niet in welke vorm", "`{file}` does not say in what form"),
    ("De vorm volgt uit het einde van de naam.", "The form follows from the end of the name."),
    known=("kies een naam die eindigt op {known}", "choose a name that ends in {known}"),
)
NO_SPILL = error(
    "U179",
    "no-room-beside-memory",
    (
        "in `{folder}`, de map voor tijdelijke bestanden, is te weinig plaats, of men mag er niet schrijven",
        "`{folder}`, the folder for temporary files, has too little room, or may not be written to",
    ),
    (
        "Wat niet in het geheugen past, staat daar zolang het nodig is. Er is niets geschreven.",
        "What does not fit in memory stands there as long as it is needed. Nothing was written.",
    ),
    room=(
        "maak er plaats vrij, of wijs met de omgevingsvariabele TMPDIR een andere map aan",
        "make room there, or name another folder in the environment variable TMPDIR",
    ),
)
NOT_PLAIN = error(
    "F505",
    "column-without-plain-values",
    (
        "in de kolom `{column}` staan geen gewone waarden, maar `{kind}`",
        "the column `{column}` holds no plain values, but `{kind}`",
    ),
    (
        "Een cel is een tekst, een getal of een datum; een lijst of ruwe bytes zijn geen naam van iets.",
        "A cell is a text, a number or a date; a list or raw bytes are no name of anything.",
    ),
    save=("bewaar de kolom als tekst, als getal of als datum", "save the column as text, as numbers or as dates"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
