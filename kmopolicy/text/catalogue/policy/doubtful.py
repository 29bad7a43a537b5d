"""What is allowed in a policy and probably wrong, seen over the whole of it (K7xx)."""

from kmopolicy.text.catalogue.kinds import warning

DEAD_RULE = warning(
    "K701",
    "dead-rule",
    ("door deze voorwaarde kan {what} nooit gelden", "by this condition {what_en} can never hold"),
    (
        "Een regel die nooit kan gelden, verandert niets aan een uitkomst, ook al lijkt hij een zin van de bron uit te "
        "drukken. Meestal is een waarde, een datum of een `not` verkeerd.",
        "A rule that can never hold changes no outcome, though it seems to express a sentence of the source. "
        "Most often a value, a date or a `not` is wrong.",
    ),
    contrary=(
        "`{one}` en `{other}` gaan nooit samen: schrap er een",
        "`{one}` and `{other}` never go together: drop one",
    ),
    comparison=("kijk de vergelijking na: ze gaat nooit op", "check the comparison: it never applies"),
    order=(
        "kijk de vergelijkingen na: samen gaan ze nooit op",
        "check the comparisons: together they never apply",
    ),
    nothing=(
        "geen rij en geen regel geeft `{one}`: kijk de waarden na",
        "no row and no rule gives `{one}`: check the values",
    ),
    together=(
        "geen rij en geen regel van `{name}` past bij de andere voorwaarden: kijk de waarden na",
        "no row and no rule of `{name}` fits the other conditions: check the values",
    ),
    given=(
        "de tabel zegt `{other}` altijd: schrap de voorwaarde, of de rij",
        "the table always says `{other}`: drop the condition, or the row",
    ),
    option=(
        "een lezing heeft één optie tegelijk: schrijf voor `{other}` een regel apart",
        "a reading has one option at a time: write a rule of its own for `{other}`",
    ),
    single=(
        "`{name}` heeft telkens maar één waarde: `{one}` en `{other}` gaan niet samen",
        "`{name}` has one value only each time: `{one}` and `{other}` do not go together",
    ),
)
REDUNDANT_RULE = warning(
    "K702",
    "redundant-rule",
    ("{what} voegt niets toe", "{what_en} adds nothing"),
    (
        "Een andere regel geeft hetzelfde, onder minder of dezelfde voorwaarden. Wie later een van de twee wijzigt, "
        "denkt dat de andere niet meer geldt.",
        "Another rule gives the same, under fewer or the same conditions. Whoever changes one of the two later thinks "
        "that the other no longer holds.",
    ),
    same=("schrap een van de twee", "drop one of the two"),
    wider=(
        "schrap deze regel, of voeg bij de andere de voorwaarde toe die ontbreekt",
        "drop this rule, or add the condition that the other one lacks",
    ),
    later=(
        "schrap dit geval, of zet het boven het andere: het eerste dat opgaat, geldt",
        "drop this case, or put it above the other one: the first that applies holds",
    ),
)
UNUSED_DECLARATION = warning(
    "K703",
    "unused-declaration",
    ("`{name}` wordt nergens gebruikt", "`{name}` is used nowhere"),
    (
        "Wat gedeclareerd is en in geen regel, geval of eigenschap staat, heeft op geen enkele uitkomst invloed. Een "
        "dossier vraagt er dan naar zonder gevolg.",
        "What is declared and stands in no rule, case or property has no influence on any outcome. A dossier is then "
        "asked for it to no effect.",
    ),
    rule=("gebruik `{name}` in een regel, of schrap de declaratie", "use `{name}` in a rule, or drop the declaration"),
    argument=(
        "geef een argument het type `{name}`, of schrap de declaratie",
        "give an argument the type `{name}`, or drop the declaration",
    ),
)
UNUSED_READING = warning(
    "K704",
    "unused-reading",
    ("geen enkele regel hangt af van de lezing `{name}`", "no rule depends on the reading `{name}`"),
    (
        "Een lezing biedt een keuze aan. Hangt er geen regel van af, dan verandert die keuze niets, en wie kiest weet dat niet.",
        "A reading offers a choice. Where no rule depends on it that choice changes nothing, and whoever chooses does not know.",
    ),
    rule=(
        "schrijf `reading {name} = …` in de regels die ervan afhangen, of schrap de lezing",
        "write `reading {name} = …` in the rules that depend on it, or drop the reading",
    ),
)
UNUSED_ROW = warning(
    "K705",
    "unused-row",
    ("geen enkele regel gebruikt deze rij van `{name}`", "no rule uses this row of `{name}`"),
    (
        "De regels vragen deze tabel enkel naar andere waarden. De rij heeft dus geen gevolg, al lijkt ze er wel een te hebben.",
        "The rules ask this table for other values only. So the row has no effect, though it seems to have one.",
    ),
    rule=(
        "kijk de waarden van de rij na, of schrijf een regel die ernaar vraagt",
        "check the values of the row, or write a rule that asks for them",
    ),
)
UNREACHED = warning(
    "K706",
    "unreached-predicate",
    ("geen enkele uitkomst hangt af van `{name}`", "no outcome depends on `{name}`"),
    (
        "De regels van dit predicaat leiden iets af waar geen geval, geen waarschuwing en geen andere vraag naar kijkt. "
        "Vaak is een nieuwe uitsluiting of uitzondering nog niet in een geval of een regel opgenomen.",
        "The rules of this predicate derive something that no case, no warning and no other goal looks at. Often a new "
        "exclusion or exception has not been taken up in a case or a rule yet.",
    ),
    use=(
        "neem `{name}` op in een geval of een regel; is het zelf een vraag, schrijf dan `goal` bij de declaratie",
        "take up `{name}` in a case or a rule; if it is a question of its own, write `goal` with its declaration",
    ),
)
ONE_LANGUAGE = warning(
    "K707",
    "one-language",
    ("dit staat er enkel in het {there}", "this is here in {there_en} only"),
    (
        "Het titelblad noemt het beleid in twee talen, en dan leest men elke zin en elk label in beide. Wat ontbreekt, "
        "komt in de verkeerde taal in een uitleg terecht.",
        "The front page names the policy in two languages, and so every sentence and label is read in both. What is "
        "missing ends up in an explanation in the wrong language.",
    ),
    text=('zet er `{form} "…"` bij', 'add `{form} "…"`'),
    cell=("vul in deze rij de kolom `{column}` in", "fill in the column `{column}` in this row"),
    column=(
        "voeg de kolom `{column}` toe, of noem ze `label` als de tekst in beide talen dezelfde is",
        "add the column `{column}`, or call it `label` where the text is the same in both languages",
    ),
)
NO_YEAR = warning(
    "K708",
    "register-without-year",
    ("het register `{name}` heeft geen rij voor {year}", "the register `{name}` has no row for {year}"),
    (
        "De regels zoeken in dit register het jaar van de peildatum op. Zonder rijen voor dat jaar geldt er niets van. "
        "Het jaar is dat van `--date`, en anders het lopende.",
        "The rules look up the year of the reference date in this register. Without rows for that year nothing in it "
        "holds. The year is that of `--date`, else the current one.",
    ),
    rows=(
        "voeg de rijen van {year} toe; de laatste zijn die van {last}",
        "add the rows of {year}; the last ones are those of {last}",
    ),
)
OVERLAP = warning(
    "K709",
    "overlapping-dates",
    ("deze rij overlapt met een andere van `{name}`", "this row overlaps with another one of `{name}`"),
    (
        "Twee rijen over hetzelfde gelden op dezelfde dag. Meestal is de oude rij niet afgesloten toen de nieuwe begon.",
        "Two rows about the same hold on one day. Most often the old row was not closed when the new one began.",
    ),
    dates=(
        "laat de ene eindigen voor de andere begint: beide gelden op {day}",
        "let one end before the other begins: both hold on {day}",
    ),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
