"""The Typer application's own classes: unknown commands in the user's words, and parameters taken as they are typed."""

from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from kmopolicy.cli.options import listed
from kmopolicy.cli.refusal import refuse
from kmopolicy.program.near import nearest
from kmopolicy.text.catalogue import usage


class _AsTyped:
    """Takes text as text. Recent versions of Typer import Pydantic for it, which costs as much as a whole command."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002  # Typer names them
        if param.multiple or param.nargs == -1:
            return list(value or ())
        return value


def _as_typed(parameters: Iterable[Any]) -> list[Any]:
    found = list(parameters)
    for parameter in found:
        if hasattr(parameter, "_runtime_param"):
            parameter._runtime_param = _AsTyped()
    return found


class Command(TyperCommand):
    """A command whose parameters are all text or flags."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _as_typed(super().get_params(ctx))


class Group(TyperGroup):
    """The commands; one that does not exist is refused with the nearest that does."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _as_typed(super().get_params(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.commands and not ctx.resilient_parsing:
            near = nearest(name, list(self.commands))
            refuse(
                usage.UNKNOWN_COMMAND, "near" if near else "known", command=name, near=near, known=listed(self.commands)
            )
        return super().resolve_command(ctx, args)
