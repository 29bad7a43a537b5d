"""The help of the program and of its commands, laid out as everything else is, in the language of the user."""

import re
from collections.abc import Iterator
from typing import Any

from kmopolicy.cli.dutch import DUTCH
from kmopolicy.cli.options import LANGS
from kmopolicy.cli.output import width, write_lines
from kmopolicy.render.outline.items import Item
from kmopolicy.render.terminal.layout import Line, pairs, wrap
from kmopolicy.render.words.fixed import word
from kmopolicy.text.localized import Lang

_WIDEST = 80


def show(command: Any, ctx: Any) -> None:
    """Prints the help of a command, or of the program with its commands."""
    lang: Lang = ctx.obj if ctx.obj in LANGS else "nl"
    write_lines(list(lines(command, ctx, lang, min(width(None), _WIDEST))), None)


def lines(command: Any, ctx: Any, lang: Lang, width: int) -> Iterator[Line]:
    """How it is called, what it does, examples, and whatever it takes."""
    described, *paragraphs = _paragraphs(command)
    yield from _usage(command, ctx, lang, width)
    yield ()
    yield from (((line, ""),) for line in wrap(said(described, lang), width))
    examples = [Item(each) for each in paragraphs if each.startswith("kmopolicy ")]
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    for heading, items in (
        ("examples", examples),
        ("arguments", [_argument(each, lang) for each in arguments]),
        ("options", [_option(each, lang) for each in command.get_params(ctx) if each not in arguments]),
        ("commands", [_command(each, lang) for each in getattr(command, "commands", {}).values()]),
    ):
        if items:
            yield ()
            yield ((word(heading, lang), "heading"),)
            yield from _examples(items) if items is examples else pairs(items, width)


def said(text: str, lang: Lang) -> str:
    """A text of the help in that language; the English one stands with the command or the option."""
    return DUTCH[text] if lang == "nl" and text in DUTCH else text


def _paragraphs(command: Any) -> list[str]:
    return [" ".join(each.split()) for each in re.split(r"\n\s*\n", command.help or "")]


def _usage(command: Any, ctx: Any, lang: Lang, width: int) -> Iterator[Line]:
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    names = [_name(each) if each.required else f"[{_name(each)}]" for each in arguments]
    names += [word("a command", lang), "…"] if hasattr(command, "commands") else []
    usage = " ".join((word("usage", lang), ctx.command_path, *names, f"[{word('options', lang)}]"))
    yield from (((line, "strong"),) for line in wrap(usage, width))


def _name(argument: Any) -> str:
    return str(argument.metavar or argument.name).strip("[]")


def _examples(items: list[Item]) -> Iterator[Line]:
    """Whole, so that they can be copied."""
    yield from ((("   ", ""), (item.text, "")) for item in items)


def _argument(argument: Any, lang: Lang) -> Item:
    return Item(said(argument.help or "", lang), term=_name(argument))


def _option(option: Any, lang: Lang) -> Item:
    names = ", ".join(sorted(option.opts, key=len, reverse=True))
    term = names if option.is_flag else f"{names} {option.metavar}"
    default = option.default if isinstance(option.default, str) else ""
    told = said(option.help or "", lang)
    return Item(f"{told} {word('default value', lang, value=default)}" if default else told, term=term)


def _command(command: Any, lang: Lang) -> Item:
    return Item(said(_paragraphs(command)[0], lang), term=command.name)
