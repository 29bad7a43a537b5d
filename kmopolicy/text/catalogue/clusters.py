"""Decisions on a cluster: what keeps Spark from starting or from finishing (F52x, U19x)."""

from kmopolicy.text.catalogue.kinds import error

NO_SPARK = error(
    "U190",
    "no-spark-package",
    (
        "om op Spark te beslissen is het pakket `{package}` nodig, en dat is niet geïnstalleerd",
        "deciding on Spark needs the package `{package}`, which is not installed",
    ),
    (
        "Wie op één machine beslist, heeft dit pakket niet nodig; daarom wordt het apart geïnstalleerd.",
        "Whoever decides on one machine does not need this package; that is why it is installed apart.",
    ),
    install=("installeer het met `pip install 'kmopolicy[spark]'`", "install it with `pip install 'kmopolicy[spark]'`"),
)
NO_JAVA = error(
    "U191",
    "no-java",
    ("om op Spark te beslissen is Java nodig, en dat is er niet", "deciding on Spark needs Java, which is not there"),
    ("Spark zelf draait op Java.", "Spark itself runs on Java."),
    install=(
        "installeer Java 17 of later, of laat JAVA_HOME ernaar wijzen",
        "install Java 17 or later, or let JAVA_HOME point at it",
    ),
)
FOLDERS_ONLY = error(
    "U192",
    "spark-writes-folders",
    ("Spark schrijft geen `{file}`", "Spark does not write `{file}`"),
    (
        "Elke werker schrijft zijn eigen deel: het resultaat is een map met bestanden van één vorm.",
        "Each worker writes a part of its own: the result is a folder of files of one form.",
    ),
    form=("kies een naam die eindigt op {known}", "choose a name that ends in {known}"),
)
ONLY_ON_SPARK = error(
    "U193",
    "master-without-spark",
    ("`--master` hoort enkel bij `--engine spark`", "`--master` belongs with `--engine spark` only"),
    ("Geen andere manier van beslissen heeft een cluster.", "No other way of deciding has a cluster."),
    engine=("kies `--engine spark`, of laat `--master` weg", "choose `--engine spark`, or leave out `--master`"),
)
NOT_ON_SPARK = error(
    "U194",
    "not-on-spark",
    ("`{option}` gaat niet samen met `--engine spark`", "`{option}` does not go with `--engine spark`"),
    (
        "Wat een werker van een cluster mag gebruiken, staat in de instellingen van het cluster.",
        "What a worker of a cluster may use is in the settings of the cluster.",
    ),
    drop=("laat `{option}` weg, of kies `--engine duckdb`", "leave out `{option}`, or choose `--engine duckdb`"),
)
NO_MASTER = error(
    "F520",
    "no-spark-master",
    ("op `{master}` antwoordt geen Spark", "no Spark answers at `{master}`"),
    (
        "Er luistert niets aan dat adres, of het is geen adres van een cluster.",
        "Nothing listens at that address, or it is not the address of a cluster.",
    ),
    address=(
        "kijk het adres na (`spark://server:7077`), en of de master draait en van hier te bereiken is",
        "check the address (`spark://server:7077`), and whether the master runs and can be reached from here",
    ),
)
CLUSTER_FAILED = error(
    "F521",
    "spark-gave-up",
    ("Spark kon het werk niet afmaken", "Spark could not finish the work"),
    (
        "Een werker die wegvalt, wordt opgevangen; valt alles weg, of is er geen plaats, dan stopt het. Er is niets geschreven.",
        "A worker that is lost is made up for; if all are lost, or there is no room, it stops. Nothing was written.",
    ),
    again=(
        "kijk na of het cluster nog werkers en plaats heeft, en geef de opdracht opnieuw",
        "check whether the cluster still has workers and room, and give the command again",
    ),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
