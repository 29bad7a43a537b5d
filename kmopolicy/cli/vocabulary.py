"""`kmopolicy vocabulary`: what a fact may say, with the sentences."""

from typing import Annotated

import typer

from kmopolicy.cli.options import LangOption, OutOption, PolicyOption
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session, session
from kmopolicy.program.near import nearest
from kmopolicy.text.catalogue import usage


def vocabulary(
    predicate: Annotated[str | None, typer.Argument(metavar="PREDICATE", help="One predicate, in depth.")] = None,
    json_schema: Annotated[
        bool, typer.Option("--json-schema", help="Print a JSON Schema of dossiers instead, for editors.")
    ] = False,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Show what a fact may say: all predicates with their sentences, or one with its values and sources.

    Examples:

    kmopolicy vocabulary

    kmopolicy vocabulary linked_to_theme

    kmopolicy vocabulary --json-schema --out dossier.schema.json
    """
    started = session(policy, lang)
    if json_schema:
        from kmopolicy.facts.schema import json_schema as schema_of
        from kmopolicy.render.json import dumped

        write_text(dumped(schema_of(started.policy.program)), out)
    else:
        _print(started, predicate, out)
    return 0


def _print(started: Session, predicate: str | None, out: str | None) -> None:
    from kmopolicy.render import vocabulary as render

    labels = started.labels()
    if predicate is None:
        return write_lines(render.overview(labels, width(out)), out)
    known = labels.program.predicates
    if predicate not in known:
        near = nearest(predicate, list(known))
        refuse(usage.UNKNOWN_PREDICATE, "near" if near else "list", predicate=predicate, near=near)
    return write_lines(render.in_depth(known[predicate], labels, width(out)), out)
