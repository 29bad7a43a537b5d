"""The options that several commands share, declared once, and the checks of what was typed.

Everything is taken as text: what a value may be is checked here, so that it is said in the language of the user, and so
that no validation library needs to be imported before a command starts.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, cast

import typer

from kmopolicy.cli.refusal import refuse
from kmopolicy.text.catalogue import questions, usage
from kmopolicy.text.localized import Lang

LANGS = ("nl", "en")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def completes(*values: str) -> Callable[[], Iterable[str]]:
    """Completes an option's value in the shell."""

    def complete() -> Iterable[str]:
        return values

    return complete


FactsArgument = Annotated[
    str,
    typer.Argument(metavar="FACTS", help="A dossier (YAML or JSON), a folder of CSV tables, or - for standard input."),
]
PolicyOption = Annotated[
    str | None,
    typer.Option(
        "--policy", metavar="DIR", help="The policy's folder. Default: the nearest one upwards, else the shipped one."
    ),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="nl|en",
        help="The language. Default: nl, or KMOPOLICY_LANG.",
        autocompletion=completes(*LANGS),
    ),
]
DateOption = Annotated[
    str | None,
    typer.Option("--date", metavar="DATE", help="The reference date of services that have none: 2024-03-01."),
]
ReadingOption = Annotated[
    list[str] | None,
    typer.Option("--reading", metavar="NAME=OPTION", help="Read the text another way. May be given several times."),
]
OutOption = Annotated[
    str | None,
    typer.Option("--out", metavar="FILE", help="Write to a file, whole or not at all, instead of standard output."),
]


def language(typed: str | None) -> Lang:
    """The language to speak, as typed or as the program was told to start in: Dutch where it was not."""
    return cast(Lang, chosen("--lang", typed, LANGS)) if typed is not None else "nl"


def chosen(option: str, typed: str, known: Sequence[str]) -> str:
    """One of the values that an option takes."""
    if typed not in known:
        refuse(usage.UNKNOWN_CHOICE, "known", value=typed, option=option, known=listed(known))
    return typed


def day(typed: str | None) -> date | None:
    """A date as it was typed, in its one form."""
    if typed is None:
        return None
    if not _DATE.fullmatch(typed):
        refuse(usage.BAD_DATE, "form", value=typed)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        refuse(usage.BAD_DATE, "form", value=typed)


def number(option: str, typed: str, least: int, most: int) -> int:
    """A whole number within its bounds."""
    if not (typed.isascii() and typed.isdigit() and least <= int(typed[:9]) <= most):
        refuse(questions.BAD_COUNT, "range", value=typed, option=option, least=str(least), most=str(most))
    return int(typed)


def folder(typed: str | None) -> Path | None:
    """A folder as it was typed."""
    return None if typed is None else Path(typed)


def reading_choices(typed: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """The readings that were chosen, each once."""
    choices: dict[str, str] = {}
    for each in typed:
        name, equals, option = each.partition("=")
        if not (name and equals and option):
            refuse(usage.BAD_READING, "form", value=each, known=listed(known))
        if choices.setdefault(name, option) != option:
            refuse(usage.READING_TWICE, "one", reading=name, first=choices[name], second=option)
    return choices


def listed(names: Iterable[str]) -> str:
    """Names in back-quotes, with commas."""
    return ", ".join(f"`{name}`" for name in names)
