"""`kmopolicy test --accept`: what was found takes the place of what was expected, in the files of the scenarios themselves."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kmopolicy.cli.output import write_text
from kmopolicy.cli.refusal import refuse
from kmopolicy.cli.session import Session
from kmopolicy.text.catalogue import usage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kmopolicy.questions.scenarios.scenarios import Scenario


class _Change(NamedTuple):
    """A file, its text as it is and as it will be."""

    file: str
    before: str
    after: str


def accept_found(scenarios: "Sequence[Scenario]", started: Session, *, shown: bool) -> None:
    """Shows what will change, then changes it."""
    from kmopolicy.render.terminal import scenarios as render

    changes = [_change(each, started) for each in scenarios if each.facts and (each.failures or each.wrong)]
    if shown:
        for change in changes:
            write_text(render.difference(*change), None)
    for change in changes:
        write_text(change.after, change.file)
    if shown and changes:
        write_text(render.updated([change.file for change in changes], started.lang), None)


def _change(scenario: "Scenario", started: Session) -> _Change:
    """The change, once reading the text again has shown that it expects what was found and nothing else."""
    from kmopolicy.questions.scenarios.acceptance import accepted

    content = Path(scenario.file).read_bytes()
    mark = "\ufeff" if content.startswith(b"\xef\xbb\xbf") else ""
    before = content.decode("utf-8-sig")
    after = accepted(before, scenario.results, scenario.answers)
    if not _as_found(after, scenario, started):
        refuse(usage.NOT_ACCEPTED, "hand", file=scenario.file)
    return _Change(scenario.file, mark + before, mark + after)


def _as_found(text: str, scenario: "Scenario", started: Session) -> bool:
    import datetime
    import io

    from kmopolicy.facts.read import STDIN, read_facts

    stdin = io.BytesIO(text.encode())
    read = read_facts(started.policy.program, STDIN, today=datetime.date.today(), stdin=stdin).facts
    if read is None:
        return False
    told = [(each.label, each.outcome, each.sentence) for each in read.expectations]
    answers = [(each.label, set(each.rows)) for each in read.answers]
    return told == [(each.expectation.label, *each.found) for each in scenario.results] and answers == [
        (each.expectation.label, set(each.found)) for each in scenario.answers
    ]
