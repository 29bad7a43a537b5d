"""Wrong usage of the command line and of the API's arguments: commands, options, subjects, readings (U10x, U11x)."""

from kmopolicy.text.catalogue.kinds import NEAR, error

UNKNOWN_COMMAND = error(
    "U101",
    "unknown-command",
    ("er is geen opdracht `{command}`", "there is no command `{command}`"),
    (
        "Het eerste woord na `kmopolicy` zegt wat er moet gebeuren. Dit woord is geen opdracht.",
        "The first word after `kmopolicy` says what to do. This word is not a command.",
    ),
    near=NEAR,
    known=("de opdrachten zijn {known}", "the commands are {known}"),
)
UNKNOWN_OPTION = error(
    "U102",
    "unknown-option",
    ("`{command}` kent geen optie `{option}`", "`{command}` has no option `{option}`"),
    (
        "Een optie die niet bestaat wordt nooit stilzwijgend overgeslagen: ze zou de uitkomst kunnen veranderen.",
        "An option that does not exist is never skipped in silence: it could change the outcome.",
    ),
    near=NEAR,
    help=("`{command} --help` toont de opties", "`{command} --help` shows the options"),
    after=(
        "ze staat na de opdracht: `{command} {place} … {option}`",
        "it stands after the command: `{command} {place} … {option}`",
    ),
    name=(
        "`{command} --help` toont de opties; een naam die met `-` begint staat na `--`",
        "`{command} --help` shows the options; a name that starts with `-` stands after `--`",
    ),
)
MISSING_ARGUMENT = error(
    "U103",
    "missing-argument",
    ("`{command}` mist `{argument}`", "`{command}` lacks `{argument}`"),
    (
        "De opdracht kan niet beginnen zonder dit woord op de opdrachtregel.",
        "The command cannot start without this word on the command line.",
    ),
    help=("`{command} --help` toont wat erbij hoort", "`{command} --help` shows what belongs with it"),
)
UNKNOWN_CHOICE = error(
    "U104",
    "unknown-choice",
    ("`{value}` is geen waarde voor `{option}`", "`{value}` is not a value for `{option}`"),
    (
        "Deze optie heeft een vaste lijst van waarden, en dit is er geen van.",
        "This option has a fixed list of values, and this is none of them.",
    ),
    near=NEAR,
    known=("kies uit {known}", "choose from {known}"),
)
BAD_DATE = error(
    "U105",
    "bad-date",
    ("`{value}` is geen datum", "`{value}` is not a date"),
    (
        "De peildatum bepaalt welke lijsten en erkenningen gelden. Een dubbelzinnige datum wordt geweigerd.",
        "The reference date decides which lists and recognitions apply. An ambiguous date is refused.",
    ),
    form=("schrijf jaar-maand-dag, zoals `--date 2024-03-01`", "write year-month-day, as `--date 2024-03-01`"),
)
BAD_READING = error(
    "U106",
    "bad-reading",
    ("`{value}` kiest geen lezing", "`{value}` does not choose a reading"),
    (
        "Een lezing wordt gekozen met haar naam, een gelijkteken en een van haar opties.",
        "A reading is chosen by its name, an equals sign and one of its options.",
    ),
    form=(
        "schrijf `--reading NAAM=OPTIE`; de lezingen zijn {known}",
        "write `--reading NAME=OPTION`; the readings are {known}",
    ),
)
UNKNOWN_READING = error(
    "U107",
    "unknown-reading",
    ("het beleid kent geen lezing `{reading}`", "the policy has no reading `{reading}`"),
    (
        "Alleen een lezing die in het beleid staat kan worden gekozen.",
        "Only a reading that stands in the policy can be chosen.",
    ),
    near=NEAR,
    known=("de lezingen zijn {known}", "the readings are {known}"),
)
UNKNOWN_READING_OPTION = error(
    "U108",
    "unknown-reading-option",
    ("de lezing `{reading}` kent geen optie `{option}`", "the reading `{reading}` has no option `{option}`"),
    (
        "Elke lezing heeft in het beleid een vaste lijst van opties.",
        "Every reading has a fixed list of options in the policy.",
    ),
    near=NEAR,
    known=("de opties zijn {known}", "the options are {known}"),
)
READING_TWICE = error(
    "U109",
    "reading-twice",
    ("de lezing `{reading}` wordt twee keer gekozen", "the reading `{reading}` is chosen twice"),
    (
        "Wie dezelfde lezing twee keer verschillend kiest, krijgt geen uitkomst: welke van de twee telt, is onduidelijk.",
        "Whoever chooses the same reading twice, differently, gets no outcome: which of the two counts is unclear.",
    ),
    one=("laat één keuze staan: `{first}` of `{second}`", "keep one choice: `{first}` or `{second}`"),
)
UNKNOWN_SUBJECT = error(
    "U110",
    "unknown-subject",
    ("`{subject}` staat niet in de feiten", "`{subject}` is not in the facts"),
    (
        "Er kan enkel worden beslist over een dienst of aanvraag die in de feiten staat.",
        "Only a service or application that stands in the facts can be decided about.",
    ),
    near=NEAR,
    known=("de feiten gaan over {known}", "the facts are about {known}"),
    none=("de feiten noemen niets waarover te beslissen valt", "the facts hold nothing to decide about"),
)
AMBIGUOUS_SUBJECT = error(
    "U111",
    "ambiguous-subject",
    ("`{subject}` is de naam van meer dan één ding in de feiten", "`{subject}` names more than one thing in the facts"),
    (
        "Een dienst en een aanvraag mogen dezelfde naam hebben. Dan moet erbij staan welke van de twee bedoeld is.",
        "A service and an application may have the same name. Then it must be said which of the two is meant.",
    ),
    types=("kies met {known}", "choose by {known}"),
)
UNKNOWN_PREDICATE = error(
    "U112",
    "unknown-predicate",
    ("het beleid kent geen predicaat `{predicate}`", "the policy has no predicate `{predicate}`"),
    (
        "Een feit of vraag gebruikt de predicaten die het beleid declareert, en geen andere.",
        "A fact or a goal uses the predicates that the policy declares, and no others.",
    ),
    near=NEAR,
    list=("`kmopolicy vocabulary` toont ze allemaal", "`kmopolicy vocabulary` shows them all"),
)
NOT_ONE_SUBJECT = error(
    "U113",
    "not-one-subject",
    (
        "`--exit-code` vraagt één onderwerp, en hier zijn er {count}",
        "`--exit-code` asks for one subject, and here are {count}",
    ),
    (
        "De uitgangscode van het programma kan maar één uitkomst zeggen.",
        "The exit code of the program can only tell one outcome.",
    ),
    subject=("kies er een met `--subject`", "choose one with `--subject`"),
)
CANNOT_WRITE = error(
    "U114",
    "cannot-write",
    ("`{file}` kan niet worden geschreven", "`{file}` cannot be written"),
    (
        "Het resultaat wordt in zijn geheel geschreven of niet. Lukt het niet, dan blijft een bestaand bestand wat het was.",
        "The result is written whole or not at all. A file that exists stays what it was if that fails.",
    ),
    folder=("de map `{folder}` bestaat niet; maak ze eerst", "the folder `{folder}` does not exist; make it first"),
    name=("dat is een map; zet er de naam van een bestand achter", "that is a folder; add the name of a file"),
    facts=(
        "daar staan de feiten; kies met `--out` een andere plaats",
        "the facts stand there; choose another place with `--out`",
    ),
    rights=("kies met `--out` een plaats waar u mag schrijven", "choose with `--out` a place where you may write"),
    room=(
        "maak plaats vrij op die schijf, of kies een bestand op een andere",
        "make room on that disk, or choose a file on another",
    ),
    own=("kijk na of u dit bestand en zijn map mag wijzigen", "check whether you may change this file and its folder"),
)
STDIN_TWICE = error(
    "U115",
    "stdin-twice",
    ("`-` staat er meer dan één keer", "`-` is given more than once"),
    (
        "`-` staat voor de standaardinvoer, en die is na één keer lezen leeg.",
        "`-` stands for standard input, which is empty after it was read once.",
    ),
    once=("de standaardinvoer kan maar één keer worden gelezen", "standard input can be read only once"),
)
UNEXPECTED_ARGUMENT = error(
    "U116",
    "unexpected-argument",
    ("`{command}` weet geen weg met `{argument}`", "`{command}` has no use for `{argument}`"),
    (
        "Een woord te veel op de opdrachtregel is vaak een vergeten aanhalingsteken.",
        "A word too many on the command line is often a forgotten quotation mark.",
    ),
    help=("`{command} --help` toont wat erbij hoort", "`{command} --help` shows what belongs with it"),
)
MISSING_VALUE = error(
    "U117",
    "missing-value",
    ("na `{option}` ontbreekt een waarde", "`{option}` lacks a value"),
    (
        "Deze optie zegt niets zonder het woord dat erop volgt.",
        "This option says nothing without the word that follows it.",
    ),
    help=("`--help` na de opdracht toont welke waarde", "`--help` after the command shows which value"),
)
NOT_A_GOAL = error(
    "U118",
    "not-a-goal",
    ("dit is geen vraag", "this is no goal"),
    (
        "Een vraag is één predicaat: met een hoofdletter wat gezocht wordt, klein wat bekend is.",
        "A goal is one predicate: with a capital what is asked for, small what is known.",
    ),
    form=(
        "schrijf één predicaat met zijn argumenten, zoals `fits_theme(Service, Theme)`",
        "write one predicate with its arguments, such as `fits_theme(Service, Theme)`",
    ),
)
CANNOT_PRINT = error(
    "U119",
    "cannot-print",
    ("het resultaat kan niet worden afgedrukt", "the result cannot be printed"),
    (
        "Wat op de standaarduitvoer komt, wordt vaak naar een bestand gestuurd. Is de schijf vol, dan is dat bestand niet af.",
        "What is printed often goes to a file. Where the disk is full, that file is not complete.",
    ),
    room=("kijk na of er plaats is waar het heen gaat", "check that there is room where it goes"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
