"""Wrong usage of the command line and of the API's arguments: commands, options, subjects, readings (U1xx)."""

from kmopolicy.text.diagnostic import Entry
from kmopolicy.text.localized import Localized

_NEAR = {"near": Localized("bedoelde u `{near}`?", "did you mean `{near}`?")}

UNKNOWN_COMMAND = Entry(
    "U101",
    "unknown-command",
    "error",
    Localized("er is geen opdracht `{command}`", "there is no command `{command}`"),
    {**_NEAR, "known": Localized("de opdrachten zijn {known}", "the commands are {known}")},
    Localized(
        "Het eerste woord na `kmopolicy` zegt wat er moet gebeuren. Dit woord is geen opdracht.",
        "The first word after `kmopolicy` says what to do. This word is not a command.",
    ),
)

UNKNOWN_OPTION = Entry(
    "U102",
    "unknown-option",
    "error",
    Localized("`{command}` kent geen optie `{option}`", "`{command}` has no option `{option}`"),
    {
        **_NEAR,
        "help": Localized("`{command} --help` toont de opties", "`{command} --help` shows the options"),
        "after": Localized(
            "ze staat na de opdracht: `{command} {place} … {option}`",
            "it stands after the command: `{command} {place} … {option}`",
        ),
        "name": Localized(
            "`{command} --help` toont de opties; een naam die met `-` begint staat na `--`",
            "`{command} --help` shows the options; a name that starts with `-` stands after `--`",
        ),
    },
    Localized(
        "Een optie die niet bestaat wordt nooit stilzwijgend overgeslagen: ze zou de uitkomst kunnen veranderen.",
        "An option that does not exist is never skipped in silence: it could change the outcome.",
    ),
)

MISSING_ARGUMENT = Entry(
    "U103",
    "missing-argument",
    "error",
    Localized("`{command}` mist `{argument}`", "`{command}` lacks `{argument}`"),
    {"help": Localized("`{command} --help` toont wat erbij hoort", "`{command} --help` shows what belongs with it")},
    Localized(
        "De opdracht kan niet beginnen zonder dit woord op de opdrachtregel.",
        "The command cannot start without this word on the command line.",
    ),
)

UNKNOWN_CHOICE = Entry(
    "U104",
    "unknown-choice",
    "error",
    Localized("`{value}` is geen waarde voor `{option}`", "`{value}` is not a value for `{option}`"),
    {**_NEAR, "known": Localized("kies uit {known}", "choose from {known}")},
    Localized(
        "Deze optie heeft een vaste lijst van waarden, en dit is er geen van.",
        "This option has a fixed list of values, and this is none of them.",
    ),
)

BAD_DATE = Entry(
    "U105",
    "bad-date",
    "error",
    Localized("`{value}` is geen datum", "`{value}` is not a date"),
    {
        "form": Localized(
            "schrijf jaar-maand-dag, zoals `--date 2024-03-01`", "write year-month-day, as `--date 2024-03-01`"
        )
    },
    Localized(
        "De peildatum bepaalt welke lijsten en erkenningen gelden. Een dubbelzinnige datum wordt geweigerd.",
        "The reference date decides which lists and recognitions apply. An ambiguous date is refused.",
    ),
)

BAD_READING = Entry(
    "U106",
    "bad-reading",
    "error",
    Localized("`{value}` kiest geen lezing", "`{value}` does not choose a reading"),
    {
        "form": Localized(
            "schrijf `--reading NAAM=OPTIE`; de lezingen zijn {known}",
            "write `--reading NAME=OPTION`; the readings are {known}",
        )
    },
    Localized(
        "Een lezing wordt gekozen met haar naam, een gelijkteken en een van haar opties.",
        "A reading is chosen by its name, an equals sign and one of its options.",
    ),
)

UNKNOWN_READING = Entry(
    "U107",
    "unknown-reading",
    "error",
    Localized("het beleid kent geen lezing `{reading}`", "the policy has no reading `{reading}`"),
    {**_NEAR, "known": Localized("de lezingen zijn {known}", "the readings are {known}")},
    Localized(
        "Alleen een lezing die in het beleid staat kan worden gekozen.",
        "Only a reading that stands in the policy can be chosen.",
    ),
)

UNKNOWN_READING_OPTION = Entry(
    "U108",
    "unknown-reading-option",
    "error",
    Localized("de lezing `{reading}` kent geen optie `{option}`", "the reading `{reading}` has no option `{option}`"),
    {**_NEAR, "known": Localized("de opties zijn {known}", "the options are {known}")},
    Localized(
        "Elke lezing heeft in het beleid een vaste lijst van opties.",
        "Every reading has a fixed list of options in the policy.",
    ),
)

