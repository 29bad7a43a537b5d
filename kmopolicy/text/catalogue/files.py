"""Files and folders that cannot be read (F0xx), whatever they should hold."""

from kmopolicy.text.catalogue.kinds import error

NOT_THERE = error(
    "F001",
    "missing-file",
    ("`{file}` is er niet", "`{file}` is not there"),
    ("Er is geen bestand of map met die naam.", "There is no file or folder of that name."),
    path=("kijk de naam na, en de map waarin u werkt", "check the name, and the folder that you work in"),
)
IS_FOLDER = error(
    "F002",
    "folder-for-file",
    ("`{file}` is een map, geen bestand", "`{file}` is a folder, not a file"),
    ("Hier is een bestand nodig.", "A file is needed here."),
    file=("geef een bestand uit die map", "give a file of that folder"),
)
TOO_LARGE = error(
    "F003",
    "large-file",
    ("`{file}` is te groot", "`{file}` is too large"),
    (
        "Een bestand van deze soort is nooit zo groot; het wordt niet gelezen.",
        "A file of this kind is never that large.",
    ),
    split=("splits het: tot {limit} MB wordt gelezen", "split it: up to {limit} MB is read"),
)
NOT_READABLE = error(
    "F004",
    "unreadable-file",
    ("`{file}` kan niet worden gelezen", "`{file}` cannot be read"),
    ("Het besturingssysteem geeft het bestand niet.", "The operating system does not hand out the file."),
    rights=("kijk na of u het bestand mag lezen", "check whether you may read the file"),
)
NOT_UTF8 = error(
    "F005",
    "other-encoding",
    ("hier staat een teken dat geen UTF-8 is", "a character here is not UTF-8"),
    ("Tekst wordt als UTF-8 gelezen, zodat ë en é overal dezelfde letters zijn.", "Text is read as UTF-8."),
    save=("bewaar `{file}` opnieuw als UTF-8", "save `{file}` again as UTF-8"),
    excel=("bewaar `{file}` in Excel als ‘CSV UTF-8’", "save `{file}` in Excel as ‘CSV UTF-8’"),
)
NOT_TEXT = error(
    "F006",
    "binary-file",
    ("`{file}` is geen tekst", "`{file}` is not text"),
    ("Het bestand bevat een nulteken, zoals een programma of een beeld.", "The file holds a NUL character."),
    text=("geef een tekstbestand", "give a text file"),
)

ENTRIES = (NOT_THERE, IS_FOLDER, TOO_LARGE, NOT_READABLE, NOT_UTF8, NOT_TEXT)
