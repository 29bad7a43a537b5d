"""`kmopolicy coverage`: what of the law is in which rule, and which rules the scenarios reach."""

from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.options import LangOption, OutOption, PolicyOption, chosen, completes
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.session import Session, session

if TYPE_CHECKING:
    from kmopolicy import Policy
    from kmopolicy.questions.scenarios.coverage import Coverage

FORMATS = ("text", "json", "html")


def coverage(
    form: Annotated[
        str,
        typer.Option("--format", metavar="text|json|html", help="How to print.", autocompletion=completes(*FORMATS)),
    ] = "text",
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Show what covers each sentence of the sources, and which rules the scenarios reach. Exit code 1 where nothing covers one.

    Examples:

    kmopolicy coverage --policy mijn-beleid --format html --out dekking.html
    """
    chosen("--format", form, FORMATS)
    started = session(policy, lang)
    found = _measured(started)
    _print(found, started, form, out)
    return int(bool(found.uncovered))


def _measured(started: Session) -> "Coverage":
    from kmopolicy.cli.test import scenarios_of
    from kmopolicy.questions.scenarios.coverage import Trials, coverage

    policy = _policy(started)
    trials = Trials(policy.program)
    home, files = scenarios_of(started)
    tried = []
    with Working("testing", started.lang, len(files)) as working:
        for file in files:
            tried.append(trials.of(policy.read(file), file.relative_to(home.parent).as_posix()))
            working.advance()
    return coverage(policy.program, tried)


def _policy(started: Session) -> "Policy":
    """The policy; one that leaves sentences uncovered is valid for once, for that is what is asked."""
    from kmopolicy import Policy, PolicyError
    from kmopolicy.api import policy_folder
    from kmopolicy.program.load import load_program
    from kmopolicy.text.catalogue import policy as catalogue

    try:
        return started.policy
    except PolicyError:
        loaded = load_program(policy_folder(started.folder), aside=(catalogue.UNCOVERED,))
        if loaded.program is None:
            raise
    return Policy(loaded.program)


def _print(found: "Coverage", started: Session, form: str, out: str | None) -> None:
    from kmopolicy.render.words.labels import Labels

    labels = Labels(found.program, started.lang)
    if form == "json":
        from kmopolicy.render.documents.coverage import coverage

        return write_text(coverage(found), out)
    if form == "html":
        from kmopolicy.render.page.coverage import page

        return write_text(page.render(found, _sources(found, started), labels), out)
    from kmopolicy.render.terminal import coverage as render

    return write_lines(render.render(found, labels, width(out)), out)


def _sources(found: "Coverage", started: Session) -> dict[str, str]:
    """The texts of the sources, by name. The program was made of them: they are there, and they are text."""
    from kmopolicy.api import policy_folder
    from kmopolicy.text.files import decoded

    folder = policy_folder(started.folder)
    texts = {each.name: decoded((folder / each.file).read_bytes(), each.file) for each in found.program.sources}
    return {name: text for name, text in texts.items() if isinstance(text, str)}