READING_TWICE = Entry(
    "U109",
    "reading-twice",
    "error",
    Localized("de lezing `{reading}` wordt twee keer gekozen", "the reading `{reading}` is chosen twice"),
    {"one": Localized("laat één keuze staan: `{first}` of `{second}`", "keep one choice: `{first}` or `{second}`")},
    Localized(
        "Wie dezelfde lezing twee keer verschillend kiest, krijgt geen uitkomst: welke van de twee telt, is onduidelijk.",
        "Whoever chooses the same reading twice, differently, gets no outcome: which of the two counts is unclear.",
    ),
)

UNKNOWN_SUBJECT = Entry(
    "U110",
    "unknown-subject",
    "error",
    Localized("`{subject}` staat niet in de feiten", "`{subject}` is not in the facts"),
    {
        **_NEAR,
        "known": Localized("de feiten gaan over {known}", "the facts are about {known}"),
        "none": Localized(
            "de feiten noemen niets waarover te beslissen valt", "the facts hold nothing to decide about"
        ),
    },
    Localized(
        "Er kan enkel worden beslist over een dienst of aanvraag die in de feiten staat.",
        "Only a service or application that stands in the facts can be decided about.",
    ),
)

AMBIGUOUS_SUBJECT = Entry(
    "U111",
    "ambiguous-subject",
    "error",
    Localized(
        "`{subject}` is de naam van meer dan één ding in de feiten",
        "`{subject}` names more than one thing in the facts",
    ),
    {"types": Localized("kies met {known}", "choose by {known}")},
    Localized(
        "Een dienst en een aanvraag mogen dezelfde naam hebben. Dan moet erbij staan welke van de twee bedoeld is.",
        "A service and an application may have the same name. Then it must be said which of the two is meant.",
    ),
)

UNKNOWN_PREDICATE = Entry(
    "U112",
    "unknown-predicate",
    "error",
    Localized("het beleid kent geen predicaat `{predicate}`", "the policy has no predicate `{predicate}`"),
    {
        **_NEAR,
        "list": Localized("`kmopolicy vocabulary` toont ze allemaal", "`kmopolicy vocabulary` shows them all"),
    },
    Localized(
        "Een feit of vraag gebruikt de predicaten die het beleid declareert, en geen andere.",
        "A fact or a goal uses the predicates that the policy declares, and no others.",
    ),
)

NOT_ONE_SUBJECT = Entry(
    "U113",
    "not-one-subject",
    "error",
    Localized(
        "`--exit-code` vraagt één onderwerp, en hier zijn er {count}",
        "`--exit-code` asks for one subject, and here are {count}",
    ),
    {"subject": Localized("kies er een met `--subject`", "choose one with `--subject`")},
    Localized(
        "De uitgangscode van het programma kan maar één uitkomst zeggen.",
        "The exit code of the program can only tell one outcome.",
    ),
)

CANNOT_WRITE = Entry(
    "U114",
    "cannot-write",
    "error",
    Localized("`{file}` kan niet worden geschreven", "`{file}` cannot be written"),
    {
        "folder": Localized(
            "de map `{folder}` bestaat niet; maak ze eerst", "the folder `{folder}` does not exist; make it first"
        ),
        "name": Localized(
            "dat is een map; zet er de naam van een bestand achter", "that is a folder; add the name of a file"
        ),
        "facts": Localized(
            "daar staan de feiten; kies met `--out` een andere plaats",
            "the facts stand there; choose another place with `--out`",
        ),
        "rights": Localized(
            "kies met `--out` een plaats waar u mag schrijven", "choose with `--out` a place where you may write"
        ),
        "room": Localized(
            "maak plaats vrij op die schijf, of kies een bestand op een andere",
            "make room on that disk, or choose a file on another",
        ),
        "own": Localized(
            "kijk na of u dit bestand en zijn map mag wijzigen", "check whether you may change this file and its folder"
        ),
    },
    Localized(
        "Het resultaat wordt in zijn geheel geschreven of niet. Lukt het niet, dan blijft een bestaand bestand wat het was.",
        "The result is written whole or not at all. A file that exists stays what it was if that fails.",
    ),
)

STDIN_TWICE = Entry(
    "U115",
    "stdin-twice",
    "error",
    Localized("`-` staat er meer dan één keer", "`-` is given more than once"),
    {"once": Localized("de standaardinvoer kan maar één keer worden gelezen", "standard input can be read only once")},
    Localized(
        "`-` staat voor de standaardinvoer, en die is na één keer lezen leeg.",
        "`-` stands for standard input, which is empty after it was read once.",
    ),
)

