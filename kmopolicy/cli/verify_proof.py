"""`kmopolicy verify-proof`: whether an explanation stands, replayed by a checker apart from all that decides."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from kmopolicy.cli.options import LangOption, OutOption, PolicyOption, chosen, completes
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.refusal import Refusal
from kmopolicy.cli.session import once, session
from kmopolicy.text.diagnostic import Diagnostic

FORMATS = ("text", "json")
_STDIN = "-"


def verify_proof(
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="What kmopolicy explain --format json wrote, or - for standard input."),
    ],
    facts: Annotated[
        str | None,
        typer.Option(
            "--facts", metavar="FACTS", help="The dossier that it must be about. Default: only the facts it carries."
        ),
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print.", autocompletion=completes(*FORMATS))
    ] = "text",
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Verify an explanation: all that it claims, by a small checker of its own. Exit code 1 where it does not stand.

    Examples:

    kmopolicy explain dossier.yaml c36 --format json --out c36.json

    kmopolicy verify-proof c36.json

    kmopolicy verify-proof c36.json --facts dossier.yaml
    """
    chosen("--format", form, FORMATS)
    once([file, facts or ""])
    started = session(policy, lang, out=out)
    text = _read(file)
    dossier = started.read(facts) if facts is not None else None
    found = started.policy.verify_proof(text, name=file, facts=dossier)
    if form == "json":
        from kmopolicy.render.documents.replay import replay

        write_text(replay(found), out)
    else:
        from kmopolicy.render.terminal.replay import render

        write_lines(render(found, started.lang, width(out)), out)
    return int(not found.stands)


def _read(file: str) -> str:
    """The text of the file; without one the command does not start."""
    from kmopolicy.text.files import bounded, decoded, read_bytes

    stream = getattr(sys.stdin, "buffer", None)
    content = read_bytes(Path(file), file) if file != _STDIN else bounded(stream, file) if stream else b""
    text = decoded(content, file) if isinstance(content, bytes) else content
    if isinstance(text, Diagnostic):
        raise Refusal((text,))
    return text
