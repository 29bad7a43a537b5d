"""`kmopolicy test`: whether every scenario still gives what it expects."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kmopolicy.cli.accepting import accept_found
from kmopolicy.cli.options import LangOption, OutOption, PolicyOption, chosen, completes
from kmopolicy.cli.output import width, write_lines, write_text
from kmopolicy.cli.progress import Working
from kmopolicy.cli.refusal import Refusal, refuse
from kmopolicy.cli.session import Session, session
from kmopolicy.text.catalogue import files, usage
from kmopolicy.text.diagnostic import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kmopolicy import Facts, Policy
    from kmopolicy.facts.model import ExpectedAnswers
    from kmopolicy.questions.scenarios.mutate import Report
    from kmopolicy.questions.scenarios.scenarios import Answered, Scenario

FORMATS = ("text", "json", "junit")
SCENARIOS = "scenarios"
_SUFFIXES = (".yaml", ".yml", ".json")
_INVALID = 3


def test(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Scenarios, or folders of them. Default: those of the policy."),
    ] = None,
    form: Annotated[
        str,
        typer.Option("--format", metavar="text|json|junit", help="How to print.", autocompletion=completes(*FORMATS)),
    ] = "text",
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Alter the policy in every small way, and list what no scenario notices.")
    ] = False,
    accept: Annotated[
        bool, typer.Option("--accept", help="Show what differs, then expect what was found: in the files themselves.")
    ] = False,
    policy: PolicyOption = None,
    lang: LangOption = None,
    out: OutOption = None,
) -> int:
    """Test the policy by its scenarios: dossiers that say what must come of them. Exit code 1 where one does not hold.

    Examples:

    kmopolicy test mijn-beleid/scenarios/openbare-orde --policy mijn-beleid

    kmopolicy test mijn-beleid/scenarios/lijst --policy mijn-beleid --accept

    kmopolicy test --policy mijn-beleid --mutate
    """
    chosen("--format", form, FORMATS[:2] if mutate else FORMATS)
    if mutate and accept:
        refuse(usage.UNEXPECTED_ARGUMENT, "help", command="kmopolicy test --mutate", argument="--accept")
    started = session(policy, lang)
    found = _files(paths or [], started)
    if mutate:
        return _mutated(found, started, form, out)
    if accept:
        _writable(found, started, bool(paths))
    scenarios = _tested(found, started)
    _print(scenarios, started, form, out)
    if accept:
        accept_found(scenarios, started, shown=form == "text" and out is None)
    return _exit_code(scenarios, accepted=accept)


def _files(paths: list[str], started: Session) -> list[Path]:
    """The scenarios at these paths, each once; where there are none, that is said."""
    places = [Path(path) for path in paths] or [_home(started)]
    for place in places if paths else ():
        if not place.exists():
            raise Refusal((Diagnostic(files.NOT_THERE, None, {"file": str(place)}, "path"),))
    found = list(dict.fromkeys(file for place in places for file in _within(place)))
    if not found:
        refuse(usage.NO_SCENARIOS, "write", folder=str(places[0]))
    return found


def scenarios_of(started: Session) -> tuple[Path, list[Path]]:
    """The folder of the policy's scenarios, and those that are there."""
    return _home(started), _within(_home(started))


def _home(started: Session) -> Path:
    """The scenarios of the policy, seen from where one works."""
    from kmopolicy.api import policy_folder

    folder, here = policy_folder(started.folder), Path.cwd()
    return (folder.relative_to(here) if folder.is_relative_to(here) else folder) / SCENARIOS


def _within(place: Path) -> list[Path]:
    from kmopolicy.program.pages import FRONT_PAGE

    if not place.is_dir():
        return [place] if place.exists() else []
    folder = place / SCENARIOS if (place / FRONT_PAGE).is_file() else place
    return sorted(
        file
        for file in folder.rglob("*")
        if file.suffix.lower() in _SUFFIXES
        and file.is_file()
        and not any(part.startswith(".") for part in file.relative_to(folder).parts)
    )


