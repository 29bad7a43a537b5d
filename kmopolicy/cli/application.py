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

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:  # so that the message can name the command
                error.ctx = ctx  # type: ignore[attr-defined]  # the class has moved between Typer's versions
            raise

    def get_params(self, ctx: Any) -> list[Any]:
        return _as_typed(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # Typer names them
        from kmopolicy.cli import helptext

        helptext.show(self, ctx)


class Group(TyperGroup):
    """The commands; one that does not exist is refused with the nearest that does."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _as_typed(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  # Typer names them
        from kmopolicy.cli import helptext

        helptext.show(self, ctx)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.commands and not ctx.resilient_parsing:
            near = nearest(name, list(self.commands))
            refuse(
                usage.UNKNOWN_COMMAND, "near" if near else "known", command=name, near=near, known=listed(self.commands)
            )
        return super().resolve_command(ctx, args)
