"""What Typer has to say about wrong usage, as diagnostics of our own.

It knows Typer's errors by their names and attributes only, because the classes have moved between its versions.
"""

from typing import Any

from kmopolicy.program.near import nearest
from kmopolicy.text.catalogue import usage
from kmopolicy.text.diagnostic import Diagnostic, Entry


def is_usage_error(error: BaseException) -> bool:
    """Whether it is one of Typer's errors about what was typed."""
    return hasattr(error, "format_message") and hasattr(error, "ctx") and getattr(error, "exit_code", None) == 2


def diagnosed(error: Any) -> Diagnostic:
    """The diagnostic of such an error."""
    kind, command = type(error).__name__, error.ctx.command_path if error.ctx else "kmopolicy"
    if kind == "NoSuchOption":
        return _unknown_option(error, command)
    if kind == "MissingParameter":
        return _diagnostic(usage.MISSING_ARGUMENT, "help", command=command, argument=_name(error.param))
    if kind == "BadOptionUsage" and "requires" in error.message:
        return _diagnostic(usage.MISSING_VALUE, "help", option=error.option_name)
    if kind == "BadOptionUsage":
        return _diagnostic(usage.UNEXPECTED_ARGUMENT, "help", command=command, argument=f"{error.option_name}=…")
    return _diagnostic(usage.UNEXPECTED_ARGUMENT, "help", command=command, argument=_surplus(error.format_message()))


def _unknown_option(error: Any, command: str) -> Diagnostic:
    option = error.option_name
    commands = getattr(error.ctx.command, "commands", {}) if error.ctx else {}
    places = [name for name, each in commands.items() if option in _options(each)]
    known = [each for each in _options(error.ctx.command) if each.startswith("--")] if error.ctx else []
    near = nearest(option, known) if option.startswith("--") else ""
    key = "after" if places else "near" if near else "help" if option.startswith("--") or commands else "name"
    args = {"near": near, "place": next(iter(places), "")}
    return _diagnostic(usage.UNKNOWN_OPTION, key, command=command, option=option, **args)


def _options(command: Any) -> list[str]:
    return [option for parameter in command.params for option in parameter.opts]


def _name(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name).rstrip(".") if parameter else "…"


def _surplus(message: str) -> str:
    """What stands between the brackets of "unexpected extra argument (...)"."""
    _, bracket, rest = message.rpartition("(")
    return rest.removesuffix(")") if bracket else message


def _diagnostic(entry: Entry, help_key: str, **args: str) -> Diagnostic:
    return Diagnostic(entry, None, args, help_key)