UNEXPECTED_ARGUMENT = Entry(
    "U116",
    "unexpected-argument",
    "error",
    Localized("`{command}` weet geen weg met `{argument}`", "`{command}` has no use for `{argument}`"),
    {"help": Localized("`{command} --help` toont wat erbij hoort", "`{command} --help` shows what belongs with it")},
    Localized(
        "Een woord te veel op de opdrachtregel is vaak een vergeten aanhalingsteken.",
        "A word too many on the command line is often a forgotten quotation mark.",
    ),
)

MISSING_VALUE = Entry(
    "U117",
    "missing-value",
    "error",
    Localized("na `{option}` ontbreekt een waarde", "`{option}` lacks a value"),
    {"help": Localized("`--help` na de opdracht toont welke waarde", "`--help` after the command shows which value")},
    Localized(
        "Deze optie zegt niets zonder het woord dat erop volgt.",
        "This option says nothing without the word that follows it.",
    ),
)

NOT_A_GOAL = Entry(
    "U118",
    "not-a-goal",
    "error",
    Localized("dit is geen vraag", "this is no goal"),
    {
        "form": Localized(
            "schrijf één predicaat met zijn argumenten, zoals `fits_theme(Service, Theme)`",
            "write one predicate with its arguments, such as `fits_theme(Service, Theme)`",
        )
    },
    Localized(
        "Een vraag is één predicaat: met een hoofdletter wat gezocht wordt, klein wat bekend is.",
        "A goal is one predicate: with a capital what is asked for, small what is known.",
    ),
)

UNKNOWN_OUTCOME = Entry(
    "U136",
    "unknown-outcome",
    "error",
    Localized("`{subject}` kan de uitkomst `{outcome}` niet hebben", "`{subject}` cannot have the outcome `{outcome}`"),
    {**_NEAR, "known": Localized("de uitkomsten zijn {known}", "the outcomes are {known}")},
    Localized(
        "Elke soort onderwerp heeft in het beleid een vaste lijst van uitkomsten; gevraagd wordt naar een daarvan.",
        "Every kind of subject has a fixed list of outcomes in the policy; one of these can be asked for.",
    ),
)

UNKNOWN_QUESTION = Entry(
    "U134",
    "unknown-question",
    "error",
    Localized("er is geen vraag `{question}`", "there is no question `{question}`"),
    {**_NEAR, "known": Localized("de vragen zijn {known}", "the questions are {known}")},
    Localized(
        "Een vraag heet naar de feiten waarover ze gaat: zo heet ze ook in de uitvoer van `ask --format json`.",
        "A question is called by the facts that it is about, as it is in the output of `ask --format json`.",
    ),
)

NO_DOSSIER = Entry(
    "U135",
    "no-dossier",
    "error",
    Localized("`{source}` kan niet als één dossier worden aangevuld", "`{source}` cannot be completed as one dossier"),
    {
        "tables": Localized(
            "de tabellen vervangen registers van het beleid; zet de feiten over dit onderwerp in een dossier",
            "the tables replace registers of the policy; put the facts about this subject in a dossier",
        )
    },
    Localized(
        "Een aangevuld dossier zegt alles wat er al stond. Een register dat een ander vervangt, kan een dossier niet zeggen.",
        "A completed dossier says all that was there. A register that replaces another cannot be said in a dossier.",
    ),
)

BAD_COUNT = Entry(
    "U133",
    "bad-count",
    "error",
    Localized("`{value}` is geen aantal voor `{option}`", "`{value}` is no number for `{option}`"),
    {"range": Localized("schrijf een getal van {least} tot {most}", "write a number from {least} to {most}")},
    Localized(
        "Elke wijziging meer maakt het zoeken vele keren langer; daarom is er een grens.",
        "Every change more makes the search many times longer; that is why there is a limit.",
    ),
)

CANNOT_PRINT = Entry(
    "U119",
    "cannot-print",
    "error",
    Localized("het resultaat kan niet worden afgedrukt", "the result cannot be printed"),
    {"room": Localized("kijk na of er plaats is waar het heen gaat", "check that there is room where it goes")},
    Localized(
        "Wat op de standaarduitvoer komt, wordt vaak naar een bestand gestuurd. Is de schijf vol, dan is dat bestand niet af.",
        "What is printed often goes to a file. Where the disk is full, that file is not complete.",
    ),
)

