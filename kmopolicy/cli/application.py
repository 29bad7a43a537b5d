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


def _take_as_typed(parameters: Iterable[Any]) -> None:
    for parameter in parameters:
        if hasattr(parameter, "_runtime_param"):
            parameter._runtime_param = _AsTyped()


class Command(TyperCommand):
    """A command whose parameters are all text or flags."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _take_as_typed(self.params)


class Group(TyperGroup):
    """The commands; one that does not exist is refused with the nearest that does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _take_as_typed(self.params)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in self.commands and not ctx.resilient_parsing:
            near = nearest(name, list(self.commands))
            refuse(
                usage.UNKNOWN_COMMAND, "near" if near else "known", command=name, near=near, known=listed(self.commands)
            )
        return super().resolve_command(ctx, args)
