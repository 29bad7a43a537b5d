"""Small policies as text: what each of them starts with, blocks of rules to put below it, and the program that comes of it.

>>> page = front() + block("Regels", 'define good(thing: Thing) goal nl "goed".\\n\\ngood(X) :- X = X.')
>>> page.splitlines()[0]
'# Proef'
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from kmopolicy.program.load import checked
from kmopolicy.program.pages import Folder
from kmopolicy.program.program import Program

_FRONT = """# Proef

> **S1** alles telt

```datalog
policy proef nl "Proef".
source bron text "sources/bron.txt" sentences "sources/zinnen.csv" nl "de bron".
entity Thing in things nl "ding" nl plural "dingen".
entity Box in boxes nl "doos" nl plural "dozen".
type Colour{more} nl "kleur" nl plural "kleuren".
type Verdict judged default ja opposite nee nl "oordeel" nl plural "oordelen".
type Outcome nl "uitkomst" nl plural "uitkomsten".
{declared}```

"""
_BLOCK = """## {heading}

> **S1** alles telt

```datalog
{statements}
```

"""


class Drawn(NamedTuple):
    """A random policy: the text of its page, the program that it makes, and the files beside the page."""

    text: str
    program: Program
    files: dict[str, bytes]

    def __repr__(self) -> str:
        return self.text


def front(
    declared: str = "",
    tables: str = "",
    *,
    colours: Iterable[str] = ("rood", "groen"),
    more: bool = True,
    verdicts: Iterable[str] = ("ja", "nee"),
    outcomes: Iterable[str] = ("goed", "slecht", "open"),
) -> str:
    """The front of a page: things and boxes, colours, verdicts and outcomes, what else is `declared`, and the tables of that.

    `more`: a dossier may declare colours of its own.
    """
    front = _FRONT.replace("{more}", " in colours" if more else "").replace("{declared}", declared)
    return front + "".join(map(_constants, (colours, verdicts, outcomes))) + tables


def _constants(names: Iterable[str]) -> str:
    return "".join(("| constant | nl |\n| --- | --- |\n", *(f"| {name} | {name} |\n" for name in names), "\n"))


def block(heading: str, statements: str) -> str:
    """A block of rules under a heading of its own and the first sentence."""
    return _BLOCK.format(heading=heading, statements=statements)


def blocks(statements: Iterable[str]) -> str:
    """Blocks of rules, numbered."""
    return "".join(block(f"Deel {number}", each) for number, each in enumerate(statements))


def sentences(*texts: str) -> dict[str, bytes]:
    """The files of a source with these sentences, S1 and on."""
    rows = "".join(f"S{number},{text}\n" for number, text in enumerate(texts, 1))
    return {
        "sources/bron.txt": "".join(f"{text}\n" for text in texts).encode(),
        "sources/zinnen.csv": f"sentence,text\n{rows}".encode(),
    }


def made(text: str, files: dict[str, bytes]) -> Drawn:
    """The policy of one page, with the files beside it."""
    loaded = checked(Folder(Path("proef"), {"kmopolicy.md": text.encode(), **files}, ()))
    assert loaded.program is not None, [found.message_in("en") for found in loaded.diagnostics]
    return Drawn(text, loaded.program, files)
