"""`kmopolicy vocabulary`: what a fact may say, with the sentences."""

from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.options import LangOption, OutOption, PolicyOption, chosen, completes
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session, session
from kmopolicy.program.near import nearest
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from kmopolicy.program.declarations import Predicate

FORMATS = ("text", "markdown")


def vocabulary(
    predicate: Annotated[str | None, typer.Argument(metavar="PREDICATE", help="One predicate, in depth.")] = None,
    json_schema: Annotated[
        bool, typer.Option("--json-schema", help="Print a JSON Schema of dossiers instead, for editors.")
    ] = False,
    form: Annotated[
        str,
        typer.Option("--format", metavar="text|markdown", help="How to print.", autocompletion=completes(*FORMATS)),
    ] = "text",
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Show what a fact may say: all predicates with their sentences, or one with its values and sources.

    Examples:

    kmopolicy vocabulary

    kmopolicy vocabulary linked_to_theme

    kmopolicy vocabulary --format markdown --out woordenschat.md

    kmopolicy vocabulary --json-schema --out dossier.schema.json
    """
    chosen("--format", form, FORMATS)
    started = session(policy, lang)
    if json_schema:
        from kmopolicy.facts.schema import json_schema as schema_of
        from kmopolicy.render.documents.parts import dumped

        write_text(dumped(schema_of(started.policy.program)), out)
    else:
        _print(started, _declared(predicate, started), form, out)
    return 0


def _declared(name: str | None, started: Session) -> "Predicate | None":
    known = started.policy.program.predicates
    if name is not None and name not in known:
        near = nearest(name, list(known))
        refuse(usage.UNKNOWN_PREDICATE, "near" if near else "list", predicate=name, near=near)
    return None if name is None else known[name]


def _print(started: Session, predicate: "Predicate | None", form: str, out: str | None) -> None:
    if form == "markdown":
        from kmopolicy.render.manual import reference

        return write_text(reference.render(started.policy.program, predicate), out)
    from kmopolicy.render.terminal import vocabulary as render

    labels = started.labels()
    if predicate is None:
        return write_lines(render.overview(labels, width(out)), out)
    return write_lines(render.in_depth(predicate, labels, width(out)), out)
