"""What is asked beyond one decision, and cannot be asked like that (U13x)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

UNKNOWN_OUTCOME = error(
    "U136",
    "unknown-outcome",
    ("`{subject}` kan de uitkomst `{outcome}` niet hebben", "`{subject}` cannot have the outcome `{outcome}`"),
    (
        "Elke soort onderwerp heeft in het beleid een vaste lijst van uitkomsten; gevraagd wordt naar een daarvan.",
        "Every kind of subject has a fixed list of outcomes in the policy; one of these can be asked for.",
    ),
    near=NEAR,
    known=("de uitkomsten zijn {known}", "the outcomes are {known}"),
)
UNKNOWN_QUESTION = error(
    "U134",
    "unknown-question",
    ("er is geen vraag `{question}`", "there is no question `{question}`"),
    (
        "Een vraag heet naar de feiten waarover ze gaat: zo heet ze ook in de uitvoer van `ask --format json`.",
        "A question is called by the facts that it is about, as it is in the output of `ask --format json`.",
    ),
    near=NEAR,
    known=("de vragen zijn {known}", "the questions are {known}"),
)
NO_DOSSIER = error(
    "U135",
    "no-dossier",
    ("`{source}` kan niet als één dossier worden aangevuld", "`{source}` cannot be completed as one dossier"),
    (
        "Een aangevuld dossier zegt alles wat er al stond. Een register dat een ander vervangt, kan een dossier niet zeggen.",
        "A completed dossier says all that was there. A register that replaces another cannot be said in a dossier.",
    ),
    tables=(
        "de tabellen vervangen registers van het beleid; zet de feiten over dit onderwerp in een dossier",
        "the tables replace registers of the policy; put the facts about this subject in a dossier",
    ),
)
BAD_COUNT = error(
    "U133",
    "bad-count",
    ("`{value}` is geen aantal voor `{option}`", "`{value}` is no number for `{option}`"),
    (
        "Elke wijziging meer maakt het zoeken vele keren langer; daarom is er een grens.",
        "Every change more makes the search many times longer; that is why there is a limit.",
    ),
    range=("schrijf een getal van {least} tot {most}", "write a number from {least} to {most}"),
)
NO_SOLVER = error(
    "U131",
    "no-solver",
    (
        "voor een antwoord over elke mogelijke dienst is het pakket `{package}` nodig, en dat is niet geïnstalleerd",
        "an answer for every possible service needs the package `{package}`, which is not installed",
    ),
    (
        "Wie enkel over dossiers beslist, heeft dit pakket niet nodig; daarom wordt het apart geïnstalleerd.",
        "Whoever only decides about dossiers does not need this package; that is why it is installed apart.",
    ),
    install=(
        "installeer het met `pip install 'kmopolicy[{extra}]'`",
        "install it with `pip install 'kmopolicy[{extra}]'`",
    ),
)
NO_SUCH_SIDE = error(
    "U132",
    "no-such-side",
    (
        "`{side}` is geen map, geen revisie van het beleid en geen lezing",
        "`{side}` is no folder, no revision of the policy and no reading",
    ),
    (
        "Vergelijken gaat tussen twee mappen, tussen een vroegere en de huidige toestand van één map, of tussen twee lezingen.",
        "A comparison is between two folders, between an earlier state of a folder and the present one, or between two readings.",
    ),
    revision=(
        "een revisie is wat git kent, zoals `HEAD~1`; een lezing schrijft men `NAAM=OPTIE`",
        "a revision is what git knows, such as `HEAD~1`; a reading is written `NAME=OPTION`",
    ),
    repository=(
        "de map van het beleid staat niet onder versiebeheer met git",
        "the policy's folder is not kept under version control by git",
    ),
    git=(
        "wie een revisie wil lezen, heeft het programma `git` nodig",
        "the program `git` is needed to read a revision",
    ),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
