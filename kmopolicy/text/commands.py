"""A bad and a good example of what is wrong with facts, with an explanation or with a command: commands, and what they say.

They stand in `commands.txt` beside this module: `@@ F203` starts those of a code, `@@ goed` the good one, `@@ gezegd` is what the
bad one says. A line `$ …` is a command; without one it is the usual one, and of a good example that of the bad one. What else
stands there is the dossier, `@@ bestand x.csv` another file. Beside them lies the dossier of `@@ begin`.
"""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from kmopolicy.text.examples import parts

DOSSIER = "dossier.yaml"
_USUAL = f"kmopolicy decide {DOSSIER}"


class Command(NamedTuple):
    """Commands to give one after the other, the files that are shown with them, and what the last one says if it refuses."""

    lines: tuple[str, ...]
    files: Mapping[str, str]
    said: str = ""

    def beside(self) -> dict[str, str]:
        """All files that lie there."""
        return {**_read()["begin"][0].files, **self.files}


def commands(code: str) -> tuple[Command, ...]:
    """The bad and the good example of a code; () where there is none."""
    return tuple(_read().get(code, ()))


def codes() -> tuple[str, ...]:
    """The codes that have examples."""
    return tuple(code for code in _read() if code != "begin")


@cache
def _read() -> dict[str, list[Command]]:
    found: dict[str, list[Command]] = {}
    code = ""
    for kind, name, body in parts("commands.txt"):
        if kind == "bestand":
            last = found[code][-1]
            found[code][-1] = last._replace(files={**last.files, name: f"{body}\n"})
        elif kind == "gezegd":
            found[code][0] = found[code][0]._replace(said=f"{body}\n")
        elif kind == "goed":
            found[code].append(_command(body, found[code][0].lines))
        else:
            code = kind
            found[code] = [_command(body, (_USUAL,))]
    return found


def _command(body: str, usual: tuple[str, ...]) -> Command:
    lines = body.split("\n") if body else []
    given = tuple(line.removeprefix("$ ") for line in lines if line.startswith("$ "))
    dossier = "\n".join(line for line in lines if not line.startswith("$ "))
    return Command(given or usual, {DOSSIER: f"{dossier}\n"} if dossier else {})
