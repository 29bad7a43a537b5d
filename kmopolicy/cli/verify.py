"""`kmopolicy verify`: what must hold of every possible service, proved or refuted by the smallest counterexample."""

from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.options import LangOption, OutOption, PolicyOption, ReadingOption, chosen, completes
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.session import Session, session
from kmopolicy.cli.writable import own_policy

if TYPE_CHECKING:
    from kmopolicy.questions.verification.verify import Verification

FORMATS = ("text", "json")


def verify(
    form: Annotated[
        str, typer.Option("--format", metavar="text|json", help="How to print.", autocompletion=completes(*FORMATS))
    ] = "text",
    full: Annotated[bool, typer.Option("--full", help="Explain in full, not only the grounds.")] = False,
    save: Annotated[
        bool, typer.Option("--save", help="Keep each counterexample in the policy's scenarios, to be answered there.")
    ] = False,
    reading: ReadingOption = None,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Prove what must hold for every possible service, or show the smallest counterexample. Exit code 1 where one fails.

    Examples:

    kmopolicy verify

    kmopolicy verify --policy mijn-beleid --save

    kmopolicy verify --reading exception_scope=alle_uitsluitingen
    """
    chosen("--format", form, FORMATS)
    started = session(policy, lang, None, reading)
    own = own_policy(policy, "kmopolicy verify --save") if save else None
    ready = started.policy
    with Working("proving", started.lang):
        found = ready.verify(readings=started.readings)
    _print(found, started, form, out, full=full)
    if own:
        from kmopolicy.cli.scenarios import save_counterexamples

        save_counterexamples(found, started, own)
    return int(not found.holds)


def _print(found: "Verification", started: Session, form: str, out: str | None, *, full: bool) -> None:
    if form == "json":
        from kmopolicy.render.documents import proved

        write_text(proved.verification(found), out)
    else:
        from kmopolicy.render.terminal import verification

        write_lines(verification.render(found, started.labels(), width(out), full=full), out)