def _writable(found: list[Path], started: Session, named: bool) -> None:
    """Refuses to change the scenarios of the policy that ships."""
    from kmopolicy.api import shipped_policy
    from kmopolicy.cli.writable import keep_shipped, refuse_shipped
    from kmopolicy.program.pages import nearest_policy

    command = "kmopolicy test --accept"
    for file in found:
        keep_shipped(file, command)
    if not named and started.folder is None and nearest_policy(Path()) is None:
        refuse_shipped(command)
    if any(shipped_policy().resolve() in file.resolve().parents for file in found) and nearest_policy(Path()) is None:
        refuse_shipped(command)


def _tested(found: list[Path], started: Session) -> "list[Scenario]":
    from kmopolicy.errors import FactsError
    from kmopolicy.questions.scenarios.scenarios import Scenario, held_against

    policy = started.policy
    scenarios = []
    with Working("testing", started.lang, len(found)) as working:
        for file in found:
            try:
                facts = policy.read(file)
            except FactsError as error:
                scenarios.append(Scenario(str(file), None, (), error.diagnostics))
            else:
                results = tuple(
                    held_against(each, policy.explain(facts, each.subject, readings=dict(each.readings)))
                    for each in facts.expectations
                )
                answers = tuple(answered(policy, facts, each) for each in facts.answers)
                empty = (
                    ()
                    if results or answers
                    else (Diagnostic(usage.NO_EXPECTATION, None, {"file": str(file)}, "write"),)
                )
                scenarios.append(Scenario(str(file), facts, results, empty, answers))
            working.advance()
    return scenarios


def answered(policy: "Policy", facts: "Facts", expected: "ExpectedAnswers") -> "Answered":
    """The answers that are expected beside those that the engine gives."""
    from kmopolicy.program.goal import variables
    from kmopolicy.questions.scenarios.scenarios import Answered

    rows = policy.query(facts, expected.goal, readings=dict(expected.readings)).rows
    return Answered(expected, rows if variables(expected.atom) else rows[:1] and ((),))


def _mutated(found: list[Path], started: Session, form: str, out: str | None) -> int:
    from kmopolicy.api import policy_folder
    from kmopolicy.questions.scenarios.allowances import allowances
    from kmopolicy.questions.scenarios.alterations import alterations
    from kmopolicy.questions.scenarios.mutate import Trial, asked, report

    policy = started.policy
    allowed = allowances(policy_folder(started.folder) / SCENARIOS)
    trial = Trial(policy.program, [each for file in found for each in asked(policy.program, policy.read(file))])
    if trial.unmet:
        first = trial.unmet[0]
        args = {"file": first.facts.file, "subject": first.expectation.label}
        raise Refusal((Diagnostic(usage.UNMET_FIRST, first.expectation.span, args, "test"),), 1)
    altered = list(alterations(policy.program))
    unnoticed = []
    with Working("altering", started.lang, len(altered)) as working:
        for each in altered:
            if not trial.notices(each):
                unnoticed.append(each)
            working.advance()
    told = report(altered, unnoticed, allowed)
    _print_report(told, started, form, out)
    return int(bool(told.unexplained or told.superfluous))


def _print_report(told: "Report", started: Session, form: str, out: str | None) -> None:
    if form == "json":
        from kmopolicy.render.documents.alterations import alterations

        write_text(alterations(told, started.labels()), out)
    else:
        from kmopolicy.render.terminal.alterations import lines

        write_lines(lines(told, started.labels(), width(out)), out)


def _print(scenarios: "Sequence[Scenario]", started: Session, form: str, out: str | None) -> None:
    program = started.policy.program
    if form == "text":
        from kmopolicy.render.terminal.scenarios import lines

        write_lines(lines(scenarios, program, started.lang, width(out)), out)
    elif form == "json":
        from kmopolicy.render.documents import scenarios as documents

        write_text(documents.scenarios(scenarios, program), out)
    else:
        from kmopolicy.render.formats import junit

        write_text(junit.render(scenarios, program, started.lang), out)


def _exit_code(scenarios: "Sequence[Scenario]", *, accepted: bool) -> int:
    if any(each.facts is None for each in scenarios):
        return _INVALID
    return int(any(each.diagnostics or not (each.holds or accepted) for each in scenarios))
