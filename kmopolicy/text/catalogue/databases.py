"""Databases on a server: what keeps facts from being read there, or decisions from being written (F51x, U18x)."""

from kmopolicy.text.catalogue.kinds import error

NO_DRIVER = error(
    "U180",
    "no-database-package",
    (
        "voor een databank op een server is het pakket `{package}` nodig, en dat is niet geïnstalleerd",
        "a database on a server needs the package `{package}`, which is not installed",
    ),
    (
        "Wie met bestanden werkt, heeft dit pakket niet nodig; daarom wordt het apart geïnstalleerd.",
        "Whoever works with files does not need this package; that is why it is installed apart.",
    ),
    install=(
        "installeer het met `pip install 'kmopolicy[postgres]'`",
        "install it with `pip install 'kmopolicy[postgres]'`",
    ),
)
BAD_ADDRESS = error(
    "U181",
    "bad-database-address",
    ("`{url}` is geen adres van een databank", "`{url}` is not the address of a database"),
    (
        "Een teken zoals @, / of % in een wachtwoord wordt in een adres anders geschreven.",
        "A character such as @, / or % in a password is written differently in an address.",
    ),
    form=(
        "schrijf `postgresql://gebruiker@server:5432/databank`, en geef het wachtwoord met PGPASSWORD of een pgpass-bestand",
        "write `postgresql://user@server:5432/database`, and give the password by PGPASSWORD or a pgpass file",
    ),
)
ONLY_WHOLE = error(
    "U182",
    "database-decided-whole",
    (
        "`{url}` wordt hier niet gelezen: een databank wordt als geheel beslist",
        "`{url}` is not read here: a database is decided as a whole",
    ),
    (
        "Een databank kan veel te groot zijn om één dossier uit op te zoeken en uit te leggen.",
        "A database can be far too large to look up and explain one dossier in it.",
    ),
    decide=(
        "beslis alles met `kmopolicy decide`, of zet het ene dossier in een bestand",
        "decide everything with `kmopolicy decide`, or put the one dossier in a file",
    ),
)
NO_SERVER = error(
    "F510",
    "no-database-server",
    ("op `{url}` antwoordt geen databank", "no database answers at `{url}`"),
    (
        "De naam is er niet gekend, er luistert niets aan die poort, of er komt geen antwoord binnen de tijd.",
        "The name is not known there, nothing listens at that port, or no answer comes in time.",
    ),
    address=(
        "kijk de naam en de poort na, en of de server draait en van hier te bereiken is",
        "check the name and the port, and whether the server runs and can be reached from here",
    ),
)
NO_ENTRY = error(
    "F511",
    "database-login-refused",
    ("de server van `{url}` laat deze gebruiker niet toe", "the server of `{url}` does not let this user in"),
    (
        "Het wachtwoord klopt niet, of de gebruiker of de databank bestaat er niet.",
        "The password is wrong, or there is no such user or database.",
    ),
    login=(
        "kijk gebruiker, databank en wachtwoord na; het wachtwoord komt uit het adres, PGPASSWORD of een pgpass-bestand",
        "check user, database and password; the password comes from the address, PGPASSWORD or a pgpass file",
    ),
)
CONNECTION_LOST = error(
    "F512",
    "database-connection-lost",
    ("de verbinding met `{url}` viel weg", "the connection with `{url}` was lost"),
    (
        "Wat half gelezen of half geschreven is, telt niet: er is niets beslist en niets gewijzigd.",
        "What was half read or half written does not count: nothing was decided and nothing changed.",
    ),
    again=("geef de opdracht opnieuw als de server er weer is", "give the command again when the server is back"),
)
NO_RIGHTS = error(
    "F513",
    "no-database-rights",
    (
        "`{url}` weigert de tabel `{table}` ({state})",
        "`{url}` refuses the table `{table}` ({state})",
    ),
    (
        "De gebruiker mag daar niet lezen of schrijven, of de server kan het om een andere reden niet.",
        "The user may not read or write there, or the server cannot do it for another reason.",
    ),
    rights=(
        "vraag de beheerder van de databank om dat recht; de code {state} zegt wat er schort",
        "ask who keeps the database for that right; the code {state} says what is wrong",
    ),
)
OTHER_TABLE = error(
    "F514",
    "other-table-in-database",
    (
        "`{url}` heeft al een tabel `{table}` die niet voor beslissingen is",
        "`{url}` already has a table `{table}` that is not for decisions",
    ),
    (
        "Een tabel met andere kolommen is van iemand anders: ze wordt niet gewist.",
        "A table with other columns is someone else's: it is not erased.",
    ),
    other=(
        "geef die tabel een andere naam, of kies een ander schema: `?options=-csearch_path%3Dschema`",
        "give that table another name, or choose another schema: `?options=-csearch_path%3Dschema`",
    ),
)

ENTRIES = tuple(entry for entry in list(globals().values()) if type(entry).__name__ == "Entry")