SHIPPED_POLICY = Entry(
    "U140",
    "change-of-shipped-policy",
    "error",
    Localized(
        "`{command}` wijzigt niets aan het beleid dat met het programma is meegeleverd",
        "`{command}` changes nothing in the policy that ships with the program",
    ),
    {
        "copy": Localized(
            "kopieer de map `{folder}`, of begin met `kmopolicy new policy`, en geef uw map met `--policy`",
            "copy the folder `{folder}`, or start with `kmopolicy new policy`, and give your folder with `--policy`",
        )
    },
    Localized(
        "Het meegeleverde beleid is voor iedereen hetzelfde, en een nieuwe versie van het programma vervangt het.",
        "The policy that ships is the same for everyone, and a new version of the program replaces it.",
    ),
)

EXISTS = Entry(
    "U141",
    "overwriting",
    "error",
    Localized("`{file}` bestaat al", "`{file}` exists already"),
    {"name": Localized("kies een andere naam", "choose another name")},
    Localized(
        "Wie iets nieuws begint, mag niet ongewild kwijtraken wat er al stond.",
        "Whoever starts something new must not lose what was there by accident.",
    ),
)

POLICY_IN_POLICY = Entry(
    "U142",
    "policy-in-policy",
    "error",
    Localized("`{folder}` ligt in de map van een ander beleid", "`{folder}` is in the folder of another policy"),
    {"outside": Localized("kies een plaats buiten `{policy}`", "choose a place outside `{policy}`")},
    Localized(
        "Een beleid leest alle pagina's in zijn map, dus ook die van een beleid daarbinnen.",
        "A policy reads all pages in its folder, those of a policy within it as well.",
    ),
)

OUTSIDE_SCENARIOS = Entry(
    "U143",
    "scenario-elsewhere",
    "error",
    Localized(
        "`{file}` ligt niet in de map `scenarios` van een beleid",
        "`{file}` is not in the folder `scenarios` of a policy",
    ),
    {
        "name": Localized(
            "geef enkel een naam: `kmopolicy new scenario {name}` zet het op zijn plaats",
            "give only a name: `kmopolicy new scenario {name}` puts it in its place",
        )
    },
    Localized(
        "Een scenario hoort bij het beleid dat het beproeft, en wordt enkel daar gevonden.",
        "A scenario belongs with the policy that it tries out, and is only found there.",
    ),
)

NO_SOLVER = Entry(
    "U131",
    "no-solver",
    "error",
    Localized(
        "voor een antwoord over elke mogelijke dienst is het pakket `{package}` nodig, en dat is niet geïnstalleerd",
        "an answer for every possible service needs the package `{package}`, which is not installed",
    ),
    {
        "install": Localized(
            "installeer het met `pip install 'kmopolicy[{extra}]'`",
            "install it with `pip install 'kmopolicy[{extra}]'`",
        )
    },
    Localized(
        "Wie enkel over dossiers beslist, heeft dit pakket niet nodig; daarom wordt het apart geïnstalleerd.",
        "Whoever only decides about dossiers does not need this package; that is why it is installed apart.",
    ),
)

NO_EDITOR = Entry(
    "U160",
    "no-editor",
    "error",
    Localized(
        "om met een editor te praten is het pakket `{package}` nodig, en dat is niet geïnstalleerd",
        "talking with an editor needs the package `{package}`, which is not installed",
    ),
    {
        "install": Localized(
            "installeer het met `pip install 'kmopolicy[{extra}]'`",
            "install it with `pip install 'kmopolicy[{extra}]'`",
        )
    },
    Localized(
        "Wie geen regels of dossiers in een editor bewerkt, heeft dit pakket niet nodig; daarom wordt het apart geïnstalleerd.",
        "Whoever edits no rules or dossiers in an editor does not need this package; that is why it is installed apart.",
    ),
)

POLICY_FIRST = Entry(
    "U161",
    "policy-first",
    "warning",
    Localized(
        "het beleid in `{folder}` heeft fouten: dit dossier wordt niet nagekeken",
        "the policy in `{folder}` has errors: this dossier is not checked",
    ),
    {
        "check": Localized(
            "los eerst op wat bij de bladzijden van het beleid wordt gemeld",
            "mend first what is told at the pages of the policy",
        )
    },
    Localized(
        "Wat een dossier mag zeggen, staat in het beleid; zolang dat fouten heeft, is het niet geweten.",
        "What a dossier may say stands in the policy; as long as that has errors, nobody knows.",
    ),
)

