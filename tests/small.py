"""Small policies for tests, checked in memory."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from kmopolicy.program.load import Loaded, checked, examined
from kmopolicy.program.pages import Folder
from kmopolicy.program.program import Program

SENTENCES = {
    "S01": "Een dienst komt in aanmerking als ze past binnen één van onderstaande thema’s:",
    "S02": "Diensten waarvan de inhoud niet op voorhand bekend is, komen nooit in aanmerking.",
    "U01": "mindfulness",
    "U07x1": "de erkende medische beroepen",
    "U07x2": "de paramedische beroepen",
}
FRONT = """```datalog
policy proef nl "Proef".
source bron text "sources/bron.txt" sentences "sources/zinnen.csv" nl "De bron".
entity Thing in things nl "ding".
rule alles cites S01, S02, U01, U07x:
good(X) :- has(X).
input has(thing: Thing) nl "het ding heeft het".
define good(thing: Thing) goal nl "het ding is goed".
```

"""


def files(page: str, others: Mapping[str, str | bytes] | None = None, front: str = FRONT) -> dict[str, bytes]:
    """The files of a policy: a page under the front page, beside the sentences above and other files."""
    rows = "".join(f'{number},"{text}"\n' for number, text in SENTENCES.items())
    given: dict[str, str | bytes] = {
        "kmopolicy.md": front + page,
        "sources/bron.txt": "\n".join(SENTENCES.values()),
        "sources/zinnen.csv": "sentence,text\n" + rows,
        **(others or {}),
    }
    return {name: text.encode() if isinstance(text, str) else text for name, text in sorted(given.items())}


def load(page: str, others: Mapping[str, str | bytes] | None = None, front: str = FRONT) -> Loaded:
    """What a check makes of them."""
    return checked(Folder(Path("p"), files(page, others, front), ()))


def write(folder: Path, page: str, others: Mapping[str, str | bytes] | None = None) -> Path:
    """The same files on disk."""
    for name, content in files(page, others).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def program(page: str, others: Mapping[str, str | bytes] | None = None, front: str = FRONT) -> Program:
    """The program of a page that is right."""
    loaded = load(page, others, front)
    assert loaded.program is not None, [found.message_in("en") for found in loaded.diagnostics]
    return loaded.program


def codes(page: str, others: Mapping[str, str | bytes] | None = None, front: str = FRONT) -> list[str]:
    """The codes of what is wrong with a page, in the order of the page."""
    return [found.code for found in load(page, others, front).diagnostics]


def warned(page: str, others: Mapping[str, str | bytes] | None = None, front: str = FRONT, year: int = 2026) -> Loaded:
    """What whoever edits it is told: errors and warnings, those of registers about a year."""
    return examined(Folder(Path("p"), files(page, others, front), ()), date(year, 1, 1))


def warnings(page: str, others: Mapping[str, str | bytes] | None = None, front: str = FRONT) -> list[str]:
    """The codes of what whoever edits a page is told."""
    return [found.code for found in warned(page, others, front).diagnostics]


def block(text: str) -> str:
    """A block of rules."""
    return f"```datalog\n{text}\n```\n\n"
