"""Policies and scenarios that are begun, tested or edited (U14x, U15x, U16x)."""

from kmopolicy.text.catalogue.kinds import error, warning

SHIPPED_POLICY = error(
    "U140",
    "change-of-shipped-policy",
    (
        "`{command}` wijzigt niets aan het beleid dat met het programma is meegeleverd",
        "`{command}` changes nothing in the policy that ships with the program",
    ),
    (
        "Het meegeleverde beleid is voor iedereen hetzelfde, en een nieuwe versie van het programma vervangt het.",
        "The policy that ships is the same for everyone, and a new version of the program replaces it.",
    ),
    copy=(
        "kopieer de map `{folder}`, of begin met `kmopolicy new policy`, en geef uw map met `--policy`",
        "copy the folder `{folder}`, or start with `kmopolicy new policy`, and give your folder with `--policy`",
    ),
)
EXISTS = error(
    "U141",
    "overwriting",
    ("`{file}` bestaat al", "`{file}` exists already"),
    (
        "Wie iets nieuws begint, mag niet ongewild kwijtraken wat er al stond.",
        "Whoever starts something new must not lose what was there by accident.",
    ),
    name=("kies een andere naam", "choose another name"),
)
POLICY_IN_POLICY = error(
    "U142",
    "policy-in-policy",
    ("`{folder}` ligt in de map van een ander beleid", "`{folder}` is in the folder of another policy"),
    (
        "Een beleid leest alle pagina's in zijn map, dus ook die van een beleid daarbinnen.",
        "A policy reads all pages in its folder, those of a policy within it as well.",
    ),
    outside=("kies een plaats buiten `{policy}`", "choose a place outside `{policy}`"),
)
OUTSIDE_SCENARIOS = error(
    "U143",
    "scenario-elsewhere",
    (
        "`{file}` ligt niet in de map `scenarios` van een beleid",
        "`{file}` is not in the folder `scenarios` of a policy",
    ),
    (
        "Een scenario hoort bij het beleid dat het beproeft, en wordt enkel daar gevonden.",
        "A scenario belongs with the policy that it tries out, and is only found there.",
    ),
    name=(
        "geef enkel een naam: `kmopolicy new scenario {name}` zet het op zijn plaats",
        "give only a name: `kmopolicy new scenario {name}` puts it in its place",
    ),
)
NO_EDITOR = error(
    "U160",
    "no-editor",
    (
        "om met een editor te praten is het pakket `{package}` nodig, en dat is niet geïnstalleerd",
        "talking with an editor needs the package `{package}`, which is not installed",
    ),
    (
        "Wie geen regels of dossiers in een editor bewerkt, heeft dit pakket niet nodig; daarom wordt het apart geïnstalleerd.",
        "Whoever edits no rules or dossiers in an editor does not need this package; that is why it is installed apart.",
    ),
    install=(
        "installeer het met `pip install 'kmopolicy[{extra}]'`",
        "install it with `pip install 'kmopolicy[{extra}]'`",
    ),
)
POLICY_FIRST = warning(
    "U161",
    "policy-first",
    (
        "het beleid in `{folder}` heeft fouten: dit dossier wordt niet nagekeken",
        "the policy in `{folder}` has errors: this dossier is not checked",
    ),
    (
        "Wat een dossier mag zeggen, staat in het beleid; zolang dat fouten heeft, is het niet geweten.",
        "What a dossier may say stands in the policy; as long as that has errors, nobody knows.",
    ),
    check=(
        "los eerst op wat bij de bladzijden van het beleid wordt gemeld",
        "mend first what is told at the pages of the policy",
    ),
)
NO_SCENARIOS = error(
    "U150",
    "no-scenarios",
    ("er zijn geen scenario’s in `{folder}`", "there are no scenarios in `{folder}`"),
    (
        "Een proef zonder scenario’s bewijst niets, en wordt niet verward met een proef die slaagt.",
        "A test without scenarios proves nothing, and is not mistaken for one that passes.",
    ),
    write=(
        "zet er een dossier met `expect`, of noem de scenario’s na de opdracht",
        "put a dossier with `expect` there, or name the scenarios after the command",
    ),
)
NO_EXPECTATION = error(
    "U151",
    "scenario-without-expectation",
    ("`{file}` verwacht niets", "`{file}` expects nothing"),
    (
        "Een dossier bij de scenario’s dat niets verwacht, beproeft niets.",
        "A dossier among the scenarios that expects nothing tests nothing.",
    ),
    write=(
        "schrijf onder `expect` wat eruit moet komen, of zet het dossier buiten `scenarios`",
        "write under `expect` what must come of it, or put the dossier outside `scenarios`",
    ),
)
UNMET_FIRST = error(
    "U153",
    "mutation-of-failing-scenarios",
    ("de verwachting voor `{subject}` komt nu al niet uit", "the expectation for `{subject}` does not hold as it is"),
    (
        "Of een scenario een wijziging opmerkt, is enkel te zien als het zonder die wijziging uitkomt.",
        "Whether a scenario notices an alteration can only be seen if it holds without it.",
    ),
    test=("begin met `kmopolicy test`, zonder `--mutate`", "start with `kmopolicy test`, without `--mutate`"),
)
NOT_ACCEPTED = error(
    "U152",
    "unsure-acceptance",
    (
        "de verwachtingen in `{file}` zijn niet vanzelf bij te werken",
        "the expectations in `{file}` cannot be updated by themselves",
    ),
    (
        "Een bestand wordt enkel gewijzigd als het daarna aantoonbaar verwacht wat gevonden is, en verder hetzelfde zegt.",
        "A file is only changed if afterwards it demonstrably expects what was found, and says the same for the rest.",
    ),
    hand=("pas ze zelf aan; er is niets gewijzigd", "change them yourself; nothing was changed"),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