NO_SUCH_SIDE = Entry(
    "U132",
    "no-such-side",
    "error",
    Localized(
        "`{side}` is geen map, geen revisie van het beleid en geen lezing",
        "`{side}` is no folder, no revision of the policy and no reading",
    ),
    {
        "revision": Localized(
            "een revisie is wat git kent, zoals `HEAD~1`; een lezing schrijft men `NAAM=OPTIE`",
            "a revision is what git knows, such as `HEAD~1`; a reading is written `NAME=OPTION`",
        ),
        "repository": Localized(
            "de map van het beleid staat niet onder versiebeheer met git",
            "the policy's folder is not kept under version control by git",
        ),
        "git": Localized(
            "wie een revisie wil lezen, heeft het programma `git` nodig",
            "the program `git` is needed to read a revision",
        ),
    },
    Localized(
        "Vergelijken gaat tussen twee mappen, tussen een vroegere en de huidige toestand van één map, of tussen twee lezingen.",
        "A comparison is between two folders, between an earlier state of a folder and the present one, or between two readings.",
    ),
)

NO_SCENARIOS = Entry(
    "U150",
    "no-scenarios",
    "error",
    Localized("er zijn geen scenario’s in `{folder}`", "there are no scenarios in `{folder}`"),
    {
        "write": Localized(
            "zet er een dossier met `expect`, of noem de scenario’s na de opdracht",
            "put a dossier with `expect` there, or name the scenarios after the command",
        )
    },
    Localized(
        "Een proef zonder scenario’s bewijst niets, en wordt niet verward met een proef die slaagt.",
        "A test without scenarios proves nothing, and is not mistaken for one that passes.",
    ),
)

NO_EXPECTATION = Entry(
    "U151",
    "scenario-without-expectation",
    "error",
    Localized("`{file}` verwacht niets", "`{file}` expects nothing"),
    {
        "write": Localized(
            "schrijf onder `expect` wat eruit moet komen, of zet het dossier buiten `scenarios`",
            "write under `expect` what must come of it, or put the dossier outside `scenarios`",
        )
    },
    Localized(
        "Een dossier bij de scenario’s dat niets verwacht, beproeft niets.",
        "A dossier among the scenarios that expects nothing tests nothing.",
    ),
)

UNMET_FIRST = Entry(
    "U153",
    "mutation-of-failing-scenarios",
    "error",
    Localized(
        "de verwachting voor `{subject}` komt nu al niet uit", "the expectation for `{subject}` does not hold as it is"
    ),
    {
        "test": Localized(
            "begin met `kmopolicy test`, zonder `--mutate`", "start with `kmopolicy test`, without `--mutate`"
        )
    },
    Localized(
        "Of een scenario een wijziging opmerkt, is enkel te zien als het zonder die wijziging uitkomt.",
        "Whether a scenario notices an alteration can only be seen if it holds without it.",
    ),
)

NOT_ACCEPTED = Entry(
    "U152",
    "unsure-acceptance",
    "error",
    Localized(
        "de verwachtingen in `{file}` zijn niet vanzelf bij te werken",
        "the expectations in `{file}` cannot be updated by themselves",
    ),
    {"hand": Localized("pas ze zelf aan; er is niets gewijzigd", "change them yourself; nothing was changed")},
    Localized(
        "Een bestand wordt enkel gewijzigd als het daarna aantoonbaar verwacht wat gevonden is, en verder hetzelfde zegt.",
        "A file is only changed if afterwards it demonstrably expects what was found, and says the same for the rest.",
    ),
)

ENTRIES = (
    UNKNOWN_OUTCOME,
    UNKNOWN_QUESTION,
    NO_DOSSIER,
    BAD_COUNT,
    NO_SOLVER,
    NO_EDITOR,
    POLICY_FIRST,
    NO_SUCH_SIDE,
    NO_SCENARIOS,
    NO_EXPECTATION,
    UNMET_FIRST,
    NOT_ACCEPTED,
    NOT_A_GOAL,
    UNKNOWN_COMMAND,
    UNKNOWN_OPTION,
    MISSING_ARGUMENT,
    UNKNOWN_CHOICE,
    BAD_DATE,
    BAD_READING,
    UNKNOWN_READING,
    UNKNOWN_READING_OPTION,
    READING_TWICE,
    UNKNOWN_SUBJECT,
    AMBIGUOUS_SUBJECT,
    UNKNOWN_PREDICATE,
    NOT_ONE_SUBJECT,
    CANNOT_WRITE,
    STDIN_TWICE,
    UNEXPECTED_ARGUMENT,
    MISSING_VALUE,
    CANNOT_PRINT,
    SHIPPED_POLICY,
    EXISTS,
    POLICY_IN_POLICY,
    OUTSIDE_SCENARIOS,
)
